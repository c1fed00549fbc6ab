import type { FastifyRequest } from 'fastify'
import { namesOf, plain, profile, profileIn } from '../../projections/profile.ts'
import { retell } from '../domain/retelling.ts'
import type { Id } from '../domain/values.ts'
import { takenAwayAfter } from '../domain/words-gone.ts'
import { positionOf } from '../projecting/wait.ts'
import { looked } from './looking.ts'
import type { PeopleNeeds } from './needs.ts'
import { readableOf, readMany } from './reading.ts'
import { whoOf } from './who.ts'

/** Another person known here, as words refer to them: `{person:<id>}`. */
const mention = /\{person:\s*([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/gi

type Needs = Pick<PeopleNeeds, 'people' | 'record' | 'areas' | 'clock'>

/** How many people one answer names at most; whoever comes after them reads as "somebody". */
const atMost = 200

/**
 * Puts the names that people go by now wherever words refer to somebody known here, and gives circle members known here their name. So that a
 * person's name is kept in one place, and forgetting them takes it out of every other story. Whoever is out of reach of the asker, is not known or has
 * no name reads as "somebody": referring to them opens nothing.
 */
export async function withNames<T>(needs: Needs, request: FastifyRequest, answer: T): Promise<T> {
  const mentioned = [...mentionedIn(answer)].slice(0, atMost)
  if (mentioned.length === 0) return answer
  const names = whoOf(request).as === 'person' ? await ownNameIn(needs, request, mentioned) : await namesInReach(needs, request, mentioned)
  return named(answer, (person) => names.get(person.toLowerCase()) ?? 'somebody') as T
}

/** In the person's room no view of people is read, and of others nothing is told but what is told in their own story. */
async function ownNameIn(needs: Needs, request: FastifyRequest, mentioned: readonly Id[]): Promise<Map<Id, string>> {
  const own = [...(await readableOf(needs, whoOf(request), mentioned)).values()]
  for (const { person, tie } of own) if (tie.why !== 'own-story') looked(request, { person, what: 'their name', ...tie })
  const names = await Promise.all(own.map(async ({ person, open }) => [person, plain(profileIn(retell(await open())).name?.name)] as const))
  return new Map(names.flatMap(([person, name]) => (name === undefined ? [] : [[person, name] as const])))
}

async function namesInReach(needs: Needs, request: FastifyRequest, mentioned: readonly Id[]): Promise<Map<Id, string>> {
  const shownUpTo = await positionOf(needs.people, profile)
  const inReach = [...(await readMany(needs, request, mentioned, 'their name'))].filter(
    ([, { story }]) => !takenAwayAfter(shownUpTo, story),
  )
  return namesOf(
    needs.people,
    inReach.map(([person]) => person),
  )
}

function mentionedIn(value: unknown, people = new Set<string>()): Set<string> {
  if (typeof value === 'string' && value.includes('{'))
    for (const [, person] of value.matchAll(mention)) people.add((person ?? '').toLowerCase())
  if (typeof value !== 'object' || value === null) return people
  if (isMemberKnownHere(value)) people.add(value.person)
  for (const inner of Object.values(value)) mentionedIn(inner, people)
  return people
}

function named(value: unknown, nameOf: (person: string) => string): unknown {
  if (typeof value === 'string') return value.includes('{') ? value.replace(mention, (_, person: string) => nameOf(person)) : value
  if (Array.isArray(value)) return value.map((inner) => named(inner, nameOf))
  if (typeof value !== 'object' || value === null) return value
  const walked = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, nameOf)]))
  return isMemberKnownHere(value) ? { ...walked, name: nameOf(value.person) } : walked
}

function isMemberKnownHere(value: object): value is { member: string; person: string } {
  return 'member' in value && 'person' in value && typeof value.person === 'string'
}
