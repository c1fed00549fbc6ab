import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { profileIn } from '../projections/profile.ts'
import { sallowshire, treeOf } from '../src/domain/area.ts'
import type { Entry } from '../src/domain/catalogue.ts'
import type { AnyEntry } from '../src/domain/entry.ts'
import { Refusal } from '../src/domain/refusal.ts'
import { retell } from '../src/domain/retelling.ts'
import { isOfTheArea } from '../src/http/reach.ts'
import { type Asking, IdReused, NewerEntries, perform } from '../src/perform.ts'
import { verifyChain } from '../src/store/chain.ts'
import { Conflict, personStream, StoreUnavailable } from '../src/store/event-store.ts'
import { postgresStore } from '../src/store/postgres.ts'
import type { TheRecord } from '../src/store/record.ts'
import { ask, met, voiced } from './support/asking.ts'
import { withDatabase } from './support/database.ts'
import { amira, recordIn, told } from './support/lives.ts'

/** The write door on a record of its own, and somebody to write about. Everything is in reach; areas begin with X1. */
async function withDoor(t: Pick<Test, 'teardown'>) {
  const clock = () => new Date('2026-06-15T09:00:00Z')
  const record = recordIn(await withDatabase(t), clock)
  const person = randomUUID()
  const write = (entries: readonly AnyEntry[], { on = record, ...more }: Partial<Asking> & { on?: TheRecord } = {}) =>
    perform(
      { record: on, clock, knowsArea: (area) => area.startsWith('X1') },
      { person, by: amira, entries: entries as Entry[], reach: () => {}, ...more },
    )
  /** The types of the whole story, in order of the record. */
  const story = async () => (await record.read(personStream(person))).map(({ type }) => type)
  return { record, person, write, story }
}

/** The record, on which somebody else is always a little faster, so many times. */
function overtaken(record: TheRecord, others: readonly (() => Promise<unknown>)[]): TheRecord {
  const still = [...others]
  return {
    ...record,
    async append(...append) {
      await still.shift()?.()
      return record.append(...append)
    },
  }
}

const led = { saidBy: { who: 'person' as const }, ledBy: 'person' as const }
const heard = (words?: string) => ask('ConversationHeld', { where: 'home' }, words === undefined ? {} : { words: { heard: words } })

t.test('where somebody else wrote meanwhile the story is looked at again, and then it is recorded', async (t) => {
  const { record, person, write, story } = await withDoor(t)
  await write([met()])
  const other = () => told(record, person, ask('TurningPointNamed', {}, { ...led, words: { what: 'The flat' } }))
  const { recorded, anew } = await write([heard('Hello'), heard()], { on: overtaken(record, [other, other]) })
  t.same(await story(), ['PersonMet', 'TurningPointNamed', 'TurningPointNamed', 'ConversationHeld', 'ConversationHeld'])
  t.same(
    recorded.map(({ record }) => record.revision),
    [4, 5],
  )
  t.equal(anew, true)
  t.same((await record.read(personStream(person)))[3]?.words, { heard: 'Hello' }, 'its words are sealed for where it is')
})

t.test('what was decided is decided again on what somebody else wrote meanwhile', async (t) => {
  const { record, person, write, story } = await withDoor(t)
  const goal = randomUUID()
  await write([met(), voiced(goal, 'A dog')])
  const pause = ask('GoalPaused', { goal }, led)
  const paused = await write([pause], { on: overtaken(record, [() => told(record, person, ask('GoalPaused', { goal }, led))]) })
  t.same(paused.alreadySo, [pause.id])
  t.same(await story(), ['PersonMet', 'GoalVoiced', 'GoalPaused'])

  const behind = write([heard()], { ifMatch: 3, on: overtaken(record, [() => told(record, person, heard())]) })
  await t.rejects(behind, { name: 'MovedOn' }, 'and so is what the writer had read')
})

t.test('where others keep writing it is given up with a Conflict, and nothing of it is recorded', async (t) => {
  const { record, person, write, story } = await withDoor(t)
  await write([met()])
  let times = 0
  const other = async () => {
    times += 1
    await told(record, person, ask('TurningPointNamed', {}, { ...led, words: { what: 'The flat' } }))
  }
  await t.rejects(write([heard()], { on: overtaken(record, Array(100).fill(other)) }), Conflict)
  t.ok(times > 1 && times < 100, 'after more than one attempt, and an end of them')
  t.same(await story(), ['PersonMet', ...Array(times).fill('TurningPointNamed')])
})

