import type { FastifyInstance } from 'fastify'
import type { Role } from '../domain/entry.ts'
import { show } from './asking.ts'
import { type SignInWith, tokenOf, whoLooksAt } from './signing-in.ts'

/** The rooms that have pages: where each begins, what it is, and whom it lets in. */
const doors: readonly { name: string; at: string; about: string; roles: readonly Role[] }[] = [
  {
    name: 'My story',
    at: '/my-story',
    about: 'Your own, or that of somebody you act for.',
    roles: ['person'],
  },
  {
    name: 'My people',
    at: '/my-people',
    about: 'For whoever listens to people and writes down what they heard.',
    roles: ['practitioner', 'team-lead'],
  },
  { name: 'Journeys', at: '/journeys', about: 'One life as it went, as it was on a day and as it was known then.', roles: ['reviewer'] },
  { name: 'The area', at: '/the-area', about: 'How things go in a place, in counts that were published.', roles: ['commissioner'] },
]

/** What this is, and the way in: all four doors to whoever tries it out as somebody made up; else a place to sign in, and then the doors of one’s own rooms. */
export function front(app: FastifyInstance, { asMadeUp = false }: SignInWith): void {
  app.get('/', { schema: { hide: true } }, (request, reply) => {
    const who = tokenOf(request) === undefined ? undefined : whoLooksAt(request)
    const own = doors.filter(({ roles }) => roles.some((role) => who?.roles.includes(role)))
    return show(request, reply, 'front.njk', { asMadeUp, who, doors: who ? own : asMadeUp ? doors : [] })
  })
}
