import type { ToldEntry } from '../../../domain/catalogue.ts'
import { type Day, daysAfter, monthsAfter } from '../../../domain/values.ts'
import type { LifeArea, Line } from '../kinds.ts'
import { costOf } from '../verbs-support.ts'
import { type Desk, dayOf, exactDay, type Written } from './desk.ts'
import type { Otherwise } from './otherwise.ts'

/** An entry that could be got wrong: how it would read then, and what is said when that is found. */
export interface Misread {
  of: Written
  kind: 'wrong-date' | 'fact'
  wrong: Otherwise
  found: Line
}

/** The wrong day, week, month or, in January, year: only where nothing else is told of the same thing between the one day and the other. */
export function wrongDay({ life, find, about }: Desk): Misread | undefined {
  return find(['SupportStarted', 'HomeChanged', 'CompromiseMade', 'TurnedAway', 'DecisionMade', 'WantMet'], (of) => {
    const { entry, at } = of
    const day = exactDay(entry)
    if (day === undefined || day <= life.met || entry.partOf !== undefined) return undefined
    const { wrong, found } = life.chance.one(day.slice(5, 7) === '01' ? [...dateSlips, lastYear] : dateSlips)
    const told = wrong(day)
    const [first = day, last = day] = [day, told].sort()
    if (first <= life.met || last > dayOf(at)) return undefined
    const things = Object.values(entry.facts).filter((fact) => typeof fact === 'string')
    const others = things.flatMap(about).filter((other) => other.entry !== entry)
    if (others.some((other) => isWithin(other.entry, first, last))) return undefined
    return { of, kind: 'wrong-date', wrong: { happened: { from: told } }, found }
  })
}

interface DateSlip {
  wrong: (day: Day) => Day
  found: Line
}
const lastYear: DateSlip = { wrong: (day) => monthsAfter(day, -12), found: ['Last year’s number. I do it every January.'] }
const dateSlips: readonly DateSlip[] = [
  {
    wrong: (day) => daysAfter(day, 7),
    found: ['I wrote the day I was told. This is the day it was.', 'A week out. It is on the calendar in {their} kitchen.'],
  },
  {
    wrong: (day) => daysAfter(day, -7),
    found: ['A week out. It is ringed in red on the calendar.', 'It was the week after. {kin} had to tell me twice.'],
  },
  {
    wrong: (day) => monthsAfter(day, -1),
    found: ['I had the month wrong. {kin} has the letter.', 'The month before, by mistake. Nobody noticed till {they} did.'],
  },
  { wrong: (day) => monthsAfter(day, 1), found: ['That was the day the letter went out. It had been so for a month.'] },
]

function isWithin({ happened }: ToldEntry, first: Day, last: Day): boolean {
  const [from = '', to = from] = [happened.from ?? happened.to, happened.to]
  return from.slice(0, 10) <= last && to >= first.slice(0, to.length)
}

/** Something of it that was not so. */
export function wrongFact(desk: Desk): Misread | undefined {
  for (const fact of desk.life.chance.some(facts, facts.length)) {
    const misread = fact(desk)
    if (misread) return misread
  }
  return undefined
}

const facts: readonly ((desk: Desk) => Misread | undefined)[] = [
  hours,
  hours,
  choice,
  choice,
  notice,
  led,
  wording,
  wording,
  wording,
  born,
  asked,
  whose,
]

/** What is for a fortnight, written down as for a week. */
function hours({ find }: Desk): Misread | undefined {
  return find(['SupportStarted'], (of) => {
    const { hoursPerWeek, costPerWeek, sector } = of.entry.facts
    if (hoursPerWeek === undefined || hoursPerWeek < 2 || hoursPerWeek > 50) return undefined
    const cost = costPerWeek === costOf(sector, hoursPerWeek) ? costOf(sector, hoursPerWeek * 2) : undefined
    const twice = { hoursPerWeek: hoursPerWeek * 2, ...(cost !== undefined && { costPerWeek: cost }) }
    return {
      of,
      kind: 'fact',
      wrong: { facts: twice },
      found: [
        'That is for a fortnight. It is half of it a week.',
        'Counted twice. {They} went through it with me on {their} fingers.',
        'Half of it. The bill for the month is on the fridge, and it is right.',
      ],
    }
  })
}

/** Whether somebody chose where they live, ticked before they were asked. */
function choice({ find }: Desk): Misread | undefined {
  return find(['HomeChanged'], (of) => {
    const { choice, kind } = of.entry.facts
    if (choice === undefined || ['no-home', 'hostel', 'refuge', 'hospital', 'prison'].includes(kind)) return undefined
    const own = choice === 'mine' || choice === 'shared'
    return {
      of,
      kind: 'fact',
      wrong: { facts: { choice: own ? 'not-asked' : 'shared' } },
      found: own
        ? [
            'Nobody had asked, I wrote. They had. {They} picked the wallpaper.',
            'It was talked over, for weeks. I had only read the form.',
            'I had not asked whether anybody asked. {kin} put me right.',
            '{They} looked at two and said no to one.',
          ]
        : [
            'I had ticked “shared”. Then I asked {them}.',
            'Nobody shared anything. It was done, and then it was told.',
            'Shared between two offices. {They} {was} in neither.',
          ],
    }
  })
}

