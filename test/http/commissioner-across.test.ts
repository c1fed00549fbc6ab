import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { carol, county } from '../support/published.ts'

const wards = ['X10000101', 'X10000102', 'X10000201', 'X10000202']
const born = [2015, 1980, 1950, undefined]
const mine = { saidBy: { who: 'person' as const } }
const led = { ledBy: 'person' as const }
const on = (from: string) => ({ happened: { from } })

/**
 * Sixty-four people, four of each ward and age. All have had home care since June 2025, and a goal and a want of their own since February 2026, half of them one that
 * nobody had asked for. Half of them moved to a care home in March; of the others half came nearer to their goal. And the editions up to April's.
 */
async function withSixtyFour(t: Test) {
  let now = '2026-03-20T10:00:00.000Z'
  const service = await withApp(t, { clock: () => new Date(now) })
  for (let i = 0; i < 64; i += 1) {
    const [care, home, goal] = [randomUUID(), randomUUID(), randomUUID()]
    const first = met(wards[i % 4])
    const [moves, nearer] = [i % 32 < 16, i < 32]
    const entries = [
      { ...first, ...on('2025-05'), facts: { ...first.facts, birthYear: born[Math.floor(i / 4) % 4] } },
      ask('SupportStarted', { support: care, sector: 'home-care', hoursPerWeek: 10, costPerWeek: 200 }, { ...on('2025-06-02'), ...led }),
      ask(
        'GoalVoiced',
        { goal, lifeArea: 'fun', whose: 'person', towards: 'change' },
        { ...on('2026-02-02'), ...mine, words: { goal: 'The choir' } },
      ),
      ask(
        'WantVoiced',
        { want: randomUUID(), lifeArea: 'home', sector: 'shared-lives', ...(i < 32 && { neverAsked: 'did-not-know' }) },
        { ...on('2026-02-02'), ...mine, words: { want: 'Somebody else’s kitchen table' } },
      ),
      ...(moves
        ? movedOn('2026-03-09', { care, home })
        : [ask('GoalProgressed', { goal, says: nearer ? 'nearer' : 'same' }, { ...on('2026-03-10'), ...mine })]),
    ]
    t.equal((await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries })).status, 201)
  }
  now = '2026-05-02T10:00:00.000Z'
  await service.post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })
  const read = async (route: string) => (await service.get(`/commissioner/areas/${county}/${route}`, carol)).body
  for (let tries = 0; tries < 400 && (await read('support')).knownAt !== '2026-04'; tries += 1) await setTimeout(50)
  return read
}

function movedOn(day: string, { care, home }: { care: string; home: string }) {
  const wanted = { compromise: randomUUID(), wantedSector: 'shared-lives', givenSector: 'residential' }
  return [
    ask('SupportEnded', { support: care, planned: true }, { ...on('2026-03-06'), ...led }),
    ask('SupportStarted', { support: home, sector: 'residential', costPerWeek: 900 }, { ...on(day), ...led }),
    ask('CompromiseMade', wanted, { ...on(day), ...mine, ...led }),
  ]
}

t.test('what was written down of sixty-four people can be read across the county', async (t) => {
  const read = await withSixtyFour(t)
  const support = await read('support?at=2026-03')
  t.match(support, { at: '2026-03', knownAt: '2026-04' })
  // Of 64, 32 have home care at 200 and 10 hours, and 32 live in a care home at 900: 35,200. Reach asks of home care alone, where 16 of 32 came nearer. To the
  // nearest five 64 is 65, 32 is 30 and 16 is 15.
  t.match(support.all, { people: { value: 65 }, hours: { value: 320 }, cost: { value: 35_200 } })
  t.match(support.all, { supported: { value: 30 }, heard: { value: 30 }, moved: { value: 15 }, reach: { value: 0.5 } })
  const of = (sector: string) => support.sectors.find((one: { sector: string }) => one.sector === sector)
  // 30 of 65, and 6,400 of 35,200. With 15 of 30: 0.5 ± 1.96 × √(0.25/30 + z²/3,600) / (1 + z²/30).
  t.match(of('home-care'), {
    people: { value: 30 },
    shares: { people: { value: 0.4615 }, cost: { value: 0.1818 } },
    reach: { value: 0.5, low: 0.3315, high: 0.6685 },
    verdict: { named: false },
  })
  t.match(of('residential'), {
    people: { value: 30 },
    cost: { value: 28_800 },
    supported: { value: null, why: 'withheld' },
    compromises: { into: { value: 30 }, usedMoreThanWanted: true },
    verdict: { named: false, because: 'withheld' },
  })

  const gaps = await read('gaps?from=2026-03&to=2026-03')
  t.match(gaps.total, { open: { value: 65 }, neverAsked: [{ period: '2026-03', value: null, why: 'withheld' }] })
  t.match(gaps.gaps, [{ lifeArea: 'home', sector: 'shared-lives', open: { value: 65 }, why: [{ why: 'not-answered', value: 65 }] }])
  const quarter = await read('gaps?from=2026-01&to=2026-03')
  const because = [{ neverAsked: 'did-not-know', points: [{ period: '2026-Q1', value: 30 }] }]
  t.match(quarter.gaps, [{ neverAsked: [{ value: 30 }], neverAskedBecause: because }])

  const flows = await read('flows?from=2026-01&to=2026-03')
  t.match(flows.total, [{ period: '2026-Q1', value: 30 }])
  t.match(flows.moves, [{ outOf: 'home-care', into: 'residential', points: [{ value: 30 }] }])

  // Five of 30 people have 4,800 of 28,800: a tenth of 24,000 to 33,600.
  const shift = await read('shift?from=residential&to=home-care&percent=10&at=2026-03')
  t.match(shift, { money: { low: 2400, high: 3360 }, from: { people: { low: 2, high: 4 } } })
})
