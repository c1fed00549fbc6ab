import { parse } from 'csv-parse/sync'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { carol, county, type Line, withPublished } from '../support/published.ts'

const at = '2026-04'
const lines = (values: Record<string, number | null>): Line[] => Object.entries(values).map(([line, value]) => [line, at, value])
const reach = (sector: string, age: string, [supported, heard, moved]: (number | null)[]) => ({
  [`reach-supported sectorAge ${sector}/${age}`]: supported ?? null,
  [`reach-heard sectorAge ${sector}/${age}`]: heard ?? null,
  [`reach-moved sectorAge ${sector}/${age}`]: moved ?? null,
})
const compromises = (sector: string, [into, away, about]: (number | null)[]) => ({
  [`compromises-open givenSector ${sector}`]: into ?? null,
  [`compromises-open wantedSector ${sector}`]: away ?? null,
  [`compromises-open aboutSector ${sector}`]: about ?? null,
})

// Of the area, 30 of 40 heard of who are 65 or older move (0.75), and 10 of 20 of those between 18 and 64 (0.5).
const published = lines({
  supported: 100,
  'hours-per-week': 1200,
  'cost-per-week': 30_000,
  'reach-supported': 90,
  'reach-heard': 60,
  'reach-moved': 40,
  'reach-supported adultAge 65+': 60,
  'reach-heard adultAge 65+': 40,
  'reach-moved adultAge 65+': 30,
  'reach-supported adultAge 18-64': 30,
  'reach-heard adultAge 18-64': 20,
  'reach-moved adultAge 18-64': 10,
  'supported sector residential': 40,
  'hours-per-week sector residential': null,
  'cost-per-week sector residential': 20_000,
  'reach-supported sector residential': 35,
  'reach-heard sector residential': 25,
  'reach-moved sector residential': 10,
  ...reach('residential', '65+', [30, 20, 5]),
  ...compromises('residential', [20, 10, 30]),
  ...reach('home-care', '65+', [30, 20, 15]),
  ...compromises('home-care', [20, 10, 30]),
  ...reach('day-support', '65+', [30, 10, null]),
  ...reach('nursing', '65+', [30, 20, 5]),
  ...compromises('nursing', [null, null, 10]),
  ...reach('extra-care', '65+', [30, 20, 5]),
  ...compromises('extra-care', [10, 20, 30]),
  ...reach('supported-living', '65+', [30, 20, 5]),
  ...compromises('supported-living', [20, null, 20]),
  ...reach('community', '65+', [30, 20, 5]),
  ...compromises('community', [20, 10, 30]),
})

const withheld = { value: null, why: 'withheld' }

t.test(
  'use and reach are worked from published numbers: a sector is named where it is used more than wanted and lies below the area',
  async (t) => {
    const { get } = await withPublished(t, published)
    const { status, body } = await get(`/commissioner/areas/${county}/support`, carol)
    t.equal(status, 200)
    t.match(body, { area: county, at, knownAt: '2026-05' })
    t.equal(body.sectors.length, 28, 'every sector is there')
    const { ages, ...all } = body.all
    t.same(all, {
      people: { value: 100 },
      hours: { value: 1200 },
      cost: { value: 30_000 },
      supported: { value: 90 },
      heard: { value: 60 },
      moved: { value: 40 },
      heardShare: { value: 0.6667, low: 0.5642, high: 0.7555 },
      reach: { value: 0.6667, low: 0.5406, high: 0.7727 },
    })
    t.same(
      ages.map(({ age, reach }: { age: string; reach: object }) => [age, reach]),
      [
        ['18-64', { value: 0.5, low: 0.2993, high: 0.7007 }],
        ['65+', { value: 0.75, low: 0.5981, high: 0.8581 }],
      ],
    )
    const of = (sector: string) => body.sectors.find((one: { sector: string }) => one.sector === sector)
    const { ages: bands, ...residential } = of('residential')
    t.same(residential, {
      sector: 'residential',
      people: { value: 40 },
      hours: withheld,
      cost: { value: 20_000 },
      shares: { people: { value: 0.4 }, hours: withheld, cost: { value: 0.6667 } },
      supported: { value: 35 },
      heard: { value: 25 },
      moved: { value: 10 },
      heardShare: { value: 0.7143, low: 0.5495, high: 0.8367 },
      reach: { value: 0.4, low: 0.234, high: 0.5926 },
      compromises: {
        into: { value: 20 },
        away: { value: 10 },
        about: { value: 30 },
        intoShare: { value: 0.6667, low: 0.4878, high: 0.8077 },
        usedMoreThanWanted: true,
      },
      verdict: { named: true, because: 'used-more-than-wanted-and-below' },
    })
    t.same(bands[1], {
      age: '65+',
      supported: { value: 30 },
      heard: { value: 20 },
      moved: { value: 5 },
      heardShare: { value: 0.6667, low: 0.4878, high: 0.8077 },
      reach: { value: 0.25, low: 0.1119, high: 0.4687 },
      areaReach: { value: 0.75, low: 0.5981, high: 0.8581 },
      standing: 'below',
    })
    t.match(bands[0], { age: '18-64', standing: 'withheld', areaReach: { value: 0.5 } })
    t.match(of('supported-living').compromises, { away: withheld, intoShare: { value: 1, low: 0.8389, high: 1 } }, 'too few went without')
    const verdicts = ['supported-living', 'home-care', 'day-support', 'nursing', 'extra-care', 'community', 'housing'].map((sector) => [
      sector,
      of(sector).verdict,
    ])
    t.same(verdicts, [
      ['supported-living', { named: true, because: 'used-more-than-wanted-and-below' }],
      ['home-care', { named: false, because: 'not-below' }],
      ['day-support', { named: false, because: 'too-few-heard' }],
      ['nursing', { named: false, because: 'withheld' }],
      ['extra-care', { named: false, because: 'not-used-more-than-wanted' }],
      ['community', { named: false, because: 'never-named' }],
      ['housing', { named: false, because: 'withheld' }],
    ])
  },
)

