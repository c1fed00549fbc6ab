import { type Kysely, sql } from 'kysely'
import type { AnyEntry, Retold } from '../src/domain/entry.ts'
import { apart } from '../src/domain/facts-and-words.ts'
import { fold } from '../src/domain/fold.ts'
import type { Day, Id, Instant } from '../src/domain/values.ts'
import { personProjection } from '../src/projecting/projection.ts'

/** One line of a journey, without its words: those are opened when the page is read. */
export interface Line {
  revision: number
  firstDay: Day
  coarse: number
  entry: Omit<AnyEntry, 'words'> & { recordedAt: Instant; recordedBy: object }
}

/** Which lines are asked for: days of life (both ends included), kinds of entry, and after which line. */
export interface Asked {
  from?: Day | undefined
  to?: Day | undefined
  types?: readonly string[] | undefined
  after?: { firstDay: Day; coarse: number; revision: number } | undefined
  limit: number
}

/** What happened in somebody's life, in order of life, with both clocks. For those in reach of them: a new worker must be able to read, or the story is told again. */
export const journey = personProjection({
  name: 'journey',
  version: 1,
  tables: ['journey'],
  words: false,
  fold: fold<null, never>(null, {}),
  rows: (_, person, retelling) =>
    linesOf(retelling).map(({ revision, firstDay, coarse, entry }) => ({
      person,
      revision,
      first_day: firstDay,
      coarse,
      type: entry.type,
      line: entry,
    })),
})

export interface JourneyTables {
  journey_v1: { person: Id; revision: number; first_day: string; coarse: number; type: string; line: Line['entry'] }
}

/** A retelling as lines of a journey, in order of life. */
export function linesOf(retelling: readonly Retold[]): Line[] {
  return retelling.map(({ record, span, about, ...entry }) => ({
    revision: record.revision,
    firstDay: span.first,
    coarse: span.coarse,
    entry: {
      ...apart(entry).clear,
      recordedAt: record.at,
      recordedBy: record.by,
      ...(record.writtenAt !== undefined && { writtenAt: record.writtenAt }),
      ...(about && { about }),
    },
  }))
}

/** The lines asked for out of all of them, one more than the limit so that it shows whether there are more. */
export function linesAsked(lines: readonly Line[], { from, to, types, after, limit }: Asked): Line[] {
  return lines
    .filter(
      (line) =>
        (from === undefined || line.firstDay >= from) &&
        (to === undefined || line.firstDay <= to) &&
        (types === undefined || types.includes(line.entry.type)) &&
        (after === undefined || comesAfter(line, after)),
    )
    .slice(0, limit + 1)
}

function comesAfter(line: Line, after: NonNullable<Asked['after']>): boolean {
  if (line.firstDay !== after.firstDay) return line.firstDay > after.firstDay
  if (line.coarse !== after.coarse) return line.coarse < after.coarse
  return line.revision > after.revision
}

/** The lines asked for of a person's journey as it is known now, one more than the limit. */
export async function journeyOf(db: Kysely<JourneyTables>, person: Id, { from, to, types, after, limit }: Asked): Promise<Line[]> {
  let query = db
    .selectFrom('journey_v1')
    .select(['revision', 'coarse', 'line', sql<Day>`first_day::text`.as('firstDay')])
    .where('person', '=', person)
  if (from !== undefined) query = query.where('first_day', '>=', from)
  if (to !== undefined) query = query.where('first_day', '<=', to)
  if (types !== undefined) query = query.where('type', 'in', [...types])
  if (after !== undefined) {
    query = query.where(
      sql<boolean>`(first_day, -coarse, revision) > (${after.firstDay}::date, ${-after.coarse}::int, ${after.revision}::int)`,
    )
  }
  const rows = await query
    .orderBy('first_day')
    .orderBy('coarse', 'desc')
    .orderBy('revision')
    .limit(limit + 1)
    .execute()
  return rows.map(({ line, ...row }) => ({ ...row, entry: line }))
}
