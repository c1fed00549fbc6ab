import path from 'node:path'
import { type Day, monthsAfter } from '../../domain/values.ts'
import type { Interesting } from './chosen.ts'
import { county } from './places.ts'
import { reviewer } from './reviewed.ts'

interface Served {
  address: string
  /** Where the data are, in words for people. */
  where: string
  dataDir: string
  today: Day
  chosen: Interesting
}

/** What is printed once the county is served: where, and a line to try for each room; for the reviewer two, as they look from two sides of a correction, and for the person two. */
export function threeRooms({ address, where, dataDir, today, chosen }: Served): string {
  const elsewhere = path.resolve('data') === dataDir ? '' : `DATA_DIR='${dataDir}' `
  const curl = (claims: string, rest: string) =>
    `  curl -s -H "Authorization: Bearer $(${elsewhere}npm run -s token -- ${claims})" \\\n    '${address}/${rest}'\n`
  const { person, name, asAt, knownAt, worker } = chosen
  const practitioner = `--role practitioner --sub ${worker.sub} --organisation ${worker.organisation} --areas ${county}`
  const reviewing = `--role reviewer --sub ${reviewer} --areas ${county}`
  const themself = `--role person --sub ${person} --person ${person}`
  const quarters = `from=${monthsAfter(today, -33).slice(0, 7)}&to=${monthsAfter(today, -2).slice(0, 7)}&per=quarter`
  return `
The made-up county of Sallowshire is at ${address} (reference of every route: ${address}/docs).
Its record: ${where}. Ctrl-C stops it; started again it serves what is there.

${worker.name}, who works with ${name}, reads how things are now, in their own words:
${curl(practitioner, `practitioner/people/${person}`)}
A reviewer, to whom a steward opened the story, reads ${name} as they were on ${asAt}, as was known on ${knownAt.slice(0, 10)}:
${curl(reviewing, `reviewer/people/${person}/profile?asAt=${asAt}&knownAt=${knownAt}`)}
… and the same day as it is known now, with what was put right or only written down since:
${curl(reviewing, `reviewer/people/${person}/profile?asAt=${asAt}`)}
A commissioner reads for how long wants stay open in the county (null with "withheld": fewer than 8 people, zero included):
${curl(`--role commissioner --areas ${county}`, `commissioner/areas/${county}/trends?measure=wants-open&by=openFor&${quarters}`)}
${name} reads their own story:
${curl(themself, 'me')}
… and who looked at it, at what and why:
${curl(themself, 'me/who-looked')}
`
}
