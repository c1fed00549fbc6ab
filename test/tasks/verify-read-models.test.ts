import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { projections } from '../../projections/index.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { personStream } from '../../src/store/event-store.ts'
import { ask, voiced } from '../support/asking.ts'
import { told } from '../support/lives.ts'
import { planted, tellOfThree, withVerifiable } from '../support/verifying.ts'

t.test('a row of a read model that was changed, taken away or put there is found, by table and whose it is', async (t) => {
  const verifiable = await withVerifiable(t)
  const { sam, lena, tom } = await tellOfThree(verifiable)
  const { damaged, wrong, close } = verifiable
  t.same(await wrong(), [])

  const other = 'not as the record gives it'
  t.same(await damaged(["update profile_v1 set name = 'Somebody else' where person = $1", sam]), [
    `profile_v1, person ${sam}: 1 row is ${other}`,
  ])
  t.same(await damaged(['update caseload_v2 set worker = $1', randomUUID()]), [`caseload_v2, person ${tom}: 1 row is ${other}`])
  t.same(await damaged(['delete from caseload_v2']), [`caseload_v2, person ${tom}: 1 row is missing`])
  t.same(await damaged(['insert into household_v1 values ($1, $2), ($1, $3)', tom, randomUUID(), randomUUID()]), [
    `household_v1, person ${tom}: 2 rows are too many`,
  ])
  t.same(
    await damaged(['insert into profile_v1 select $1, area, name, revision, profile from profile_v1 where person = $2', lena, sam]),
    [`profile_v1, person ${lena}: 1 row is too many`],
    'of somebody forgotten',
  )
  const stranger = randomUUID()
  t.same(await damaged(['update profile_v1 set person = $1 where person = $2', stranger, sam]), [
    `profile_v1, person ${sam}: 1 row is missing`,
    `profile_v1, person ${stranger}: there are rows, and nothing of them is on the record`,
  ])
  t.same(await damaged("update area_place_event_v1 set what = 'It opened'"), [`area_place_event_v1, area X10000101: 1 row is ${other}`])
  t.same(await damaged("update area_place_event_v1 set area = 'X10000102'"), [
    'area_place_event_v1, area X10000101: 1 row is missing',
    'area_place_event_v1, area X10000102: there are rows, and nothing of them is on the record',
  ])

  const met = "measure = 'people-met' and dim = '' and area = 'X10000102' and per = 'month'"
  const row = /^area_delta_v1, area X10000102, measure people-met, per month, period 2026-06, edition \d{4}-\d\d: /
  const [changed, gone] = [
    await damaged(`update area_delta_v1 set people = 2 where ${met}`),
    await damaged(`delete from area_delta_v1 where ${met}`),
  ]
  t.match(changed, [row])
  t.match([changed.length, changed[0]], [1, /: the row is not as the record gives it$/])
  t.match(gone, [row])
  t.match([gone.length, gone[0]], [1, /: the row is missing$/])
  const put = (people: number) =>
    `insert into area_delta_v1 (area, measure, dim, key, per, period, edition, people, amount, squares) values ('X10000101', 'people-met', '', '', 'year', '2031', '2026-06', ${people}, 0, 0)`
  t.same(await damaged(put(1)), [
    'area_delta_v1, area X10000101, measure people-met, per year, period 2031, edition 2026-06: the record gives no such row',
  ])
  t.same(await damaged(put(0)), [], 'a row of noughts is the same as none')
  await close()
})

t.test('where words were taken away after a read model took them, it cannot be told of that story, and that is said', async (t) => {
  const verifiable = await withVerifiable(t)
  const { tom } = await tellOfThree(verifiable)
  const { record, lines, wrong, close } = verifiable
  const goal = (await record.read(personStream(tom)))[2]
  const { happened: _, ...removed } = ask('WordsRemoved', { entry: goal?.id, ground: 'other' }, { words: { reason: planted } })
  await told(record, tom, removed)
  await record.removeWords(personStream(tom), new Set([3]))
  t.same(await wrong(), [])
  t.match(
    (await lines()).at(-1),
    /whole. profile 2 rows, 1 entry behind, of 1 story it cannot be told; caseload 1 row, 1 entry behind, of 1 story it cannot be told; household 0 rows, 1 entry behind; /,
  )
  await close()
})

t.test('beside a service that goes on, and a rebuild of its own, nothing is wrong that is not', async (t) => {
  const verifiable = await withVerifiable(t)
  const { tom, sam } = await tellOfThree(verifiable)
  const { record, database, wrong, settled, close } = verifiable
  const db = database.open<never>('unfolding_projector').db as Db
  let going = true
  const serving = (async () => {
    while (going) {
      const goal = voiced(randomUUID(), planted)
      await told(record, tom, goal)
      const { happened: _, ...removed } = ask('WordsRemoved', { entry: goal.id, ground: 'other' }, { words: { reason: planted } })
      await told(record, tom, removed)
      await record.removeWords(personStream(tom), new Set([(await record.read(personStream(tom))).length - 1]))
      await told(record, sam, ask('ConversationHeld', { where: 'home' }))
      await settled()
      for (const projection of projections) await rebuild({ db, record }, projection)
    }
  })()
  const found: string[] = []
  for (let i = 0; i < 8; i += 1) {
    found.push(...(await wrong()))
    await sleep(20)
  }
  going = false
  await serving
  t.same(found, [])
  t.same(await wrong(), [])
  t.same(
    (await database.open('owner').pool.query('select from checkpoint where building')).rows,
    [],
    'and no rebuild was begun or left by it',
  )
  await close()
})
