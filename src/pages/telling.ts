import { fit, inWords, plainly, quoted } from './words.ts'

// How one entry of a story is told on a page: in sentences and plain labels, with nothing in it that only a machine reads.

/** An entry as rooms answer it. */
export interface Entry {
  id?: string
  entry?: string
  type: string
  happened?: { from?: string; to?: string; precision?: string }
  saidBy?: { who: string; name?: string; how?: string } | null
  ledBy?: string | null
  basis?: string | null
  setting?: { where?: string; withWhom?: string[]; whatWasHappening?: unknown; howIFelt?: unknown } | null
  facts?: Facts | null
  words?: Facts | null
  wordsGone?: boolean
}

type Facts = Readonly<Record<string, unknown>>

/** A line: what it is about, and what it says. */
export interface Line {
  name: string
  says: string
}

/** An entry as it is told: what kind of thing it is, what was said above all, all else in lines, and whose telling it is. */
export interface Telling {
  kind: string
  said?: string
  lines: Line[]
  whose: string[]
}

/** What things that entries refer to go by: a goal by its words, a support by its sector. */
export type Names = Map<string, { by: string | undefined; says: string }>

/** A kind of entry as a heading, where its name alone reads like one that a machine gave it. */
const kinds: Readonly<Record<string, string>> = {
  PersonMet: 'First met',
  NameChosen: 'The name they go by',
  SelfDescribed: 'How they describe themselves',
  StageCrossed: 'A new stage of life',
  CircleMemberNamed: 'Somebody in their circle',
  CircleMemberLeft: 'Somebody left their circle',
  WhatMattersNamed: 'What matters to them',
  StrengthNamed: 'Something they are good at',
  AspectSeen: 'How they were seen to be',
  WorryVoiced: 'A worry',
  LabelGiven: 'A label given by others',
  TurningPointNamed: 'A turning point',
  WantVoiced: 'A want',
  PossibilityShown: 'Something shown to be possible',
  CompromiseMade: 'Something else instead',
  CompromiseLookedAt: 'What was given instead, looked at again',
  GoalVoiced: 'A goal',
  GoalProgressed: 'How a goal is going',
  SupportFitRated: 'How support fits',
  SystemEffectNoted: 'What a service did to them',
  EntryCorrected: 'Put right',
  EntryWithdrawn: 'Taken back',
  EntryDisputed: 'Somebody says it is not so',
  DisputeAnswered: 'The answer to that',
  WordsRemoved: 'Words taken away',
}

/** Words that say what an entry is about: the first of them that there is. */
const first = [
  'goal',
  'want',
  'what',
  'strength',
  'aspect',
  'worry',
  'label',
  'step',
  'name',
  'heard',
  'words',
  'reason',
  'about',
  'how',
  'why',
]

/** What a line is called, where its own name does not say it; of one kind of entry alone with that before it. */
const names: Readonly<Record<string, string>> = {
  lifeArea: 'Part of life',
  whose: 'Whose goal',
  hoursPerWeek: 'Hours a week',
  costPerWeek: 'Pounds a week',
  noticeDays: 'Days of notice',
  neverAsked: 'Never asked for before',
  choice: 'Whose choice',
  howTheyCame: 'Who asked first',
  birthYear: 'Born in',
  tie: 'Who they are',
  speaksFor: 'Speaks for them as',
  givenSector: 'What was given',
  wantedSector: 'What was wanted',
  says: 'They say',
  lookAgainOn: 'To be looked at again',
  lastConversationOn: 'Last talk',
  hinderedBy: 'In the way',
  oppositeOf: 'At other times',
  hadWeThisAlready: 'We had it already',
  goodbyeSaid: 'Goodbye was said',
  warm: 'Somebody came along',
  mustFirst: 'To do first',
  rightRefused: 'A right that was refused',
  personWanted: 'Did they want it',
  personAgreed: 'Did they agree',
  personWants: 'What they want done',
  personsWishMet: 'Was their wish met',
  whoDecided: 'Decided by',
  whoChosePlace: 'Who chose the place',
  howToReachMe: 'How to reach them',
  howNotToReachMe: 'How not to reach them',
  howICommunicate: 'How they communicate',
  reflection: 'What the worker thought',
  entry: 'Of',
  ground: 'Why',
  often: 'How often',
  'StepAgreed who': 'Who does it',
  'HomeChanged kind': 'Kind of home',
  'EntryCorrected kind': 'What was wrong',
  'EntryDisputed asks': 'Asks to',
  'EntryDisputed meanwhile': 'Until it is answered',
  'SystemEffectNoted what': 'What it was',
  'SystemEffectNoted effect': 'What it did',
  'SupportPlanned change': 'The plan',
  'SupportPlanned on': 'From',
  'GoalReworded goal': 'Before',
  'GoalProgressed says': 'It is',
  'GoalProgressed helpedBy': 'Helped by',
  'ConversationMissed by': 'Missed by',
  'SupportStarted goals': 'For the goal',
  'SupportStarted wants': 'For the want',
}

