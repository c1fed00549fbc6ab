import type { Answer, Claimed, TestApp } from './app.ts'

/** What a route cannot do without, by its address as the reference page has it. A route that is not here is asked for nothing more. */
const queries: Readonly<Record<string, string>> = {
  '/reviewer/people/{personId}/difference': 'from=2024-01-01&to=2026-07-10',
  '/reviewer/people/{personId}/replay': 'step=entry',
  '/practitioner/areas': 'postcode=XA11AA',
  '/me/difference': 'from=2024-01-01&to=2026-07-10',
  '/commissioner/areas/{area}/trends': 'measure=people-met&from=2026-01&to=2026-06',
  '/commissioner/areas/{area}/gaps': 'from=2026-04&to=2026-06',
  '/commissioner/areas/{area}/flows': 'from=2026-04&to=2026-06',
  '/commissioner/areas/{area}/support': 'at=2026-06',
  '/commissioner/areas/{area}/shift': 'from=residential&to=home-care&percent=10',
}

/** Who asks in each room: somebody who may see the whole county there. */
export const inRoom: Readonly<Record<string, Claimed>> = {
  practitioner: { sub: 'amira', roles: ['practitioner'] },
  reviewer: { sub: 'ray', roles: ['reviewer'] },
  commissioner: { sub: 'carol', roles: ['commissioner'] },
  steward: { sub: 'wyn', roles: ['steward'] },
}

/** The answers of every route that can be read, in every room, about these people: by its address, with `name` looked for where names are. */
export async function answersOf({ get }: Pick<TestApp, 'get'>, people: readonly string[], name: string): Promise<Map<string, Answer>> {
  const { paths } = (await get('/openapi.json')).body as { paths: Record<string, { get?: object }> }
  const answers = new Map<string, Answer>()
  for (const [path, { get: canBeRead }] of Object.entries(paths)) {
    if (!canBeRead) continue
    const query = path === '/practitioner/people' ? `name=${encodeURIComponent(name)}` : (queries[path] ?? '')
    const isMine = path.startsWith('/me')
    for (const person of path.includes('{personId}') || isMine ? people : people.slice(0, 1)) {
      const address = path.replace('{personId}', person).replace('{area}', 'X10000001')
      const asked = [...(isMine ? [`for=${person}`] : []), ...(query === '' ? [] : [query])].join('&')
      const url = asked === '' ? address : `${address}?${asked}`
      answers.set(url, await get(url, isMine ? { sub: 'pat', roles: ['person'], person } : inRoom[path.split('/')[1] ?? '']))
    }
  }
  return answers
}

/** The addresses whose answers hold a text, in their body or their headers. */
export function telling(answers: ReadonlyMap<string, Answer>, text: string): string[] {
  return [...answers].filter(([, answer]) => JSON.stringify(answer).includes(text)).map(([address]) => address)
}
