import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { londonDay } from '../../src/domain/values.ts'
import { hashAfter } from '../../src/store/chain.ts'
import { personStream } from '../../src/store/event-store.ts'
import { tellOfThree, withVerifiable } from '../support/verifying.ts'

/** Three people and a place in PostgreSQL, signed; and what somebody does who owns the database. */
async function withSigned(t: Test) {
  let told = Date.parse('2026-06-15T09:00:00Z')
  const clock = () => {
    told += 1_000
    return new Date(told)
  }
  const verifiable = await withVerifiable(t, { home: 'postgresql', clock })
  const { sam, lena, tom } = await tellOfThree(verifiable)
  await verifiable.lines({ sign: true })
  const { pool } = verifiable.database.open('owner')
  const { rows } = await pool.query<{
    stream: string
    revision: number
    id: string
    position: bigint
    body: string
    sealed: Buffer | null
  }>('select stream, revision, id, position, body, sealed from record order by stream, revision')
  const [ofSam, ofTom, ofLena] = [sam, tom, lena].map((person) => personStream(person)) as [string, string, string]
  const entryOf = (stream: string, revision: number) => rows.find((row) => row.stream === stream && row.revision === revision)
  const called = (stream: string, revision: number) => {
    const { id, position } = entryOf(stream, revision) ?? {}
    return `entry ${id} (revision ${revision} of ${stream}, position ${position})`
  }
  /** What is wrong but for read models, which are not what the record gives any more where it was changed. */
  const damaged = async (...statements: Parameters<typeof verifiable.damaged>) =>
    (await verifiable.damaged(...statements)).filter((line) => !/_v\d/.test(line))
  /** A story with some of it changed, each hash of it worked out as the service would have. */
  const forged = (stream: string, change: (body: string, revision: number) => string) => {
    let before: Uint8Array | undefined
    return rows
      .filter((row) => row.stream === stream)
      .map(({ revision, body, sealed }): [string, ...unknown[]] => {
        const made = change(body, revision)
        before = hashAfter(before, made, sealed ?? undefined)
        return ['update record set body = $1, hash = $2 where stream = $3 and revision = $4', made, before, stream, revision]
      })
  }
  return {
    ...verifiable,
    damaged,
    withModels: verifiable.damaged,
    forged,
    entryOf,
    called,
    sam,
    tom,
    ofSam,
    ofTom,
    ofLena,
    today: londonDay(new Date()),
  }
}

const changed = 'it is not as it was written: it, its sealed words or its hash were changed, or it was put there or moved'

t.test('what was changed in an entry, or beside it, is found where it is', async (t) => {
  const { damaged, called, ofSam, ofTom, entryOf, wrong, close } = await withSigned(t)
  t.same(await wrong(), [])
  t.same(
    await damaged(['update record set body = replace(body, $1, $2) where stream = $3 and revision = 2', '2026-06-01', '2026-06-02', ofSam]),
    [`${called(ofSam, 2)}: ${changed}`],
  )
  t.same(await damaged(["update record set body = '{' where stream = $1 and revision = 2", ofTom]), [
    `${called(ofTom, 2)}: what is stored of it cannot be read`,
    `${called(ofTom, 2)}: ${changed}`,
    ...['profile', 'caseload', 'household', 'unsettled', 'area-counts', 'area-places'].map(
      (model) => `${model} could not be compared: there is an entry on the record that cannot be read`,
    ),
  ])
  t.same(await damaged(["update record set type = 'GoalReached' where stream = $1 and revision = 2", ofSam]), [
    `${called(ofSam, 2)}: what stands beside it is not what it says itself: type`,
  ])
  t.same(await damaged(["update record set at = at - interval '1 day' where stream = $1 and revision = 3", ofTom]), [
    `${called(ofTom, 3)}: it is of an earlier time than the entry before it`,
    `${called(ofTom, 3)}: what stands beside it is not what it says itself: at`,
  ])
  t.same(await damaged(['update record set hash = sha256(hash) where stream = $1 and revision = 2', ofTom]), [
    `${called(ofTom, 2)}: ${changed}`,
    `${called(ofTom, 3)}: ${changed}`,
  ])
  t.same(
    await damaged('alter table record drop constraint one_entry_per_id', [
      'update record set id = $1 where stream = $2 and revision = 3',
      entryOf(ofTom, 2)?.id,
      ofTom,
    ]),
    [
      `${called(ofTom, 3).replace(String(entryOf(ofTom, 3)?.id), String(entryOf(ofTom, 2)?.id))}: another entry of its stream has the same id`,
      `${called(ofTom, 3).replace(String(entryOf(ofTom, 3)?.id), String(entryOf(ofTom, 2)?.id))}: what stands beside it is not what it says itself: id`,
      `${called(ofTom, 3).replace(String(entryOf(ofTom, 3)?.id), String(entryOf(ofTom, 2)?.id))}: its sealed words do not open with their key: they were changed, or are those of another entry`,
    ],
  )
  await close()
})