/** What a code says where its own letters do not: by its fact. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  whose: { person: 'the person’s', family: 'the family’s', 'worker-for-them': 'a worker’s, for them', 'of-a-service': 'a service’s' },
  towards: { change: 'something else than now', keep: 'keeping what there is' },
  care: {
    'me-for-them': 'the person cares for them',
    'them-for-me': 'they care for the person',
    both: 'they care for each other',
    neither: 'neither cares for the other',
  },
  choice: { mine: 'the person’s', shared: 'shared with others', 'not-mine': 'not theirs', 'not-asked': 'they were not asked' },
  fit,
  says: { further: 'further away', same: 'the same', different: 'something else by now' },
  asks: { correct: 'put it right', remove: 'take it away', 'show-mine': 'show what they say beside it' },
  meanwhile: { use: 'it is used', 'do-not-use': 'it is not used' },
  kind: { slip: 'a slip', 'wrong-date': 'the day', fact: 'what it says' },
}

/** Facts that only a machine reads: which area by its code, which household. */
const unread = ['area', 'responsible', 'household']

/** A kind of entry, as a heading. */
export function kindInWords(type: string): string {
  return kinds[type] ?? plainly(type)
}

/** An entry as it is told, with what it refers to by what that goes by. */
export function tellingOf(entry: Entry, known: Names = new Map()): Telling {
  const { type } = entry
  const said = Object.entries(entry.words ?? {}).filter(([, words]) => isWords(words))
  const main = first.find((name) => said.some(([each]) => each === name))
  const rest = Object.entries(entry.words ?? {}).filter(([name]) => name !== main)
  return {
    kind: kindInWords(type),
    ...(main !== undefined && { said: quoted(entry.words?.[main]) }),
    lines: [
      ...Object.entries(entry.facts ?? {}).flatMap(([name, fact]) => linesOf(type, name, fact, known, entry.id ?? entry.entry)),
      ...rest.flatMap(([name, words]) => linesOf(type, name, words, known)),
      ...settingOf(entry),
    ],
    whose: [...sayerOf(entry), ...leaderOf(entry), ...basisOf(entry), ...(entry.wordsGone ? ['Its words were taken away'] : [])],
  }
}

/** Takes in what an entry begins, or calls by another name, so that later ones can be told by it. */
export function nameIn(known: Names, entry: Entry): void {
  const { id = entry.entry, type, facts = {}, words = {} } = entry
  const { said } = tellingOf(entry)
  const thing = facts?.[beginnings[type] ?? '']
  const says = type === 'SupportStarted' ? inWords(facts?.sector) : said
  if (typeof thing === 'string' && says !== undefined) known.set(thing, { by: id, says })
  if (type === 'GoalReworded' && words?.goal !== undefined) known.set(String(facts?.goal), { by: id, says: quoted(words.goal) })
  if (id !== undefined && said !== undefined) known.set(id, { by: id, says: said })
}

/** The thing that a kind of entry begins, by the fact that names it. */
const beginnings: Readonly<Record<string, string>> = {
  GoalVoiced: 'goal',
  WantVoiced: 'want',
  StepAgreed: 'step',
  SupportStarted: 'support',
  CompromiseMade: 'compromise',
  CircleMemberNamed: 'member',
  WorkerStarted: 'worker',
  ConcernRaised: 'concern',
}

