import { stat } from 'node:fs/promises'
import { wordsTakenAway } from '../domain/words-gone.ts'
import type { Said } from '../store/chain.ts'
import { leafOf, type Path, wayTo } from '../store/key-tree.ts'
import { valuesIn } from '../store/rows.ts'
import { readLines } from './files.ts'
import { type FinishedPart, fileOf, type KeptTable, type Manifest, NotRestored } from './manifest.ts'
import { isKept, type Part } from './tables.ts'

/** A record and keys that can be restored together, and what is known of them. */
export interface LookedOver {
  record: FinishedPart
  keys: FinishedPart
  entries: number
  stories: number
  /** Stories that the record says are forgotten, and that have keys here all the same: they were forgotten after these keys were backed up. */
  forgottenSince: number
  /** Stories whose keys were thrown away for good, and of which the record does not say so: it is of an earlier day. */
  forgottenLater: string[]
  /** Entries whose words have no key any more, and of which the record does not say that they were taken away: it is of an earlier day. */
  takenAwayLater: number
  /** Stories whose words have no key here: they began after these keys were backed up. */
  withoutKeys: string[]
}

interface Story {
  sealed: boolean
  forgotten: boolean
  /** All of it, where keys of some of its entries were taken out. */
  entries: { id: string; type: string; facts: object; sealed: boolean; record: { revision: number } }[]
}

/**
 * Reads all of a backup before any of it is restored: each file as its manifest says, and whether record and keys are of one another. Throws `NotRestored`, which names everything that is wrong. Names of stories are
 * what is kept of it in memory, and those stories of which words were taken away.
 */
export async function lookOver(
  { record, keys }: Record<Part, FinishedPart>,
  { known, onProgress = () => {} }: { known: readonly string[]; onProgress?: (bytes: number, of: number) => void },
): Promise<LookedOver> {
  refuseNewer([record, keys], known)
  const [ofRecord, ofKeys] = [record.manifest.record.begins, keys.manifest.record.begins]
  if (ofRecord !== null && ofKeys !== null && ofRecord !== ofKeys)
    throw new NotRestored(`The keys in ${keys.folder} are not those of the record in ${record.folder}: they belong to another.`)
  const of = [record, keys].flatMap(({ manifest }) => manifest.tables).reduce((sum, { bytes }) => sum + bytes, 0)
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
    onProgress(read, of)
  }
  const wrong: string[] = []
  const nodes = new Map<string, Set<Path>>()
  const forgotten = new Set<string>()
  await lookAt(
    keys,
    { wrong, onBytes },
    {
      key_node: columnsOf(keys, 'key_node', ['stream', 'path'], ([stream, path]) => {
        const paths = nodes.get(stream ?? '')
        if (paths) paths.add(path ?? '')
        else nodes.set(stream ?? '', new Set([path ?? '']))
      }),
      key_forgotten: columnsOf(keys, 'key_forgotten', ['stream'], ([stream]) => void forgotten.add(stream ?? '')),
    },
  )
  const stories = new Map<string, Story>()
  let head = '0'
  await lookAt(
    record,
    { wrong, onBytes },
    {
      record: columnsOf(record, 'record', ['position', 'stream', 'type', 'sealed', 'body'], ([position, stream, type, sealed, body]) => {
        const story = stories.get(stream ?? '') ?? { sealed: false, forgotten: false, entries: [] }
        story.sealed ||= sealed !== null
        story.forgotten ||= type === 'StoryForgotten'
        if (isMissingSome(nodes.get(stream ?? ''))) story.entries.push(entryOf(body ?? '', sealed !== null))
        stories.set(stream ?? '', story)
        head = position ?? head
      }),
    },
  )
  if (wrong.length === 0 && head !== record.manifest.record.head)
    wrong.push(`the record ends at position ${head}, and the manifest says ${record.manifest.record.head}`)
  if (wrong.length > 0) throw new NotRestored(wrong.map((what) => `WRONG  ${what}`).join('\n'))
  const those = (asked: (stream: string, story: Story) => boolean) =>
    [...stories].flatMap(([stream, story]) => (asked(stream, story) ? [stream] : []))
  const takenAwayLater = [...stories].reduce((sum, [stream, { entries }]) => sum + openingNoMore(entries, nodes.get(stream)), 0)
  return {
    record,
    keys,
    entries: record.manifest.tables.find(({ table }) => table === 'record')?.rows ?? 0,
    stories: stories.size,
    forgottenSince: those((stream, story) => story.forgotten && nodes.has(stream)).length,
    forgottenLater: those((stream, story) => !story.forgotten && forgotten.has(stream)),
    takenAwayLater,
    withoutKeys: those((stream, story) => story.sealed && !story.forgotten && !nodes.has(stream) && !forgotten.has(stream)),
  }
}

