import type { SignedLists } from '../store/signed-lists.ts'
import { hashOf, type SignedList } from '../store/signing.ts'
import type { Faults } from './faults.ts'

/** The lists that were looked at. */
export interface LookedAtLists {
  lists: ReadonlyMap<number, SignedList>
  newest: SignedList | undefined
  /** Whether the newest is signed with a master key that is not held, and nothing else is wrong with them: then somebody may sign over it. */
  vouchedByNobody: boolean
}

/**
 * Looks at the lists themselves: each signed, on top of the one before, and with the rows it was signed with. One that was signed with a master key that is not held any
 * more stands by a later one that is.
 */
export async function lookAtLists(lists: SignedLists, faults: Faults, holds?: string): Promise<LookedAtLists> {
  const found = new Map<number, SignedList>()
  let before: SignedList | undefined
  let unvouched: SignedList[] = []
  const say = (what: string) => faults.found('signed lists', what)
  for (let some = await lists.after(0); some.length > 0; some = await lists.after(before?.number ?? 0)) {
    for (const list of some) {
      const name = `the signed list ${list.number} of ${list.day}`
      const due: number = (before?.number ?? 0) + 1
      if (list.number !== due)
        say(list.number === due + 1 ? `the signed list ${due} is gone` : `the signed lists ${due} to ${list.number - 1} are gone`)
      else if (before && !same(list.previous ?? new Uint8Array(), hashOf(before))) {
        say(`the signed list ${before.number} of ${before.day} is not the one that the next was made on: one of them was changed`)
        unvouched = []
      }
      const signature = lists.signing.check(list)
      if (signature === 'wrong') say(`${name} was changed: its signature is not that of what it says`)
      if (signature === 'right') unvouched = []
      if (signature === 'not held') unvouched.push(list)
      if (!same(await lists.changedIn(list.number), list.changed))
        say(`${name}: where streams ended by it was changed, or rows of it are gone`)
      found.set(list.number, list)
      before = list
    }
  }
  const vouchedByNobody = unvouched.length > 0 && faults.count('signed lists') === 0
  for (const { number, day, signedBy } of unvouched)
    say(
      `the signed list ${number} of ${day} is signed with the master key ${signedBy}, which is not held here, and none after it with one that is`,
    )
  if (before) {
    const { root, streams } = await lists.rootAt(before.number)
    if (!same(root, before.root) || streams !== before.streams)
      say(`where streams ended by all lists together is not what the newest, number ${before.number} of ${before.day}, was signed over`)
  }
  if (holds !== undefined) lookForReceipt(found, holds, say)
  return { lists: found, newest: before, vouchedByNobody }
}

/** A list in a few letters, to be kept somewhere else: who has that sees where the newest lists were taken away too. */
export function receiptOf(list: SignedList): string {
  return `${list.number}:${Buffer.from(hashOf(list)).toString('hex').slice(0, 32)}`
}

function lookForReceipt(lists: ReadonlyMap<number, SignedList>, receipt: string, say: (what: string) => void): void {
  const number = Number(receipt.split(':')[0])
  const list = lists.get(number)
  if (!list) say(`the signed list ${number} is gone: --holds says that there was one`)
  else if (receiptOf(list) !== receipt) say(`the signed list ${number} of ${list.day} is another than the one that --holds says`)
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