/** A fact or words of a kind of entry as lines; nothing of what only a machine reads. */
export function linesOf(type: string, name: string, value: unknown, known: Names = new Map(), self?: string): Line[] {
  if (value === undefined || value === null || (unread.includes(name) && value !== 'elsewhere')) return []
  const called = names[`${type} ${name}`] ?? names[name] ?? plainly(name)
  const line = (says: string | undefined) => (says === undefined || says === '' ? [] : [{ name: called, says }])
  if (isWords(value) && typeof value === 'object') return line(quoted(value))
  if (isService(value)) return line(serviceInWords(value))
  if (Array.isArray(value) && value.some(isOfScheme))
    return value.filter(isOfScheme).map(({ scheme, code }) => ({ name: plainly(scheme), says: plainly(code) }))
  if (Array.isArray(value)) {
    const all = value.map((each) => sayingOf(name, each, known, self)).filter((each) => each !== undefined)
    return line(all.join(', '))
  }
  if (typeof value === 'object') return Object.entries(value).flatMap(([inner, each]) => linesOf(type, inner, each, known))
  return line(sayingOf(name, value, known, self))
}

/** What a fact says; nothing where it is an id of something that is not told here, or of what the entry itself begins. */
function sayingOf(name: string, value: unknown, known: Names, self?: string): string | undefined {
  if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) {
    const found = known.get(value)
    return found && found.by !== self ? found.says : undefined
  }
  return codes[name]?.[String(value)] ?? (value === 'person' ? 'the person' : inWords(value))
}

/** A service as one says it: what it is, and whose. */
export function serviceInWords({ sector, organisation }: { sector: string; organisation?: string }): string {
  return organisation === undefined ? inWords(sector) : `${inWords(sector)} (${organisation})`
}

/** When something was so, as exactly as it was told. */
export function soInWords({ from, to, precision }: NonNullable<Entry['happened']> = {}): string {
  const about = precision === 'about' ? 'About ' : ''
  if (from === undefined) return to === undefined ? 'Nobody said when' : `${about === '' ? 'By' : 'About'} ${inWords(to)}`
  if (to === 'now') return `${about}${inWords(from)}, and still so`
  return `${about}${inWords(from)}${to === undefined || to === from ? '' : ` to ${inWords(to)}`}`
}

const others: Readonly<Record<string, string>> = {
  person: 'the person',
  family: 'family',
  friend: 'a friend',
  advocate: 'an advocate',
  worker: 'a worker',
  other: 'somebody else',
}
const ways: Readonly<Record<string, string>> = {
  supported: ', with support',
  interpreted: ', interpreted',
  'by-behaviour': ': shown, not said',
}

function sayerOf({ saidBy }: Entry): string[] {
  if (!saidBy) return []
  const { who, name, how = '' } = saidBy
  const sayer = others[who] ?? inWords(who)
  const named = name === undefined ? sayer : `${quoted(name)} (${sayer})`
  return [`Said by ${named}${ways[how] ?? ''}`]
}

function leaderOf({ ledBy }: Entry): string[] {
  if (!ledBy) return []
  return [ledBy === 'unknown' ? 'Nobody knows who led it' : `Led ${leaderInWords(ledBy)}`]
}

function leaderInWords(who: string): string {
  if (who === 'together') return 'together'
  return `by ${{ person: 'the person', family: 'the family', worker: 'a worker', service: 'a service', rule: 'a rule' }[who] ?? inWords(who)}`
}

function basisOf({ basis }: Entry): string[] {
  const bases: Record<string, string> = { seen: 'Seen by whoever wrote it down', told: 'Told by another', record: 'From a record' }
  return basis && bases[basis] ? [bases[basis]] : []
}

function settingOf({ setting }: Entry): Line[] {
  if (!setting) return []
  const { where, withWhom = [], whatWasHappening, howIFelt } = setting
  const place = [where && inWords(where), withWhom.length > 0 && `with ${withWhom.map(inWords).join(', ')}`].filter(Boolean).join(', ')
  return [
    ...(place === '' ? [] : [{ name: 'Where', says: place }]),
    ...(whatWasHappening === undefined ? [] : [{ name: 'What was going on', says: quoted(whatWasHappening) }]),
    ...(howIFelt === undefined ? [] : [{ name: 'How the worker felt', says: quoted(howIFelt) }]),
  ]
}

function isWords(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'text' in value)
}

function isService(value: unknown): value is { sector: string; organisation?: string } {
  return typeof value === 'object' && value !== null && 'sector' in value
}

function isOfScheme(value: unknown): value is { scheme: string; code: string } {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'code' in value
}
