import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import type { EventStore, Mark } from '../../src/store/event-store.ts'
import { personStream } from '../../src/store/event-store.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKeyFrom } from '../../src/store/master-key.ts'
import { postgresStore } from '../../src/store/postgres.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { remembering } from '../../src/store/remembering.ts'
import { sealedRecord } from '../../src/store/sealing.ts'
import type { TestDatabase } from './database.ts'

/** A practitioner who writes things down. */
export const amira: Mark['by'] = { sub: 'amira', role: 'practitioner' }

/** The record in a test's own database, as the service has it: remembering what was read, `entriesAtMost`. The clock says what it is told to. */
export function recordIn(database: TestDatabase, clock: () => Date = () => new Date(), entriesAtMost?: number): TheRecord {
  const keys = keysIn(database.open('unfolding_record'), masterKeyFrom(Buffer.alloc(32, 7)))
  return sealedRecord(storeIn(database, { clock, entriesAtMost }), keys)
}

/** What keeps the record of a test: its own database, or the stand-in beside it. */
export function storeIn(
  { open, kurrentdb }: TestDatabase,
  { clock = () => new Date(), entriesAtMost }: { clock?: () => Date; entriesAtMost?: number | undefined } = {},
): EventStore {
  if (kurrentdb) return kurrentdb.open({ clock, entriesAtMost })
  return remembering(postgresStore(open('unfolding_record'), { clock }), { entriesAtMost })
}

/** Puts entries on the record without deciding on them, one append each. */
export async function told(record: TheRecord, person: string, ...entries: AnyEntry[]): Promise<Recorded<AnyEntry>[]> {
  const stream = personStream(person)
  const recorded: Recorded<AnyEntry>[] = []
  for (const entry of entries) {
    const story = await record.read(stream, { words: false })
    recorded.push(...(await record.append(stream, story.length, [entry], { by: amira })))
  }
  return recorded
}
