import type { MeasureName } from '../measures.ts'
import type { Flow, Saying, Told } from './told.ts'

/** Goals voiced and let go, whosesoever they are. */
export function goalFlows(told: Told): Flow[] {
  const lifeAreaOf = new Map(told('GoalVoiced').map(({ facts }) => [facts.goal, facts.lifeArea]))
  const counted = { GoalVoiced: 'goals-voiced', GoalLetGo: 'goals-let-go' } as const
  return told('GoalVoiced', 'GoalLetGo').map(({ type, facts, span }) => ({
    measure: counted[type],
    keys: { lifeArea: lifeAreaOf.get(facts.goal) },
    day: span.first,
  }))
}

/**
 * What was said of the person's own goals. That somebody could not ask says nothing of how it goes, and is passed over. That it is
 * another goal now counts nowhere, and yet it is the latest that was said.
 */
export function goalSayings(told: Told): Saying[] {
  const own = new Map(
    told('GoalVoiced')
      .filter(({ facts }) => facts.whose === 'person')
      .map(({ facts }) => [facts.goal, facts]),
  )
  return told('GoalProgressed', 'GoalReached').flatMap((entry): Saying[] => {
    const goal = own.get(entry.facts.goal)
    const says = entry.type === 'GoalReached' ? 'reached' : entry.facts.says
    if (!goal || says === 'could-not-ask') return []
    return [
      {
        of: entry.facts.goal,
        own: entry.saidBy.who === 'person',
        measure: goal.towards === 'keep' ? keeping[says] : changing[says],
        keys: { lifeArea: goal.lifeArea },
        day: entry.span.first,
      },
    ]
  })
}

const changing: Record<string, MeasureName | undefined> = {
  nearer: 'goals-nearer',
  further: 'goals-further',
  reached: 'goals-reached',
}
const keeping: Record<string, MeasureName | undefined> = { ...changing, holding: 'goals-held', same: 'goals-held' }
