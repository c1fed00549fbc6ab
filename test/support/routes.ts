import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
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
  if (route.endsWith('/practitioner/areas')) return '?postcode=XA11AA'
  if (route.endsWith('/difference')) return '?from=2026-06-01'
  if (route.endsWith('/trends')) return '?measure=people-met&from=2026-01&to=2026-03&per=month'
  if (route.endsWith('/support')) return '?at=2026-03'
  if (route.endsWith('/gaps') || route.endsWith('/flows')) return '?from=2026-01&to=2026-03'
  return route.endsWith('/shift') ? '?from=residential&to=shared-lives&percent=10' : ''
}

/** A body that a route takes, from whoever sends it. */
export function bodyFor(path: string, { actsFor }: Claimed): object {
  if (path.endsWith('/open')) return { ground: 'they-asked-me-to', reason: 'She rang' }
  if (path.endsWith('/forget')) return { ground: 'asked-for' }
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

/** A request that one of the service's routes would take. */
export interface Request {
  route: string
  method: 'GET' | 'POST' | 'PUT'
  /** Whose room it is in. */
  room: string
  url: string
  payload?: object
}

/** A request for every route that asks for a token: of somebody, an area and an entry, or of those that are given. */
export function allRooms(
  app: Pick<FastifyInstance, 'printRoutes'>,
  { person = randomUUID(), area = 'X10000101', entry = randomUUID() }: { person?: string; area?: string; entry?: string } = {},
): Request[] {
  const routes = routesOf(app.printRoutes({ commonPrefix: false })).filter((route) => !open.test(route))
  return routes.map((route) => {
    const [method = '', path = ''] = route.split(' ')
    const url = path.replace(':personId', person).replace(':area', area).replace(':entry', entry)
    const [, first = ''] = path.split('/')
    const query = path === '/practitioner/people' ? '?name=sam' : queryOf(path)
    const payload = method === 'GET' ? {} : { payload: method === 'PUT' ? { lifted: true } : bodyFor(path, {}) }
    return { route, method: method as Request['method'], room: first === 'me' ? 'person' : first, url: url + query, ...payload }
  })
}

/** Sends such a request as somebody else would: by these headers, to another address or with more in its body. */
export async function send(
  app: Pick<FastifyInstance, 'inject'>,
  { method, url, payload }: Pick<Request, 'method' | 'url' | 'payload'>,
  headers: Record<string, string>,
  more: object = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const answer = await app.inject({ method, url, headers, ...(payload && { payload: { ...payload, ...more } }) })
  return { status: answer.statusCode, headers: answer.headers, text: answer.payload }
}
