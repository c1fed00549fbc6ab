import type { AnyEntry, Recorded, Retold } from './entry.ts'
import { type Standing, standings } from './standing.ts'
import { type Day, type Instant, type Span, spanOf } from './values.ts'

/** Where to look from: the day in life, and the instant of the record. Left out means no cut. */
export interface Cut {
  asAt?: Day | undefined
  knownAt?: Instant | undefined
}

/**
 * A story as it stood: what had been written down by `knownAt` (inclusive) and had begun by the end of `asAt`, in order of life: by first
 * day, the coarser first, then as it was written down; what goes on with a thing after its beginning. Entries of kinds that this version does
 * not know are passed over. Everything else, decisions, profile, journey and counting, is a fold over this.
 *
 * `recorded` is one person's whole story in order of the record. Entries that put others right act here, by their `record.at` alone and
 * on the whole of life, before the cut by `asAt`: each entry is told as it stands, and what was withdrawn, or is kept out by a dispute, is not told.
 * With `notUsed` what is kept out by a dispute is told all the same: whether something can be recorded, and who reaches somebody, does not hang on
 * a dispute.
 */
export function retell(recorded: readonly Recorded<AnyEntry>[], cut: Cut & { notUsed?: boolean } = {}): Retold[] {
  return linesOf(recorded, cut)
}

function linesOf(recorded: readonly Recorded<AnyEntry>[], cut: Cut & { notUsed?: boolean } = {}): Line[] {
  return inOrderOfLife(
    spanned(standingAt(recorded, cut), ({ use }) => use === 'used' || (cut.notUsed === true && use === 'not-used')),
    cut,
  )
}

/** An entry in its place in life, with all that was written down to put it right. */
export interface Line extends Retold {
  standing: Standing
}

/** Every entry of a story in order of life, also what was withdrawn or is kept out by a dispute. For reading a journey; never for saying how things are. */
export function retellAll(recorded: readonly Recorded<AnyEntry>[], cut: Cut = {}): Line[] {
  const standing = standingAt(recorded, cut)
  const lines = [...spanned(standing, ({ use }) => use === 'used'), ...spanned(standing, ({ use }) => use !== 'used')]
  return inOrderOfLife(lines, cut)
}

function standingAt(recorded: readonly Recorded<AnyEntry>[], { knownAt }: Cut): Standing[] {
  return standings(knownAt === undefined ? recorded : recorded.filter(({ record }) => record.at <= knownAt))
}

/** Those of them, each with the days it speaks of. */
function spanned(standing: readonly Standing[], which: (each: Standing) => boolean): Line[] {
  const lines = standing.filter(which).map(lineOf)
  for (const [line, span] of goingOn(lines)) line.span = span
  return lines
}

function lineOf(standing: Standing): Line {
  const { entry, writtenOn } = standing
  const happened = entry.happened ?? { from: writtenOn }
  return { ...entry, happened, writtenOn, span: spanOf(happened, writtenOn), about: false, standing }
}

function inOrderOfLife(lines: readonly Line[], { asAt }: Cut): Line[] {
  return [...(asAt === undefined ? lines : begunBy(lines, asAt))].sort(earlierInLife)
}

/** What of a retelling had begun by the end of a day, in the same order; what may have been after it is about that day. The very same where that is all of it. */
export function begunBy<E extends Retold>(lines: readonly E[], asAt: Day): readonly E[] {
  if (lines.every(({ span }) => span.last <= asAt)) return lines
  return lines.filter(({ span }) => span.first <= asAt).map((line) => (asAt < line.span.last ? { ...line, about: true } : line))
}

/**
 * A retelling, with what is not used or without it, with one more entry: the one that was written down last, just as it was told. Undefined where anything else might be told
 * otherwise for it, or it for something else: then the story is to be retold.
 */
export function retoldWith<E extends Retold>(lines: readonly E[], entry: Recorded<AnyEntry>): readonly (E | Line)[] | undefined {
  const [standing] = standings([entry])
  if (!standing) return undefined
  const line = lineOf(standing)
  const beginning = begins(entry)
  // What was written down before can go on with a thing that is told anew now that its first beginning was withdrawn; it cannot name this entry.
  const isGoneOnWith = ({ facts }: Retold) => beginning !== undefined && idIn(facts, beginning.thing) === beginning.id
  if (mayBeginLater(line) || lines.some(isGoneOnWith)) return undefined
  return (lines as readonly (E | Line)[]).toSpliced(lines.findLastIndex((other) => earlierInLife(other, line) < 0) + 1, 0, line)
}

/**
 * Retells one story, of which more or less is known each time. What is told as it was told before is the very same line, so that what was made of it need not be made again;
 * what was written down about it is not looked at.
 */
