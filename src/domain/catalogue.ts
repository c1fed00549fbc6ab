import { type AccessEntry, accessEntries } from './access.ts'
import type { EntryOf } from './entry.ts'
import { type ToldKind, toldKinds } from './parts.ts'
import { placeEntries } from './place.ts'
import { puttingRightEntries } from './putting-right.ts'

type Kind = ToldKind | (typeof puttingRightEntries)[number]
type AccessKind = (typeof accessEntries)[number]

/** Any entry that can be asked for of a person. */
export type Entry = EntryOf<Kind>

/** Any entry that a person’s story can hold. */
export type StoryEntry = Entry | AccessEntry

/** An entry that tells of a life. */
export type ToldEntry = EntryOf<ToldKind>

/** Every kind of entry that can be sent of a person. Those about places are in `placeEntries`. */
export const kinds: readonly Kind[] = [...toldKinds, ...puttingRightEntries]

/** Every kind of entry that a person’s story can hold: also those about who came to see it, which nobody sends. */
export const storyKinds: readonly (Kind | AccessKind)[] = [...kinds, ...accessEntries]

const byType = new Map<string, Kind | AccessKind>(storyKinds.map((kind) => [kind.type, kind]))

/** The kind of that name; undefined where this version of the service does not know it. */
export function kindOf(type: string): Kind | AccessKind | undefined {
  return byType.get(type)
}

/** Whether this version of the service knows such entries, of a person or of a place. */
export function isKnown(type: string): boolean {
  return kindOf(type) !== undefined || placeEntries.some((kind) => kind.type === type)
}
