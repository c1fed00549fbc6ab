import { isOfAccess } from './access.ts'
import type { AnyEntry, Recorded } from './entry.ts'
import { putsRight } from './putting-right.ts'
import { Refusal, type RefusalCode } from './refusal.ts'
import { begins } from './retelling.ts'
import type { Id } from './values.ts'

type Story = readonly Recorded<AnyEntry>[]

/**
 * A story as it is read by somebody from whom some entries are kept: without those, without what says that they are there (what puts them right, goes on with what they
 * began or speaks of them), and with no id of any of it left in what stays. `leftOut` are the entries that are not in it.
 */
export function leaveOut(story: Story, kept: ReadonlySet<Id>): { story: Recorded<AnyEntry>[]; leftOut: ReadonlySet<Id> } {
  if (kept.size === 0) return { story: [...story], leftOut: kept }
  const leftOut = new Set(kept)
  let ids = idsOf(story, leftOut)
  for (let before = -1; before !== leftOut.size; ) {
    before = leftOut.size
    for (const { id, type, facts } of story) {
      if (!names(facts, ids)) continue
      leftOut.add(id)
      // What it was corrected to speak of is what the entry itself speaks of.
      if (type === 'EntryCorrected' && 'entry' in facts) leftOut.add(facts.entry as Id)
    }
    ids = idsOf(story, leftOut)
  }
  return { story: story.filter(({ id }) => !leftOut.has(id)).map((entry) => without(entry, ids)), leftOut }
}

/** Whether some facts, or what they correct, are about one of these; in a list it is one among others. */
function names(facts: object, ids: ReadonlySet<unknown>): boolean {
  return Object.values(facts).some(
    (fact) => ids.has(fact) || (typeof fact === 'object' && fact !== null && !Array.isArray(fact) && names(fact, ids)),
  )
}

/** How many entries of a life are among these: what puts them right is no more of it. */
export function howMany(story: Story, leftOut: ReadonlySet<Id>): number {
  return story.filter((entry) => leftOut.has(entry.id) && !putsRight(entry) && !isOfAccess(entry)).length
}

/** Throws a `Refusal` where an entry names what is left out of a story for whoever asks, as it would be where that was not there. */
export function refuseLeftOut(story: Story, leftOut: ReadonlySet<Id>, { id, facts, because = [], partOf }: AnyEntry): void {
  if (leftOut.size === 0) return
  const ids = idsOf(story, leftOut)
  const named: [path: string, value: unknown][] = [
    ...Object.entries(facts).flatMap(([name, value]) => [value].flat().map((each): [string, unknown] => [`facts.${name}`, each])),
    ...because.map((each, i): [string, unknown] => [`because.${i}`, each]),
    ['partOf', partOf],
  ]
  const [path] = named.find(([, value]) => ids.has(value)) ?? []
  if (path === undefined) return
  const refusal = new Refusal(unknownBy[path.replace(/^facts\./, '')] ?? 'entry-unknown', path)
  refusal.entry = id
  throw refusal
}

/** What is answered of a thing that is not there, by the fact that names it. */
const unknownBy: Readonly<Record<string, RefusalCode>> = {
  goal: 'goal-unknown',
  want: 'want-unknown',
  step: 'step-unknown',
  support: 'support-unknown',
  compromise: 'compromise-unknown',
  sharing: 'sharing-unknown',
}

/** The ids of entries that are left out, and of the things that nothing else begins. */
function idsOf(story: Story, leftOut: ReadonlySet<Id>): Set<unknown> {
  const begun = (isLeftOut: boolean) => story.filter(({ id }) => leftOut.has(id) === isLeftOut).flatMap((entry) => begins(entry)?.id ?? [])
  const stays = new Set(begun(false))
  return new Set<unknown>([...leftOut, ...begun(true).filter((id) => !stays.has(id))])
}

/** An entry without any of these ids in its lists, in what led to it and in what it was part of. */
function without<E extends AnyEntry>(entry: E, ids: ReadonlySet<unknown>): E {
  const { because, partOf, facts, ...rest } = entry
  const left = because?.filter((id) => !ids.has(id))
  return {
    ...rest,
    ...(left && left.length > 0 && { because: left }),
    ...(partOf !== undefined && !ids.has(partOf) && { partOf }),
    facts: withoutListed(facts, ids),
  } as unknown as E
}

function withoutListed(value: unknown, ids: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value)) return value.filter((each) => !ids.has(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutListed(inner, ids)]))
}
