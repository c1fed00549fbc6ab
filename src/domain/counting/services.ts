import { pairOf } from '../measures/dimensions.ts'
import { deadlocksIn } from '../path/deadlocks.ts'
import { madeOf } from './made.ts'
import type { Flow } from './told.ts'

export const decisions = madeOf(['DecisionMade'], (told) =>
  told('DecisionMade').map(
    ({ facts: { decidedBy, personWanted, about }, span }): Flow => ({
      measure: 'decisions',
      keys: { decidedBy, personWanted, about },
      day: span.first,
      amount: 1,
    }),
  ),
)

/** What both missed was missed by us as well. */
export const missed = madeOf(['ConversationMissed', 'StoryRetold'], (told): Flow[] => {
  const byUs = told('ConversationMissed').filter(({ facts }) => facts.by !== 'person')
  return [
    ...byUs.map(({ span }): Flow => ({ measure: 'missed-by-us', keys: {}, day: span.first })),
    ...told('StoryRetold').map(({ span }): Flow => ({ measure: 'stories-retold', keys: {}, day: span.first })),
  ]
})

export const handedOver = madeOf(['HandedOver'], (told) =>
  told('HandedOver').map(
    ({ facts: { from, to }, span }): Flow => ({
      measure: 'hand-overs',
      keys: { from: from.sector, to: to.sector },
      day: span.first,
    }),
  ),
)

export const turnedAway = madeOf(['TurnedAway'], (told) =>
  told('TurnedAway').map(
    ({ facts: { by, reason }, span }): Flow => ({
      measure: 'turned-away',
      keys: { by: by.sector, reason },
      day: span.first,
    }),
  ),
)

/** Two services that left no way in: a deadlock counts once, on the day the second said no as well. */
export const deadlocks = madeOf(['TurnedAway'], (told) =>
  deadlocksIn(told('TurnedAway')).map(
    ({ between: [one, other], since }): Flow => ({
      measure: 'deadlocks',
      keys: { pair: pairOf(one.sector, other.sector) },
      day: since,
    }),
  ),
)
