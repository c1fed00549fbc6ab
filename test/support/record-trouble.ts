import type { Link } from '../../src/store/chain.ts'
import type { Stream } from '../../src/store/event-store.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import type { TestDatabase } from './database.ts'

/** What is done to a record behind the service's back, wherever it is kept. */

/** Makes every append fail: the record is out of reach, or somebody else was always first. Gives what mends it. */
export async function appendsFail({ kurrentdb, open }: TestDatabase, why: 'out-of-reach' | 'overtaken'): Promise<() => Promise<unknown>> {
  if (kurrentdb) {
    kurrentdb.standIn.trouble = why === 'overtaken' ? 'overtaken' : 'not-ready'
    return async () => {
      kurrentdb.standIn.trouble = undefined
    }
  }
  const { pool } = open('owner')
  const code = why === 'overtaken' ? 'unique_violation' : '57P01'
  await pool.query(
    `create function failing() returns trigger language plpgsql as $$ begin raise exception 'failing' using errcode = '${code}'; end $$`,
  )
  await pool.query('create trigger failing before insert on record for each row execute function failing()')
  return () => pool.query('drop trigger failing on record')
}

/** Makes the record one that cannot be read. */
export async function readsFail({ kurrentdb, open }: TestDatabase): Promise<void> {
  if (kurrentdb) kurrentdb.standIn.trouble = 'not-ready'
  else await open('owner').pool.query('revoke select on record from unfolding_record')
}

/** Changes the last byte of the sealed words of whatever has this revision; gives how many there were. */
export async function spoilWords({ kurrentdb, open }: TestDatabase, revision: number): Promise<number | null> {
  if (kurrentdb) return kurrentdb.standIn.spoil(revision)
  const { pool } = open('owner')
  await pool.query('alter table record disable trigger never_changed_or_removed')
  const spoilt = await pool.query(
    `update record set sealed = set_byte(sealed, octet_length(sealed) - 1, (get_byte(sealed, octet_length(sealed) - 1) + 1) % 256) where revision = $1`,
    [revision],
  )
  return spoilt.rowCount
}

/** A stream as it is stored. */
export function storedIn({ kurrentdb, open }: TestDatabase, stream: Stream): Promise<Link[]> {
  return (kurrentdb ? kurrentdb.open() : postgresStore(open('unfolding_record'))).links(stream)
}
