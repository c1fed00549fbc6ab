import { daysAfter } from '../values.ts'
import { madeOf } from './made.ts'
import { daySince, type Flow, type Holding } from './told.ts'

/** Steps agreed, and steps taken, by who was to take them. */
export const stepFlows = madeOf(['StepAgreed', 'StepTaken'], (told): Flow[] => {
  const whose = new Map(told('StepAgreed').map(({ facts }) => [facts.step, facts.who]))
  return told('StepAgreed', 'StepTaken').flatMap(({ type, facts, span }): Flow[] => {
    const who = whose.get(facts.step)
    if (who === undefined) return []
    return [{ measure: type === 'StepAgreed' ? 'steps-agreed' : 'steps-taken', keys: { who }, day: span.first, amount: 1 }]
  })
})

/** Steps that were to be taken by a day, from the day after it until they are taken or let go. */
export const stepHoldings = madeOf(['StepAgreed', 'StepTaken', 'StepLetGo'], (told): Holding[] => {
  const ends = Map.groupBy(told('StepTaken', 'StepLetGo'), ({ facts }) => facts.step)
  return told('StepAgreed').flatMap(({ facts: { step, who, by }, span }): Holding[] => {
    if (by === undefined) return []
    const due = daysAfter(by, 1)
    const from = due > span.first ? due : span.first
    const [to] = (ends.get(step) ?? []).flatMap((end) => daySince(span.first, end) ?? [])
    return to !== undefined && to <= from ? [] : [{ measure: 'steps-overdue', keys: { who }, from, to, amount: 1 }]
  })
})
