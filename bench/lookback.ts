import { randomUUID } from 'node:crypto'
import os from 'node:os'
import { profileIn } from '../projections/profile.ts'
import type { AnyEntry, Recorded } from '../src/domain/entry.ts'
import { lineOf, linesAsked } from '../src/domain/journey.ts'
import { type Cut, retell, retellAll } from '../src/domain/retelling.ts'
import { type Day, daysAfter, daysBetween, type Id, type Instant, londonDay } from '../src/domain/values.ts'
import { personStream } from '../src/store/event-store.ts'
import { type Chance, chance } from '../src/tasks/demo/chance.ts'
import { bearer } from '../test/support/app.ts'
import { longLife, tell } from './long-life.ts'
import { type Service, services } from './services.ts'
import { median, ms, nine, table } from './table.ts'

// `npm run bench:lookback`: what looking back on a long story costs, beside a plain fold of the same entries, in memory and with their words open.

const sizes = [500, 5_000] as const
const rounds = 41

/** Somebody whose story is looked back on, and that story in memory. */
interface Whose {
  person: Id
  story: readonly Recorded<AnyEntry>[]
}

/** One question: how the service is asked, and what answers it out of memory. */
interface Asked {
  url: string
  fold: () => unknown
}

/** What is measured: each round asks anew, by chance. `under` is what the median must stay under, in milliseconds. */
interface Question {
  about: string
  under: Partial<Record<(typeof sizes)[number], number>>
  asked: (whose: Whose, chances: Chance) => Asked
}

const questions: Question[] = [
  {
    about: 'profile as at any day, any clock',
    under: { 500: 20, 5000: 120 },
    asked: (whose, chances) => profile(whose, { asAt: anyDay(whose, chances), knownAt: anyClock(whose, chances) }),
  },
  {
    about: 'profile as at any day, all known',
    under: { 500: 20, 5000: 120 },
    asked: (whose, chances) => profile(whose, { asAt: anyDay(whose, chances) }),
  },
  { about: 'profile as at the last day', under: { 500: 20, 5000: 120 }, asked: (whose) => profile(whose, { asAt: lastDay(whose) }) },
  {
    about: 'journey page, any day, any clock',
    under: { 5000: 30 },
    asked: (whose, chances) => journey(whose, { from: anyDay(whose, chances), knownAt: anyClock(whose, chances) }),
  },
]

function profile({ person, story }: Whose, cut: Cut): Asked {
  return { url: asking(person, 'profile', cut), fold: () => profileIn(retell(story, cut)) }
}

function journey({ person, story }: Whose, { from, knownAt }: { from: Day; knownAt: Instant }): Asked {
  const fold = () => {
    const lines = linesAsked(retellAll(story, { knownAt }), { from, limit: 50 })
    return lines.map((line) => lineOf(line, line.standing))
  }
  return { url: asking(person, 'journey', { from, knownAt }), fold }
}

function asking(person: Id, what: string, query: object): string {
  return `/reviewer/people/${person}/${what}?${new URLSearchParams(query as Record<string, string>)}`
}

function anyDay(whose: Whose, chances: Chance): Day {
  const first = londonDay(whose.story[0]?.record.at ?? '')
  return daysAfter(first, chances.int(0, daysBetween(first, lastDay(whose))))
}

function lastDay({ story }: Whose): Day {
  return londonDay(story.at(-1)?.record.at ?? '')
}

function anyClock({ story }: Whose, chances: Chance): Instant {
  return chances.one(story).record.at
}

/** Opens the review of somebody to the reviewer, as a steward. */
async function openReview({ app }: Service, person: Id, reviewer: string): Promise<void> {
  const headers = await bearer({ sub: 'wyn', roles: ['steward'] })
  const payload = { reviewer, until: daysAfter(londonDay(new Date()), 1) }
  const { statusCode, body } = await app.inject({ method: 'POST', url: `/steward/people/${person}/reviews`, headers, payload })
  if (statusCode !== 201) throw new Error(`${statusCode} ${body}`)
}

/** Milliseconds that it took. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function main(): Promise<void> {
  const after: (() => unknown)[] = []
  const t = { teardown: (work: () => unknown) => void after.push(work) } as Parameters<typeof services>[0]
  try {
    const people: Id[] = sizes.map(() => randomUUID())
    const lives = new Map(sizes.map((entries, i) => [people[i] as Id, longLife(entries)]))
    process.stdout.write(`Telling lives of ${sizes.join(' and ')} entries …\n`)
    const { remembering, forgetful } = await services(t)
    await tell(remembering.record, lives)
    const headers = await bearer({ sub: 'ray', roles: ['reviewer'], expires: '1h' })
    const stories = new Map(
      await Promise.all(people.map(async (person) => [person, await remembering.record.read(personStream(person))] as const)),
    )
    for (const person of people) await openReview(remembering, person, 'ray')
    const ask = async ({ app }: Service, url: string) => {
      const { statusCode, body } = await app.inject({ url, headers })
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body.slice(0, 200)}`)
    }

    const rows: string[][] = []
    for (const [i, entries] of sizes.entries()) {
      const person = people[i] as Id
      const whose = { person, story: stories.get(person) ?? [] }
      for (const { about, under, asked } of questions) {
        const chances = chance(about, entries)
        const took = { warm: [] as number[], cold: [] as number[], fold: [] as number[] }
        for (let round = -5; round < rounds; round += 1) {
          const { url, fold } = asked(whose, chances)
          const warm = await timed(() => ask(remembering, url))
          const cold = await timed(() => ask(forgetful, url))
          const plain = await timed(fold)
          // The first few are for the machine to get going.
          if (round < 0) continue
          took.warm.push(warm)
          took.cold.push(cold)
          took.fold.push(plain)
        }
        const limit = under[entries]
        const plain = median(took.fold)
        const row = (name: string, took: readonly number[], bound: string) => [
          ...[
            String(entries),
            name,
            ms(median(took)),
            ms(Math.min(...took)),
            ms(nine(took)),
            ms(plain),
            `${(median(took) / plain).toFixed(1)} ×`,
            bound,
          ],
        ]
        rows.push(row(about, took.warm, limit === undefined ? '' : `${limit} ms: ${median(took.warm) < limit ? 'yes' : 'no'}`))
        rows.push(row('  nothing remembered', took.cold, ''))
      }
    }
    process.stdout.write(
      `\n${table(['entries', 'asked for', 'median', 'least', '9 of 10 within', 'fold in memory', 'times the fold', 'under'], rows)}\n`,
    )
    process.stdout.write(note())
  } finally {
    for (const work of after.reverse()) await work()
  }
}

function note(): string {
  const [cpu] = os.cpus()
  return `
Milliseconds of server time, from the request to the whole answer, through the front door (no network): ${rounds} questions each, by turns to a service
that has read the story before, to one that remembers nothing and reads all of it from the database, and to a plain fold of the same entries
in memory with their words open. One in forty entries puts another right. Words are short here (about 70 characters an entry).
${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}. A machine that is shared is noisy: compare what stands side by side, and run it more than once.
`
}

await main()
