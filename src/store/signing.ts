import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Day, Instant } from '../domain/values.ts'
import { canonical } from './chain.ts'
import type { MasterKey } from './master-key.ts'
import { fingerprintOf, first } from './wrapping.ts'

/** What a list of stream heads says. */
export interface HeadList {
  /** The lists are numbered from 1, without gaps. */
  number: number
  /** The day in London on which it was made. */
  day: Day
  madeAt: Instant
  /** All of the record up to there is in it. */
  position: bigint
  /** How many streams there were. */
  streams: number
  /** SHA-256 over where every stream ended, in order of their names. */
  root: Uint8Array
  /** SHA-256 over its own rows: those streams that did not end there in the list before. */
  changed: Uint8Array
  /** SHA-256 over the list before it, with its signature. */
  previous: Uint8Array | null
}

export type SignedList = HeadList & {
  /** The fingerprint of the master key that the signing key comes from. */
  signedBy: string
  signature: Uint8Array
}

/** How a signature is found: right, wrong, or made with a master key that is not held, so that it cannot be told. */
export type Found = 'right' | 'wrong' | 'not held'

export interface Signing {
  /** Signs with the newest of the master keys held that is in use; `inUse` are the names that the database knows. */
  sign(inUse: ReadonlySet<string>, list: HeadList): SignedList
  check(list: SignedList): Found
}

/** Signs lists with a key of their own, made from the master key (HMAC-SHA-256; why is in docs/decisions/0026). */
export function signingWith(...masters: readonly [MasterKey, ...MasterKey[]]): Signing {
  const held = new Map(masters.map((master) => [fingerprintOf(master), signingKeyOf(master)]))
  return {
    sign(inUse, list) {
      const names = [...held.keys()]
      const signedBy = names.findLast((name) => inUse.has(name)) ?? (inUse.has(first) ? names[0] : names.at(-1)) ?? ''
      return { ...list, signedBy, signature: signatureOf({ ...list, signedBy }, held.get(signedBy) as Uint8Array) }
    },
    check(list) {
      const key = held.get(list.signedBy)
      if (!key) return 'not held'
      const right = signatureOf(list, key)
      return right.length === list.signature.length && timingSafeEqual(right, list.signature) ? 'right' : 'wrong'
    },
  }
}

/** What the next list keeps of this one. */
export function hashOf(list: SignedList): Uint8Array {
  return createHash('sha256').update(textOf(list), 'utf8').update(list.signature).digest()
}

function signingKeyOf(master: MasterKey): Uint8Array {
  return createHmac('sha256', master).update('unfolding signed lists').digest()
}

function signatureOf(list: Omit<SignedList, 'signature'>, key: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(textOf(list), 'utf8').digest()
}

function textOf({ number, day, madeAt, position, streams, root, changed, previous, signedBy }: Omit<SignedList, 'signature'>): string {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const hashes = { root: hex(root), changed: hex(changed), previous: previous && hex(previous) }
  return canonical({ number, day, madeAt, position: String(position), streams, ...hashes, signedBy })
}
