import { compositeNames, keyOf } from '../../src/domain/measures/dimensions.ts'
import { ageBand, composites, dimensions, type MeasureName } from '../../src/domain/measures.ts'
import { type Chance, chance } from '../../src/tasks/demo/chance.ts'
import { hasEntries } from './between.ts'
import { type Grid, lineName } from './grid.ts'
import { type Counted, type Keys, type Kind, kinds } from './kinds.ts'
import { monthsLate, type Person, skewed } from './people.ts'
import { isMissing } from './sectors.ts'

/** Something that happened to somebody in a month, as it is known from one edition until another: what is put right is known otherwise from then on. */
export interface Happening {
  person: number
  counts: readonly Counting[]
  month: number
  known: number
  until: number
  /** Where only the latest that was said of a thing counts: of which, and whether it is the person's own word. */
  said?: { thing: number; own: boolean }
}

/** A measure that something counts in: the lines of its total and its keys, those of the ages in the order of `ageBand`, and whether entries are counted. */
export interface Counting {
  lines: readonly number[]
  ages: readonly (readonly number[])[]
  entries: boolean
}

/** All that happens to people in some months, in the measures of a grid. In the order of people, and of months. */
export function madeUpHappenings(seed: string, grid: Grid, people: readonly Person[], months: number): Happening[] {
  const happenings = kinds
    .filter(({ measures }) => measures.some((measure) => grid.measures.includes(measure)))
    .flatMap((kind) => happeningsOf(kind, chance(seed, ...kind.measures), grid, people, months))
  return happenings.sort((a, b) => a.person - b.person || a.month - b.month)
}

function happeningsOf({ often, again = 0, made, latest }: Kind, thrown: Chance, grid: Grid, people: readonly Person[], months: number) {
  const happenings: Happening[] = []
  const count = countingIn(grid)
  const keys = skewedKeys(thrown)
  const make = () => made(keys, thrown).flatMap(count)
  for (const [person, { lively }] of people.entries()) {
    for (let month = 0; month < months; month += 1) {
      for (let chances = often * lively; thrown.maybe(chances); chances = again) {
        const said = latest && { thing: thrown.int(0, 2), own: thrown.maybe(0.6) }
        const first = { person, counts: make(), month, known: month + monthsLate(thrown), until: Infinity, ...(said && { said }) }
        happenings.push(...putRight(thrown, first, make, months))
      }
    }
  }
  return happenings
}

/** A few are taken back later, or turn out to have been of other keys or in another month. */
function putRight(thrown: Chance, first: Happening, again: () => Counting[], months: number): Happening[] {
  const why = thrown.next()
  if (why > 0.015) return [first]
  const until = first.known + thrown.int(1, 6)
  const right = { ...first, known: until }
  const before = { ...first, until }
  if (why < 0.005) return [before]
  if (why < 0.01) return [before, { ...right, counts: again() }]
  return [before, { ...right, month: Math.min(months - 1, Math.max(0, first.month + thrown.int(-2, 2))) }]
}

function countingIn(grid: Grid): (counted: Counted) => Counting[] {
  const of = new Map(grid.measures.map((measure) => [measure, linesOf(grid, measure)]))
  return ({ measure, keys }) => {
    const { total, ages } = of.get(measure) ?? {}
    if (total === undefined || ages === undefined) return []
    const ofSeveral = compositeNames.map((name): [string, string] => [name, keyOf(name, keys)])
    const lines = [...Object.entries(keys), ...ofSeveral].flatMap(([dim, key]) =>
      key === undefined ? [] : (grid.lineOf.get(lineName(measure, dim, key)) ?? []),
    )
    return [{ lines: [total, ...lines], ages, entries: hasEntries(measure) }]
  }
}

/** The lines of the total of a measure, and those of each age: some measures have a key for adults alone. */
export function linesOf(grid: Grid, measure: MeasureName): { total: number; ages: number[][] } | undefined {
  const total = grid.lineOf.get(lineName(measure))
  const ages = ageBand.map((age) => ['age', 'adultAge'].flatMap((dim) => grid.lineOf.get(lineName(measure, dim, age)) ?? []))
  return total === undefined ? undefined : { total, ages }
}

/** Which keys are thrown often is different in each world. */
export function skewedKeys(thrown: Chance): Keys {
  const dims = new Map(
    Object.entries(dimensions)
      .filter(([dim]) => !(dim in composites))
      .map(([dim, all]) => {
        const keys = all.filter((key) => !isMissing(key))
        return [dim, { keys, next: skewed(thrown, keys.length, 1.2) }]
      }),
  )
  return (dim) => {
    const there = dims.get(dim)
    return there?.keys[there.next()] ?? ''
  }
}
