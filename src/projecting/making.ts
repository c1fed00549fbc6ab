import type { Stream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Made, madeTogether } from './made.ts'
import { readStories } from './stories.ts'

/** Some stories, and what is to be made of them as they were at a place of the record. */
export interface ToMake {
  streams: readonly Stream[]
  to: bigint
  all: readonly Pick<Checkpoint, 'projection' | 'editions'>[]
}

/** Others who make something of stories beside each other: threads, where the machine has processors for them. */
export interface Makers {
  /** How many of them there are. */
  many: number
  /** What was made for each projection; undefined where it could not be done there: then it is done here, and fails here where it must. */
  make(what: ToMake): Promise<Made[] | undefined>
  stop(): Promise<void>
}

/** Reads stories from their beginning, and makes of them what each projection makes. */
export async function makeOf(record: TheRecord, { streams, to, all }: ToMake): Promise<Made[]> {
  const projections = all.map(({ projection }) => projection)
  return madeTogether(await readStories(record, streams, { from: 0n, to, projections }), all)
}
