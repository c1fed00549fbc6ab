import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { areaCounts } from '../../projections/area-counts.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

const carol = { sub: 'carol', roles: ['commissioner'] }
const wyn = { sub: 'wyn', roles: ['steward'] }
const march = { happened: { from: '2026-03' } }

t.test(
  'of whom is forgotten every number goes on in the county; in wards, districts and ages it goes from that edition on, and what was published stays',
  async (t) => {
    let now = '2026-03-31T10:00:00.000Z'
    const { get, post, settled, database, record } = await withApp(t, { clock: () => new Date(now) })
    const births = [2015, 1980, 1950, undefined]
    const people = Array.from({ length: 256 }, () => randomUUID())
    const wards = ['X10000101', 'X10000102', 'X10000201', 'X10000202']
    // In March 64 are met and heard in each ward, those of Quayside first, of every age in turn.
    for (const [i, person] of people.entries()) {
      const { facts, ...first } = met(wards[Math.floor(i / 64)])
      const entries = [{ ...first, ...march, facts: { ...facts, birthYear: births[i % 4] } }, ask('ConversationHeld', {}, march)]
      t.equal((await post(`/practitioner/people/${person}/entries`, { entries })).status, 201)
    }
    now = '2026-05-10T10:00:00.000Z'
    const { pool } = database.open('owner')
    const published = async (upTo: string) =>
      (await pool.query('select * from area_published_v1 where edition <= $1 order by 1, 2, 3, 4, 5, 6, 7', [upTo])).rows
    await settled()
    const trend = async (area: string, query = '') =>
      (await get(`/commissioner/areas/${area}/trends?measure=people-heard&from=2026-03&to=2026-03${query}`, carol)).body
    const untilMade = async (edition: string) => {
      for (let tries = 0; tries < 400 && (await trend('X10000001')).knownAt !== edition; tries += 1) await setTimeout(25)
    }
    await post(`/practitioner/people/${randomUUID()}/entries`, { entries: [{ ...met('X10000202'), happened: { from: '2026-05-01' } }] })
    await untilMade('2026-04')
    const inApril = await published('2026-04')
    t.equal(inApril.length > 0, true)

    for (const person of people.slice(0, 20))
      t.match(await post(`/steward/people/${person}/forget`, { ground: 'kept-long-enough' }, wyn), { status: 200 })
    await settled()
    /** How many were heard in March as known at the end of an edition, as it is counted: where, and how old they are. */
    const counted = async (edition: string) => {
      const { rows } = await pool.query<{ area: string; key: string; people: number }>(
        `select area, key, sum(people)::int as people from area_delta_v1
       where measure = 'people-heard' and area in ('X10000101', 'X10000001') and period = '2026-03' and edition <= $1 group by area, key having sum(people) <> 0 order by area, key`,
        [edition],
      )
      return rows.map(({ area, key, people }) => [area, key, people])
    }
    const inQuayside = (each: number, notKnown = each) => [
      ['X10000101', '', 3 * each + notKnown],
      ...['18-64', '65+'].map((age) => ['X10000101', age, each]),
      ['X10000101', 'not-known', notKnown],
      ['X10000101', 'under-18', each],
    ]
    const all = inQuayside(16)
    const without = [['X10000001', '', 20], ['X10000001', 'not-known', 20], ...inQuayside(11)]
    t.same([await counted('2026-04'), await counted('2026-05')], [all, without])
    await rebuild({ db: database.open<never>('unfolding_projector').db as Db, record }, areaCounts)
    t.same([await counted('2026-04'), await counted('2026-05')], [all, without], 'built anew it is the same')

    now = '2026-06-10T10:00:00.000Z'
    await post(`/practitioner/people/${randomUUID()}/entries`, { entries: [{ ...met('X10000202'), happened: { from: '2026-06-01' } }] })
    await untilMade('2026-05')
    const value = async (area: string, query?: string) => (await trend(area, query)).series[0].points[0].value
    const [quayside, eastmere, county] = ['X10000101', 'X10000100', 'X10000001']
    t.same(
      [await value(quayside, '&knownAt=2026-04'), await value(eastmere, '&knownAt=2026-04'), await value(county, '&knownAt=2026-04')],
      [65, 130, 255],
      '64, 128, 256',
    )
    t.same([await value(quayside), await value(eastmere), await value(county)], [45, 110, 255], '44, 108, 256')
    t.same(await published('2026-04'), inApril, 'what was published before is as it was')
  },
)
