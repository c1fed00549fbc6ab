import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { storyKinds } from '../../src/domain/catalogue.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { perform } from '../../src/perform.ts'
import { type Answer, type Claimed, type TestApp, withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { bodyFor, open, queryOf, routesOf } from '../support/routes.ts'
import {
  heldBackAndDisputed,
  now,
  ofAreas,
  ofPerson,
  ofPractitioner,
  ofReviewer,
  ofSteward,
  type Situation,
  type Step,
} from './access/situations.ts'
import { type Cell, tables } from './access/table.ts'

// `docs/access.md` is the test: every cell of its tables is asked through the front door.

const all = tables()
const cellsOf = (heading: string): Cell[] => all.get(heading) ?? []
/** What the tables of people say, by their heading. */
const ofPeople = { Practitioner: ofPractitioner, Reviewer: ofReviewer, 'The person, and who acts for them': ofPerson, Steward: ofSteward }
/** A cell about a person, with who that is. */
interface Asked extends Cell {
  person: string
  situation: Situation
  /** All that was written down for it: of the person, and of somebody who goes by the same name. */
  steps: (Step & { person: string })[]
}

t.test('every cell of the tables about people', async (t) => {
  let clock = new Date(now)
  const service = await withApp(t, { clock: () => clock, reviewsOpened: false })
  const asked = Object.entries(ofPeople).flatMap(([heading, situations]) => {
    const cells = cellsOf(heading)
    t.same(rowsOf(cells), Object.keys(situations).sort(), `${heading}: every situation is made, and each that is made is in the table`)
    return cells.map((cell, i) => askedFor(cell, `${heading.slice(0, 3)} Number${i}`, situations))
  })
  // Nothing is written down before what was written down before it: all of it in order of time.
  const steps = asked.flatMap(({ steps }) => steps).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const { person, at, by, entries } of steps) {
    clock = new Date(at)
    const needs = { record: service.record, clock: () => clock, knowsArea: () => true }
    await perform(needs, { person, by, entries: entries as never[], reach: () => {} })
  }
  clock = new Date(now)
  await service.settled()
  for (const cell of asked) t.equal(await found(service, cell), cell.says, `${cell.row}: ${cell.column}`)
  t.comment(`${asked.length} cells`)
})

t.test('every cell of the table about areas', async (t) => {
  const service = await withApp(t, { clock: () => new Date(now) })
  const cells = cellsOf('Areas')
  t.same(rowsOf(cells), Object.keys(ofAreas).sort())
  await service.settled()
  for (const { row, column, says } of cells) {
    const { area, areas } = ofAreas[row] ?? { area: '', areas: [] }
    const [method = '', route = ''] = column.split(' ')
    const roles = [route.startsWith('/steward') ? 'steward' : 'commissioner']
    const answer = await askAs(service, method, `${route.replace(':area', area)}${queryOf(route)}`, { sub: 'cora', roles, areas })
    const found = route === '/commissioner/areas' ? (codesIn(answer.body).includes(area) ? 'listed' : 'not') : said(answer)
    t.equal(found, says, `${row}: ${column}`)
  }
  t.comment(`${cells.length} cells`)
})

t.test('every cell of the table of rooms, and every route there is has a line in it', async (t) => {
  const service = await withApp(t, { clock: () => new Date(now), reviewsOpened: false })
  const cells = cellsOf('Rooms')
  const routes = routesOf(service.app.printRoutes({ commonPrefix: false }))
  t.ok(routes.length > 35, 'the routes are found')
  t.same(rowsOf(cells), routes.filter((route) => !open.test(route)).sort())
  const situations = new Set([...Object.keys(ofPeople), 'Areas'].flatMap((heading) => cellsOf(heading).map(({ column }) => column)))
  const ofNobody = ['GET /commissioner/measures', 'GET /practitioner/areas', 'POST /practitioner/device-key']
  t.same([...situations, ...ofNobody].sort(), rowsOf(cells), 'and every route that is about a person or an area has its situations')
  const person = randomUUID()
  for (const { row, column, says } of cells) {
    const [method = '', route = ''] = row.split(' ')
    const url = route.replace(':personId', person).replace(':entry', randomUUID()).replace(':area', 'X10000101')
    if (column === 'none') {
      const { statusCode } = await service.app.inject({ method: method as 'GET', url })
      t.equal(String(statusCode), says, `${row} without a token`)
      continue
    }
    const { status, body } = await askAs(service, method, url, { sub: 'sam', roles: [column], organisation: 'SALLOW' })
    const isIn = status !== 401 && body?.code !== 'wrong-room'
    t.equal(isIn ? 'in' : String(status), says, `${row} as ${column}`)
  }
  for (const route of routes.filter((route) => open.test(route) && !route.includes('*'))) {
    t.equal((await service.app.inject({ url: route.replace('GET ', '') })).statusCode < 400, true, `${route} is open`)
  }
  t.comment(`${cells.length} cells`)
})

