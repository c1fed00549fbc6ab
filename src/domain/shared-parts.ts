import { isOfAccess } from './access.ts'
import { aboutIn, type LifeArea } from './attention/about.ts'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { lifeArea, type sharingPurpose } from './lists.ts'
import { putsRight } from './putting-right.ts'
import { retell, retellAll } from './retelling.ts'
import { type Sharing, sharingEntries, sharings } from './sharing.ts'
import type { Day, Id } from './values.ts'

/** What of a story somebody may read: all of it, or what is about some parts of life. */
export type Parts = 'all' | readonly LifeArea[]
type Purpose = (typeof sharingPurpose)[number]
type Story = readonly Recorded<AnyEntry>[]
type Agreed = Sharing['agreed'] & { agreedOn: Day }

/** What was agreed to and holds on a day, with the day it was agreed. */
export function agreedIn(told: readonly Retold[], today: Day): Agreed[] {
  const days = new Map(told.filter(({ type }) => type === 'SharingAgreed').map(({ facts, span }) => [idIn(facts), span.first]))
  return [...sharings.over(told)].flatMap(([id, { agreed, withdrawn }]) =>
    withdrawn || (agreed.until !== undefined && agreed.until < today) ? [] : [{ ...agreed, agreedOn: days.get(id) ?? today }],
  )
}

/** All that several agreements allow together. */
export function partsOf(agreed: readonly Pick<Agreed, 'what'>[]): Parts {
  if (agreed.some(({ what }) => what === 'all')) return 'all'
  return lifeArea.filter((area) => agreed.some(({ what }) => what.includes(area)))
}

/**
 * What of a story is open on a day to the workers of an organisation, for a purpose. Where the person said nothing of it, that organisation is not limited: agreeing is
 * not the ground on which it works with them. Once something was agreed, or agreed no longer, it is what holds of that. Its own workers do not lift that by putting right, or
 * disputing, that it was agreed.
 */
export function partsSharedWith(
  story: readonly Recorded<AnyEntry>[],
  organisation: string | undefined,
  purposes: readonly Purpose[],
  today: Day,
): Parts {
  if (organisation === undefined || !story.some(({ type }) => type === 'SharingAgreed')) return 'all'
  const isMeant = ({ withWhom, purpose }: Sharing['agreed']) =>
    withWhom !== 'chosen' && withWhom.organisation === organisation && purposes.includes(purpose)
  const isOwn = ({ record }: Recorded<AnyEntry>) => record.by.organisation === organisation
  // What the organisation's own workers put right of it, or agreed to in the person's name, can narrow it and never widen it.
  const withoutRightings = story.filter((entry) => !isOwn(entry) || !putsRight(entry))
  const asOthersHaveIt = withoutRightings.filter((entry) => !isOwn(entry) || !saysWhatIsShared.has(entry.type))
  const isLimited = (of: Story) => [...sharings.over(retell(of, { notUsed: true })).values()].some(({ agreed }) => isMeant(agreed))
  const limits = (of: Story) => narrowest(of, (told) => partsOf(agreedIn(told, today).filter(isMeant)))
  if (!isLimited(withoutRightings)) return 'all'
  const narrowed = inBoth(limits(withoutRightings), limits(story))
  return isLimited(asOthersHaveIt) ? inBoth(limits(asOthersHaveIt), narrowed) : narrowed
}

/** What holds of a story whether or not what is disputed is used: a dispute closes what was open, and opens nothing. */
export function narrowest(story: Story, holds: (told: readonly Retold[]) => Parts): Parts {
  return inBoth(holds(retell(story)), holds(retell(story, { notUsed: true })))
}

const saysWhatIsShared = new Set<string>(sharingEntries.map(({ type }) => type))

function inBoth(one: Parts, other: Parts): Parts {
  if (one === 'all') return other
  return other === 'all' ? one : one.filter((area) => other.includes(area))
}

/** Who somebody is, and that they died, is told whatever is shared. */
const alwaysTold = new Set(['PersonMet', 'NameChosen', 'PersonDied'])

/**
 * The entries of a story that are about something else than these parts of life, or about none by their facts, and those about who came to see it; but those that the asker wrote, or the
 * asker's organisation.
 */
export function outside(story: readonly Recorded<AnyEntry>[], parts: Parts, isOwn: (entry: Recorded<AnyEntry>) => boolean): Set<Id> {
  if (parts === 'all') return new Set()
  const lines = retellAll(story)
  const about = aboutIn(lines)
  const isInside = (areas: readonly LifeArea[]) => areas.length > 0 && areas.every((area) => parts.includes(area))
  const other = lines.filter((line) => !alwaysTold.has(line.type) && !isInside(about(line)))
  return new Set([...other, ...story.filter(isOfAccess)].filter((entry) => !isOwn(entry)).map(({ id }) => id))
}

function idIn(facts: object): Id {
  return (facts as { sharing: Id }).sharing
}
