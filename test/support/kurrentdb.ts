import type { Test } from 'tap'
import { kurrentClient } from '../../src/store/kurrentdb/client.ts'
import { type KurrentOptions, type KurrentStore, kurrentStore } from '../../src/store/kurrentdb.ts'
import { type StandIn, startStandIn } from './kurrentdb/stand-in.ts'

/** Whether the tests are run with the record in KurrentDB. */
export const inKurrentDb = process.env.TEST_RECORD === 'kurrentdb'

/** A KurrentDB of a test's own, with nothing in it: the stand-in, and the store on it, as often as asked. */
export interface TestKurrentDb {
  standIn: StandIn
  open(options?: KurrentOptions): KurrentStore
}

export async function withKurrentDb(t: Pick<Test, 'teardown'>): Promise<TestKurrentDb> {
  const standIn = await startStandIn()
  t.teardown(standIn.stop)
  return {
    standIn,
    open(options) {
      const store = kurrentStore(kurrentClient(standIn.url), options)
      t.teardown(store.close)
      return store
    },
  }
}
