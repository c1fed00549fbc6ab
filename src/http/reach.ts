import { isForgotten } from '../domain/access.ts'
import { type AreaTree, isWithin } from '../domain/area.ts'
import type { StoryEntry } from '../domain/catalogue.ts'
import { responsible } from '../domain/circle.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { putsRight } from '../domain/putting-right.ts'
import { retell } from '../domain/retelling.ts'
import type { AreaCode, Id } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import type { TheRecord } from '../store/record.ts'
import { Problem } from './problems.ts'
import type { Who } from './who.ts'

/**
 * Lets through only those whose areas hold the area responsible for this person, as their story has it now; never as a view has it. The answer is
 * the same whether or not the person is known, and nobody reaches whoever is forgotten. Of somebody not met yet, the area is the one that PersonMet would give.
 */
export function mustReach(who: Who, areas: AreaTree, story: readonly Recorded<AnyEntry>[], asked: readonly StoryEntry[] = []): void {
  if (!reaches(who, areas, story, asked)) throw new Problem(403, 'out-of-reach')
}

/** Whether `mustReach` lets through. */
export function reaches(who: Who, areas: AreaTree, story: readonly Recorded<AnyEntry>[], asked: readonly StoryEntry[] = []): boolean {
  const [first] = asked
  const area = story.length > 0 ? areaOf(story) : first?.type === 'PersonMet' ? first.facts.area : undefined
  return area !== undefined && !isForgotten(story) && isWithin(areas, area, who.areas)
}

/** Who answers for a story is not open to dispute; and where meeting somebody was withdrawn, those can put it right who met them. */
export function areaOf(story: readonly Recorded<AnyEntry>[]): AreaCode | undefined {
  const sayWhere = story.filter((entry) => entry.type in responsible.on || putsRight(entry))
  return responsible.over(retell(sayWhere, { notUsed: true })) ?? responsible.over(story)
}

/** The story of a person in reach, without words. */
export async function storyInReach(
  { record, areas }: { record: TheRecord; areas: AreaTree },
  who: Who,
  person: Id,
): Promise<Recorded<AnyEntry>[]> {
  const story = await record.read(personStream(person), { words: false })
  mustReach(who, areas, story)
  return story
}

/** The same with its words: no key is touched before it is known that they are in reach. */
export async function openStoryInReach(needs: { record: TheRecord; areas: AreaTree }, who: Who, person: Id): Promise<Recorded<AnyEntry>[]> {
  await storyInReach(needs, who, person)
  return needs.record.read(personStream(person))
}
