import type { Day, Id, Words } from '../../src/domain/values.ts'
import { heardOn, type On, type Rests, restsAlsoOn, restsOn, said, type Told } from './told.ts'

interface Member extends Rests {
  member: Id
  left?: object
  [fact: string]: unknown
}

/** Who somebody is to be called, where they live, and who is around them. */
export interface CirclePart {
  name?: { name?: Words | undefined; pronouns?: Words | undefined } & Rests
  reaching: { howToReachMe?: Words | undefined; howNotToReachMe?: Words | undefined; howICommunicate?: Words | undefined }
  birthYear?: number | undefined
  met?: Rests & { howTheyCame: string }
  described?: object
  homes: readonly (Rests & { kind?: string; words?: Words | undefined })[]
  stages: readonly object[]
  died?: Rests
  members: Readonly<Record<Id, Member>>
  lastConversationOn?: Day
}

export const noCircle: CirclePart = { reaching: {}, homes: [], stages: [], members: {} }

export const onCircle: On<CirclePart> = {
  PersonMet: (part, entry) => {
    const { name, ...reaching } = entry.words
    return {
      ...part,
      name: part.name ?? { name, ...restsOn(entry) },
      reaching,
      birthYear: entry.facts.birthYear,
      met: { howTheyCame: entry.facts.howTheyCame, ...restsOn(entry) },
    }
  },
  NameChosen: (part, entry) => ({ ...part, name: { name: entry.words.name, pronouns: entry.words.pronouns, ...restsOn(entry) } }),
  SelfDescribed: (part, entry) => ({ ...part, described: { groups: entry.facts.groups, words: entry.words.about, ...restsOn(entry) } }),
  HomeChanged: (part, entry) => ({
    ...part,
    homes: [...part.homes, { ...entry.facts, words: entry.words.about, ...restsOn(entry) }],
  }),
  StageCrossed: (part, entry) => ({
    ...part,
    stages: [...part.stages, { stage: entry.facts.stage, words: entry.words.about, ...restsOn(entry) }],
  }),
  PersonDied: (part, entry) => ({ ...part, died: restsOn(entry) }),
  CircleMemberNamed: (part, entry) => named(part, entry),
  CircleMemberLeft: (part, entry) => {
    const member = part.members[entry.facts.member]
    if (!member) return part
    const left = { why: entry.facts.why, since: entry.happened, words: entry.words.about, entry: entry.id, ...said(entry) }
    return { ...part, members: { ...part.members, [member.member]: { ...member, ...restsAlsoOn(member, entry), left } } }
  },
  ConversationHeld: (part, entry) => {
    const on = heardOn(entry)
    return part.lastConversationOn !== undefined && part.lastConversationOn > on ? part : { ...part, lastConversationOn: on }
  },
}

function named(part: CirclePart, entry: Told<'CircleMemberNamed'>): CirclePart {
  const before = part.members[entry.facts.member]
  const rests = before ? restsAlsoOn(before, entry) : restsOn(entry)
  return {
    ...part,
    members: { ...part.members, [entry.facts.member]: { ...entry.facts, name: entry.words.name, words: entry.words.about, ...rests } },
  }
}

/** Where somebody lives now, and before; who is in the circle, and who left it. */
export function circleOf({ homes, members, reaching, ...part }: CirclePart) {
  const all = Object.values(members)
  return {
    ...part,
    ...reaching,
    home: homes.at(-1),
    homesBefore: homes.slice(0, -1),
    circle: all.filter(({ left }) => !left),
    circleBefore: all.filter(({ left }) => left),
  }
}
