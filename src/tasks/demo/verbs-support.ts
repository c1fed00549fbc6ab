import type { Entry } from '../../domain/catalogue.ts'
import type { Day, Happened, Id, Service } from '../../domain/values.ts'
import type { Coded, HomeKind, LedBy, Line, SaidByWho, Sector } from './kinds.ts'
import { providers } from './places.ts'
import type { Scene } from './scene.ts'
import { codedOf } from './teller.ts'

type Facts<T extends Entry['type']> = Extract<Entry, { type: T }>['facts']

/** A service of that kind, by the organisation that gives it here. */
export function service(sector: Sector): Service {
  const code = providers[sector]?.codes[0]
  return code === undefined ? { sector } : { sector, organisation: code }
}

/** Pounds a week, to the nearest pound. */
export function costOf(sector: Sector, hours = 0): number | undefined {
  const { fixed, hourly } = providers[sector] ?? {}
  if (fixed === undefined && hourly === undefined) return undefined
  return Math.round((fixed ?? 0) + (hourly ?? 0) * hours)
}

interface Start {
  /** As it was planned; a new one where it was not. */
  support?: Id
  hours?: number
  cost?: number
  led?: LedBy
  when?: Happened
  wants?: Id[]
  goals?: Id[]
  how?: Facts<'SupportStarted'>['how']
  paidBy?: Facts<'SupportStarted'>['paidBy']
}