t.test('a story that holds entries of a newer service is not written to, and still answers what was sent before', async (t) => {
  const { record, person, write, story } = await withDoor(t)
  const sent = [met(), heard('Hello')]
  const first = await write(sent)
  await told(record, person, ask('SomethingNewer', { code: 1 }))
  await t.rejects(write([heard()]), NewerEntries)
  await t.rejects(write([...sent, heard()]), NewerEntries)
  t.same(await write(sent), { ...first, anew: false })
  t.same(await story(), ['PersonMet', 'ConversationHeld', 'SomethingNewer'])
})

t.test('an entry of a newer kind that tells no day keeps nobody from reading what else there is', async (t) => {
  const { record, person, write } = await withDoor(t)
  const sent = [met('X10000101', 'Sam')]
  await write(sent)
  const { happened: _, ...dayless } = ask('SomethingNewer', { area: 'X10000201' })
  await told(record, person, dayless as AnyEntry)
  const story = await record.read(personStream(person))
  const profile = profileIn(retell(story))
  t.match(profile, { name: { name: 'Sam' } })
  const areas = treeOf(sallowshire)
  const who = { sub: 'amira', as: 'practitioner' as const, roles: ['practitioner' as const], areas: ['X10000100'], actsFor: [] }
  const needs = { areas, clock: () => new Date() }
  t.equal(isOfTheArea(who, needs, person, story), true)
  t.equal(isOfTheArea({ ...who, areas: ['X10000200'] }, needs, person, story), false)
  const again = await write(sent, { reach: (story) => void t.equal(isOfTheArea(who, needs, person, story), true) })
  t.equal(again.anew, false)
})

t.test('the area that is responsible must be one there is, as must the area somebody lives in', async (t) => {
  const { write, story } = await withDoor(t)
  await write([met()])
  const moves = (facts: object) => ask('HomeChanged', { kind: 'own-home', ...facts }, led)
  for (const [path, facts] of [
    ['facts.responsible', { area: 'X10000101', responsible: 'Z99999999' }],
    ['facts.responsible', { area: 'elsewhere', responsible: 'Z99999999' }],
    ['facts.area', { area: 'Z99999999', responsible: 'X10000101' }],
  ] as const) {
    const entry = moves(facts)
    const refused = await write([heard(), entry]).catch((error) => error)
    t.ok(refused instanceof Refusal)
    t.match(refused, { code: 'area-unknown', path, entry: entry.id })
  }
  t.same(await story(), ['PersonMet'])
  await write([moves({ area: 'elsewhere', responsible: 'X10000201' })])
  t.same(await story(), ['PersonMet', 'HomeChanged'])
})

t.test('where words are gone, what is sent again is compared by everything else', async (t) => {
  const { record, person, write, story } = await withDoor(t)
  const whole = ask(
    'ConversationHeld',
    { where: 'home', minutes: 40 },
    { words: { heard: 'Hello' }, saidBy: { who: 'person', name: 'Sam' }, setting: { where: 'home', howIFelt: 'glad' } },
  )
  const sent = [met(), whole]
  const first = await write(sent)
  await record.removeWords(personStream(person), new Set([2]))

  const again = await write(sent)
  t.same(
    again.recorded.map(({ id, record }) => [id, record.revision, record.position, record.at]),
    first.recorded.map(({ id, record }) => [id, record.revision, record.position, record.at]),
  )
  t.equal(again.anew, false)
  t.equal((await write([{ ...whole, words: { heard: 'Goodbye' } }])).anew, false, 'what the words were nobody can say any more')
  for (const other of [
    { facts: { where: 'home', minutes: 41 } },
    { happened: { from: '2026-05-31' } },
    { saidBy: { who: 'family' as const, name: 'Sam' } },
    { setting: { where: 'cafe' as const, howIFelt: 'glad' } },
  ]) {
    await t.rejects(write([{ ...whole, ...other }]), IdReused, JSON.stringify(other))
  }
  await t.rejects(write([{ ...(sent[0] as AnyEntry), words: { name: 'Samira' } }]), IdReused, 'the words of another are still there')
  t.same(await story(), ['PersonMet', 'ConversationHeld'])
})

