import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { monthsLater } from '../../src/domain/period.ts'
import { londonDay } from '../../src/domain/values.ts'
import { keepUpApart } from '../../src/keeping-up/apart.ts'
import type { Stream } from '../../src/store/event-store.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import type { House } from './house.ts'

/** How often it is looked how far every view has come, in milliseconds. */
const every = 4

/** For so many seconds nothing is counted: the machine gets going. */
const warmUp = 5

/** How long it took, in milliseconds, until every view showed each append, counted from when it was acknowledged. */
export interface Lag {
  lags: readonly number[]
  entries: number
}

/** Appends so many entries a second, whatever becomes of them, to the stories there are, while every view is kept up to date by the same process, as `serve.ts` does it. */
export async function lagOf(house: House, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Lag> {
  const { record } = house
  const stories = new Map<Stream, number>()
  for (const { stream, revision } of await record.after(0n, 10_000_000)) if (stream.startsWith('person-')) stories.set(stream, revision)
  const streams = [...stories.keys()]
  const telling = toTell(perSecond * (warmUp + seconds))
  const projector = await keepUpApart(readConfig({ DATA_DIR: house.dataDir }), pino({ level: 'silent' }))
  await untilAllShow(house, await record.head())
  await untilReleased(house)

  const began = performance.now()
  const pending: { at: number; position: bigint }[] = []
  const lags: number[] = []
  let writing = true
  const watching = (async () => {
    while (writing || pending.length > 0) {
      const shown = await shownByAll(house)
      const now = performance.now()
      while (pending[0] && pending[0].position <= shown) {
        const { at = now } = pending.shift() ?? {}
        if (at - began > warmUp * 1_000) lags.push(now - at)
      }
      await sleep(every)
    }
  })()

  const appends: Promise<void>[] = []
  let asked = 0
  for (const [i, entries] of telling.entries()) {
    const due = began + (asked / perSecond) * 1_000
    if (due > performance.now()) await sleep(due - performance.now())
    asked += entries.length
    const stream = streams[(i * 7919) % streams.length] as Stream
    const expected = stories.get(stream) ?? 0
    stories.set(stream, expected + entries.length)
    appends.push(
      record.append(stream, expected, entries, { by: { sub: 'amira', role: 'practitioner' } }).then((kept) => {
        pending.push({ at: performance.now(), position: BigInt(kept.at(-1)?.record.position ?? 0) })
      }),
    )
  }
  await Promise.all(appends)
  writing = false
  await watching
  await projector.stop()
  return { lags, entries: asked }
}

/** What is written down of other lives, without their beginnings and ends. */
function toTell(entries: number): AnyEntry[][] {
  const told: AnyEntry[][] = []
  let there = 0
  for (const { body } of madeUpLives({
    people: Math.ceil(entries / 20),
    years: 3,
    seed: 'what comes next',
    today: londonDay(new Date()),
  })) {
    const some = (body.entries as readonly AnyEntry[]).filter(({ type }) => type !== 'PersonMet' && type !== 'PersonDied')
    if (some.length === 0) continue
    told.push(some)
    there += some.length
    if (there >= entries) break
  }
  return told
}

async function shownByAll({ db }: House): Promise<bigint> {
  const { rows } = await sql<{ position: bigint }>`select min(position) as position from checkpoint where not building`.execute(db)
  return rows[0]?.position ?? 0n
}

async function untilAllShow(house: House, position: bigint): Promise<void> {
  while ((await shownByAll(house)) < position) await sleep(50)
}

/** Waits until every month that has ended is released: that is done once a month, and is not what is measured. */
async function untilReleased({ db }: House): Promise<void> {
  const lastMonth = monthsLater(new Date(Date.now() - 86_400_000).toISOString().slice(0, 7), -1)
  for (;;) {
    const { rows } = await sql`select from edition_v1 where edition >= ${lastMonth}`.execute(db)
    if (rows.length > 0) return
    await sleep(100)
  }
}
