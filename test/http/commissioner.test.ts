import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { measureNames } from '../../src/domain/measures.ts'
import { type Answer, withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const carol = { sub: 'carol', roles: ['commissioner'] }
const quayside = '/commissioner/areas/X10000101/trends'
const mine = { saidBy: { who: 'person' as const } }

/**
 * Eight people of Quayside, of Mill Lane and of Abbey Fields and seven of Heath End, of every age in turn, each with a goal at home, met and heard in March 2026; and the editions of March
 * and April.
 */
async function withMarch(t: Test) {
  let now = '2026-03-10T10:00:00.000Z'
  const service = await withApp(t, { clock: () => new Date(now) })
  const march = { happened: { from: '2026-03' } }
  const write = (person: string, ...entries: object[]) => service.post(`/practitioner/people/${person}/entries`, { entries })
  const wards = ['X10000101', 'X10000102', 'X10000202', 'X10000201'].flatMap((area) => Array<string>(8).fill(area)).slice(0, -1)
  for (const [i, area] of wards.entries()) {
    const goal = randomUUID()
    const { facts, ...first } = met(area)
    await write(
      randomUUID(),
      { ...first, ...march, facts: { ...facts, birthYear: [2015, 1980, undefined, 1950][i % 4] } },
      ask('ConversationHeld', {}, march),
      voiced(goal, 'My own front door', march),
      ask(
        'WantVoiced',
        { want: randomUUID(), lifeArea: 'fun', sector: 'community' },
        { ...march, ...mine, words: { want: 'The five-a-side' } },
      ),
    )
  }
  now = '2026-05-02T10:00:00.000Z'
  await write(randomUUID(), met('X10000202'))
  const made = async () => (await service.get(`${quayside}?measure=people-met&from=2026-03&to=2026-03`, carol)).body.knownAt
  for (let tries = 0; tries < 400 && (await made()) !== '2026-04'; tries += 1) await setTimeout(50)
  return service
}

/** What is in an answer's series, key by key. */
const values = ({ body }: Answer) =>
  body.series.map(({ key, points }: { key?: string; points: { value: number | null; why?: string }[] }) => [
    ...(key === undefined ? [] : [key]),
    ...points.map(({ value, why }) => value ?? why),
  ])

t.test('a trend is read from the editions that were made', async (t) => {
  const { get } = await withMarch(t)
  const { status, body } = await get(`${quayside}?measure=people-heard&from=2026-02&to=2026-05`, carol)
  t.equal(status, 200)
  t.same(body, {
    area: 'X10000101',
    measure: 'people-heard',
    unit: 'people',
    per: 'month',
    knownAt: '2026-04',
    series: [
      {
        points: [
          { period: '2026-02', value: null, why: 'withheld' },
          { period: '2026-03', value: 10 },
          { period: '2026-04', value: null, why: 'not-yet-in' },
          { period: '2026-05', value: null, why: 'not-yet-in' },
        ],
      },
    ],
    spc: { why: 'withheld' },
    placeEvents: [],
  })
  const trend = (query: string, area = 'X10000101') => get(`/commissioner/areas/${area}/trends?${query}`, carol)
  t.same(values(await trend('measure=people-heard&from=2026-03&to=2026-03', 'X10000201')), [['withheld']], 'seven people')
  t.same(values(await trend('measure=people-heard&from=2026-03&to=2026-03', 'X10000001')), [[30]], '31 in the county')
  t.same(values(await trend('measure=people-heard&from=2026-03&to=2026-03&knownAt=2026-03')), [['not-yet-in']])
  t.same(values(await trend('measure=people-heard&from=2026-01&to=2026-04&per=quarter')), [[10, 'not-yet-in']])
  const byLifeArea = values(await trend('measure=goals-voiced&by=lifeArea&from=2026-03&to=2026-03'))
  t.equal(byLifeArea.length, 15)
  t.same(
    byLifeArea.filter(([, value]: unknown[]) => value !== 'withheld'),
    [['home', 10]],
  )
  t.same(values(await trend('measure=wants-open&by=age&from=2026-03&to=2026-03', 'X10000001')), [
    ['under-18', 10],
    ['18-64', 10],
    ['65+', 'withheld'],
    ['not-known', 10],
  ])
})

t.test('the tree of areas is what is in reach, and a measure says what it means', async (t) => {
  const { get } = await withApp(t)
  t.same((await get('/commissioner/areas', { ...carol, areas: ['X10000100'] })).body, {
    areas: [
      { code: 'X10000100', name: 'Eastmere', kind: 'district' },
      { code: 'X10000101', name: 'Quayside', kind: 'ward', parent: 'X10000100' },
      { code: 'X10000102', name: 'Mill Lane', kind: 'ward', parent: 'X10000100' },
    ],
  })
  const { body } = await get('/commissioner/measures', carol)
  t.same(
    body.measures.map(({ measure }: { measure: string }) => measure),
    measureNames,
  )
  t.same(
    body.measures.find(({ measure }: { measure: string }) => measure === 'hours-per-week'),
    {
      measure: 'hours-per-week',
      meaning: 'Hours in a week of all supports that are running, where they were said',
      unit: 'hours',
      kind: 'now',
      dimensions: ['sector', 'age'],
      direction: 'neutral',
    },
  )
})

t.test('an area out of reach is answered like one that is not there', async (t) => {
  const { get } = await withApp(t)
  const eastmere = { ...carol, areas: ['X10000100'] }
  const query = 'measure=people-met&from=2026-03&to=2026-03'
  const answers = await Promise.all(
    ['X10000200', 'X10000201', 'X10000001', 'X99999999'].map((area) => get(`/commissioner/areas/${area}/trends?${query}`, eastmere)),
  )
  for (const { status, body } of answers) {
    t.equal(status, 403)
    t.equal(body.code, 'out-of-reach')
    t.same(body, answers[0]?.body)
  }
  t.equal((await get(`/commissioner/areas/X10000102/trends?${query}`, eastmere)).status, 200)
  t.equal((await get(`/commissioner/areas/X10000102/trends?${query}`, { ...carol, areas: [] })).status, 403)
})

t.test('what is not understood is a 400 that says where', async (t) => {
  const { get } = await withApp(t)
  const wrong: [query: string, path: string][] = [
    ['from=2026-01&to=2026-02', 'measure'],
    ['measure=sadness&from=2026-01&to=2026-02', 'measure'],
    ['measure=people-met&to=2026-02', 'from'],
    ['measure=people-met&from=2026-13&to=2026-02', 'from'],
    ['measure=people-met&from=2026-01-01&to=2026-02', 'from'],
    ['measure=people-met&from=2026-03&to=2026-02', 'to'],
    ['measure=people-met&from=2016-01&to=2026-01', 'to'],
    ['measure=people-met&from=2026-01&to=2026-02&per=week', 'per'],
    ['measure=people-met&from=2026-01&to=2026-02&by=mood', 'by'],
    ['measure=people-met&from=2026-01&to=2026-02&by=lifeArea', 'by'],
    ['measure=wants-open&from=2016-02&to=2026-01&by=lifeAreaSector', 'to'],
    ['measure=people-met&from=2026-01&to=2026-02&knownAt=2026-01-01', 'knownAt'],
    ['measure=people-met&from=2026-01&to=2026-02&knownAt=2026-01', 'knownAt'],
    ['measure=people-met&from=2026-01&to=2026-02&postcode=XA11AA', 'postcode'],
  ]
  for (const [query, path] of wrong) {
    const { status, body } = await get(`${quayside}?${query}`, carol)
    t.equal(status, 400, query)
    t.equal(body.code, 'not-understood')
    t.match(body.errors, [{ path: new RegExp(`${path}$`) }], path)
  }
  t.equal((await get('/commissioner/areas/Quayside/trends?measure=people-met&from=2026-01&to=2026-02', carol)).status, 400)
  t.equal((await get(`${quayside}?measure=people-met&from=2016-02&to=2026-01`, carol)).status, 200, 'ten years')
  const many = `${quayside}?measure=wants-open&from=2026-02&to=2026-03&by=lifeAreaSector`
  t.same((await get(many, carol)).body.series, [], 'nothing is shown of any life area with a sector')
})
