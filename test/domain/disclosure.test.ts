import fc from 'fast-check'
import t from 'tap'
import { type Area, treeOf } from '../../src/domain/area.ts'
import type { Cell } from '../../src/domain/counting/cells.ts'
import { type Kept, type Learnt, type Made, releases } from '../../src/domain/disclosure.ts'
import type { MeasureName } from '../../src/domain/measures.ts'
import { lastMonthOf, monthsLater, type Period } from '../../src/domain/period.ts'

const town: Area = { code: 'X1', name: 'Town', kind: 'district' }
const [north, south] = ['X2', 'X3'].map((code) => ({ code, name: code, kind: 'ward', parent: 'X1' })) as [Area, Area]
const oneArea = treeOf([town])
const twoWards = treeOf([town, north, south])

const ages = ['under-18', '18-64', '65+', 'not-known']
const perOf = (period: Period) => (period.length === 4 ? 'year' : period[5] === 'Q' ? 'quarter' : 'month')

interface Told {
  measure?: MeasureName
  period?: Period
  area?: string
  people: number
  /** How much each of them has. */
  each?: number
}

/** So many people, as evenly of the four ages as can be, each with as much. */
function learnt({ measure = 'people-heard', period = '2025-03', area = 'X1', people, each = 0 }: Told): Learnt[] {
  const cell = { measure, area, per: perOf(period), period } as const
  const count = (people: number) => ({ people, amount: people * each, squares: people * each * each })
  const share = (i: number) => Math.trunc(people / 4) + (Math.abs(people % 4) > i ? Math.sign(people) : 0)
  return [
    { ...cell, dim: '', key: '', ...count(people) },
    ...ages.map((key, i): Learnt => ({ ...cell, dim: 'age', key, ...count(share(i)) })),
  ]
}

/** What is published of the total of a measure in an area and a period, once these have been made. */
function shown(all: readonly Made[][], { measure = 'people-heard', period = '2025-03', area = 'X1' }: Partial<Told> = {}): number | null {
  const there = all.flat().filter((cell) => cell.measure === measure && cell.dim === '' && cell.period === period && cell.area === area)
  return there.at(-1)?.value ?? null
}

/** Makes the edition in which these first appear. */
function madeOf(measures: readonly MeasureName[], areas: typeof oneArea, ...told: Told[]): Made[][] {
  const last = told.map(({ period = '2025-03' }) => lastMonthOf(period)).sort()
  return [releases(measures, areas).make(monthsLater(last.at(-1) ?? '', 1), told.flatMap(learnt))]
}

t.test('what is shown holds until it is off by more than five, and fewer than eight are never shown', async (t) => {
  const { make } = releases(['supported'], oneArea)
  const all: Made[][] = []
  let before = 0
  for (const [i, [people, expected]] of (
    [
      [40, 40],
      [47, 40],
      [48, 50],
      [43, 50],
      [42, 40],
      [8, 10],
      [7, null],
      [12, null],
      [13, 15],
      [0, null],
    ] as const
  ).entries()) {
    all.push(make(monthsLater('2025-04', i), learnt({ measure: 'supported', people: people - before })))
    t.equal(shown(all, { measure: 'supported' }), expected, `${people} people`)
    before = people
  }
})

t.test('a period that is in for the first time is shown by what it is, whatever the month before', async (t) => {
  const { make } = releases(['supported'], oneArea)
  const told = [
    ...learnt({ measure: 'supported', period: '2025-03', people: 40 }),
    ...learnt({ measure: 'supported', period: '2025-04', people: 4 }),
    ...learnt({ measure: 'supported', period: '2025-06', people: -41 }),
  ]
  const all = [make('2025-04', told), make('2025-05', []), make('2025-07', [])]
  const months = ['2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07']
  t.same(
    months.map((period) => shown(all, { measure: 'supported', period })),
    [null, 40, 45, 45, null, null],
    '40, then 44 until three are left; July is not in',
  )
  all.push(make('2025-08', learnt({ measure: 'supported', period: '2025-04', people: 9 })))
  t.same(
    months.map((period) => shown(all, { measure: 'supported', period })),
    [null, 40, 55, 55, null, 10],
    'learnt in August of April: 53 from then on; and 12, in June which was withheld, and in July which is new',
  )
})

t.test('an amount is shown where its people are and nobody has most of it', async (t) => {
  const hours = (...told: Omit<Told, 'measure'>[]) =>
    shown(madeOf(['hours-per-week'], oneArea, ...told.map((one): Told => ({ measure: 'hours-per-week', ...one }))), {
      measure: 'hours-per-week',
    })
  t.equal(hours({ people: 40, each: 3.1 }), 120, '124 hours, to the nearest 10')
  t.equal(hours({ people: 7, each: 30 }), null, 'seven people')
  t.equal(hours({ people: 40, each: 0.1 }), null, '4 hours: nought is not shown')
  t.equal(hours({ people: 39, each: 2 }, { people: 1, each: 75 }), 150, '75 of 153')
  t.equal(hours({ people: 39, each: 2 }, { people: 1, each: 79 }), null, '79 of 157 are more than half')
})

