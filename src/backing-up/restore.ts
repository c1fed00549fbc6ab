import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { EventStore } from '../store/event-store.ts'
import type { Home } from '../store/home.ts'
import { checkMasterKeys } from '../store/keys.ts'
import type { MasterKey } from '../store/master-key.ts'
import { migrateWithin, migratingAlone } from '../store/migrate.ts'
import { bytesIn, type Client, notOfAnExtension, plainly, putRows, quoted, valuesIn } from '../store/rows.ts'
import { kept } from '../store/writing.ts'
import { linesOf, readRows } from './files.ts'
import type { LookedOver } from './looked-over.ts'
import { type FinishedPart, fileOf, NotRestored } from './manifest.ts'

export interface Restoring {
  /** The database to restore into, as its owner, on one connection. */
  owner: Database<unknown>
  /** What is to keep the record. */
  home: Home
  masters: readonly [MasterKey, ...MasterKey[]]
  onProgress(done: number, of: number): void
}

/**
 * Restores into a database in which there is nothing: builds it as it was when it was backed up, brings all rows back, and then brings it up to date; all of it in one transaction, so that it is there whole or not at all. Nothing
 * is taken for seen to of what was taken away since: that is looked after from the beginning of the record. Views are empty, and made by the service. Throws a plain sentence.
 */
export async function restore({ owner, home, masters, onProgress }: Restoring, { record, keys }: LookedOver): Promise<void> {
  let client: Client | undefined
  owner.pool.once('acquire', (one) => {
    client = one
  })
  await owner.db.transaction().execute(async (tx) => {
    if (!client) throw new Error('There is no connection.')
    await migratingAlone(tx)
    await refuseFull(client)
    await sql.raw(plainly).execute(tx)
    // Both parts were built by migrations in the same order: the one that had fewer knows fewer tables and columns.
    const [fewer, more] = [record.manifest.migrations, keys.manifest.migrations].sort((one, other) => one.length - other.length)
    const at = { rows: 0, of: rowsIn(record) + rowsIn(keys) }
    for (const migrations of fewer?.length === more?.length ? [fewer] : [fewer, more]) {
      await migrateWithin(tx, migrations?.at(-1))
      for (const part of [record, keys])
        if (part.manifest.migrations.length === migrations?.length)
          await bringBack(
            client,
            part,
            (rows) => {
              at.rows += rows
              onProgress(at.rows, at.of)
            },
            home,
          )
      // A table with checks still to be made cannot be changed.
      await sql`set constraints all immediate`.execute(tx)
      await sql`set constraints all deferred`.execute(tx)
    }
    await migrateWithin(tx)
    await sql`update key_sweep set position = 0`.execute(tx)
    await sql`insert into record_home (home) values (${home})`.execute(tx)
    await sql`select setval('look_id_seq', max(id)) from look having max(id) is not null`.execute(tx)
    await checkMasterKeys(client, ...masters)
  })
}

/** Throws a plain sentence where there is anything in the database. */
export async function refuseFull(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I', 't') and ${notOfAnExtension} order by 1 limit 1`,
  )
  if (rows[0])
    throw new NotRestored(
      `There is something in this database already (${rows[0].name}). A backup is restored into one in which there is nothing, not even what npm run migrate makes.`,
    )
}

/** Brings the rows of one part back; of the record itself only where it is kept here. What migrations put into a table is in the backup too. */
async function bringBack(client: Client, { folder, manifest }: FinishedPart, onRows: (rows: number) => void, home: Home): Promise<void> {
  const tables = manifest.tables.filter(({ table }) => table !== 'record' || home === 'postgresql')
  if (manifest.part === 'keys') for (const { table } of tables.toReversed()) await client.query(`delete from ${quoted(table)}`)
  for (const table of tables) {
    const rows = await putRows(client, table, readRows(fileOf(folder, table.table), onRows))
    if (rows !== table.rows) throw new NotRestored(`Of ${table.table} ${rows} rows were restored, not ${table.rows}.`)
  }
}

function rowsIn({ manifest }: FinishedPart): number {
  return manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
}

/** The record of a backup, to be read once, from its beginning on. */
export function recordIn({ folder, manifest }: FinishedPart): Pick<EventStore, 'readAll' | 'head'> {
  const columns = manifest.tables.find(({ table }) => table === 'record')?.columns ?? []
  const lines = linesOf(fileOf(folder, 'record'))
  return {
    head: async () => BigInt(manifest.record.head),
    async readAll(_after, limit) {
      const page: ReturnType<typeof kept>[] = []
      while (page.length < limit) {
        const { value, done } = await lines.next()
        if (done) break
        const values = valuesIn(value)
        const of = (column: string) => values[columns.indexOf(column)] ?? null
        const [sealed, hash] = [of('sealed'), of('hash') ?? '']
        page.push(
          kept({
            position: BigInt(of('position') ?? 0),
            body: of('body') ?? '',
            sealed: sealed === null ? null : bytesIn(sealed),
            hash: bytesIn(hash),
          }),
        )
      }
      return page
    },
  }
}
