import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { bodyOf } from '../store/chain.ts'
import { type Connections, inTransaction } from '../store/database.ts'
import type { EventStore, Kept } from '../store/event-store.ts'
import type { Home } from '../store/home.ts'
import { knownMigrations, migrationsIn } from '../store/migrate.ts'
import { type Client, hex, lineOf, notOfAnExtension, plainly, quoted, rowsOf } from '../store/rows.ts'
import { emptyFolder, writeRows } from './files.ts'
import { fileOf, type KeptTable, type Manifest, writeManifest } from './manifest.ts'
import { isKept, isView, kept, leftOut, type Part, parts } from './tables.ts'

export interface BackingUp {
  /** The database, as its owner. */
  owner: Pick<Connections, 'pool'>
  /** What keeps the record, where that is not the database. */
  elsewhere?: Pick<EventStore, 'readAll' | 'head'> | undefined
  folder: string
  /** What both parts are called by. */
  backup: string
  now: Date
  onProgress(done: number, of: number): void
}

/** What was backed up, in rows. */
export interface BackedUp {
  entries: number
  rows: Record<Part, number>
  head: bigint
}

/** How many entries are read at once from elsewhere. */
const atOnce = 1_000

/**
 * Writes everything that cannot be made again from the record into a new folder, as it was at one moment, while services write: the record and what goes with it in one part, the keys of its words in another. A
 * part is finished once its manifest is there, which is written last. Where the record is kept elsewhere it is read first, up to where it ended when this began: keys that come after it do no harm, an entry whose key
 * does not would be lost.
 */
export async function backUp({ owner, elsewhere, folder, backup, now, onProgress }: BackingUp): Promise<BackedUp> {
  await emptyFolder(folder)
  for (const part of parts) await mkdir(path.join(folder, part), { mode: 0o700 })
  const fromElsewhere = elsewhere && (await recordFrom(elsewhere, path.join(folder, 'record')))
  return inTransaction(
    owner.pool,
    async (client) => {
      await client.query(plainly)
      const migrations = await migrationsIn(client)
      await refuseUnknown(client, elsewhere ? 'kurrentdb' : 'postgresql', migrations)
      const record = fromElsewhere?.record ?? (await recordHere(client))
      const here = await tablesIn(client, record.head, elsewhere !== undefined)
      const of = here.reduce((sum, { rows }) => sum + rows, 0)
      let done = 0
      const written: Record<Part, KeptTable[]> = { record: fromElsewhere ? [fromElsewhere.table] : [], keys: [] }
      for (const { table, columns, query, part } of here) {
        const measured = await writeRows(fileOf(path.join(folder, part), table), rowsOf(client, query), (rows) => {
          done += rows
          onProgress(done, Math.max(of, done))
        })
        written[part].push({ table, columns, ...measured })
      }
      const manifest = { backup, madeAt: now.toISOString(), record, migrations }
      for (const part of ['keys', 'record'] as const) {
        const tables = kept[part].flatMap((name) => written[part].filter(({ table }) => table === name))
        await writeManifest(path.join(folder, part), { part, ...manifest, tables })
      }
      const rows = (part: Part) => written[part].reduce((sum, table) => sum + table.rows, 0)
      const entries = written.record.find(({ table }) => table === 'record')?.rows ?? 0
      return { entries, rows: { record: rows('record'), keys: rows('keys') }, head: BigInt(record.head) }
    },
    'begin isolation level repeatable read read only',
  )
}

