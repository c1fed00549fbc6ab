import type { Entry } from '../../domain/catalogue.ts'
import { type Day, daysAfter, type Id } from '../../domain/values.ts'
import type { Coded, HomeKind, HowTheyCame, Line } from './kinds.ts'
import { type Scene, sceneOf } from './scene.ts'
import { atHomeOn, byOn, codedOf, dayIn, firstNameOf, type Life, workerOn } from './teller.ts'
import { selfVerbs } from './verbs-self.ts'
import { supportVerbs } from './verbs-support.ts'
import type { Casting, Who } from './who.ts'

type Facts<T extends Entry['type']> = Extract<Entry, { type: T }>['facts']
type Where = NonNullable<Facts<'ConversationHeld'>['where']>
type Missed = `${Facts<'ConversationMissed'>['by']}/${NonNullable<Facts<'ConversationMissed'>['why']>}`
type With = NonNullable<Facts<'ConversationHeld'>['with']>

/** What can be said in a scene: a function an entry. */
export type Says = Scene & ReturnType<typeof selfVerbs> & ReturnType<typeof supportVerbs>

interface Talk {
  where: Where
  with?: With
  heard: Line
  reflection?: Line | undefined
  chose?: Facts<'ConversationHeld'>['whoChosePlace']
  /** Days until it was written down. */
  late?: number
}

/** One story while it is being told over a life: scenes come one after another, by the month of the story they fall in. */
export interface Story {
  life: Life
  who: Who
  /** Somebody listened, and what came of it. */
  talk(month: number, talk: Talk, tell: (s: Says) => void): void
  /** A review, and what came of it. */
  review(month: number, what: Line, planned: boolean, tell: (s: Says) => void): void
  /** Something happened and was written down without a conversation. */
  note(month: number, tell: (s: Says) => void, late?: number): void
  /** Nobody talked: by whom it was missed, why, and what happened: `'us/forgot: …'`. */
  missed(month: number, about: Coded<Missed>): void
  maybe(probability: number): boolean
  one<T>(list: readonly T[]): T
  int(from: number, to: number): number
  /** Whether their own goals come nearer this time. */
  goesWell(): boolean
  /** They die in that month: nothing comes after it in any story of theirs, but a word with the family. */
  dies(month: number, about: Line, family: Line): void
}

/** A kind of story: for whom, how they lived when we met, and how it goes. */
export interface Arc extends Casting {
  name: string
  /** How many of a hundred or so stories are of this kind. */
  weight: number
  /** The month of the story in which they are as old as `ages` says; the first, where it is left out. */
  agesAt?: number
  /** How likely own goals come nearer, until the story says otherwise. */
  reach: number
  came: readonly HowTheyCame[]
  /** How they communicate, in a sentence, where it should be known. */
  communicates?: Line
  home: (who: Who) => {
    kind: HomeKind
    choice: Facts<'HomeChanged'>['choice']
    years: readonly [number, number]
    about: Line
    together?: boolean
  }
  kinCares: Facts<'CircleMemberNamed'>['care']
  kinAbout: Line
  /** Others come at set hours, or are there all day, and keep the day. */
  helped?: true
  /** How likely somebody has an animal. */
  pets: number
  /** How likely the first worker stays. */
  stays: number
  /** The month before which no side story begins: until then there is room for nothing else. */
  sidesAfter?: number
  /** Side stories that would not be theirs. */
  not?: readonly string[]
  /** No story of what they are most alive with beside this one. */
  withoutPassion?: true
  tell(story: Story): void
}

/** A story told beside the main one. */
export interface Side {
  name: string
  suits(who: Who, arc: Arc): boolean
  tell(story: Story): void
}

