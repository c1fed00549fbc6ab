import type { AnyEntry, Recorded } from './entry.ts'
import type { Righting } from './putting-right.ts'
import type { Line } from './retelling.ts'
import { same } from './same.ts'
import { isOfSomebodyElse, type Put, type Standing } from './standing.ts'
import type { Day, Instant } from './values.ts'

/** Where a line stands in a journey. */
export interface Place {
  firstDay: Day
  coarse: number
  revision: number
}

/** Which lines are asked for: days of life (both ends included), kinds of entry, and after which line. */
export interface Asked {
  from?: Day | undefined
  to?: Day | undefined
  types?: readonly string[] | undefined
  after?: Place | undefined
  limit: number
}

/** The lines asked for out of all of them, one more than the limit so that it shows whether there are more. */
export function linesAsked(lines: readonly Line[], { from, to, types, after, limit }: Asked): Line[] {
  return lines
    .filter(
      (line) =>
        (from === undefined || line.span.first >= from) &&
        (to === undefined || line.span.first <= to) &&
        (types === undefined || types.includes(line.type)) &&
        (after === undefined || comesAfter(placeOf(line), after)),
    )
    .slice(0, limit + 1)
}

export function placeOf({ span, record }: Line): Place {
  return { firstDay: span.first, coarse: span.coarse, revision: record.revision }
}

function comesAfter(place: Place, after: Place): boolean {
  if (place.firstDay !== after.firstDay) return place.firstDay > after.firstDay
  if (place.coarse !== after.coarse) return place.coarse < after.coarse
  return place.revision > after.revision
}

/** Every entry that a line is told with: the one it is of, and all that put it right or disputed it. By revision. */
export function toldWith(standing: Standing): number[] {
  return writtenFor(standing).map(({ revision }) => revision)
}

/** The lines of which something was written down after an instant, be it told, put right, disputed or answered: in the order in which the first of it was written. */
export function linesSince(lines: readonly Line[], since: Instant): Line[] {
  const firstSince = ({ standing }: Line) => Math.min(...writtenFor(standing).flatMap(({ at, revision }) => (at > since ? [revision] : [])))
  return lines
    .map((line) => ({ line, first: firstSince(line) }))
    .filter(({ first }) => first < Infinity)
    .sort((a, b) => a.first - b.first)
    .map(({ line }) => line)
}

function writtenFor({ told, putRight, disputes }: Standing): Recorded['record'][] {
  const answers = disputes.flatMap((dispute) => dispute.answers)
  return [told, ...[...putRight, ...disputes, ...answers].map(({ entry }) => entry)].map(({ record }) => record)
}

/**
 * A line as it is read: the entry as it stands, with both clocks, who said it, who led it, who wrote it down and where it was; beside it how it was
 * first told where it reads otherwise now, what put it right and why, and who disputes it with the answer. What was withdrawn, or is kept out by
 * a dispute, says so. Of what an entry said that was about somebody else nothing is shown; what was said against it stands.
 */
export function lineOf(
  { happened, about }: Pick<Line, 'happened' | 'about'>,
  standing: Standing,
  wrongPerson = isOfSomebodyElse(standing),
) {
  const { told, entry, use } = standing
  const { record, v: _, ...asItStands } = wrongPerson ? unsaid(entry) : entry
  const first = wrongPerson ? undefined : asFirstTold(told, entry)
  return {
    ...asItStands,
    happened,
    ...asWritten(record),
    ...(about && { about }),
    ...(use !== 'used' && { standing: use }),
    ...(first && { asFirstTold: first }),
    putRight: standing.putRight.map((put) => beside(put, wrongPerson)),
    disputes: standing.disputes.map(({ answers, ...dispute }) => ({
      ...beside(dispute, false),
      answers: answers.map((answer) => beside(answer, false)),
    })),
  }
}

function asWritten({ at, by, writtenAt, wordsGone }: Recorded['record']) {
  return { recordedAt: at, recordedBy: by, ...(writtenAt !== undefined && { writtenAt }), ...(wordsGone && { wordsGone }) }
}

/** An entry that stands beside another; `inForce` is false where it was withdrawn. */
function beside({ entry, inForce }: Put, wrongPerson: boolean) {
  const { record, v: _, ...said } = wrongPerson && entry.type === 'EntryCorrected' ? { ...entry, ...changesUnsaid(entry) } : entry
  return { ...said, ...asWritten(record), inForce }
}

function changesUnsaid({ facts: { entry, kind } }: Righting<'EntryCorrected'>) {
  return { facts: { entry, kind }, words: {} }
}

function unsaid({ id, type, record }: Recorded<AnyEntry>): Recorded<AnyEntry> {
  return { id, type, facts: {}, words: {}, record }
}

/** What of an entry read otherwise when it was first told; nothing where it reads as it did. */
function asFirstTold(told: Recorded<AnyEntry>, entry: Recorded<AnyEntry>): Partial<AnyEntry> | undefined {
  if (told === entry) return undefined
  const parts = ['happened', 'saidBy', 'ledBy', 'basis', 'setting', 'facts', 'words'] as const
  const changed = parts.filter((part) => !same(told[part], entry[part]))
  return changed.length > 0 ? Object.fromEntries(changed.map((part) => [part, told[part] ?? null])) : undefined
}
