import { saidByWho, sector } from '../lists.ts'
import type { Dimension, MeasureName } from '../measures.ts'
import { adultAge, dimensions, keyOf, pair } from './dimensions.ts'

// Numbers of different measures are not free of each other: who counts in the one counts in the other. What is published of one says something of the
// other, so that whoever withholds numbers has to know every such relation. Each holds of the people behind a number, also where the measure counts
// entries, hours or GBP; in every area, in every period of the same kind, as known at any edition. Within one measure see `dimensions.ts` and `keyless` and `apart`.

/** Cells of a measure: its total, all keys of a dimension (the same key on both sides), or one key. */
export interface Side {
  measure: MeasureName
  dim?: Dimension
  key?: string
}

/** A relation. Where sides have a dimension and no key, it holds in every key: the same on both sides, also where their dimensions are different ones with the same keys. */
export interface Between {
  parts: readonly Side[]
  whole: Side
  /** `within`: each part ≤ the whole. `apart`: the parts are of different people, and their sum ≤ the whole. `same`: they are equal. */
  kind: 'within' | 'apart' | 'same'
  because: string
}

/** People of `whole` are all found in one of the parts, or several: the whole ≤ the sum of the parts. */
export interface Covered {
  whole: Side
  parts: readonly Side[]
  because: string
}

function side(measure: MeasureName, dim: Dimension | ''): Side {
  return dim === '' ? { measure } : { measure, dim }
}

/** The same relation in the total (`''`) and in every key of these dimensions, which both sides have. */
function each(
  dims: readonly (Dimension | '')[],
  parts: readonly MeasureName[],
  whole: MeasureName,
  of: Pick<Between, 'kind' | 'because'>,
): Between[] {
  return dims.map((dim) => ({ parts: parts.map((part) => side(part, dim)), whole: side(whole, dim), ...of }))
}

function within(dims: readonly (Dimension | '')[], parts: readonly MeasureName[], whole: MeasureName, because: string): Between[] {
  return each(dims, parts, whole, { kind: 'within', because })
}

function apart(dims: readonly (Dimension | '')[], parts: readonly MeasureName[], whole: MeasureName, because: string): Between[] {
  return each(dims, parts, whole, { kind: 'apart', because })
}

/** All keys of a dimension, one by one. */
function keysOf(measure: MeasureName, dim: Dimension, keys: readonly string[]): Side[] {
  return keys.map((key) => ({ measure, dim, key }))
}

/** Measures that are broken down by every age, in the two bands that those of reach have. */
function ofAdults(parts: readonly MeasureName[], whole: MeasureName, of: Pick<Between, 'kind' | 'because'>): Between[] {
  return adultAge.map((key) => ({
    parts: parts.map((measure) => ({ measure, dim: 'age', key })),
    whole: { measure: whole, dim: 'adultAge', key },
    ...of,
  }))
}

const stills = ['still-steady', 'still-held', 'unheard'] as const
const longAgo = 'Where nothing changed for 12 months, every support that runs started 12 months ago or more.'
const heardOrNot = 'There was a conversation in those 12 months, or there was none.'
const reaches = ['reach-supported', 'reach-heard', 'reach-moved'] as const
const fits = ['fit-fits', 'fit-partly', 'fit-does-not', 'fit-not-asked'] as const
const paces = ['sudden-changes', 'gradual-changes', 'notice-unknown'] as const

