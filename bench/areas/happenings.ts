import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import * as lists from '../../src/domain/lists.ts'
import { type Day, daysAfter, type Id } from '../../src/domain/values.ts'
import type { Chance } from '../../src/tasks/demo/chance.ts'
import { wards } from './land.ts'

/** A life while it is being told: what there is in it by now. */
export interface Living {
  chances: Chance
  today: Day
  told: AnyEntry[]
  goals: Id[]
  wants: Id[]
  supports: { id: Id; hours: number; cost: number }[]
  steps: Id[]
  workers: Id[]
  compromises: Id[]
}

/** What an entry says. */
export type Said = {
  [T in Entry['type']]: Pick<Extract<Entry, { type: T }>, 'type' | 'facts'> & Pick<AnyEntry, 'saidBy' | 'ledBy'>
}[Entry['type']]

/** What is said at once of somebody new: wards are of different sizes. */
export function met({ chances }: Living): Said {
  const birthYear = chances.maybe(0.95) ? chances.int(1930, 2009) : undefined
  const area = wards[Math.floor(wards.length * chances.next() ** 1.5)] as string
  return { type: 'PersonMet', facts: { area, howTheyCame: chances.one(lists.howTheyCame), ...(birthYear && { birthYear }) } }
}

/** What can happen, and how often; undefined where it cannot as things stand. */
export const happenings: readonly [weight: number, (living: Living) => Said | undefined][] = [
  [20, ({ chances }) => ({ type: 'ConversationHeld', facts: { where: chances.one(lists.where), with: ['person'] } })],
  [1.5, ({ chances }) => ({ type: 'ConversationMissed', facts: { by: chances.one(lists.missedBy) } })],
  [0.8, ({ chances }) => ({ type: 'StoryRetold', facts: { to: { sector: oneOf(lists.sector, chances) } } })],
  [2, () => ({ type: 'ReviewHeld', facts: { planned: true } })],

  [
    5,
    ({ chances, goals }) => {
      const whose = chances.maybe(0.8) ? 'person' : chances.one(['family', 'worker-for-them', 'of-a-service'] as const)
      const towards = chances.maybe(0.7) ? 'change' : 'keep'
      return {
        type: 'GoalVoiced',
        facts: { goal: begun(goals, chances), lifeArea: oneOf(lists.lifeArea, chances), whose, towards },
        ...says(chances),
      }
    },
  ],
  [
    13,
    ({ chances, goals }) => {
      const how = chances.one(['nearer', 'nearer', 'holding', 'same', 'further', 'different', 'could-not-ask'] as const)
      return some(goals, chances, (goal) => ({ type: 'GoalProgressed', facts: { goal, says: how }, ...says(chances) }))
    },
  ],
  [2, ({ chances, goals }) => some(goals, chances, (goal) => ({ type: 'GoalReached', facts: { goal }, ...says(chances) }))],
  [
    1,
    ({ chances, goals }) =>
      some(goals, chances, (goal) => ({
        type: 'GoalLetGo',
        facts: { goal, why: chances.one(lists.whyLetGo) },
        ...says(chances),
        ...led(chances),
      })),
  ],
  [
    0.5,
    ({ chances, goals }) =>
      some(goals, chances, (goal) => ({ type: 'GoalPickedUpAgain', facts: { goal }, ...says(chances), ...led(chances) })),
  ],

  [
    4,
    ({ chances, wants }) => {
      const sector = chances.maybe(0.8) ? { sector: oneOf(lists.sector, chances) } : {}
      const neverAsked = chances.maybe(0.2) ? { neverAsked: chances.one(lists.neverAsked) } : {}
      return {
        type: 'WantVoiced',
        facts: { want: begun(wants, chances), lifeArea: oneOf(lists.lifeArea, chances), ...sector, ...neverAsked },
        ...says(chances),
      }
    },
  ],
  [
    3,
    ({ chances, wants }) =>
      some(wants, chances, (want) => ({ type: 'WantUnmet', facts: { want, why: chances.one(lists.whyUnmet) }, ...says(chances) })),
  ],
  [2, ({ chances, wants }) => some(wants, chances, (want) => ({ type: 'WantMet', facts: { want }, ...says(chances) }))],
  [
    1.5,
    ({ chances, wants, compromises }) =>
      some(wants, chances, (want) => {
        const sectors = { wantedSector: oneOf(lists.sector, chances), givenSector: oneOf(lists.sector, chances) }
        const facts = { compromise: begun(compromises, chances), want, ...sectors, says: chances.one(lists.saysOfCompromise) }
        return { type: 'CompromiseMade', facts, ...says(chances), ...led(chances) }
      }),
  ],
  [
    0.7,
    ({ chances, compromises }) =>
      some(compromises, chances, (compromise) => ({
        type: 'CompromiseLookedAt',
        facts: { compromise, still: chances.maybe(0.6) },
        ...says(chances),
      })),
  ],

  [
    1,
    ({ chances, today }) => {
      const facts = { support: chances.uuid(), change: 'start' as const, sector: oneOf(lists.sector, chances), on: daysAfter(today, 30) }
      return { type: 'SupportPlanned', facts }
    },
  ],
  [
    4,
    ({ chances, supports }) => {
      const support = { id: chances.uuid(), hours: chances.int(1, 40), cost: chances.int(2, 90) * 10 }
      supports.push(support)
      const facts = { support: support.id, sector: oneOf(lists.sector, chances), hoursPerWeek: support.hours, costPerWeek: support.cost }
      return { type: 'SupportStarted', facts, ...led(chances) }
    },
  ],
  [
    3,
    ({ chances, supports }) =>
      some(supports, chances, (support) => {
        support.hours = Math.max(1, support.hours + chances.int(-8, 8))
        return {
          type: 'SupportAdjusted',
          facts: { support: support.id, hoursPerWeek: support.hours, noticeDays: chances.int(0, 60) },
          ...led(chances),
        }
      }),
  ],
  [
    2,
    ({ chances, supports }) =>
      some(supports, chances, (support) => {
        supports.splice(supports.indexOf(support), 1)
        const notice = chances.maybe(0.6) ? { noticeDays: chances.int(0, 60) } : {}
        return { type: 'SupportEnded', facts: { support: support.id, planned: chances.maybe(0.7), ...notice }, ...led(chances) }
      }),
  ],
  [
    6,
    ({ chances, supports }) =>
      some(supports, chances, ({ id }) => ({
        type: 'SupportFitRated',
        facts: { support: id, fit: chances.one(lists.fit) },
        ...says(chances),
      })),
  ],

  [
    5,
    ({ chances, steps, today }) => {
      const who = chances.one(['person', 'family', 'worker', 'service'] as const)
      return { type: 'StepAgreed', facts: { step: begun(steps, chances), who, by: daysAfter(today, chances.int(7, 60)) }, ...says(chances) }
    },
  ],
  [
    4,
    ({ chances, steps }) =>
      some(steps, chances, (step) => {
        steps.splice(steps.indexOf(step), 1)
        return { type: 'StepTaken', facts: { step }, ...says(chances) }
      }),
  ],

  [
    3,
    ({ chances }) => {
      const facts = {
        about: chances.one(lists.decisionAbout),
        decidedBy: chances.one(lists.decidedBy),
        personWanted: chances.one(lists.personWanted),
      }
      return { type: 'DecisionMade', facts }
    },
  ],
  [
    1,
    ({ chances }) => {
      const facts = {
        from: { sector: oneOf(lists.sector, chances) },
        to: { sector: oneOf(lists.sector, chances) },
        warm: chances.maybe(0.5),
      }
      return { type: 'HandedOver', facts, ...led(chances) }
    },
  ],
  [
    2,
    ({ chances }) => {
      const sentTo = chances.maybe(0.7) ? { sentTo: { sector: chances.one(refusing) } } : {}
      return { type: 'TurnedAway', facts: { by: { sector: chances.one(refusing) }, reason: chances.one(lists.turnedAway), ...sentTo } }
    },
  ],
  [
    2,
    ({ chances, workers }) => ({ type: 'WorkerStarted', facts: { worker: begun(workers, chances), role: chances.one(lists.workerRole) } }),
  ],
  [
    1.5,
    ({ chances, workers }) =>
      some(workers, chances, (worker) => {
        workers.splice(workers.indexOf(worker), 1)
        return { type: 'WorkerLeft', facts: { worker } }
      }),
  ],

  [
    0.7,
    ({ chances }) => {
      const ward = chances.one(wards)
      const responsible = chances.maybe(0.5) ? { responsible: ward } : {}
      const facts = { area: ward, kind: chances.one(lists.homeKind), choice: chances.one(lists.homeChoice), ...responsible }
      return { type: 'HomeChanged', facts, ...led(chances) }
    },
  ],
  [
    1,
    ({ chances }) => ({
      type: 'CircleMemberNamed',
      facts: { member: chances.uuid(), tie: chances.one(lists.tie), care: chances.one(lists.care) },
    }),
  ],
  [
    0.4,
    ({ chances, told }) => {
      const wrong = told.slice(1).filter(({ type }) => type === 'ConversationHeld')
      return some(wrong, chances, ({ id }) => ({ type: 'EntryWithdrawn', facts: { entry: id, why: 'twice' } }))
    },
  ],
]

const refusing = ['mental-health', 'drug-and-alcohol', 'housing', 'health', 'home-care'] as const

/** Something new, with an id of its own, that is remembered in `things`. */
function begun(things: Id[], chances: Chance): Id {
  const id = chances.uuid()
  things.push(id)
  return id
}

function some<T>(things: readonly T[], chances: Chance, say: (thing: T) => Said): Said | undefined {
  return things.length === 0 ? undefined : say(chances.one(things))
}

/** One of a list: the first ones the most often. */
function oneOf<T>(list: readonly T[], chances: Chance): T {
  return list[Math.floor(list.length * chances.next() ** 2)] as T
}

function says(chances: Chance): Pick<AnyEntry, 'saidBy'> {
  return { saidBy: { who: chances.maybe(0.7) ? 'person' : chances.one(lists.saidByWho) } }
}

function led(chances: Chance): Pick<AnyEntry, 'ledBy'> {
  return { ledBy: chances.one(lists.ledBy) }
}
