import { z } from 'zod'
import { defineEntry, type EntryOf } from './entry.ts'
import { fold } from './fold.ts'
import { care, groups, homeChoice, homeKind, howTheyCame, speaksFor, stage, tie, whyMemberLeft } from './lists.ts'
import { asTold, type Module, type Told } from './module.ts'
import { refuse } from './refusal.ts'
import { AreaCode, Id, NoticeDays, Words } from './values.ts'

// ── What can happen ─────────────────────────────────────────────────────────

const MemberId = Id.describe('Somebody in the circle, by the id they were named with')

/** We met somebody, and their story begins to be told here. Their life began long before: what came earlier can be told at any time. */
export const PersonMet = defineEntry('PersonMet', {
  facts: z.strictObject({
    area: AreaCode.describe('Where they live; the council of this area is responsible until a HomeChanged says otherwise'),
    howTheyCame: z.enum(howTheyCame),
    birthYear: z.int().min(1880).max(2100).optional(),
  }),
  words: z.strictObject({
    name: Words,
    howToReachMe: Words.optional(),
    howNotToReachMe: Words.optional(),
    howICommunicate: Words.optional(),
  }),
})

/** The name somebody goes by, and the words for them, from now on. */
export const NameChosen = defineEntry('NameChosen', {
  facts: z.strictObject({}),
  words: z.strictObject({ name: Words, pronouns: Words.optional() }),
})

/** How somebody describes themselves, in their own words and, as far as they care to say, by groups that can be counted. */
export const SelfDescribed = defineEntry('SelfDescribed', {
  facts: z.strictObject({
    groups: z
      .array(
        z.discriminatedUnion('scheme', [
          z.strictObject({ scheme: z.literal('ethnic-group'), code: z.enum(groups['ethnic-group']) }),
          z.strictObject({ scheme: z.literal('sex'), code: z.enum(groups.sex) }),
          z.strictObject({ scheme: z.literal('gender'), code: z.enum(groups.gender) }),
          z.strictObject({ scheme: z.literal('disability'), code: z.enum(groups.disability) }),
          z.strictObject({ scheme: z.literal('religion'), code: z.enum(groups.religion) }),
          z.strictObject({ scheme: z.literal('orientation'), code: z.enum(groups.orientation) }),
          z.strictObject({ scheme: z.literal('first-language'), code: z.enum(groups['first-language']) }),
        ]),
      )
      .max(30),
  }),
  words: z.strictObject({ about: Words.optional() }),
})

/** Somebody lives somewhere else, or in another way, than before: whose choice it was counts as much as where. */
export const HomeChanged = defineEntry('HomeChanged', {
  facts: z.strictObject({
    area: z.union([AreaCode, z.literal('elsewhere')]).describe('Where they live now; `elsewhere` is outside the areas known here'),
    household: Id.optional().describe('The same for everybody who lives together'),
    kind: z.enum(homeKind),
    choice: z.enum(homeChoice).optional(),
    responsible: AreaCode.optional().describe('Area of the council that is responsible from now on; left out, it stays as it was'),
    noticeDays: NoticeDays.optional(),
  }),
  words: z.strictObject({ about: Words.optional() }),
  needs: { ledBy: true },
})

/** Somebody crossed a line in life after which services, rights or the people around them are not the same. */
export const StageCrossed = defineEntry('StageCrossed', {
  facts: z.strictObject({ stage: z.enum(stage) }),
  words: z.strictObject({ about: Words.optional() }),
})

/** The person died. Their story stays, and what was so before can still be told. */
export const PersonDied = defineEntry('PersonDied', {
  facts: z.strictObject({}),
  words: z.strictObject({ about: Words.optional() }),
})

