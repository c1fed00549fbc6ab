import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { londonDay } from '../../src/domain/values.ts'
import { personStream } from '../../src/store/event-store.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { signedListsIn } from '../../src/store/signed-lists.ts'
import { verify } from '../../src/verifying/verify.ts'
import { voiced } from '../support/asking.ts'
import { storeIn, told } from '../support/lives.ts'
import { planted, tellOfThree, type Verifiable, withVerifiable } from '../support/verifying.ts'

/** Three people and a place, signed; then one entry more of Tom, signed again. */
async function withTwoLists(t: Test): Promise<Verifiable & { sam: string; tom: string; today: string }> {
  const verifiable = await withVerifiable(t)
  const { sam, tom } = await tellOfThree(verifiable)
  await verifiable.lines({ sign: true })
  await told(verifiable.record, tom, voiced(randomUUID(), planted))
  await verifiable.settled()
  await verifiable.lines({ sign: true })
  t.same(await verifiable.wrong(), [])
  return { ...verifiable, sam, tom, today: londonDay(new Date()) }
}

t.test('a signed list that was changed or taken away is found, and so are its rows', async (t) => {
  const { damaged, sam, tom, today, close } = await withTwoLists(t)
  const [ofSam, ofTom] = [personStream(sam), personStream(tom)]
  const notMadeOn = `the signed list 1 of ${today} is not the one that the next was made on: one of them was changed`
  const changed = (number: number) => `the signed list ${number} of ${today} was changed: its signature is not that of what it says`
  t.same(await damaged('update signed_list set position = 11 where number = 1'), [changed(1), notMadeOn])
  t.same(await damaged('update signed_list set streams = 5 where number = 2'), [
    changed(2),
    `where streams ended by all lists together is not what the newest, number 2 of ${today}, was signed over`,
  ])
  t.same(await damaged("update signed_list set signature = sha256('') where number = 2"), [changed(2)])
  t.same(await damaged("update signed_list set previous = sha256('') where number = 2"), [notMadeOn, changed(2)])

  const rows = (number: number) => `the signed list ${number} of ${today}: where streams ended by it was changed, or rows of it are gone`
  const together = `where streams ended by all lists together is not what the newest, number 2 of ${today}, was signed over`
  t.same(await damaged(['delete from stream_head where stream = $1', ofSam]), [rows(1), together])
  t.same(await damaged(['delete from stream_head where stream = $1 and list = 1', ofTom]), [rows(1)], 'where a later list has it too')
  t.match(await damaged(["update stream_head set hash = sha256('') where stream = $1", ofSam]), [
    rows(1),
    together,
    new RegExp(`^entry .* \\(revision 5 of ${ofSam}, position .*\\): by the signed list 1 of ${today} its hash was another: `),
  ])
  t.same(await damaged(['insert into stream_head values ($1, 2, 2, sha256($2))', 'person-nobody', '']), [
    rows(2),
    together,
    `person-nobody is gone: by the signed list 2 of ${today} it had 2 entries`,
  ])
  t.match(await damaged('delete from stream_head where list = 1', 'delete from signed_list where number = 1'), [
    'the signed list 1 is gone',
    together,
  ])
  t.same(await damaged('delete from stream_head where list = 2', 'delete from signed_list where number = 2'), [], 'the newest: see --holds')
  await close()
})

t.test('a list that somebody else signed vouches for nothing, and nothing is signed over one that was changed', async (t) => {
  const verifiable = await withTwoLists(t)
  const { database, damaged, today, lines, wrong, close } = verifiable
  const room = database.open('unfolding_record')
  const theirs = masterKeyFrom(Buffer.alloc(32, 9))
  const forger = signedListsIn(room, storeIn(database), theirs)
  await t.rejects(forger.make(new Date()), {
    name: 'NotOurs',
    message: /^The newest signed list \(number 2\) is not signed with a master key that is held/,
  })
  await forger.make(new Date(), { overAny: true })
  const unvouched = (await lines())[0] ?? ''
  t.match(
    unvouched,
    new RegExp(
      `^WRONG {2}the signed list 3 of ${today} is signed with the master key [0-9a-f]{16}, which is not held here, and none after it with one that is$`,
    ),
  )
  t.same(
    await damaged('update signed_list set streams = 5 where number = 3').then((lines) => lines.length),
    2,
    'that it was changed cannot be told, what it counts can',
  )

  t.match(
    (await lines({ sign: true })).at(-1),
    /^Where all streams end was signed: list 4:\w{32} of .*\. It vouches for the 3 before it too, the newest of which no master key held had signed\.$/,
    'by whoever has looked at it',
  )
  t.same(await wrong(), [])

  const { pool } = database.open('owner')
  await pool.query('alter table signed_list disable trigger never_changed_or_removed')
  await pool.query("update signed_list set signature = sha256('') where number = 2")
  t.equal((await lines({ sign: true })).at(-1), 'Nothing was signed: what is wrong is to be looked at first.')
  await close()
})

t.test('another master key takes the place of the one before: what that signed stands by what is signed after it', async (t) => {
  const verifiable = await withTwoLists(t)
  const { laidOpen, database, today, close } = verifiable
  const next = masterKeyFrom(Buffer.alloc(32, 8))
  const look = (masters: typeof laidOpen.masters, sign = false) =>
    verify({ ...laidOpen, masters }, { sign, onProgress: () => {}, now: new Date() }).then(({ lines }) =>
      lines.filter((line) => !/key of person|^words|^WRONG {2}\w+_v/.test(line)),
    )
  const before = laidOpen.masters[0]
  const { pool } = database.open('owner')
  // As the rotation of keys does at its beginning and its end; the keys themselves are another test's.
  await pool.query('insert into master_key (name) values ($1)', [
    signedListsIn(laidOpen.room, laidOpen.store, next).signing.sign(new Set(), aList).signedBy,
  ])
  t.match(await look([before, next], true), { 0: /^the record: whole/, 3: /list 3:/ })
  const { rows } = await pool.query('select signed_by as by from signed_list order by number')
  t.not(rows[2]?.by, rows[1]?.by, 'signed with the new one from then on')
  t.match(
    (await look([next])).filter((line) => line.startsWith('signed lists')),
    [/^signed lists: whole\. 3 lists/],
    'held alone, it vouches for all',
  )

  const lost = masterKeyFrom(Buffer.alloc(32, 6))
  t.match(
    await look([lost]),
    [1, 2, 3].map(
      (number) => new RegExp(`^WRONG {2}the signed list ${number} of ${today} is signed with the master key .*, which is not held here`),
    ),
  )
  await close()
})

const aList = {
  number: 1,
  day: '2026-01-01',
  madeAt: '2026-01-01T00:00:00.000Z',
  position: 0n,
  streams: 0,
  root: Buffer.alloc(32),
  changed: Buffer.alloc(32),
  previous: null,
}
