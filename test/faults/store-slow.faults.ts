import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { allShown, houseOn, standing } from './support/house.ts'
import { endWell, judge, lyingAt, lyingIn } from './support/judge.ts'
import { begin } from './support/process.ts'
import { between } from './support/proxy.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting, type Writers } from './support/writers.ts'

/** Within how many milliseconds every request is answered, whatever becomes of the store: the deadline of the service, and a moment for a machine that is busy. */
const deadline = 18_000
/** How much more memory a service may hold while it waits than before, in MB. */
const moreAtMost = 200

async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)
}

async function behindProxy(t: Test, what: 'PostgreSQL' | 'KurrentDB') {
  const chance = drawn(t, what)
  const database = await withDatabase(t)
  const kurrentdbUrl = what === 'KurrentDB' ? (await withKurrentDb(t)).standIn.url : undefined
  const proxy = await between(t, Number(new URL(kurrentdbUrl ?? database.serviceUrl).port))
  const house = await houseOn(t, { ...database, kurrentdbUrl })
  const way =
    kurrentdbUrl === undefined ? { DATABASE_URL: proxy.through(database.serviceUrl) } : { KURRENTDB_URL: proxy.through(kurrentdbUrl) }
  const service = begin({ settings: { ...house.settings, ...way } })
  t.teardown(() => service.process.kill('SIGKILL'))
  const address = await service.ready
  const lying = () => (kurrentdbUrl ? lyingAt(kurrentdbUrl) : lyingIn(database.ownerUrl))
  return { chance, house, proxy, service, address, lying }
}

/** People are looked at all the while: that they were is to be kept before they are shown, by the same database. Gives what was wrong with the answers. */
function keepReading(address: string, headers: Record<string, string>, { sent }: Writers): { stop(): Promise<string[]> } {
  let over = false
  const wrong = new Set<string>()
  const reading = Array.from({ length: 10 }, async (_, i) => {
    while (!over) {
      const person = sent.filter(({ acknowledged }) => acknowledged)[i]?.person
      if (person !== undefined) {
        const url = `${address}/practitioner/people/${person}${i % 2 ? '/journey' : ''}`
        const answer = await fetch(url, { headers, signal: AbortSignal.timeout(deadline) }).catch((error: Error) => error.name)
        if (typeof answer === 'string') wrong.add(answer)
        else if (answer.status !== 200 && !(answer.status === 503 && answer.headers.has('retry-after')))
          wrong.add(`${answer.status} ${await answer.text()}`)
        else await answer.arrayBuffer()
      }
      await sleep(100)
    }
  })
  return {
    async stop() {
      over = true
      await Promise.all(reading)
      return [...wrong]
    },
  }
}

for (const what of ['PostgreSQL', 'KurrentDB'] as const) {
  for (const how of ['slow', 'hanging'] as const) {
    t.test(`${what} ${how}: every request ends by its deadline, memory stays bounded, and after it nothing has piled up`, async (t) => {
      const { chance, house, proxy, service, address, lying } = await behindProxy(t, what)
      const writers = keepWriting({ address: () => address, headers: house.headers, chance, writers: 60, deadline, rest: 50 })
      const readers = keepReading(address, house.headers, writers)
      await sleep(2_000)
      const before = await memoryOf(service.process.pid)
      const recordedBefore = writers.acknowledged()
      t.ok(recordedBefore > 0, `${recordedBefore} entries were recorded before`)
      writers.took.length = 0

      if (how === 'slow') proxy.delay = () => chance.int(0, 5_000)
      else proxy.hang()
      let most = before
      const answersOfHealth: number[] = []
      const statuses = new Set<number>()
      const over = performance.now() + (how === 'slow' ? 12_000 : 18_000) * longer
      while (performance.now() < over) {
        const began = performance.now()
        const now = await standing(address)
        answersOfHealth.push(performance.now() - began)
        statuses.add(now?.status ?? 0)
        most = Math.max(most, await memoryOf(service.process.pid))
        await sleep(500)
      }
      const slowest = Math.max(...writers.took.map(({ ms }) => ms))
      t.comment(
        `health said ${[...statuses]}, at most after ${Math.round(Math.max(...answersOfHealth))} ms; the slowest answer took ${Math.round(slowest)} ms`,
      )
      t.ok(Math.max(...answersOfHealth) < deadline, 'whoever watches over it is answered too')
      const toldToAskAgain = [...writers.answers.keys()].some((answer) => /^503 (took-too-long|store-unavailable)$/.test(answer))
      if (how === 'hanging') t.ok(toldToAskAgain, 'and people are told to send it again')
      if (how === 'hanging') t.ok(statuses.has(503), 'it says that it is not ready')
      t.ok(slowest < deadline, 'the slowest answer came in time')
      t.ok(most - before < moreAtMost, `memory: ${before} MB before, at most ${most} MB meanwhile`)

      proxy.delay = () => 0
      proxy.mend()
      const mended = performance.now()
      await until('it is ready again', async () => (await standing(address))?.status === 200, 60_000)
      const back = Math.round(performance.now() - mended)
      // The client of KurrentDB reads on one connection and writes on another, and gives each up when it has heard nothing for twenty seconds.
      const recorded = writers.acknowledged()
      await until('everybody is told again that it is recorded', () => writers.acknowledged() > recorded + 100, 60_000)
      const again = Math.round(performance.now() - mended)
      // What was on its way comes for five seconds yet.
      await sleep(5_500)
      const from = performance.now()
      await sleep(3_000)
      const after = writers.took.flatMap(({ began, ms }) => (began >= from ? [ms] : [])).sort((a, b) => a - b)
      await writers.stop()
      t.same(await readers.stop(), [], 'nobody who reads is given an answer that says neither what is so nor when to ask again')
      const p95 = Math.round(after[Math.floor(after.length * 0.95)] ?? Number.NaN)
      t.comment(
        `ready again ${back} ms after, recorded again within ${again} ms; ${after.length} answers in 3 s then, 95 of 100 within ${p95} ms`,
      )
      t.ok(after.length > 0 && p95 < 3_000, 'nobody waits for what piled up')

      // What moves the views may wait for five minutes on one connection; the network says at last that it is gone.
      proxy.closeHung()
      await until('every view shows all there is', () => allShown(address), 60_000)
      judge(t, writers, await lying())
      await endWell(t, house, [service])
    })
  }
}
