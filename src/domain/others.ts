import type { ToldEntry } from './catalogue.ts'
import type { AnyEntry, Recorded } from './entry.ts'
import { isRighting, putsRight, type Righting } from './putting-right.ts'
import { type Other, Refusal } from './refusal.ts'
import { originals, type Standing, standings } from './standing.ts'
import type { Day, Id } from './values.ts'

/** How many entries that stand in the way are named at most. */
const namedAtMost = 20

type Story = readonly Recorded<AnyEntry>[]

/** How it is asked whether an entry can be recorded on a story. Both throw a `Refusal` where it cannot. */
interface Deciding {
  decide: (soFar: Story, entry: ToldEntry, writtenOn: Day) => unknown
  answer: (soFar: Story, entry: Righting<'DisputeAnswered'>) => unknown
}

/**
 * Which entries of a story could be recorded as it was and could not have been as it is now, and why not. `after` is `before` and one entry more
 * that puts another right. Looked at are the entry which that is about, and those recorded later which name it or a thing that it speaks of: by what it is
 * decided on, nothing else rests on an entry. In order of the record, the first 20.
 */
export function whoCannotStand(before: Story, after: Story, deciding: Deciding): Other[] {
  const was = asItStands(before)
  const is = asItStands(after)
  const original = is.originalOf(after.at(-1)?.id ?? '')
  const now = is.standing.get(original)
  if (!now) return []

  const others: Other[] = []
  const look = (entry: AnyEntry, refusedIn: (story: Standings) => Refusal | undefined) => {
    if (others.length === namedAtMost) return
    const refused = refusedIn(is)
    const before = refused && refusedIn(was)
    // What could not be recorded before either may stay so; but it is not made to speak of something else, or wrong in another way.
    const noWorse = before && (entry !== now.told || (before.code === refused.code && speaksOfTheSame))
    if (refused && !noWorse) others.push({ entry: entry.id, code: refused.code })
  }
  const speaksOfTheSame = was.spokenOf(original).join() === is.spokenOf(original).join()
  const spokenOf = new Set([original, ...was.spokenOf(original), ...is.spokenOf(original)])
  for (const each of is.standing.values()) {
    const { told, use } = each
    const mayRest = told === now.told || everyoneRestsOn.has(now.told.type) || is.spokenOf(told.id).some((id) => spokenOf.has(id))
    if (use === 'withdrawn' || told.record.revision < now.told.record.revision || !mayRest) continue
    look(told, (story) => {
      const { entry, writtenOn } = story.standing.get(told.id) ?? each
      return refusal(() => deciding.decide(asToldOn(story, told), entry as unknown as ToldEntry, writtenOn))
    })
  }
  for (const { entry, inForce } of now.disputes.flatMap(({ answers }) => answers)) {
    if (inForce)
      look(entry, ({ story }) =>
        refusal(() =>
          deciding.answer(
            story.filter(({ id }) => id !== entry.id),
            entry,
          ),
        ),
      )
  }
  return others
}

/** Kinds of entry on which every other rests: nothing is told of somebody who was not met, or had died. */
const everyoneRestsOn = new Set(['PersonMet', 'PersonDied'])

/** A story with every entry as it stands, and what each speaks of. */
interface Standings {
  story: Story
  standing: ReadonlyMap<Id, Standing>
  originalOf: (id: Id) => Id
  /** The ids in an entry's facts, as it was told and as it reads now. */
  spokenOf: (id: Id) => readonly Id[]
}

function asItStands(story: Story): Standings {
  const standing = new Map(standings(story).map((each) => [each.told.id, each]))
  const spokenOf = new Map([...standing].map(([id, { told, entry }]) => [id, [told, entry].flatMap(({ facts }) => idsIn(facts))]))
  return { story, standing, originalOf: originals(story.filter(isRighting)), spokenOf: (id) => spokenOf.get(id) ?? [] }
}

/**
 * The story that an entry was recorded on, with all that was put right since, as far as it matters to it: what names it or is named by it, what speaks of a
 * thing that it speaks of, and that they were met, or died. Whether it can be recorded hangs on nothing else, and a long story need not be told
 * once for every entry in it.
 */
function asToldOn({ story, standing, originalOf, spokenOf }: Standings, told: Recorded<AnyEntry>): Story {
  const mine = new Set(spokenOf(told.id))
  return story.filter((entry) => {
    if (!putsRight(entry) && entry.record.revision >= told.record.revision) return false
    const id = originalOf(entry.id)
    return (
      everyoneRestsOn.has(standing.get(id)?.told.type ?? '') ||
      id === told.id ||
      mine.has(id) ||
      spokenOf(id).some((each) => mine.has(each))
    )
  })
}

function refusal(ask: () => unknown): Refusal | undefined {
  try {
    ask()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Every id in some facts: the things and entries that they speak of. */
function idsIn(value: unknown): Id[] {
  if (typeof value === 'string') return uuid.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []
}