/** Nothing is backed up that this version does not know all of, nor the keys of one record with another. */
async function refuseUnknown(client: Client, asked: Home, migrations: readonly string[]): Promise<void> {
  const known = await knownMigrations()
  if (migrations.length === 0) throw new Error('There is nothing to back up: this database has not been made ready for a service.')
  const newer = migrations.find((name) => !known.includes(name))
  if (newer !== undefined)
    throw new Error(`The database was brought up to date by a newer version of Unfolding (${newer}). Back it up with that one.`)
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm') and ${notOfAnExtension} order by 1`,
  )
  const unknown = rows.find(({ name }) => !isKept(name) && !(name in leftOut) && !isView(name))
  if (unknown)
    throw new Error(`There is a table ${unknown.name} in the database that Unfolding knows nothing of. Nothing is backed up without it.`)
  if ((await homeIn(client)) === asked) return
  throw new Error(
    asked === 'kurrentdb'
      ? 'KURRENTDB_URL: the record is in this database, not there. Leave it out.'
      : 'KURRENTDB_URL: the record that the keys of this database belong to is in KurrentDB. Say how that is reached.',
  )
}

async function homeIn(client: Client): Promise<Home> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.record_home') is not null as there")
  if (!rows[0]?.there) return 'postgresql'
  return (await client.query<{ home: Home }>('select home from record_home')).rows[0]?.home ?? 'postgresql'
}

async function recordHere(client: Client): Promise<Manifest['record']> {
  const { rows } = await client.query<{ head: string; begins: string | null }>(`
    select coalesce(max(position), 0)::text as head, (select encode(hash, 'hex') from record order by position limit 1) as begins from record`)
  return { home: 'postgresql', head: rows[0]?.head ?? '0', begins: rows[0]?.begins ?? null }
}

interface Here {
  part: Part
  table: string
  columns: string[]
  /** About how many rows it has. */
  rows: number
  query: string
}

/** The tables that are backed up, as far as there are such; the record in its order. Lists that were signed after the record was read elsewhere are none of it. */
async function tablesIn(client: Client, head: string, recordIsElsewhere: boolean): Promise<Here[]> {
  const where: Record<string, string> = recordIsElsewhere
    ? {
        signed_list: ` where position <= ${BigInt(head)}`,
        stream_head: ` where list in (select number from signed_list where position <= ${BigInt(head)})`,
      }
    : {}
  const { rows } = await client.query<{ table: string; columns: string[]; rows: number }>(
    `select relname as table, greatest(reltuples, 0)::int as rows,
       (select array_agg(attname::text order by attnum) from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns
     from pg_class where relnamespace = 'public'::regnamespace and relname = any($1)`,
    [parts.flatMap((part) => kept[part])],
  )
  return parts.flatMap((part) =>
    kept[part].flatMap((name) =>
      rows
        .filter(({ table }) => table === name && !(recordIsElsewhere && name === 'record'))
        .map((found) => {
          const order = name === 'record' ? ' order by position' : ''
          return { ...found, part, query: `select ${found.columns.map(quoted).join()} from ${quoted(name)}${where[name] ?? ''}${order}` }
        }),
    ),
  )
}

const columns = ['position', 'stream', 'revision', 'id', 'type', 'at', 'body', 'sealed', 'hash']

/** The record from elsewhere, as its rows would stand in PostgreSQL. */
async function recordFrom(
  store: Pick<EventStore, 'readAll' | 'head'>,
  folder: string,
): Promise<{ record: Manifest['record']; table: KeptTable }> {
  const head = await store.head()
  let begins: string | null = null
  async function* rows(): AsyncGenerator<Uint8Array, void> {
    for (let last = 0n; last < head; ) {
      const page = (await store.readAll(last, atOnce)).filter(({ position }) => position <= head)
      const end = page.at(-1)
      if (!end) break
      begins ??= Buffer.from(page[0]?.hash ?? []).toString('hex')
      yield Buffer.from(page.map((entry) => `${rowOf(entry)}\n`).join(''))
      last = end.position
    }
  }
  const measured = await writeRows(fileOf(folder, 'record'), rows(), () => {})
  return { record: { home: 'kurrentdb', head: String(head), begins }, table: { table: 'record', columns, ...measured } }
}

function rowOf(entry: Kept): string {
  const { position, stream, revision, id, type, at, sealed, hash } = entry
  return lineOf([String(position), stream, String(revision), id, type, at, bodyOf(entry), sealed ? hex(sealed) : null, hex(hash)])
}
