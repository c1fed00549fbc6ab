import type { Id, Words } from '../../src/domain/values.ts'
import { begunBy, type On, ownFirst, type Rests, restsAlsoOn, restsOn, said, type Told, withThing } from './told.ts'

type WantType = 'WantVoiced' | 'WantUnmet' | 'WantMet' | 'WantLetGo'

interface Want extends Partial<Rests> {
  want: Id
  voiced?: Told<'WantVoiced'>['facts']
  words?: Words | undefined
  state: 'open' | 'met' | 'let-go'
  /** Every answer of no so far, with the reason given. */
  unmet: { entry: Id; since: object; why: string; words?: Words | undefined }[]
  /** The supports that meet it; none where it is met without one. */
  metBy: Id[]
}

interface Compromise extends Rests {
  compromise: Id
  want?: Id | undefined
  goal?: Id | undefined
  open: boolean
  says?: string | undefined
  lookAgainOn?: string | undefined
  [fact: string]: unknown
}

/** What would have to be there, what was shown to be possible, and what was taken instead. */
export interface WantsPart {
  wants: readonly Want[]
  compromises: Readonly<Record<Id, Compromise>>
  possibilities: readonly object[]
}

export const noWants: WantsPart = { wants: [], compromises: {}, possibilities: [] }

function on(part: WantsPart, entry: Told<WantType>, change: (want: Want) => Partial<Want>): WantsPart {
  const id = entry.facts.want
  const place = part.wants.findIndex(({ want }) => want === id)
  const before: Want = part.wants[place] ?? { want: id, state: 'open', unmet: [], metBy: [] }
  const rests = before.entries ? restsAlsoOn(before as Rests, entry) : restsOn(entry)
  return { ...part, wants: withThing(part.wants, place, { ...before, ...rests, ...change(before) }) }
}

export const onWants: On<WantsPart> = {
  WantVoiced: (part, entry) =>
    on(part, entry, (before) => ({
      ...begunBy(entry, before),
      voiced: entry.facts,
      words: entry.words.want,
    })),
  WantUnmet: (part, entry) =>
    on(part, entry, ({ unmet }) => ({
      state: 'open',
      metBy: [],
      unmet: [...unmet, { entry: entry.id, since: entry.happened, why: entry.facts.why, words: entry.words.about, ...said(entry) }],
    })),
  WantMet: (part, entry) =>
    closing(
      on(part, entry, ({ metBy }) => ({
        state: 'met',
        metBy: entry.facts.support === undefined ? metBy : [...metBy, entry.facts.support],
      })),
      entry,
    ),
  WantLetGo: (part, entry) =>
    closing(
      on(part, entry, () => ({ state: 'let-go', metBy: [] })),
      entry,
    ),
  // What this support met, and no other does, is wanted again.
  SupportEnded: (part, entry) => ({
    ...part,
    wants: part.wants.map((want) => {
      if (!want.metBy.includes(entry.facts.support)) return want
      const metBy = want.metBy.filter((support) => support !== entry.facts.support)
      return { ...want, entries: [...(want.entries ?? []), entry.id], metBy, ...(metBy.length === 0 && { state: 'open' as const }) }
    }),
  }),
  PossibilityShown: (part, entry) => ({
    ...part,
    possibilities: [...part.possibilities, { ...entry.facts, words: entry.words.what, ...restsOn(entry) }],
  }),
  CompromiseMade: (part, entry) => ({
    ...part,
    compromises: {
      ...part.compromises,
      [entry.facts.compromise]: { ...entry.facts, words: entry.words.about, open: true, ...restsOn(entry) },
    },
  }),
  CompromiseLookedAt: (part, entry) => {
    const before = part.compromises[entry.facts.compromise]
    if (!before) return part
    const { still, says, lookAgainOn } = entry.facts
    const after = { ...before, ...restsAlsoOn(before, entry), open: still, ...(says && { says }), lookAgainOn }
    return { ...part, compromises: { ...part.compromises, [before.compromise]: after } }
  },
}

/** A compromise closes when its want is met or let go. */
function closing(part: WantsPart, { facts }: Told<'WantMet' | 'WantLetGo'>): WantsPart {
  const compromises = Object.entries(part.compromises).map(
    ([id, made]) => [id, made.want === facts.want ? { ...made, open: false } : made] as const,
  )
  return { ...part, compromises: Object.fromEntries(compromises) }
}

/** Wants as a profile shows them: open ones and what became of the others. */
export function wantsOf({ wants, compromises, possibilities }: WantsPart) {
  const voiced = wants.flatMap(({ voiced, ...want }) => {
    if (!voiced || !want.saidBy) return []
    const { lifeArea, sector, neverAsked } = voiced
    return [{ ...want, saidBy: want.saidBy, lifeArea, sector, neverAsked }]
  })
  return { wants: ownFirst(voiced), compromises: Object.values(compromises), possibilities }
}
