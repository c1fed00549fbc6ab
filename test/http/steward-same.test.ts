import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { withApp } from '../support/app.ts'
import { ask, newEntryId } from '../support/asking.ts'

const stella = { sub: 'stella', roles: ['steward'] }
const [county, eastmere, quayside, heathEnd] = ['X10000001', 'X10000100', 'X10000101', 'X10000201'] as const
const clock = () => new Date('2026-06-02T10:00:00.000Z')

const met = (name: string, birthYear: number | undefined, area: string = quayside): AnyEntry =>
  ask('PersonMet', { area, howTheyCame: 'self', ...(birthYear && { birthYear }) }, { words: { name } })

t.test('a steward sees who of their areas may be one person, by name and birth year as they stand now', async (t) => {
  const { get, post, settled } = await withApp(t, { clock })
  const write = (person: string, ...entries: object[]) => post(`/practitioner/people/${person}/entries`, { entries })
  const [ana, anna, same, elsewhere, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const entries: Record<string, AnyEntry> = {
    [ana]: met('Ana María Reyes', 1950),
    [same]: met('reyes, Ana Maria', 1950),
    [anna]: met('Anna Reyes', 1950),
    [elsewhere]: met('Ana Maria Reyes', 1950, heathEnd),
    [other]: met('Ana Maria Reyes', 1951),
  }
  for (const [person, entry] of Object.entries(entries)) t.equal((await write(person, entry)).status, 201)
  await settled()

  const of = async (area: string) => {
    const { status, body } = await get('/steward/same', { ...stella, areas: [area] })
    t.equal(status, 200)
    return body.same.map(({ people }: { people: { person: string }[] }) => people.map(({ person }) => person).sort())
  }
  t.same(await of(eastmere), [[ana, same].sort()])
  t.same(await of(county), [[ana, same, elsewhere].sort()], 'of the whole county one more')
  t.same(await of(heathEnd), [], 'nobody there is of the name of another')
  const { body } = await get('/steward/same', { ...stella, areas: [quayside] })
  t.same(
    body.same[0].people.find(({ person }: { person: string }) => person === same),
    { person: same, name: 'reyes, Ana Maria', birthYear: 1950, metOn: '2026-06-02' },
  )

  // Born a year later after all: now it is the other whom she may be.
  const correction = {
    id: newEntryId(),
    type: 'EntryCorrected',
    facts: { entry: entries[same]?.id, kind: 'fact', facts: { area: quayside, howTheyCame: 'self', birthYear: 1951 } },
    words: { reason: 'By her passport' },
  }
  const corrected = await write(same, correction)
  t.equal(corrected.status, 201, JSON.stringify(corrected.body))
  t.same(await of(quayside), [[same, other].sort()])
})

t.test('nobody else is told, and names that were taken away are not shown', async (t) => {
  const { database, get, post, settled } = await withApp(t, { clock })
  const write = (person: string, ...entries: object[]) => post(`/practitioner/people/${person}/entries`, { entries })
  const [one, two] = [randomUUID(), randomUUID()]
  const first = met('Sam Hill', undefined)
  await write(one, first)
  await write(two, met('Sam Hill', undefined))
  await settled()
  for (const role of ['practitioner', 'reviewer', 'commissioner', 'person']) {
    t.equal((await get('/steward/same', { sub: role, roles: [role] })).status, 403, role)
  }
  t.equal((await get('/steward/same', stella)).body.same.length, 1)
  const removal = { id: newEntryId(), type: 'WordsRemoved', facts: { entry: first.id, ground: 'court' }, words: { reason: 'By order' } }
  // Not even where the view of names cannot hear of it, since somebody holds its tables.
  const holder = await database.open('owner').pool.connect()
  await holder.query('begin; lock profile_v1 in share mode')
  try {
    t.match(await write(one, removal), { status: 503, body: { code: 'view-behind' } })
    t.same((await get('/steward/same', stella)).body, { same: [] })
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await settled()
  t.same((await get('/steward/same', stella)).body, { same: [] })
})
