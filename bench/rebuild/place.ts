import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { AnyDatabase, Db } from '../../src/projecting/writer.ts'
import { type Connections, type DatabaseRole, openDatabase } from '../../src/store/database.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { type Keys, keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { migrate } from '../../src/store/migrate.ts'
import { type PostgresStore, postgresStore } from '../../src/store/postgres.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { remembering } from '../../src/store/remembering.ts'
import { sealedRecord } from '../../src/store/sealing.ts'

/** A PostgreSQL of a measurement's own, with its usual settings, in a folder that is removed when it is closed. */
export interface Place {
  version: string
  /** A fresh database with all migrations done. Gives how the service logs in to it. */
  database(name: string): Promise<string>
  /** What the service is told by its environment, where it works on this database. */
  environment(url: string): Readonly<Record<string, string>>
  /** Writes out what the server still has in hand, so that what is measured next does not pay for it. */
  settle(url: string): Promise<void>
  close(): Promise<void>
}

/** The record and the projector's connections, as the service has them. */
export interface House {
  db: Db
  record: TheRecord
  store: PostgresStore
  keys: Keys
  forRecord: Connections
  close(): Promise<void>
}

/** Of made-up people. */
const masterKey = Buffer.alloc(32, 7)

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-'))
  await chmod(folder, 0o711)
  const server = await openEmbedded(folder, { as: 'task' })
  const { superPassword } = JSON.parse(await readFile(path.join(server.dataDir, 'embedded.json'), 'utf8')) as { superPassword: string }
  const superUrl = `postgres://postgres:${superPassword}@127.0.0.1:${server.port}/postgres`
  const keyFile = path.join(folder, 'sealing.key')
  await writeFile(keyFile, masterKey.toString('base64'), { mode: 0o600 })
  const [version] = await asked(superUrl, 'show server_version')
  return {
    version: String(version?.server_version),
    async database(name) {
      await asked(superUrl, `create database ${name} owner unfolding_owner`)
      await migrate(inDatabase(server.ownerUrl, name))
      return inDatabase(server.serviceUrl, name)
    },
    environment: (url) => ({ DATABASE_URL: url, SEALING_KEY_FILE: keyFile, OIDC_ISSUER: 'https://sign-in.invalid' }),
    async settle(url) {
      await asked(inDatabase(superUrl, new URL(url).pathname.slice(1)), 'vacuum analyze')
      await asked(superUrl, 'checkpoint')
    },
    async close() {
      await server.close()
      for (const each of new Set([server.clusterDir, folder])) await rm(each, { recursive: true, force: true })
    },
  }
}

/** Opens the database at `url` as the service does: the record remembers what was read. */
export function openHouse(url: string): House {
  const open = (role: DatabaseRole) => openDatabase<AnyDatabase>(url, role, { statementTimeout: 0 })
  const [forRecord, projector] = [open('unfolding_record'), open('unfolding_projector')]
  const store = postgresStore(forRecord)
  const keys = keysIn(forRecord, masterKeyFrom(masterKey))
  return {
    db: projector.db,
    record: sealedRecord(remembering(store), keys),
    store,
    keys,
    forRecord,
    async close() {
      await forRecord.close()
      await projector.close()
    },
  }
}

async function asked(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

function inDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
