import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { verifyChain } from '../../src/store/chain.ts'
import { Conflict, type Mark, type Stream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { remembering } from '../../src/store/remembering.ts'
import { rotate } from '../../src/store/rotating.ts'
import { KeysGone, SealBroken, sealedRecord } from '../../src/store/sealing.ts'
import { withDatabase } from '../support/database.ts'
import { entry } from '../support/spec.ts'
import { stream } from './contract.ts'

const mark: Mark = { by: { sub: 'amira', role: 'practitioner', organisation: 'TEAM1' } }

async function withRecord(t: Test) {
  const database = await withDatabase(t)
  const room = database.open('unfolding_record')
  const store = postgresStore(room)
  const keys = keysIn(room, masterKeyFrom(randomBytes(32)))
  const { pool: owner } = database.open('owner')
  /** Changes the record as nobody can who has not first taken its trigger away. */
  async function tamper(statement: string, values: unknown[]) {
    await owner.query('alter table record disable trigger never_changed_or_removed')
    await owner.query(statement, values)
    await owner.query('alter table record enable always trigger never_changed_or_removed')
  }
  return { record: sealedRecord(store, keys), store, keys, owner, room, tamper }
}

/** As said by Sam's mother: words in every place that words can be. */
function told(goal: string): AnyEntry {
  return entry('GoalVoiced', {
    saidBy: { who: 'family', name: 'Planted-Name', how: 'alone' },
    setting: { where: 'home', withWhom: ['family'], whatWasHappening: 'Planted-Moment', howIFelt: 'Planted-Feeling' },
    facts: { lifeArea: 'home', goal: '01990000-0000-7000-8000-00000000aaaa' },
    words: { goal: { text: goal, quote: true, language: 'cy' }, about: 'Planted-About' },
  })
}

const bare = (type: string) => entry(type)

t.test('what is read is what was appended, with its place on the record', async (t) => {
  const { record } = await withRecord(t)
  const sam = stream()
  const entries = [
    told('my own front door 🏡 "\\ \u0000'),
    bare('PersonMet'),
    entry('AspectSeen', { setting: { howIFelt: 'calm' } }),
    entry('X', { setting: {} }),
  ]
  const appended = await record.append(sam, 0, entries, { ...mark, writtenAt: '2026-03-01T10:00:00.000Z' })
  const read = await record.read(sam)
  t.same(read, appended, 'append gives what is read')
  t.same(
    read.map(({ record: _, ...entry }) => entry),
    entries,
  )
  for (const [i, { record }] of read.entries()) {
    t.match(record, { position: String(i + 1), revision: i + 1, at: /T.*\.\d{3}Z$/, writtenAt: '2026-03-01T10:00:00.000Z', by: mark.by })
    t.same(Object.keys(record).sort(), ['at', 'by', 'position', 'revision', 'writtenAt'])
  }
  const [brought] = await record.append(stream(), 0, [bare('PersonMet')], { ...mark, from: { at: new Date().toISOString(), by: 'import' } })
  t.equal(brought?.record.from, 'import')
  t.same(await record.read(stream()), [])
})

t.test('an append that is refused leaves nothing, and the story can go on', async (t) => {
  const { record } = await withRecord(t)
  const sam = stream()
  await record.append(sam, 0, [told('a')], mark)
  await t.rejects(record.append(sam, 0, [told('b')], mark), Conflict)
  await record.append(sam, 1, [told('c')], mark)
  t.same(
    (await record.read(sam)).map(({ words }) => (words as { goal: { text: string } }).goal.text),
    ['a', 'c'],
  )
  t.same(await record.append(sam, 2, [], mark), [])
})

t.test('without words no key is touched and words read as absent', async (t) => {
  const { store, keys, record } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  await record.append(sam, 0, [told('a'), told('b')], mark)
  await record.append(lena, 0, [told('c')], mark)
  const refused = () => Promise.reject(new Error('a key was touched'))
  const locked = sealedRecord(store, { ...keys, keysOf: refused, begin: refused })
  const story = await locked.read(sam, { words: false })
  for (const { words, saidBy, setting } of story) {
    t.same(words, {})
    t.same(saidBy, { who: 'family', how: 'alone' })
    t.same(setting, { where: 'home', withWhom: ['family'] })
  }
  t.same(
    (await locked.readMany([sam, lena], { words: false })).get(lena)?.map(({ words }) => words),
    [{}],
  )
  t.same(
    (await locked.after(0n, 10)).map(({ stream, revision, type }) => [stream, revision, type]),
    [
      [sam, 1, 'GoalVoiced'],
      [sam, 2, 'GoalVoiced'],
      [lena, 1, 'GoalVoiced'],
    ],
  )
  t.equal(await locked.head(), 3n)
  await t.rejects(locked.read(sam), /a key was touched/, 'with words it is')
})

t.test(
  'without its words a story that is remembered is the very same each time, with what came since, and nobody changes it',
  async (t) => {
    const { store, keys, record } = await withRecord(t)
    const remembered = sealedRecord(remembering(store), keys)
    const sam = stream()
    await record.append(sam, 0, [told('a'), bare('ConversationHeld')], mark)
    const closed = () => remembered.read(sam, { words: false })
    const first = await closed()
    t.equal(await closed(), first)
    t.throws(() => Object.assign(first[0] as object, { type: 'Other' }), TypeError)
    t.throws(() => Object.assign(first[0]?.record as object, { revision: 7 }), TypeError)
    t.throws(() => (first as Recorded[]).pop(), TypeError)

    await record.append(sam, 2, [told('b')], mark)
    const then = await closed()
    t.equal(then.length, 3)
    t.equal(then[0], first[0])
    t.equal(then[1], first[1])
    t.same(then, await record.read(sam, { words: false }), 'as whoever remembers nothing reads it')
    t.same((await remembered.read(sam))[2]?.words, told('b').words, 'with words it is opened')

    // Whatever the store gives is what is read, also where it gives less than before, or something else after the same beginning.
    const [one, two, three] = await store.read(sam)
    if (!one || !two || !three) throw new Error('three were written down')
    let given = [one, two]
    const giving = sealedRecord({ ...store, read: async () => given }, keys)
    const ids = async () => (await giving.read(sam, { words: false })).map(({ id }) => id)
    t.same(await ids(), [one.id, two.id])
    for (const less of [[one], [one, three], [one, two, three], [two]]) {
      given = less
      t.same(
        await ids(),
        less.map(({ id }) => id),
      )
    }
  },
)

t.test('the words of some entries can be asked for alone', async (t) => {
  const { record } = await withRecord(t)
  const sam = stream()
  await record.append(sam, 0, [told('a'), told('b'), told('c')], mark)
  t.same(goals(await record.read(sam, { words: new Set([2]) })), [undefined, 'b', undefined])
})

t.test('several stories are opened at once, each with its own keys', async (t) => {
  const { record } = await withRecord(t)
  const [sam, lena, nobody] = [stream(), stream(), stream()]
  await record.append(sam, 0, [told('a')], mark)
  await record.append(lena, 0, [told('b')], mark)
  const many = await record.readMany([lena, nobody, sam])
  t.same(
    [...many].map(([stream, story]) => [stream, goals(story)]),
    [
      [lena, ['b']],
      [nobody, []],
      [sam, ['a']],
    ],
  )
})

t.test('no word that was said can be found in the tables of the record and the keys', async (t) => {
  const { record, owner } = await withRecord(t)
  const sam = stream()
  await record.append(sam, 0, [told('Planted-Goal'), bare('PersonMet')], mark)
  await record.append(sam, 2, [told('Planted-Again')], mark)
  await record.removeWords(sam, new Set([3]))
  const { rows: tables } = await owner.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
  let dump = ''
  for (const { name } of tables) {
    const { rows } = await owner.query(`select * from "${name}"`)
    for (const value of rows.flatMap((row) => Object.values(row))) {
      dump += Buffer.isBuffer(value)
        ? `${value.toString('latin1')}\n${value.toString('utf16le')}\n`
        : `${JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one))}\n`
    }
  }
  t.match(dump, /GoalVoiced/, 'the dump holds the record')
  t.match(dump, /01990000-0000-7000-8000-00000000aaaa/)
  t.notMatch(dump, /planted/i)
  t.notMatch(dump, new RegExp(Buffer.from('lanted-').toString('hex'), 'i'))
  for (const shift of [0, 1, 2]) {
    const inBase64 = Buffer.from('Planted-Name'.slice(shift)).toString('base64').slice(0, 8)
    t.notOk(dump.includes(inBase64))
  }
})

t.test('an entry without words has no seal; the same words are never sealed alike', async (t) => {
  const { record, store } = await withRecord(t)
  const sam = stream()
  await record.append(sam, 0, [bare('PersonMet'), told('a'), told('a')], mark)
  const [met, one, other] = await store.read(sam)
  t.equal(met?.sealed, undefined)
  t.ok(one?.sealed && other?.sealed)
  t.notSame(one?.sealed, other?.sealed)
})

t.test('a seal moved to another entry, revision or story, or changed, does not open and is not read as absent', async (t) => {
  const moves: Record<string, string> = {
    'to another revision': `update record set sealed = (select sealed from record where stream = $1 and revision = 1) where stream = $1 and revision = 2`,
    'to the same revision of another story': `update record set sealed = (select sealed from record where stream = $1 and revision = 2) where stream = $2 and revision = 2`,
    'to another entry at the same place': `update record set body = replace(body, id::text, '01990000-0000-7000-8000-00000000ffff') where stream in ($1, $2) and revision = 2`,
    changed: `update record set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where stream in ($1, $2) and revision = 2`,
    'cut short': `update record set sealed = substring(sealed for 20) where stream in ($1, $2) and revision = 2`,
  }
  for (const [how, statement] of Object.entries(moves)) {
    const { record, tamper } = await withRecord(t)
    const [sam, lena] = [stream(), stream()]
    await record.append(sam, 0, [told('a'), told('b')], mark)
    await record.append(lena, 0, [told('c'), told('d')], mark)
    await tamper(how.includes('another story') || !how.includes('revision') ? statement : `${statement} and $2::text is not null`, [
      sam,
      lena,
    ])
    const moved = how.includes('another story') ? lena : sam
    await t.rejects(record.read(moved), SealBroken, how)
    await t.rejects(record.readMany([moved]), SealBroken, how)
    t.equal((await record.read(moved, { words: false })).length, 2, 'its facts are still read')
  }
})

t.test('one entry’s words taken away: that one reads as absent, every other one opens, also one that comes later', async (t) => {
  const { record } = await withRecord(t)
  const sam = stream()
  await record.append(sam, 0, [told('a'), told('b'), told('c')], mark)
  await record.removeWords(sam, new Set([2]))
  t.same(goals(await record.read(sam)), ['a', undefined, 'c'])
  const [, gone] = await record.read(sam)
  t.same(gone?.words, {})
  t.same(gone?.saidBy, { who: 'family', how: 'alone' })
  t.equal(gone?.setting?.howIFelt, undefined)
  t.ok(gone?.record.wordsGone, 'and says that they are gone')

  await record.append(
    sam,
    3,
    Array.from({ length: 20 }, (_, i) => told(`later ${i}`)),
    mark,
  )
  await record.removeWords(sam, new Set([17]))
  const expected = ['a', undefined, 'c', ...Array.from({ length: 20 }, (_, i) => (i === 13 ? undefined : `later ${i}`))]
  t.same(goals(await record.read(sam)), expected)
})

t.test('a forgotten person’s words are gone, nobody else’s are, and none can be written there again', async (t) => {
  const { record } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  await record.append(sam, 0, [told('a'), told('b')], mark)
  await record.append(lena, 0, [told('c')], mark)
  await record.forget(sam)
  const many = await record.readMany([sam, lena])
  t.same(goals(many.get(sam)), [undefined, undefined])
  t.same(goals(many.get(lena)), ['c'])
  await t.rejects(record.append(sam, 2, [told('d')], mark), KeysGone)
  await t.rejects(record.append(sam, 0, [told('d')], mark), Conflict, 'not as if it were new either')
  await t.rejects(record.append(sam, 1, [told('d')], mark), Conflict, 'who read it before it was forgotten is to read it again')
  t.equal((await record.append(sam, 2, [bare('PersonDied')], mark)).length, 1, 'what has no words can be')
  t.same(goals(await record.read(sam)), [undefined, undefined, undefined])
})

function goals(story: readonly AnyEntry[] | undefined): (string | undefined)[] | undefined {
  return story?.map(({ words }) => (words as { goal?: { text: string } }).goal?.text)
}

t.test('the chain holds after words were taken away and a person was forgotten', async (t) => {
  const { record, store } = await withRecord(t)
  const sam: Stream = stream()
  await record.append(sam, 0, [told('a'), told('b')], mark)
  await record.removeWords(sam, new Set([1]))
  await record.forget(sam)
  t.equal(verifyChain(await store.links(sam)), undefined)
})

t.test('words are kept only where the key they are sealed with is: one at hand that is gone from the database seals nothing', async (t) => {
  const { record, store, owner } = await withRecord(t)
  const [sam, lena] = [stream(), stream()]
  await record.append(sam, 0, [told('a')], mark)
  await record.append(lena, 0, [told('a')], mark)
  await record.append(sam, 1, [told('b')], mark)
  // Somebody brought the keys back from a day before Sam was met; of that nothing is on the record.
  await owner.query('delete from key_node where stream = $1', [sam])
  const outcomes = await Promise.allSettled([record.append(sam, 2, [told('c')], mark), record.append(lena, 1, [told('b')], mark)])
  t.ok(outcomes[0]?.status === 'rejected' && outcomes[0].reason instanceof KeysGone)
  t.equal(outcomes[1]?.status, 'fulfilled', 'nobody else is refused for it')
  t.equal((await store.read(sam)).length, 2)
  t.equal((await record.append(sam, 2, [bare('PersonDied')], mark)).length, 1, 'what has no words needs none')
})

t.test('a key at hand that was wrapped anew, or in place of which there are those beside it, seals what can be read', async (t) => {
  const { room, store } = await withRecord(t)
  const [before, after] = [masterKeyFrom(randomBytes(32)), masterKeyFrom(randomBytes(32))]
  const record = sealedRecord(store, keysIn(room, before, after))
  const sam = stream()
  await record.append(sam, 0, [told('a'), told('b')], mark)
  await keysIn(room, before).removeLeaf(sam, 1)
  await record.append(sam, 2, [told('c')], mark)
  await rotate(room, { held: [before], to: after })
  await record.append(sam, 3, [told('d')], mark)
  await record.append(sam, 4, [told('e')], mark)
  const read = await sealedRecord(store, keysIn(room, after)).read(sam)
  t.same(
    read.map(({ words }) => words),
    [{}, ...['b', 'c', 'd', 'e'].map((goal) => told(goal).words)],
  )
})