/** `after`: nothing of it before that month; the rest of it moves closer together. */
export function storyOf(life: Life, after = 0): Story {
  let lastDay: Day = life.met
  let lastAt = life.opened
  const { chance } = life
  function scene(month: number, late: number | undefined, tell: (s: Says) => void): void {
    const fallsOn = dayIn(life, after + (month * (36 - after)) / 36)
    const day = onWorkday(fallsOn > lastDay ? fallsOn : daysAfter(lastDay, chance.int(1, 4)))
    const days = late ?? (chance.maybe(0.07) ? chance.int(32, 115) : chance.maybe(0.6) ? 0 : chance.int(1, 4))
    const minute = chance.int(9, 15) * 60 + chance.int(0, 59)
    const written = daysAfter(day, days)
    const before = new Date(lastAt).toISOString().slice(0, 10)
    const at = Date.parse(onWorkday(written > before ? written : daysAfter(before, 1))) + minute * 60_000
    lastDay = day
    life.words.set('worker', firstNameOf(workerOn(life, day)))
    lastAt = tellAt(life, day, at, tell)
  }
  return {
    life,
    who: life.who,
    talk(month, { where, heard, reflection, chose, late, ...talk }, tell) {
      scene(month, late, (s) => {
        const facts = {
          where,
          with: withInterpreter(life, talk.with ?? ['person']),
          minutes: chance.maybe(0.7) ? chance.int(3, 18) * 5 : undefined,
          whoChosePlace: chose,
        }
        const whole = s.put('ConversationHeld', facts, { heard, reflection })
        tell(s)
        if (where === 'home' || where === 'family-home') facts.where = atHomeOn(life, s.day)
        alsoSaid(s)
        partOf(whole, s)
      })
    },
    review(month, what, planned, tell) {
      scene(month, undefined, (s) => {
        const whole = s.put('ReviewHeld', { planned }, { what })
        tell(s)
        alsoSaid(s)
        partOf(whole, s)
      })
    },
    note: (month, tell, late) => scene(month, late, tell),
    missed: (month, about) =>
      scene(month, undefined, (s) => {
        const { code, line } = codedOf(life, about)
        const [by, why] = code.split('/') as [Facts<'ConversationMissed'>['by'], NonNullable<Facts<'ConversationMissed'>['why']>]
        s.put('ConversationMissed', { by, why }, { about: line })
      }),
    maybe: chance.maybe,
    one: chance.one,
    int: chance.int,
    goesWell: () => chance.maybe(life.reach),
    dies(month, about, family) {
      const day = dayIn(life, month)
      life.dies = { day: day > lastDay ? day : daysAfter(lastDay, 5), about, family, lateDays: chance.int(2, 12) }
    },
  }
}

/** What else comes up when people sit together: what was agreed and done, or not, and what is still so. */
function alsoSaid(s: Says): void {
  const { life, at } = s
  const { chance } = life
  const month = 30 * 86_400_000
  const due = life.steps.filter((step) => at - step.at > month)
  for (const step of due.slice(0, 1)) {
    const became = chance.next()
    if (became > 0.62) continue
    life.steps = life.steps.filter((other) => other !== step)
    const own = step.who === 'person'
    const by = own ? 'person' : 'worker'
    if (became < 0.42) s.taken(step.step, own ? didIt : weDidIt, by)
    else {
      const { code, line } = codedOf(life, own ? neverDid : lapsed)
      s.stepLetGo(step.step, code, line, by)
    }
  }
  const before = life.said.filter((other) => at - other.at > 3 * month)
  if (s.entries.length > 4 || before.length === 0 || !chance.maybe(s.entries.length < 3 ? 0.95 : 0.5)) return
  const { entry } = chance.one(before)
  life.said = life.said.filter((other) => other.entry !== entry)
  if (life.who.tongue === 'none') s.still(entry, chance.maybe(0.5) ? stillSeen : undefined, chance.one(['family', 'worker']))
  else s.still(entry, chance.maybe(0.6) ? stillSaid : undefined)
}

