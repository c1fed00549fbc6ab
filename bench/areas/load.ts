import type pg from 'pg'
import { apart } from '../../src/domain/facts-and-words.ts'
import { bodyOf, hashAfter, type Said } from '../../src/store/chain.ts'
import { personStream } from '../../src/store/event-store.ts'
import { lifeNumbered, type WrittenLife } from './lives.ts'

/** How many lives go to the database in one statement. */
const atOnce = 100

/** How many lives of how many entries. */
export interface HowMany {
  people: number
  entries: number
}

/**
 * Puts made-up lives on the record in bulk, as its owner: bodies, hashes, revisions and positions as the service itself would have written them, one after
 * another in the order of time. Their words are left out: nothing that is measured reads any.
 */
export async function load(pool: pg.Pool, { people, entries }: HowMany, onLoaded: (entries: number) => void): Promise<void> {
  const positions = inOrderOfTime({ people, entries })
  await pool.query('create unlogged table loading (like record)')
  for (let from = 0; from < people; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, people - from) }, (_, i) => rowsOf(lifeNumbered(from + i, entries))).flat()
    await pool.query(insert, [
      rows.map((_, i) => positions[from * entries + i]),
      rows.map(({ stream }) => stream),
      rows.map(({ revision }) => revision),
      rows.map(({ id }) => id),
      rows.map(({ type }) => type),
      rows.map(({ at }) => at),
      rows.map(({ body }) => body),
      rows.map(({ hash }) => hash),
    ])
    onLoaded(from * entries + rows.length)
  }
  await pool.query('insert into record select * from loading order by position')
  await pool.query('drop table loading')
  await pool.query('vacuum analyze record')
}

const insert = `
  insert into loading (position, stream, revision, id, type, at, body, hash)
  select * from unnest($1::bigint[], $2::text[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::bytea[])`

/** The position of each entry, life by life. */
function inOrderOfTime({ people, entries }: HowMany): Uint32Array {
  const times = new Float64Array(people * entries)
  for (let number = 0; number < people; number += 1) {
    for (const [i, { at }] of lifeNumbered(number, entries).entries.entries()) times[number * entries + i] = Date.parse(at)
  }
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  const positions = new Uint32Array(times.length)
  for (const [i, entry] of order.entries()) positions[entry] = i + 1
  return positions
}

function rowsOf({ person, entries }: WrittenLife): (Said & { body: string; hash: Uint8Array })[] {
  let hash: Uint8Array | undefined
  return entries.map(({ at, by, entry }, i) => {
    const { id, type, ...clear } = apart(entry).clear
    const said: Said = { stream: personStream(person), revision: i + 1, id, type, at, clear, mark: { by, from: 'import' } }
    const body = bodyOf(said)
    hash = hashAfter(hash, body, undefined)
    return { ...said, body, hash }
  })
}
