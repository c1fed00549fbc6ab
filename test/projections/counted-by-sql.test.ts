import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { pathOf, sallowshire, treeOf } from '../../src/domain/area.ts'
import { measureNames, measureOf } from '../../src/domain/measures.ts'
import { livesIn } from '../../src/tasks/demo/as-recorded.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { type CountedBySql, countedBySql } from '../support/counted-by-sql.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn } from '../support/lives.ts'
import { dbOf, takeAll } from '../support/projecting.ts'

// The true numbers of the demonstration county, as `npm run demo` made it on the day that the README shows, against a count of its record
// by plain SQL that shares no code with how they are counted: every measure, dimension, key, area and period, and months that have not
// come yet.

const lines = madeUpLives({ people: 400, years: 3, seed: 'unfolding', today: '2026-11-23' })
const tree = treeOf(sallowshire)

interface Tally {
  name: string
  people: number
  amount: number
}

t.test('the true numbers of a county are those that SQL counts from the bodies of its record', async (t) => {
  const database = await withDatabase(t)
  const record = recordIn(database, () => new Date('2026-11-23T09:00:00Z'))
  await importLines({ record, areas: tree }, lines)
  const owner = dbOf(database, 'owner')
  await takeAll({ db: dbOf(database, 'unfolding_projector'), record }, areaCounts, 50_000)
  const bySql = spelt((await countedBySql(owner)).map(named))
  const counted = spelt(await standing(owner))

  const [inSql, inCode] = [new Set(bySql), new Set(counted)]
  t.same(
    counted.filter((line) => !inSql.has(line)),
    [],
    'all that is counted SQL counts too',
  )
  t.same(
    bySql.filter((line) => !inCode.has(line)),
    [],
    'and nothing besides',
  )
  const measures = new Set(bySql.map((line) => line.split(' ')[0]))
  t.same(
    measureNames.filter((name) => !measures.has(name)),
    [],
    'of every measure there is something to be compared',
  )
  const { rows } = await sql<{ steps: number }>`select count(*)::int as steps from by_sql.added_up`.execute(owner)
  t.ok((rows[0]?.steps ?? 0) > 0, `${rows[0]?.steps} changes are large by steps that only add up`)
  t.ok(bySql.length > 100_000, `${bySql.length} numbers are compared`)
})

t.test('nothing in this county is what SQL passes over', async (t) => {
  const lives = [...livesIn(lines).values()]
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

function named({ measure, dim, key, area, per, period, people, amount }: CountedBySql): Tally {
  return { name: `${measure} ${dim} ${key} ${area} ${per} ${period}`, people, amount }
}

function spelt(tallies: readonly Tally[]): string[] {
  return tallies.map(({ name, people, amount }) => `${name}: ${people}, ${amount}`)
}

/** What was counted, in wards and all that they lie in: of what is so "now" how it stood at the end of each month, up to 2028. Numbers of nobody are no numbers. */
async function standing(owner: ReturnType<typeof dbOf>): Promise<Tally[]> {
  const now = measureNames.filter((name) => measureOf(name).kind === 'now')
  const { rows } = await sql<Tally & { area: string; before: string; after: string }>`
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
    select concat_ws(' ', measure, dim, key) as before, area, concat_ws(' ', per, period) as after, people, amount from stood
    where people <> 0 or amount <> 0`.execute(owner)
  const sums = new Map<string, Tally>()
  for (const { before, area, after, people, amount } of rows) {
    for (const above of pathOf(tree, area)) {
      const name = `${before} ${above} ${after}`
      const sum = sums.get(name) ?? { name, people: 0, amount: 0 }
      sums.set(name, { name, people: sum.people + people, amount: Math.round((sum.amount + amount) * 100) / 100 })
    }
  }
  return [...sums.values()]
}
