import { isForgotten } from '../domain/access.ts'
import type { AnyEntry, Recorded, Retold } from '../domain/entry.ts'
import type { Fold } from '../domain/fold.ts'
import { retell } from '../domain/retelling.ts'
import type { AreaCode, Id } from '../domain/values.ts'

/** What happened to one story in a batch: the story as this projection had it, and as it has it now, both in order of the record. */
export interface Change {
  /** Whose story: a person’s, or, where the projection is of places, that of an area. */
  whose: Id | AreaCode
  before: readonly Recorded<AnyEntry>[]
  after: readonly Recorded<AnyEntry>[]
}

/** A row by its column names. Objects and arrays are written as JSON. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Where a projection writes: its own tables, by the names in `tables`, a batch at a time. All of a batch and the checkpoint move in one
 * transaction. Naming a table that is not its own does not compile.
 */
export interface Writer<Table extends string> {
  /** Takes out what `table` holds of these people (column `person`), or these places (column `area`), and puts `rows` in. */
  replace(table: Table, whose: readonly (Id | AreaCode)[], rows: readonly Row[]): Promise<void>
  /** Adds to the numbers in `amounts` of the row with the same key columns, all of text; rows that are not there begin at nought. */
  add(table: Table, rows: readonly Row[], amounts: readonly string[]): Promise<void>
}

/**
 * A read model: how entries become rows. Each version has tables of its own: `tables: ['profile']` at version 1 is `profile_v1`, made by a migration.
 */
export interface Projection<Table extends string = string> {
  name: string
  version: number
  tables: readonly Table[]
  /** Whose stories it is made of; where it does not say, people's. */
  of?: 'people' | 'places'
  /** Whether it needs people's words; where not, no key is touched. */
  words: boolean
  take(changes: readonly Change[], writer: Writer<Table>): Promise<void>
}

/** A read model of one table that holds, for each person, what a fold over their whole story makes of it; of whoever is forgotten, nothing. */
export function personProjection<Table extends string, State>({
  fold,
  rows,
  ...about
}: {
  name: string
  version: number
  tables: readonly [Table]
  words: boolean
  fold: Fold<State>
  /** The person's rows; column `person` must be among them. */
  rows: (state: State, person: Id, story: { retelling: readonly Retold[]; recorded: readonly Recorded<AnyEntry>[] }) => readonly Row[]
}): Projection<Table> {
  const [table] = about.tables
  return {
    ...about,
    async take(changes, writer) {
      const all = changes.flatMap(({ whose, after }) => {
        if (isForgotten(after)) return []
        const retelling = retold(after)
        return rows(fold.over(retelling), whose, { retelling, recorded: after })
      })
      await writer.replace(
        table,
        changes.map(({ whose }) => whose),
        all,
      )
    },
  }
}

/**
 * A read model of one table that holds rows of each story by itself, from facts alone. Where a story has the same rows as before, nothing is written: of words that could not be told, since those that were taken away are
 * gone from the story as it was before, too.
 */
export function storyProjection<Table extends string>({
  rows,
  ...about
}: {
  name: string
  version: number
  tables: readonly [Table]
  of?: 'people' | 'places'
  /** The rows of a story; column `person`, or `area` of a place, must be among them. Of an empty story there are none. */
  rows: (story: readonly Recorded<AnyEntry>[], whose: Id | AreaCode) => readonly Row[]
}): Projection<Table> {
  const [table] = about.tables
  return {
    ...about,
    words: false,
    async take(changes, writer) {
      const changed = changes
        .map(({ whose, before, after }) => ({ whose, had: rows(before, whose), has: rows(after, whose) }))
        .filter(({ had, has }) => JSON.stringify(had) !== JSON.stringify(has))
      if (changed.length === 0) return
      await writer.replace(
        table,
        changed.map(({ whose }) => whose),
        changed.flatMap(({ has }) => has),
      )
    },
  }
}

/** A story as it stands, made once for all who are given the very same story in a batch. Nobody changes one that was handed to a projection. */
function retold(story: readonly Recorded<AnyEntry>[]): readonly Retold[] {
  const known = retellings.get(story) ?? retell(story)
  retellings.set(story, known)
  return known
}
const retellings = new WeakMap<readonly Recorded<AnyEntry>[], readonly Retold[]>()