/** The home, the support and what services did: one function an entry. */
export function supportVerbs({ put, id, life, day }: Scene) {
  return {
    home(
      kind: HomeKind,
      choice: Facts<'HomeChanged'>['choice'],
      about: Line,
      { led = 'person', notice, area = life.who.ward.code, together = false, when, basis }: HomeMore = {},
    ) {
      life.homes = [...life.homes, { from: when ? life.met : day, kind }].sort((a, b) => (a.from < b.from ? -1 : 1))
      const household = together ? life.who.household : undefined
      const more = { led, ...(when ? { when } : {}), ...(basis ? { basis } : {}) }
      return put('HomeChanged', { area, kind, choice, household, noticeDays: notice }, { about }, more)
    },
    stage: (stage: Facts<'StageCrossed'>['stage'], about?: Line, when?: Happened) =>
      put('StageCrossed', { stage }, { about }, when ? { when } : {}),
    named(key: string, facts: Omit<Facts<'CircleMemberNamed'>, 'member'>, name: string | undefined, about?: Line): Id {
      const member = life.known.get(key) ?? id()
      life.known.set(key, member)
      put('CircleMemberNamed', { member, ...facts }, { name, about })
      return member
    },
    gone(key: string, why: Facts<'CircleMemberLeft'>['why'], about: Line) {
      const member = life.known.get(key)
      return member === undefined ? undefined : put('CircleMemberLeft', { member, why }, { about })
    },

    plan(
      change: Facts<'SupportPlanned'>['change'],
      about: Line,
      { support = id(), sector, on, hours }: { support?: Id; sector?: Sector; on?: Day; hours?: number } = {},
    ): Id {
      put('SupportPlanned', { support, change, sector, on, hoursPerWeek: hours }, { about })
      return support
    },
    start(sector: Sector, about: Line, { support = id(), hours, cost, led = 'together', when, wants, goals, how, paidBy }: Start = {}): Id {
      const costPerWeek = cost ?? costOf(sector, hours)
      const codes = providers[sector]?.codes
      const provider = codes && how !== 'direct-payment' ? codes[life.who.index % codes.length] : undefined
      const facts = { support, sector, provider, hoursPerWeek: hours, costPerWeek, paidBy, how, wants, goals }
      put('SupportStarted', facts, { about }, { led, ...(when ? { when } : {}) })
      return support
    },
    adjust: (support: Id, about: Line, { hours, cost, notice, why, led = 'together' }: Adjust) =>
      put('SupportAdjusted', { support, hoursPerWeek: hours, costPerWeek: cost, noticeDays: notice, why }, { about }, { led }),
    pauseSupport: (support: Id, why: Facts<'SupportPaused'>['why'], about: Line, led: LedBy = 'life') =>
      put('SupportPaused', { support, why }, { about }, { led }),
    resume: (support: Id, why: Facts<'SupportResumed'>['why'], about: Line, led: LedBy = 'together') =>
      put('SupportResumed', { support, why }, { about }, { led }),
    end: (support: Id, about: Line, { planned = true, notice, why, next, led = 'together' }: End = {}) =>
      put('SupportEnded', { support, planned, noticeDays: notice, why, whatNext: next && service(next) }, { about }, { led }),
    declined: (sector: Sector, about: Line, { support, want }: { support?: Id; want?: Id } = {}) =>
      put('SupportDeclined', { sector, support, want }, { about }, { by: 'person' }),
    fit: (support: Id, fit: Facts<'SupportFitRated'>['fit'], why: Line, by: SaidByWho = 'person') =>
      put('SupportFitRated', { support, fit }, { why }, { by }),

    rated(support: Id, why: Coded<Facts<'SupportFitRated'>['fit']>): void {
      const { code, line } = codedOf(life, why)
      put('SupportFitRated', { support, fit: code }, { why: line })
    },

    handedOver: (from: Sector, to: Sector, warm: boolean, about: Line, led: LedBy = 'service') =>
      put('HandedOver', { from: service(from), to: service(to), warm }, { about }, { led }),
    turnedAway: (by: Sector, reason: Facts<'TurnedAway'>['reason'], about: Line, { mustFirst, to, want, right }: Away = {}) =>
      put('TurnedAway', { by: service(by), reason, mustFirst, sentTo: to && service(to), want, rightRefused: right }, { about }),
    saidNo(by: Sector, about: Coded<Facts<'TurnedAway'>['reason']>, { mustFirst, to, want, right }: Away = {}): void {
      const { code, line } = codedOf(life, about)
      const first = code === 'must-do-something-first' ? mustFirst : undefined
      put(
        'TurnedAway',
        { by: service(by), reason: code, mustFirst: first, sentTo: to && service(to), want, rightRefused: right },
        { about: line },
      )
    },
    decided: (facts: Facts<'DecisionMade'>, what: Line) => put('DecisionMade', facts, { what }),
    effect: (
      what: Facts<'SystemEffectNoted'>['what'],
      effect: Facts<'SystemEffectNoted'>['effect'],
      line: Line,
      by: SaidByWho = 'person',
    ) => put('SystemEffectNoted', { what, effect }, { what: line }, { by }),
    retold: (to: Sector, already: boolean, about: Line) => put('StoryRetold', { to: service(to), hadWeThisAlready: already }, { about }),
    concern(facts: Omit<Facts<'ConcernRaised'>, 'concern'>, what: Line, heldBackUntil?: Day): Id {
      const concern = id()
      put(
        'ConcernRaised',
        { concern, ...facts },
        { what },
        heldBackUntil ? { heldBack: { ground: 'safeguarding', until: heldBackUntil } } : {},
      )
      return concern
    },
    concernClosed: (
      concern: Id,
      how: Facts<'ConcernClosed'>['how'],
      personsWishMet: Facts<'ConcernClosed'>['personsWishMet'],
      about: Line,
    ) => put('ConcernClosed', { concern, how, personsWishMet }, { about }),
    month: day.slice(0, 7),
    year: day.slice(0, 4),
  }
}

interface HomeMore {
  led?: LedBy
  notice?: number
  area?: string
  together?: boolean
  when?: Happened
  basis?: Entry['basis']
}
interface Adjust {
  hours?: number
  cost?: number
  notice?: number
  why?: Facts<'SupportAdjusted'>['why']
  led?: LedBy
}
interface End {
  planned?: boolean
  notice?: number
  why?: Facts<'SupportEnded'>['why']
  next?: Sector
  led?: LedBy
}
interface Away {
  mustFirst?: Facts<'TurnedAway'>['mustFirst']
  to?: Sector
  want?: Id
  right?: Facts<'TurnedAway'>['rightRefused']
}