export function tellings(): (recorded: readonly Recorded<AnyEntry>[]) => readonly Retold[] {
  const tellings: Telling[] = [{ recorded: [], lines: [] }]
  return (recorded) => {
    const before = tellings
      .filter((telling) => telling.recorded.every((entry, i) => entry === recorded[i]))
      .reduce((longest, telling) => (telling.recorded.length > longest.recorded.length ? telling : longest))
    const since = recorded.slice(before.recorded.length)
    const grown = since.reduce<readonly Line[] | undefined>((lines, entry) => lines && retoldWith(lines, entry), before.lines)
    const lines = grown ?? asBefore(before.lines, linesOf(recorded))
    tellings.push({ recorded, lines })
    return lines
  }
}

interface Telling {
  recorded: readonly Recorded<AnyEntry>[]
  lines: readonly Line[]
}

/** An entry that nothing corrects stands as it was told; whatever does makes it another each time. */
function asBefore(before: readonly Line[], lines: readonly Line[]): Line[] {
  const known = new Map(before.map((line) => [line.standing.entry, line]))
  return lines.map((line) => {
    const had = known.get(line.standing.entry)
    return had && isSameSpan(had.span, line.span) ? had : line
  })
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.first === b.first && a.last === b.last && a.coarse === b.coarse
}

/** What later entries go on with, by the fact that names it, and the entry it begins with. */
const beginnings: Readonly<Record<string, string>> = {
  goal: 'GoalVoiced',
  step: 'StepAgreed',
  want: 'WantVoiced',
  compromise: 'CompromiseMade',
  support: 'SupportStarted',
  member: 'CircleMemberNamed',
  worker: 'WorkerStarted',
  concern: 'ConcernRaised',
}
const things = Object.keys(beginnings)
const begunByType: ReadonlyMap<string, string> = new Map(things.map((thing) => [beginnings[thing] as string, thing]))

/** The thing that an entry begins, by its name and id; undefined where later entries go on with nothing of it. */
export function begins({ type, facts }: AnyEntry): { thing: string; id: unknown } | undefined {
  const thing = begunByType.get(type)
  return thing === undefined ? undefined : { thing, id: idIn(facts, thing) }
}

/**
 * What goes on with a thing is not told before its beginning, where the days it speaks of reach that far: a support that began in March and ended
 * "in 2026" ended after March; nor what is said of another entry before that one. What lies wholly before stays where it is. Gives the entries concerned with the span they have then.
 */
function* goingOn<E extends Retold>(known: readonly E[]): Iterable<[E, Span]> {
  // By what they are as well as by id: nothing stops somebody who writes from giving a step the id of a circle member.
  const begun = new Map<string, Span>()
  const told = new Map<unknown, Span>()
  for (const entry of known) {
    told.set(entry.id, entry.span)
    const beginning = begins(entry)
    if (!beginning) continue
    const named = `${beginning.thing} ${beginning.id}`
    if (!begun.has(named)) begun.set(named, entry.span)
  }
  for (const entry of known) {
    const { facts, span } = entry
    if (!mayBeginLater(entry)) continue
    let reached = span
    for (const beginning of [...things.map((thing) => begun.get(`${thing} ${idIn(facts, thing)}`)), told.get(idIn(facts, 'entry'))]) {
      // Nothing is told of a day after the one on which it was written down.
      if (!beginning || beginning.first > span.last || beginning.first > entry.writtenOn || beginning.first < reached.first) continue
      reached = { first: beginning.first, last: span.last, coarse: afterAllOf(beginning.coarse) }
    }
    if (reached !== span) yield [entry, reached]
  }
}

/** Whether the days it speaks of may reach over the beginning of what it goes on with. */
function mayBeginLater(entry: Retold): boolean {
  return entry.span.first !== entry.span.last && !begunByType.has(entry.type) && !plansBeginning(entry)
}

/** A plan comes before what it plans. */
function plansBeginning({ type, facts }: AnyEntry): boolean {
  return type === 'SupportPlanned' && 'change' in facts && facts.change === 'start'
}

/** As coarse as what sorts right after something that coarse on the same day. */
function afterAllOf(coarse: Span['coarse']): Span['coarse'] {
  return coarse === 2 ? 1 : coarse === 1 ? 0 : -1
}

function idIn(facts: object, thing: string): unknown {
  return (facts as Readonly<Record<string, unknown>>)[thing]
}

function earlierInLife(a: Retold, b: Retold): number {
  if (a.span.first !== b.span.first) return a.span.first < b.span.first ? -1 : 1
  if (a.span.coarse !== b.span.coarse) return b.span.coarse - a.span.coarse
  return a.record.revision - b.record.revision
}
