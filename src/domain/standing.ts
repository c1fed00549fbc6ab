import { isOfAccess } from './access.ts'
import { kindOf } from './catalogue.ts'
import type { AnyEntry, Recorded } from './entry.ts'
import { isRighting, type Righting } from './putting-right.ts'
import { type Day, type Id, londonDay } from './values.ts'

/** Something that put an entry right, and whether it still does: it may have been withdrawn itself. */
export interface Put<T extends Righting = Righting> {
  entry: T
  inForce: boolean
}

/** Somebody said it is not so; and the answers that were given. */
export interface Dispute extends Put<Righting<'EntryDisputed'>> {
  answers: readonly Put<Righting<'DisputeAnswered'>>[]
}

/** An entry that tells of a life, as it stands: how it was told, how it reads now, and all that was written down to put it right. */
export interface Standing {
  /** The original, as it was first told. */
  told: Recorded<AnyEntry>
  /** With every correction in force, in the order they were made. */
  entry: Recorded<AnyEntry>
  /** The day its `happened` was written down: its own, or that of the correction which gave it. */
  writtenOn: Day
  /** Corrections, withdrawals, and removals of words; also what withdrew one of them, a dispute or an answer. In order of the record. */
  putRight: readonly Put<Righting<'EntryCorrected' | 'EntryWithdrawn' | 'WordsRemoved'>>[]
  disputes: readonly Dispute[]
  /** Only what is used is in a profile and counts. `not-used` is what a dispute keeps out. */
  use: 'used' | 'not-used' | 'withdrawn'
}

/**
 * Every entry of a life as it stands, in order of the record. Entries of kinds that this version does not know, and those about who came to see the story, are passed over. `known` is one
 * person's story in order of the record, whole or up to an instant.
 */
export function standings(known: readonly Recorded<AnyEntry>[]): Standing[] {
  const told = known.filter((entry) => kindOf(entry.type) && !isRighting(entry) && !isOfAccess(entry))
  const rightings = known.filter(isRighting)
  if (rightings.length === 0) return told.map(asTold)

  const withdrawn = withdrawnBy(rightings)
  const originalOf = originals(rightings)
  const about = Map.groupBy(rightings, ({ id }) => originalOf(id))
  return told.map((entry) => {
    const all = about.get(entry.id)
    return all ? righted(entry, all, withdrawn) : asTold(entry)
  })
}

/** Whether it was said of an entry, and holds, that it was about somebody else. */
export function isOfSomebodyElse({ told, putRight }: Standing): boolean {
  return putRight.some(
    ({ entry, inForce }) =>
      inForce && entry.type === 'EntryWithdrawn' && entry.facts.entry === told.id && entry.facts.why === 'wrong-person',
  )
}

/** Which entry of a life each id is about: of what puts right the one that it put right, however far back; of any other itself. */
export function originals(rightings: Iterable<Righting>): (id: Id) => Id {
  const target = new Map([...rightings].map(({ id, facts }) => [id, facts.entry]))
  const originalOf = (id: Id): Id => {
    const of = target.get(id)
    return of === undefined ? id : originalOf(of)
  }
  return originalOf
}

function asTold(entry: Recorded<AnyEntry>): Standing {
  return { told: entry, entry, writtenOn: londonDay(entry.record.at), putRight: [], disputes: [], use: 'used' }
}

/** Whatever an EntryWithdrawn names that is not itself withdrawn by one recorded later. */
function withdrawnBy(rightings: readonly Righting[]): ReadonlySet<Id> {
  const withdrawn = new Set<Id>()
  for (const { id, type, facts } of rightings.toReversed()) {
    if (type === 'EntryWithdrawn' && !withdrawn.has(id)) withdrawn.add(facts.entry)
  }
  return withdrawn
}

function righted(told: Recorded<AnyEntry>, all: readonly Righting[], withdrawn: ReadonlySet<Id>): Standing {
  const put = <T extends Righting['type']>(...types: T[]): Put<Righting<T>>[] =>
    all.filter(({ type }) => types.includes(type as T)).map((entry) => ({ entry: entry as Righting<T>, inForce: !withdrawn.has(entry.id) }))

  const answers = put('DisputeAnswered')
  const disputes = put('EntryDisputed').map((dispute) => ({
    ...dispute,
    answers: answers.filter(({ entry }) => entry.facts.entry === dispute.entry.id),
  }))
  const corrections = put('EntryCorrected').filter(({ inForce }) => inForce)
  const dated = corrections.findLast(({ entry }) => entry.facts.happened)?.entry ?? told
  return {
    told,
    entry: corrections.reduce((entry, correction) => corrected(entry, correction.entry), told),
    writtenOn: londonDay(dated.record.at),
    putRight: put('EntryCorrected', 'EntryWithdrawn', 'WordsRemoved'),
    disputes,
    use: withdrawn.has(told.id) ? 'withdrawn' : told.type !== 'PersonMet' && disputes.some(keptOut) ? 'not-used' : 'used',
  }
}

/** Whether a dispute keeps an entry out (never that somebody was met: a story with nobody in it could not be read at all): until it is answered where that was asked for, and for good where that is the answer. */
function keptOut({ inForce, entry, answers }: Dispute): boolean {
  if (!inForce) return false
  const answer = answers.findLast((each) => each.inForce)
  return answer ? answer.entry.facts.answer === 'kept-and-not-used' : entry.facts.meanwhile === 'do-not-use'
}

/** An entry as one correction has it. What the correction does not name stays. */
export function corrected<E extends AnyEntry>(entry: E, { facts, words }: Pick<Righting<'EntryCorrected'>, 'facts' | 'words'>): E {
  const { happened, ledBy, basis } = facts
  const changed: AnyEntry = {
    ...entry,
    ...(happened && { happened }),
    ...(ledBy !== undefined && { ledBy: ledBy ?? undefined }),
    ...(basis !== undefined && { basis: basis ?? undefined }),
    saidBy: changedOrGone(entry.saidBy, facts.saidBy, words.saidBy) as AnyEntry['saidBy'],
    setting: changedOrGone(entry.setting, facts.setting, words.setting) as AnyEntry['setting'],
    facts: withChanges(entry.facts, facts.facts),
    words: withChanges(entry.words, words.words),
  }
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) as unknown as E
}

function changedOrGone(before: object | undefined, ...changes: (object | null | undefined)[]): object | undefined {
  if (changes.includes(null)) return undefined
  return changes.some((each) => each) ? changes.reduce<object>(withChanges, before ?? {}) : before
}

function withChanges(before: object, changes: object | null | undefined): object {
  const after = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(after)
}
