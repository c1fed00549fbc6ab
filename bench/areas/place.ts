import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { buildApp } from '../../src/app.ts'
import { treeOf } from '../../src/domain/area.ts'
import type { AnyDatabase } from '../../src/projecting/writer.ts'
import { type AreaTables, putAreas } from '../../src/store/areas.ts'
import { type DatabaseRole, eachRoom, openDatabase } from '../../src/store/database.ts'
import { type Embedded, openEmbedded } from '../../src/store/embedded.ts'
import { keysIn } from '../../src/store/keys.ts'
import { looksIn } from '../../src/store/looks.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { migrate } from '../../src/store/migrate.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import { remembering } from '../../src/store/remembering.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import { tokens } from '../../test/support/app.ts'
import { land } from './land.ts'

/** A PostgreSQL of a measurement's own, with its usual settings, in a folder that is removed when it is closed. */
export interface Place {
  /** A fresh database, migrated, with 211 areas, and the service on it. */
  house(name: string): Promise<House>
  version: string
  close(): Promise<void>
  /** As it is, whoever still asks something. */
  drop(): Promise<void>
}

export type House = Awaited<ReturnType<typeof houseIn>>

export async function openPlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-'))
  await chmod(folder, 0o711)
  const server = await openEmbedded(folder, { as: 'task' })
  const { superPassword } = JSON.parse(await readFile(path.join(server.dataDir, 'embedded.json'), 'utf8')) as { superPassword: string }
  const superUrl = `postgres://postgres:${superPassword}@127.0.0.1:${server.port}/postgres`
  const { rows } = await asked(superUrl, 'show server_version')
  const houses: House[] = []
  async function drop() {
    await server.close()
    for (const each of new Set([server.clusterDir, folder])) await rm(each, { recursive: true, force: true })
  }
  return {
    version: String(rows[0]?.server_version),
    async house(name) {
      await asked(superUrl, `create database ${name} owner unfolding_owner`)
      const house = await houseIn(server, name)
      houses.push(house)
      return house
    },
    drop,
    async close() {
      for (const house of houses) await house.close()
      await drop()
    },
  }
}

async function houseIn({ ownerUrl, serviceUrl }: Embedded, name: string) {
  const url = (address: string) => Object.assign(new URL(address), { pathname: `/${name}` }).href
  await migrate(url(ownerUrl))
  const opened: { close(): Promise<void> }[] = []
  const open = (role: DatabaseRole) => {
    const database = openDatabase<AnyDatabase>(url(role === 'owner' ? ownerUrl : serviceUrl), role, { statementTimeout: 0 })
    opened.push(database)
    return database
  }
  const [owner, projector, forRecord] = [open('owner'), open('unfolding_projector'), open('unfolding_record')]
  await putAreas(owner.db as AreaDb, land)
  const areas = treeOf(land)
  const store = postgresStore(forRecord)
  const record = sealedRecord(remembering(store), keysIn(forRecord, masterKeyFrom(Buffer.alloc(32, 7))))
  const app = await buildApp({
    record,
    rooms: eachRoom((role) => open(role).db),
    looks: looksIn(open('unfolding_looks')),
    areas,
    knowsArea: (area) => areas.areas.has(area),
    clock: () => new Date(),
    tokens,
    log: pino({ level: 'silent' }),
    nameWorkers: false,
    rateLimit: 10_000_000,
    rateLimitSubject: 10_000_000,
    late: 0,
  })
  return {
    app,
    areas,
    record,
    links: store.links,
    owner: owner.pool,
    projector: projector.db,
    async close() {
      await app.close()
      for (const each of opened) await each.close()
    },
  }
}
type AreaDb = ReturnType<typeof openDatabase<AreaTables>>['db']

async function asked(connectionString: string, text: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
