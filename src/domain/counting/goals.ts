import type { MeasureName } from '../measures.ts'
import { madeOf } from './made.ts'
import { heardFor, overlap, type Stretch, without } from './stretches.ts'
import { daySince, type Flow, type Holding, type RetoldEntry, type Saying, type Told } from './told.ts'

const counted = { GoalVoiced: 'goals-voiced', GoalLetGo: 'goals-let-go', GoalPickedUpAgain: 'goals-picked-up-again' } as const

/** Goals voiced, let go and picked up again, whosesoever they are. */
export const goalFlows = madeOf(['GoalVoiced', 'GoalLetGo', 'GoalPickedUpAgain'], (told): Flow[] => {
  const lifeAreaOf = new Map(told('GoalVoiced').map(({ facts }) => [facts.goal, facts.lifeArea]))
  return told('GoalVoiced', 'GoalLetGo', 'GoalPickedUpAgain').flatMap(({ type, facts, span }): Flow[] => {
    const lifeArea = lifeAreaOf.get(facts.goal)
    return lifeArea === undefined ? [] : [{ measure: counted[type], keys: { lifeArea }, day: span.first }]
  })
})

/**
 * What was said of the person's own goals. That somebody could not ask says nothing of how it goes, and is passed over. That it is
 * another goal now counts nowhere, and yet it is the latest that was said.
 */
export const goalSayings = madeOf(['GoalVoiced', 'GoalProgressed', 'GoalReached'], (told): Saying[] => {
  const own = new Map(ownGoals(told).map(({ facts }) => [facts.goal, facts]))
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
})

const changing: Record<string, MeasureName | undefined> = {
  nearer: 'goals-nearer',
  further: 'goals-further',
  reached: 'goals-reached',
}
const keeping: Record<string, MeasureName | undefined> = { ...changing, holding: 'goals-held', same: 'goals-held' }

const spokenOf = ['GoalVoiced', 'GoalReworded', 'GoalProgressed', 'GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo'] as const
export type OfGoal = RetoldEntry<(typeof spokenOf)[number]>

/** A goal of the person's own, all that was told of it since it was voiced, and for how long each thing that was said of it counts as heard. */
export interface OwnGoal {
  voiced: RetoldEntry<'GoalVoiced'>
  about: readonly OfGoal[]
  heard: readonly Stretch[]
}

/**
 * The person's own goals. Every entry that names a goal says something of it, and so does that one of them is still so; but not that somebody could not ask. A
 * step towards it is agreed for its own sake.
 */
export const ownGoalsIn = madeOf([...spokenOf, 'StillSo'], (told): OwnGoal[] => {
  const own = ownGoals(told)
  if (own.length === 0) return []
  const byGoal = Map.groupBy(told(...spokenOf), ({ facts }) => facts.goal)
  const stillSo = Map.groupBy(told('StillSo'), ({ facts }) => facts.entry)
  return own.map((voiced) => {
    const about = (byGoal.get(voiced.facts.goal) ?? []).filter((entry) => daySince(voiced.span.first, entry) !== undefined)
    const heard = about.filter((entry) => entry.type !== 'GoalProgressed' || entry.facts.says !== 'could-not-ask')
    // That something is still so says nothing before it was said at all.
    const again = about.flatMap(({ id, span }) =>
      (stillSo.get(id) ?? []).flatMap((entry) => overlap(heardFor(entry), { from: span.first })),
    )
    return { voiced, about, heard: [...heard.map(heardFor), ...again] }
  })
})

/** The person's own goals for as long as they are open and nothing was said of them for 12 months, by anybody. */
export const goalsUnheard = madeOf(ownGoalsIn.kinds, (told) =>
  ownGoalsIn(told).flatMap((goal) =>
    without(openFrom(goal), goal.heard).map(
      (unheard): Holding => ({ measure: 'goals-unheard', keys: { lifeArea: goal.voiced.facts.lifeArea }, ...unheard }),
    ),
  ),
)

function ownGoals(told: Told<'GoalVoiced'>): RetoldEntry<'GoalVoiced'>[] {
  return told('GoalVoiced').filter(({ facts }) => facts.whose === 'person')
}

/** For how long a goal is open: not while it is paused, reached or let go. */
function openFrom({ voiced, about }: OwnGoal): Stretch[] {
  return standing(voiced, about, { opens: ['GoalPickedUpAgain'], closes: ['GoalPaused', 'GoalReached', 'GoalLetGo'] })
}

/** For how long a goal is open or reached: not while it is paused or let go. */
export function openOrReached({ voiced, about }: OwnGoal): Stretch[] {
  return standing(voiced, about, { opens: ['GoalPickedUpAgain', 'GoalReached'], closes: ['GoalPaused', 'GoalLetGo'] })
}

type ByType = Record<'opens' | 'closes', OfGoal['type'][]>

function standing(voiced: RetoldEntry<'GoalVoiced'>, about: readonly OfGoal[], { opens, closes }: ByType): Stretch[] {
  const past: Stretch[] = []
  let now: Stretch | undefined = { from: voiced.span.first }
  for (const { type, span } of about) {
    if (opens.includes(type)) now ??= { from: span.first }
    if (!closes.includes(type)) continue
    if (now) past.push({ ...now, to: span.first })
    now = undefined
  }
  return now ? [...past, now] : past
}
