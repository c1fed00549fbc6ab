import { type Entry, kindOf, modules } from './catalogue.ts'
import type { AnyEntry, Recorded } from './entry.ts'
import type { Module } from './module.ts'
import { refuse } from './refusal.ts'
import { retell } from './retelling.ts'
import { type Day, daysAfter, firstDayOf, spanOf } from './values.ts'

/** Longest that an entry can be held back from the person before somebody has to look again, in days. */
export const longestHeldBack = 90

const moduleOf = new Map(
  Object.values(modules).flatMap((module) => module.entries.map((kind) => [kind.type, module as unknown as AnyModule])),
)
type AnyModule = Module<{ type: string }, unknown, AnyEntry>

/**
 * May this be recorded? Gives what to record: the entry, or nothing where it is already so. Throws a `Refusal` where the answer is no.
 * Whether a thing is known is asked of the whole story; in what state it is, as at the last day that the entry speaks of.
 *
 * @param recorded one person's whole story, in order of the record, with what was decided just before in the same request
 * @param today the day it is in Europe/London
 */
export function decide(recorded: readonly Recorded<AnyEntry>[], entry: Entry, today: Day): readonly AnyEntry[] {
  const module = moduleOf.get(entry.type)
  if (!module) throw new Error(`no module knows ${entry.type}`)
  const span = spanOf(entry.happened, today)
  if (recorded.length === 0 && entry.type !== 'PersonMet') refuse('person-not-met')
  if (span.first > today || endsLater(entry.happened, today)) refuse('not-yet-happened', 'happened')
  if (entry.heldBack && entry.heldBack.until > daysAfter(today, longestHeldBack)) refuse('held-back-too-long', 'heldBack.until')
  restsOnWhatIsKnown(recorded, entry)

  const whole = retell(recorded)
  const died = whole.findLast((told) => told.type === 'PersonDied')
  if (died && span.first > died.span.last && !module.afterDeath?.(entry)) refuse('person-died', 'happened')

  const then = retell(recorded, { asAt: span.last })
  const ask = module.ask[entry.type]
  if (!ask) throw new Error(`nobody decides on ${entry.type}`)
  const kinds = new Map(whole.map((told) => [told.id, told.type]))
  return ask({ known: module.remembers.over(whole), then: module.remembers.over(then), kinds }, entry)
}

/** An end that lies ahead has not happened; the year or month that today is in has begun. */
function endsLater({ to = 'now' }: AnyEntry['happened'], today: Day): boolean {
  return to !== 'now' && firstDayOf(to) > today
}

function restsOnWhatIsKnown(recorded: readonly Recorded<AnyEntry>[], entry: Entry): void {
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
