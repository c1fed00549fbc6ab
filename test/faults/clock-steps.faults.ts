import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { met } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { allShown, houseOn } from './support/house.ts'
import { endWell, judge, lyingIn } from './support/judge.ts'
import { begin } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting } from './support/writers.ts'

// The clock that is stepped is the service's own, of all its threads (`support/stepped-clock.ts`). From that of the database nothing is taken that is recorded; what one clock does to one
// entry is in test/store/contract.ts.

const preload = new URL('./support/stepped-clock.ts', import.meta.url).href
const hour = 3_600_000

async function withClock(t: Test, more: Record<string, string> = {}) {
  const database = await withDatabase(t)
  const house = await houseOn(t, database)
  const FAULTS_CLOCK = path.join(house.folder, 'clock')
  const step = async (by: number) => {
    await writeFile(FAULTS_CLOCK, String(by))
    await sleep(100)
  }
  await step(0)
  const service = begin({ settings: { ...house.settings, FAULTS_CLOCK, ...more }, preload })
  t.teardown(() => service.process.kill('SIGKILL'))
  return { database, house, service, step, address: await service.ready }
}

t.test(
  'the clock goes back an hour, forward a day and back again under writers: nothing is lost, and no entry was recorded before the one before it',
  async (t) => {
    const chance = drawn(t, 'clock')
    const { database, house, service, step, address } = await withClock(t)
    // Tokens that hold for two days: a service that lives tomorrow takes no others.
    const headers = await house.headersOf({ expires: '48h' })
    const writers = keepWriting({ address: () => address, headers, chance, deadline: 18_000 })
    for (const by of [0, -hour, 24 * hour, -hour, 0, ...Array.from({ length: 4 * (longer - 1) }, () => chance.int(-24, 24) * hour)]) {
      await step(by)
      const before = writers.acknowledged()
      await until(
        `something is recorded where the clock is ${by / hour} hours from where it should be`,
        () => writers.acknowledged() > before + 50,
      )
      await until('every view shows all there is', () => allShown(address))
    }
    await writers.stop()
    await until('every view shows all there is', () => allShown(address))
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<{ back: number; ahead: string }>(
      'select count(*) filter (where at < before)::int as back, (max(at) - min(at))::text as ahead from (select at, lag(at) over (order by position) as before from record) as each',
    )
    await owner.end()
    t.equal(rows[0]?.back, 0, `the times of the record never go back; from the first to the last they go on by ${rows[0]?.ahead}`)
    judge(t, writers, await lyingIn(database.ownerUrl))
    await endWell(t, house, [service])
  },
)

t.test('where the clock goes back, nobody who waits for a view or was held back for asking too much waits any longer for it', async (t) => {
  const { house, service, step, address } = await withClock(t, { RATE_LIMIT: '60' })
  const sam = randomUUID()
  const url = `${address}/practitioner/people/${sam}`
  const { headers } = house
  t.equal((await fetch(`${url}/entries`, { method: 'POST', headers, body: JSON.stringify({ entries: [met()] }) })).status, 201)

  const began = performance.now()
  const behind = fetch(`${url}?atLeast=999999999`, { headers })
  await sleep(500)
  await step(-hour)
  t.match(await (await behind).json(), { status: 503, code: 'view-behind' })
  const took = performance.now() - began
  t.ok(took < 7_000, `a view is waited for by a clock that nobody sets: ${Math.round(took)} ms`)

  await step(0)
  const ask = async () => {
    const answer = await fetch(url, { headers })
    await answer.arrayBuffer()
    return answer
  }
  await until('too much was asked', async () => (await ask()).status === 429)
  await step(-hour)
  const held = await ask()
  t.equal(held.status, 429)
  t.ok(
    Number(held.headers.get('retry-after')) <= 60,
    `they may ask again after ${held.headers.get('retry-after')} s, and no more than a minute`,
  )
  t.equal(await service.end('SIGTERM'), 0)
})
