import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { ask, met } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn, told } from '../support/lives.ts'
import { root } from '../support/service.ts'

const planted = 'Quibblewick'

t.test('the stories whose rule has run are listed by id and day, and nothing is forgotten by that', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-retention-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const database = await withDatabase(t)
  let now = '2009-05-04T10:00:00.000Z'
  const record = recordIn(database, () => new Date(now))
  const [longAgo, died, lately] = [randomUUID(), randomUUID(), randomUUID()]
  const on = (from: string) => ({ happened: { from } })
  await told(record, longAgo, { ...met('X10000101', planted), ...on('2009-05-04') })
  now = '2016-01-10T10:00:00.000Z'
  await told(
    record,
    died,
    { ...met('X10000101', planted), ...on('2009-05-04') },
    ask('PersonDied', {}, { ...on('2015-12'), words: { about: planted } }),
  )
  now = new Date().toISOString()
  await told(record, lately, met('X10000101', planted))

  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  const elsewhere = database.kurrentdb && { KURRENTDB_URL: database.kurrentdb.standIn.url }
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.serviceUrl,
    SEALING_KEY_FILE,
    TOKEN_KEYS: path.join(folder, 'none.json'),
    ...elsewhere,
  }
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [path.join(root, 'src/tasks/retention.ts'), ...args], { cwd: folder, env: env as never }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    )

  t.match(await run(), { code: 1, stdout: '', stderr: /^Say what: npm run retention -- due / })
  t.match(await run('due'), {
    code: 1,
    stdout: '',
    stderr: /^There is no file retention\.json, and no rule is made up here.*\n\[{"rule": /,
  })
  const rules = (text: string) => writeFile(path.join(folder, 'retention.json'), text)
  await rules('8 years')
  t.match(await run('due'), { code: 1, stderr: /^retention\.json is not JSON\. / })
  await rules('[{"rule": "ours", "after": "death", "years": 8}, {"rule": "other", "after": "birth", "years": 8, "days": 1}]')
  t.match(await run('due'), { code: 1, stderr: /^retention\.json: rule 2, after: .*; rule 2: .*days.*\. It should look like this:\n\[{/ })

  await rules('[{"rule": "eight years", "after": "last-entry", "years": 8}, {"rule": "after a death", "after": "death", "years": 3}]')
  const { code, stdout, stderr } = await run('due')
  t.same([code, stderr], [0, ''])
  t.same(stdout.split('\n').slice(0, -2), [
    'person\tdue since\trule',
    `${longAgo}\t2017-05-04\teight years`,
    `${died}\t2018-12-31\tafter a death`,
    `${died}\t2024-01-10\teight years`,
  ])
  t.match(stdout, /\n2 stories are due\. Nothing goes by itself: a steward forgets a story, POST \/steward\/people\/<person>\/forget .*\n$/)
  t.notOk(stdout.includes(planted))
  t.same((await database.open('owner').pool.query('select from key_forgotten')).rows, [])

  await writeFile(path.join(folder, 'other.json'), '[{"rule": "for ever", "after": "death", "years": 150}]')
  t.match(await run('due', '--rules', 'other.json'), {
    code: 0,
    stdout: /^person\tdue since\trule\nNo rule has run for any story\. Nothing goes by itself/,
  })
})
