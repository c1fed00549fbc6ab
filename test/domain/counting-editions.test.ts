import fc from 'fast-check'
import t from 'tap'
import { isForgotten } from '../../src/domain/access.ts'
import { addTo, type Cells, cellNamed } from '../../src/domain/counting/cells.ts'
import { deltas } from '../../src/domain/counting/editions.ts'
import { type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { periodsBetween } from '../../src/domain/period.ts'
import { lastDayOf, londonDay } from '../../src/domain/values.ts'
import { cellsOf } from '../support/counted.ts'
import { areas, forgotten, stories } from '../support/random-stories.ts'
import { amounting, standingAt } from '../support/second-opinion.ts'

/** Every month that a story may speak of. */
const months = periodsBetween('2023-12', '2026-12', 'month')

/** Stories, every third of them forgotten in the end. */
const forgottenOrNot = fc.tuple(stories, fc.integer({ min: 0, max: 2 })).map(([story, third]) => (third === 0 ? forgotten(story) : story))

/** The same story, and how far it was taken each time. */
const taken = forgottenOrNot.chain((story) =>
  fc
    .array(fc.integer({ min: 0, max: story.length }), { maxLength: 5 })
    .map((cuts) => ({ story, cuts: [...cuts.sort((a, b) => a - b), story.length] })),
)

t.test('what was added to the editions up to one comes to the story as it was known when that month ended', async (t) => {
  const held = fc.check(
    fc.property(taken, ({ story, cuts }) => {
      const added: [month: string, Cells][] = []
      for (const [i, cut] of cuts.entries()) added.push(...deltas(story.slice(0, cuts[i - 1] ?? 0), story.slice(0, cut)))
      return months.every((edition) => {
        const upTo = sumOf(added.filter(([month]) => month <= edition).map(([, cells]) => cells))
        const known = cellsOf(story.filter(({ record }) => londonDay(record.at).slice(0, 7) <= edition))
        return same(upTo, known)
      })
    }),
    { numRuns: 1_000 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 1,000 histories')
})

t.test('what is so now is at the end of every month what the story says when it is told to that day', async (t) => {
  const seen = new Set<MeasureName>()
  const held = fc.check(
    fc.property(forgottenOrNot, (story) => {
      const cells = cellsOf(story)
      const standing = new Map(nowMeasures.map((measure) => [measure, sumsOf(cells, measure)]))
      return months.every((month) => {
        const { area, now } = standingAt(story, lastDayOf(month))
        const there = area !== undefined && isForgotten(story) ? 'X10000001' : area
        return nowMeasures.every((measure) =>
          [...areas, 'X10000001'].every((area) => {
            const counted = standing.get(measure)?.get(`${area} ${month}`) ?? 0
            const so = there === area ? (now[measure] ?? 0) : 0
            if (so > 0) seen.add(measure)
            return counted === so
          }),
        )
      })
    }),
    { numRuns: 1_000 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 1,000 histories')
  t.same([...seen].sort(), [...nowMeasures].sort(), 'each of them was so for somebody')
})

const nowMeasures = measureNames.filter((name) => measureOf(name).kind === 'now')

/** How a total stood in each area at the end of each month: people, or how much of what is counted. */
function sumsOf(cells: Cells, measure: MeasureName): Map<string, number> {
  const added = [...cells]
    .map(([name, count]) => ({ ...cellNamed(name), ...count }))
    .filter((cell) => cell.measure === measure && !cell.dim)
  const sums = new Map<string, number>()
  for (const area of [...areas, 'X10000001']) {
    let sum = 0
    const here = added.filter((cell) => cell.area === area)
    const before = here.filter(({ period }) => period < (months[0] ?? ''))
    for (const cell of before) sum += amounting.includes(measure) ? cell.amount : cell.people
    for (const month of months) {
      for (const cell of here) if (cell.period === month) sum += amounting.includes(measure) ? cell.amount : cell.people
      sums.set(`${area} ${month}`, Math.round(sum * 100) / 100)
    }
  }
  return sums
}

function sumOf(all: readonly Cells[]): Cells {
  const sum: Cells = new Map()
  for (const cells of all) for (const [name, count] of cells) addTo(sum, name, count)
  return sum
}

function same(a: Cells, b: Cells): boolean {
  const inOrder = (cells: Cells) => JSON.stringify([...cells].map(([name, { people, amount }]) => [name, people, amount]).sort())
  return inOrder(a) === inOrder(b)
}