/** Whether keys of some entries were taken out of a story's tree, for good. */
function isMissingSome(nodes: ReadonlySet<Path> | undefined): boolean {
  return nodes !== undefined && !nodes.has('')
}

function entryOf(body: string, sealed: boolean): Story['entries'][number] {
  const { id, type, revision, clear } = JSON.parse(body) as Said
  return { id, type, facts: (clear as { facts?: object }).facts ?? {}, sealed, record: { revision } }
}

/** How many entries have words that open no more, though the story does not say that they were taken away. */
function openingNoMore(entries: Story['entries'], nodes: ReadonlySet<Path> = new Set()): number {
  const takenAway = wordsTakenAway(entries)
  return entries.filter(
    ({ sealed, record: { revision } }) => sealed && !takenAway.has(revision) && !wayTo(leafOf(revision)).some((path) => nodes.has(path)),
  ).length
}

function refuseNewer(found: readonly FinishedPart[], known: readonly string[]): void {
  for (const { folder, manifest } of found) {
    const newer = manifest.migrations.find((name, i) => known[i] !== name) ?? manifest.tables.find(({ table }) => !isKept(table))?.table
    if (newer !== undefined)
      throw new NotRestored(
        `The backup in ${folder} was made by another version of Unfolding than this one (${newer}). Restore it with that one, or a later one.`,
      )
  }
}

/** Looks at each file of a part. */
async function lookAt(
  part: FinishedPart,
  { wrong, onBytes }: { wrong: string[]; onBytes: (bytes: number) => void },
  takes: Readonly<Record<string, (line: string) => void>>,
): Promise<void> {
  for (const { table, ...expected } of part.manifest.tables) {
    const file = fileOf(part.folder, table)
    if (!(await stat(file).catch(() => undefined))?.isFile()) {
      wrong.push(`${file} is not there`)
      continue
    }
    let unread = 0
    const take = (line: string) => {
      try {
        takes[table]?.(line)
      } catch {
        unread += 1
      }
    }
    const found = await readLines(file, take, onBytes)
    if (found.bytes !== expected.bytes) wrong.push(`${file} has ${found.bytes} bytes, not ${expected.bytes}: it was changed or cut`)
    else if (found.sha256 !== expected.sha256) wrong.push(`${file} was changed: its SHA-256 is not the one it was written with`)
    else if (found.rows !== expected.rows) wrong.push(`${file} has ${found.rows} rows, and the manifest says ${expected.rows}`)
    else if (unread > 0) wrong.push(`${file} has ${unread} rows that cannot be read`)
  }
}

/** Takes some columns of each row of a table, however they stand there. */
function columnsOf(
  { manifest }: { manifest: Manifest },
  name: string,
  columns: readonly string[],
  take: (values: (string | null)[]) => void,
): (line: string) => void {
  const there = manifest.tables.find(({ table }: KeptTable) => table === name)?.columns ?? []
  const at = columns.map((column) => there.indexOf(column))
  return (line) => {
    const values = valuesIn(line)
    take(at.map((i) => values[i] ?? null))
  }
}
