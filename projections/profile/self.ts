import type { Retold, Setting } from '../../src/domain/entry.ts'
import type { Id } from '../../src/domain/values.ts'
import { type On, ownFirst, type Rests, restsOn, said } from './told.ts'

/** Something said of who somebody is: what matters, a strength, an aspect, a worry, a label, a turning point. */
interface OfSelf extends Rests {
  id: Id
  kind: 'whatMatters' | 'strengths' | 'aspects' | 'worries' | 'labels' | 'turningPoints'
  setting?: Setting
  oppositeOf?: Id | undefined
  noLonger?: { why: string; entry: Id; since: object; saidBy: object }
  [fact: string]: unknown
}

/** Who somebody is, sometimes: as they and others say it. Opposites stand side by side and nothing is merged. */
export type SelfPart = readonly OfSelf[]

function told(self: SelfPart, entry: Retold, kind: OfSelf['kind'], more: object): SelfPart {
  return [...self, { id: entry.id, kind, ...more, ...(entry.setting && { setting: entry.setting }), ...restsOn(entry) }]
}

export const onSelf: On<SelfPart> = {
  WhatMattersNamed: (self, entry) => told(self, entry, 'whatMatters', { lifeArea: entry.facts.lifeArea, what: entry.words.what }),
  StrengthNamed: (self, entry) => told(self, entry, 'strengths', { lifeArea: entry.facts.lifeArea, strength: entry.words.strength }),
  AspectSeen: (self, entry) => told(self, entry, 'aspects', { ...entry.facts, aspect: entry.words.aspect }),
  WorryVoiced: (self, entry) => told(self, entry, 'worries', { lifeArea: entry.facts.lifeArea, worry: entry.words.worry }),
  LabelGiven: (self, entry) => told(self, entry, 'labels', { by: entry.facts.by, label: entry.words.label }),
  TurningPointNamed: (self, entry) => told(self, entry, 'turningPoints', { what: entry.words.what }),
  NoLongerSo: (self, entry) => {
    const noLonger = { why: entry.facts.why, words: entry.words.about, entry: entry.id, since: entry.happened, ...said(entry) }
    return self.map((thing) => (thing.id === entry.facts.entry ? { ...thing, noLonger } : thing))
  },
}

/** The part of a profile that says who somebody is. What is no longer so stands apart, with why. */
export function selfOf(all: SelfPart) {
  const still = (kind: OfSelf['kind']) =>
    ownFirst(all.filter((thing) => thing.kind === kind && !thing.noLonger).map(({ kind: _, ...thing }) => thing))
  return {
    whatMatters: still('whatMatters'),
    strengths: still('strengths'),
    aspects: sideBySide(still('aspects')),
    worries: still('worries'),
    labels: still('labels'),
    turningPoints: still('turningPoints'),
    noLongerSo: all.filter((thing) => thing.noLonger),
  }
}

type Aspect = Omit<OfSelf, 'kind'> & { id: Id; oppositeOf?: Id | undefined }

/** Aspects in groups: those that were named as opposites of each other stand in one. */
function sideBySide(aspects: readonly Aspect[]): { sides: Aspect[] }[] {
  const groups: { sides: Aspect[] }[] = []
  for (const aspect of aspects) {
    const touching = groups.filter(({ sides }) => sides.some((side) => side.oppositeOf === aspect.id || aspect.oppositeOf === side.id))
    const [first, ...others] = touching
    if (!first) {
      groups.push({ sides: [aspect] })
      continue
    }
    for (const other of others) {
      first.sides.push(...other.sides)
      groups.splice(groups.indexOf(other), 1)
    }
    first.sides.push(aspect)
  }
  return groups
}
