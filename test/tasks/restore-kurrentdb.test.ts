import { randomUUID } from 'node:crypto'
import path from 'node:path'
import t from 'tap'
import { backUp } from '../../src/backing-up/back-up.ts'
import { partIn } from '../../src/backing-up/manifest.ts'
import { personStream } from '../../src/store/event-store.ts'
import { met } from '../support/asking.ts'
import { emptyPlace, newFolder, run, settingsFor } from '../support/backing-up.ts'
import { withKurrentDb } from '../support/kurrentdb.ts'
import { recordIn, told } from '../support/lives.ts'
import { tellOfThree, withVerifiable } from '../support/verifying.ts'

t.test('a record in KurrentDB is in the backup too, and is restored into one, or into PostgreSQL', async (t) => {
  const verifiable = await withVerifiable(t, { home: 'kurrentdb' })
  const { kurrentdb } = verifiable.database
  const { sam } = await tellOfThree(verifiable)
  await verifiable.lines({ sign: true })
  await verifiable.close()
  await verifiable.database.open('owner').pool.query('drop table keys_before')
  const settings = await settingsFor(t, verifiable.database, { kurrentdb })
  const backup = path.join(await newFolder(t), 'backup')
  const { KURRENTDB_URL: _, ...without } = settings
  t.match(await run(without, 'backup', path.join(await newFolder(t), 'new')), {
    code: 1,
    err: /^KURRENTDB_URL: the record that the keys of this database belong to is in KurrentDB/,
  })
  t.match(await run(settings, 'backup', backup), { code: 0, out: /^12 entries are in / })

  const there = await emptyPlace(t, { kurrentdb: await withKurrentDb(t) })
  t.match(await run(there.settings, 'restore', backup), { code: 0, err: '' })
  const verified = await run(there.settings, 'verify')
  t.equal(verified.code, 0, verified.out)
  t.match(verified.out, /^the record: whole\. 12 entries in 4 streams\./)

  const here = await emptyPlace(t)
  t.match(await run(here.settings, 'restore', backup), { code: 0, err: '' })
  t.match(await run(here.settings, 'verify'), { code: 0, out: /^the record: whole\. 12 entries in 4 streams\./ })
  t.equal((await here.database.open('owner').pool.query('select from record where stream = $1', [personStream(sam)])).rowCount, 5)

  const kurrent = there.settings.KURRENTDB_URL ?? ''
  const beside = await emptyPlace(t)
  const besideIt = { ...beside.settings, KURRENTDB_URL: kurrent }
  t.match(
    await run(besideIt, 'restore', backup, '--record-is-there'),
    { code: 0, err: '' },
    'or beside one that KurrentDB brought back itself',
  )
  t.match(await run(besideIt, 'verify'), { code: 0, out: /^the record: whole\. 12 entries in 4 streams\./ })

  const full = await withKurrentDb(t)
  await recordIn({ ...there.database, kurrentdb: full }).append(personStream(sam), 0, [met()], {
    by: { sub: 'amira', role: 'practitioner' },
  })
  const another = await emptyPlace(t, { kurrentdb: full })
  t.match(await run(another.settings, 'restore', backup), { code: 1, err: /^There is another record in the place to copy to/ })
  t.match(await run(another.settings, 'restore', backup, '--record-is-there'), {
    code: 1,
    err: /^--record-is-there: KurrentDB holds another record/,
  })
  t.equal(await another.tables(), 0)
})

t.test('where the record is elsewhere, a list that was signed after it was read is none of it', async (t) => {
  const verifiable = await withVerifiable(t, { home: 'kurrentdb' })
  const { tom } = await tellOfThree(verifiable)
  await verifiable.lines({ sign: true })
  const store = verifiable.database.kurrentdb?.open()
  const head = await store?.head()
  await told(verifiable.record, tom, met())
  await verifiable.lines({ sign: true })
  await verifiable.close()
  const owner = verifiable.database.open('owner')
  await owner.pool.query('drop table keys_before')
  const folder = path.join(await newFolder(t), 'backup')
  const elsewhere = store && { ...store, head: async () => head ?? 0n }
  const backup = randomUUID()
  t.match(await backUp({ owner, elsewhere, folder, backup, now: new Date(), onProgress: () => {} }), { entries: 12 })
  const { manifest } = await partIn(folder, 'record')
  t.match(manifest, { backup, record: { head: String(head), home: 'kurrentdb' } })
  const rows = (name: string) => manifest.tables.find(({ table }) => table === name)?.rows
  t.same([rows('signed_list'), rows('stream_head')], [1, 4])
})
