import { type Day, monthsAfter } from '../values.ts'
import { type OwnGoal, openOrReached, ownGoalsIn } from './goals.ts'
import { madeOf } from './made.ts'
import { heardFor, joined, overlaps, type Stretch, without } from './stretches.ts'
import { type Run, runsIn } from './supports.ts'
import { daySince, type Holding } from './told.ts'

/** A support that has been there for so many months can be asked what it reaches. */
const longEnough = 6

/**
 * People with a running support that started 6 months ago or more; those of them with a goal of their own that is heard of; and those of them who are nearer to
 * one, hold on to one that they want to keep or have reached one. A pause does not make a support new. The goal is theirs, whichever support helped with it.
 */
export const reachHoldings = madeOf([...runsIn.kinds, ...ownGoalsIn.kinds], (told): Holding[] => {
  const goals = ownGoalsIn(told)
  const starts = new Map(told('SupportStarted').map(({ facts, span }) => [facts.support, span.first]))
  const heard = joined(goals.flatMap(heardOf))
  const moved = joined(goals.flatMap(movedOf))
  return [...Map.groupBy(runsIn(told), ({ sector }) => sector)].flatMap(([sector, runs]) => {
    const supported = joined(runs.flatMap((run) => sinceLong(run, starts.get(run.support) ?? run.from)))
    const so = (measure: `reach-${'supported' | 'heard' | 'moved'}`, stretches: readonly Stretch[]): Holding[] =>
      stretches.map(({ from, to }) => ({ measure, keys: { sector }, from, to }))
    return [
      ...so('reach-supported', supported),
      ...so('reach-heard', overlaps(supported, heard)),
      ...so('reach-moved', overlaps(supported, moved)),
    ]
  })
})

function sinceLong(run: Run, started: Day): Stretch[] {
  return overlaps([run], [{ from: monthsAfter(started, longEnough) }])
}

/** When a goal is open or reached, and something was said of it in 12 months. So one that was reached stays for the 12 months after that. */
function heardOf(goal: OwnGoal): Stretch[] {
  return overlaps(openOrReached(goal), goal.heard)
}

/** How somebody said that a goal goes, for as long as it is their latest and less than 12 months old. */
interface Word extends Stretch {
  own: boolean
  moved: boolean
}

/** When the latest word of the person, else the latest of anybody, says that it moves. */
function movedOf(goal: OwnGoal): Stretch[] {
  const words = wordsOf(goal)
  const { own = [], others = [] } = Object.groupBy(words, ({ own }) => (own ? 'own' : 'others'))
  const moved = (words: readonly Word[]) => words.filter(({ moved }) => moved)
  return overlaps(openOrReached(goal), [...moved(own), ...without(moved(others), own)])
}

function wordsOf({ voiced, about }: OwnGoal): Word[] {
  const moving = voiced.facts.towards === 'keep' ? ['nearer', 'holding', 'same'] : ['nearer']
  const words: Word[] = []
  for (const entry of about) {
    const says = entry.type === 'GoalReached' ? 'reached' : entry.type === 'GoalProgressed' ? entry.facts.says : 'could-not-ask'
    const from = daySince(voiced.span.first, entry)
    if (says === 'could-not-ask' || from === undefined) continue
    const own = entry.saidBy.who === 'person'
    const before = words.findLast((word) => word.own === own)
    if (before && (before.to === undefined || from < before.to)) before.to = from
    words.push({ own, moved: says === 'reached' || moving.includes(says), from, to: heardFor(entry).to })
  }
  return words
}
