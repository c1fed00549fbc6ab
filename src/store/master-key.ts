import { execFile } from 'node:child_process'
import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** The key that wraps the keys of every story. Printing it shows nothing of it. */
export type MasterKey = KeyObject

/** Where a master key comes from: a file, or a command that prints it (a program and its arguments). */
export type KeySource = { file: string } | { command: readonly string[] }

const length = 32

/**
 * The master key in a file: 32 random bytes in base64, for nobody's eyes but the service's. With `create` it is made where there is none. Throws a
 * plain sentence where there is none, where it is no such key, and where everybody on the machine could read it.
 */
export async function masterKey(file: string, { create = false }: { create?: boolean } = {}): Promise<MasterKey> {
  if (create) await makeOnce(file)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`There is no key file ${file}. Without it nobody's words can be read.`)
    throw new Error(`The key file ${file} cannot be read (${error.code}).`)
  })
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o007) !== 0) {
    throw new Error(`Everybody on this machine can read the key file ${file}. Keep it to yourself: chmod 600 ${file}`)
  }
  return masterKeyIn(text, `The key file ${file}`)
}

/** The master key from where it is said to come from. Throws a plain sentence where it does not come. */
export function masterKeyOf(source: KeySource): Promise<MasterKey> {
  return 'file' in source ? masterKey(source.file) : masterKeyPrinted(source.command)
}

/**
 * The master key that a command prints: 32 bytes in base64, and nothing else. No shell stands in between, and nothing the command says is shown or
 * kept. Throws a plain sentence where it cannot be run, fails, takes longer than `atMost` milliseconds, or prints something else.
 */
export async function masterKeyPrinted([program = '', ...rest]: readonly string[], { atMost = 30_000 } = {}): Promise<MasterKey> {
  const what = `The command that prints the master key (${program})`
  const text = await new Promise<string>((resolve, reject) => {
    const options = { timeout: atMost, killSignal: 'SIGKILL', maxBuffer: 10_000, windowsHide: true } as const
    execFile(program, rest, options, (error, printed) => {
      // The error itself holds what was printed: only its kind is told.
      if (!error) resolve(printed)
      else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') reject(new Error(`${what} prints more than a key.`))
      else if (error.killed) reject(new Error(`${what} did not end within ${atMost / 1000} seconds.`))
      else if (typeof error.code === 'number') reject(new Error(`${what} failed with code ${error.code}. Run it by hand to see why.`))
      else reject(new Error(`${what} could not be run (${error.code ?? error.signal}).`))
    }).stdin?.end()
  })
  return masterKeyIn(text, what)
}

/** A master key from base64. Throws a plain sentence that says `what` was read, and nothing of what it held. */
function masterKeyIn(text: string, what: string): MasterKey {
  if (!/^[\w+/-]*={0,2}$/.test(text.trim())) throw new Error(`${what} must hold ${length} bytes in base64, and nothing else.`)
  return masterKeyFrom(Buffer.from(text.trim(), 'base64'), what)
}

/** A master key from its bytes. */
export function masterKeyFrom(bytes: Uint8Array, what = 'A master key'): MasterKey {
  if (bytes.length !== length) throw new Error(`${what} must hold ${length} bytes in base64; it holds ${bytes.length}.`)
  return createSecretKey(bytes)
}

/** Makes the file where there is none. It is there whole or not at all, and where two make it at once the first one stays. */
async function makeOnce(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  if (!(await stat(file).catch(() => undefined))) await makeWhole(file)
  await keepInFolder(file)
}

async function makeWhole(file: string): Promise<void> {
  const making = `${file}.${randomUUID()}`
  try {
    const handle = await open(making, 'wx', 0o600)
    await handle.writeFile(`${randomBytes(length).toString('base64')}\n`)
    await handle.sync()
    await handle.close()
    await link(making, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(making, { force: true })
  }
}

/** Makes sure that the name of the file outlives the machine's stopping, before anything is wrapped by the key in it. */
async function keepInFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path.dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}
