import { toldIn } from '../../src/domain/counting/told.ts'
import type { AnyEntry, Recorded, Retold, SaidBy } from '../../src/domain/entry.ts'
import { homeIn } from '../../src/domain/household.ts'
import { type Cut, retell } from '../../src/domain/retelling.ts'
import type { Day, Happened, Id, Words } from '../../src/domain/values.ts'
import { said } from '../profile/told.ts'
import { type Profile, plain, profileIn } from '../profile.ts'

/** Somebody of a household: since when they live there, what supports them and where they are heading. */
export interface Member {
  person: Id
  /** The name they went by then; where none is told of that day, the one they have gone by since. */
  name?: string | undefined
  since?: Happened | undefined
  kind?: string | undefined
  /** The day looked at lies inside the days that their moving in speaks of: they lived there about then. */
  about?: true
  supports: Running[]
  goals: Open[]
}

interface Told {
  saidBy: SaidBy
  toldBy?: 'worker' | undefined
  since: Happened
  entries: Id[]
  about?: true | undefined
  words?: Words | undefined
}

interface Running extends Told {
  support: Id
  sector: string
  provider?: string | undefined
  hoursPerWeek?: number | undefined
}

interface Open extends Told {
  goal: Id
  lifeArea: string
  whose: string
}

/** Who cares: somebody whose story is told here, or somebody in their circle who is not known here. */
type Whom = { person: Id } | { member: Id; tie: string; name?: string | undefined }

/** Somebody cares for somebody, as it was told in the story of one of them; of `both` there are two, one each way. */
export interface Care {
  from: Whom
  to: Whom
  storyOf: Id
  saidIn: Id
  saidBy: SaidBy
  toldBy?: 'worker'
  about?: true
}

/** Where what supports people, or where they are heading, touches: of two people or more. */
export interface Touching {
  goals: { lifeArea: string; goals: { person: Id; goal: Id }[] }[]
  /** By the same provider, or from the same sector where none is named. `sector` is absent where the provider’s are of several. */
  supports: { sector?: string; provider?: string; supports: { person: Id; support: Id; sector: string }[] }[]
}

/** One life as it stood: all that a household needs to know of it. */
export interface Lived {
  member: Member
  /** The id of the household they lived in, where one is known. */
  household: Id | undefined
  /** The day they live there from. */
  from: Day
  care: readonly Care[]
}

/** A life as it stood then. `retelling` is of that `story`, with that `cut`. */
export function livedBy(
  person: Id,
  { story, retelling, cut }: { story: readonly Recorded<AnyEntry>[]; retelling: readonly Retold[]; cut: Cut },
): Lived {
  const profile = profileIn(retelling)
  const home = homeIn(retelling)
  const name = plain(profile.name?.name) ?? plain(profileIn(retell(story, { knownAt: cut.knownAt })).name?.name)
  return {
    member: {
      person,
      name,
      since: home?.happened,
      kind: home?.facts.kind,
      ...(home?.about && { about: true }),
      supports: profile.died ? [] : runningIn(profile),
      goals: profile.died ? [] : openIn(profile),
    },
    household: home?.facts.household,
    from: home?.span.first ?? '',
    care: profile.died ? [] : careIn(person, profile, retelling),
  }
}

/**
 * Those who lived together: the one asked about first, the others in the order they came to live there; where their goals and supports touch; and who
 * cared for whom among them. Of care for somebody who is known here and is not one of them nothing is told.
 */
export function together(first: Lived, others: readonly Lived[]): { members: Member[]; touching: Touching; care: Care[] } {
  const sorted = others.toSorted((a, b) => compare(a.from, b.from) || compare(a.member.person, b.member.person))
  const lives = [first, ...sorted]
  const members = lives.map(({ member }) => member)
  const there = new Set(members.map(({ person }) => person))
  const isThere = (whom: Whom) => !('person' in whom) || there.has(whom.person)
  return {
    members,
    touching: { goals: goalsTouching(members), supports: supportsTouching(members) },
    care: lives.flatMap(({ care }) => care.filter(({ from, to }) => isThere(from) && isThere(to))),
  }
}

function runningIn({ supports }: Profile): Running[] {
  return supports.flatMap((each) => {
    const { sector, provider } = each as { sector?: string; provider?: string }
    if (each.state !== 'running' || sector === undefined || !each.saidBy) return []
    const { support, hoursPerWeek } = each
    return [{ support, sector, provider, hoursPerWeek, ...toldOf(each as Told) }]
  })
}

function openIn({ goals }: Profile): Open[] {
  return goals
    .filter(({ state }) => state === 'open')
    .map((each) => {
      const { goal, lifeArea, whose } = each
      return { goal, lifeArea, whose, ...toldOf(each as Told) }
    })
}

function toldOf({ saidBy, toldBy, since, entries, about, words }: Told): Told {
  return { saidBy, toldBy, since, entries, about, words }
}

function careIn(person: Id, { circle }: Profile, retelling: readonly Retold[]): Care[] {
  const named = new Map(toldIn(retelling)('CircleMemberNamed').map((entry) => [entry.facts.member, entry]))
  return circle.flatMap(({ member }) => {
    const entry = named.get(member)
    if (!entry || entry.facts.person === person) return []
    const { care, tie } = entry.facts
    const me = { person }
    const them: Whom = entry.facts.person ? { person: entry.facts.person } : { member, tie, name: plain(entry.words.name) }
    const rests = { storyOf: person, saidIn: entry.id, ...said(entry), ...(entry.about && { about: true as const }) }
    return [
      ...(care === 'me-for-them' || care === 'both' ? [{ from: me, to: them, ...rests }] : []),
      ...(care === 'them-for-me' || care === 'both' ? [{ from: them, to: me, ...rests }] : []),
    ]
  })
}

function goalsTouching(members: readonly Member[]): Touching['goals'] {
  const all = members.flatMap(({ person, goals }) => goals.map(({ goal, lifeArea }) => ({ person, goal, lifeArea })))
  return ofSeveral(all, ({ lifeArea }) => lifeArea).map(([lifeArea, some]) => ({
    lifeArea,
    goals: some.map(({ person, goal }) => ({ person, goal })),
  }))
}

function supportsTouching(members: readonly Member[]): Touching['supports'] {
  const all = members.flatMap(({ person, supports }) => supports.map((support) => ({ person, ...support })))
  const named = all.flatMap((each) => (each.provider === undefined ? [] : [{ ...each, provider: each.provider }]))
  const notNamed = all.filter(({ provider }) => provider === undefined)
  const asTouching = (some: readonly (Running & { person: Id })[]) =>
    some.map(({ person, support, sector }) => ({ person, support, sector }))
  return [
    ...ofSeveral(named, ({ provider }) => provider).map(([provider, some]) => {
      const [sector, ...more] = new Set(some.map((each) => each.sector))
      return { ...(sector !== undefined && more.length === 0 && { sector }), provider, supports: asTouching(some) }
    }),
    ...ofSeveral(notNamed, ({ sector }) => sector).map(([sector, some]) => ({ sector, supports: asTouching(some) })),
  ]
}

/** Those that are the same in something, where they are of two people or more. */
function ofSeveral<T extends { person: Id }>(all: readonly T[], same: (each: T) => string): [string, T[]][] {
  return [...Map.groupBy(all, same)].filter(([, some]) => new Set(some.map(({ person }) => person)).size > 1)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
