import { isForgotten } from '../domain/access.ts'
import { partsActedFor } from '../domain/acting.ts'
import { type AreaTree, isWithin } from '../domain/area.ts'
import type { StoryEntry } from '../domain/catalogue.ts'
import { responsible } from '../domain/circle.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { putsRight } from '../domain/putting-right.ts'
import { retell } from '../domain/retelling.ts'
import { type Parts, partsSharedWith } from '../domain/shared-parts.ts'
import { reviewFor, type Tie, tieOf } from '../domain/ties.ts'
import { type AreaCode, type Id, londonDay } from '../domain/values.ts'
import { Problem } from './problems.ts'
import type { Who } from './who.ts'
import { workerIdOf } from './worker-id.ts'

type Story = readonly Recorded<AnyEntry>[]

/** What reach is decided with: the tree of areas, and what time it is. */
export interface Reaching {
  areas: AreaTree
  clock: () => Date
}

/** What somebody reaches of a story: by what, and how much of it. */
export interface Reach {
  tie: Tie
  parts: Parts
}

/**
 * What of a person's story is in the reach of whoever asks, as the story itself has it now and never as a view has it; undefined where it is out of reach. A practitioner and a reviewer
 * need the area and a tie, a steward the area; a person reaches their own story, and who acts for them what they agreed to: neither of them reaches it in another room, where what is held back from them stands. Nobody reaches a story that was forgotten.
 */
export function reachOf(who: Who, { areas, clock }: Reaching, person: Id, story: Story): Reach | undefined {
  if (story.length === 0 || isForgotten(story)) return undefined
  const now = clock().toISOString()
  const today = londonDay(now)
  if (who.as === 'person') return ownOrActedFor(who, person, story, today)

  if (isOfTheirOwnLife(who, person)) return undefined
  const area = areaOf(story)
  if (area === undefined || !isWithin(areas, area, who.areas)) return undefined
  if (who.as === 'steward') return { tie: { why: 'looks-after-the-record' }, parts: 'all' }
  if (who.as === 'reviewer') {
    const tie = reviewFor(story, workerIdOf(who.sub), today)
    return tie && { tie, parts: partsSharedWith(story, who.organisation, ['review', 'learning'], today) }
  }
  const { sub, organisation } = who
  const tie = tieOf(story, { sub, idOf: workerIdOf, organisation, leads: who.roles.includes('team-lead') }, now)
  return tie && { tie, parts: partsSharedWith(story, organisation, ['support'], today) }
}

function ownOrActedFor(who: Who, person: Id, story: Story, today: string): Reach | undefined {
  if (who.person === person) return { tie: { why: 'own-story' }, parts: 'all' }
  for (const acting of who.actsFor.filter((each) => each.person === person)) {
    const parts = partsActedFor(story, acting, today)
    if (parts) return { tie: { why: 'acts-for-them' }, parts }
  }
  return undefined
}

/** Whether it is the story of whoever asks, or of somebody they act for. */
function isOfTheirOwnLife({ person: own, actsFor }: Who, person: Id): boolean {
  return own === person || actsFor.some((each) => each.person === person)
}

/** Throws where a story is out of reach. The answer is the same whether or not the person is known. */
export function mustReach(who: Who, needs: Reaching, person: Id, story: Story): Reach {
  return reachOf(who, needs, person, story) ?? outOfReach()
}

/** The same of a practitioner who writes. Of somebody not met yet, the area is the one that PersonMet would give: whoever meets them is tied to them by it. */
export function mustReachToWrite(who: Who, needs: Reaching, person: Id, story: Story, asked: readonly StoryEntry[]): Reach | undefined {
  if (story.length > 0) return mustReach(who, needs, person, story)
  const [first] = asked
  if (isOfTheirOwnLife(who, person) || first?.type !== 'PersonMet' || !isWithin(needs.areas, first.facts.area, who.areas)) outOfReach()
  return undefined
}

/** Whether somebody is of the area that is responsible for a person, whatever ties them. Nobody is so to their own story. */
export function isOfTheArea(who: Who, { areas }: Reaching, person: Id, story: Story): boolean {
  const area = story.length === 0 || isForgotten(story) || isOfTheirOwnLife(who, person) ? undefined : areaOf(story)
  return area !== undefined && isWithin(areas, area, who.areas)
}

export function outOfReach(): never {
  throw new Problem(403, 'out-of-reach')
}

/** Who answers for a story is not open to dispute; and where meeting somebody was withdrawn, those can put it right who met them. */
export function areaOf(story: Story): AreaCode | undefined {
  const sayWhere = story.filter((entry) => entry.type in responsible.on || putsRight(entry))
  return responsible.over(retell(sayWhere, { notUsed: true })) ?? responsible.over(story)
}
