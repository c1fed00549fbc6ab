import { pairOf } from '../measures/dimensions.ts'
import { deadlocksIn } from '../path/deadlocks.ts'
import type { Flow, Told } from './told.ts'

/** What services did: decided, missed, had a story told again, handed over, said no; and where two of them left no way in. */
export function serviceFlows(told: Told): Flow[] {
  return [...decisions(told), ...missed(told), ...handedOver(told), ...turnedAway(told), ...deadlocks(told)]
}

function decisions(told: Told): Flow[] {
  return told('DecisionMade').map(({ facts: { decidedBy, personWanted, about }, span }) => ({
    measure: 'decisions',
    keys: { decidedBy, personWanted, about },
    day: span.first,
    amount: 1,
  }))
}

/** What both missed was missed by us as well. */
function missed(told: Told): Flow[] {
  const byUs = told('ConversationMissed').filter(({ facts }) => facts.by !== 'person')
  return [
    ...byUs.map(({ span }): Flow => ({ measure: 'missed-by-us', keys: {}, day: span.first })),
    ...told('StoryRetold').map(({ span }): Flow => ({ measure: 'stories-retold', keys: {}, day: span.first })),
  ]
}

function handedOver(told: Told): Flow[] {
  return told('HandedOver').map(({ facts: { from, to }, span }) => ({
    measure: 'hand-overs',
    keys: { from: from.sector, to: to.sector },
    day: span.first,
  }))
}

function turnedAway(told: Told): Flow[] {
  return told('TurnedAway').map(({ facts: { by, reason }, span }) => ({
    measure: 'turned-away',
    keys: { by: by.sector, reason },
    day: span.first,
  }))
}

/** A deadlock counts once, on the day the second said no as well. */
function deadlocks(told: Told): Flow[] {
  return deadlocksIn(told('TurnedAway')).map(({ between: [one, other], since }) => ({
    measure: 'deadlocks',
    keys: { pair: pairOf(one.sector, other.sector) },
    day: since,
  }))
}
