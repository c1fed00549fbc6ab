import { randomUUID } from 'node:crypto'
import type { AccessEntry } from '../../../src/domain/access.ts'
import type { AnyEntry, By } from '../../../src/domain/entry.ts'
import { workerIdOf } from '../../../src/http/worker-id.ts'
import type { Claimed } from '../../support/app.ts'
import { ask, met } from '../../support/asking.ts'

// In every situation it is ten in the morning of 15 June 2026, UTC. Somebody was met in Eastmere on 10 January by Gwen, who is of another organisation, unless it says otherwise.

export const now = '2026-06-15T10:00:00.000Z'

/** What was written down, when and by whom. */
export interface Step {
  at: string
  by: By
  entries: AnyEntry[]
}

/** How things stand when somebody asks: what was written down of a person, and who asks. */
export interface Situation {
  steps: Step[]
  who: Claimed
  /** The person asked for, where it is not the one that this is written down of. */
  asks?: string
}

type Made = (person: string, name: string) => Situation

const by = (sub: string, organisation = 'SALLOW', role = 'practitioner'): By => ({ sub, role, organisation })
const [amira, joe, gwen, wyn] = [by('amira'), by('joe'), by('gwen', 'GREYSTON'), by('wyn', 'SALLOW', 'steward')]
const step = (day: string, who: By, ...entries: AnyEntry[]): Step => ({
  at: day.length === 10 ? `${day}T09:00:00.000Z` : day,
  by: who,
  entries,
})
const on = (day: string) => ({ happened: { from: day } })
const access = (type: AccessEntry['type'], facts: object, words: object = {}) => {
  const { happened: _, ...entry } = ask(type, facts, { words })
  return entry as AnyEntry
}
const righting = (type: string, facts: object) => {
  const { happened: _, ...entry } = ask(type, facts, { words: { reason: 'A slip' } })
  return entry as AnyEntry
}

const metBy = (name: string, who = gwen, day = '2026-01-10', more: object = {}): Step => {
  const first = met('X10000101', name)
  return step(day, who, { ...first, ...on(day), facts: { ...first.facts, ...more } })
}
const started = (sub: string, organisation = 'SALLOW') =>
  ask('WorkerStarted', { worker: workerIdOf(sub), role: 'practitioner', organisation }, on('2026-02-01'))
const left = (sub: string) => ask('WorkerLeft', { worker: workerIdOf(sub) }, on('2026-05-20'))
const heard = (day: string) => ask('ConversationHeld', {}, { ...on(day), words: { heard: 'The heron is back' } })
const opened = () => access('StoryOpened', { ground: 'they-asked-me-to' }, { reason: 'She rang' })
const review = (sub: string, until: string) => access('ReviewOpened', { reviewer: workerIdOf(sub), until })
const forgotten = () => access('StoryForgotten', { ground: 'asked-for', area: 'X10000001' })

const asAmira: Claimed = { sub: 'amira', roles: ['practitioner'], areas: ['X10000001'], organisation: 'SALLOW' }
const asLead: Claimed = { ...asAmira, sub: 'lena', roles: ['practitioner', 'team-lead'] }
const thornwick = ['X10000200']

const practitioner =
  (steps: (name: string) => Step[], who = asAmira): Made =>
  (_person, name) => ({ steps: steps(name), who })
const known = (...steps: Step[]) => practitioner((name) => [metBy(name), ...steps])
const leaving = () => {
  const leaves = left('amira')
  return {
    leaves,
    steps: [step('2026-05-01', amira, heard('2026-05-01')), step('2026-05-02', joe, started('amira')), step('2026-06-01', joe, leaves)],
  }
}

