import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { allShown, houseOn, standing } from './support/house.ts'
import { endWell, judge, lyingIn } from './support/judge.ts'
import { withOwnPostgres } from './support/own-postgres.ts'
import { begin } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { smallDisk } from './support/small-disk.ts'
import { keepWriting } from './support/writers.ts'

t.test(
  'where the disk of PostgreSQL is full people are told to send it again, and once there is room the service goes on by itself',
  async (t) => {
    const chance = drawn(t, 'disk-full')
    const disk = await smallDisk(t, 256, import.meta.filename)
    if (typeof disk === 'string') return void t.plan(0, disk)
    if ('command' in disk) return void (await t.spawn(disk.command, disk.args, { env: disk.env, timeout: 600_000 }, 'on a disk of its own'))
    // It comes to new files of its log soon, which is where a full disk hurts most.
    const settings = { max_wal_size: '64MB', min_wal_size: '32MB', checkpoint_timeout: '30s' }
    const postgres = await withOwnPostgres(t, { above: disk.folder, settings })
    const house = await houseOn(t, postgres)
    const service = begin(house)
    t.teardown(() => service.process.kill('SIGKILL'))
    const address = await service.ready
    const writers = keepWriting({ address: () => address, headers: house.headers, chance, deadline: 18_000 })
    const recorded = () => (writers.answers.get('201') ?? 0) + (writers.answers.get('200') ?? 0)
    const refused = () => writers.answers.get('503 store-unavailable') ?? 0

    for (let round = 0; round < 2 * longer; round += 1) {
      await sleep(2_000)
      await disk.fill(chance.int(0, 4) * 1_000_000)
      const refusedBefore = refused()
      await until('somebody is told to send it again', () => refused() > refusedBefore + 20, 60_000)
      await sleep(2_000)
      const goesOn = await postgres.isRunning()
      const now = await standing(address)
      t.comment(
        `full: PostgreSQL ${goesOn ? 'goes on' : 'has ended'}; health says ${now?.status} ${JSON.stringify(now?.body).slice(0, 200)}`,
      )
      t.match(
        now,
        { status: 503, body: { ready: false, record: goesOn ? 'cannot be written to' : 'out of reach' } },
        'it says that it is not ready',
      )
      await disk.free()
      if (!(await postgres.isRunning())) await postgres.start()
      const before = recorded()
      t.comment(`recorded again ${await until('something is recorded again', () => recorded() > before + 20)} ms after there was room`)
    }
    await sleep(1_000)
    await writers.stop()
    await until('every view shows all there is', () => allShown(address), 60_000)
    t.equal(service.process.exitCode, null, 'the service was never started again')
    judge(t, writers, await lyingIn(postgres.ownerUrl))
    await endWell(t, house, [service])
  },
)
