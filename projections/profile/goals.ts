import type { SaidBy } from '../../src/domain/entry.ts'
import type { Happened, Id, Words } from '../../src/domain/values.ts'
import { begunBy, type On, ownFirst, type Rests, restsAlsoOn, restsOn, said, type Told, withThing } from './told.ts'

type GoalType = 'GoalVoiced' | 'GoalReworded' | 'GoalProgressed' | 'GoalPaused' | 'GoalPickedUpAgain' | 'GoalReached' | 'GoalLetGo'
type StepType = 'StepAgreed' | 'StepTaken' | 'StepLetGo'

/** One way somebody put a goal, or one time they said how it was going: whose words, and since when. */
interface Saying {
  entry: Id
  since: Happened
  saidBy: SaidBy
  toldBy?: 'worker'
}

interface Goal extends Partial<Rests> {
  goal: Id
  /** Facts it was voiced with; absent while this look at the story has only later sayings of it. */
  voiced?: Told<'GoalVoiced'>['facts']
  state: 'open' | 'paused' | 'reached' | 'let-go'
  why?: string
  about?: true
  wordings: (Saying & { goal?: Words | undefined; why?: Words | undefined; ledBy?: string })[]
  movement: (Saying & { says: string; how?: Words | undefined; helpedBy?: Id[] | undefined; hinderedBy?: string[] | undefined })[]
}

interface Step extends Partial<Rests> {
  step: Id
  agreed?: Told<'StepAgreed'>['facts']
  words?: Words | undefined
  state: 'agreed' | 'taken' | 'let-go'
}

/** Goals with every wording and everybody's view of how they go, and the steps towards them. */
export interface GoalsPart {
  goals: readonly Goal[]
  steps: Readonly<Record<Id, Step>>
}

export const noGoals: GoalsPart = { goals: [], steps: {} }

function on(part: GoalsPart, entry: Told<GoalType>, change: (goal: Goal) => Partial<Goal> = () => ({})): GoalsPart {
  const id = entry.facts.goal
  const place = part.goals.findIndex(({ goal }) => goal === id)
  const before: Goal = part.goals[place] ?? { goal: id, state: 'open', wordings: [], movement: [] }
  const rests = before.entries ? restsAlsoOn(before as Rests, entry) : restsOn(entry)
  return { ...part, goals: withThing(part.goals, place, { ...before, ...rests, ...change(before) }) }
}

function saying(entry: Told<GoalType>): Saying {
  return { entry: entry.id, since: entry.happened, ...said(entry) }
}

function onStep(part: GoalsPart, entry: Told<StepType>, change: Partial<Step>): GoalsPart {
  const id = entry.facts.step
  const before: Step = part.steps[id] ?? { step: id, state: 'agreed' }
  const rests = before.entries ? restsAlsoOn(before as Rests, entry) : restsOn(entry)
  return { ...part, steps: { ...part.steps, [id]: { ...before, ...rests, ...change } } }
}

export const onGoals: On<GoalsPart> = {
  GoalVoiced: (part, entry) =>
    on(part, entry, ({ wordings, entries }) => ({
      ...begunBy(entry, { entries }),
      voiced: entry.facts,
      wordings: [...wordings, { ...saying(entry), goal: entry.words.goal }],
    })),
  GoalReworded: (part, entry) =>
    on(part, entry, ({ wordings }) => ({
      wordings: [...wordings, { ...saying(entry), goal: entry.words.goal, why: entry.words.why, ledBy: entry.ledBy }],
    })),
  GoalProgressed: (part, entry) =>
    on(part, entry, ({ movement }) => {
      const { says, helpedBy, hinderedBy } = entry.facts
      return { movement: [...movement, { ...saying(entry), says, how: entry.words.how, helpedBy, hinderedBy }] }
    }),
  GoalPaused: (part, entry) => on(part, entry, () => ({ state: 'paused' })),
  GoalPickedUpAgain: (part, entry) => on(part, entry, () => ({ state: 'open' })),
  GoalReached: (part, entry) => on(part, entry, () => ({ state: 'reached' })),
  GoalLetGo: (part, entry) => on(part, entry, () => ({ state: 'let-go', why: entry.facts.why })),
  StepAgreed: (part, entry) =>
    onStep(part, entry, { ...begunBy(entry, part.steps[entry.facts.step]), agreed: entry.facts, words: entry.words.step }),
  StepTaken: (part, entry) => onStep(part, entry, { state: 'taken' }),
  StepLetGo: (part, entry) => onStep(part, entry, { state: 'let-go' }),
}

/** Goals as a profile shows them: the person's own first; the wording used now, and all before it. */
export function goalsOf({ goals, steps }: GoalsPart) {
  const voiced = goals.flatMap(({ voiced, why, ...goal }) => {
    if (!voiced || !goal.saidBy) return []
    const { lifeArea, whose, towards, want } = voiced
    return [
      {
        ...goal,
        saidBy: goal.saidBy,
        lifeArea,
        whose,
        towards,
        want,
        ...(goal.state === 'let-go' && { why }),
        words: goal.wordings.at(-1)?.goal,
      },
    ]
  })
  const agreed = Object.values(steps).flatMap(({ agreed, ...step }) =>
    agreed ? [{ ...step, goal: agreed.goal, who: agreed.who, by: agreed.by }] : [],
  )
  return {
    goals: [...voiced.filter(({ whose }) => whose === 'person'), ...ownFirst(voiced.filter(({ whose }) => whose !== 'person'))],
    steps: agreed,
  }
}
