import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Claimed, withApp } from '../support/app.ts'
import { met as anybody, ask, voiced } from '../support/asking.ts'

const reviewer: Claimed = { sub: 'ray', roles: ['reviewer'] }
const planted = 'Quibblewick'
const march = { happened: { from: '2026-03-02' } }
const own = { saidBy: { who: 'person' as const } }
const met = (name?: string) => ({ ...anybody('X10000101', name), happened: { from: '2026-03-01' } })

function right(type: string, of: AnyEntry, facts: object, words: object = { reason: 'It was not so' }): AnyEntry {
  const { happened: _, ...entry } = ask(type, { entry: of.id, ...facts }, { words, ...own })
  return entry
}

async function withMarch(t: Pick<Test, 'teardown'>) {
  const app = await withApp(t, { clock: () => new Date('2026-03-05T10:00:00Z') })
  const write = (person: string, ...entries: AnyEntry[]) => app.post(`/practitioner/people/${person}/entries`, { entries })
  return { ...app, write }
}

t.test(
  'where a view cannot hear of it, removed words are shown by none: not by name, in a caseload, or in somebody else’s story',
  async (t) => {
    const { write, get, settled, database } = await withMarch(t)
    const [sam, friend] = [randomUUID(), randomUUID()]
    const first = met(planted)
    const agreed = ask(
      'StepAgreed',
      { step: randomUUID(), who: 'person', by: '2026-03-03' },
      { ...march, ...own, words: { step: planted } },
    )
    const held = ask('ConversationHeld', {}, march)
    await write(sam, first, held, agreed)
    await write(friend, met('Des'), ask('ConversationHeld', {}, { ...march, words: { heard: `Out with {person:${sam}}` } }))
    await settled()
    const everywhere = async () =>
      JSON.stringify(
        await Promise.all(
          [`people?name=${planted}`, 'caseload', `people/${sam}`, `people/${friend}/journey`].map(
            async (url) => (await get(`/practitioner/${url}`)).body,
          ),
        ),
      )
    t.equal((await everywhere()).split(planted).length - 1 > 4, true, 'it is shown by each of them before')

    // The projector cannot go on while somebody holds its tables.
    const holder = await database.open('owner').pool.connect()
    await holder.query('begin; lock profile_v1, caseload_v2 in share mode')
    try {
      const removal = await write(
        sam,
        right('WordsRemoved', first, { ground: 'court' }),
        right('WordsRemoved', agreed, { ground: 'court' }),
      )
      t.match(removal, { status: 503, body: { code: 'view-behind' } }, 'it is not answered as though no view showed them')
      t.notOk((await everywhere()).includes(planted))
      t.equal((await get(`/practitioner/people/${sam}`)).status, 503)
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    await settled()
    t.notOk((await everywhere()).includes(planted))
    t.equal((await get(`/practitioner/people/${sam}`)).status, 200)
  },
)

t.test('what hangs on words is decided with them: a name, and where it was', async (t) => {
  const { write } = await withMarch(t)
  const sam = randomUUID()
  const named = ask('CircleMemberNamed', { member: randomUUID(), tie: 'friend', care: 'neither' }, { ...march, words: { name: 'Des' } })
  const seen = ask(
    'AspectSeen',
    { often: 'often' },
    { ...march, ...own, words: { aspect: 'Quiet' }, setting: { where: 'home', whatWasHappening: 'Tea' } },
  )
  await write(sam, met(), named, seen)
  const answer = async (of: AnyEntry, facts: object, words: object = {}) => {
    const { status, body } = await write(sam, right('EntryCorrected', of, { kind: 'slip', ...facts }, { reason: 'No', ...words }))
    return status === 201 ? status : [status, body.code, body.others]
  }
  t.same(await answer(named, {}, { words: { name: null } }), [
    422,
    'would-not-have-been-recorded',
    [{ entry: named.id, code: 'name-needed' }],
  ])
  t.same(await answer(named, { happened: { from: '2099' } }), [
    422,
    'would-not-have-been-recorded',
    [{ entry: named.id, code: 'not-yet-happened' }],
  ])
  t.same(await answer(seen, { setting: null }), [422, 'would-not-have-been-recorded', [{ entry: seen.id, code: 'setting-needed' }]])
  t.same(await answer(seen, { setting: { where: null } }), 201, 'what was happening says it too')
  t.same(await answer(named, { facts: { tie: 'sibling' } }), 201)
})

t.test('who answers for somebody follows what is put right about where they were met', async (t) => {
  const { write, get } = await withMarch(t)
  const sam = randomUUID()
  const first = met()
  const moved = ask('HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' }, { ...march, ledBy: 'person' })
  await write(sam, first, moved)
  const status = async (area: string) => (await get(`/practitioner/people/${sam}/journey`, { areas: [area] })).status
  t.same([await status('X10000101'), await status('X10000201')], [403, 200])
  await write(sam, right('EntryDisputed', moved, { asks: 'remove', meanwhile: 'do-not-use' }, { words: 'Not me' }))
  t.same([await status('X10000101'), await status('X10000201')], [403, 200], 'a dispute moves nobody out of reach')
  await write(
    sam,
    right('EntryWithdrawn', moved, { why: 'slip' }),
    right('EntryCorrected', first, { kind: 'slip', facts: { area: 'X10000202' } }),
  )
  t.same([await status('X10000101'), await status('X10000201'), await status('X10000202')], [403, 403, 200])
})

t.test('what cannot be read back of a story that was withdrawn whole is an answer and no error', async (t) => {
  const { write, get } = await withMarch(t)
  const sam = randomUUID()
  const first = met()
  await write(sam, first, right('EntryWithdrawn', first, { why: 'wrong-person' }))
  for (const url of ['profile', 'journey', 'days', 'difference?from=2026-01-01', 'pace', 'us', 'path', 'attention', 'household']) {
    t.equal((await get(`/reviewer/people/${sam}/${url}`, reviewer)).status, 200, url)
  }
  t.equal((await get(`/reviewer/people/${sam}/profile?asAt=2026-02-28`, reviewer)).status, 404)
})

t.test('what was taken for somebody else’s while a journey was paged is not told on a later page', async (t) => {
  const { write, get } = await withMarch(t)
  const sam = randomUUID()
  const goal = voiced(randomUUID(), planted, { happened: { from: '2026-03-03' } })
  await write(sam, met(), ask('ConversationHeld', {}, march), goal)
  const { body } = await get(`/practitioner/people/${sam}/journey?limit=2`)
  await write(sam, right('EntryWithdrawn', goal, { why: 'wrong-person' }))
  const later = await get(`/practitioner/people/${sam}/journey?limit=2&cursor=${body.next}`)
  t.match(later.body.entries, [{ id: goal.id, facts: {}, words: {} }])
  t.notOk('lifeArea' in later.body.entries[0].facts)
})

t.test('words said after a removal stay', async (t) => {
  const { write, get } = await withMarch(t)
  const sam = randomUUID()
  const goal = voiced(randomUUID(), planted, march)
  await write(sam, met(), goal, right('WordsRemoved', goal, { ground: 'too-much' }))
  await write(sam, right('EntryCorrected', goal, { kind: 'slip' }, { reason: 'What can be kept', words: { goal: 'A front door' } }))
  const { body } = await get(`/reviewer/people/${sam}/profile`, reviewer)
  t.match(body.goals, [{ words: 'A front door' }])
})