t.test('an amount is shown anew once it is off by more than five people’s worth', async (t) => {
  const { make } = releases(['cost-per-week'], oneArea)
  const told = (people: number, each: number) => learnt({ measure: 'cost-per-week', people, each })
  const all = [make('2025-04', told(40, 400))]
  const value = () => shown(all, { measure: 'cost-per-week' })
  t.equal(value(), 16_000)
  // The same people with more: 50 each is 2,000 in all.
  const more = (each: number) => learnt({ measure: 'cost-per-week', people: 0 }).map((cell) => ({ ...cell, amount: each, squares: each }))
  all.push(make('2025-05', more(2_000)))
  t.equal(value(), 16_000, '18,000: five people’s worth is 5 × 16,000 ÷ 40 = 2,000')
  all.push(make('2025-06', more(60)))
  t.equal(value(), 18_100, '18,060')
})

t.test('what could be found by subtracting is made up for by holding back another', async (t) => {
  const wards = (ofNorth: number, ofSouth: number, areas = twoWards) => {
    const all = madeOf(['people-heard'], areas, { area: 'X2', people: ofNorth }, { area: 'X3', people: ofSouth })
    return ['X1', 'X2', 'X3'].map((area) => shown(all, { area }))
  }
  t.same(wards(44, 52), [95, 45, 50], '96, 44, 52')
  t.same(wards(5, 48), [55, null, 50], '53 to 57 less 48 to 52 is 1 to 9')
  t.same(wards(3, 44), [45, null, null], '43 to 47 less 43 to 47 would be 0 to 4')
  t.same(wards(0, 44), [45, null, null], 'so it would where there is nobody')
})

t.test('who counts in an area and in none of those in it, as who is forgotten does, takes nothing from what protects others', async (t) => {
  const town = (beside: number, ofNorth: number, ofSouth: number) => {
    const wards = [
      { area: 'X2', people: ofNorth },
      { area: 'X3', people: ofSouth },
    ]
    const all = madeOf(['people-heard'], twoWards, { area: 'X1', people: beside }, ...wards)
    return ['X1', 'X2', 'X3'].map((area) => shown(all, { area }))
  }
  t.same(town(5, 3, 44), [50, null, null], '48 to 52 less 5 less 43 to 47 would be 0 to 4')
  t.same(town(20, 3, 44), [65, null, null], '63 to 67 less 20 less 43 to 47 too')
  t.same(town(1, 3, 44), [50, null, 45], '48 to 52 less 1 less 43 to 47 is 0 to 8')
  t.same(town(5, 44, 52), [100, 45, 50], 'where all are many, all are shown')
})

t.test('what a longer period has in common with its months is reckoned with', async (t) => {
  const all = madeOf(
    ['people-heard'],
    oneArea,
    { period: '2025-01', people: 47 },
    { period: '2025-02', people: 12 },
    { period: '2025-03', people: 5 },
    { period: '2025-Q1', people: 64 },
  )
  t.same(
    ['2025-01', '2025-02', '2025-03', '2025-Q1'].map((period) => shown(all, { period })),
    [45, null, null, 65],
    'of 63 to 67 at most 47 and 12 were heard in January and February: March would be 4 or more, were February shown',
  )
})

t.test('there are as many entries as people at least', async (t) => {
  const entries = (ofNorth: Told, ofSouth: Told) => {
    const told = [ofNorth, ofSouth].map((one, i): Told => ({ measure: 'decisions', area: i ? 'X3' : 'X2', ...one }))
    const all = madeOf(['decisions'], twoWards, ...told)
    return ['X1', 'X2', 'X3'].map((area) => shown(all, { measure: 'decisions', area }))
  }
  // Of the people in North 1 to 9 are left either way: 48 to 52 less 43 to 47.
  t.same(entries({ people: 4, each: 1 }, { people: 46, each: 2.5 }), [120, null, 115], 'entries 118 to 122 less 113 to 117: 1 to 9')
  t.same(entries({ people: 4, each: 1 }, { people: 46, each: 133 / 46 }), [135, null, null], 'entries 133 to 137 less 133 to 137: 0 to 4')
})

t.test(
  'what a star stands for may be eight or more by now: where that tells of another, a number is held back though nothing was set anew',
  async (t) => {
    const wards = ['X2', 'X3', 'X4'].map((code): Area => ({ code, name: code, kind: 'ward', parent: 'X1' }))
    const { make } = releases(['supported'], treeOf([town, ...wards]))
    const told = (...people: number[]) => people.flatMap((people, i) => learnt({ measure: 'supported', area: `X${i + 2}`, people }))
    const town17 = [make('2025-04', told(7, 7, 3))]
    t.equal(shown(town17, { measure: 'supported' }), 15, '13 to 17 people, and no more than 7 in each ward')
    const town19 = [...town17, make('2025-05', told(1, 1, 0))]
    t.equal(
      shown(town19, { measure: 'supported' }),
      null,
      '15 stands for 8 to 22 by now: of two wards with 8 or more it would leave 6 for the third',
    )
  },
)

