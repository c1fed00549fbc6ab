import { isAccess } from './access.ts'
import type { Entry } from './catalogue.ts'
import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { isRighting } from './putting-right.ts'
import { retell } from './retelling.ts'
import { type Day, daysAfter, type Id, type Instant, londonDay } from './values.ts'

// Who is in somebody's life, by their story: who works with them, who looks at it for a while. Nobody comes into it by what they say of themself.

/** For how long a conversation ties whoever held it to the person, in days. */
export const tiedFor = 90
/** For how long a story is open to whoever opened it without a tie, in milliseconds. */
export const openFor = 3 * 3_600_000

/** Why somebody reads a story. */
export const whys = [
  'works-with-them',
  'held-a-conversation',
  'leads-the-team',
  'opened-it',
  'reviews-it',
  'own-story',
  'acts-for-them',
  'looks-after-the-record',
] as const
export type Why = (typeof whys)[number]

/** What ties somebody to a person, and the entry it rests on where there is one. */
export interface Tie {
  why: Why
  restsOn?: Id
}

/** Who asks, as ties know them. */
export interface Worker {
  sub: string
  /** The id that a worker goes by in facts, from their `sub`. */
  idOf: (sub: string) => Id
  organisation?: string | undefined
  /** Whether they lead the team that is their organisation. */
  leads: boolean
}

type Story = readonly Recorded<AnyEntry>[]
type Told<T extends Entry['type']> = Retold<Extract<Entry, { type: T }>>

/**
 * What ties a worker to a person at an instant. Somebody else wrote down that they started, for the organisation they are of now where it names one; or they met the person or held a conversation with them in the last 90 days, for the organisation they are
 * of now; each until it is written down that they left. A team lead is tied to whoever is tied to somebody of the team. Who has no tie and opened the story is tied to it for three hours.
 * What somebody puts right in their own favour ties them to nobody.
 */
export function tieOf(story: Story, asker: Worker, now: Instant): Tie | undefined {
  const told = retell(
    story.filter((entry) => saysWhoWorks.has(entry.type) && !isInOwnFavour(story, entry, asker)),
    { notUsed: true },
  )
  const lastOf = leftIn(told)
  const since = daysAfter(londonDay(now), -tiedFor)
  const started = told
    .filter(isTold('WorkerStarted'))
    .filter(({ facts, record }) => record.by.sub !== asker.sub && stays(lastOf, facts.worker, record))
  const heard = told.filter((entry) => heardOn(entry) >= since)
  const stayedSince = (record: Retold['record']) => stays(lastOf, asker.idOf(record.by.sub), record)
  const ofTeam = (organisation: string | undefined) => asker.leads && organisation !== undefined && organisation === asker.organisation

  const own = asker.idOf(asker.sub)
  // Whoever is of another organisation now works with them no longer.
  const isOfNow = (organisation: string | undefined) => organisation === undefined || organisation === asker.organisation
  if (started.some(({ facts }) => facts.worker === own && isOfNow(facts.organisation))) return { why: 'works-with-them' }
  if (heard.some(({ record }) => record.by.sub === asker.sub && record.by.organisation === asker.organisation && stayedSince(record)))
    return { why: 'held-a-conversation' }
  if (
    started.some(({ facts }) => ofTeam(facts.organisation)) ||
    heard.some(({ record }) => ofTeam(record.by.organisation) && stayedSince(record))
  )
    return { why: 'leads-the-team' }
  return openedBy(story, asker.sub, now)
}

/** The review that is open to a reviewer on a day. Where several were opened, the last one says until when. */
export function reviewFor(story: Story, reviewer: Id, today: Day): Tie | undefined {
  const review = story.filter(isAccess('ReviewOpened')).findLast(({ facts }) => facts.reviewer === reviewer)
  return review && review.facts.until >= today ? { why: 'reviews-it', restsOn: review.id } : undefined
}

function openedBy(story: Story, sub: string, now: Instant): Tie | undefined {
  const opened = story.filter(isAccess('StoryOpened')).findLast(({ record }) => record.by.sub === sub)
  return opened && Date.parse(now) < Date.parse(opened.record.at) + openFor ? { why: 'opened-it', restsOn: opened.id } : undefined
}

const saysWhoWorks = new Set([
  'PersonMet',
  'ConversationHeld',
  'WorkerStarted',
  'WorkerLeft',
  'EntryCorrected',
  'EntryWithdrawn',
  'EntryDisputed',
  'DisputeAnswered',
])

/** Their own corrections, and their taking back that they left or what was put right. That they take back what they wrote themself counts. */
function isInOwnFavour(story: Story, entry: Recorded<AnyEntry>, { sub }: Worker): boolean {
  if (!isRighting(entry) || entry.record.by.sub !== sub) return false
  if (entry.type !== 'EntryWithdrawn') return entry.type === 'EntryCorrected'
  const target = story.find(({ id }) => id === entry.facts.entry)
  return target === undefined || target.type === 'WorkerLeft' || isRighting(target)
}

function isTold<T extends Entry['type']>(type: T): (entry: Retold) => entry is Told<T> {
  return (entry): entry is Told<T> => entry.type === type
}

/** The day on which whoever wrote it was with the person; '' where it says nothing of that. Whoever writes down that they met somebody, be it long ago, has them before them. */
function heardOn({ type, span, writtenOn }: Retold): Day {
  if (type === 'PersonMet') return writtenOn
  return type !== 'ConversationHeld' ? '' : span.last < writtenOn ? span.last : writtenOn
}

/** Where in the record it was last written down that each worker left. */
function leftIn(told: readonly Retold[]): ReadonlyMap<Id, number> {
  const last = new Map<Id, number>()
  for (const { facts, record } of told.filter(isTold('WorkerLeft')))
    last.set(facts.worker, Math.max(record.revision, last.get(facts.worker) ?? 0))
  return last
}

function stays(left: ReadonlyMap<Id, number>, worker: Id, { revision }: Retold['record']): boolean {
  return revision > (left.get(worker) ?? 0)
}
