import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'

/** An event as the server keeps it. */
export interface Stored {
  stream: string
  /** From 0, as the server counts. */
  revision: number
  /** Where it begins in the log: not the next number, as it is not on the server. */
  position: number
  id: string
  type: string
  json: boolean
  /** Base64, both. */
  data: string
  metadata: string
  /** Milliseconds since 1970. */
  created: number
}

export type Proposed = Pick<Stored, 'id' | 'type' | 'json' | 'data' | 'metadata'>
export type Expected = number | 'no-stream' | 'any'

/** What an append came to: where the stream is now, or that it was not where it was expected (−1: there is none). */
export type Outcome = { revision: number; position: number } | { wrong: number }

/** The log of events: in memory, and in a file where it is given one, a line each append, written before anybody is told that it was. */
export interface Log {
  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Outcome
  of(stream: string): readonly Stored[]
  all(): readonly Stored[]
  /** Has what a stream holds after a revision, from 1, gone. */
  lose(stream: string, after: number): void
  close(): void
}

export function openLog(file?: string): Log {
  const all: Stored[] = []
  const streams = new Map<string, Stored[]>()
  const of = (stream: string) => streams.get(stream) ?? []
  // The server's own events come first in every log.
  let end = 4_096
  const take = (stored: Stored) => {
    all.push(stored)
    const stream = streams.get(stored.stream)
    if (stream) stream.push(stored)
    else streams.set(stored.stream, [stored])
    end = stored.position + 100 + stored.data.length + stored.metadata.length
  }
  const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  // What follows the last line break was not written whole, and nobody was told that it was.
  for (const line of lines.slice(0, -1)) (JSON.parse(line) as Stored[]).forEach(take)
  const fd = file === undefined ? undefined : openSync(file, 'a')

  return {
    of,
    all: () => all,
    lose(stream, after) {
      const lost = streams.get(stream)?.splice(after) ?? []
      for (const one of lost) all.splice(all.indexOf(one), 1)
      if (after === 0) streams.delete(stream)
    },
    close: () => fd !== undefined && closeSync(fd),
    append(stream, expected, proposed) {
      const before = of(stream)
      const current = before.length - 1
      const from = expected === 'any' ? current : expected === 'no-stream' ? -1 : expected
      if (from > current) return { wrong: current }
      if (from < current) return sentBefore(before.slice(from + 1), proposed) ?? { wrong: current }
      let position = end
      const stored = proposed.map((one, i): Stored => {
        const here = { ...one, stream, revision: from + 1 + i, position, created: Date.now() }
        position += 100 + one.data.length + one.metadata.length
        return here
      })
      if (fd !== undefined) writeSync(fd, `${JSON.stringify(stored)}\n`)
      for (const one of stored) take(one)
      return { revision: current + stored.length, position: stored.at(-1)?.position ?? 0 }
    },
  }
}

/** As the server has it: what was sent before is known by its event ids, in this stream, at these revisions; what it says is not looked at. */
function sentBefore(there: readonly Stored[], proposed: readonly Proposed[]): Outcome | undefined {
  const last = there[proposed.length - 1]
  if (!last || !proposed.every(({ id }, i) => there[i]?.id === id)) return undefined
  return { revision: last.revision, position: last.position }
}
