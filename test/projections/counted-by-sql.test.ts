import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import { measureNames, measureOf } from '../../src/domain/measures.ts'
import { changesIn } from '../../src/domain/pace.ts'
import { retell } from '../../src/domain/retelling.ts'
import { livesIn } from '../../src/tasks/demo/as-recorded.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn } from '../support/lives.ts'
import { dbOf, takeAll } from '../support/projecting.ts'

// The true numbers of a made-up county against a count of its record by plain SQL, that shares no code with how they are counted: every measure, dimension,
// key, area and period, and months that have not come yet.

/** For how long a want has been open is not counted by SQL: it begins anew with each opening, of which plain SQL keeps no account. */
const notBySql = ['wants-open openFor']

const lines = madeUpLives({ people: 48, years: 3, seed: 'county', today: '2026-06-15' })

interface Tally {
  name: string
  people: number
  amount: number
}

t.test('the true numbers of a county are those that SQL counts from the bodies of its record', async (t) => {
  const database = await withDatabase(t)
  const record = recordIn(database, () => new Date('2026-06-15T09:00:00Z'))
  await importLines({ record, areas: treeOf(sallowshire) }, lines)
  const owner = dbOf(database, 'owner')
  await takeAll({ db: dbOf(database, 'unfolding_projector'), record }, areaCounts)
  const bySql = await countedBySql(owner)
  const counted = await standing(owner)

  t.same(counted.filter(({ name }) => !notBySql.some((line) => name.startsWith(line))).map(spelt), bySql.map(spelt))
  const measures = new Set(bySql.map(({ name }) => name.split(' ')[0]))
  t.same(
    measureNames.filter((name) => !measures.has(name)),
    ['came-back'],
    'of every measure there is something to be compared, but that nobody came back',
  )
  t.ok(bySql.length > 10_000, `${bySql.length} numbers are compared`)
})

t.test('nothing in this county is what SQL passes over', async (t) => {
  const lives = [...livesIn(lines).values()]
  const addedUp = lives.flatMap((life) => changesIn(retell(life)).filter((change) => change.addedUp.length > 0))
  t.same(addedUp, [], 'no steps that only together are a large change')
  const entries = new Map(lives.flat().map((entry) => [entry.id as string, entry]))
  const takenBackThrice = lives.flat().filter((entry) => {
    const of = (id: string | undefined) => {
      const found = id === undefined ? undefined : entries.get(id)
      return found?.type === 'EntryWithdrawn' ? found.facts.entry : undefined
    }
    return of(of(of(entry.id))) !== undefined && entry.type === 'EntryWithdrawn'
  })
  t.same(takenBackThrice, [], 'no withdrawal of a withdrawal of a withdrawal')
})

const spelt = ({ name, people, amount }: Tally) => `${name}: ${people}, ${amount}`

type Owner = ReturnType<typeof dbOf>

async function countedBySql(owner: Owner): Promise<Tally[]> {
  return owner.transaction().execute(async (tx) => {
    for (const file of ['life', 'flows', 'sayings', 'now']) {
      const text = readFileSync(path.join(import.meta.dirname, '..', 'support', 'by-sql', `${file}.sql`), 'utf8')
      await sql.raw(text).execute(tx)
    }
    const { rows } = await sql<Tally>`
      select concat_ws(' ', measure, dim, key, area, per, period) as name, people, amount
      from (select * from counted_flow union all select * from counted_now) as counted
      order by concat_ws(' ', measure, dim, key, area, per, period) collate "C"`.execute(tx)
    return rows
  })
}

/** What was counted: of what is so "now" how it stood at the end of each month, up to 2028. Numbers of nobody are no numbers. */
async function standing(owner: Owner): Promise<Tally[]> {
  const now = measureNames.filter((name) => measureOf(name).kind === 'now')
  const { rows } = await sql<Tally>`
    with cell as (
      select measure, dim, key, area, per, period, sum(people)::int as people, sum(amount)::float8 as amount from area_delta_v1 group by 1, 2, 3, 4, 5, 6
    ), month as (
      select to_char(month, 'YYYY-MM') as month from generate_series('2023-01-01'::timestamp, '2028-12-01', '1 month') as month
    ), stood as (
      select measure, dim, key, area, per, month as period, sum(people)::int as people, round(sum(amount)::numeric, 2)::float8 as amount
      from cell join month on period <= month where measure = any(${now}) group by 1, 2, 3, 4, 5, 6
      union all
      select * from cell where measure <> all(${now})
    )
    select concat_ws(' ', measure, dim, key, area, per, period) as name, people, amount from stood
    where people <> 0 or amount <> 0 order by concat_ws(' ', measure, dim, key, area, per, period) collate "C"`.execute(owner)
  return rows
}
