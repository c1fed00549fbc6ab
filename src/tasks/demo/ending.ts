import { daysAfter, type Id } from '../../domain/values.ts'
import { tellAt } from './story.ts'
import type { Life, Telling } from './teller.ts'

/**
 * Closes a life as far as it can be told: nothing is written at or after `until`; after a death only the death itself, the support that ended with
 * it, and words with the family.
 */
export function end(life: Life, until: string): void {
  const { dies } = life
  if (dies) {
    life.told = life.told.filter((telling) => telling.day < dies.day)
    const at = Date.parse(daysAfter(dies.day, dies.lateDays)) + life.chance.int(560, 900) * 60_000
    const running = runningAt(life.told, at)
    tellAt(life, dies.day, at, (s) => {
      s.put('PersonDied', {}, { about: dies.about })
      for (const support of running)
        s.end(support, ['It ended with {them}.', 'Stopped the same day.', 'Ended.'], { planned: false, why: 'died', led: 'life' })
      s.put(
        'ConversationHeld',
        { where: 'family-home', with: ['family'] },
        { heard: dies.family },
        { when: { from: daysAfter(dies.day, Math.min(dies.lateDays, life.chance.int(2, 9))) } },
      )
    })
  }
  life.told = life.told.filter((telling) => telling.at < Date.parse(until)).sort((a, b) => a.at - b.at)
}

/** The supports, planned or running, that had been written down by then and not ended. */
function runningAt(told: readonly Telling[], at: number): Id[] {
  const running = new Set<Id>()
  for (const telling of [...told].sort((a, b) => a.at - b.at)) {
    if (telling.at >= at) continue
    for (const entry of telling.entries) {
      if (entry.type === 'SupportStarted' || entry.type === 'SupportPlanned') running.add(entry.facts.support)
      if (entry.type === 'SupportEnded') running.delete(entry.facts.support)
    }
  }
  return [...running]
}
