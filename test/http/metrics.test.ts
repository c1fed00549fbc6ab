import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import t from 'tap'
import { metricsOf } from '../../src/http/metrics.ts'
import { openDatabase } from '../../src/store/database.ts'
import { Conflict, personStream, StoreUnavailable } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { met, voiced } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { amira, recordIn } from '../support/lives.ts'
import { caughtUp, ended, folder, start, tokenFor, writeOf } from '../support/service.ts'

const token = 'a-token-of-metrics'

t.test('how the service is can be read in numbers by whoever has the token, and says nothing of anybody', async (t) => {
  const dataDir = await folder(t)
  const { address, process } = await start(dataDir, { METRICS_TOKEN: token })
  t.teardown(() => ended(process, 'SIGTERM'))
  const headers = await tokenFor(dataDir)
  const person = randomUUID()
  await writeOf(address, headers, person, met(), voiced(randomUUID(), 'Planted-Goal'))
  await writeOf(address, headers, person, voiced(randomUUID(), 'the sea'))
  await caughtUp(address)

  const read = (authorization?: string) => fetch(`${address}/metrics`, { headers: authorization === undefined ? {} : { authorization } })
  t.same(
    [(await read()).status, (await read('Bearer not-that-token-at-all')).status, (await read(headers.authorization)).status],
    [401, 401, 401],
  )
  const answer = await read(`Bearer ${token}`)
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
  const said = await answer.text()
  const lines = said.split('\n')
  for (const line of [
    'unfolding_request_seconds_count{method="POST",route="/practitioner/people/:personId/entries",status="201"} 2',
    'unfolding_appends_total{outcome="kept"} 2',
    'unfolding_entries_kept_total 3',
    'unfolding_record_in_reach 1',
    ...['profile', 'caseload', 'household', 'unsettled', 'area-counts', 'area-places'].flatMap((view) => [
      `unfolding_view_lag_entries{view="${view}"} 0`,
      `unfolding_view_stopped{view="${view}"} 0`,
    ]),
    'unfolding_database_connections{room="record",state="waited for"} 0',
  ])
    t.ok(lines.includes(line), line)
  t.match(said, /^nodejs_eventloop_lag_p99_seconds /m)
  for (const word of [person, 'Planted', 'amira', 'the sea']) t.notOk(said.includes(word), `nothing of ${word}`)
})

t.test('where no token is set there is nothing to read', async (t) => {
  const dataDir = await folder(t)
  const { address, process } = await start(dataDir)
  t.teardown(() => ended(process, 'SIGTERM'))
  t.equal((await fetch(`${address}/metrics`, { headers: { authorization: 'Bearer undefined' } })).status, 404)
})

t.test(
  'what became of each append is counted, what is built anew is shown, and where the database is away all else still is',
  async (t) => {
    const database = await withDatabase(t)
    const nowhere = openDatabase<never>('postgres://nobody:at-all@127.0.0.1:1/nowhere', 'unfolding_commissioner')
    t.teardown(nowhere.close)
    const needs = {
      token,
      record: recordIn(database),
      projections: [],
      connections: () => [],
      shed: { inHand: () => 0, sentAway: { 'at once': 0, late: 0 } },
    }
    const stream = personStream(randomUUID())
    const kept = (said: string) => said.split('\n').filter((line) => /^unfolding_(appends|entries|rebuild|record)/.test(line))

    const here = metricsOf({ ...needs, db: database.open<never>('unfolding_commissioner').db })
    await here.record.append(stream, 0, [met(), voiced(randomUUID(), 'the sea')], { by: amira })
    await t.rejects(here.record.append(stream, 0, [met()], { by: amira }), Conflict)
    const { pool } = database.open('owner')
    await pool.query("insert into checkpoint (projection, version, building, position, up_to) values ('profile', 1, true, 20, 70)")
    t.same(kept(await readIn(here)), [
      'unfolding_appends_total{outcome="kept"} 1',
      'unfolding_appends_total{outcome="conflict"} 1',
      'unfolding_entries_kept_total 2',
      'unfolding_record_in_reach 1',
      'unfolding_rebuild_position{view="profile"} 20',
      'unfolding_rebuild_to_position{view="profile"} 70',
    ])

    const away = metricsOf({
      ...needs,
      db: nowhere.db,
      record: sealedRecord(postgresStore(nowhere), keysIn(nowhere, masterKeyFrom(Buffer.alloc(32, 7)))),
    })
    await t.rejects(away.record.append(stream, 2, [met()], { by: amira }), StoreUnavailable)
    t.same(kept(await readIn(away)), [
      'unfolding_appends_total{outcome="unavailable"} 1',
      'unfolding_entries_kept_total 0',
      'unfolding_record_in_reach 0',
    ])
  },
)

async function readIn({ metrics }: ReturnType<typeof metricsOf>): Promise<string> {
  const app = Fastify()
  metrics(app)
  const { body } = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } })
  return body
}