/** The notice that there ought to have been, and the notice that there was. */
function notice({ find }: Desk): Misread | undefined {
  return find(['SupportAdjusted', 'SupportEnded'], (of) =>
    of.entry.facts.noticeDays !== undefined && of.entry.facts.noticeDays < 28
      ? {
          of,
          kind: 'fact',
          wrong: { facts: { noticeDays: 28 } },
          found: [
            'I had put what the rule says. The postmark says otherwise.',
            'The letter is dated a month before. It came the week it began.',
          ],
        }
      : undefined,
  )
}

/** Written down as agreed by everybody, and it was not. */
function led({ find }: Desk): Misread | undefined {
  return find(['HomeChanged', 'SupportAdjusted', 'SupportEnded'], (of) =>
    of.entry.ledBy === 'service' || of.entry.ledBy === 'rule'
      ? {
          of,
          kind: 'fact',
          wrong: { ledBy: 'together' },
          found: [
            '“Agreed together”, I had put. {They} {was} told.',
            'It was decided before anybody sat down. I should have written it so.',
          ],
        }
      : undefined,
  )
}

/** A goal made tidy by who wrote it down, and put back as it was said. */
function wording({ find }: Desk): Misread | undefined {
  return find(['GoalVoiced'], (of) => {
    const { facts, words, saidBy } = of.entry
    if (facts.whose !== 'person' || saidBy.who !== 'person' || typeof words.goal === 'string') return undefined
    return {
      of,
      kind: 'fact',
      wrong: { words: { goal: tidy[facts.lifeArea] } },
      found: [
        'I had made it tidy. Shown it, {they} said “who said that?” and told me again.',
        'Those were my words. These are {theirs}, as {they} said it.',
        '{They} read it over my shoulder and put me right.',
      ],
    }
  })
}

const tidy: Readonly<Record<LifeArea, string>> = {
  home: 'Be settled at home',
  belonging: 'See more people',
  'love-and-family': 'Be closer to somebody',
  community: 'Join in more',
  'work-and-learning': 'Do some learning',
  health: 'Get fitter',
  feelings: 'Feel better',
  safety: 'Be safe',
  money: 'Manage my money',
  'getting-around': 'Get out more',
  'daily-living': 'Manage at home',
  control: 'Have more of a say',
  giving: 'Help other people',
  'faith-and-culture': 'Keep up my faith',
  fun: 'Have a hobby',
}

/** Two figures of a year the wrong way round. */
function born({ find, life }: Desk): Misread | undefined {
  return find(['PersonMet'], (of) => {
    const { birthYear } = of.entry.facts
    if (birthYear === undefined) return undefined
    const [tens, ones] = [Math.floor(birthYear / 10) % 10, birthYear % 10]
    const turned = Math.floor(birthYear / 100) * 100 + ones * 10 + tens
    if (tens === ones || turned > Number(life.met.slice(0, 4)) - 16 || turned < 1920) return undefined
    return {
      of,
      kind: 'fact',
      wrong: { facts: { birthYear: turned } },
      found: [
        'Two figures the wrong way round. {They} laughed, and showed me the bus pass.',
        'Read off the wrong line. {They} {was} not flattered.',
      ],
    }
  })
}

/** They had asked, and it was written down that nobody had ever asked them. */
function asked({ find }: Desk): Misread | undefined {
  return find(['WantVoiced'], (of) =>
    of.entry.facts.neverAsked === 'told-no' || of.entry.facts.neverAsked === 'tired-of-asking'
      ? {
          of,
          kind: 'fact',
          wrong: { facts: { neverAsked: 'nobody-asked' } },
          found: [
            '{They} had asked, and more than once. There is a letter from years back.',
            'It was not that nobody asked. {They} showed me the answers.',
          ],
        }
      : undefined,
  )
}

/** Said by somebody close, and written down as said by the person. */
function whose({ find, life }: Desk): Misread | undefined {
  return find(['StrengthNamed', 'WhatMattersNamed', 'WorryVoiced'], (of) =>
    of.entry.saidBy.who === 'family' && life.who.tongue !== 'none'
      ? {
          of,
          kind: 'fact',
          wrong: { saidBy: { who: 'person' } },
          found: [
            'It was {kin} who said that. {They} {was} making the tea.',
            '{kin}’s words, not {theirs}. I had put them under the wrong name.',
          ],
        }
      : undefined,
  )
}
