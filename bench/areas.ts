import os from 'node:os'
import { parseArgs } from 'node:util'
import { ask, type Took } from './areas/asking.ts'
import { type County, makeCounty } from './areas/county.ts'
import { land } from './areas/land.ts'
import { openPlace } from './areas/place.ts'
import { questions } from './areas/questions.ts'
import { median, ms, quantile, table } from './table.ts'

// `npm run bench:areas`: what commissioners' questions cost where much is on the record, beside the same asked of the record by plain SQL.

/** A route answers within so many milliseconds, nineteen times of twenty. */
const under = 30
/** And so many times faster than the record. */
const faster = 50
/** With a tenth of the entries it takes no less than this part of it. */
const growth = 1 / 3

const rounds = { service: 200, record: 3 }

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { people: { type: 'string', default: '50000' }, entries: { type: 'string', default: '60' } } })
  const [people, entries] = [Number(values.people), Number(values.entries)]
  if (!(people >= 100 && entries >= 1)) throw new Error('--people: 100 or more; --entries: 1 or more')
  const say = (what: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)
  const place = await openPlace()
  // Who stops it half-way is left with nothing in the temporary folder either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => place.drop().finally(() => process.exit(1)))
  try {
    const tenth = await makeCounty(place, { name: 'bench_tenth', people: Math.round(people / 10), entries }, say)
    const whole = await makeCounty(place, { name: 'bench_whole', people, entries }, say)
    // SQL has it as easy as can be: what it asks for is found by its type.
    await whole.house.owner.query('create index on record (type)')
    await whole.house.owner.query('vacuum analyze record')
    const rows: string[][] = []
    for (const question of questions) {
      say(`asking: ${question.route}, ${question.about} …`)
      const small = await ask(tenth.house, question, { ...rounds, record: 0 })
      const took = await ask(whole.house, question, rounds)
      rows.push([question.route, question.about, ...figures(took, small), question.less ?? ''])
    }
    const heading = [
      'asked',
      'of what',
      'p50',
      'p95',
      'record',
      'times',
      'p95 of a tenth',
      'near',
      `${under} ms, ${faster} ×, a third`,
      'less',
    ]
    process.stdout.write(`\n${table(heading, rows)}\n`)
    process.stdout.write(made([tenth, whole]))
    process.stdout.write(note(place.version))
  } finally {
    await place.close()
  }
}

function figures({ service, record, near }: Took, small: Took): string[] {
  const [p95, ofTenth] = [quantile(service, 0.95), quantile(small.service, 0.95)]
  const times = median(record) / p95
  const met = [p95 < under, times >= faster, ofTenth >= p95 * growth].map((met) => (met ? 'yes' : 'MISSED'))
  return [
    ms(median(service)),
    ms(p95),
    ms(median(record)),
    `${times.toFixed(0)} ×`,
    `${ms(ofTenth)} (${((100 * ofTenth) / p95).toFixed(0)} %)`,
    near.of === 0 ? '' : `${near.are} of ${near.of}`,
    met.join(', '),
  ]
}

/** What it took to make each county. */
function made(counties: readonly County[]): string {
  const rows = counties.map(({ rows, took: { counting, releasing, editions, longestHold } }) => [
    String(rows.entries),
    rows.record,
    `${counting.toFixed(0)} s`,
    String(rows.counted),
    rows.counts,
    `${releasing.toFixed(0)} s`,
    `${editions.at(-1)?.toFixed(1)} s`,
    `${median(editions).toFixed(1)} s`,
    `${Math.max(...editions).toFixed(1)} s`,
    String(rows.published),
    `${longestHold.toFixed(2)} s`,
  ])
  const heading = [
    ...['entries', 'record', 'counting all', 'counts', 'size', `${counties[0]?.took.editions.length} editions`],
    ...['the last one', 'median', 'most', 'published', 'longest hold'],
  ]
  return `\n${table(heading, rows)}\n`
}

function note(version: string): string {
  const [cpu] = os.cpus()
  return `
Milliseconds of server time, from the request to the whole answer, through the front door (no network): ${rounds.service} questions each, of the county, a district or
a ward of ${land.length} areas by chance. The record is asked by plain SQL over the facts in it, ${rounds.record} times, with an index by type that the service does not have; the last column
says where that is less than the route answers. Times: the median of the record over the p95 of the route. Near: of the numbers that both give, those no further from
each other than rounding and its guard allow. Counting all is a rebuild of area-counts. A hold is how long
nothing else could be done where the releases are made: in a service that is a thread of its own.
${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}, PostgreSQL ${version} with its usual settings. A machine that is shared is noisy.
`
}

await main()
