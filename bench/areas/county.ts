import { monitorEventLoopDelay } from 'node:perf_hooks'
import { areaCounts } from '../../projections/area-counts.ts'
import { makeReleases } from '../../projections/area-release.ts'
import { kindOf } from '../../src/domain/catalogue.ts'
import { rebuild } from '../../src/projecting/rebuild.ts'
import { verifyChain } from '../../src/store/chain.ts'
import { personStream } from '../../src/store/event-store.ts'
import { afterLast, lifeNumbered } from './lives.ts'
import { type HowMany, load } from './load.ts'
import type { House, Place } from './place.ts'

/** A county that is counted and released, and how long that took, in seconds. */
export interface County {
  house: House
  took: { counting: number; releasing: number; editions: readonly number[]; longestHold: number }
  /** How many rows there are: of the record, of true numbers, of published ones. */
  rows: { entries: number; counted: number; published: number; counts: string; record: string }
}

/** Makes a county of so many lives from nothing: bulk load, a rebuild of the counts, every release there has been. */
export async function makeCounty(
  place: Place,
  { name, ...howMany }: HowMany & { name: string },
  say: (what: string) => void,
): Promise<County> {
  const house = await place.house(name)
  say(`recording ${howMany.people} lives of ${howMany.entries} entries …`)
  await load(house.owner, howMany, () => {})
  await check(house, howMany)

  const began = performance.now()
  const needs = { db: house.projector, record: house.record }
  let told = 0n
  await rebuild(needs, areaCounts, {
    onProgress({ upTo, of }) {
      if (upTo < of && upTo - told < of / 10n) return
      told = upTo
      say(`counted ${upTo} of ${of} entries, ${since(began).toFixed(0)} s …`)
    },
  })
  const counting = since(began)

  const held = monitorEventLoopDelay({ resolution: 5 })
  held.enable()
  const first = performance.now()
  let last = first
  const editions: number[] = []
  await makeReleases(house.projector, {
    areas: house.areas,
    month: afterLast.slice(0, 7),
    head: () => house.record.head(),
    made(edition) {
      editions.push(since(last))
      last = performance.now()
      if (edition.endsWith('-12')) say(`released up to ${edition}, ${since(first).toFixed(0)} s …`)
    },
  })
  held.disable()
  const took = { counting, releasing: since(first), editions, longestHold: held.max / 1e9 }
  await house.owner.query('vacuum analyze area_published_v1')
  return { house, took, rows: await rowsIn(house) }
}

/** What was loaded is what the service itself could have written: each fact can be recorded, and the chain of hashes holds. */
async function check({ links, record }: House, { people, entries }: HowMany): Promise<void> {
  for (let number = 0; number < people; number += Math.ceil(people / 50)) {
    const stream = personStream(lifeNumbered(number, entries).person)
    const story = await record.read(stream)
    if (story.length !== entries) throw new Error(`${stream} has ${story.length} entries.`)
    for (const { type, facts } of story) kindOf(type)?.facts.parse(facts)
    if (verifyChain(await links(stream)) !== undefined) throw new Error(`The chain of ${stream} does not hold.`)
  }
}

async function rowsIn({ owner }: House): Promise<County['rows']> {
  const { rows } = await owner.query<County['rows']>(`
    select (select count(*)::int from record) as entries, (select count(*)::int from area_delta_v1) as counted,
      (select count(*)::int from area_published_v1) as published,
      pg_size_pretty(pg_total_relation_size('area_delta_v1')) as counts, pg_size_pretty(pg_total_relation_size('record')) as record`)
  return rows[0] as County['rows']
}

function since(began: number): number {
  return (performance.now() - began) / 1000
}
