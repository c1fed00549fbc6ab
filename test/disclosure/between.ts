import { sector } from '../../src/domain/lists.ts'
import { adultAge } from '../../src/domain/measures/dimensions.ts'
import { type Dimension, dimensions, type MeasureName, measureOf } from '../../src/domain/measures.ts'
import { lineName } from './grid.ts'

/** What holds between lines in every area and period: all of `less` together are no more than all of `more`; or as many, where it says so. */
export interface Between {
  less: readonly string[]
  more: readonly string[]
  equal?: boolean
  /** Of the people behind the numbers, or of how many entries they are. */
  of: 'people' | 'entries'
}

const fits = ['fit-fits', 'fit-partly', 'fit-does-not', 'fit-not-asked'] as const
const large = ['sudden-changes', 'gradual-changes', 'notice-unknown'] as const
const shrinking = ['less', 'end', 'move'].map((direction) => lineName('changes', 'direction', direction))

/** What somebody who has read what is counted, and how, can tell of one measure by another. Each is there in total, by age, and by the keys that both have. */
export const between: readonly Between[] = [
  // A want that was never asked for is a want that was voiced, at the same time and with the same keys.
  ...within(['wants-never-asked'], 'wants-voiced', ['lifeArea', 'sector']),

  // Hours, costs, ratings and stillness are of supports that run.
  ...within(['hours-per-week'], 'supported', ['sector']),
  ...within(['cost-per-week'], 'supported', ['sector']),
  ...fits.flatMap((fit) => within([fit], 'supported', ['sector'])),
  // Somebody with whom there was a conversation is not unheard, and who says that a support fits said so.
  ...within(['still-steady', 'unheard'], 'supported', ['sector']),
  ...within(['still-held', 'unheard'], 'supported', ['sector']),
  ...within(['still-steady', 'unheard'], 'reach-supported', ['sector']),
  ...within(['still-held', 'unheard'], 'reach-supported', ['sector']),
  ...within(['still-steady'], 'fit-fits', ['sector']),
  // The total of a rating is what people themselves said: it is the key `person`. Others rated supports that run.
  ...fits.map((fit): Between => ({ less: [lineName(fit, 'ratedBy', 'person')], more: [lineName(fit)], equal: true, of: 'people' })),
  ...fits.flatMap((fit) =>
    dimensions.ratedBy.map((by): Between => ({ less: [lineName(fit, 'ratedBy', by)], more: [lineName('supported')], of: 'people' })),
  ),

  // Of reach there are adults alone.
  ...within(['reach-supported'], 'supported', ['sector']),
  ...adultAge.map(
    (age): Between => ({ less: [lineName('reach-supported', 'adultAge', age)], more: [lineName('supported', 'age', age)], of: 'people' }),
  ),
  ...adultAge.flatMap((age) =>
    (['still-steady', 'still-held'] as const).map(
      (heard): Between => ({
        less: [lineName(heard, 'age', age), lineName('unheard', 'age', age)],
        more: [lineName('reach-supported', 'adultAge', age)],
        of: 'people',
      }),
    ),
  ),
  ...within(['reach-heard'], 'reach-supported', ['sector', 'adultAge', 'sectorAge']),
  ...within(['reach-moved'], 'reach-heard', ['sector', 'adultAge', 'sectorAge']),

  // A compromise is about the sector that was wanted and the one that was given.
  ...(['compromises-made', 'compromises-open'] as const).flatMap((measure) =>
    sector.flatMap((one): Between[] => {
      const [wanted, given] = [lineName(measure, 'wantedSector', one), lineName(measure, 'givenSector', one)]
      const about = lineName(measure, 'aboutSector', one)
      return [
        { less: [wanted], more: [about], of: 'people' },
        { less: [given], more: [about], of: 'people' },
        { less: [about], more: [wanted, given], of: 'people' },
      ]
    }),
  ),

  ...within(['carers-supported'], 'carers'),
  ...within(['carers-supported'], 'supported'),
  { less: [lineName('carers-supported')], more: [lineName('supported', 'sector', 'carers')], of: 'people' },

  ...within(['reviews-without-change'], 'reviews-held'),
  ...within(['reviews-without-change'], 'reviews-held', [], 'entries'),

  // A large change is a change, came at one pace, and is one of less, of an end or of home.
  ...large.flatMap((pace) => within([pace], 'changes', ['ledBy'])),
  ...within(large, 'changes', ['ledBy'], 'entries'),
  ...large.map((pace): Between => ({ less: [lineName(pace)], more: shrinking, of: 'people' })),
  { less: large.map((pace) => lineName(pace)), more: shrinking, of: 'entries' },

  // Every end is a large change.
  { less: [lineName('changes', 'direction', 'end')], more: large.map((pace) => lineName(pace)), of: 'people' },
  { less: [lineName('changes', 'direction', 'end')], more: large.map((pace) => lineName(pace)), of: 'entries' },

  // Who moved from sector to sector had a support that ended or one that started on that day.
  ...sector.flatMap((into): Between[] => [
    { less: [lineName('moves', 'into', into)], more: [lineName('changes')], of: 'people' },
    { less: [lineName('moves', 'into', into)], more: ['start', 'end'].map((way) => lineName('changes', 'direction', way)), of: 'people' },
  ]),
  // Who came back started something.
  ...within(['came-back'], 'changes'),
  { less: [lineName('came-back')], more: [lineName('changes', 'direction', 'start')], of: 'people' },

  // A deadlock is counted on the day on which the second of two said no.
  ...within(['deadlocks'], 'turned-away'),
  ...dimensions.pair.map(
    (pair): Between => ({
      less: [lineName('deadlocks', 'pair', pair)],
      more: [...new Set(pair.split('+'))].map((sector) => lineName('turned-away', 'by', sector)),
      of: 'people',
    }),
  ),
]

function within(parts: readonly MeasureName[], whole: MeasureName, dims: Dimension[] = [], of: Between['of'] = 'people'): Between[] {
  const keys: [Dimension | '', string][] = [['', ''], ...[...dims, 'age' as const].flatMap(keysOf)]
  return keys.map(([dim, key]) => ({ less: parts.map((part) => lineName(part, dim, key)), more: [lineName(whole, dim, key)], of }))
}

function keysOf(dim: Dimension): [Dimension, string][] {
  return dimensions[dim].map((key) => [dim, key])
}

/** Of these measures there are entries beside the people behind them, and one can be told by the other: nobody has none, so there are never fewer. */
export function hasEntries(measure: MeasureName): boolean {
  return measureOf(measure).unit === 'entries'
}