const stillSaid = [
  'Still so.',
  'Yes. That hasn’t changed.',
  'Read it out. Yes. That.',
  'More than ever.',
  'You’ve got that right, at least.',
  'That’s still me.',
  'I’d forgotten I’d told you. Yes.',
  'Same.',
  'I’d say it stronger now.',
  'Leave that in.',
]
const stillSeen = ['As before.', 'Still so; seen again today.', 'Every bit of it.']
const didIt = [
  'Did it. Took all of five minutes, once I’d done worrying.',
  'Done. Tick it off.',
  'I did that the same week.',
  'Did it, badly. But did it.',
]
const weDidIt = [
  'Done, a week late.',
  'Done. It took two phone calls and a walk.',
  'Done together.',
  'It was done, and it was not nothing.',
]
const neverDid: Coded<'other' | 'not-needed'> = [
  ...(['other: I never got round to it.', 'other: It went out of my head. Then it went stale.'] as const),
  ...(['other: I got as far as the door.', 'not-needed: Didn’t need to, in the end.'] as const),
]
const lapsed: Coded<'nobody-could' | 'not-needed' | 'other'> = [
  ...(['nobody-could: Nobody did it. I am sorry, and said so.', 'not-needed: Not needed in the end.'] as const),
  ...(['nobody-could: It fell between two of us.', 'other: The moment went.'] as const),
  'nobody-could: It was on a list that left with somebody.',
]

/** Nobody listens to somebody who signs without an interpreter, or says so. */
function withInterpreter({ who }: Life, people: With): With {
  return who.tongue === 'bfi' && !people.includes('interpreter') ? [...people, 'interpreter'] : people
}

/** What was said in a conversation that day is part of it; what was done, or was so on another day, is not. */
function partOf(whole: Id, { entries, day }: Says): void {
  for (const entry of entries) if (inConversation.has(entry.type) && entry.happened?.from === day) entry.partOf = whole
}

const inConversation: ReadonlySet<string> = new Set([
  ...['WhatMattersNamed', 'StrengthNamed', 'WorryVoiced', 'TurningPointNamed', 'StillSo', 'NoLongerSo', 'WantVoiced', 'PossibilityShown'],
  ...['WantUnmet', 'WantMet', 'WantLetGo', 'CompromiseMade', 'CompromiseLookedAt', 'GoalVoiced', 'GoalReworded', 'GoalProgressed'],
  ...['GoalPaused', 'GoalPickedUpAgain', 'GoalReached', 'GoalLetGo', 'StepAgreed', 'StepTaken', 'StepLetGo', 'SupportFitRated'],
])

/** Puts entries down as written at that time, ten a request at most; gives when the last was written. */
function keep(life: Life, day: Day, at: number, entries: readonly Entry[]): number {
  let time = at
  for (let i = 0; i < entries.length; i += 10) {
    if (i > 0) time += life.chance.int(6, 25) * 60_000
    const written = life.chance.maybe(0.12) ? { writtenAt: time - life.chance.int(5, 170) * 60_000 } : {}
    life.told.push({
      day,
      at: time,
      by: byOn(life, new Date(time).toISOString().slice(0, 10)),
      ...written,
      entries: entries.slice(i, i + 10),
    })
  }
  return time
}

/** The day itself, or the next on which people work: not a Saturday, a Sunday, Christmas or New Year’s Day. */
export function onWorkday(day: Day): Day {
  const weekday = new Date(day).getUTCDay()
  if (weekday === 6 || weekday === 0 || ['12-25', '12-26', '01-01'].includes(day.slice(5))) return onWorkday(daysAfter(day, 1))
  return day
}

/** Some things written down at that time, outside any story: the first meeting, the end, a worker who goes. */
export function tellAt(life: Life, day: Day, at: number, tell: (s: Says) => void): number {
  const opened = sceneOf(life, day, at)
  tell({ ...opened, ...selfVerbs(opened), ...supportVerbs(opened) })
  return keep(life, day, at, opened.entries)
}
