import { type AccessEntry, decideOnAccess, isForgotten, isOfAccess, mayBeHeldBackUntil } from './access.ts'
import type { StoryEntry, ToldEntry } from './catalogue.ts'
import { kindOf } from './catalogue.ts'
import type { AnyEntry, By, Recorded, Retold } from './entry.ts'
import type { Module } from './module.ts'
import { parts } from './parts.ts'
import { putRight } from './put-right.ts'
import { type PuttingRight, putsRight } from './putting-right.ts'
import { refuse } from './refusal.ts'
import { begunBy, retell, retoldWith } from './retelling.ts'
import { type Day, isAhead, spanOf } from './values.ts'

const partOf = new Map(Object.values(parts).flatMap((part) => part.entries.map((kind) => [kind.type, part as unknown as AnyModule])))
type AnyModule = Module<{ type: string }, unknown, AnyEntry>

type Story = readonly Recorded<AnyEntry>[]

/**
 * May this be recorded? Gives what to record: the entry, or nothing where it is already so. Throws a `Refusal` where the answer is no.
 * Whether a thing is known is asked of the whole story; in what state it is, as at the last day that the entry speaks of.
 *
 * @param recorded one person's whole story, in order of the record, with what was decided just before in the same request
 * @param today the day it is in Europe/London
 * @param by who asks
 */
export function decide(recorded: readonly Recorded<AnyEntry>[], entry: StoryEntry, today: Day, by: By): readonly AnyEntry[] {
  if (recorded.length === 0 && entry.type !== 'PersonMet') refuse('person-not-met')
  if (isForgotten(recorded) && entry.type !== 'StoryForgotten') refuse('story-forgotten')
  if (entry.happened && isAhead(entry.happened, today)) refuse('not-yet-happened', 'happened')
  if (entry.heldBack) mayBeHeldBackUntil(entry.heldBack.until, today, 'heldBack.until')
  restsOnWhatIsKnown(recorded, entry)
  if (isOfAccess(entry)) return decideOnAccess(recorded, entry as AccessEntry, { today, by })
  return putsRight(entry)
    ? putRight(recorded, entry as PuttingRight, { today, by, decide: decideTold })
    : decideTold(recorded, entry as ToldEntry, today)
}

/** Whether an entry of a life can be told so. What a dispute keeps out of use is known all the same. */
function decideTold(recorded: readonly Recorded<AnyEntry>[], entry: ToldEntry, today: Day): readonly AnyEntry[] {
  const part = partOf.get(entry.type)
  const ask = part?.ask[entry.type]
  if (!part || !ask) throw new Error(`nobody decides on ${entry.type}`)
  if (isAhead(entry.happened, today)) refuse('not-yet-happened', 'happened')
  const span = spanOf(entry.happened, today)

  const whole = wholeOf(recorded)
  if (entry.type !== 'PersonMet' && !whole.some(({ type }) => type === 'PersonMet')) refuse('person-not-met')
  const died = whole.findLast((told) => told.type === 'PersonDied')
  if (died && span.first > died.span.last && !part.afterDeath?.(entry)) refuse('person-died', 'happened')

  const then = begunBy(whole, span.last)
  const kinds = new Map(whole.map((told) => [told.id, told.type]))
  const known = part.remembers.over(whole)
  return ask({ known, then: then === whole ? known : part.remembers.over(then), kinds }, entry)
}

/** All that a story tells. Where several entries are decided on in turn, each is put after the ones before it, and the story is retold once. */
function wholeOf(recorded: Story): readonly Retold[] {
  const telling = grownTo(recorded, wholes.get(recorded) ?? onRecord(recorded))
  wholes.set(recorded, telling)
  return telling.lines
}
/** What was told of a story that somebody decides on, by the very list they hand over; to that entries may be added at its end. */
const wholes = new WeakMap<Story, Telling>()

/**
 * What is told of what is on the record already. Where the entries told last time are the very same, only those since are put after them: whoever reads a story again is given the
 * same entries as long as they are what is on the record, and others where they are not.
 */
function onRecord(recorded: Story): Telling {
  const [first] = recorded
  if (!first) return { recorded: [], lines: [] }
  const decided = recorded.findIndex(({ record }) => record.position === '')
  const story = decided < 0 ? recorded : recorded.slice(0, decided)
  const before = stories.get(first)
  const telling = grownTo(story, before?.recorded.every((entry, i) => entry === story[i]) ? before : undefined)
  stories.set(first, telling)
  return telling
}
/** By the first entry: what is told goes when nobody remembers that any more. */
const stories = new WeakMap<Recorded<AnyEntry>, Telling>()

interface Telling {
  recorded: Story
  lines: readonly Retold[]
}

function grownTo(recorded: Story, before: Telling | undefined): Telling {
  const since = before ? recorded.slice(before.recorded.length) : []
  const grown = since.reduce<readonly Retold[] | undefined>((lines, entry) => lines && retoldWith(lines, entry), before?.lines)
  return { recorded: [...recorded], lines: grown ?? retell(recorded, { notUsed: true }) }
}

function restsOnWhatIsKnown(recorded: readonly Recorded<AnyEntry>[], entry: StoryEntry): void {
  for (const [i, id] of (entry.because ?? []).entries()) {
    if (!recorded.some((other) => other.id === id)) refuse('entry-unknown', `because.${i}`)
  }
  if (entry.partOf === undefined) return
  const whole = recorded.find((other) => other.id === entry.partOf) ?? refuse('entry-unknown', 'partOf')
  if (whole.type !== 'ConversationHeld' && whole.type !== 'ReviewHeld') refuse('not-that-kind', 'partOf')
}

/** Whether this version of the service knows every entry of a story; where it does not, it must not write to it. */
export function knowsAll(recorded: readonly AnyEntry[]): boolean {
  return recorded.every((entry) => kindOf(entry.type) !== undefined)
}
