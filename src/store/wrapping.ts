import { createHmac } from 'node:crypto'
import { StoreUnavailable, type Stream } from './event-store.ts'
import type { Path } from './key-tree.ts'
import type { MasterKey } from './master-key.ts'
import { seal, unseal } from './seal.ts'

/** A key of a story and where in its tree it is. */
export interface Node {
  stream: Stream
  path: Path
  key: Uint8Array
}

/** A key of a story as it is kept: wrapped, with the name of the master key that wraps it. */
export interface WrappedNode {
  stream: Stream
  path: Path
  wrapped: Uint8Array
  by: string
}

/** What a master key is called that was in use before any other took its place; every later one is called by its fingerprint. */
export const first = 'first'

/** Tells one master key from another, and says nothing else of it: 16 hexadecimal digits. */
export function fingerprintOf(master: MasterKey): string {
  return createHmac('sha256', master).update('unfolding master key').digest('hex').slice(0, 16)
}

/** The master keys somebody holds, at work. */
export interface Wrapping {
  /** Whether one of them is called so; of the first it cannot be told by its name. */
  holds(name: string): boolean
  /** Wraps with the newest of them that is in use. `inUse` are the names the database knows. Throws `StoreUnavailable` where it knows none of them. */
  wrap(inUse: ReadonlySet<string>, node: Node): WrappedNode
  /** Throws a plain sentence where none of them opens it: `StoreUnavailable` where it is wrapped by one that is not held. */
  unwrap(node: WrappedNode): Uint8Array
}

/** Wraps and unwraps with the master keys that are held: the one in use, and after it any that takes its place. */
export function wrappingWith(master: MasterKey, ...next: readonly MasterKey[]): Wrapping {
  const held = [master, ...next].map((key) => ({ name: fingerprintOf(key), key }))
  return {
    holds: (name) => held.some((one) => one.name === name),

    wrap(inUse, { stream, path, key }) {
      const known = held.findLast(({ name }) => inUse.has(name)) ?? (inUse.has(first) ? { name: first, key: master } : undefined)
      if (!known) throw new StoreUnavailable('Another master key took the place of this one. Start the service with that one.')
      return { stream, path, wrapped: seal(known.key, labelOf({ stream, path }), key), by: known.name }
    },

    unwrap(node) {
      const able = node.by === first ? held : held.filter(({ name }) => name === node.by)
      if (able.length === 0)
        throw new StoreUnavailable('Keys are wrapped by a master key that this service was not given. Start it with SEALING_KEY_FILE_NEXT.')
      let cause: unknown
      for (const { key } of able) {
        try {
          return unseal(key, labelOf(node), node.wrapped)
        } catch (error) {
          cause = error
        }
      }
      throw new Error(noneOpens, { cause })
    },
  }
}

/** How it is said that what is held opens nothing. */
export const noneOpens =
  "The keys of people's words do not open with this master key. Is it the one they were made with, or the one that took its place?"

/** Binds a key to its place. (Of text JSON has but one form: the canonical one.) */
function labelOf({ stream, path }: Pick<Node, 'stream' | 'path'>): string {
  return JSON.stringify([stream, path])
}
