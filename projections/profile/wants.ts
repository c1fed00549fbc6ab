import type { Id, Words } from '../../src/domain/values.ts'
import { type On, ownFirst, type Rests, restsAlsoOn, restsOn, said, type Told } from './told.ts'

type WantType = 'WantVoiced' | 'WantUnmet' | 'WantMet' | 'WantLetGo'

interface Want extends Partial<Rests> {
  want: Id
  voiced?: Told<'WantVoiced'>['facts']
  words?: Words | undefined
  state: 'open' | 'met' | 'let-go'
  /** Every answer of no so far, with the reason given. */
  unmet: { entry: Id; since: object; why: string; words?: Words | undefined }[]
  metBy?: Id | undefined
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
  wants: Readonly<Record<Id, Want>>
  compromises: Readonly<Record<Id, Compromise>>
  possibilities: readonly object[]
}

export const noWants: WantsPart = { wants: {}, compromises: {}, possibilities: [] }

function on(part: WantsPart, entry: Told<WantType>, change: (want: Want) => Partial<Want>): WantsPart {
  const id = entry.facts.want
  const before: Want = part.wants[id] ?? { want: id, state: 'open', unmet: [] }
  const rests = before.entries ? restsAlsoOn(before as Rests, entry) : restsOn(entry)
  return { ...part, wants: { ...part.wants, [id]: { ...before, ...rests, ...change(before) } } }
}

export const onWants: On<WantsPart> = {
  WantVoiced: (part, entry) =>
    on(part, entry, ({ entries = [] }) => ({
      ...restsOn(entry),
      entries: [...entries, entry.id],
      voiced: entry.facts,
      words: entry.words.want,
    })),
  WantUnmet: (part, entry) =>
    on(part, entry, ({ unmet }) => ({
      state: 'open',
      unmet: [...unmet, { entry: entry.id, since: entry.happened, why: entry.facts.why, words: entry.words.about, ...said(entry) }],
    })),
  WantMet: (part, entry) => on(part, entry, () => ({ state: 'met', metBy: entry.facts.support })),
  WantLetGo: (part, entry) => on(part, entry, () => ({ state: 'let-go' })),
  // A want met by a support opens again when that support ends.
  SupportEnded: (part, entry) => ({
    ...part,
    wants: Object.fromEntries(
      Object.entries(part.wants).map(([id, want]) => {
        if (want.state !== 'met' || want.metBy !== entry.facts.support) return [id, want]
        return [id, { ...want, ...restsAlsoOn(want as Rests, entry), state: 'open', lastHeard: want.lastHeard }]
      }),
    ) as WantsPart['wants'],
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

/** Wants as a profile shows them: open ones and what became of the others; compromises close when their want is met or let go. */
export function wantsOf({ wants, compromises, possibilities }: WantsPart) {
  const voiced = Object.values(wants).flatMap(({ voiced, metBy, ...want }) => {
    if (!voiced || !want.saidBy) return []
    const { lifeArea, sector, neverAsked } = voiced
    return [{ ...want, saidBy: want.saidBy, lifeArea, sector, neverAsked, ...(want.state === 'met' && { metBy }) }]
  })
  const closed = new Set(voiced.filter(({ state }) => state !== 'open').map(({ want }) => want))
  return {
    wants: ownFirst(voiced),
    compromises: Object.values(compromises).map((made) => ({
      ...made,
      open: made.open && !(made.want !== undefined && closed.has(made.want)),
    })),
    possibilities,
  }
}
