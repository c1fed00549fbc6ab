import { isForgotten } from '../domain/access.ts'
import { wordsTakenAway } from '../domain/words-gone.ts'
import type { Lying, LyingKeys, LyingStory } from '../store/as-it-lies.ts'
import { isOfPlace } from '../store/event-store.ts'
import { lastRevision } from '../store/key-tree.ts'
import { unseal } from '../store/seal.ts'
import { inClear, labelOf } from '../store/sealing.ts'
import { called } from './faults.ts'
import { saidIn } from './story.ts'

/** How the sealed words of a story were found. */
export interface FoundWords {
  opened: number
  /** Of which the key is gone, as the record says. */
  takenAway: number
  wrong: string[]
}

export interface WithKeys {
  keys: LyingKeys
  /** Up to which position keys of words that were taken away were thrown away, as was known before the keys were read. */
  sweptTo: bigint
  /** The story as it is after the keys were read: what is taken away meanwhile is on the record first. */
  again: () => Promise<LyingStory>
}

/** Whether each sealed box opens with its key, or its key is gone as the record says; and whether no key is there that should be gone. */
export async function wordsIn(story: LyingStory, { keys, sweptTo, again }: WithKeys): Promise<FoundWords> {
  const { stream, entries } = story
  const wrong = keys.shut.map((path) => `a key of ${stream} (${path === '' ? 'its root' : `node ${path}`}) opens with no master key held`)
  if (isOfPlace(stream)) return { opened: 0, takenAway: 0, wrong }
  const swept = entries.filter(({ position }) => position <= sweptTo)
  const mustBeGone = goneIn(swept)
  wrong.push(...wrongOfForgotten(story, swept, keys))
  const isForgottenAndSwept = isForgotten(swept)

  let opened = 0
  const without: Lying[] = []
  for (const entry of entries) {
    const key = entry.revision >= 1 && entry.revision <= lastRevision ? keys.keyOf(entry.revision) : undefined
    if (key && mustBeGone.has(entry.revision) && !isForgottenAndSwept)
      wrong.push(`${called(entry)}: its words were taken away, and their key is there still, or again`)
    else if (key && entry.sealed && !opens(entry, key))
      wrong.push(`${called(entry)}: its sealed words do not open with their key: they were changed, or are those of another entry`)
    else if (key && entry.sealed) opened += 1
    else if (entry.sealed && keys.shut.length === 0) without.push(entry)
  }
  const gone = without.length > 0 ? await goneNow(story, without, again) : new Set<number>()
  for (const entry of without.filter(({ revision }) => !gone.has(revision)))
    wrong.push(`${called(entry)}: the key of its words is gone, and the record does not say that they were taken away`)
  return { opened, takenAway: without.filter(({ revision }) => gone.has(revision)).length, wrong }
}

function wrongOfForgotten({ stream, entries }: LyingStory, swept: readonly Lying[], { nodes, forgotten }: LyingKeys): string[] {
  if (forgotten && !isForgotten(entries))
    return [`${stream}: its keys were thrown away for good, and the record does not say that it is forgotten`]
  if (!isForgotten(swept)) return []
  if (nodes > 0) return [`${stream} is forgotten, and ${nodes === 1 ? 'a key of it is' : `${nodes} keys of it are`} there still, or again`]
  return forgotten ? [] : [`${stream} is forgotten, and that is not kept with the keys: some could be made for it again`]
}

/** The revisions whose words the record says were taken away; asked again where that does not account for what is missing. */
async function goneNow({ entries }: LyingStory, without: readonly Lying[], again: WithKeys['again']): Promise<Set<number>> {
  const gone = goneIn(entries)
  return without.every(({ revision }) => gone.has(revision)) ? gone : goneIn((await again()).entries)
}

function goneIn(entries: readonly Lying[]): Set<number> {
  return wordsTakenAway(
    entries.flatMap((entry) => {
      const said = saidIn(entry)
      return said && typeof (said.clear as { facts?: unknown }).facts === 'object' ? [inClear({ ...entry, clear: said.clear })] : []
    }),
  )
}

function opens({ stream, revision, id, sealed }: Lying, key: Uint8Array): boolean {
  try {
    JSON.parse(unseal(key, labelOf({ stream, revision, id }), sealed ?? new Uint8Array()).toString('utf8'))
    return true
  } catch {
    return false
  }
}