t.test('as known at an edition it is what was published then, and a month that is not in yet says so', async (t) => {
  const { get } = await withPublished(t, [
    ['supported', '2026-03', 50, { edition: '2026-04' }],
    ['supported', '2026-03', 60],
    ['supported', '2026-03', 10, { area: 'X10000100' }],
  ])
  const people = async (query: string, area = county) => {
    const { body } = await get(`/commissioner/areas/${area}/support?${query}`, carol)
    return [body.at, body.knownAt, body.all.people]
  }
  t.same(await people('at=2026-03'), ['2026-03', '2026-05', { value: 60 }])
  t.same(await people('at=2026-03&knownAt=2026-04'), ['2026-03', '2026-04', { value: 50 }])
  t.same(await people('knownAt=2026-04'), ['2026-03', '2026-04', { value: 50 }], 'the last month that this edition has')
  t.same(await people('at=2026-05'), ['2026-05', '2026-05', { value: null, why: 'not-yet-in' }])
  t.same(await people('at=2026-04&knownAt=2026-04'), ['2026-04', '2026-04', { value: null, why: 'not-yet-in' }])
  t.same(await people('at=2026-03', 'X10000100'), ['2026-03', '2026-05', { value: 10 }])
  const body = (await get(`/commissioner/areas/${county}/support?at=2026-05`, carol)).body
  t.match(body.sectors[15], { verdict: { named: false, because: 'not-yet-in' }, compromises: { usedMoreThanWanted: null } })
})

t.test('use and reach as a table', async (t) => {
  const { get } = await withPublished(t, published)
  const { headers, body } = await get(`/commissioner/areas/${county}/support?at=2026-04`, carol, { accept: 'text/csv' })
  t.equal(headers['content-disposition'], 'attachment; filename="support-X10000001-2026-04.csv"')
  const table = parse(body, { columns: true }) as Record<string, string>[]
  t.equal(table.length, 29 * 3, 'all together and 28 sectors, each with two age bands')
  const line = (sector: string, age: string) => table.find((one) => one.sector === sector && one.age === age)
  t.match(line('residential', ''), {
    area: county,
    at,
    knownAt: '2026-05',
    people: '40',
    peopleShare: '0.4',
    hours: '*',
    hoursShare: '*',
    costShare: '0.6667',
    reach: '0.4',
    reachLow: '0.234',
    reachHigh: '0.5926',
    into: '20',
    away: '10',
    about: '30',
    intoLow: '0.4878',
    usedMoreThanWanted: 'true',
    named: 'true',
    because: 'used-more-than-wanted-and-below',
    areaReach: '',
  })
  t.match(line('residential', '65+'), { people: '', supported: '30', reachHigh: '0.4687', areaReach: '0.75', standing: 'below', named: '' })
  t.match(line('home-care', '65+'), { moved: '15', standing: 'not-below' })
  t.match(line('day-support', '18-64'), { moved: '*', reach: '*', reachLow: '*', standing: 'withheld' })
  t.match(line('', ''), { people: '100', peopleShare: '', reach: '0.6667' })
})

t.test('an area out of reach, an edition that is not made and what is not understood are refused', async (t) => {
  const { get } = await withPublished(t, [['supported', '2026-03', 50]])
  const eastmere = { ...carol, areas: ['X10000100'] }
  for (const area of [county, 'X99999999']) {
    t.match(await get(`/commissioner/areas/${area}/support`, eastmere), { status: 403, body: { code: 'out-of-reach' } })
  }
  const wrong: [query: string, path: string][] = [
    ['knownAt=2026-06', 'knownAt'],
    ['at=2026', 'at'],
    ['at=2026-03&by=age', 'by'],
  ]
  for (const [query, path] of wrong) {
    const { status, body } = await get(`/commissioner/areas/${county}/support?${query}`, carol)
    t.same([status, body.code], [400, 'not-understood'], query)
    t.match(body.errors, [{ path: new RegExp(`${path}$`) }])
  }
})

t.test('where no edition has been made there is nothing yet', async (t) => {
  const { get } = await withApp(t)
  const { body } = await get(`/commissioner/areas/${county}/support`, carol)
  t.match(body, { at: null, knownAt: null, all: { people: { value: null, why: 'not-yet-in' } } })
})
