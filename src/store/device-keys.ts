import { randomBytes } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'

/** The key that a worker seals with what waits on their devices: 256 bits, made when it is first asked for, and the same from then on. */
export async function deviceKeyOf(db: QueryExecutorProvider, worker: string): Promise<Uint8Array> {
  await sql`insert into device_key (worker, key) values (${worker}, ${randomBytes(32)}) on conflict do nothing`.execute(db)
  const { rows } = await sql<{ key: Buffer }>`select key from device_key where worker = ${worker}`.execute(db)
  return rows[0]?.key ?? deviceKeyOf(db, worker)
}
