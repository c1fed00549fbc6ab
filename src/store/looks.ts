import type { Room } from '../domain/entry.ts'
import type { Id, Instant } from '../domain/values.ts'
import { type Connections, reaching } from './database.ts'
import { StoreUnavailable } from './event-store.ts'
import { gathering } from './gathering.ts'

/** Somebody was shown something of a person. */
export interface Look {
  person: Id
  /** By the service's clock. */
  at: Instant
  /** Who looked, as what. Workers are named; of people who look at their own story the `sub` alone is kept. */
  by: { sub: string; name?: string; role: Room; organisation?: string }
  /** What they were shown, by its name: `profile`. Never words of anybody: what is kept here is never taken away. */
  what: string
  /** On what ground they were let in, by its name; what somebody said about it stands in the entry that it rests on. */
  why: string
  /** The entry of the person's story that it rests on: an opening, a review. */
  restsOn?: Id
}

/** A look that is kept. */
export type KeptLook = Look & { id: string }

/** Who looked at whom: added to, never changed. */
export interface Looks {
  /**
   * Resolves once all of these are kept for good, and rejects with `StoreUnavailable` where they could not be. Looks that wait at one moment are kept by one
   * statement.
   */
  note(looks: readonly Look[]): Promise<void>
  /** Who looked at a person, newest first, a page at a time; `before` is the `next` of the page before. May throw `StoreUnavailable`. */
  at(person: Id, asked: { limit: number; before?: string }): Promise<{ looks: KeptLook[]; next?: string }>
  /** When a worker, by their `sub`, last looked at one of these of a person, before an instant; undefined where they never did. May throw `StoreUnavailable`. */
  lastOf(person: Id, asked: { sub: string; what: readonly string[]; before: Instant }): Promise<Instant | undefined>
}

/**
 * Looks in PostgreSQL, as the role `unfolding_looks`, on connections of its own: what all rooms show is kept in one queue, by whoever may do nothing else. No room
 * can then write a look but through here, read one, or be kept from it by what its own connections do.
 * All who wait at one moment go together (`gathering.ts`), so that many askers cost few commits.
 */
export function looksIn({ pool }: Pick<Connections, 'pool'>): Looks {
  const keep = gathering<readonly Look[], void>(async (together) => {
    await pool.query(inserting(together.flat()))
    return together.map(() => undefined)
  })

  return {
    note(looks) {
      if (looks.length === 0) return Promise.resolve()
      return keep(looks).catch((error: unknown) => {
        throw couldNotBeKept(error)
      })
    },

    async at(person, { limit, before }) {
      const { rows } = await reaching(() =>
        pool.query<Row>({ name: 'looks-at', text: looksAt, values: [person, before ?? null, limit + 1] }),
      )
      const looks = rows.slice(0, limit).map(lookOf)
      const last = looks.at(-1)
      return { looks, ...(rows.length > limit && last && { next: last.id }) }
    },

    async lastOf(person, { sub, what, before }) {
      const { rows } = await reaching(() =>
        pool.query<{ at: Instant | null }>({ name: 'last-look', text: lastLook, values: [person, sub, what, before] }),
      )
      return rows[0]?.at ?? undefined
    },
  }
}

const insert = `
  insert into look (at, person, sub, name, role, organisation, what, why, rests_on)
  select * from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[])`

function inserting(looks: readonly Look[]): { name: string; text: string; values: unknown[] } {
  const each = <T>(part: (look: Look) => T) => looks.map(part)
  const values = [
    each(({ at }) => at),
    each(({ person }) => person),
    each(({ by }) => by.sub),
    each(({ by }) => by.name),
    each(({ by }) => by.role),
    each(({ by }) => by.organisation),
    each(({ what }) => what),
    each(({ why }) => why),
    each(({ restsOn }) => restsOn),
  ]
  return { name: 'keep-looks', text: insert, values }
}

/** What the driver says may quote the row, and with it a person: of that the code alone is told. */
function couldNotBeKept(error: unknown): StoreUnavailable {
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
  return new StoreUnavailable(`A look could not be kept${code}.`, { cause: error })
}

const lastLook = 'select last_look($1, $2, $3, $4) as at'
const looksAt = 'select id, at, person, sub, name, role, organisation, what, why, rests_on from looks_at($1, $2, $3)'

interface Row {
  id: bigint
  at: Instant
  person: Id
  sub: string
  name: string | null
  role: Room
  organisation: string | null
  what: string
  why: string
  rests_on: Id | null
}

function lookOf({ id, at, person, sub, name, role, organisation, what, why, rests_on: restsOn }: Row): KeptLook {
  const by = { sub, ...(name !== null && { name }), role, ...(organisation !== null && { organisation }) }
  return { id: String(id), person, at, by, what, why, ...(restsOn !== null && { restsOn }) }
}
