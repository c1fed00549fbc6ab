import { profileIn } from '../../../projections/profile.ts'
import type { Entry } from '../../domain/catalogue.ts'
import type { Recorded, Retold } from '../../domain/entry.ts'
import { type Cut, retell } from '../../domain/retelling.ts'
import { type Day, daysAfter, daysBetween, firstDayOf, type Id, type Instant, londonDay, monthsAfter } from '../../domain/values.ts'
import { livesIn } from './as-recorded.ts'
import type { ImportLine } from './kinds.ts'
import { type Worker, workers } from './workers.ts'

/** Somebody worth looking at twice: now, and as they were on a day, as far as was known at an instant. */
export interface Interesting {
  person: Id
  name: string
  asAt: Day
  knownAt: Instant
  /** Who works with them at the end, as somebody else wrote down. */
  worker: Worker
}

/** What of a life reads differently a year on, and how much that shows. */
const changes: Readonly<Partial<Record<Entry['type'], number>>> = {
  HomeChanged: 5,
  GoalReworded: 4,
  GoalReached: 3,
  GoalLetGo: 3,
  GoalPickedUpAgain: 3,
  SupportStarted: 2,
  SupportAdjusted: 2,
  SupportEnded: 2,
  CompromiseMade: 2,
  WantMet: 1,
  NoLongerSo: 1,
  GoalVoiced: 1,
}

const goalMoves: ReadonlySet<string> = new Set(['GoalReworded', 'GoalReached', 'GoalLetGo', 'GoalPickedUpAgain'])
const supportChanges: ReadonlySet<string> = new Set(['HomeChanged', 'SupportStarted', 'SupportAdjusted', 'SupportEnded'])

/** How many entries there must have been by then, for somebody to be worth looking at. */
const enough = 25

/**
 * The person whose profile of about a year before the end (of lives told over less than two years, of half-way) differs most from the one at the end: living,
 * and, where there is one, with something of that time that was put right afterwards, so that what was known then differs from what is known now, and in little
 * else. Where there is none, with something that was only written down later.
 */
export function interestingPerson(lines: readonly ImportLine[]): Interesting {
  const last = lines.at(-1)
  if (!last) throw new Error('nobody to choose from')
  const [began, ended] = [londonDay(lines[0]?.recordedAt ?? last.recordedAt), londonDay(last.recordedAt)]
  const yearAgo = monthsAfter(ended, -12)
  const halfWay = daysAfter(began, Math.floor(daysBetween(began, ended) / 2))
  const around = yearAgo > halfWay ? yearAgo : halfWay
  const met = [...livesIn(lines)].filter(([, life]) => life[0]?.type === 'PersonMet')
  const looks = met.flatMap(([person, life]) => looksAt(person, life, around))
  const best = looks.reduce<Look | undefined>((best, look) => (best && look.score <= best.score ? best : look), undefined)
  if (!best) throw new Error('nobody to choose from')
  return best.interesting
}

type Known = Pick<Interesting, 'asAt' | 'knownAt'>

interface Look {
  interesting: Interesting
  score: number
}

/** How far from the day looked at something may have been put right, in days; and in how many places a profile may differ by it, to be seen at once. */
const near = 91
const few = 8

/** One look at a life on that day, and one on the eve of each correction about that time. */
function looksAt(person: Id, life: readonly Recorded<Entry>[], around: Day): Look[] {
  const now = retell(life)
  const [name, worker] = [nameOf(life), workerIn(now)]
  const died = now.some(({ type }) => type === 'PersonDied')
  const look = (asAt: Day, more: (cut: Known) => number): Look => {
    const cut = { asAt, knownAt: `${asAt}T22:59:59.999Z` }
    const since = now.filter(({ span }) => span.first > asAt).map(({ type }) => type)
    const changed = retell(life, cut).length < enough ? 0 : since.reduce((sum, type) => sum + (changes[type as Entry['type']] ?? 0), 0)
    const shows = changed > 0 && since.some((type) => goalMoves.has(type)) && since.some((type) => supportChanges.has(type))
    return { interesting: { person, name, ...cut, worker }, score: died ? -1 : shows ? changed + more(cut) : changed }
  }
  const corrections = life.flatMap((entry) => {
    const eve = daysAfter(londonDay(entry.record.at), -1)
    if (entry.type !== 'EntryCorrected' || Math.abs(daysBetween(eve, around)) > near) return []
    return [look(eve, (cut) => seen(placesPutRight(life, cut), entry.words.words !== undefined))]
  })
  return [look(around, (cut) => (hasLate(life, cut) ? 100 : 0)), ...corrections]
}

/** Other words are seen best, and the better the fewer places differ; where none does or too many, nothing is. */
function seen(places: number, words: boolean): number {
  return places === 0 || places > few ? 0 : (words ? 1_200 : 1_000) - 25 * places
}

/** In how many places what was known then differs from what is known now. */
function placesPutRight(life: readonly Recorded<Entry>[], { asAt, knownAt }: Known): number {
  return differences(profileAt(life, { asAt, knownAt }), profileAt(life, { asAt }))
}

function profileAt(life: readonly Recorded<Entry>[], cut: Cut): unknown {
  return profileIn(retell(life, cut))
}

/** In how many places two documents differ. */
function differences(a: unknown, b: unknown): number {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? 0 : 1
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...left.keys(), ...right.keys()])].reduce((sum, key) => sum + differences(left.get(key), right.get(key)), 0)
}

function nameOf(life: readonly Recorded<Entry>[]): string {
  const [met] = life
  if (met?.type !== 'PersonMet') throw new Error('a life begins with being met')
  const { name } = met.words
  return typeof name === 'string' ? name : name.text
}

function workerIn(told: readonly Retold[]): Worker {
  const last = told.findLast(({ type }) => type === 'WorkerStarted')
  const worker = workers.find(({ id }) => last && 'worker' in last.facts && last.facts.worker === id)
  if (!worker) throw new Error('somebody works with everybody')
  return worker
}

/** Whether something of the time up to that day was only written down later, and shows. */
function hasLate(life: readonly Recorded<Entry>[], { asAt, knownAt }: Known): boolean {
  return life.some((entry) => entry.record.at > knownAt && begins(entry) <= asAt && (changes[entry.type] ?? 0) > 0)
}

/** The first day it speaks of; what puts right speaks of the day it was written down. */
function begins({ happened, record }: Recorded<Entry>): Day {
  return firstDayOf(happened?.from ?? (happened?.to === 'now' ? undefined : happened?.to) ?? londonDay(record.at))
}
