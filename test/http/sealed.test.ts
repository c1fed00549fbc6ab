import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'

/** A word that nobody would write, in every place where words can be. */
const planted = 'Quibblewick'

t.test('a dump of the record and the read models, less the person-level views, holds no planted word', async (t) => {
  const { post, get, settled, database } = await withApp(t)
  const person = randomUUID()
  const goal = randomUUID()
  const entries = [
    met('X10000101', planted),
    ask('ConversationHeld', {}, { words: { heard: `${planted} said` }, saidBy: { who: 'person', name: planted } }),
    ask(
      'AspectSeen',
      { often: 'often' },
      { saidBy: { who: 'person' }, words: { aspect: planted }, setting: { where: 'home', howIFelt: planted, whatWasHappening: planted } },
    ),
    ask(
      'GoalVoiced',
      { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
      { saidBy: { who: 'family', name: planted }, words: { goal: { text: planted, quote: true } } },
    ),
  ]
  const { status, body } = await post(`/practitioner/people/${person}/entries`, { entries })
  t.equal(status, 201)
  const seen = await get(`/practitioner/people/${person}?atLeast=${body.position}`)
  t.ok(JSON.stringify(seen.body).includes(planted), 'those in reach read it')
  await settled()

  const { pool } = database.open('owner')
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const holding: string[] = []
  for (const { name } of rows) {
    const dump = await pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    const text = dump.rows.map(({ row }) => row).join('\n')
    const inHex = Buffer.from(planted).toString('hex')
    const inBase64 = [0, 1, 2].map((shift) => Buffer.from(planted.slice(shift, shift + 9)).toString('base64'))
    if ([planted, inHex, ...inBase64].some((form) => text.includes(form))) holding.push(name)
  }
  t.ok(rows.length > 8, 'every table is looked at')
  t.same(holding.sort(), ['public.caseload_v2', 'public.profile_v1'], 'only the views of people in reach of them do')
})
