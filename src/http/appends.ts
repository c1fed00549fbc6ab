import { StoreUnavailable } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'

/** For how long it is said that nothing can be written, in milliseconds, when nobody has tried again: unless it is said to be ready once more nobody will. */
const saidFor = 10_000

/** The record, of which it is known whether what was to be written last could be: where its disk is full it is read as ever. */
export interface MindedRecord {
  record: TheRecord
  turnsAway(): boolean
}

/** Minds what becomes of every append. */
export function mindAppends(record: TheRecord): MindedRecord {
  let turnedAwayAt: number | undefined
  return {
    turnsAway: () => turnedAwayAt !== undefined && performance.now() - turnedAwayAt < saidFor,
    record: {
      ...record,
      async append(stream, expected, some, mark) {
        try {
          const kept = await record.append(stream, expected, some, mark)
          if (some.length > 0) turnedAwayAt = undefined
          return kept
        } catch (error) {
          if (error instanceof StoreUnavailable) turnedAwayAt = performance.now()
          throw error
        }
      },
    },
  }
}
