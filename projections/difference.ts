import type { AnyEntry, Recorded } from '../src/domain/entry.ts'
import type { Righting } from '../src/domain/putting-right.ts'
import { type Cut, type Line, retellAll } from '../src/domain/retelling.ts'
import { type Put, type Standing, standings } from '../src/domain/standing.ts'
import type { Happened, Id, Instant } from '../src/domain/values.ts'
import { entriesOf, type Fields, type Item, items, same, type Thing, without } from './difference/thing.ts'
import { thingsIn } from './difference/things.ts'
import { profileIn } from './profile.ts'

// What came, went and changed in a life between two looks at it. A thing is looked at as a profile has it.
//
// | thing | came: it is so, and was not | went: it was so, and is not | moved: how it stands, or goes, is another |
// |---|---|---|---|
// | how they were met, name, how to reach them, how they describe themselves, area | first told | told no longer | |
// | home (each by itself) | they moved there | they moved on | |
// | stage, turning point, death, possibility | told | told no longer | |
// | circle member | in the circle | left it | |
// | what matters, strength, aspect, worry, label | told | no longer so | |
// | goal | voiced, or picked up after it was let go | let go | paused, picked up, reached; somebody says how it goes |
// | step | agreed | let go | taken |
// | want | voiced | let go | met, open again, met by another support; answered no, with why |
// | compromise | made, or open again | closed | what they say of it |
// | support | planned or started | ended | from planned to started, paused, resumed; hours, cost, fit |
// | worker | started | left | |
//
// *Went* is also said of what is not told at all any more: it was withdrawn, is kept out by a dispute, or lies after the day looked at. What came and
// was over again in between both came and went. *Reworded*: its own words are others. *Changed*: anything else that is said of it. *Heard*: other entries tell of it,
// and all the rest is as it was.

export { items }

/** How a thing can differ. */
export const differs = ['came', 'went', 'reworded', 'moved', 'changed', 'heard'] as const
export type Differs = (typeof differs)[number]

/** Something that is not as it was: what it is, how it differs, how it was and is, and the entries that did it. */
export interface Difference {
  item: Item
  /** Its own id, or that of the entry it is told with. */
  id?: Id | undefined
  changes: Differs[]
  /** As the profile had it; absent where it did not have it. */
  before?: Fields
  after?: Fields
  entries: Did[]
}

/** An entry that did it. What puts another right need not say when it was so. */
export interface Did {
  id: Id
  type: string
  happened?: Happened
  recordedAt: Instant
}

/**
 * What differs between two looks at one person's story, item by item; undefined where nothing was known of them in either. `from` may be later
 * than `to`: then it is told the other way round.
 *
 * @param story the whole of it, in order of the record
 */
export function differenceIn(story: readonly Recorded<AnyEntry>[], from: Cut, to: Cut): Difference[] | undefined {
  const [earlier, later] = [lookAt(story, from), lookAt(story, to)]
  if (!earlier.known && !later.known) return undefined
  const doers = doersBetween(earlier, later)
  return pairs(earlier, later).flatMap(({ before, after }) => {
    const changes = changesOf(before, after)
    const thing = after ?? before
    if (!thing || changes.length === 0) return []
    return [
      {
        item: thing.item,
        ...(thing.id !== undefined && { id: thing.id }),
        changes,
        ...(before && { before: before.shown }),
        ...(after && { after: after.shown }),
        entries: doers(before, after),
      },
    ]
  })
}

/** One look at a story. */
interface Look {
  /** Whether anything was known of them then. */
  known: boolean
  told: ReadonlyMap<Id, Line>
  things: ReadonlyMap<string, Thing>
  /** Every entry that was known, by its id. */
  standing: ReadonlyMap<Id, Standing>
}

function lookAt(story: readonly Recorded<AnyEntry>[], { asAt, knownAt }: Cut): Look {
  const known = knownAt === undefined ? story : story.filter(({ record }) => record.at <= knownAt)
  const lines = retellAll(known, { asAt })
  const retelling = lines.filter(({ standing }) => standing.use === 'used')
  const things = thingsIn(profileIn(retelling))
  return {
    known: lines.length > 0,
    told: new Map(retelling.map((line) => [line.id, line])),
    things: new Map(things.map((thing) => [`${thing.item} ${thing.only ? '' : thing.id}`, thing])),
    standing: new Map(standings(known).map((each) => [each.told.id, each])),
  }
}

/** Every thing of either look, in the order they are told in: of one kind what was there before is first. */
function pairs(earlier: Look, later: Look): { before?: Thing | undefined; after?: Thing | undefined }[] {
  const both = [...new Set([...earlier.things.keys(), ...later.things.keys()])].map((key) => ({
    before: earlier.things.get(key),
    after: later.things.get(key),
  }))
  const place = ({ before, after }: (typeof both)[number]) => items.indexOf((after ?? before)?.item as Item)
  return both.sort((a, b) => place(a) - place(b))
}