t.test('what was changed with all hashes after it is found by the signed list; so is an entry that was put in between', async (t) => {
  const { damaged, forged, called, ofSam, ofTom, today, close } = await withSigned(t)
  const byList = (revision: number, stream: string) =>
    `${called(stream, revision)}: by the signed list 1 of ${today} its hash was another: it or an entry before it was changed, and the hashes worked out anew`
  t.same(await damaged(...forged(ofSam, (body, revision) => (revision === 2 ? body.replace('2026-06-01', '2026-06-02') : body))), [
    byList(5, ofSam),
  ])
  t.same(await damaged(...forged(ofTom, (body, revision) => (revision === 3 ? body.replace('2026-06-01', '2026-06-02') : body))), [
    byList(3, ofTom),
  ])
  // Put in between, where nobody sealed anything: what comes after moves on by one, and says so itself.
  const id = randomUUID()
  const inserted = await damaged(
    ['update record set revision = revision + 100 where stream = $1 and revision > 2', ofTom],
    ['update record set revision = revision - 99 where stream = $1 and revision > 100', ofTom],
    [`insert into record select 1000, stream, 3, $2, type, at, body, null, hash from record where stream = $1 and revision = 2`, ofTom, id],
  )
  t.match(inserted, [`entry ${id} (revision 3 of ${ofTom}, position 1000): what stands beside it is not what it says itself: revision, id`])
  t.match(inserted, new Set([`entry ${id} (revision 3 of ${ofTom}, position 1000): ${changed}`]))
  t.ok(
    inserted.some((line) => line.includes('it does not stand after the entry before it in the record')),
    'the next one stands before it',
  )
  t.ok(inserted.includes(byList(3, ofTom).replace(called(ofTom, 3), `entry ${id} (revision 3 of ${ofTom}, position 1000)`)))
  t.same(
    await damaged([
      `insert into record select 1000, stream, 4, $2, type, at, body, null, hash from record where stream = $1 and revision = 3`,
      ofTom,
      id,
    ]),
    [
      `entry ${id} (revision 4 of ${ofTom}, position 1000): what stands beside it is not what it says itself: revision, id`,
      `entry ${id} (revision 4 of ${ofTom}, position 1000): ${changed}`,
    ],
    'put at the end',
  )
  await close()
})

t.test('two entries that were swapped, a gap, an end that was cut off and a stream that is gone are found', async (t) => {
  const { damaged, withModels, called, entryOf, ofSam, ofTom, ofLena, tom, today, close } = await withSigned(t)
  const move = (from: number, to: number): [string, ...unknown[]] => [
    'update record set revision = $1 where stream = $2 and revision = $3',
    ...[to, ofSam, from],
  ]
  const [two, three] = [2, 3].map((revision) => entryOf(ofSam, revision))
  const second = `entry ${three?.id} (revision 2 of ${ofSam}, position ${three?.position})`
  const third = `entry ${two?.id} (revision 3 of ${ofSam}, position ${two?.position})`
  const beside = 'what stands beside it is not what it says itself: revision'
  const swapped = await damaged(move(2, 900), move(3, 2), move(900, 3))
  t.same(swapped, [
    `${second}: ${beside}`,
    `${second}: ${changed}`,
    `${third}: it does not stand after the entry before it in the record`,
    `${third}: it is of an earlier time than the entry before it`,
    `${third}: ${beside}`,
    `${third}: ${changed}`,
    `${called(ofSam, 4)}: ${changed}`,
    `${third}: its words were taken away, and their key is there still, or again`,
    `${second}: the key of its words is gone, and the record does not say that they were taken away`,
  ])
  t.same(await damaged(['delete from record where stream = $1 and revision = 2', ofSam]), [`revision 2 of ${ofSam} is missing`])
  t.same(await damaged(['delete from record where stream = $1 and revision < 3', ofLena]), [`revisions 1 to 2 of ${ofLena} are missing`])
  t.same(await damaged(['delete from record where stream = $1 and revision > 1', ofTom]), [
    `${ofTom} was cut: it ends at revision 1, and by the signed list 1 of ${today} it had 3 entries`,
  ])
  const gone = await withModels(['delete from record where stream = $1', ofTom])
  t.same(
    gone.filter((line) => !line.startsWith('area_delta_v1')),
    [
      `${ofTom} is gone: by the signed list 1 of ${today} it had 3 entries`,
      `profile_v1, person ${tom}: there are rows, and nothing of them is on the record`,
      `caseload_v2, person ${tom}: there are rows, and nothing of them is on the record`,
    ],
  )
  t.ok(
    gone.includes(
      'area_delta_v1, area X10000102, measure people-met, per month, period 2026-06, edition 2026-06: the record gives no such row',
    ),
  )
  t.match(await damaged('delete from record where position = 12'), [
    /^no entry stands at position 12, which the keys remember: the end of the record was cut, or it is another record$/,
    /^area-X10000101 is gone: by the signed list 1 of .* it had 1 entry$/,
    ...['profile', 'caseload', 'household', 'unsettled', 'area-counts', 'area-places'].map(
      (model) => new RegExp(`^${model} has come to position 12 of the record, and that ends at 11: `),
    ),
  ])
  await close()
})

t.test('faults are all counted, and some hundred of them told', async (t) => {
  const { lines, database, close } = await withVerifiable(t, { home: 'postgresql' })
  const { pool } = database.open('owner')
  await pool.query(
    `insert into record select n, 'person-' || gen_random_uuid(), 1, gen_random_uuid(), 'PersonMet', now(), '{"clear":{}}', null, sha256('') from generate_series(1, 200) n`,
  )
  const told = await lines()
  t.equal(told.length, 305)
  t.equal(told[300], 'WRONG  … and 100 more')
  t.equal(told[301], 'the record: 400 faults. 200 entries in 200 streams.')
  await close()
})
