import type { KeyNode, Stream } from './event-store.ts'
import { keysUnder, leafOf, wayTo } from './key-tree.ts'
import type { StoryKeys } from './keys.ts'
import type { WrappedNode } from './wrapping.ts'

/** Of how many stories the keys that were opened last are at hand, and for how long after, in milliseconds: not for much longer than a worker writes to one. */
const storiesAtMost = 2_000
const forAtMost = 120_000

interface Opened {
  /** When they were opened. */
  at: number
  nodes: readonly WrappedNode[]
  keys: StoryKeys
}

/** Keys as they were when they were found last, and what each is under: whoever seals with one makes sure that this is still there. */
export interface KeysAtHand {
  keyOf: StoryKeys
  under: (revision: number) => KeyNode | undefined
}

/** Opens the keys of stories, each from its nodes as they were just found. Those at hand are used again only where the very same nodes were found: what is gone from the database opens nothing. */
export interface OpenedKeys {
  of(stream: Stream, nodes: readonly WrappedNode[]): StoryKeys
  /** Those at hand, as they were when they were found last. */
  atHand(stream: Stream): KeysAtHand | undefined
  letGo(stream: Stream): void
}

export function openingKeys(unwrap: (node: WrappedNode) => Uint8Array, lasting = forAtMost): OpenedKeys {
  // In the order in which they were asked for: the story asked for last is at the end.
  const atHand = new Map<Stream, Opened>()
  let isClearing = false
  function letGoInTime(): void {
    if (isClearing || atHand.size === 0) return
    isClearing = true
    setTimeout(() => {
      const since = performance.now() - lasting
      for (const [stream, { at }] of atHand) if (at <= since) atHand.delete(stream)
      isClearing = false
      letGoInTime()
    }, lasting / 2).unref()
  }
  return {
    of(stream, nodes) {
      const known = atHand.get(stream)
      atHand.delete(stream)
      if (nodes.length === 0) return () => undefined
      const isAtHand = known !== undefined && areTheSame(known.nodes, nodes)
      const opened = isAtHand
        ? known
        : { at: performance.now(), nodes, keys: keysUnder(new Map(nodes.map((node) => [node.path, unwrap(node)]))) }
      atHand.set(stream, opened)
      letGoInTime()
      for (const oldest of atHand.keys()) {
        if (atHand.size <= storiesAtMost) break
        atHand.delete(oldest)
      }
      return opened.keys
    },
    atHand(stream) {
      const known = atHand.get(stream)
      return known && { keyOf: known.keys, under: (revision) => nodeAbove(known.nodes, revision) }
    },
    letGo: (stream) => void atHand.delete(stream),
  }
}

function nodeAbove(nodes: readonly WrappedNode[], revision: number): KeyNode | undefined {
  const way = wayTo(leafOf(revision))
  return nodes.find(({ path }) => way.includes(path))
}

function areTheSame(some: readonly WrappedNode[], others: readonly WrappedNode[]): boolean {
  return (
    some.length === others.length &&
    some.every((node, i) => {
      const other = others[i]
      return other !== undefined && node.path === other.path && node.by === other.by && Buffer.compare(node.wrapped, other.wrapped) === 0
    })
  )
}