t.test('words whose key could not be removed read as absent at once, and sent again the key goes', async (t) => {
  const { record, person, write } = await withDoor(t)
  const whole = heard('Hello')
  await write([met(), whole])
  const { happened: _, ...removed } = ask('WordsRemoved', { entry: whole.id, ground: 'too-much' }, { words: { reason: 'Too much' } })
  const gone: number[][] = []
  const failing: TheRecord = {
    ...record,
    async removeWords(stream, revisions) {
      gone.push([...revisions])
      if (gone.length === 1) throw new StoreUnavailable('The database cannot be reached just now.')
      return record.removeWords(stream, revisions)
    },
  }
  await t.rejects(write([removed], { on: failing }), StoreUnavailable, 'it cannot be said that they are gone for good')
  t.same((await record.read(personStream(person)))[1]?.words, {})

  const again = await write([removed], { on: failing })
  t.equal(again.anew, false)
  t.same(gone, [[2], [2]], 'asked for again, of the same entry')
})

t.test('what is sent again is answered with the same position, whatever was written since', async (t) => {
  const { record, person, write } = await withDoor(t)
  const sent = [met(), heard()]
  const first = await write(sent)
  t.equal(first.position, first.recorded[1]?.record.position, 'that of the last')
  await told(record, randomUUID(), met())
  await told(record, person, heard())
  t.same(await write(sent), { ...first, anew: false })
  t.equal((await write([sent[1] as AnyEntry, sent[0] as AnyEntry])).position, first.position, 'in whichever order')
  const more = await write([...sent, heard()])
  t.equal(more.position, more.recorded[2]?.record.position, 'with something new it is the position of that')
  t.equal(more.position, String(await record.head()))
})

t.test('what is so already is answered with the position at which a view shows it', async (t) => {
  const { record, person, write } = await withDoor(t)
  const goal = randomUUID()
  await write([met(), voiced(goal, 'A dog'), ask('GoalPaused', { goal }, led)])
  const [latest] = await told(record, person, heard())
  await told(record, randomUUID(), met())
  t.equal((await write([ask('GoalPaused', { goal }, led)])).position, latest?.record.position)
})

t.test(
  'two services, each remembering what it read, wrote and opened, write to one person by turns and at once: both are right',
  async (t) => {
    const database = await withDatabase(t)
    const clock = () => new Date('2026-06-15T09:00:00Z')
    const services = [recordIn(database, clock), recordIn(database, clock)] as const
    const [one, other] = services
    const [person, goal] = [randomUUID(), randomUUID()]
    const stream = personStream(person)
    const write = (on: TheRecord, ...entries: AnyEntry[]) =>
      perform({ record: on, clock, knowsArea: () => true }, { person, by: amira, entries: entries as Entry[], reach: () => undefined })
    const onGoal = (type: string, facts: object = {}) => ask(type, { goal, ...facts }, { saidBy: { who: 'person' } })

    await write(one, met())
    await write(other, voiced(goal, 'the sea'))
    await write(one, onGoal('GoalProgressed', { says: 'nearer' }))
    await write(other, onGoal('GoalLetGo', { why: 'changed-mind' }))
    await t.rejects(write(one, onGoal('GoalProgressed', { says: 'nearer' })), { code: 'goal-let-go' }, 'the other let go of it just now')

    const resent = heard('told once')
    const told = Array.from({ length: 4 }, (_, i) => heard(`told ${i}`))
    const answers = await Promise.all([
      ...told.map((entry, i) => write(services[i % 2] as TheRecord, entry)),
      write(one, resent),
      write(other, resent),
    ])
    const ids = (await one.read(stream)).map(({ id }) => id)
    t.same([ids.length, new Set(ids).size], [4 + 4 + 1, 4 + 4 + 1], 'each is there once, also what was sent to both')
    for (const { recorded } of answers) t.equal(ids[(recorded[0]?.record.revision ?? 0) - 1], recorded[0]?.id, 'where the answer said')

    await write(
      other,
      ask('WordsRemoved', { entry: resent.id, ground: 'too-much' }, { happened: undefined, words: { reason: 'Too much.' } }),
    )
    await write(one, heard('after words went'))
    const [mine, theirs] = [await one.read(stream), await other.read(stream)]
    t.same(mine, theirs)
    t.same(
      mine.map(({ record }) => record.revision),
      mine.map((_, i) => i + 1),
    )
    t.same(mine.find(({ id }) => id === resent.id)?.words, {})
    t.same(mine.at(-1)?.words, { heard: 'after words went' })
    const links = await postgresStore(database.open('unfolding_record')).links(stream)
    t.equal(verifyChain(links), undefined)
  },
)
