import type { Lying, LyingStory } from '../store/as-it-lies.ts'
import { hashAfter, type Said } from '../store/chain.ts'
import type { ListedHead } from '../store/signed-lists.ts'
import type { SignedList } from '../store/signing.ts'
import { called } from './faults.ts'

/** What is wrong with one story as it lies there, entry by entry. */
export function wrongIn({ stream, entries, unreadable }: LyingStory): string[] {
  const wrong = unreadable === undefined ? [] : [`${stream} cannot be read: ${unreadable}`]
  const ids = new Set<string>()
  let before: Lying | undefined
  for (const entry of entries) {
    const due = (before?.revision ?? 0) + 1
    wrong.push(...missingBefore(entry, due))
    const say = (what: string) => wrong.push(`${called(entry)}: ${what}`)
    if (ids.has(entry.id)) say('another entry of its stream has the same id')
    if (before && entry.position <= before.position) say('it does not stand after the entry before it in the record')
    if (before && entry.at < before.at) say('it is of an earlier time than the entry before it')
    for (const what of wrongInBody(entry)) say(what)
    // What comes after a gap has nothing to be held against.
    if (entry.revision === due && Buffer.compare(hashAfter(before?.hash, entry.body, entry.sealed ?? undefined), entry.hash) !== 0)
      say('it is not as it was written: it, its sealed words or its hash were changed, or it was put there or moved')
    ids.add(entry.id)
    before = entry
  }
  return wrong
}

function missingBefore(entry: Lying, due: number): string[] {
  if (entry.revision === due) return []
  if (entry.revision < due) return [`${called(entry)}: there is another of the same revision`]
  const last = entry.revision - 1
  return [last === due ? `revision ${due} of ${entry.stream} is missing` : `revisions ${due} to ${last} of ${entry.stream} are missing`]
}

/** What is stored beside an entry says the same as the entry. */
function wrongInBody(entry: Lying): string[] {
  const said = saidIn(entry)
  if (!said) return ['what is stored of it cannot be read']
  const others = (['stream', 'revision', 'id', 'type', 'at'] as const).filter((part) => said[part] !== entry[part])
  return others.length > 0 ? [`what stands beside it is not what it says itself: ${others.join(', ')}`] : []
}

/** What the stored text of an entry says; `undefined` where it is no entry. */
export function saidIn({ body }: Pick<Lying, 'body'>): Said | undefined {
  try {
    const said = JSON.parse(body) as Said | null
    return typeof said?.clear === 'object' && said.clear !== null ? said : undefined
  } catch {
    return undefined
  }
}

/** What signed lists say of where a stream ended that it does not bear out. Each stream is told once, by the first list that it differs from. */
export function wrongByLists(
  { stream, entries }: Pick<LyingStory, 'stream' | 'entries'>,
  heads: readonly ListedHead[],
  lists: ReadonlyMap<number, Pick<SignedList, 'number' | 'day'>>,
): string[] {
  for (const { list, revision, hash } of heads) {
    const by = `by the signed list ${list} of ${lists.get(list)?.day ?? 'a day unknown'}`
    const last = entries.at(-1)
    if (!last) return [`${stream} is gone: ${by} it had ${counted(revision)}`]
    const there = entries.find((entry) => entry.revision === revision)
    if (!there) return [`${stream} was cut: it ends at revision ${last.revision}, and ${by} it had ${counted(revision)}`]
    if (Buffer.compare(there.hash, hash) !== 0)
      return [`${called(there)}: ${by} its hash was another: it or an entry before it was changed, and the hashes worked out anew`]
  }
  return []
}

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`
}
