import type { Checkpoint } from './checkpoint.ts'
import type { Change, Projection, Row } from './projection.ts'
import type { Stories } from './stories.ts'

/** What a projection makes of some changes, before any of it is written: plain data, which can be handed from one thread to another. */
export interface Made {
  /** In the order in which it is to be written. */
  replaced: { table: string; whose: readonly string[]; rows: readonly string[] }[]
  added: Map<string, Sums>
}

/** Numbers added up, by the columns of text that say what they are numbers of. */
export interface Sums {
  keys: readonly string[]
  amounts: readonly string[]
  /** The sums, in the order of `amounts`, by the keys in their order with `between` after each. */
  sums: Map<string, number[]>
}

/** Stands after each key of a row; no text in PostgreSQL can hold it. */
export const between = '\0'

/** How many rows go to the database in one statement. */
const atOnce = 2_000

/** What each of these projections makes of the same stories. */
export async function madeTogether(stories: Stories, all: readonly Pick<Checkpoint, 'projection' | 'editions'>[]): Promise<Made[]> {
  const made: Made[] = []
  for (const each of all) made.push(await madeOf(each.projection, stories.changesFor(each)))
  return made
}

/** Has the projection make what it makes of these changes. Rows that replace others are JSON already; amounts of one row are added up. */
export async function madeOf({ take }: Projection, changes: readonly Change[]): Promise<Made> {
  const made: Made = { replaced: [], added: new Map() }
  if (changes.length === 0) return made
  await take(changes, {
    async replace(table, whose, rows) {
      made.replaced.push({ table, whose, rows: Array.from(inParts(rows, atOnce), (some) => JSON.stringify(some)) })
    },
    async add(table, rows, amounts) {
      const [first] = rows
      if (!first) return
      const of = made.added.get(table) ?? {
        keys: Object.keys(first).filter((column) => !amounts.includes(column)),
        amounts,
        sums: new Map(),
      }
      made.added.set(table, of)
      for (const row of rows) add(of.sums, nameOf(row, of.keys), (i) => Number(row[amounts[i] as string]), amounts.length)
    },
  })
  return made
}

/** Adds up what several made: `more` into `sums`, which may be changed. */
export function addedUp(sums: Sums | undefined, more: Sums): Sums {
  if (!sums) return more
  for (const [name, each] of more.sums) add(sums.sums, name, (i) => each[i] as number, each.length)
  return sums
}

function add(sums: Map<string, number[]>, name: string, amount: (i: number) => number, many: number): void {
  const sum = sums.get(name)
  if (!sum)
    sums.set(
      name,
      Array.from({ length: many }, (_, i) => amount(i)),
    )
  else for (let i = 0; i < many; i += 1) sum[i] = (sum[i] as number) + amount(i)
}

function nameOf(row: Row, keys: readonly string[]): string {
  let name = ''
  for (const key of keys) name += row[key] + between
  return name
}

export function* inParts<T>(all: readonly T[], many: number): Iterable<readonly T[]> {
  for (let i = 0; i < all.length; i += many) yield all.slice(i, i + many)
}