export const ofPractitioner: Record<string, Made> = {
  'a colleague wrote that I work with them': (...all) => known(step('2026-02-01', joe, started('amira')))(...all),
  'a colleague wrote that I work with them, for another organisation': (...all) =>
    known(step('2026-02-01', joe, started('amira', 'MILLHALL1')))(...all),
  'I wrote that I work with them': (...all) => known(step('2026-02-01', amira, started('amira')))(...all),
  'I corrected who works with them to be me': (...all) => {
    const other = started('joe')
    const mine = righting('EntryCorrected', { entry: other.id, kind: 'fact', facts: { worker: workerIdOf('amira') } })
    return known(step('2026-02-01', gwen, other), step('2026-02-02', amira, mine))(...all)
  },
  'a colleague corrected that it is not me, and I took that back': (...all) => {
    const mine = started('amira')
    const theirs = righting('EntryCorrected', { entry: mine.id, kind: 'fact', facts: { worker: workerIdOf('joe') } })
    const back = righting('EntryWithdrawn', { entry: theirs.id, why: 'slip' })
    return known(step('2026-02-01', joe, mine), step('2026-02-02', joe, theirs), step('2026-02-03', amira, back))(...all)
  },
  'I met them 90 days ago': practitioner((name) => [metBy(name, amira, '2026-03-17')]),
  'I met them 91 days ago': practitioner((name) => [metBy(name, amira, '2026-03-16')]),
  'I heard them 90 days ago': (...all) => known(step('2026-06-01', amira, heard('2026-03-17')))(...all),
  'I heard them 91 days ago': (...all) => known(step('2026-06-01', amira, heard('2026-03-16')))(...all),
  'I heard them some time this year, and wrote it down 91 days ago': (...all) => known(step('2026-03-16', amira, heard('2026')))(...all),
  'I heard them, and that is disputed and not used meanwhile': (...all) => {
    const held = heard('2026-06-01')
    const dispute = ask(
      'EntryDisputed',
      { entry: held.id, asks: 'remove', meanwhile: 'do-not-use' },
      { saidBy: { who: 'person' }, words: { words: 'No' } },
    )
    return known(step('2026-06-01', amira, held), step('2026-06-02', joe, dispute))(...all)
  },
  'I heard them, for another organisation': (...all) => known(step('2026-06-01', by('amira', 'MILLHALL1'), heard('2026-06-01')))(...all),
  'I heard them, and withdrew that': (...all) => {
    const held = heard('2026-06-01')
    return known(
      step('2026-06-01', amira, held),
      step('2026-06-02', amira, righting('EntryWithdrawn', { entry: held.id, why: 'slip' })),
    )(...all)
  },
  'I heard them, and left': (...all) => known(...leaving().steps)(...all),
  'I left, and took that back': (...all) => {
    const { leaves, steps } = leaving()
    return known(...steps, step('2026-06-02', amira, righting('EntryWithdrawn', { entry: leaves.id, why: 'slip' })))(...all)
  },
  'I left, and a colleague wrote that I am back': (...all) =>
    known(
      step('2026-02-01', joe, started('amira')),
      step('2026-06-01', joe, left('amira')),
      step('2026-06-10', joe, { ...started('amira'), ...on('2026-06-10') }),
    )(...all),
  'I lead the team of who works with them': (...all) => ({ ...known(step('2026-02-01', gwen, started('joe')))(...all), who: asLead }),
  'I lead the team of who heard them': (...all) => ({ ...known(step('2026-06-01', joe, heard('2026-06-01')))(...all), who: asLead }),
  'I lead a team, and neither my token nor who heard them names one': (...all) => ({
    ...known(step('2026-06-01', { sub: 'joe', role: 'practitioner' }, heard('2026-06-01')))(...all),
    who: { sub: 'lena', roles: ['practitioner', 'team-lead'], areas: ['X10000001'] },
  }),
  'I lead the team, and who heard them has left': (...all) => ({
    ...known(step('2026-06-01', joe, heard('2026-06-01')), step('2026-06-02', gwen, started('joe', 'GREYSTON'), left('joe')))(...all),
    who: asLead,
  }),
  'I lead another team': (...all) => ({
    ...known(step('2026-06-01', joe, heard('2026-06-01'), started('joe')))(...all),
    who: { ...asLead, organisation: 'MILLHALL1' },
  }),
  'a colleague of my organisation heard them': (...all) => known(step('2026-06-01', joe, heard('2026-06-01')))(...all),
  'I opened it less than three hours ago': (...all) => known(step('2026-06-15T07:00:00.001Z', amira, opened()))(...all),
  'I opened it three hours ago': (...all) => known(step('2026-06-15T07:00:00.000Z', amira, opened()))(...all),
  'a colleague opened it': (...all) => known(step('2026-06-15T09:00:00.000Z', joe, opened()))(...all),
  'I heard them, and another area is responsible': (...all) => ({
    ...known(step('2026-06-01', amira, heard('2026-06-01')))(...all),
    who: { ...asAmira, areas: thornwick },
  }),
  'a review is open to me': (...all) => known(step('2026-06-01', wyn, review('amira', '2026-07-01')))(...all),
  'it is my own story, and a colleague wrote that I work with them': (person, name) => ({
    ...known(step('2026-02-01', joe, started('amira')))(person, name),
    who: { ...asAmira, person },
  }),
  'it was forgotten': (...all) => known(step('2026-06-01', amira, heard('2026-06-01')), step('2026-06-02', wyn, forgotten()))(...all),
  'nobody is known by that id': () => ({ steps: [], who: asAmira }),
}

