import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** How a file was found, or was written: a row a line. */
export interface Measured {
  rows: number
  bytes: number
  sha256: string
}

const newline = 0x0a

/** How much of a file is read at once, in bytes. */
const highWaterMark = 1 << 18

/** Makes a folder for nobody else to read. Throws a plain sentence where there is one with something in it. */
export async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Error(`There is something in ${folder} already. Name a folder that is not there yet.`)
}

/** Writes a new file for nobody else to read; it is on disk once this resolves. */
export async function writeRows(file: string, rows: AsyncIterable<Uint8Array>, onRows: (rows: number) => void): Promise<Measured> {
  const measuring = measure()
  await pipeline(
    rows,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        onRows(measuring.add(chunk))
        yield chunk
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
  return measuring.done()
}

/** Writes a small file whole or not at all: its name is there last. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.part`, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.part`, file)
  if (process.platform === 'win32') return
  const folder = await open(path.dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}

/** Reads a file once, a line at a time; gives how it was found. */
export async function readLines(file: string, onLine: (line: string) => void, onBytes: (bytes: number) => void): Promise<Measured> {
  const measuring = measure()
  const onChunk = (chunk: Uint8Array) => {
    measuring.add(chunk)
    onBytes(chunk.length)
  }
  for await (const line of linesOf(file, onChunk)) onLine(line)
  return measuring.done()
}

/** A file as it is read; says how many rows went by. */
export async function* readRows(file: string, onRows: (rows: number) => void): AsyncGenerator<Uint8Array, void> {
  const measuring = measure()
  for await (const chunk of createReadStream(file, { highWaterMark }) as AsyncIterable<Buffer>) {
    onRows(measuring.add(chunk))
    yield chunk
  }
}

/** The lines of a file. What is no newline ends none: words in clear may hold other signs that do elsewhere. */
export async function* linesOf(file: string, onChunk: (chunk: Uint8Array) => void = () => {}): AsyncGenerator<string, void> {
  let begun: Buffer[] = []
  for await (const chunk of createReadStream(file, { highWaterMark }) as AsyncIterable<Buffer>) {
    onChunk(chunk)
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield begun.length === 0 ? chunk.toString('utf8', from, end) : Buffer.concat([...begun, chunk.subarray(from, end)]).toString('utf8')
      begun = []
      from = end + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString('utf8')
}

/** Measures what goes by; `add` gives how many rows ended in it. */
function measure(): { add(chunk: Uint8Array): number; done(): Measured } {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  return {
    add(chunk) {
      hash.update(chunk)
      bytes += chunk.length
      let ended = 0
      for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) ended += 1
      rows += ended
      return ended
    },
    done: () => ({ rows, bytes, sha256: hash.digest('hex') }),
  }
}