/** Somebody, or an animal, is in the person's circle: what they are to each other, who cares for whom, and who may speak for the person. */
export const CircleMemberNamed = defineEntry('CircleMemberNamed', {
  facts: z.strictObject({
    member: Id.describe('Made by the client; later entries go on with it'),
    tie: z.enum(tie),
    care: z.enum(care),
    speaksFor: z.array(z.enum(speaksFor)).max(8).optional(),
    person: Id.optional().describe('Where their own story is told here: the person; their name is then read from there'),
  }),
  words: z.strictObject({ name: Words.optional().describe('Absent where `person` says who it is'), about: Words.optional() }),
})

/** Somebody is in the circle no longer. */
export const CircleMemberLeft = defineEntry('CircleMemberLeft', {
  facts: z.strictObject({ member: MemberId, why: z.enum(whyMemberLeft).optional() }),
  words: z.strictObject({ about: Words.optional() }),
})

export const circleEntries = [
  PersonMet,
  NameChosen,
  SelfDescribed,
  HomeChanged,
  StageCrossed,
  PersonDied,
  CircleMemberNamed,
  CircleMemberLeft,
] as const
export type CircleEntry = EntryOf<(typeof circleEntries)[number]>
type Circle<T extends CircleEntry['type']> = Extract<CircleEntry, { type: T }>

// ── What we need to remember to decide ──────────────────────────────────────

export interface Circles {
  met: boolean
  died: boolean
  members: ReadonlyMap<Id, 'there' | 'left'>
}

const unchanged = (told: Circles): Circles => told

export const circles = fold<Circles, CircleEntry>(
  { met: false, died: false, members: new Map() },
  {
    PersonMet: (told) => ({ ...told, met: true }),
    NameChosen: unchanged,
    SelfDescribed: unchanged,
    HomeChanged: unchanged,
    StageCrossed: unchanged,
    PersonDied: (told) => ({ ...told, died: true }),
    CircleMemberNamed: (told, { facts }) => ({ ...told, members: new Map(told.members).set(facts.member, 'there') }),
    CircleMemberLeft: (told, { facts }) => ({ ...told, members: new Map(told.members).set(facts.member, 'left') }),
  },
)

// ── What can be asked, and what then happens ────────────────────────────────

export function meetPerson({ known }: Told<Circles>, entry: Circle<'PersonMet'>): CircleEntry[] {
  if (known.met) refuse('already-met')
  return [entry]
}

export function recordDeath({ known }: Told<Circles>, entry: Circle<'PersonDied'>): CircleEntry[] {
  if (known.died) refuse('already-died')
  return [entry]
}

/** Naming somebody again tells of them afresh: another tie, other care, or that they are back. */
export function nameMember(_told: Told<Circles>, entry: Circle<'CircleMemberNamed'>): CircleEntry[] {
  const knownHere = entry.facts.person !== undefined
  const named = entry.words.name !== undefined
  if (knownHere === named) refuse('name-needed', 'words.name')
  return [entry]
}

export function memberLeaves({ known, then }: Told<Circles>, entry: Circle<'CircleMemberLeft'>): CircleEntry[] {
  if (!known.members.has(entry.facts.member)) refuse('circle-member-unknown', 'facts.member')
  return then.members.get(entry.facts.member) === 'left' ? [] : [entry]
}

/** Who the person is to the world: their name, their home, and the people around them. */
export const circle: Module<(typeof circleEntries)[number], Circles, CircleEntry> = {
  entries: circleEntries,
  remembers: circles,
  ask: {
    PersonMet: meetPerson,
    NameChosen: asTold,
    SelfDescribed: asTold,
    HomeChanged: asTold,
    StageCrossed: asTold,
    PersonDied: recordDeath,
    CircleMemberNamed: nameMember,
    CircleMemberLeft: memberLeaves,
  },
  afterDeath: () => true,
}

/** The area of the council responsible for somebody, over a retelling: where they were met, until a HomeChanged says otherwise. */
export const responsible = fold<AreaCode | undefined, Circle<'PersonMet'> | Circle<'HomeChanged'>>(undefined, {
  PersonMet: (_, { facts }) => facts.area,
  HomeChanged: (area, { facts }) => facts.responsible ?? area,
})