const asRay: Claimed = { sub: 'ray', roles: ['reviewer'], areas: ['X10000001'], organisation: 'SALLOW' }
const reviewed =
  (until: string, sub = 'ray', ...steps: Step[]): Made =>
  (_person, name) => ({
    steps: [metBy(name), step('2026-06-01', wyn, review(sub, until)), ...steps],
    who: asRay,
  })

export const ofReviewer: Record<string, Made> = {
  'a review is open to me': (...all) => reviewed('2026-07-01')(...all),
  'its last day is today': (...all) => reviewed('2026-06-15')(...all),
  'its last day was yesterday': (...all) => reviewed('2026-06-14')(...all),
  'it was ended by opening it up to a day that has passed': (...all) =>
    reviewed('2026-07-01', 'ray', step('2026-06-10', wyn, review('ray', '2026-06-09')))(...all),
  'it is open to another reviewer': (...all) => reviewed('2026-07-01', 'rita')(...all),
  'it is open to me, and another area is responsible': (...all) => ({
    ...reviewed('2026-07-01')(...all),
    who: { ...asRay, areas: thornwick },
  }),
  'I work with them, and no review is open': (...all) => ({ ...known(step('2026-02-01', joe, started('ray')))(...all), who: asRay }),
  'I opened it as a practitioner': (...all) => ({ ...known(step('2026-06-15T09:00:00.000Z', by('ray'), opened()))(...all), who: asRay }),
  'it is my own story, and a review is open to me': (person, name) => ({
    ...reviewed('2026-07-01')(person, name),
    who: { ...asRay, person },
  }),
  'it was forgotten, and a review was open to me': (...all) => reviewed('2026-07-01', 'ray', step('2026-06-02', wyn, forgotten()))(...all),
  'nobody is known by that id': () => ({ steps: [], who: asRay }),
}

const asPat = (person: string): Claimed => ({ sub: 'pat', roles: ['person'], areas: [], person })
const asMum = (person: string, ground = 'chosen', until = '2027-01-01'): Claimed => ({
  sub: 'mum',
  roles: ['person'],
  areas: [],
  actsFor: [{ person, ground, until }],
})
const agreed = (more: object = {}, day = '2026-02-01') => {
  const sharing = randomUUID()
  return { sharing, entry: ask('SharingAgreed', { sharing, withWhom: 'chosen', what: 'all', purpose: 'support', ...more }, on(day)) }
}
const acting =
  (entries: () => AnyEntry[], more: { ground?: string; until?: string; born?: number | undefined } = {}): Made =>
  (person, name) => ({
    steps: [
      metBy(name, gwen, '2026-01-10', { birthYear: 'born' in more ? more.born : 1990 }),
      ...entries().map((entry) => step('2026-06-01', gwen, entry)),
    ],
    who: asMum(person, more.ground, more.until),
  })

