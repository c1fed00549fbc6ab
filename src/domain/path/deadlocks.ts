import type { RetoldEntry } from '../counting/told.ts'
import type { mustFirst, sector } from '../lists.ts'
import { type Day, type Id, monthsAfter, type Service } from '../values.ts'
import { closerSaid, sameService } from './services.ts'

type Refusal = RetoldEntry<'TurnedAway'>

/** Two services turned the person away, each towards the other: whichever door they tried, the other one had to come first. */
export interface Deadlock {
  /** The one that said no first is first. */
  between: [Service, Service]
  /** Every refusal it rests on, in order of life. */
  entries: Id[]
  /** The days of the first and the last of them. */
  from: Day
  to: Day
  /** The day on which the second had said no too: from then on there was no way in. A deadlock counts on this day. */
  since: Day
}

/** Refusals further apart than this are not held against each other. */
export const monthsOfDeadlock = 12

/**
 * Towards whom somebody is pointed who is told to do something first and not where: the sectors that people go to for it. The only place where this
 * is said. What no particular sector answers for points nowhere, so that a deadlock is never made out of a guess.
 */
export const pointsTowards: Readonly<Record<(typeof mustFirst)[number], readonly (typeof sector)[number][]>> = {
  /** Help to stop comes from drug and alcohol services. */
  'stop-using': ['drug-and-alcohol'],
  /** Being "stable" is what mental health services are asked to see to. */
  'be-stable': ['mental-health'],
  /** An address comes from a landlord or, without one, from homelessness services: either may be meant. */
  'have-address': ['housing', 'homelessness'],
  /** It is a clinician who diagnoses, of the body or of the mind. */
  'have-diagnosis': ['health', 'mental-health'],
  /** Any service can have workers. */
  'have-a-worker': [],
  /** Whoever it is that is to look at it first. */
  'be-assessed': [],
  other: [],
}

/**
 * Deadlocks of a life: A turned the person away towards B, and B towards A, within 12 months of each other, whichever was first. Towards is where they were
 * sent; where nobody said, what they must do first points there. Said again by either within 12 months of the other, it is the same
 * deadlock, and one entry. From facts alone.
 *
 * @param refusals in order of life
 */
export function deadlocksIn(refusals: readonly Refusal[]): Deadlock[] {
  const found: Found[] = []
  const pointing = refusals.map(pointingOf)
  for (const [i, later] of pointing.entries()) {
    for (let j = i - 1; j >= 0; j -= 1) {
      const earlier = pointing[j]
      if (!earlier || later.refusal.span.first > earlier.until) break
      if (pointsAt(earlier, later) && pointsAt(later, earlier)) add(found, earlier.refusal, later.refusal)
    }
  }
  return found.map(({ between, held, since }) => {
    const entries = refusals.filter((refusal) => held.has(refusal))
    const days = entries.map(({ span }) => span.first)
    return { between, entries: entries.map(({ id }) => id), from: days[0] ?? since, to: days.at(-1) ?? since, since }
  })
}

/** A deadlock as far as it has been seen. */
interface Found {
  between: [Service, Service]
  held: Set<Refusal>
  since: Day
}

/** Two refusals that point at each other: they go on with a deadlock of the same two services that one of them is in, or are a new one. */
function add(found: Found[], earlier: Refusal, later: Refusal): void {
  const by = [earlier.facts.by, later.facts.by] as const
  const same = found.find(
    ({ between, held }) =>
      (held.has(earlier) || held.has(later)) && between.every((service) => by.some((other) => sameService(service, other))),
  )
  if (!same) {
    found.push({ between: [...by], held: new Set([earlier, later]), since: later.span.first })
    return
  }
  const named = (service: Service) => closerSaid(service, by.find((other) => sameService(service, other)) ?? service)
  same.between = [named(same.between[0]), named(same.between[1])]
  same.held.add(earlier).add(later)
}

/** A refusal, at whom it points, and the last day on which one that points back makes a deadlock. */
interface Pointing {
  refusal: Refusal
  towards: readonly Service[]
  until: Day
}

function pointingOf(refusal: Refusal): Pointing {
  return { refusal, towards: towards(refusal), until: monthsAfter(refusal.span.first, monthsOfDeadlock) }
}

function pointsAt({ towards }: Pointing, { refusal }: Pointing): boolean {
  return towards.some((service) => sameService(service, refusal.facts.by))
}

/** Who a refusal points at; never the one that refused, which may well be what they must do first is all about. */
function towards({ facts: { by, sentTo, mustFirst } }: Refusal): Service[] {
  const pointed = mustFirst === undefined ? [] : (pointsTowards[mustFirst] ?? []).map((sector): Service => ({ sector }))
  return (sentTo ? [sentTo] : pointed).filter((service) => !sameService(service, by))
}
