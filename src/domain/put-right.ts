import { isOfAccess } from './access.ts'
import { kindOf, type ToldEntry } from './catalogue.ts'
import type { AnyEntry, By, Recorded } from './entry.ts'
import { whoCannotStand } from './others.ts'
import { isRighting, type PuttingRight, putsRight, type Righting } from './putting-right.ts'
import { refuse } from './refusal.ts'
import { same } from './same.ts'
import { corrected, isOfSomebodyElse, originals, type Standing, standings } from './standing.ts'
import type { Day, Id } from './values.ts'

/** What is needed to decide on an entry that puts another right. */
export interface Asking {
  today: Day
  by: By
  /** Whether an entry of a life can be told on a story. Throws a `Refusal` where not. */
  decide: (recorded: readonly Recorded<AnyEntry>[], entry: ToldEntry, today: Day) => unknown
}

type Story = readonly Recorded<AnyEntry>[]

/** May this be put right so? Gives what to record: the entry, or nothing where it is already so. Throws a `Refusal` where the answer is no. */
export function putRight(story: Story, entry: PuttingRight, asking: Asking): readonly AnyEntry[] {
  switch (entry.type) {
    case 'EntryCorrected':
      return correct(story, entry, asking)
    case 'EntryWithdrawn':
      return withdraw(story, entry, asking)
    case 'EntryDisputed':
      return dispute(story, entry)
    case 'DisputeAnswered':
      return answer(story, entry, asking)
    case 'WordsRemoved':
      return removeWords(story, entry)
  }
}

type Asked<T extends PuttingRight['type']> = Extract<PuttingRight, { type: T }>

function correct(story: Story, entry: Asked<'EntryCorrected'>, asking: Asking): AnyEntry[] {
  const before = originalIn(story, entry.facts.entry)
  if (before.use === 'withdrawn') refuse('entry-withdrawn', 'facts.entry')
  const { entry: _, kind, ...facts } = entry.facts
  const { reason, ...words } = entry.words
  if ([...Object.values(facts), ...Object.values(words)].every(saysNothing)) refuse('nothing-corrected', 'facts')

  const after = corrected(before.entry, entry)
  fits(after, entry)
  // Words are sealed: whether those are new cannot be seen, and saying them again is never already so.
  if (Object.values(words).every(saysNothing) && sameButForWords(before.entry, after)) return []
  mustStand(story, entry, asking, 'would-not-have-been-recorded')
  return [entry]
}

/** What an entry says as corrected must be what such an entry can say. Its words are looked at one by one: those that stay are sealed. */
function fits(after: AnyEntry, { words }: Asked<'EntryCorrected'>): void {
  const kind = kindOf(after.type)
  if (!kind) return
  const { record, words: _, ...clear } = after as Recorded<AnyEntry>
  const found = kind.asked.omit({ words: true }).safeParse(clear)
  if (!found.success) refuse('correction-does-not-fit', ['facts', ...(found.error.issues[0]?.path ?? [])].join('.'))
  const shape = kind.words.shape as Record<string, { safeParse: (value: unknown) => { success: boolean } } | undefined>
  for (const [name, value] of Object.entries(words.words ?? {})) {
    if (!shape[name]?.safeParse(value ?? undefined).success) refuse('correction-does-not-fit', `words.words.${name}`)
  }
}

function sameButForWords({ words: _, ...before }: AnyEntry, { words: __, ...after }: AnyEntry): boolean {
  return same(before, after)
}

/** A change that is left out, or is of a part in which nothing changes. */
function saysNothing(change: unknown): boolean {
  return change === undefined || (typeof change === 'object' && change !== null && Object.keys(change).length === 0)
}

function withdraw(story: Story, entry: Asked<'EntryWithdrawn'>, asking: Asking): AnyEntry[] {
  const target = known(story, entry.facts.entry)
  if (target.type === 'WordsRemoved') refuse('words-are-gone', 'facts.entry')
  if (entry.facts.why === 'wrong-person') {
    // What puts right is of nobody else; it is an entry of a life that was written about the wrong person.
    if (putsRight(target)) refuse('not-that-kind', 'facts.why')
    return isOfSomebodyElse(originalIn(story, target.id)) ? [] : [entry]
  }
  if (isWithdrawn(story, target.id)) return []
  mustStand(story, entry, asking, 'others-rest-on-it')
  return [entry]
}

