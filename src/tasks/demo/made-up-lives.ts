import { type Day, daysAfter, daysBetween, type Id, monthsAfter } from '../../domain/values.ts'
import { arcs } from './arcs/index.ts'
import { type Chance, chance } from './chance.ts'
import { end } from './ending.ts'
import type { ImportLine } from './kinds.ts'
import { open, tellOfWorkers } from './opening.ts'
import { putRight } from './righting/index.ts'
import { share } from './sharing.ts'
import { sides } from './side/index.ts'
import { type Arc, onWorkday, type Side, storyOf } from './story.ts'
import { beginLife, type Life, type Telling } from './teller.ts'
import { cast, personIn, type Who } from './who.ts'
import { type Worker, workersIn, writtenByLeadOf } from './workers.ts'

export type { ImportLine } from './kinds.ts'

export interface HowMany {
  people: number
  years: number
  seed: string | number
  /** Nothing is written down on this day or later. */
  today: Day
}

/**
 * The record of a made-up county: some years up to today of people’s lives, told as practitioners would have written them down, in the order
 * in which they were. The same seed and day give the same lines.
 */
export function madeUpLives({ people, years, seed, today }: HowMany): ImportLine[] {
  const chances = chance(seed, 'county')
  const lines: ImportLine[] = []
  let pair: Partner | undefined
  const chosen = arcsFor(people, chances)
  for (const [index, arc] of chosen.entries()) {
    const met: Day = pair?.met ?? monthsMet(today, years, chances)
    const life = oneLife({ seed, index, arc, met, today, alone: chosen[index + 1] === undefined, ...(pair ? { pair } : {}) })
    pair = arc.name === 'memory' ? partnerOf(life.who, met) : undefined
    for (const telling of life.told.flatMap(byWhom)) lines.push(lineOf(telling, life.who.person))
  }
  return lines.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
}

interface Partner {
  of: Who
  met: Day
}

interface One {
  seed: string | number
  index: number
  arc: Arc
  met: Day
  today: Day
  /** Nobody comes after: the one they are married to has no story here. */
  alone: boolean
  pair?: Partner
}

function oneLife({ seed, index, arc, met, today, alone, pair }: One): Life {
  const months = daysBetween(met, today) / 30.44
  const pace = Math.max(months / 36, 0.5)
  const asOld = monthsAfter(met, Math.floor((arc.agesAt ?? 0) * pace))
  const who = cast(seed, index, Number(asOld.slice(0, 4)), castingOf(arc, pair))
  const chances = chance(seed, index, 'story')
  if (arc.name === 'memory') {
    const moves = chances.maybe(0.5) ? chances.int(17, 26) : undefined
    const dies = chances.maybe(0.5) ? chances.int(27, 34) : undefined
    who.pair = {
      as: 'cared-for',
      ...(alone ? {} : { other: personIn(seed, index + 1) }),
      ...(moves ? { moves } : {}),
      ...(dies ? { dies } : {}),
    }
  }
  if (pair) joined(who, pair)
  const life = beginLife(seed, who, { met, pace, workers: workersFor(who, arc, { met, today }, chances) })
  life.reach = arc.reach
  life.helped = arc.helped ?? false
  open(life, arc)
  arc.tell(storyOf(life))
  for (const side of sidesFor(who, arc, chances)) side.tell(storyOf(life, arc.sidesAfter))
  tellOfWorkers(life)
  end(life, `${today}T00:00:00.000Z`)
  putRight(life, today)
  share(life, seed)
  return life
}

/** Half were known before the years begin; the others are met in the time since, a few of them just now. */
function monthsMet(today: Day, years: number, chances: Chance): Day {
  const all = years * 12
  const throwOf = chances.next()
  const month =
    throwOf < 0.5 ? chances.int(0, 2) : throwOf < 0.86 ? chances.int(3, Math.floor(all * 0.6)) : chances.int(Math.floor(all * 0.6), all - 2)
  const day = daysAfter(monthsAfter(today, Math.min(month, all - 1) - all), chances.int(1, 26))
  return onWorkday(day)
}

