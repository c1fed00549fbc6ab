import type { dimensions, MeasureName, PlainDimension } from '../../src/domain/measures.ts'
import type { Chance } from '../../src/tasks/demo/chance.ts'

/** Where something counts: in the total of a measure and in these keys of it. */
export interface Counted {
  measure: MeasureName
  keys: Partial<Record<PlainDimension, string | undefined>>
}

/** A key of a dimension, thrown: some often and most of them seldom. */
export type Keys = (dim: keyof typeof dimensions) => string

/** Something that happens to people: to how many of a hundred in a month (over 100), how likely once more in it, and as what it counts. */
export interface Kind {
  measures: readonly MeasureName[]
  often: number
  again?: number
  made: (key: Keys, thrown: Chance) => Counted[]
  /** Of what is said of a thing in a period only the latest counts, the person's own before anybody's. */
  latest?: true
}

/** What happens in a made-up county. Everything that counts in several measures counts in them at the same time. */
export const kinds: readonly Kind[] = [
  { measures: ['people-heard'], often: 0.3, made: () => [{ measure: 'people-heard', keys: {} }] },
  {
    measures: ['goals-voiced'],
    often: 0.06,
    again: 0.3,
    made: (key) => [{ measure: 'goals-voiced', keys: { lifeArea: key('lifeArea') } }],
  },
  {
    measures: ['goals-nearer'],
    often: 0.1,
    again: 0.2,
    latest: true,
    made: (key, thrown) => (thrown.maybe(0.6) ? [{ measure: 'goals-nearer', keys: { lifeArea: key('lifeArea') } }] : []),
  },
  {
    measures: ['wants-voiced', 'wants-never-asked'],
    often: 0.08,
    again: 0.25,
    made(key, thrown) {
      const keys = { lifeArea: key('lifeArea'), sector: thrown.maybe(0.65) ? key('sector') : undefined }
      const voiced: Counted = { measure: 'wants-voiced', keys }
      return thrown.maybe(0.4) ? [voiced, { measure: 'wants-never-asked', keys: { ...keys, neverAsked: key('neverAsked') } }] : [voiced]
    },
  },
  {
    measures: ['changes', 'sudden-changes', 'gradual-changes', 'notice-unknown', 'came-back', 'moves'],
    often: 0.07,
    again: 0.25,
    made(key, thrown) {
      const [ledBy, direction] = [key('ledBy'), thrown.maybe(0.95) ? key('direction') : undefined]
      const sector = direction === 'move' ? undefined : key('sector')
      const change: Counted = { measure: 'changes', keys: { ledBy, direction } }
      const counted = [change]
      if ((direction === 'start' || direction === 'end') && thrown.maybe(0.5)) {
        counted.push({ measure: 'moves', keys: { outOf: key('outOf'), into: key('sector') } })
      }
      if (direction === 'start' && thrown.maybe(0.35)) counted.push({ measure: 'came-back', keys: { sector } })
      if (direction === 'end' || ((direction === 'less' || direction === 'move') && thrown.maybe(0.5))) {
        const pace = thrown.one(['sudden-changes', 'sudden-changes', 'gradual-changes', 'notice-unknown'] as const)
        counted.push({ measure: pace, keys: { sector, ledBy } })
      }
      return counted
    },
  },
  {
    measures: ['steps-agreed'],
    often: 0.1,
    again: 0.4,
    made: (key) => [{ measure: 'steps-agreed', keys: { who: key('who') } }],
  },
  {
    measures: ['decisions'],
    often: 0.07,
    again: 0.2,
    made: (key) => [
      { measure: 'decisions', keys: { decidedBy: key('decidedBy'), personWanted: key('personWanted'), about: key('about') } },
    ],
  },
  {
    measures: ['reviews-held', 'reviews-without-change'],
    often: 0.06,
    again: 0.03,
    made: (_, thrown) => [
      { measure: 'reviews-held', keys: {} },
      ...(thrown.maybe(0.45) ? [{ measure: 'reviews-without-change' as const, keys: {} }] : []),
    ],
  },
  {
    measures: ['turned-away'],
    often: 0.04,
    again: 0.2,
    made: (key) => [{ measure: 'turned-away', keys: { by: key('by'), reason: key('reason') } }],
  },
]
