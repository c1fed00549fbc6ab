import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett'
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql'
import type { Emmett } from '../beside.ts'

/** As Emmett's documentation has it, on a pool of the caller's, its tables made before anything is appended. */
export const openStore: Emmett['openStore'] = async (connectionString, pool) => {
  const store = getPostgreSQLEventStore(connectionString, {
    schema: { autoMigration: 'None' },
    connectionOptions: { pooled: true, pool },
  })
  await store.schema.migrate()
  return {
    async append(stream, version, event) {
      const expectedStreamVersion = version === 0n ? STREAM_DOES_NOT_EXIST : version
      const { nextExpectedStreamVersion } = await store.appendToStream(stream, [event], { expectedStreamVersion })
      return nextExpectedStreamVersion
    },
    close: () => store.close(),
  }
}