/** As many of each kind of story as its weight says, in a thrown order; one who cares comes right after the one they care for. */
function arcsFor(people: number, chances: Chance): Arc[] {
  const of = (name: string) => arcs.filter((arc) => arc.name === name)
  const [memory, carer] = [...of('memory'), ...of('carer-of-one-known')]
  const alone = arcs.filter((arc) => arc !== carer)
  const weight = arcs.reduce((sum, arc) => sum + arc.weight, 0)
  const chosen: Arc[] = alone.flatMap((arc) => Array<Arc>(Math.max(1, Math.round((arc.weight / weight) * people))).fill(arc))
  const thrown = chances.some(chosen, chosen.length).flatMap((arc) => (arc === memory && carer ? [arc, carer] : [arc]))
  while (thrown.length < people) thrown.push(chances.one(alone.filter((arc) => arc !== memory)))
  return thrown.slice(0, people)
}

function castingOf(arc: Arc, pair: Partner | undefined) {
  if (!pair) return arc
  const pronouns = pair.of.pronouns === 'she' ? ('he' as const) : ('she' as const)
  return { ...arc, pronouns }
}

function partnerOf(of: Who, met: Day): Partner {
  return { of, met: daysAfter(met, 7) }
}

/** The two of a couple: one name, one home, one ward, the same children. */
function joined(who: Who, { of }: Partner): void {
  who.last = of.last
  who.ward = of.ward
  who.household = of.household
  who.kin = of.kin
  who.pet = of.pet
  const other: Id = of.person
  who.pair = { ...of.pair, as: 'carer', other }
}

function sidesFor(who: Who, arc: Arc, chances: Chance): Side[] {
  const passion = sides.filter((side) => side.name === 'passion' && !arc.withoutPassion)
  const others = sides.filter((side) => side.name !== 'passion' && side.suits(who, arc) && !arc.not?.includes(side.name))
  return [...passion, ...chances.some(others, chances.maybe(0.55) ? 2 : 1)]
}

/** Who works with them, one after another. */
function workersFor(who: Who, arc: Arc, { met, today }: { met: Day; today: Day }, chances: Chance): { worker: Worker; from: Day }[] {
  const days = daysBetween(met, today)
  const changes = chances.maybe(arc.stays) ? 0 : Math.min(chances.int(1, 4), Math.floor(days / 150))
  const there = chances.some(workersIn(who.ward.code), changes + 1)
  return there.map((worker, i) => ({ worker, from: i === 0 ? met : dayBetween(met, days, i, changes, chances) }))
}

function dayBetween(met: Day, days: number, i: number, changes: number, chances: Chance): Day {
  const day = daysAfter(met, Math.round((days * i) / (changes + 1)) + chances.int(0, 30))
  return onWorkday(day)
}

/** Who works with somebody, and no longer does, is written down by whoever leads the team, and the rest by the worker: a minute later each, in the order it was told. */
function byWhom({ at, by, entries, ...telling }: Telling): Telling[] {
  const parts: Telling[] = []
  for (const entry of entries) {
    const whose = entry.type === 'WorkerStarted' || entry.type === 'WorkerLeft' ? writtenByLeadOf(by) : by
    const part = parts.at(-1)
    if (part?.by.sub === whose.sub) part.entries.push(entry)
    else parts.push({ ...telling, at: at + parts.length * 60_000, by: whose, entries: [entry] })
  }
  return parts
}

function lineOf({ at, by, writtenAt, entries }: Telling, person: Id): ImportLine {
  const written = writtenAt === undefined ? {} : { writtenAt: new Date(writtenAt).toISOString() }
  return { recordedAt: new Date(at).toISOString(), person, by, body: { ...written, entries } }
}
