import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { journey, linesOf } from '../../projections/journey.ts'
import { retell } from '../../src/domain/retelling.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn, told } from '../support/lives.ts'
import { entry, recordedAs } from '../support/spec.ts'

/** A word that nobody would write. */
const planted = 'Quibblewick'

const met = entry('PersonMet', {
  happened: { from: '2026-01-01' },
  facts: { area: 'X10000101', howTheyCame: 'self' },
  words: { name: planted, howToReachMe: planted },
})
/** An entry with words wherever an entry can have them. */
const seen = entry('AspectSeen', {
  happened: { from: '2026-03' },
  saidBy: { who: 'family', name: planted, how: 'supported' },
  setting: { where: 'home', withWhom: ['family'], howIFelt: planted, whatWasHappening: planted },
  facts: { often: 'often' },
  words: { aspect: { text: planted, quote: true } },
})

t.test('the stored journey holds no words: neither what was said, nor the name of who said it, nor what was going on', async (t) => {
  const database = await withDatabase(t)
  const record = recordIn(database)
  const db: Db = database.open<never>('unfolding_projector').db
  await told(record, randomUUID(), met, seen)
  t.equal(await takeBatch({ db, record }, journey, { limit: 10 }), 2)

  const { rows } = await sql<{ row: string; line: object }>`
    select j::text as row, line from journey_v1 j order by first_day`.execute(db)
  t.same(
    rows.map(({ row }) => row.includes(planted)),
    [false, false],
  )
  const line = rows[1]?.line ?? {}
  t.match(line, {
    saidBy: { who: 'family', how: 'supported' },
    setting: { where: 'home', withWhom: ['family'] },
    facts: { often: 'often' },
  })
  t.equal('words' in line, false)
})

t.test('a line of a journey has no words of its own, even where the story that it is made of was opened', async (t) => {
  const lines = linesOf(retell([met, seen].map(recordedAs)))
  t.same(
    lines.map(({ entry }) => 'words' in entry),
    [false, false],
  )
  t.equal(JSON.stringify(lines).includes(planted), false)
})

t.test('a line of a journey shows both clocks, who wrote it down, and whether it is only about then', async (t) => {
  const [first, second] = linesOf(retell([met, seen].map(recordedAs), { asAt: '2026-03-10' }))
  t.match(first, { revision: 1, firstDay: '2026-01-01', coarse: 0, entry: { id: met.id, happened: { from: '2026-01-01' } } })
  t.match(second, { revision: 2, firstDay: '2026-03-01', coarse: 1, entry: { id: seen.id, happened: { from: '2026-03' }, about: true } })
  t.match(second?.entry, { recordedAt: '2026-06-15T09:00:00.000Z', recordedBy: { sub: 'amira', role: 'practitioner' } })
  t.equal('about' in (first?.entry ?? {}), false)
})
