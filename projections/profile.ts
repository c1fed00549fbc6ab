import { type Kysely, sql } from 'kysely'
import type { Entry } from '../src/domain/catalogue.ts'
import { responsible } from '../src/domain/circle.ts'
import type { AnyEntry, Retold } from '../src/domain/entry.ts'
import type { Fold } from '../src/domain/fold.ts'
import { fold } from '../src/domain/fold.ts'
import type { AreaCode, Day, Id } from '../src/domain/values.ts'
import { personProjection } from '../src/projecting/projection.ts'
import { type CirclePart, circleOf, noCircle, onCircle } from './profile/circle.ts'
import { type GoalsPart, goalsOf, noGoals, onGoals } from './profile/goals.ts'
import { onSelf, type SelfPart, selfOf } from './profile/self.ts'
import { noSupports, onSupports, type SupportsPart, supportsOf } from './profile/supports.ts'
import { heardOn, type On, type Rests, type Told } from './profile/told.ts'
import { noWants, onWants, type WantsPart, wantsOf } from './profile/wants.ts'

/** Something was said to be still so: the entry that says it, the one it names, and when it was heard. */
interface StillSo {
  id: Id
  of: Id
  on: Day
}

/** What is remembered while a story is read. */
interface SoFar {
  circle: CirclePart
  /** The area of the council responsible for them. */
  area: AreaCode | undefined
  self: SelfPart
  goals: GoalsPart
  wants: WantsPart
  supports: SupportsPart
  /** Things that were said to be still so, by the entry they were told with. */
  stillSo: readonly StillSo[]
}

/** A person as they are, or were: what matters to them, in their own words first. It has no level and no score. */
export type Profile = ReturnType<typeof documentOf>

const parts: { [P in keyof SoFar]: On<SoFar[P]> } = {
  circle: onCircle,
  area: responsible.on as On<AreaCode | undefined>,
  self: onSelf,
  goals: onGoals,
  wants: onWants,
  supports: onSupports,
  stillSo: {
    StillSo: (stillSo, entry) => [...stillSo, { id: entry.id, of: entry.facts.entry, on: heardOn(entry) }],
  },
}

/** A person's profile, as a fold over any retelling of their story. */
export const profileFold: Fold<SoFar> = fold<SoFar, Retold<Entry>>(
  { circle: noCircle, area: undefined, self: [], goals: noGoals, wants: noWants, supports: noSupports, stillSo: [] },
  handlers() as never,
)

/** What matters to a person now, with the entries it rests on. For practitioners in reach of them, and for the person. */
export const profile = personProjection({
  name: 'profile',
  version: 1,
  tables: ['profile'],
  words: true,
  fold: profileFold,
  rows: (soFar, person, { recorded }) => [
    {
      person,
      area: soFar.area ?? null,
      name: plain(soFar.circle.name?.name) ?? null,
      revision: recorded.length,
      profile: documentOf(soFar),
    },
  ],
})

export interface ProfileTables {
  profile_v1: { person: Id; area: string | null; name: string | null; revision: number; profile: Profile }
}

/** The person now, with the revision it shows; undefined where nothing is known of them yet. */
export function profileOf(db: Kysely<ProfileTables>, person: Id): Promise<{ revision: number; profile: Profile } | undefined> {
  return db.selectFrom('profile_v1').select(['revision', 'profile']).where('person', '=', person).executeTakeFirst()
}

/** The person as a retelling has them. */
export function profileIn(retelling: Iterable<Retold<AnyEntry>>): Profile {
  return documentOf(profileFold.over(retelling))
}

/** People of these areas whose name holds `name`, by name; `limit` at most. */
export async function peopleNamed(
  db: Kysely<ProfileTables>,
  name: string,
  areas: readonly string[],
  limit: number,
): Promise<{ person: Id; name: string | null }[]> {
  if (areas.length === 0) return []
  return db
    .selectFrom('profile_v1')
    .select(['person', 'name'])
    .where('area', 'in', [...areas])
    .where('name', 'ilike', `%${name.replace(/[\\%_]/g, '\\$&')}%`)
    .orderBy('name')
    .limit(limit)
    .execute()
}

/** Everybody of these areas who goes by a name. */
export async function namesIn(db: Kysely<ProfileTables>, areas: readonly string[]): Promise<{ person: Id; name: string }[]> {
  if (areas.length === 0) return []
  const people = db
    .selectFrom('profile_v1')
    .select(['person', 'name'])
    .where('area', 'in', [...areas])
    .where('name', 'is not', null)
  return people.orderBy('name').orderBy('person').$narrowType<{ name: string }>().execute()
}

/** The names these people go by now; whoever has none is left out. */
export async function namesOf(db: Kysely<ProfileTables>, people: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await db.selectFrom('profile_v1').select(['person', 'name']).where(sql<boolean>`person = any(${people}::uuid[])`).execute()
  return new Map(rows.flatMap(({ person, name }) => (name === null ? [] : [[person, name] as const])))
}

/** The person as what was remembered of a story has them. */
export function documentOf({ circle, area, self, goals, wants, supports, stillSo }: SoFar) {
  const document = { area, ...circleOf(circle), ...selfOf(self), ...goalsOf(goals), ...wantsOf(wants), ...supportsOf(supports) }
  return heardAgain(document, stillSo)
}

/** Brings "last heard" up to date wherever something was said to be still so. */
function heardAgain<T>(document: T, stillSo: readonly StillSo[]): T {
  if (stillSo.length === 0) return document
  const said = new Map(stillSo.map((each) => [each.id, each]))
  // Said of an entry that itself said so, it is said of what that one was about.
  // A correction may have made two of them name each other: each is looked at once.
  const about = (of: Id, seen: readonly Id[] = []): Id => {
    const other = said.get(of)
    return other && !seen.includes(of) ? about(other.of, [...seen, of]) : of
  }
  const again = Map.groupBy(stillSo, ({ of }) => about(of))
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const walked = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])) as Partial<Rests>
    const { entries, lastHeard } = walked
    const heard = entries?.flatMap((id) => again.get(id) ?? []) ?? []
    if (!entries || lastHeard === undefined || heard.length === 0) return walked
    const last = heard.reduce((latest, { on }) => (on > latest ? on : latest), lastHeard)
    return { ...walked, entries: [...entries, ...heard.map(({ id }) => id)], lastHeard: last }
  }
  return walk(document) as T
}

/** One handler an entry, from those of the parts: an entry may change more than one of them. */
function handlers(): Record<string, (soFar: SoFar, entry: Told<Entry['type']>) => SoFar> {
  const all: Record<string, (soFar: SoFar, entry: Told<Entry['type']>) => SoFar> = {}
  for (const name of Object.keys(parts) as (keyof SoFar)[]) {
    for (const [type, change] of Object.entries(parts[name])) {
      const before = all[type]
      all[type] = (soFar, entry) => {
        const so = before ? before(soFar, entry) : soFar
        return { ...so, [name]: (change as (part: unknown, entry: unknown) => unknown)(so[name], entry) }
      }
    }
  }
  return all
}

/** Words as plain text. */
export function plain(words: unknown): string | undefined {
  if (typeof words === 'string') return words
  return typeof words === 'object' && words !== null && 'text' in words ? String(words.text) : undefined
}