/** Where both measures count people. */
const ofPeople: readonly Between[] = [
  ...within(
    ['', 'lifeArea', 'sector', 'age'],
    ['wants-never-asked'],
    'wants-voiced',
    'A want that nobody had asked for is voiced on the same day.',
  ),
  ...within(['', 'sector', 'age'], fits, 'supported', 'It is running supports that fit or do not.'),
  {
    parts: fits.slice(0, 3).flatMap((measure) => keysOf(measure, 'ratedBy', saidByWho)),
    whole: { measure: 'supported' },
    kind: 'within',
    because: 'Whoever it is that says how a support fits, it is one that runs.',
  },
  ...fits.map(
    (measure): Between => ({
      parts: [{ measure }],
      whole: { measure, dim: 'ratedBy', key: 'person' },
      kind: 'same',
      because: 'The total is the person’s own word alone.',
    }),
  ),
  ...within(['', 'sector'], ['reach-supported'], 'supported', 'A support that has been there for 6 months is one that runs.'),
  ...adultAge.map(
    (key): Between => ({
      parts: [{ measure: 'reach-supported', dim: 'adultAge', key }],
      whole: { measure: 'supported', dim: 'age', key },
      kind: 'within',
      because: 'A support that has been there for 6 months is one that runs.',
    }),
  ),
  ...within(
    ['', 'sector', 'adultAge', 'sectorAge'],
    ['reach-heard'],
    'reach-supported',
    'It is asked only of people with a support for 6 months or more.',
  ),
  ...within(['', 'sector', 'adultAge', 'sectorAge'], ['reach-moved'], 'reach-heard', 'That a goal moves is something that was said of it.'),
  ...within(['', 'sector'], stills, 'reach-supported', longAgo),
  ...ofAdults(stills, 'reach-supported', { kind: 'within', because: longAgo }),
  ...within(['age'], stills, 'supported', longAgo),
  ...within(['', 'sector', 'age'], ['still-steady'], 'fit-fits', 'Steady is by a support of which they say that it fits.'),
  ...(['still-steady', 'still-held'] as const).flatMap((still) => [
    ...apart(['', 'sector'], [still, 'unheard'], 'reach-supported', heardOrNot),
    ...ofAdults([still, 'unheard'], 'reach-supported', { kind: 'apart', because: heardOrNot }),
    ...apart(['age'], [still, 'unheard'], 'supported', heardOrNot),
  ]),
  {
    parts: [
      { measure: 'compromises-open', dim: 'givenSector' },
      { measure: 'compromises-open', dim: 'wantedSector' },
    ],
    whole: { measure: 'compromises-open', dim: 'aboutSector' },
    kind: 'within',
    because: 'A compromise is about the sector that was given, and about the one that was wanted.',
  },
  ...within(['', 'age'], ['carers-supported'], 'carers', 'It is carers who are supported.'),
  {
    parts: [{ measure: 'carers-supported' }],
    whole: { measure: 'supported', dim: 'sector', key: 'carers' },
    kind: 'within',
    because: 'Their support is of the sector carers, and runs.',
  },
  ...within(['', 'age'], ['deadlocks'], 'turned-away', 'A deadlock counts on the day the second service said no.'),
  ...sector.map(
    (one): Between => ({
      parts: [{ measure: 'deadlocks', dim: 'pair', key: `${one}+${one}` }],
      whole: { measure: 'turned-away', dim: 'by', key: one },
      kind: 'within',
      because: 'Both services are of that sector, and the second said no on that day.',
    }),
  ),
]

/** Where one of the measures, or both, count something else: entries, hours or GBP. The relation is of the people behind them. */
const ofOthers: readonly Between[] = [
  ...within(['', 'sector', 'age'], ['hours-per-week', 'cost-per-week'], 'supported', 'Hours and cost are of running supports.'),
  ...within(['', 'age'], ['reviews-without-change'], 'reviews-held', 'Those are reviews too.'),
  ...within(['', 'ledBy', 'age'], paces, 'changes', 'A large change is a change, led by the same.'),
  {
    parts: [{ measure: 'came-back' }],
    whole: { measure: 'changes', dim: 'direction', key: 'start' },
    kind: 'within',
    because: 'Who came back has a support that started on that day.',
  },
  {
    parts: keysOf('moves', 'into', sector),
    whole: { measure: 'changes' },
    kind: 'within',
    because: 'A move from one sector into another counts on the day of a start or of an end.',
  },
]

/** Every identity and inequality between measures that follows from what they count. */
export const between: readonly Between[] = [...ofPeople, ...ofOthers]

/** Where the people of a number are all found in some others. */
export const covered: readonly Covered[] = [
  ...reaches.flatMap((measure) =>
    adultAge.map(
      (age): Covered => ({
        whole: { measure, dim: 'adultAge', key: age },
        parts: keysOf(
          measure,
          'sectorAge',
          sector.map((one) => keyOf('sectorAge', { sector: one, adultAge: age })),
        ),
        because: 'The support is of a sector.',
      }),
    ),
  ),
  {
    whole: { measure: 'compromises-open', dim: 'aboutSector' },
    parts: [
      { measure: 'compromises-open', dim: 'givenSector' },
      { measure: 'compromises-open', dim: 'wantedSector' },
    ],
    because: 'A compromise is about the sector that was given and the one that was wanted, and about no other.',
  },
  {
    whole: { measure: 'changes', dim: 'direction', key: 'end' },
    parts: paces.map((measure) => ({ measure })),
    because: 'Every end is a large change, and each of those is sudden, gradual or of unknown notice.',
  },
  ...sector.map(
    (one): Covered => ({
      whole: { measure: 'moves', dim: 'into', key: one },
      parts: keysOf('changes', 'direction', ['start', 'end']),
      because: 'A move counts on the day of a start or of an end.',
    }),
  ),
  ...pair.flatMap((key): Covered[] => {
    const [one = '', other = ''] = key.split('+')
    if (one === other) return []
    return [
      {
        whole: { measure: 'deadlocks', dim: 'pair', key },
        parts: keysOf('turned-away', 'by', [one, other]),
        because: 'The second of the two services said no on that day.',
      },
    ]
  }),
]

/** The keys that what holds for a side holds for one by one. */
export function keysIn({ dim, key }: Side): readonly string[] {
  return dim === undefined || key !== undefined ? [''] : dimensions[dim]
}
