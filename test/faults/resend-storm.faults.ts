import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { allShown, houseOn } from './support/house.ts'
import { endWell, judge, lyingAt, lyingIn } from './support/judge.ts'
import { begin } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import type { Sent } from './support/writers.ts'

const requests = 300 * longer

for (const home of ['PostgreSQL', 'KurrentDB'] as const) {
  t.test(
    `${requests} requests, each sent 1 to 5 times at once to two services, some cut off before the answer: one entry each, the record in ${home}`,
    async (t) => {
      const chance = drawn(t, `resend ${home}`)
      const database = await withDatabase(t)
      const kurrentdbUrl = home === 'KurrentDB' ? (await withKurrentDb(t)).standIn.url : undefined
      const house = await houseOn(t, { ...database, kurrentdbUrl })
      const services = [begin(house), begin(house)] as const
      t.teardown(() => services.map(({ process }) => process.kill('SIGKILL')))
      const addresses = await Promise.all(services.map(({ ready }) => ready))
      const sent: Sent[] = []
      const answers = new Map<string, number>()
      const wrong: string[] = []
      /** What each entry was said to be recorded as: the same to everybody who asks. */
      const placed = new Map<string, Set<string>>()

      async function send(person: string, entries: readonly AnyEntry[], signal?: AbortSignal): Promise<boolean> {
        const url = `${chance.one(addresses)}/practitioner/people/${person}/entries`
        try {
          const answer = await fetch(url, {
            method: 'POST',
            headers: house.headers,
            body: JSON.stringify({ entries }),
            ...(signal && { signal }),
          })
          const body = (await answer.json()) as { code?: string; recorded?: { id: string; position: string; recordedAt: string }[] }
          const what = [answer.status, body.code].filter(Boolean).join(' ')
          answers.set(what, (answers.get(what) ?? 0) + 1)
          for (const { id, position, recordedAt } of body.recorded ?? [])
            placed.set(id, (placed.get(id) ?? new Set()).add(`${position} ${recordedAt}`))
          if (![200, 201].includes(answer.status) && !(answer.status === 503 && answer.headers.has('retry-after')))
            wrong.push(`${what} ${JSON.stringify(body)}`)
          return answer.status === 200 || answer.status === 201
        } catch {
          answers.set('cut off', (answers.get('cut off') ?? 0) + 1)
          return false
        }
      }

      /** Each copy by itself, at one moment; of those that are cut off, after a while that nobody can foresee. */
      async function storm(person: string, entries: readonly AnyEntry[]): Promise<void> {
        const one: Sent = { person, ids: entries.map(({ id }) => id), acknowledged: false }
        sent.push(one)
        const copies = Array.from({ length: chance.int(1, 5) }, () =>
          chance.maybe(0.3) ? AbortSignal.timeout(chance.int(1, 40)) : undefined,
        )
        const came = await Promise.all(copies.map((signal) => send(person, entries, signal)))
        one.acknowledged = came.includes(true)
        // Whoever was answered by none of them sends it again, later, as a device does.
        while (!one.acknowledged) {
          await sleep(chance.int(0, 50))
          one.acknowledged = await send(person, entries)
        }
      }

      const heard = () => ask('ConversationHeld', { where: 'home' }, { words: { heard: `It went on ${randomUUID()}` } })
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          const person = randomUUID()
          await storm(person, [met()])
          for (let left = requests / 10 - 1; left > 0; left -= 1)
            await storm(person, chance.maybe(0.5) ? [heard()] : [voiced(randomUUID(), 'A dog'), heard()])
        }),
      )
      for (const address of addresses) await until('every view shows all there is', () => allShown(address))
      judge(t, { sent, answers, wrong }, kurrentdbUrl ? await lyingAt(kurrentdbUrl) : await lyingIn(database.ownerUrl))
      t.same(
        [...placed].filter(([, places]) => places.size > 1),
        [],
        'whoever sends it again is told the place it has had since',
      )
      t.ok((answers.get('cut off') ?? 0) > 0, `${answers.get('cut off')} were cut off`)
      await endWell(t, house, services)
    },
  )
}
