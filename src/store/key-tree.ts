import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/**
 * The keys of one story, as a tree: 16 children to a node, five deep, a leaf for each revision. A child's key is HMAC-SHA-256(its parent's key,
 * its digit), so whoever has a node has all below it, and nobody gets from a leaf back up. Taking one leaf out for good is keeping the nodes
 * beside the way to it in place of the one above it. (A puncturable pseudo-random function, after Goldreich, Goldwasser and Micali.)
 *
 * A node is named by the hexadecimal digits of the way to it: the root is `''`, the leaf of revision 26 is `0001a`.
 */
export type Path = string

/** Keys by where they are in the tree; what is not under any of them is gone. */
export type Nodes = ReadonlyMap<Path, Uint8Array>

const depth = 5
/** The last revision that has a leaf. */
export const lastRevision = 16 ** depth - 1

/** Where the key of a revision is. Throws where a stream has grown beyond what the tree can hold. */
export function leafOf(revision: number): Path {
  if (!Number.isInteger(revision) || revision < 1 || revision > lastRevision) {
    throw new RangeError(`A stream holds ${lastRevision} entries at most; there is no key for entry ${revision}.`)
  }
  return revision.toString(16).padStart(depth, '0')
}

/** The node itself and those above it, from the root down. */
export function wayTo(path: Path): Path[] {
  return Array.from({ length: path.length + 1 }, (_, i) => path.slice(0, i))
}

/**
 * Gives the key of each revision, or `undefined` where it is gone. Keys on the way are remembered while the function lives, so that reading a
 * whole story costs little more than one derivation an entry.
 */
export function keysUnder(nodes: Nodes): (revision: number) => Uint8Array | undefined {
  const onTheWay = new Map<Path, KeyObject>()
  function keyAt(path: Path): Uint8Array | undefined {
    const kept = nodes.get(path)
    if (kept || path === '') return kept
    const parent = parentAt(path.slice(0, -1))
    return parent && childOf(parent, path.slice(-1))
  }
  function parentAt(path: Path): KeyObject | undefined {
    const known = onTheWay.get(path)
    if (known) return known
    const key = keyAt(path)
    if (!key) return undefined
    const parent = createSecretKey(key)
    onTheWay.set(path, parent)
    return parent
  }
  return (revision) => keyAt(leafOf(revision))
}

/** What to keep in place of `above` so that everything under it can still be had, but `leaf` never again. */
export function withoutLeaf({ path, key }: { path: Path; key: Uint8Array }, leaf: Path): Map<Path, Uint8Array> {
  const beside = new Map<Path, Uint8Array>()
  let onTheWay = key
  for (let length = path.length; length < leaf.length; length += 1) {
    const here = leaf.slice(0, length)
    const parent = createSecretKey(onTheWay)
    for (const digit of digits) if (digit !== leaf[length]) beside.set(here + digit, childOf(parent, digit))
    onTheWay = childOf(parent, leaf.slice(length, length + 1))
  }
  return beside
}
const digits = [...'0123456789abcdef']

/** A key in use costs a third of one that is handed over as bytes each time (Node 24). */
function childOf(parent: KeyObject, digit: string): Uint8Array {
  return createHmac('sha256', parent)
    .update(Uint8Array.of(Number.parseInt(digit, 16)))
    .digest()
}
