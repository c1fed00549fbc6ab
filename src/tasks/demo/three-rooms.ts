import path from 'node:path'
import { type Day, monthsAfter } from '../../domain/values.ts'
import { people } from '../../http/sign-in/people.ts'
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

/** Where each of the made-up people begins in a browser, and what they see there. */
const begin: Readonly<Record<string, (chosen: Interesting) => { to: string; sees: string }>> = {
  amira: () => ({ to: '/my-people', sees: 'the people she listens to, and what waits for them' }),
  carlton: () => ({ to: '/my-people', sees: 'his people; he is of another organisation' }),
  sunita: () => ({ to: '/my-people', sees: 'her people; she leads a team, and may open the stories of those it works with' }),
  ruth: ({ person, name }) => ({ to: `/journeys/${person}`, sees: `the life of ${name}, which a steward opened to her` }),
  farida: () => ({ to: '/the-area', sees: 'how things go in the county, in counts, and nobody' }),
  owen: () => ({ to: '/', sees: 'that there are no pages for stewards yet' }),
  angela: () => ({ to: '/my-story', sees: 'her own story' }),
  christine: () => ({ to: '/my-story', sees: 'the story of Des, for whom she acts' }),
}

/** An address for each of the made-up people, that signs them in by itself. */
function inABrowser(address: string, chosen: Interesting): string {
  return people
    .flatMap(({ sub, name }) => {
      const found = begin[sub]?.(chosen)
      return found ? [`  ${name} sees ${found.sees}:\n    ${address}/enter?as=${sub}&to=${found.to}`] : []
    })
    .join('\n')
}

/** What is printed once the county is served: where, an address to open for each of the made-up people, and a line to try for each room; for the reviewer two, as they look from two sides of a correction, and for the person two. */
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

In a browser, as somebody made up:
${inABrowser(address, chosen)}

Programs ask like this:

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
