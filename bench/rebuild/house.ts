import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { makersFor } from '../../src/keeping-up/makers.ts'
import { openHouse as open } from '../../src/open.ts'
import type { Rebuilding } from '../../src/projecting/rebuild.ts'
import type { Db } from '../../src/projecting/writer.ts'
import { openDatabase } from '../../src/store/database.ts'
import { type PostgresStore, postgresStore } from '../../src/store/postgres.ts'
import type { TheRecord } from '../../src/store/record.ts'
import type { Folder } from '../folder.ts'

/** The record and the projector's connections, as the service has them, and the store under the record. */
export interface House {
  dataDir: string
  db: Db
  record: TheRecord
  store: PostgresStore
  /** The threads that make something of stories for a rebuild, as `npm run rebuild` has them. */
  makers: Rebuilding['makers']
  close(): Promise<void>
}

export async function openHouse({ dataDir, serviceUrl }: Pick<Folder, 'dataDir' | 'serviceUrl'>): Promise<House> {
  const config = readConfig({ DATA_DIR: dataDir })
  const { projector, record, close } = await open(config, { as: 'task', log: pino({ level: 'silent' }) })
  const forRecord = openDatabase(serviceUrl, 'unfolding_record')
  return {
    dataDir,
    db: projector,
    record,
    store: postgresStore(forRecord),
    makers: (entries) => makersFor(config, entries),
    async close() {
      await forRecord.close()
      await close()
    },
  }
}
