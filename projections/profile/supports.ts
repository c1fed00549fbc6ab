import type { Id, Words } from '../../src/domain/values.ts'
import { begunBy, type On, type Rests, restsAlsoOn, restsOn, said, type Told } from './told.ts'

type SupportType =
  | 'SupportPlanned'
  | 'SupportStarted'
  | 'SupportAdjusted'
  | 'SupportPaused'
  | 'SupportResumed'
  | 'SupportEnded'
  | 'SupportFitRated'

interface Support extends Partial<Rests> {
  support: Id
  started?: Told<'SupportStarted'>['facts']
  state: 'planned' | 'running' | 'paused' | 'ended'
  hoursPerWeek?: number | undefined
  costPerWeek?: number | undefined
  words?: Words | undefined
  planned: object[]
  /** Every change since it started: by how much, led by whom, with what notice. */
  changes: object[]
  /** Whether it fits, as each of them last said; the person's own is the one that counts. */
  fit: Readonly<Record<string, { fit: string; why?: Words | undefined; want?: Id | undefined; entry: Id; since: object }>>
}

interface Worker extends Rests {
  worker: Id
  role: string
  left?: { since: object; entry: Id }
}

/** Support, who brings it, and whether it fits. */
export interface SupportsPart {
  supports: Readonly<Record<Id, Support>>
  workers: Readonly<Record<Id, Worker>>
}

export const noSupports: SupportsPart = { supports: {}, workers: {} }

function on(part: SupportsPart, entry: Told<SupportType>, change: (support: Support) => Partial<Support>): SupportsPart {
  const id = entry.facts.support
  const before: Support = part.supports[id] ?? { support: id, state: 'planned', planned: [], changes: [], fit: {} }
  const rests = before.entries ? restsAlsoOn(before as Rests, entry) : restsOn(entry)
  return { ...part, supports: { ...part.supports, [id]: { ...before, ...rests, ...change(before) } } }
}

/** A change as a profile tells it: what, when, led by whom. */
function changed(entry: Told<SupportType>): object {
  const { support: _, ...facts } = entry.facts
  return {
    entry: entry.id,
    type: entry.type,
    since: entry.happened,
    ledBy: entry.ledBy,
    ...facts,
    words: 'about' in entry.words ? entry.words.about : undefined,
  }
}

export const onSupports: On<SupportsPart> = {
  SupportPlanned: (part, entry) => on(part, entry, ({ planned }) => ({ planned: [...planned, changed(entry)] })),
  SupportStarted: (part, entry) =>
    on(part, entry, (before) => ({
      ...begunBy(entry, before),
      started: entry.facts,
      state: 'running',
      hoursPerWeek: entry.facts.hoursPerWeek,
      costPerWeek: entry.facts.costPerWeek,
      words: entry.words.about,
    })),
  SupportAdjusted: (part, entry) =>
    on(part, entry, ({ changes, hoursPerWeek, costPerWeek }) => ({
      changes: [...changes, changed(entry)],
      hoursPerWeek: entry.facts.hoursPerWeek ?? hoursPerWeek,
      costPerWeek: entry.facts.costPerWeek ?? costPerWeek,
    })),
  SupportPaused: (part, entry) => on(part, entry, ({ changes }) => ({ state: 'paused', changes: [...changes, changed(entry)] })),
  SupportResumed: (part, entry) => on(part, entry, ({ changes }) => ({ state: 'running', changes: [...changes, changed(entry)] })),
  SupportEnded: (part, entry) => on(part, entry, ({ changes }) => ({ state: 'ended', changes: [...changes, changed(entry)] })),
  SupportFitRated: (part, entry) =>
    on(part, entry, ({ fit }) => {
      const { saidBy } = said(entry)
      return {
        fit: {
          ...fit,
          [saidBy.who]: { fit: entry.facts.fit, why: entry.words.why, want: entry.facts.want, entry: entry.id, since: entry.happened },
        },
      }
    }),
  WorkerStarted: (part, entry) => ({
    ...part,
    workers: { ...part.workers, [entry.facts.worker]: { ...entry.facts, words: entry.words.about, ...restsOn(entry) } },
  }),
  WorkerLeft: (part, entry) => {
    const worker = part.workers[entry.facts.worker]
    if (!worker) return part
    const left = { since: entry.happened, entry: entry.id, goodbyeSaid: entry.facts.goodbyeSaid }
    return { ...part, workers: { ...part.workers, [worker.worker]: { ...worker, ...restsAlsoOn(worker, entry), left } } }
  },
}

/** Supports as a profile shows them, running ones first, and the workers who are there now. */
export function supportsOf({ supports, workers }: SupportsPart) {
  const order = { running: 0, paused: 1, planned: 2, ended: 3 }
  return {
    supports: Object.values(supports)
      .map(({ started, ...support }) => ({ ...pick(started), ...support }))
      .sort((a, b) => order[a.state] - order[b.state]),
    workers: Object.values(workers).filter(({ left }) => !left),
  }
}

function pick(started: Support['started']): object {
  if (!started) return {}
  const { sector, provider, paidBy, how, wants, goals, reach } = started
  return { sector, provider, paidBy, how, wants, goals, reach }
}
