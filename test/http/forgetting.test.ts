import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { sallowshire, treeOf } from '../../src/domain/area.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { personStream } from '../../src/store/event-store.ts'
import { importLines } from '../../src/tasks/importing.ts'
import { type Claimed, withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const wyn: Claimed = { sub: 'wyn', roles: ['steward'] }
const planted = 'Quibblewick'
const unknown = '00000000-0000-4000-8000-000000000000'

async function withSam(t: Pick<Test, 'teardown'>) {
  const app = await withApp(t)
  const sam = randomUUID()
  const write = (person: string, ...entries: AnyEntry[]) => app.post(`/practitioner/people/${person}/entries`, { entries })
  await write(sam, met('X10000101', planted), voiced(randomUUID(), planted))
  const forget = (person = sam, body: unknown = { ground: 'asked-for' }, who = wyn) =>
    app.post(`/steward/people/${person}/forget`, body, who)
  const types = async () => (await app.record.read(personStream(sam), { words: false })).map(({ type }) => type)
  return { ...app, sam, write, forget, types }
}

t.test('a steward forgets whom they reach, on a ground; of anybody else the answer is that of somebody unknown', async (t) => {
  const { sam, forget, types, record, database } = await withSam(t)
  t.match(await forget(sam, { ground: 'asked-for' }, {}), { status: 403, body: { code: 'wrong-room' } })
  for (const body of [{}, { ground: 'because' }, { ground: 'court', area: 'X10000001' }])
    t.match(await forget(sam, body), { status: 400, body: { code: 'not-understood' } })
  const elsewhere = { ...wyn, areas: ['X10000200'] }
  const { body: out } = await forget(sam, { ground: 'court' }, elsewhere)
  t.match(out, { status: 403, code: 'out-of-reach' })
  t.same((await forget(unknown)).body, out)
  t.same((await forget(unknown, { ground: 'court' }, elsewhere)).body, out)
  t.same(await types(), ['PersonMet', 'GoalVoiced'], 'nothing came of any of it')

  t.match(await forget(sam, { ground: 'court' }, { ...wyn, areas: ['X10000101'] }), { status: 200, body: { forgotten: true } })
  const story = await record.read(personStream(sam))
  t.match(story[2], {
    type: 'StoryForgotten',
    facts: { ground: 'court', area: 'X10000001' },
    record: { revision: 3, by: { sub: 'wyn', role: 'steward' } },
  })
  t.equal(/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(story[2]?.id ?? ''), true, 'with an id like that of any other entry')
  t.same(
    story.map(({ words, facts }) => [words, 'birthYear' in facts]),
    [
      [{}, true],
      [{}, false],
      [{}, false],
    ],
    'its facts stay, and no word does',
  )

  t.match(await forget(), { status: 200, body: { forgotten: true } }, 'asked again it is so already, whatever the ground')
  t.same((await forget(sam, { ground: 'court' }, elsewhere)).body, out, 'and still for nobody else')
  t.same(await types(), ['PersonMet', 'GoalVoiced', 'StoryForgotten'])
  t.same((await database.open('owner').pool.query('select stream from key_forgotten')).rows, [{ stream: personStream(sam) }])
})

t.test('nothing is written to a forgotten story, by nobody', async (t) => {
  const { sam, write, forget, types, record } = await withSam(t)
  const sent = voiced(randomUUID(), planted)
  t.equal((await write(sam, sent)).status, 201)
  await forget()
  const { body: out } = await write(unknown, sent)
  t.match(out, { status: 403, code: 'out-of-reach' })
  for (const entries of [[sent], [ask('ConversationHeld', {})], [met()]]) t.same((await write(sam, ...entries)).body, out)
  const line = { recordedAt: new Date().toISOString(), person: sam, by: { sub: 'amira', role: 'practitioner' } }
  const brought = (...entries: AnyEntry[]) => importLines({ record, areas: treeOf(sallowshire) }, [{ ...line, body: { entries } }])
  await t.rejects(brought(ask('ConversationHeld', {})), {
    message: /^Line 1: entry .*: This story was forgotten: nothing is written to it any more\.$/,
  })
  t.same(await types(), ['PersonMet', 'GoalVoiced', 'GoalVoiced', 'StoryForgotten'])
})

t.test('where others write and forget at the same moment, it is forgotten once, and nothing comes after it', async (t) => {
  const { sam, write, forget, types, record } = await withSam(t)
  const first = (await record.read(personStream(sam), { words: false }))[1] as AnyEntry
  const { happened: _, ...correction } = ask(
    'EntryCorrected',
    { entry: first.id, kind: 'slip', facts: { lifeArea: 'fun' } },
    { words: { reason: planted } },
  )
  const answers = await Promise.all([
    ...Array.from({ length: 6 }, () => write(sam, ask('ConversationHeld', {}, { words: { heard: planted } }))),
    ...Array.from({ length: 6 }, () => write(sam, { ...correction, id: ask('x', {}).id })),
    ...Array.from({ length: 3 }, () => forget()),
    ...Array.from({ length: 6 }, () => write(sam, ask('ConversationHeld', {}, { words: { heard: planted } }))),
  ])
  const wrong = answers.filter(({ status }) => ![200, 201, 403, 422, 503].includes(status))
  t.same(wrong, [])
  t.equal((await forget()).status, 200)
  const told = await types()
  t.same(
    told.filter((type, i) => type === 'StoryForgotten' && i < told.length - 1),
    [],
  )
  t.equal(told.at(-1), 'StoryForgotten')
  t.same(
    (await record.read(personStream(sam))).filter(({ words }) => Object.keys(words).length > 0),
    [],
  )
})

t.test('where a view cannot hear of it nobody is told that it is done, and no other view or answer shows a word meanwhile', async (t) => {
  const { sam, write, forget, get, settled, database } = await withSam(t)
  const [friend, house] = [randomUUID(), randomUUID()]
  const home = () => ask('HomeChanged', { area: 'X10000101', kind: 'family-home', household: house }, { ledBy: 'family' })
  await write(sam, home(), ask('ConversationHeld', {}))
  await write(friend, met('X10000101', 'Des'), home(), ask('ConversationHeld', {}, { words: { heard: `Out with {person:${sam}}` } }))
  await settled()
  const everywhere = async () =>
    JSON.stringify(
      await Promise.all(
        [`people?name=${planted}`, 'caseload', `people/${sam}`, `people/${friend}/journey`, `people/${friend}/household`].map(
          async (url) => (await get(`/practitioner/${url}`)).body,
        ),
      ),
    )
  t.equal((await everywhere()).split(planted).length - 1 > 4, true, 'it is shown by each of them before')

  // The projector cannot go on while somebody holds its tables.
  const holder = await database.open('owner').pool.connect()
  await holder.query('begin; lock profile_v1, caseload_v2, household_v1 in share mode')
  try {
    t.match(await forget(), { status: 503, body: { code: 'view-behind' } })
    t.notOk((await everywhere()).includes(planted))
    t.match(
      (await get(`/practitioner/people/${friend}/household`)).body,
      { members: { length: 1 }, notNamed: 0 },
      'nobody else lives there',
    )
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  t.match(await forget(), { status: 200 })
  t.notOk((await everywhere()).includes(planted))
})
