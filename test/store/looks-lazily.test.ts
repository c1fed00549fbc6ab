import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/open.ts'
import { met } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { mark, stream } from './contract.ts'

t.test('also where the record is filled lazily a look is kept for good before anybody is told', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-looks-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const SEALING_KEY_FILE = path.join(folder, 'sealing.key')
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  const { serviceUrl, open } = await withDatabase(t)
  const { pool } = open('owner')
  await pool.query(`
    create table committed (what text, how text);
    grant insert on committed to public;
    create function say_how() returns trigger language plpgsql as $$
    begin
      insert into committed values (tg_relname, current_setting('synchronous_commit'));
      return null;
    end $$;
    create trigger say_how after insert on look for each statement execute function say_how();
    create trigger say_how after insert on record for each statement execute function say_how()`)

  const config = readConfig({ DATABASE_URL: serviceUrl, SEALING_KEY_FILE, TOKEN_KEYS: path.join(folder, 'none.json') })
  const house = await openHouse(config, { as: 'task', log: pino({ level: 'silent' }), lazyCommit: true })
  t.teardown(house.close)
  await house.record.append(stream(), 0, [met()], mark)
  const person = '00000000-0000-4000-8000-000000000001'
  await house.looks.note([{ person, at: '2026-03-01T10:00:00.000Z', by: { sub: 'amira', role: 'reviewer' }, what: 'profile', why: 'area' }])
  const { rows } = await pool.query('select what, how from committed order by what')
  t.same(rows, [
    { what: 'look', how: 'on' },
    { what: 'record', how: 'off' },
  ])
})
