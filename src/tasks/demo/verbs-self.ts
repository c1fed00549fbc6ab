import type { Entry } from '../../domain/catalogue.ts'
import type { Day, Happened, Id } from '../../domain/values.ts'
import type { Coded, LedBy, LifeArea, Line, SaidByWho, Sector, Setting } from './kinds.ts'
import type { Scene } from './scene.ts'
import { codedOf } from './teller.ts'

type Facts<T extends Entry['type']> = Extract<Entry, { type: T }>['facts']

/** Who somebody is, what they want and where they are going: one function an entry. */
export function selfVerbs({ put, id, life, at }: Scene) {
  const again = (entry: Id): Id => {
    life.said.push({ entry, at })
    return entry
  }
  return {
    matters: (lifeArea: LifeArea, what: Line, by: SaidByWho = 'person') => again(put('WhatMattersNamed', { lifeArea }, { what }, { by })),
    strength: (lifeArea: LifeArea, strength: Line, by: SaidByWho = 'person') =>
      again(put('StrengthNamed', { lifeArea }, { strength }, { by })),
    aspect: (
      often: Facts<'AspectSeen'>['often'],
      aspect: Line,
      setting: Setting,
      { by = 'worker', oppositeOf, area }: { by?: SaidByWho; oppositeOf?: Id; area?: LifeArea } = {},
    ) =>
      put(
        'AspectSeen',
        { often, lifeArea: area, oppositeOf },
        { aspect },
        { by, setting, ...(by === 'worker' ? { basis: 'seen' as const } : {}) },
      ),
    worry: (lifeArea: LifeArea, worry: Line, by: SaidByWho = 'person') => put('WorryVoiced', { lifeArea }, { worry }, { by }),
    label: (sector: Sector, label: Line, when?: Happened) =>
      put('LabelGiven', { by: { sector } }, { label }, { by: 'other', basis: 'record', ...(when ? { when } : {}) }),
    turningPoint: (what: Line, when?: Happened, by: SaidByWho = 'person') =>
      put('TurningPointNamed', {}, { what }, { by, ...(when ? { when } : {}) }),
    /** Said again, of an entry, a goal or a want. */
    still(of: Id, words?: Line, by: SaidByWho = 'person') {
      life.said = life.said.filter(({ entry }) => entry !== of)
      return put('StillSo', { entry: life.voiced.get(of) ?? of }, { words }, { by })
    },
    noLonger: (entry: Id, why: 'changed' | 'not-me', about?: Line, by: SaidByWho = 'person') =>
      put('NoLongerSo', { entry, why }, { about }, { by }),

    want(
      lifeArea: LifeArea,
      sector: Sector | undefined,
      line: Line,
      { by = 'person', neverAsked }: { by?: SaidByWho; neverAsked?: Facts<'WantVoiced'>['neverAsked'] } = {},
    ): Id {
      const want = id()
      life.voiced.set(want, put('WantVoiced', { want, lifeArea, sector, neverAsked }, { want: line }, { by }))
      return want
    },
    shown: (lifeArea: LifeArea, what: Line, { sector, want }: { sector?: Sector; want?: Id } = {}) =>
      put('PossibilityShown', { lifeArea, sector, want }, { what }, { by: 'worker' }),
    unmet: (want: Id, why: Facts<'WantUnmet'>['why'], about: Line, by: SaidByWho = 'worker') =>
      put('WantUnmet', { want, why }, { about }, { by }),
    stillUnmet(want: Id, about: Coded<Facts<'WantUnmet'>['why']>): void {
      const { code, line } = codedOf(life, about)
      put('WantUnmet', { want, why: code }, { about: line }, { by: 'worker' })
    },
    met: (want: Id, about: Line, { support, by = 'person' }: { support?: Id; by?: SaidByWho } = {}) =>
      put('WantMet', { want, support }, { about }, { by }),
    letWantGo: (want: Id, why: Facts<'WantLetGo'>['why'], about: Line, led: LedBy = 'person') =>
      put('WantLetGo', { want, why }, { about }, { led }),
    compromise(facts: Omit<Facts<'CompromiseMade'>, 'compromise'>, about: Line, led: LedBy, by: SaidByWho = 'worker'): Id {
      const compromise = id()
      put('CompromiseMade', { compromise, ...facts }, { about }, { by, led })
      return compromise
    },
    lookAgain: (
      compromise: Id,
      still: boolean,
      says: Facts<'CompromiseLookedAt'>['says'],
      about: Line,
      { by = 'person', on }: { by?: SaidByWho; on?: Day } = {},
    ) => put('CompromiseLookedAt', { compromise, still, says, lookAgainOn: on }, { about }, { by }),

    goal(
      lifeArea: LifeArea,
      line: Line,
      {
        towards = 'change',
        by = 'person',
        whose = by === 'family' ? 'family' : by === 'worker' ? 'worker-for-them' : 'person',
        want,
      }: {
        towards?: 'change' | 'keep'
        by?: SaidByWho
        whose?: Facts<'GoalVoiced'>['whose']
        want?: Id
      } = {},
    ): Id {
      const goal = id()
      life.voiced.set(goal, put('GoalVoiced', { goal, lifeArea, whose, towards, want }, { goal: line }, { by }))
      return goal
    },
    /** A goal of the person’s own, each with the part of life it is of: `'fun: Have people round'`. */
    aims(coded: Coded<LifeArea>): Id {
      const goal = id()
      const { code, line } = codedOf(life, coded)
      life.voiced.set(goal, put('GoalVoiced', { goal, lifeArea: code, whose: 'person', towards: 'change' }, { goal: line }))
      return goal
    },
    reword: (goal: Id, line: Line, why?: Line, led: LedBy = 'person') => put('GoalReworded', { goal }, { goal: line, why }, { led }),
    progress: (
      goal: Id,
      says: Facts<'GoalProgressed'>['says'],
      how: Line,
      {
        by = 'person',
        helpedBy,
        hinderedBy,
        when,
      }: { by?: SaidByWho; helpedBy?: Id[]; hinderedBy?: Facts<'GoalProgressed'>['hinderedBy']; when?: Happened } = {},
    ) => put('GoalProgressed', { goal, says, helpedBy, hinderedBy }, { how }, { by, ...(when ? { when } : {}) }),
    /** How it goes, by how likely it is to go well; what helped is said where it did, what hindered where it did not. */
    goes(
      goal: Id,
      how: Coded<Facts<'GoalProgressed'>['says']>,
      { by = 'person', helpedBy, hinderedBy }: { by?: SaidByWho; helpedBy?: Id[]; hinderedBy?: Facts<'GoalProgressed'>['hinderedBy'] } = {},
    ) {
      const well = life.chance.maybe(by === 'person' ? life.reach : 0.25 + life.reach / 2)
      const { code, line } = codedOf(life, how, (says) => ['nearer', 'holding', 'different'].includes(says) === well)
      const good = code === 'nearer' || code === 'holding'
      put(
        'GoalProgressed',
        { goal, says: code, helpedBy: good ? helpedBy : undefined, hinderedBy: good ? undefined : hinderedBy },
        { how: line },
        { by },
      )
    },
    pause: (goal: Id, why: Line, led: LedBy = 'person') => put('GoalPaused', { goal }, { why }, { led }),
    pickUp: (goal: Id, why: Line, led: LedBy = 'person') => put('GoalPickedUpAgain', { goal }, { why }, { led }),
    reach: (goal: Id, how: Line, by: SaidByWho = 'person') => put('GoalReached', { goal }, { how }, { by }),
    letGo: (goal: Id, why: Facts<'GoalLetGo'>['why'], about: Line, led: LedBy = 'person') =>
      put('GoalLetGo', { goal, why }, { about }, { led }),
    /** `followed`: the story itself says what became of it. */
    step(who: Facts<'StepAgreed'>['who'], line: Line, { goal, by, followed }: { goal?: Id; by?: Day; followed?: true } = {}): Id {
      const step = id()
      put('StepAgreed', { step, goal, who, by }, { step: line }, { by: who === 'worker' || who === 'service' ? 'worker' : 'person' })
      if (!followed) life.steps.push({ step, at, who })
      return step
    },
    taken: (step: Id, about?: Line, by: SaidByWho = 'worker') => put('StepTaken', { step }, { about }, { by }),
    stepLetGo: (step: Id, why: Facts<'StepLetGo'>['why'], about?: Line, by: SaidByWho = 'worker') =>
      put('StepLetGo', { step, why }, { about }, { by }),
  }
}
