import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { roles } from '../../src/domain/lists.ts'
import { withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'

/** The service, and which rooms of the database somebody went into so far. */
async function withRooms(t: Test) {
  const service = await withApp(t)
  const { pool } = service.database.open('owner')
  async function goneInto(): Promise<string[]> {
    const { rows } = await pool.query<{ room: string }>(
      `select distinct replace(application_name, 'unfolding ', '') as room from pg_stat_activity
       where datname = current_database() and usename = 'unfolding_service' order by 1`,
    )
    return rows.map(({ room }) => room).filter((room) => roles.some((role) => role === room))
  }
  return { ...service, goneInto }
}

t.test('each room reads the database as its own role', async (t) => {
  const { get, post, settled, goneInto } = await withRooms(t)
  const person = randomUUID()
  const mentions = met('X10000101', `Sam, friend of {person:${randomUUID()}}`)
  t.equal((await post(`/practitioner/people/${person}/entries`, { entries: [mentions] })).status, 201)
  await settled()
  t.same(await goneInto(), [])
  t.equal((await get('/health/ready')).status, 200)
  t.same(await goneInto(), ['commissioner'])
  t.equal((await get(`/practitioner/people/${person}`)).status, 200)
  t.same(await goneInto(), ['commissioner', 'practitioner'])
  t.equal((await get(`/reviewer/people/${person}/profile`, { roles: ['reviewer'] })).status, 200)
  t.same(await goneInto(), ['commissioner', 'practitioner', 'reviewer'])
  t.equal((await get('/steward/same', { roles: ['steward'] })).status, 200)
  t.same(await goneInto(), ['commissioner', 'practitioner', 'reviewer', 'steward'])
})

t.test('published numbers are read in the room of the commissioner', async (t) => {
  const { get, goneInto } = await withRooms(t)
  const trends = '/commissioner/areas/X10000001/trends?measure=people-met&from=2026-01&to=2026-03'
  t.equal((await get(trends, { roles: ['commissioner'] })).status, 200)
  t.same(await goneInto(), ['commissioner'])
})
