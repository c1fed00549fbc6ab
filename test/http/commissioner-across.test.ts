import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { carol, county } from '../support/published.ts'

const wards = ['X10000101', 'X10000102', 'X10000201', 'X10000202']
const born = [2015, 1980, 1950, undefined]
const mine = { saidBy: { who: 'person' as const } }
const theirs = { ledBy: 'person' as const }
const on = (from: string) => ({ happened: { from } })

/**
 * Forty people, ten of each ward and of each age. All have had home care since June 2025, and a goal and a want of their own since February 2026, half of them one
 * that nobody had asked for. Half of them moved to a care home in March; of the others half came nearer to their goal. And the editions up to April's.
 */
async function withForty(t: Test) {
  let now = '2026-03-20T10:00:00.000Z'
  const service = await withApp(t, { clock: () => new Date(now) })
  for (let i = 0; i < 40; i += 1) {
    const [care, home, goal] = [randomUUID(), randomUUID(), randomUUID()]
    const first = met(wards[i % 4])
    const moves = i % 8 < 4
    const entries = [
      { ...first, ...on('2025-05'), facts: { ...first.facts, birthYear: born[Math.floor(i / 4) % 4] } },
      ask('SupportStarted', { support: care, sector: 'home-care', hoursPerWeek: 10, costPerWeek: 200 }, { ...on('2025-06-02'), ...theirs }),
      ask(
        'GoalVoiced',
        { goal, lifeArea: 'fun', whose: 'person', towards: 'change' },
        { ...on('2026-02-02'), ...mine, words: { goal: 'The choir' } },
      ),
      ask(
        'WantVoiced',
        { want: randomUUID(), lifeArea: 'home', sector: 'shared-lives', ...(i % 2 === 0 && { neverAsked: 'did-not-know' }) },
        { ...on('2026-02-02'), ...mine, words: { want: 'Somebody else’s kitchen table' } },
      ),
      ...(moves
        ? [
            ask('SupportEnded', { support: care, planned: true }, { ...on('2026-03-06'), ...theirs }),
            ask('SupportStarted', { support: home, sector: 'residential', costPerWeek: 900 }, { ...on('2026-03-09'), ...theirs }),
            ask(
              'CompromiseMade',
              { compromise: randomUUID(), wantedSector: 'shared-lives', givenSector: 'residential' },
              { ...on('2026-03-09'), ...mine, ...theirs },
            ),
          ]
        : [ask('GoalProgressed', { goal, says: i % 2 === 0 ? 'nearer' : 'same' }, { ...on('2026-03-10'), ...mine })]),
    ]
    t.equal((await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries })).status, 201)
  }
  now = '2026-05-02T10:00:00.000Z'
  await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })
  const read = async (route: string) => (await service.get(`/commissioner/areas/${county}/${route}`, carol)).body
  for (let tries = 0; tries < 200 && (await read('support')).knownAt !== '2026-04'; tries += 1) await setTimeout(50)
  return read
}

t.test('what was written down of forty people can be read across the county', async (t) => {
  const read = await withForty(t)
  const support = await read('support?at=2026-03')
  t.match(support, { at: '2026-03', knownAt: '2026-04' })
  // Twenty with home care at 200 and 10 hours, twenty in a care home at 900; reach asks of home care alone, where ten of twenty came nearer.
  t.match(support.all, {
    people: { value: 40 },
    hours: { value: 200 },
    cost: { value: 22_000 },
    supported: { value: 20 },
    heard: { value: 20 },
    moved: { value: 10 },
  })
  const of = (sector: string) => support.sectors.find((one: { sector: string }) => one.sector === sector)
  t.match(of('home-care'), {
    people: { value: 20 },
    shares: { people: { value: 0.5 }, cost: { value: 0.1818 } },
    heardShare: { value: 1, low: 0.8389, high: 1 },
  })
  t.match(of('home-care'), { reach: { value: 0.5, low: 0.2993, high: 0.7007 }, verdict: { named: false } })
  t.match(of('residential'), {
    people: { value: 20 },
    cost: { value: 18_000 },
    supported: { value: null },
    compromises: { into: { value: 20 } },
  })

  const gaps = await read('gaps?from=2026-03&to=2026-03')
  t.match(gaps.total, { open: { value: 40 }, neverAsked: [{ period: '2026-03', value: null, why: 'withheld' }] })
  t.match(gaps.gaps, [{ lifeArea: 'home', sector: 'shared-lives', open: { value: 40 }, why: [{ why: 'not-answered', value: 40 }] }])
  const quarter = await read('gaps?from=2026-01&to=2026-03')
  t.match(quarter.gaps, [
    { neverAsked: [{ value: 20 }], neverAskedBecause: [{ neverAsked: 'did-not-know', points: [{ period: '2026-Q1', value: 20 }] }] },
  ])

  const flows = await read('flows?from=2026-01&to=2026-03')
  t.match(flows.total, [{ period: '2026-Q1', value: 20 }])
  t.match(flows.moves, [{ outOf: 'home-care', into: 'residential', points: [{ value: 20 }] }])

  // A tenth of 17,950 to 18,050: 1,795 to 1,805. For that there are 13 to 27 people for 3,950 to 4,050: 5.76 to 12.34.
  const shift = await read('shift?from=residential&to=home-care&percent=10&at=2026-03')
  t.match(shift, { money: { low: 1795, high: 1805 }, to: { people: { low: 5, high: 13 } } })
})
