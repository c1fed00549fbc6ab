import type { MeasureName } from '../../src/domain/measures.ts'
import { chance } from '../../src/tasks/demo/chance.ts'
import type { Read } from './attack.ts'
import { twentyWards } from './county.ts'
import type { Grid } from './grid.ts'
import type { Published, Releases } from './plain-rule.ts'
import { type Rule, reader } from './reading.ts'
import { type Relations, relationsOf } from './relations.ts'
import { editionNumbered, type Learnt, learntSince, madeUpWorld, type Truth, worldGrid } from './world.ts'

/** Measures that hang together: nothing is told of one by a measure that is not among them. */
export const families: readonly (readonly MeasureName[])[] = [
  ['people-heard', 'goals-voiced', 'goals-nearer'],
  ['wants-voiced', 'wants-never-asked'],
  ['supported', 'hours-per-week', 'fit-fits', 'fit-partly', 'fit-does-not', 'fit-not-asked'],
  ['steps-agreed', 'decisions', 'reviews-held', 'reviews-without-change'],
  ['changes', 'sudden-changes', 'gradual-changes', 'notice-unknown', 'came-back'],
  ['supported', 'fit-fits', 'reach-supported', 'reach-heard', 'reach-moved', 'still-steady', 'still-held', 'unheard'],
  ['changes', 'moves'],
]

/** A world to attack: its people, what is counted in it, and the editions in which it is read. */
export interface Plan {
  seed: string
  people: number
  measures: readonly MeasureName[]
  /** The first edition that is made, and those that are read. */
  from: number
  reads: readonly number[]
}

const [fewest, most] = [1_000, 20_000]
/** The world of that number. Every fifth has had releases from its first month on; the others begin with one of sixteen months. */
export function planOf(number: number): Plan {
  const seed = `world ${number}`
  const fromTheFirst = number % 5 === 4
  const measures = families[number % families.length] ?? []
  return {
    seed,
    people: Math.round(fewest * (most / fewest) ** chance(seed, 'size').next()),
    measures,
    from: fromTheFirst ? 1 : 16,
    reads: fromTheFirst ? [2, 5, 8, 11, 13, 16, 19, 22, 24] : [16, 17, 18, 19, 20, 21, 22, 23, 24],
  }
}

const grids = new Map<readonly MeasureName[], { grid: Grid; relations: Relations }>()

/** Every cell of some measures, and what is known to hold between them. They are the same in every world. */
export function relationsFor(measures: readonly MeasureName[]): Relations {
  const there = grids.get(measures)
  if (there) return there.relations
  const grid = worldGrid(measures)
  const relations = relationsOf(grid)
  grids.set(measures, { grid, relations })
  return relations
}

/** What happens in a world, and what is learnt of it in each edition. */
export function tell({ seed, people, from, reads }: Plan, grid: Grid): { edition: number; truth: Truth; learnt: Learnt[] }[] {
  const world = madeUpWorld(seed, people, grid)
  const last = Math.max(...reads)
  let before: Truth | undefined
  return Array.from({ length: last - from + 1 }, (_, i) => {
    const truth = world.truthIn(from + i)
    const learnt = learntSince(grid, before, truth)
    before = truth
    return { edition: from + i, truth, learnt }
  })
}

/** What is published of it, in the editions that are read. */
export function publish(
  { measures, reads }: Plan,
  told: ReturnType<typeof tell>,
  grid: Grid,
  releases: Releases,
  rule: Rule,
): { read: Read[]; all: Published[] } {
  const { make } = releases(measures, twentyWards)
  const take = reader(grid, rule)
  const all: Published[] = []
  const read = told.flatMap(({ edition, truth, learnt }): Read[] => {
    const published = make(editionNumbered(edition), learnt)
    for (const one of published) all.push(one)
    const seen = take(edition, published)
    return reads.includes(edition) ? [{ edition: seen, truth }] : []
  })
  return { read, all }
}
