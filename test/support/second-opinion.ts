import type { AnyEntry, Recorded, Retold } from '../../src/domain/entry.ts'
import { type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { retell } from '../../src/domain/retelling.ts'
import { monthsAfter } from '../../src/domain/values.ts'

// A second opinion on what is so "now": the story told to the end of one day, one entry after another, with nothing worked out ahead. Slow, and with
// nothing in common with how it is counted.

/** What entries of any kind may say. */
interface Facts extends Partial<Record<Said, string>> {
  hoursPerWeek?: number
  costPerWeek?: number
  still?: boolean
}
type Said =
  | 'area'
  | 'responsible'
  | 'goal'
  | 'want'
  | 'support'
  | 'step'
  | 'compromise'
  | 'worker'
  | 'member'
  | 'entry'
  | 'whose'
  | 'towards'
  | 'says'
  | 'change'
  | 'sector'
  | 'fit'
  | 'by'
  | 'tie'
  | 'care'
type Line = Omit<Retold, 'facts'> & { facts: Facts }

/** How much there is of each "now" measure at the end of a day: people 1 or 0, and where something else is counted how much; in which area. */
export interface Standing {
  area: string | undefined
  now: Partial<Record<MeasureName, number>>
}

/** The measures that count something else than whether there is somebody. */
export const amounting: readonly MeasureName[] = measureNames.filter((name) => {
  const { unit, kind } = measureOf(name)
  return kind === 'now' && unit !== 'people'
})

export function standingAt(story: readonly Recorded<AnyEntry>[], day: string): Standing {
  const lines = retell(story, { asAt: day }) as unknown as Line[]
  const met = lines.find(({ type }) => type === 'PersonMet')
  const moves = met ? after(lines, met).filter(({ type, facts }) => type === 'HomeChanged' && facts.responsible) : []
  const area = moves.at(-1)?.facts.responsible ?? met?.facts.area
  if (lines.some(({ type }) => type === 'PersonDied')) return { area, now: {} }

  const supports = ofType(lines, 'SupportStarted').flatMap((started) => running(lines, started, day))
  const open = ofType(lines, 'WantVoiced').filter((voiced) => isOpen(lines, voiced)).length
  const changed = lines.findLast(isChange)
  const still = changed !== undefined && monthsAfter(changed.span.first, 12) <= day && supports.length > 0
  const listened = ofType(lines, 'ConversationHeld').some((held) => isHeard(held, day))
  const steady = (support: { fit?: string | undefined }) => still && listened && open === 0 && support.fit === 'fits'
  const caring = cares(lines)
  const long = supports.some(({ since }) => monthsAfter(since, 6) <= day)
  const goals = ofType(lines, 'GoalVoiced').map((voiced) => howItGoes(lines, voiced, day))
  return {
    area,
    now: {
      'goals-unheard': some(ofType(lines, 'GoalVoiced').some((voiced) => isUnheard(lines, voiced, day))),
      'wants-open': some(open > 0),
      'compromises-open': some(lines.some((line, i) => line.type === 'CompromiseMade' && stands(line, lines.slice(i + 1)))),
      waiting: some(
        [...new Set(lines.map(({ facts }) => facts.support))].some((support) => support !== undefined && waits(lines, support)),
      ),
      supported: some(supports.length > 0),
      'hours-per-week': sum(supports.map(({ hours }) => hours)),
      'cost-per-week': sum(supports.map(({ cost }) => cost)),
      'fit-fits': some(supports.some(({ fit }) => fit === 'fits')),
      'fit-partly': some(supports.some(({ fit }) => fit === 'partly')),
      'fit-does-not': some(supports.some(({ fit }) => fit === 'does-not')),
      'fit-not-asked': some(supports.some(({ fit }) => fit === undefined)),
      'reach-supported': some(long),
      'reach-heard': some(long && goals.some(({ heard }) => heard)),
      'reach-moved': some(long && goals.some(({ moved }) => moved)),
      'still-steady': some(supports.some(steady)),
      'still-held': some(still && listened && supports.some((support) => !steady(support))),
      unheard: some(still && !listened),
      'steps-overdue': ofType(lines, 'StepAgreed').filter((step) => isOverdue(lines, step, day)).length,
      'many-workers': some(workers(lines).startedSince(monthsBefore(day)) >= 3),
      'same-worker': some(workers(lines).there.some((since) => monthsAfter(since, 12) <= day)),
      carers: some(caring),
      'carers-supported': some(caring && supports.some(({ sector }) => sector === 'carers')),
    },
  }
}

const some = (so: boolean) => Number(so)
const sum = (all: number[]) => Math.round(all.reduce((sum, each) => sum + each, 0) * 100) / 100
const ofType = (lines: readonly Line[], ...types: string[]) => lines.filter(({ type }) => types.includes(type))

/** What is told of a thing once it is there: what lies wholly before it is left out. */
const after = (lines: readonly Line[], first: Line) => lines.filter(({ span }) => span.last >= first.span.first)

/** Anything of that day or later is, at the end of a month, less than 12 months old. */
function monthsBefore(day: string): (since: string) => boolean {
  return (since) => monthsAfter(since, 12) > day
}

function isHeard({ span, writtenOn }: Line, day: string): boolean {
  const last = [span.last, writtenOn].sort()[0] ?? ''
  return monthsAfter(last < span.first ? span.first : last, 12) > day
}

function isUnheard(lines: readonly Line[], voiced: Line, day: string): boolean {
  if (voiced.facts.whose !== 'person') return false
  const about = after(lines, voiced).filter(({ type, facts }) => type.startsWith('Goal') && facts.goal === voiced.facts.goal)
  const state = about.findLast(({ type }) => ['GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo'].includes(type))
  const ids: unknown[] = about.map(({ id }) => id)
  const heard = [
    ...about.filter(({ facts }) => facts.says !== 'could-not-ask'),
    ...ofType(lines, 'StillSo').filter(({ facts }) => ids.includes(facts.entry)),
  ]
  return (state === undefined || state.type === 'GoalPickedUpAgain') && !heard.some((line) => isHeard(line, day))
}

/** Whether an own goal that rests in no way is heard of, and whether the last word on it, the person's if they had one within the year, is a good one. */
function howItGoes(lines: readonly Line[], voiced: Line, day: string): { heard: boolean; moved: boolean } {
  const about = after(lines, voiced).filter(({ type, facts }) => type.startsWith('Goal') && facts.goal === voiced.facts.goal)
  const state = about.findLast(({ type }) => ['GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo'].includes(type))?.type
  if (voiced.facts.whose !== 'person' || state === 'GoalPaused' || state === 'GoalLetGo') return { heard: false, moved: false }
  const ids: unknown[] = about.map(({ id }) => id)
  const said = about.filter(({ facts }) => facts.says !== 'could-not-ask')
  const heard = [...said, ...ofType(lines, 'StillSo').filter(({ facts }) => ids.includes(facts.entry))].some((line) => isHeard(line, day))
  const words = said.filter(({ type }) => type === 'GoalProgressed' || type === 'GoalReached')
  const theirs = words.findLast(({ saidBy }) => saidBy?.who === 'person')
  const others = words.findLast(({ saidBy }) => saidBy?.who !== 'person')
  const word = [theirs, others].find((line) => line !== undefined && isHeard(line, day))
  const good = voiced.facts.towards === 'keep' ? ['nearer', 'holding', 'same'] : ['nearer']
  return { heard, moved: word?.type === 'GoalReached' || good.includes(word?.facts.says ?? '') }
}

function isOpen(lines: readonly Line[], voiced: Line): boolean {
  let open = true
  const by = new Set<string>()
  for (const { type, facts } of after(lines, voiced)) {
    if (type === 'SupportEnded' && facts.support && by.delete(facts.support) && by.size === 0) open = true
    if (facts.want !== voiced.facts.want) continue
    if (type === 'WantUnmet') open = true
    if (type === 'WantMet' || type === 'WantLetGo') open = false
    if (type === 'WantUnmet' || type === 'WantLetGo') by.clear()
    if (type === 'WantMet' && facts.support) by.add(facts.support)
  }
  return open
}

function stands(made: Line, since: readonly Line[]): boolean {
  let stands = true
  for (const { type, facts } of since) {
    if (type === 'CompromiseLookedAt' && facts.compromise === made.facts.compromise) stands = facts.still === true
    if ((type === 'WantMet' || type === 'WantLetGo') && facts.want === made.facts.want) stands = false
  }
  return stands
}

function waits(lines: readonly Line[], support: string): boolean {
  const about = lines.filter(({ facts }) => facts.support === support)
  if (about.some(({ type }) => type === 'SupportStarted')) return false
  const last = about.findLast(({ type, facts }) =>
    type === 'SupportPlanned' ? facts.change === 'start' : ['SupportEnded', 'SupportDeclined'].includes(type),
  )
  return last?.type === 'SupportPlanned'
}

function running(lines: readonly Line[], started: Line, day: string) {
  let on = true
  let { hoursPerWeek: hours = 0, costPerWeek: cost = 0 } = started.facts
  let rating: Line | undefined
  for (const line of after(lines, started)) {
    const { type, facts } = line
    if (facts.support !== started.facts.support) continue
    if (type === 'SupportPaused' || type === 'SupportEnded') on = false
    if (type === 'SupportResumed') on = true
    if (type === 'SupportAdjusted') hours = facts.hoursPerWeek ?? hours
    if (type === 'SupportAdjusted') cost = facts.costPerWeek ?? cost
    if (type === 'SupportFitRated' && line.saidBy?.who === 'person') rating = line
  }
  const fit: string | undefined = rating && isHeard(rating, day) ? rating.facts.fit : undefined
  return on ? [{ sector: started.facts.sector, since: started.span.first, hours, cost, fit }] : []
}

function isChange({ type, facts }: Line): boolean {
  if (type === 'GoalProgressed') return ['nearer', 'further', 'different'].includes(facts.says ?? '')
  if (['GoalReworded', 'GoalReached', 'GoalLetGo', 'HomeChanged'].includes(type)) return true
  return /^Support(Started|Adjusted|Paused|Resumed|Ended)$/.test(type)
}

function isOverdue(lines: readonly Line[], step: Line, day: string): boolean {
  const done = after(lines, step).some(({ type, facts }) => ['StepTaken', 'StepLetGo'].includes(type) && facts.step === step.facts.step)
  return step.facts.by !== undefined && step.facts.by < day && !done
}

function workers(lines: readonly Line[]) {
  const there = new Map<string, string>()
  const starts: [worker: string, day: string][] = []
  for (const { type, facts, span } of ofType(lines, 'WorkerStarted', 'WorkerLeft')) {
    const worker = String(facts.worker)
    if (type === 'WorkerLeft') there.delete(worker)
    else if (!there.has(worker)) {
      there.set(worker, span.first)
      starts.push([worker, span.first])
    }
  }
  return {
    there: [...there.values()],
    startedSince: (isSince: (day: string) => boolean) => new Set(starts.filter(([, day]) => isSince(day)).map(([worker]) => worker)).size,
  }
}

function cares(lines: readonly Line[]): boolean {
  const members = new Map(ofType(lines, 'CircleMemberNamed', 'CircleMemberLeft').map((line) => [line.facts.member, line]))
  return [...members.values()].some(
    ({ type, facts }) => type === 'CircleMemberNamed' && facts.tie !== 'animal' && ['me-for-them', 'both'].includes(facts.care ?? ''),
  )
}
