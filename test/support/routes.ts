import { randomUUID } from 'node:crypto'
import type { Claimed } from './app.ts'
import { ask } from './asking.ts'

// Every route that the service has, and what is asked of it where nothing is wrong: so that one that is new is asked, and attacked, like the others.

/** Routes that anybody may ask: they tell of nobody. */
export const open = /^GET \/(health\/(live|ready)|openapi\.json|docs(\/.*)?)$/

/** Every route, as `GET /health/live`, of the tree that fastify draws. A HEAD is answered like its GET. */
export function routesOf(tree: string): string[] {
  const above: string[] = []
  const routes = new Set<string>()
  for (const line of tree.split('\n')) {
    const [, indent, part, methods] = /^([│ ]*)[├└]── (.+) \(([A-Z, ]+)\)$/.exec(line) ?? []
    if (indent === undefined || part === undefined || methods === undefined) continue
    const depth = indent.length / 4
    const path = `${above[depth - 1] ?? ''}${part}`.replaceAll('//', '/')
    above[depth] = path
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.add(`${method} ${path.replace(/(.)\/$/, '$1')}`)
  }
  return [...routes]
}

/** The query that a route cannot do without. */
export function queryOf(route: string): string {
  if (route.endsWith('/difference')) return '?from=2026-06-01'
  if (route.endsWith('/trends')) return '?measure=people-met&from=2026-01&to=2026-03&per=month'
  if (route.endsWith('/support')) return '?at=2026-03'
  if (route.endsWith('/gaps') || route.endsWith('/flows')) return '?from=2026-01&to=2026-03'
  return route.endsWith('/shift') ? '?from=residential&to=shared-lives&percent=10' : ''
}

/** A body that a route takes, from whoever sends it. */
export function bodyFor(path: string, { actsFor }: Claimed): object {
  if (path.endsWith('/open')) return { ground: 'they-asked-me-to', reason: 'She rang' }
  if (path.endsWith('/reviews')) return { reviewer: 'ray', until: '2026-07-01' }
  if (path.startsWith('/steward/areas/')) {
    const { id, type, happened, facts } = ask('PlaceEventNoted', { placeEvent: randomUUID(), kind: 'closure', pace: 'one-off' })
    return { entries: [{ id, type, happened, facts, words: { what: 'The ferry stopped', whoSays: 'Everybody' } }] }
  }
  const saidBy = actsFor && { saidBy: { who: 'family' as const, name: 'Mum' } }
  if (path.startsWith('/me'))
    return { entries: [ask('WantVoiced', { want: randomUUID(), lifeArea: 'home' }, { words: { want: 'A garden' }, ...saidBy })] }
  return { entries: [ask('ConversationHeld', {}, { happened: { from: '2026-06-14' } })] }
}
