import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { BaseLogger } from 'pino'
import { type Binaries, commonFolder, isRoot, makeFolder } from './binaries.ts'

/** A PostgreSQL of our own: where it keeps its files, and the passwords of those who log in to it. */
export interface Cluster {
  folder: string
  superPassword: string
  ownerPassword: string
  servicePassword: string
}

const about = 'embedded.json'
const inside = 'postgresql'

/** The cluster of a data folder; it is made where there is none. To be called by one process at a time. */
export async function clusterIn(dataDir: string, binaries: Binaries, log?: Pick<BaseLogger, 'info'>): Promise<Cluster> {
  const cluster = (await readAbout(dataDir)) ?? (await writeAbout(dataDir, log))
  if (await stat(path.join(cluster.folder, 'PG_VERSION')).catch(() => undefined)) return cluster
  await make(cluster, binaries)
  return cluster
}

async function readAbout(dataDir: string): Promise<Cluster | undefined> {
  const file = path.join(dataDir, about)
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Error(`${file} cannot be read (${error.code}): the data folder belongs to another user of this machine.`)
  })
  if (found === undefined) return undefined
  const cluster = JSON.parse(found) as Cluster
  return { ...cluster, folder: path.resolve(dataDir, cluster.folder) }
}

/** Decides where the cluster will be, and its passwords, before there is anything that needs them. */
async function writeAbout(dataDir: string, log?: Pick<BaseLogger, 'info'>): Promise<Cluster> {
  const usual = path.join(dataDir, inside)
  if (await lstat(usual).catch(() => undefined)) {
    throw new Error(`${dataDir} holds a database, but ${about} with its passwords is not there any more.`)
  }
  const password = () => randomBytes(24).toString('hex')
  const cluster = {
    folder: await placeFor(dataDir, log),
    superPassword: password(),
    ownerPassword: password(),
    servicePassword: password(),
  }
  await writeWhole(path.join(dataDir, about), `${JSON.stringify(cluster, undefined, 2)}\n`)
  if (cluster.folder !== inside) await symlink(cluster.folder, usual)
  return { ...cluster, folder: path.resolve(dataDir, cluster.folder) }
}

/** Inside the data folder; as root, where PostgreSQL's own user could not get there, in a place that everybody reaches. */
async function placeFor(dataDir: string, log?: Pick<BaseLogger, 'info'>): Promise<string> {
  if (!isRoot) return inside
  if (await passable(dataDir)) return inside
  const folder = path.join(commonFolder, randomBytes(8).toString('hex'), inside)
  await makeFolder(path.dirname(folder), 0o755)
  log?.info(`PostgreSQL runs as another user than root, who cannot reach ${dataDir}: its files are in ${folder}`)
  return folder
}

async function passable(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & 0o001) === 0) return false
  return folder === path.dirname(folder) || passable(path.dirname(folder))
}

/** Makes the cluster beside its place and moves it there when it is whole; what an earlier attempt left half made is swept away. */
async function make(cluster: Cluster, binaries: Binaries): Promise<void> {
  const beside = path.dirname(cluster.folder)
  for (const name of await readdir(beside)) {
    if (name.startsWith('making-')) await rm(path.join(beside, name), { recursive: true, force: true })
  }
  const making = await mkdtemp(path.join(beside, 'making-'))
  // Others may pass through, but not look: the package leaves a password here, which PostgreSQL's own user must be able to read, for a moment.
  await chmod(making, 0o711)
  const databaseDir = path.join(making, inside)
  await mkdir(databaseDir)
  await inAProcess({ folder: binaries.folder, databaseDir, password: cluster.superPassword, createPostgresUser: isRoot }, making)
  await rename(databaseDir, cluster.folder)
  await rm(making, { recursive: true, force: true })
}

async function inAProcess(task: object, temporary: string): Promise<void> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'initialise.ts')], {
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TMPDIR: temporary },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  child.stdin.end(JSON.stringify(task))
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const said = await text(child.stderr)
  if ((await ended) !== 0) throw new Error(`PostgreSQL could not be set up: ${said.trim()}`)
}

async function writeWhole(file: string, content: string): Promise<void> {
  const making = `${file}.${process.pid}`
  const handle = await open(making, 'w', 0o600)
  await handle.writeFile(content)
  await handle.sync()
  await handle.close()
  await rename(making, file)
}

/** The data folder, made where it is not there, by its real name. */
export async function dataFolder(dataDir: string): Promise<string> {
  try {
    await makeFolder(path.resolve(dataDir), isRoot ? 0o711 : 0o700)
    const folder = await realpath(dataDir)
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return folder
  } catch (error) {
    throw new Error(
      `The data folder ${dataDir} cannot be used (${(error as NodeJS.ErrnoException).code}). Give another one with DATA_DIR.`,
      { cause: error },
    )
  }
}
