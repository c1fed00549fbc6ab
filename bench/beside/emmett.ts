import { type Event, type ReadEvent, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett'
import { getPostgreSQLEventStore, pongoSingleStreamProjection, rebuildPostgreSQLProjections } from '@event-driven-io/emmett-postgresql'
import type { BesideDocument, Emmett } from '../beside.ts'

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

export const tell: Emmett['tell'] = async (connectionString, stories) => {
  const store = getPostgreSQLEventStore(connectionString, { schema: { autoMigration: 'None' } })
  try {
    await store.schema.migrate()
    for (const [stream, events] of stories) await store.appendToStream(stream, [...events])
  } finally {
    await store.close()
  }
}

export const rebuild: Emmett['rebuild'] = async (connectionString, { name, types, initial, evolve }) => {
  const projection = pongoSingleStreamProjection<BesideDocument, Event>({
    collectionName: name,
    canHandle: [...types],
    initialState: () => ({ ...initial }),
    evolve: (document: BesideDocument, { type, data, metadata }: ReadEvent) => evolve(document, { type, data, metadata: { ...metadata } }),
  })
  const consumer = rebuildPostgreSQLProjections({ connectionString, projections: [projection] })
  try {
    await consumer.start()
  } finally {
    await consumer.close()
  }
}