function dispute(story: Story, entry: Asked<'EntryDisputed'>): AnyEntry[] {
  const { use } = originalIn(story, entry.facts.entry)
  if (use === 'withdrawn') refuse('entry-withdrawn', 'facts.entry')
  return [entry]
}

/** Whoever wrote what is disputed, be it as a correction, does not answer for it. What was corrected since is an answer, and not what is disputed. */
function answer(story: Story, entry: Asked<'DisputeAnswered'>, { by }: { by: By }): AnyEntry[] {
  const disputed = story.find(({ id, type }) => id === entry.facts.entry && type === 'EntryDisputed')
  if (!disputed || isWithdrawn(story, disputed.id)) refuse('dispute-unknown', 'facts.entry')
  const { told, putRight, use } = originalIn(story, (disputed as Righting<'EntryDisputed'>).facts.entry)
  const corrections = putRight.filter((put) => put.entry.type === 'EntryCorrected' && put.inForce)
  const since = (put: { entry: Righting }) => put.entry.record.revision > disputed.record.revision
  const written = [told, ...corrections.filter((put) => !since(put)).map((put) => put.entry)]
  if (written.some(({ record }) => record.by.sub === by.sub)) refuse('answered-by-author')

  // Who wrote the dispute down, be it for somebody else, can let both stand, and no more.
  if (disputed.record.by.sub === by.sub && entry.facts.answer !== 'kept-dispute-shown') refuse('answered-by-disputer')

  const removals = putRight.filter((put) => put.entry.type === 'WordsRemoved' && put.entry.facts.entry === told.id)
  const removed = use === 'withdrawn' || removals.some(since)
  if (entry.facts.answer === 'corrected' && !corrections.some(since)) refuse('corrected-without-correction', 'facts.answer')
  if (entry.facts.answer === 'removed' && !removed) refuse('removed-without-removal', 'facts.answer')
  return [entry]
}

function removeWords(story: Story, entry: Asked<'WordsRemoved'>): AnyEntry[] {
  const target = known(story, entry.facts.entry)
  // Without its correction an entry would read as it was first told again.
  if (target.type === 'EntryCorrected') refuse('correct-the-original', 'facts.entry')
  const about = story.filter(isRighting).filter(({ facts }) => facts.entry === target.id)
  const last = about.findLast(({ type }) => type === 'WordsRemoved' || type === 'EntryCorrected')
  return last?.type === 'WordsRemoved' ? [] : [entry]
}

/** Who came to see a story is no part of it that can be put right. */
function known(story: Story, id: Id): Recorded<AnyEntry> {
  return story.find((entry) => entry.id === id && !isOfAccess(entry)) ?? refuse('entry-unknown', 'facts.entry')
}

/** An entry of a life; what puts right is put right in another way. */
function originalIn(story: Story, id: Id): Standing {
  if (putsRight(known(story, id))) refuse('correct-the-original', 'facts.entry')
  return standings(story).find(({ told }) => told.id === id) ?? refuse('entry-unknown', 'facts.entry')
}

function isWithdrawn(story: Story, id: Id): boolean {
  const original = originals(story.filter(isRighting))(id)
  const standing = standings(story).find(({ told }) => told.id === original)
  if (!standing) return false
  if (original === id) return standing.use === 'withdrawn'
  const all = [...standing.putRight, ...standing.disputes, ...standing.disputes.flatMap(({ answers }) => answers)]
  return all.some(({ entry, inForce }) => entry.id === id && !inForce)
}

/** Refuses where entries that could be recorded could not have been, with this. */
function mustStand(
  story: Story,
  entry: Asked<'EntryCorrected' | 'EntryWithdrawn'>,
  { today, by, decide }: Asking,
  code: 'would-not-have-been-recorded' | 'others-rest-on-it',
): void {
  const record = { position: '', revision: story.length + 1, at: `${today}T12:00:00.000Z`, by }
  const others = whoCannotStand(story, [...story, { ...entry, record } as Righting], {
    decide,
    answer: (soFar, given) => answer(soFar, given, given.record),
  })
  if (others.length > 0) refuse(code, 'facts.entry', others)
}
