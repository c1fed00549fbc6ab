import { sql } from 'kysely'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { pathOf, sallowshire, treeOf } from '../../src/domain/area.ts'
import { type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { type CountedBySql, countedBySql } from '../support/counted-by-sql.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn } from '../support/lives.ts'
import { dbOf, takeAll } from '../support/projecting.ts'
import { answersOnChange } from './answers-on-change.ts'
import { answersOnPeople } from './answers-on-people.ts'
import { answersOnReach } from './answers-on-reach.ts'
import { answersOnServices } from './answers-on-services.ts'
import { answersOnSupport } from './answers-on-support.ts'
import { answersOnWants } from './answers-on-wants.ts'
import { asKnown } from './as-known.ts'
import { livesAmongServices } from './lives-among-services.ts'
import { livesOfChange } from './lives-of-change.ts'
import { livesOfHopes } from './lives-of-hopes.ts'
import { livesOfWants } from './lives-of-wants.ts'
import { type Answers, months, monthsUpTo, type Table, tableOf } from './table.ts'
import { asWritten, ward } from './telling.ts'

// A small county, told by hand in the files beside this one, and how much of each measure there is in it, worked out by hand. The lives
// go through the door that every entry comes in by, into a real PostgreSQL, and are counted there as everywhere.

const answers: Answers = {
  ...answersOnPeople,
  ...answersOnWants,
  ...answersOnSupport,
  ...answersOnReach,
  ...answersOnChange,
  ...answersOnServices,
}
const lives = [...livesOfHopes, ...livesOfWants, ...livesOfChange, ...livesAmongServices]
const tree = treeOf(sallowshire)

t.test('what is counted of the county by hand is what was worked out by hand', async (t) => {
  const database = await withDatabase(t)
  const record = recordIn(database)
  await importLines({ record, areas: tree }, asWritten(lives))
  await takeAll({ db: dbOf(database, 'unfolding_projector'), record }, areaCounts, 40)
  const owner = dbOf(database, 'owner')
  const { rows } = await sql<Delta>`
    select area, measure, dim, key, per, period, edition, people, amount::float8 from area_delta_v1`.execute(owner)

  t.test('of every measure, in each place, by each key and by age, in months, quarters and years', async (t) => {
    for (const measure of measureNames) {
      const table = tableOf(measure, answers[measure] ?? '')
      const counted = countedIn(rows, measure)
      for (const line of linesOf(table, counted)) t.same(spelt(counted, line), spelt(table, line), `${measure}, ${line}`)
    }
  })

  t.test('and plain SQL over the record counts the same', async (t) => {
    const bySql = await countedBySql(owner)
    for (const measure of measureNames) {
      const counted = countedThere(bySql, measure)
      const table = tableOf(measure, answers[measure] ?? '')
      for (const line of linesOf(table, counted)) t.same(spelt(counted, line), spelt(table, line), `${measure}, ${line}`)
    }
  })

  t.test('as it was known at the end of a month, before it was put right', async (t) => {
    for (const { measure, line, period, known } of asKnown) {
      for (const [edition, value] of Object.entries(known)) {
        const then = countedIn(
          rows.filter((row) => row.edition <= edition),
          measure,
        )
        t.equal(then.get(line)?.get(period) ?? '0', value, `${measure}, ${line}, ${period}, as known at the end of ${edition}`)
      }
    }
  })
})

t.test('every measure has its answers: in the county and by each of its dimensions', async (t) => {
  t.same(Object.keys(answers).sort(), [...measureNames].sort())
  for (const measure of measureNames) {
    const table = tableOf(measure, answers[measure] ?? '')
    const dims = new Set([...table.keys()].flatMap((line) => line.split(' ').slice(0, -1)))
    for (const { name } of sallowshire) dims.delete(name.split(' ')[0] ?? '')
    t.same([...dims].sort(), [...measureOf(measure).dimensions].sort(), `${measure}, by each dimension`)
    t.ok(table.has('county'), `${measure}, in the county`)
  }
})

t.test('the answers agree among themselves: wards add up to the county, and ages too', async (t) => {
  for (const measure of measureNames) {
    const table = tableOf(measure, answers[measure] ?? '')
    // Where it is by the two bands of adult age alone, who is younger or of no known age is in neither.
    const byAge = measureOf(measure).dimensions.includes('age') ? [(line: string) => line.startsWith('age ')] : []
    for (const part of [(line: string) => line in ward, ...byAge]) {
      const sum = new Map<string, Count>()
      for (const [line, periods] of table) {
        if (!part(line)) continue
        for (const [period, value] of periods) sum.set(period, plus(sum.get(period), countOf(measure, value)))
      }
      const added = new Map([...sum].map(([period, count]) => [period, inWords(measure, count)]))
      t.same(spelt(new Map([['county', added]]), 'county'), spelt(table, 'county'), measure)
    }
  }
})

interface Count {
  people: number
  amount: number
}
interface Delta extends Count {
  area: string
  measure: string
  dim: string
  key: string
  period: string
  edition: string
}

/** What the tallies come to, line by line: each ward, district and the county in total, and in the county by each key. */
function countedIn(rows: readonly Delta[], measure: MeasureName): Table {
  const now = measureOf(measure).kind === 'now'
  const sums = new Map<string, Map<string, Count>>()
  for (const { area, dim, key, period, people, amount } of rows.filter((row) => row.measure === measure)) {
    const lines = dim === '' ? pathOf(tree, area).map(placeNamed) : [`${dim} ${key}`]
    for (const line of lines) {
      const periods = sums.get(line) ?? new Map<string, Count>()
      sums.set(line, periods)
      // What was so stays so from month to month, until it is no longer.
      const from = period < months.from ? months.from : period
      for (const each of now ? monthsUpTo(from, months.to) : [period]) periods.set(each, plus(periods.get(each), { people, amount }))
    }
  }
  return new Map([...sums].map(([line, periods]) => [line, valuesOf(measure, periods)]))
}

/** What SQL counted, in the same lines. */
function countedThere(counted: readonly CountedBySql[], measure: MeasureName): Table {
  const now = measureOf(measure).kind === 'now'
  const table: Table = new Map()
  for (const { dim, key, area, period, ...count } of counted.filter((row) => row.measure === measure)) {
    const place = placeNamed(area)
    const asked = (dim === '' || place === 'county') && (!now || (period >= months.from && period <= months.to))
    if (!asked) continue
    const line = dim === '' ? place : `${dim} ${key}`
    table.set(line, (table.get(line) ?? new Map<string, string>()).set(period, inWords(measure, count)))
  }
  return table
}

/** Every line that has an answer, or should have one: of districts only those that have. */
function linesOf(answers: Table, counted: Table): Set<string> {
  return new Set([...answers.keys(), ...[...counted.keys()].filter((line) => !['Eastmere', 'Thornwick'].includes(line))])
}

function placeNamed(code: string): string {
  const { name = code, kind } = tree.areas.get(code) ?? {}
  return kind === 'county' ? 'county' : name
}

function valuesOf(measure: MeasureName, periods: ReadonlyMap<string, Count>): Map<string, string> {
  const some = [...periods].filter(([, { people, amount }]) => people !== 0 || amount !== 0)
  return new Map(some.map(([period, count]) => [period, inWords(measure, count)]))
}

function inWords(measure: MeasureName, { people, amount }: Count): string {
  return measureOf(measure).unit === 'people' && amount === 0 ? String(people) : `${amount}/${people}`
}

function countOf(measure: MeasureName, value: string): Count {
  const [amount = '', people] = value.split('/')
  if ((people === undefined) !== (measureOf(measure).unit === 'people')) throw new Error(`${measure}: people, and how much: ${value}`)
  return people === undefined ? { people: Number(amount), amount: 0 } : { people: Number(people), amount: Number(amount) }
}

function plus(a: Count = { people: 0, amount: 0 }, b: Count): Count {
  return { people: a.people + b.people, amount: Math.round((a.amount + b.amount) * 100) / 100 }
}

function spelt(table: Table, line: string): string[] {
  return [...(table.get(line) ?? [])].map(([period, value]) => `${period} ${value}`).sort()
}
