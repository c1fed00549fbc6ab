import { execFile } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { lagOf } from './rebuild/lag.ts'
import { load } from './rebuild/load.ts'
import { type House, openHouse, openPlace, type Place } from './rebuild/place.ts'
import { readingAlone, type Way, ways } from './rebuild/ways.ts'
import { median, ms, quantile, table } from './table.ts'

// `node bench/rebuild.ts`: what it costs to build the read models anew, beside reading the record alone; what memory it takes; and how long a view lags behind in a steady stream of entries.

/** Ten times the data may cost an entry so many times as much, and take so many times the memory. */
const growth = 1.2
const lagUnder = 200
const stream = { perSecond: 500, seconds: 20 }

const { values: asked } = parseArgs({
  options: {
    people: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'rebuild,memory,lag' },
    sizes: { type: 'string', default: '1,10' },
  },
})
const sizes = asked.sizes.split(',').map(Number)
const isAsked = (what: string) => asked.only.split(',').includes(what)

/** A made-up county on the record. */
interface County {
  size: number
  url: string
  entries: number
  house: House
}

/** What one way through the record took: entries a second, and milliseconds of processor time of this process for a thousand of them. */
interface Took {
  rate: number
  cpu: number
}

const place = await openPlace()
try {
  const counties: County[] = []
  for (const size of sizes) counties.push(await countyOf(place, size))
  if (isAsked('rebuild')) await showRebuilds(counties)
  if (isAsked('memory')) await showMemory(counties)
  if (isAsked('lag')) await showLag(counties)
  for (const { house } of counties) await house.close()
  const [cpu] = os.cpus()
  console.log(
    `\n${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}, PostgreSQL ${place.version} with its usual settings.`,
  )
} finally {
  await place.close()
}

async function countyOf(place: Place, size: number): Promise<County> {
  const url = await place.database(`county_${size}`)
  const house = openHouse(url)
  const began = performance.now()
  const entries = await load(house, Number(asked.people) * size)
  await place.settle(url)
  console.error(`${entries} entries on the record, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return { size, url, entries, house }
}

/** All ways by turns, each held against reading the record alone in the same round. */
async function showRebuilds(counties: readonly County[]): Promise<void> {
  const first = new Map<Way, number>()
  const rows: string[][] = []
  for (const { size, entries, house, url } of counties) {
    const took = new Map(ways.map((way): [Way, Took[]] => [way, []]))
    const rounds = Math.max(2, Math.ceil(Number(asked.rounds) / Math.sqrt(size)))
    for (let round = size === 1 ? -1 : 0; round < rounds; round += 1) {
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
        const one = await timed(() => way.go(house), entries)
        if (round >= 0) took.get(way)?.push(one)
      }
      await place.settle(url)
    }
    const limit = took.get(readingAlone) ?? []
    for (const [way, of] of took) {
      const rate = median(of.map((one) => one.rate))
      const ratio = median(of.map((one, i) => one.rate / (limit[i]?.rate ?? Number.NaN)))
      const before = first.get(way)
      first.set(way, before ?? rate)
      const grown = before === undefined ? '' : `${(before / rate).toFixed(2)} × an entry (${met(before / rate <= growth)})`
      const target = way.target === undefined ? '' : `${way.target} (${met(ratio >= way.target)})`
      rows.push([String(entries), way.name, rate.toFixed(0), median(of.map((one) => one.cpu)).toFixed(1), ratio.toFixed(3), target, grown])
    }
  }
  console.log(table(['entries', 'way', 'a second', 'cpu ms / 1,000', 'of reading', 'target', `at the larger (${growth})`], rows))
}

async function timed(work: () => Promise<void>, entries: number): Promise<Took> {
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { rate: entries / seconds, cpu: (user + system) / entries }
}

/** The most memory that a process of its own held, which did this and nothing else. */
async function showMemory(counties: readonly County[]): Promise<void> {
  const rows: string[][] = []
  for (const { name } of ways.filter((way) => way.target !== undefined || way === readingAlone)) {
    const peaks: number[] = []
    for (const { url } of counties) peaks.push(median([await peakOf(name, url), await peakOf(name, url), await peakOf(name, url)]))
    const [first = Number.NaN, last = Number.NaN] = [peaks[0], peaks.at(-1)]
    rows.push([...peaks.map((peak) => `${peak.toFixed(0)} MB`), name, `${(last / first).toFixed(2)} × (${met(last / first <= growth)})`])
  }
  const heading = counties.map(({ entries }) => `${entries} entries`)
  console.log(`\n${table([...heading, 'peak memory of', `of the first (${growth})`], rows)}`)
}

async function peakOf(name: string, url: string): Promise<number> {
  const file = path.join(import.meta.dirname, 'rebuild', 'once.ts')
  const printed = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [file, name], (error, printed) => (error ? reject(error) : resolve(printed))).stdin?.end(url)
  })
  return Number(printed) / 1_024
}

async function showLag(counties: readonly County[]): Promise<void> {
  const rows: string[][] = []
  for (const { entries, house, url } of counties) {
    const { lags, busy, ...took } = await lagOf(house, { ...stream, environment: place.environment(url) })
    const p95 = quantile(lags, 0.95)
    rows.push([
      String(entries),
      `${took.entries} entries, ${stream.perSecond} a second`,
      ...[ms(median(lags)), ms(p95), ms(Math.max(...lags)), `${(100 * busy).toFixed(0)} %`, `${lagUnder} ms (${met(p95 < lagUnder)})`],
    ])
  }
  const heading = ['on record', 'then come', 'lag p50, ms', 'p95', 'most', 'busy', 'p95 under']
  console.log(`\n${table(heading, rows)}`)
}

function met(is: boolean): string {
  return is ? 'yes' : 'MISSED'
}