export const ofPerson: Record<string, Made> = {
  'it is my own story': (person, name) => ({ steps: [metBy(name)], who: asPat(person) }),
  'I ask for another’s': (_person, name) => ({ steps: [metBy(name)], who: asPat(randomUUID()) }),
  'my token names no person': (_person, name) => ({ steps: [metBy(name)], who: { sub: 'pat', roles: ['person'], areas: [] } }),
  'I act for them, and it was agreed': acting(() => [agreed().entry]),
  'I act for them, and parts of life were agreed': acting(() => [agreed({ what: ['home', 'belonging'] }).entry]),
  'I act for them, and nothing was agreed': acting(() => []),
  'I act for them, and it was agreed with a service': acting(() => [agreed({ withWhom: { sector: 'voluntary' } }).entry]),
  'I act for them, and it was withdrawn': acting(() => {
    const { sharing, entry } = agreed()
    return [entry, ask('SharingWithdrawn', { sharing }, on('2026-05-01'))]
  }),
  'I act for them, and its last day is today': acting(() => [agreed({ until: '2026-06-15' }).entry]),
  'I act for them, and its last day was yesterday': acting(() => [agreed({ until: '2026-06-14' }).entry]),
  'I act for them, and the last day in my token was yesterday': acting(() => [agreed().entry], { until: '2026-06-14' }),
  'I act for somebody else, and it was agreed': (...all) => ({ ...acting(() => [agreed().entry])(...all), who: asMum(randomUUID()) }),
  'a parent, before the year in which they are sixteen': acting(() => [agreed().entry], { ground: 'parent', born: 2011 }),
  'a parent, in that year, agreed before': acting(() => [agreed({}, '2025-12-31').entry], { ground: 'parent', born: 2010 }),
  'a parent, in that year, agreed since': acting(() => [agreed({}, '2026-01-01').entry], { ground: 'parent', born: 2010 }),
  'a parent, in the year in which they are eighteen': acting(() => [agreed().entry], { ground: 'parent', born: 2008 }),
  'a parent, before that year, and it is told that they are eighteen': acting(
    () => [agreed().entry, ask('StageCrossed', { stage: 'eighteen' }, on('2026-03-01'))],
    { ground: 'parent', born: 2009 },
  ),
  'a parent, and nobody knows how old they are': acting(() => [agreed().entry], { ground: 'parent', born: undefined }),
  'I act for them, and they have died': acting(() => [agreed().entry, ask('PersonDied', {}, on('2026-05-01'))]),
  'it is my own story, and it was forgotten': (person, name) => ({
    steps: [metBy(name), step('2026-06-02', wyn, forgotten())],
    who: asPat(person),
  }),
  'nobody is known by that id': (person) => ({ steps: [], who: asPat(person) }),
}

const asWyn: Claimed = { sub: 'wyn', roles: ['steward'], areas: ['X10000001'], organisation: 'SALLOW' }
const inThornwick = { ...asWyn, areas: thornwick }
const moves = () =>
  ask('HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' }, { ...on('2026-05-01'), ledBy: 'person' })

export const ofSteward: Record<string, Made> = {
  'my areas are responsible': (_person, name) => ({ steps: [metBy(name)], who: asWyn }),
  'another area is responsible': (_person, name) => ({ steps: [metBy(name)], who: inThornwick }),
  'they moved to another area': (_person, name) => ({
    steps: [metBy(name), step('2026-05-01', gwen, moves())],
    who: { ...asWyn, areas: ['X10000100'] },
  }),
  'it is the story of somebody I act for': (person, name) => ({
    steps: [metBy(name)],
    who: { ...asWyn, actsFor: [{ person, ground: 'parent', until: '2027-01-01' }] },
  }),
  'it was forgotten': (_person, name) => ({ steps: [metBy(name), step('2026-06-02', wyn, forgotten())], who: asWyn }),
  'nobody is known by that id': () => ({ steps: [], who: asWyn }),
}

/** Of areas: which one is asked for, and whose areas those who ask have. */
export const ofAreas: Record<string, { area: string; areas: string[] }> = {
  'the area is mine': { area: 'X10000100', areas: ['X10000100'] },
  'it lies in mine': { area: 'X10000101', areas: ['X10000001'] },
  'mine lies in it': { area: 'X10000100', areas: ['X10000101'] },
  'it is another': { area: 'X10000200', areas: ['X10000100'] },
  'there is no such area': { area: 'X10009999', areas: ['X10000001'] },
  'I have no areas': { area: 'X10000100', areas: [] },
}

/** What is held back, and disputed too, for a steward to look at. */
export const heldBackAndDisputed = (): Step[] => {
  const heldBack = { ground: 'serious-harm' as const, until: '2026-07-01' }
  const worry = ask(
    'WorryVoiced',
    { lifeArea: 'safety' },
    { ...on('2026-05-20'), saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack },
  )
  const dispute = ask(
    'EntryDisputed',
    { entry: worry.id, asks: 'remove', meanwhile: 'use' },
    { saidBy: { who: 'family' }, words: { words: 'No' } },
  )
  return [step('2026-06-01', joe, worry), step('2026-06-01', joe, dispute)]
}
