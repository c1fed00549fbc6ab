import t from 'tap'
import { lyingInPostgres, lyingKeys } from '../../src/store/as-it-lies.ts'
import { personStream } from '../../src/store/event-store.ts'
import { wordsIn } from '../../src/verifying/words.ts'
import { ask } from '../support/asking.ts'
import { told } from '../support/lives.ts'
import { tellOfThree, withVerifiable } from '../support/verifying.ts'

t.test('keys that are gone, that are back, or that open nothing are found, wherever the record is kept', async (t) => {
  const verifiable = await withVerifiable(t)
  const { sam, lena, tom } = await tellOfThree(verifiable)
  const { record, wrong, close } = verifiable
  t.same(await wrong(), [])
  const [ofSam, ofLena, ofTom] = [sam, lena, tom].map((person) => personStream(person)) as [string, string, string]
  const called = async (person: string, revision: number) => {
    const entry = (await record.read(personStream(person)))[revision - 1]
    return `entry ${entry?.id} (revision ${revision} of person-${person}, position ${entry?.record.position})`
  }
  /** Where words do not open any more read models are not what the record gives either. */
  const damaged = async (...statements: Parameters<typeof verifiable.damaged>) =>
    (await verifiable.damaged(...statements)).filter((line) => !/_v\d/.test(line))
  const bringBack = 'insert into key_node select * from keys_before where stream = $1 on conflict do nothing'

  const gone = 'the key of its words is gone, and the record does not say that they were taken away'
  t.same(await damaged(['delete from key_node where stream = $1', ofTom]), [
    `${await called(tom, 1)}: ${gone}`,
    `${await called(tom, 3)}: ${gone}`,
  ])
  // The key of revision 5 is under this node, and no other that is used.
  t.same(await damaged(["delete from key_node where stream = $1 and path = '00005'", ofSam]), [`${await called(sam, 5)}: ${gone}`])

  const back = 'its words were taken away, and their key is there still, or again'
  t.same(await damaged([bringBack, ofSam]), [`${await called(sam, 2)}: ${back}`])
  t.same(
    await damaged(
      [bringBack, ofSam],
      ['update key_sweep set position = $1', (await record.read(ofSam as `person-${string}`))[3]?.record.position],
    ),
    [],
    'not yet looked after: the next start throws it away',
  )
  t.same(await damaged([bringBack, ofLena]), [`${ofLena} is forgotten, and a key of it is there still, or again`])
  t.same(await damaged(['delete from key_forgotten where stream = $1', ofLena]), [
    `${ofLena} is forgotten, and that is not kept with the keys: some could be made for it again`,
  ])
  t.same(await damaged(['insert into key_forgotten values ($1)', ofTom]), [
    `${ofTom}: its keys were thrown away for good, and the record does not say that it is forgotten`,
  ])
  t.same(await damaged(['update key_node set wrapped = wrapped || wrapped where stream = $1', ofTom]), [
    `a key of ${ofTom} (its root) opens with no master key held`,
  ])
  t.same(
    await damaged("insert into master_key values ('0123456789abcdef')", [
      "update key_node set wrapped_by = '0123456789abcdef' where stream = $1",
      ofTom,
    ]),
    [`a key of ${ofTom} (its root) opens with no master key held`],
  )
  const path = 'no entry stands at position 7, which the keys remember: the end of the record was cut, or it is another record'
  t.same(
    await damaged('update key_sweep set position = 7', 'delete from record where position = 7').then((lines) => lines.includes(path)),
    true,
  )
  await close()
})

t.test('words that are taken away while it is looked are no fault: the story is read again', async (t) => {
  const verifiable = await withVerifiable(t, { home: 'postgresql' })
  const { tom } = await tellOfThree(verifiable)
  const { record, laidOpen, close } = verifiable
  const [stream, lies] = [personStream(tom), lyingInPostgres(laidOpen.room)]
  const story = await lies.story(stream)
  const { happened: _, ...removed } = ask('WordsRemoved', { entry: story.entries[2]?.id, ground: 'other' })
  await told(record, tom, removed)
  await record.removeWords(stream, new Set([3]))
  const keys = (await lyingKeys(laidOpen.room, [stream], ...laidOpen.masters)).get(stream)
  const found = keys && (await wordsIn(story, { keys, sweptTo: 0n, again: () => lies.story(stream) }))
  t.same(found, { opened: 1, takenAway: 1, wrong: [] })
  await close()
})

t.test('a sealed box that was put with another entry opens with no key, whoever has worked out the hashes anew', async (t) => {
  const verifiable = await withVerifiable(t, { home: 'postgresql' })
  const { tom } = await tellOfThree(verifiable)
  const rows = (
    await verifiable.database
      .open('owner')
      .pool.query('select id, position from record where stream = $1 order by revision', [personStream(tom)])
  ).rows
  const lines = await verifiable.damaged(
    [
      'update record set sealed = (select sealed from record where stream = $1 and revision = 1) where stream = $1 and revision = 3',
      personStream(tom),
    ],
    [
      `update record as it set hash = sha256((select hash from record where stream = $1 and revision = 2) || convert_to(body, 'UTF8') || sealed)
       where stream = $1 and revision = 3`,
      personStream(tom),
    ],
  )
  t.same(lines, [
    `entry ${rows[2]?.id} (revision 3 of ${personStream(tom)}, position ${rows[2]?.position}): its sealed words do not open with their key: they were changed, or are those of another entry`,
  ])
  t.match(await verifiable.lines(), { 2: /there is none yet/ }, 'and no list stands against the hash')
  await verifiable.close()
})

t.test(
  'in KurrentDB a box that was changed is found by its words and by its hash, and a stream that is gone or cut by the list',
  async (t) => {
    const verifiable = await withVerifiable(t, { home: 'kurrentdb' })
    const { tom } = await tellOfThree(verifiable)
    const { lines, wrong, database, close } = verifiable
    t.match(await lines({ sign: true }), [
      /^the record: whole\. 12 entries in 4 streams\.$/,
      /^words: whole\. 6 sealed boxes opened, 3 are/,
    ])
    t.match(await lines(), [
      /^the record: whole/,
      /^words: whole/,
      /^signed lists: whole\. 1 list, .*; 0 entries came since\.$/,
      /^read models: whole\. profile 2 rows;/,
    ])
    const standIn = database.kurrentdb?.standIn
    const cut = (stream: string, after: number) => standIn?.lose(stream, after)
    cut(personStream(tom), 2)
    const short = await wrong()
    t.match(short, [/ was cut: it ends at revision 2, and by the signed list 1 of .* it had 3 entries$/])
    cut(personStream(tom), 0)
    t.match(await wrong(), [/^person-.* is gone: by the signed list 1 of .* it had 3 entries$/])
    t.equal(standIn?.spoil(5), 1)
    const spoilt = (await wrong()).filter((line) => line.includes('(revision 5 of '))
    t.match(spoilt, [/: it is not as it was written/, /: its sealed words do not open with their key/])
    await close()
  },
)
