import { namesOf } from '../../projections/profile.ts'
import type { Db } from '../projecting/writer.ts'

/** Another person known here, as words refer to them: `{person:<id>}`. */
const mention = /\{person:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/gi

/**
 * Puts the names that people go by now wherever words refer to somebody known here, and gives circle members known here their name. So that a
 * person's name is kept in one place, and forgetting them takes it out of every other story. Whoever has no name reads as "somebody".
 */
export async function withNames<T>(db: Db, answer: T): Promise<T> {
  const people = mentionedIn(answer)
  if (people.size === 0) return answer
  const names = await namesOf(db, [...people])
  return named(answer, (person) => names.get(person.toLowerCase()) ?? 'somebody') as T
}

function mentionedIn(value: unknown, people = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const [, person] of value.matchAll(mention)) people.add((person ?? '').toLowerCase())
  if (typeof value !== 'object' || value === null) return people
  if (isMemberKnownHere(value)) people.add(value.person)
  for (const inner of Object.values(value)) mentionedIn(inner, people)
  return people
}

function named(value: unknown, nameOf: (person: string) => string): unknown {
  if (typeof value === 'string') return value.replace(mention, (_, person: string) => nameOf(person))
  if (Array.isArray(value)) return value.map((inner) => named(inner, nameOf))
  if (typeof value !== 'object' || value === null) return value
  const walked = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, nameOf)]))
  return isMemberKnownHere(value) ? { ...walked, name: nameOf(value.person) } : walked
}

function isMemberKnownHere(value: object): value is { member: string; person: string } {
  return 'member' in value && 'person' in value && typeof value.person === 'string'
}
