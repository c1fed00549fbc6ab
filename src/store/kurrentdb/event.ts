import { createHmac } from 'node:crypto'
import { type EventData, jsonEvent, type RecordedEvent } from '@kurrent/kurrentdb-client'
import { bodyOf } from '../chain.ts'
import type { Kept, Stream } from '../event-store.ts'

/** An entry before the server has given it a position. */
export type Placed = Omit<Kept, 'position'>

/** What stands beside the entry: how it was recorded, its words in a sealed box, and its link in the chain; the bytes in base64. */
interface Beside {
  /** Says that this is one of our events, and how it is written. */
  unfolding: 1
  at: Kept['at']
  mark: Kept['mark']
  sealed?: string
  hash: string
}

/** Our streams, for the server to leave the others out. */
export const ours = '^(person|area)-'

/** What the server says where it does not know a position: EventStoreDB before 22.10 does not, where a stream is read. */
const unknown = 2n ** 64n - 1n

/**
 * An entry as an event. Its data are the entry in clear as everybody else may read it, beginning with its id; what is ours alone is beside it, in the
 * metadata. See `docs/kurrentdb.md`.
 */
export function eventOf(placed: Placed): EventData {
  const { id, type, clear, at, mark, sealed, hash } = placed
  const metadata: Beside = { unfolding: 1, at, mark, ...(sealed && { sealed: base64(sealed) }), hash: base64(hash) }
  return jsonEvent({ id: eventIdOf(placed), type, data: { id, ...clear }, metadata: { ...metadata } })
}

/**
 * The id of the event: not that of the entry, or two services that write one entry's id with different words would both be told that they did. The
 * server takes an event that has the id and the place of one it has for that very one, and looks at nothing else; so the id is worked out from the
 * place and all that is stored, and another content is another id.
 */
export function eventIdOf(placed: Placed): string {
  const { stream, revision, sealed } = placed
  const stored = createHmac('sha256', 'unfolding event id')
    .update(JSON.stringify([stream, revision]))
    .update(bodyOf(placed))
  if (sealed) stored.update(sealed)
  const bytes = stored.digest().subarray(0, 16)
  // A UUID of version 8, which says that its bits are its maker's own.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The entry that an event holds; `undefined` where it is none of ours. */
export function keptIn({ streamId, revision, type, data, metadata, position }: RecordedEvent): Kept | undefined {
  if (!isOurs(metadata)) return undefined
  if (position === undefined || position.commit === unknown)
    throw new Error('The server does not say where in its log an event is: it must be KurrentDB, or EventStoreDB 22.10 or later.')
  const { id, ...clear } = data as { id: string }
  const { at, mark, sealed, hash } = metadata
  return {
    stream: streamId as Stream,
    revision: Number(revision) + 1,
    position: position.commit,
    id,
    type,
    clear,
    at,
    mark,
    ...(sealed !== undefined && { sealed: Buffer.from(sealed, 'base64') }),
    hash: Buffer.from(hash, 'base64'),
  }
}

function isOurs(metadata: unknown): metadata is Beside {
  return typeof metadata === 'object' && metadata !== null && 'unfolding' in metadata && metadata.unfolding === 1
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
