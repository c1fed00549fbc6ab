import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { allShown, houseOn, standing } from './support/house.ts'
import { endWell, judge, lyingIn } from './support/judge.ts'
import { withOwnPostgres } from './support/own-postgres.ts'
import { begin } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting } from './support/writers.ts'

// Here PostgreSQL is somewhere else, and started again by whoever watches over it; where the service started it itself, test/serve.test.ts and test/store/embedded.test.ts
// hold that the service ends with it and finds everything at its next start.

const kills = 12 * longer

t.test(`PostgreSQL killed at ${kills} random moments under writers: told to come again, and the service goes on by itself`, async (t) => {
  const chance = drawn(t, 'postgres-killed')
  const postgres = await withOwnPostgres(t)
  const house = await houseOn(t, postgres)
  const service = begin(house)
  t.teardown(() => service.process.kill('SIGKILL'))
  const address = await service.ready
  const writers = keepWriting({ address: () => address, headers: house.headers, chance, deadline: 18_000 })
  let longest = 0
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(chance.int(0, 1_200))
    await postgres.kill()
    if (kill % 4 === 0) {
      const now = await standing(address)
      t.match(now, { status: 503, body: { ready: false, record: 'out of reach' } }, 'it says that it is not ready')
    } else await sleep(chance.int(0, 500))
    await postgres.start()
    const recorded = writers.acknowledged()
    longest = Math.max(longest, await until('somebody is told again that it is recorded', () => writers.acknowledged() > recorded))
  }
  await sleep(1_000)
  await writers.stop()
  await until('every view shows all there is', () => allShown(address))
  t.comment(`after PostgreSQL was there again it took ${longest} ms at most until something was recorded`)
  t.equal(service.process.exitCode, null, 'the service was never started again')
  judge(t, writers, await lyingIn(postgres.ownerUrl))
  t.ok((writers.answers.get('503 store-unavailable') ?? 0) > 0, 'while it was away people were told to send it again')
  await endWell(t, house, [service])
})
