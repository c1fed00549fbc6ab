import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import type { MeasureName } from '../../src/domain/measures.ts'
import type { Db } from '../../src/projecting/writer.ts'

/** How many people, and how much, SQL counts in a cell; of what is so "now", how it stood at the end of a month. `dim` and `key` are '' in the total. */
export interface CountedBySql {
  measure: MeasureName
  dim: string
  key: string
  area: string
  per: string
  period: string
  people: number
  amount: number
}

const files = ['life', 'flows', 'added-up', 'sayings', 'now', 'open-for', 'above']

/** What plain SQL counts from the bodies of the record, in wards, districts and the county of Sallowshire, from 2023 to 2028. Once in a database, as its owner. */
export async function countedBySql(owner: Db): Promise<CountedBySql[]> {
  return owner.transaction().execute(async (tx) => {
    for (const file of files) await sql.raw(readFileSync(path.join(import.meta.dirname, 'by-sql', `${file}.sql`), 'utf8')).execute(tx)
    const { rows } = await sql<CountedBySql>`select measure, dim, key, area, per, period, people, amount from counted`.execute(tx)
    return rows
  })
}
