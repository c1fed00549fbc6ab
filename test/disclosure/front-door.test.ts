import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { type ReleaseTables, withoutReleases } from '../../projections/area-release.ts'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import type { Cell, Count } from '../../src/domain/counting/cells.ts'
import { type Dimension, dimensions, type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { per as allPer, type Edition as EditionName, type Month, numberOf, periodsBetween } from '../../src/domain/period.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { type TestApp, withApp } from '../support/app.ts'
import { attack } from './attack.ts'
import { between } from './between.ts'
import { judge, narrowedIn, noFigures } from './figures.ts'
import { at, type Grid, gridOf, placesIn } from './grid.ts'
import { type Edition, guarded, reader } from './reading.ts'
import { relationsOf } from './relations.ts'
import { addUp, type Truth } from './world.ts'

const areas = treeOf(sallowshire)
const [from, to, now] = ['2024-01', '2025-12', '2026-02-10T10:00:00.000Z']
const last: EditionName = '2026-01'
const carol = { sub: 'carol', roles: ['commissioner'] }
const lives = madeUpLives({ people: 150, years: 2, seed: 'front door', today: now.slice(0, 10) })

t.test('whoever reads every number there is through the front door cannot narrow one of 1 to 7 people', async (t) => {
  const app = await withApp(t, { clock: () => new Date(now) })
  await withoutReleases(app.database.open<ReleaseTables>('unfolding_projector').db, async () => {
    await importLines({ record: app.record, areas }, lives)
    await app.settled()
  })
  await released(app)
  const truth = await counted(app)

  const alone = noFigures()
  const told = noFigures()
  let cells = 0
  let readings = 0
  for (const family of families()) {
    const published = await readAll(app, family)
    cells += published.length
    t.same(
      published.filter(({ value }) => value !== null && value < 8),
      [],
      `no number under eight of ${family.join(', ')}`,
    )
    const grid = gridOf(family, areas, [from, to])
    const relations = relationsOf(grid)
    const number = numberOf(last) - numberOf(from)
    const edition = reader(grid, guarded)(number, published)
    const read = { edition: asKnown(edition, grid), truth: truthOn(grid, truth) }
    const untrue = attack(relations, [read], guarded, ['nothing', 'which are small'], (aside, one, bounds, before) => {
      judge(aside === 'nothing' ? alone : told, one, bounds, before)
      for (const example of narrowedIn(grid, one, bounds, before).slice(0, 5)) t.comment(`told ${aside}: ${example}`)
    })
    readings += untrue.readings
  }
  t.comment(`${cells} cells read, ${alone.small} of 1 to 7 people; narrowed ${alone.narrowed}, told which are small ${told.narrowed}`)
  t.ok(alone.small > 1_000, 'there are small numbers to look for')
  t.equal(readings, 0, 'what is published says where the true numbers lie')
  t.equal(alone.narrowed, 0)
  t.equal(told.narrowed, 0, 'told which are small')
})

/** Measures of which one tells something of another, together. */
function families(): MeasureName[][] {
  const measureIn = (line: string) => line.split('|')[0] as MeasureName
  return between.reduce<MeasureName[][]>(
    (families, { less, more }) => {
      const named = [...less, ...more].map(measureIn)
      const together = families.filter((family) => family.some((measure) => named.includes(measure)))
      return together.length < 2 ? families : [...families.filter((family) => !together.includes(family)), together.flat()]
    },
    measureNames.map((measure) => [measure]),
  )
}

async function released({ get }: TestApp): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await get(`/commissioner/areas/X10000001/trends?measure=people-met&from=${from}&to=${to}`, carol)
    if (body.knownAt === last) return
    await setTimeout(100)
  }
  throw new Error(`there is no edition ${last}`)
}

/** Every cell of some measures that a commissioner can read. */
async function readAll({ get }: TestApp, family: readonly MeasureName[]): Promise<(Cell & { value: number | null })[]> {
  const cells: (Cell & { value: number | null })[] = []
  for (const measure of family) {
    const { kind, dimensions: dims } = measureOf(measure)
    for (const area of areas.areas.keys()) {
      for (const dim of ['', ...dims]) {
        for (const per of kind === 'now' ? (['month'] as const) : allPer) {
          const by = dim === '' ? '' : `&by=${dim}`
          for (const months of isVast(dim) && per === 'month' ? each : [`from=${from}&to=${to}`]) {
            const { status, body } = await get(`/commissioner/areas/${area}/trends?measure=${measure}&${months}&per=${per}${by}`, carol)
            if (status !== 200) throw new Error(JSON.stringify(body))
            for (const { key = '', points } of body.series) {
              for (const { period, value } of points) cells.push({ measure, area, dim, key, per, period, value })
            }
          }
        }
      }
    }
  }
  return cells
}

/** More keys than can be asked for in all months at once: they are read a month at a time. */
function isVast(dim: string): boolean {
  return dim in dimensions && dimensions[dim as Dimension].length > 1_000
}

const each = periodsBetween(from, to, 'month').map((month) => `from=${month}&to=${month}`)

/** Of one edition nobody knows which numbers are new, but of periods that are in for the first time. */
function asKnown(edition: Edition, grid: Grid): Edition {
  const { fresh } = edition
  for (const { first, periods } of grid.lines) {
    for (let i = 0; i < periods * grid.areas.length; i += 1) {
      if (at(grid.spans, i % periods).last + 1 !== edition.number) fresh[first + i] = 0
    }
  }
  return { ...edition, fresh }
}

/** The true numbers by the smallest areas, as all that was known in the last edition says. */
async function counted({ database }: TestApp): Promise<(Cell & Count)[]> {
  const { rows } = await sql<Cell & Count>`
    select area, measure, dim, key, per, period, sum(people)::int as people, sum(amount)::float8 as amount, 0::float8 as squares
    from area_delta_v1 where edition <= ${last} group by 1, 2, 3, 4, 5, 6`.execute(database.open('unfolding_projector').db)
  return rows
}

/** What is so now is there as what was added month by month, also in months before the first. */
function truthOn(grid: Grid, all: readonly (Cell & Count)[]): Truth {
  const truth = { people: new Int32Array(grid.cells), amount: new Float64Array(grid.cells), squares: new Float64Array(grid.cells) }
  const placeOf = placesIn(grid)
  const months = (month: Month) => Math.max(0, numberOf(month) - numberOf(from))
  for (const { people, amount, ...cell } of all) {
    const isNow = measureOf(cell.measure).kind === 'now'
    const first = placeOf(isNow && cell.period < from ? { ...cell, period: from } : cell)
    if (first === undefined) continue
    const until = isNow ? first + (numberOf(to) - numberOf(from) - months(cell.period)) : first
    for (let i = first; i <= until; i += 1) {
      truth.people[i] = at(truth.people, i) + people
      truth.amount[i] = at(truth.amount, i) + amount
    }
  }
  for (const numbers of [truth.people, truth.amount]) addUp(grid, numbers)
  return truth
}
