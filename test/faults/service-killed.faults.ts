import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { allShown, houseOn } from './support/house.ts'
import { endWell, judge, lyingAt, lyingIn } from './support/judge.ts'
import { begin } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting } from './support/writers.ts'

// What one kill at one place does is in test/serve.test.ts (embedded), test/forgetting-killed.test.ts and test/store/looks-killed.test.ts. Here the moments are drawn.

for (const [home, kills] of [
  ['PostgreSQL', 50],
  ['KurrentDB', 10],
] as const) {
  t.test(`the service killed at ${kills * longer} random moments under writers at full speed, the record in ${home}`, async (t) => {
    const chance = drawn(t, home)
    const database = await withDatabase(t)
    const kurrentdbUrl = home === 'KurrentDB' ? (await withKurrentDb(t)).standIn.url : undefined
    const house = await houseOn(t, { ...database, kurrentdbUrl })
    let service = begin(house)
    t.teardown(() => service.process.kill('SIGKILL'))
    let address = await service.ready
    // The first one ends in peace, and leaves behind what Node compiled.
    await service.end('SIGTERM')
    // Started again it listens where it did, as a service does behind an address.
    const settings = { ...house.settings, PORT: new URL(address).port }
    service = begin({ settings })
    const writers = keepWriting({ address: () => address, headers: house.headers, chance })

    for (let kill = 0; kill < kills * longer; kill += 1) {
      // Every fifth is killed before it is ready.
      if (kill % 5 === 4) await sleep(chance.int(0, 1_500))
      else {
        address = await service.ready
        await sleep(chance.int(0, 1_200))
      }
      await service.end('SIGKILL')
      service = begin({ settings })
    }
    address = await service.ready
    await sleep(1_000)
    await writers.stop()
    const shownIn = await until('every view shows all there is', () => allShown(address))
    t.comment(`every view showed all there is ${shownIn} ms after the last writer stopped`)

    judge(t, writers, kurrentdbUrl ? await lyingAt(kurrentdbUrl) : await lyingIn(database.ownerUrl))
    await endWell(t, house, [service])
  })
}