t.test('what a quarter has more than a month may be of many keys in which nothing stands for anybody', async (t) => {
  const told = ([period, people]: [Period, number]): Told => ({ measure: 'goals-voiced', period, people })
  const [january, february, march, quarter] = ['2025-01', '2025-02', '2025-03', '2025-Q1']
  const all = madeOf(
    ['goals-voiced'],
    oneArea,
    ...(
      [
        [january, 10],
        [february, 10],
        [march, 3],
        [quarter, 14],
      ] as [Period, number][]
    ).map(told),
  )
  const inAll = [january, february, march, quarter].map((period) => shown(all, { measure: 'goals-voiced', period: period as Period }))
  // 13 to 17 in the quarter, and 8 to 12 in each of two months: in the third none to 7. In 15 areas of life up to 7 each may have come to it.
  t.same(inAll, [10, 10, null, 15])
})

t.test('what one measure tells of another is reckoned with', async (t) => {
  const measures: MeasureName[] = ['reach-supported', 'still-steady', 'unheard']
  const all = madeOf(
    measures,
    oneArea,
    { measure: 'reach-supported', people: 48 },
    { measure: 'still-steady', people: 44 },
    { measure: 'unheard', people: 4 },
  )
  t.same(
    measures.map((measure) => shown(all, { measure })),
    [50, 45, null],
    'of 48 to 52 people 43 to 47 are steady: at most 9 are unheard',
  )
  const fewer = madeOf(
    measures,
    oneArea,
    { measure: 'reach-supported', people: 47 },
    { measure: 'still-steady', people: 44 },
    { measure: 'unheard', people: 3 },
  )
  t.equal(
    measures.filter((measure) => shown(fewer, { measure }) !== null).length,
    1,
    'of 43 to 47 people 43 to 47 are steady: at most 4 would be unheard',
  )
})

t.test('what is made after a start is what would have been made without one', async (t) => {
  const measures: MeasureName[] = ['people-heard', 'hours-per-week', 'decisions']
  const editions = ['2025-04', '2025-05', '2025-06', '2025-07']
  const one = fc.record({
    measure: fc.constantFrom(...measures),
    period: fc.constantFrom('2025-02', '2025-03', '2025-05', '2025-Q1', '2025-Q2'),
    area: fc.constantFrom('X2', 'X3'),
    people: fc.integer({ min: 0, max: 60 }),
    each: fc.constantFrom(1, 2.5),
  })
  const told = fc.array(fc.array(one, { maxLength: 12 }), { minLength: editions.length, maxLength: editions.length })
  const counts = (one: Told): Learnt[] =>
    one.measure === 'hours-per-week' && perOf(one.period ?? '') !== 'month'
      ? []
      : learnt({ ...one, each: one.measure === 'people-heard' ? 0 : (one.each ?? 1) })
  const held = fc.check(
    fc.property(told, (told) => {
      const going = releases(measures, twoWards)
      const kept = new Map<string, Cell & Kept>()
      return editions.every((edition, i) => {
        const last = editions[i - 1]
        const since = new Map(
          ['people-heard', 'hours-per-week', 'decisions'].flatMap((measure) => dims.map((dim) => [`${measure}|${dim}`, '2025-04'])),
        )
        const before = told.slice(0, i).flat().flatMap(counts)
        const standing = last === undefined ? undefined : { last, since, learnt: before, kept: [...kept.values()] }
        const anew = (told[i] ?? []).flatMap(counts)
        const made = going.make(edition, anew)
        const again = releases(measures, twoWards, standing).make(edition, anew)
        for (const cell of made) kept.set(nameOf(cell), cell)
        return t.same(spelt(again), spelt(made))
      })
    }),
    { numRuns: 200 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 200 counties')
})

t.test('a dimension that is published from now on is published of months that have long been in', (t) => {
  const first = releases(['supported'], oneArea)
  const told = learnt({ measure: 'supported', people: 80 })
  const kept = first.make('2025-04', told).filter(({ dim }) => dim === '')
  const since = new Map([['supported|', '2025-04']])
  const made = releases(['supported'], oneArea, { last: '2025-04', learnt: told, kept, since }).make('2025-05', [])
  const ofMarch = made.filter(({ period }) => period === '2025-03').map(({ dim, key, value }) => [dim, key, value])
  t.same(ofMarch.sort(), ages.map((key) => ['age', key, 20]).sort())
  t.end()
})

const dims = ['', 'age', 'sector', 'decidedBy', 'personWanted', 'about']
const nameOf = ({ measure, dim, key, area, per, period }: Cell) => [measure, dim, key, area, per, period].join(' ')
const spelt = (made: readonly Made[]) => made.map((cell) => `${nameOf(cell)}: ${cell.was} → ${cell.value}`).sort()
