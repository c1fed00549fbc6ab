import pg from 'pg'
import type { Test } from 'tap'
import { personStream } from '../../../src/store/event-store.ts'
import { kurrentClient } from '../../../src/store/kurrentdb/client.ts'
import { kurrentStore } from '../../../src/store/kurrentdb.ts'
import type { House } from './house.ts'
import type { Service } from './process.ts'
import type { Sent, Writers } from './writers.ts'

/** An entry as it lies on the record. */
interface Lying {
  id: string
  stream: string
}

/** What lies on the record in PostgreSQL, asked of it by plain SQL. */
export async function lyingIn(ownerUrl: string): Promise<Lying[]> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    return (await client.query<Lying>('select id::text, stream from record order by position')).rows
  } finally {
    await client.end()
  }
}

/** What lies on the record in KurrentDB. */
export async function lyingAt(kurrentdbUrl: string): Promise<Lying[]> {
  const store = kurrentStore(kurrentClient(kurrentdbUrl), { entriesAtMost: 0 })
  try {
    return await store.readAll(0n, 1_000_000)
  } finally {
    await store.close()
  }
}

/** Holds what was sent against what lies there: every acknowledged entry once, in its story; of all else that was sent, all that went together or nothing; and nothing that nobody sent. */
export function judge(
  t: Pick<Test, 'same' | 'ok' | 'comment'>,
  { sent, wrong, answers }: Pick<Writers, 'sent' | 'wrong' | 'answers'>,
  lying: readonly Lying[],
): void {
  const found = new Map<string, string[]>()
  for (const { id, stream } of lying) found.set(id, [...(found.get(id) ?? []), stream])
  const whole = (one: Sent) => one.ids.every((id) => JSON.stringify(found.get(id)) === JSON.stringify([personStream(one.person)]))
  const absent = (one: Sent) => one.ids.every((id) => !found.has(id))
  const acknowledged = sent.filter((one) => one.acknowledged)
  const unknown = sent.filter((one) => !one.acknowledged)
  const known = new Set(sent.flatMap(({ ids }) => ids))
  const entries = acknowledged.flatMap(({ ids }) => ids).length
  t.ok(entries > 0)
  t.same(
    acknowledged.filter((one) => !whole(one)),
    [],
    `${entries} entries were acknowledged: each is there exactly once`,
  )
  t.same(
    unknown.filter((one) => !whole(one) && !absent(one)),
    [],
    `${unknown.length} requests were never answered for: ${unknown.filter(whole).length} are there whole, ${unknown.filter(absent).length} not at all`,
  )
  t.same(
    [...found.keys()].filter((id) => !known.has(id)),
    [],
    'nothing is there that nobody sent',
  )
  t.same([...new Set(wrong)].slice(0, 5), [], 'nobody was given an answer that says neither that it is recorded nor when to send it again')
  t.comment(`answers: ${[...answers].map(([answer, times]) => `${times} × ${answer}`).join(', ')}`)
}

/** All is whole once it is over, nothing went wrong in a way that nobody foresaw, and each service stops in peace. */
export async function endWell(
  t: Pick<Test, 'same' | 'equal'>,
  house: House,
  services: readonly Service[],
  more?: Parameters<House['verify']>[0],
): Promise<void> {
  t.equal(await house.verify(more), '', 'npm run verify finds the record, its words and every read model whole')
  const unforeseen = services.flatMap(({ complaints }) => complaints.filter(({ msg }) => msg === 'went wrong'))
  t.same(unforeseen, [], 'nothing went wrong in a way that nobody foresaw')
  for (const service of services) t.equal(await service.end('SIGTERM'), 0, 'it stops in peace')
}
