import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** The key that wraps the keys of every story. Printing it shows nothing of it. */
export type MasterKey = KeyObject

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
  return masterKeyFrom(Buffer.from(text.trim(), 'base64'), `The key file ${file}`)
}

/** A master key from its bytes. */
export function masterKeyFrom(bytes: Uint8Array, what = 'A master key'): MasterKey {
  if (bytes.length !== length) throw new Error(`${what} must hold ${length} bytes in base64; it holds ${bytes.length}.`)
  return createSecretKey(bytes)
}

/** Makes the file where there is none. It is there whole or not at all, and where two make it at once the first one stays. */
async function makeOnce(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  if (await stat(file).catch(() => undefined)) return
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
