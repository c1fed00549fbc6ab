import fc from 'fast-check'
import t from 'tap'
import { type Cells, cellNamed } from '../../src/domain/counting/cells.ts'
import { type Between, between, covered, type Side } from '../../src/domain/measures/between.ts'
import { dimensions, type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { cellsOf } from '../support/counted.ts'
import { recorded } from '../support/county.ts'
import { stories } from '../support/random-stories.ts'

// What is true of each person is true of any number of people: each relation is held for one life at a time, in every area and period.

const lives = [...recorded.values(), ...fc.sample(stories, { numRuns: 1_000, seed: 2 })].map((life) => placesOf(cellsOf(life)))

/** In which cells, `measure|dim|key`, one person is to be found; for each area and period. */
type Place = ReadonlySet<string>

t.test('every relation between measures holds for everybody, everywhere and always', async (t) => {
  for (const relation of between) {
    const { broken, seen } = triedOn(relation)
    t.same(broken, [], `${relation.kind}: ${spelt(relation)}`)
    if (isSeldom(relation)) continue
    t.ok(seen > 0, `${spelt(relation)}: there is somebody`)
  }
})

t.test('who is in what is covered is in one of its parts', async (t) => {
  const seen = new Set<string>()
  const broken = covered.filter(({ whole, parts }) =>
    keysIn([whole]).some((key) =>
      lives.flat().some((place) => {
        if (!place.has(nameOf(whole, key))) return false
        seen.add(whole.measure)
        return !parts.some((part) => place.has(nameOf(part, key)))
      }),
    ),
  )
  t.same(broken, [])
  t.same([...seen].sort(), [...new Set(covered.map(({ whole }) => whole.measure))].sort(), 'there is somebody in each kind of them')
})

t.test('what is not so is seen not to be', async (t) => {
  const wrong: Between[] = [
    { parts: [{ measure: 'goals-nearer' }], whole: { measure: 'people-heard' }, kind: 'within', because: '' },
    { parts: [{ measure: 'still-steady' }, { measure: 'fit-fits' }], whole: { measure: 'supported' }, kind: 'apart', because: '' },
    { parts: [{ measure: 'reach-heard', dim: 'sector' }], whole: { measure: 'reach-moved', dim: 'sector' }, kind: 'within', because: '' },
    { parts: [{ measure: 'reach-moved' }], whole: { measure: 'reach-heard' }, kind: 'same', because: '' },
  ]
  for (const relation of wrong) t.ok(triedOn(relation).broken.length > 0, spelt(relation))
})

t.test('a relation is between measures of the same kind, that have those dimensions and keys', async (t) => {
  for (const { whole, parts } of [...between, ...covered]) {
    const kinds = new Set([whole, ...parts].map(({ measure }) => measureOf(measure).kind))
    const unknown = [whole, ...parts].filter(
      ({ measure, dim, key }) =>
        dim !== undefined && !(measureOf(measure).dimensions.includes(dim) && dimensions[dim].includes(key ?? dimensions[dim][0] ?? '')),
    )
    if (kinds.size === 1 && unknown.length === 0) continue
    t.fail(`${nameOf(whole)} and ${parts.map((part) => nameOf(part)).join(', ')}`)
  }
  t.ok(
    between.every(({ because }) => /^[A-Z].*\.$/.test(because)),
    'each says why',
  )
})

/** Of two services of one sector that leave no way in there is no example. */
function isSeldom({ parts }: Between): boolean {
  return parts[0]?.dim === 'pair'
}

function triedOn(relation: Between): { broken: string[]; seen: number } {
  const broken = new Set<string>()
  let seen = 0
  for (const key of keysIn([...relation.parts, relation.whole])) {
    const whole = nameOf(relation.whole, key)
    const parts = relation.parts.map((part) => nameOf(part, key))
    for (const place of lives.flat()) {
      const there = parts.filter((part) => place.has(part)).length
      seen += there
      if (!holds(relation.kind, there, place.has(whole))) broken.add(`${parts.join(', ')}: ${there}`)
    }
  }
  return { broken: [...broken], seen }
}

/** The keys in each of which a relation holds; one that has none holds once. */
function keysIn(sides: readonly Side[]): readonly string[] {
  const open = sides.find(({ dim, key }) => dim !== undefined && key === undefined)
  return open?.dim === undefined ? [''] : dimensions[open.dim]
}

function holds(kind: Between['kind'], parts: number, whole: boolean): boolean {
  if (kind === 'same') return parts > 0 === whole
  return kind === 'within' ? parts === 0 || whole : parts <= Number(whole)
}

function nameOf({ measure, dim, key }: Side, each = ''): string {
  return dim === undefined ? `${measure}||` : `${measure}|${dim}|${key ?? each}`
}

function spelt({ parts, whole, kind }: Between): string {
  return `${parts.map((part) => nameOf(part)).join(', ')} ${kind} ${nameOf(whole)}`
}

/** Where one person is to be found. What is so "now" is as at the end of each month in which something changes. */
function placesOf(cells: Cells): Place[] {
  const places = new Map<string, Set<string>>()
  const put = (area: string, per: string, period: string, name: string) => {
    const place = `${area} ${per} ${period}`
    places.set(place, (places.get(place) ?? new Set()).add(name))
  }
  const isNow = (measure: MeasureName) => measureOf(measure).kind === 'now'
  const all = [...cells].map(([name, { people }]) => ({ ...cellNamed(name), people }))
  const now = all.filter(({ measure }) => isNow(measure))
  const months = [...new Set(now.map(({ period }) => period))]
  for (const { area, per, period, measure, dim, key } of all)
    if (!isNow(measure)) put(area, `flow ${per}`, period, `${measure}|${dim}|${key}`)
  for (const added of Map.groupBy(now, ({ measure, dim, key, area }) => `${measure}|${dim}|${key} ${area}`).values()) {
    for (const period of months) {
      const people = added.reduce((sum, each) => sum + (each.period <= period ? each.people : 0), 0)
      const [one] = added
      if (one && people !== 0) put(one.area, 'now', period, `${one.measure}|${one.dim}|${one.key}`)
    }
  }
  return [...places.values()]
}
