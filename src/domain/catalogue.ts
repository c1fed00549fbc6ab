import { circle } from './circle.ts'
import { conversation } from './conversation.ts'
import type { EntryOf } from './entry.ts'
import { goal } from './goal.ts'
import { self } from './self.ts'
import { service } from './service.ts'
import { support } from './support.ts'
import { want } from './want.ts'

/** Every part of a life, one line each. */
export const modules = {
  circle,
  conversation,
  self,
  want,
  goal,
  support,
  service,
} as const

export type Modules = typeof modules
type Kind = Modules[keyof Modules]['entries'][number]

/** Any entry that can be asked for. */
export type Entry = EntryOf<Kind>

/** Every kind of entry there is. */
export const kinds: readonly Kind[] = Object.values(modules).flatMap((module) => [...module.entries])

const byType = new Map<string, Kind>(kinds.map((kind) => [kind.type, kind]))

/** The kind of that name; undefined where this version of the service does not know it. */
export function kindOf(type: string): Kind | undefined {
  return byType.get(type)
}