t.test('every cell of the table of who says what', async (t) => {
  const service = await withApp(t, { clock: () => new Date('2026-10-01T10:00:00Z') })
  const cells = cellsOf('Who says what')
  t.same(rowsOf(cells), storyKinds.map(({ type }): string => type).sort())
  for (const { row, column, says } of cells) {
    const person = randomUUID()
    const sharing = ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' })
    await service.post(`/practitioner/people/${person}/entries`, { entries: [met(), sharing] })
    const claims: Record<string, Claimed> = {
      practitioner: {},
      'the person': { sub: 'pat', roles: ['person'], person },
      'who acts for them': { sub: 'mum', roles: ['person'], actsFor: [{ person, ground: 'chosen', until: '2027-01-01' }] },
    }
    const who = claims[column] ?? {}
    const url = column === 'practitioner' ? `/practitioner/people/${person}/entries` : '/me/entries'
    const { status, body } = await service.post(url, { entries: [exampleOf(row, column)] }, who)
    // Whether it can be said of this story just now is another matter.
    const may = status === 201 || status === 200 || (status === 422 && body.code !== 'not-your-own')
    const outside = status === 400 || (status === 403 && body.code === 'not-yours-to-say')
    t.equal(may ? 'yes' : outside ? 'no' : `${status} ${body.code}`, says.replace(' (own)', ''), `${row} by ${column}`)
  }
  t.comment(`${cells.length} cells`)
})

/** Somebody's example of such an entry, as it would be sent again: by an id of its own, and said by whoever sends it. */
function exampleOf(type: string, column: string): object {
  const folder = new URL('../recorded/', import.meta.url)
  const file = readdirSync(folder).find((name) => name === `${type}.json`) ?? ''
  const {
    record,
    heldBack: _,
    partOf: __,
    because: ___,
    ...entry
  } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnyEntry & { record: object }
  const saidBy = column === 'the person' ? { who: 'person' } : { who: 'family', name: 'Mum' }
  return { ...entry, ...(column !== 'practitioner' && { saidBy }) }
}

function rowsOf(cells: readonly Cell[]): string[] {
  return [...new Set(cells.map(({ row }) => row))].sort()
}

function askedFor(cell: Cell, name: string, situations: (typeof ofPeople)[keyof typeof ofPeople]): Asked {
  const person = randomUUID()
  const made = situations[cell.row]
  if (!made) throw new Error(`no situation ${cell.row}`)
  const situation = made(person, name)
  const own = situation.steps.map((step) => ({ ...step, person }))
  const twin = randomUUID()
  const alike = cell.column.endsWith('/same') ? made(twin, name).steps.map((step) => ({ ...step, person: twin })) : []
  const waits = /hold-backs|disputes/.test(cell.column) && own.length > 0
  const held = waits ? heldBackAndDisputed().map((step) => ({ ...step, person })) : []
  return { ...cell, person, situation, steps: [...own, ...alike, ...held] }
}

/** What the service answers, in the words of the tables. */
async function found(service: TestApp, { column, person, situation: { who }, steps }: Asked): Promise<string> {
  const [method = '', route = ''] = column.split(' ')
  if (route === '/practitioner/people') {
    const name = (steps[0]?.entries[0]?.words as { name?: string } | undefined)?.name ?? 'Nobody'
    return listed((await service.get(`${route}?name=${encodeURIComponent(name)}`, who)).body.people, person)
  }
  if (route === '/practitioner/caseload') return listed((await service.get(route, who)).body.people, person)
  if (route === '/steward/same') {
    const { same } = (await service.get(route, who)).body
    return listed(
      same.flatMap(({ people }: { people: object[] }) => people),
      person,
    )
  }
  if (route === '/steward/disputes' || route === '/steward/hold-backs') {
    const { disputes, heldBack } = (await service.get(route, who)).body
    return listed(disputes ?? heldBack, person)
  }
  const entry = steps.at(-2)?.entries.find(({ heldBack }) => heldBack)?.id ?? randomUUID()
  const isNamed = who.person === person || who.actsFor?.some((acting) => acting.person === person)
  const whose = route.startsWith('/me') && !isNamed ? `for=${person}` : ''
  const query = [queryOf(route).slice(1), whose].filter(Boolean).join('&')
  return said(await askAs(service, method, `${route.replace(':personId', person).replace(':entry', entry)}${query && `?${query}`}`, who))
}

async function askAs({ get, post, put }: TestApp, method: string, url: string, who: Claimed): Promise<Answer> {
  if (method === 'GET') return get(url, who)
  return method === 'PUT' ? put(url, { until: '2026-07-01' }, who) : post(url, bodyFor(url.replace(/\?.*/, ''), who), who)
}

function said({ status, body }: Answer): string {
  return status === 403 && body.code === 'out-of-reach' ? 'out' : String(status)
}

function listed(people: readonly { person?: string }[], person: string): string {
  return people.some((each) => each.person === person) ? 'listed' : 'not'
}

/** The codes of all areas in an answer, however deep. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return [...('code' in value && typeof value.code === 'string' ? [value.code] : []), ...Object.values(value).flatMap(codesIn)]
}