function changesOf(before: Thing | undefined, after: Thing | undefined): Differs[] {
  if (!before) return after?.there ? ['came'] : ['came', 'went']
  if (!after) return ['went']
  const crossed = before.there === after.there ? [] : [after.there ? ('came' as const) : ('went' as const)]
  if (before.planned !== after.planned) return crossed.length > 0 ? crossed : ['moved']
  const stands = crossed.length > 0 || same(before.state, after.state)
  const reworded = !same(before.words, after.words)
  const moved = !same(before.goes, after.goes) || (!stands && after.there)
  const changed = !same(before.rest, after.rest) || toldOtherwise(before, after) || (!stands && !after.there)
  const found: Differs[] = [
    ...crossed,
    ...(reworded ? ['reworded' as const] : []),
    ...(moved ? ['moved' as const] : []),
    ...(changed ? ['changed' as const] : []),
  ]
  if (found.length > 0) return found
  const rests = ({ shown }: Thing) => [shown.lastHeard, ...entriesOf(shown)]
  return same(rests(before), rests(after)) ? [] : ['heard']
}

/** Whether whose words it is, since when, or something said of it over time reads otherwise. That it is told by another entry is none of these. */
function toldOtherwise(before: Thing, after: Thing): boolean {
  if (before.id === after.id && !same(before.told, after.told)) return true
  return [...before.history].some(([id, was]) => {
    const is = after.history.get(id)
    const shown = [...was.shown, ...(is?.shown ?? [])]
    return is && !same(without(was.said, shown), without(is.said, shown))
  })
}

/**
 * Gives the entries that made a thing differ: those that only one of the two looks tells or that read otherwise in it, of the thing concerned,
 * in order of life; and after them what put those right.
 */
function doersBetween(earlier: Look, later: Look): (before: Thing | undefined, after: Thing | undefined) => Did[] {
  const differing = [...new Set([...earlier.told.keys(), ...later.told.keys()])]
    .filter((id) => !readsTheSame(earlier.told.get(id), later.told.get(id)))
    .map((id) => (later.told.get(id) ?? earlier.told.get(id)) as Line)
    .sort((a, b) => (a.span.first < b.span.first ? -1 : a.span.first > b.span.first ? 1 : b.span.coarse - a.span.coarse))

  const place = new Map(differing.map(({ id }, i) => [id, i]))

  return (before, after) => {
    const restsOn = entriesOf([before?.shown, after?.shown])
    const other = before?.only || after?.only || (before ? before.there !== after?.there : !after?.there)
    const also = (line: Line) => other && (before?.concerns?.(line) || after?.concerns?.(line))
    const concerned =
      before?.concerns || after?.concerns
        ? differing.filter((line) => restsOn.has(line.id) || also(line))
        : [...restsOn]
            .flatMap((id) => place.get(id) ?? [])
            .sort((a, b) => a - b)
            .map((i) => differing[i] as Line)
    const righted = concerned.flatMap(({ id }) => rightingsBetween(earlier.standing.get(id), later.standing.get(id)))
    righted.sort((a, b) => a.record.revision - b.record.revision)
    return [...concerned, ...righted].map(did)
  }
}

function did({ id, type, happened, record }: Recorded<AnyEntry>): Did {
  return { id, type, ...(happened && { happened }), recordedAt: record.at }
}

function readsTheSame(was: AnyEntry | undefined, is: AnyEntry | undefined): boolean {
  if (!was || !is) return false
  const said = ({ happened, facts, words, saidBy, ledBy, basis, setting }: AnyEntry) => [
    happened,
    facts,
    words,
    saidBy,
    ledBy,
    basis,
    setting,
  ]
  return same(said(was), said(is))
}

/** What put an entry right and was known to only one of the two looks, where it made the entry read otherwise, or be used where it was not. */
function rightingsBetween(was: Standing | undefined, is: Standing | undefined): Righting[] {
  const known = new Map([was, is].flatMap((each) => rightingsOf(each).map((put) => [put.entry.id, put])))
  const both = new Set(
    rightingsOf(was).flatMap(({ entry }) => (rightingsOf(is).some((put) => put.entry.id === entry.id) ? [entry.id] : [])),
  )
  const onlyOne = [...known.values()].filter(({ entry }) => !both.has(entry.id))
  // Made and taken back again in between: neither of the two did anything.
  const idle = new Set(onlyOne.filter(({ inForce }) => !inForce).map(({ entry }) => entry.id))
  const reads = !readsTheSame(was?.entry, is?.entry)
  const used = was !== undefined && is !== undefined && was.use !== is.use
  const acts: Record<Righting['type'], boolean> = {
    EntryCorrected: reads,
    EntryWithdrawn: reads || used,
    EntryDisputed: used,
    DisputeAnswered: used,
    WordsRemoved: false,
  }
  return onlyOne.flatMap(({ entry }) => (acts[entry.type] && !idle.has(entry.id) && !idle.has(entry.facts.entry) ? [entry] : []))
}

function rightingsOf(standing: Standing | undefined): Put[] {
  if (!standing) return []
  return [...standing.putRight, ...standing.disputes, ...standing.disputes.flatMap(({ answers }) => answers)]
}
