import { soInWords } from './telling.ts'
import { inWords, plainly, quoted } from './words.ts'

/** A household as rooms answer it. */
export interface Household {
  members: Member[]
  household?: string
  notNamed: number
  touching: {
    goals: { lifeArea: string; goals: { person: string; goal: string }[] }[]
    supports: { sector?: string; provider?: string; supports: { person: string; support: string; sector: string }[] }[]
  }
  care: { from: Whom; to: Whom; storyOf: string; about?: true }[]
}

interface Member {
  person: string
  name?: string
  since?: { from?: string; to?: string }
  kind?: string
  about?: true
  supports: { support: string; sector: string; hoursPerWeek?: number; since: { from?: string }; words?: unknown }[]
  goals: { goal: string; lifeArea: string; since: { from?: string }; words?: unknown }[]
}

type Whom = { person: string } | { member: string; tie: string; name?: string }

/** Who lives together, in words: each with what supports them and where they are heading, where these touch, and who cares for whom. */
export function householdInWords({ members, household, notNamed, touching, care }: Household) {
  const nameOf = (person: string) => members.find((each) => each.person === person)?.name ?? 'Somebody'
  const goals = new Map(members.flatMap(({ goals }) => goals.map(({ goal, words }) => [goal, quoted(words)] as const)))
  return {
    isKnown: household !== undefined,
    others: othersInWords(notNamed),
    members: members.map((member) => ({
      name: member.name ?? 'Somebody',
      since: member.since && soInWords(member.since).replace(/^(About|By) /, (word) => word.toLowerCase()),
      about: member.about,
      kind: member.kind && inWords(member.kind),
      supports: member.supports.map(({ sector, hoursPerWeek, since, words }) => ({
        what: `${plainly(sector)}${hoursPerWeek === undefined ? '' : `, ${hoursPerWeek} hours a week`}`,
        since: soInWords(since),
        words: quoted(words),
      })),
      goals: member.goals.map(({ goal, lifeArea, since }) => ({
        words: goals.get(goal),
        part: plainly(lifeArea),
        since: soInWords(since),
      })),
    })),
    touching: [
      ...touching.goals.map((each) => ({
        where: plainly(each.lifeArea),
        what: 'Goals',
        whose: each.goals.map(({ person, goal }) => `${nameOf(person)}: ${goals.get(goal) ?? ''}`),
      })),
      ...touching.supports.map((each) => ({
        where: [each.sector && plainly(each.sector), each.provider].filter(Boolean).join(', '),
        what: 'Support',
        whose: each.supports.map(({ person, sector }) => `${nameOf(person)}: ${inWords(sector)}`),
      })),
    ],
    care: care.map(({ from, to, storyOf, about }) => {
      const [carer, other] = [from, to].map((whom) => whomInWords(whom, nameOf))
      return `${about ? `About then ${carer} cared` : `${carer} cares`} for ${other}, as the story of ${nameOf(storyOf)} has it.`
    }),
  }
}

function othersInWords(notNamed: number): string | undefined {
  if (notNamed === 0) return undefined
  return notNamed === 1
    ? 'One more person lives there who is out of your reach, and is not named.'
    : `${notNamed} more people live there who are out of your reach, and are not named.`
}

function whomInWords(whom: Whom, nameOf: (person: string) => string): string {
  return 'person' in whom ? nameOf(whom.person) : `${whom.name ?? 'Somebody'} (${inWords(whom.tie)})`
}
