import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Kept } from './event-store.ts'

/** An entry as its hash sees it: the very bytes that are stored. */
export interface Link {
  stream: string
  revision: number
  /** All of the entry but its words, in canonical form (RFC 8785). */
  body: string
  sealed?: Uint8Array | undefined
  hash: Uint8Array
}

/** What the body of an entry says: everything a store keeps of it in clear. */
export type Said = Pick<Kept, 'stream' | 'revision' | 'id' | 'type' | 'at' | 'clear' | 'mark'>

/** An object in canonical form (RFC 8785): the same content, whatever the order of its keys, always gives the same text. */
export function canonical(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('This has no canonical form.')
  return text
}

/** The text that is stored of an entry, and hashed. */
export function bodyOf({ stream, revision, id, type, at, clear, mark }: Said): string {
  return canonical({ stream, revision, id, type, at, clear, mark })
}

/** SHA-256 over the hash before (nothing for the first of a stream), the body and the sealed words. */
export function hashAfter(previous: Uint8Array | undefined, body: string, sealed: Uint8Array | undefined): Uint8Array {
  const hash = createHash('sha256')
  if (previous) hash.update(previous)
  hash.update(body, 'utf8')
  if (sealed) hash.update(sealed)
  return hash.digest()
}

/**
 * Whether one stream still is as it was written, from its first entry on. Gives the revision at which it first is not: a byte was changed, an
 * entry was taken out, put in or moved; `undefined` where all is well.
 */
export function verifyChain(links: readonly Link[]): number | undefined {
  let previous: Uint8Array | undefined
  for (const [i, { stream, revision, body, sealed, hash }] of links.entries()) {
    const expected = hashAfter(previous, body, sealed)
    const said = JSON.parse(body) as Said
    const inPlace = revision === i + 1 && said.revision === revision && said.stream === stream
    if (!inPlace || Buffer.compare(expected, hash) !== 0) return i + 1
    previous = hash
  }
  return undefined
}
