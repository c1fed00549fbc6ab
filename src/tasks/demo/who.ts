import type { Id } from '../../domain/values.ts'
import { type Chance, chance } from './chance.ts'
import { firstNames, lastNames, petNames } from './names.ts'
import { type Passion, passions } from './passions.ts'
import { wards } from './places.ts'
import { type Voice, voiceOf } from './voice.ts'
import type { Pronouns } from './words.ts'

/** What somebody close is to a person. */
export type Relation = keyof typeof relations
const relations = {
  mum: { tie: 'parent', pronouns: 'she', years: -27 },
  dad: { tie: 'parent', pronouns: 'he', years: -29 },
  nan: { tie: 'relative', pronouns: 'she', years: -52 },
  sister: { tie: 'sibling', pronouns: 'she', years: 3 },
  brother: { tie: 'sibling', pronouns: 'he', years: -4 },
  auntie: { tie: 'relative', pronouns: 'she', years: -22 },
  cousin: { tie: 'relative', pronouns: 'she', years: 2 },
  daughter: { tie: 'child', pronouns: 'she', years: 26 },
  son: { tie: 'child', pronouns: 'he', years: 28 },
  niece: { tie: 'relative', pronouns: 'she', years: 30 },
} as const

export interface Close {
  name: string
  pronouns: 'she' | 'he'
  relation: string
  tie: (typeof relations)[Relation]['tie'] | 'friend'
}

/** The first language of somebody; `bfi` is British Sign Language, `none` means that they say what they say without words. */
export type Tongue = 'en' | 'cy' | 'ur' | 'pl' | 'bfi' | 'none'

/** Somebody made up: all that stays the same through their story. */
export interface Who {
  index: number
  person: Id
  first: string
  last: string
  called: string
  pronouns: Pronouns
  birthYear: number
  ward: (typeof wards)[number]
  household: Id
  voice: Voice
  tongue: Tongue
  passion: Passion
  kin: Close
  friend: Close
  /** Somebody they were with for long, and who died. */
  lost: string
  pet: { name: string; animal: 'dog' | 'cat' | 'budgie' }
  /** Where two stories belong together: the other one, and what will happen in the life of the one who is cared for. */
  pair?: { other?: Id; as: 'cared-for' | 'carer'; moves?: number; dies?: number }
}

/** What a story asks of the one it is told about. */
export interface Casting {
  ages: readonly [number, number]
  kin: readonly Relation[]
  tongue?: Tongue
  gentle?: boolean
  pronouns?: Pronouns
}

const tongues: readonly { tongue: Tongue; first: RegExp; last: readonly string[] }[] = [
  {
    tongue: 'cy',
    first: /^(Olwen|Dilys|Gwen|Glenys|Megan|Siân|Lowri|Cerys|Emrys|Idris|Gwilym|Dai|Rhys|Gareth|Owain|Iwan)$/,
    last: ['Bevan', 'Parry', 'Prosser', 'Morgan'],
  },
  {
    tongue: 'ur',
    first: /^(Rashida|Nasreen|Shabana|Farah|Aisha|Safa|Zara|Yusuf|Imran|Adeel|Bilal|Zain|Hamza)$/,
    last: ['Ahmed', 'Hussain', 'Iqbal', 'Mahmood', 'Shah'],
  },
  { tongue: 'pl', first: /^(Ewa|Magda|Marek|Tomasz)$/, last: ['Kowalski', 'Zielinski'] },
]

/** Somebody for a story, the same for the same seed and number. `year` is the year in which the story begins. */
export function cast(seed: string | number, index: number, year: number, { ages, kin, tongue, gentle, pronouns }: Casting): Who {
  const chances = chance(seed, index, 'who')
  const age = chances.int(ages[0], ages[1])
  const birthYear = year - age
  const thrown = pronouns ?? (chances.maybe(0.5) ? 'she' : 'he')
  const said: Pronouns = pronouns === undefined && age < 45 && chances.maybe(0.04) ? 'they' : thrown
  const first = nameFor(said, birthYear, chances)
  const spoken = tongue ?? (chances.maybe(0.8) ? tongues.find((other) => other.first.test(first))?.tongue : undefined) ?? 'en'
  const last = chances.one(tongues.find((other) => other.tongue === spoken)?.last ?? lastNames)
  const taken = new Set([first])
  const closest = closeTo(chances.one(kin.filter((relation) => canBe(relation, age))), birthYear, taken, spoken, chances)
  const friendIs = chances.maybe(0.5) ? 'she' : 'he'
  return {
    index,
    person: personIn(seed, index),
    first,
    last,
    called: first,
    pronouns: said,
    birthYear,
    ward: chances.one(wards),
    household: chances.uuid(),
    voice: voiceOf(age, chances),
    tongue: spoken,
    passion: chances.one(passions.filter((passion) => suits(passion, age, spoken, gentle ?? age > 80))),
    kin: closest,
    friend: { name: newName(friendIs, birthYear, taken, 'en', chances), pronouns: friendIs, relation: 'friend', tie: 'friend' },
    lost: newName(said === 'he' ? 'she' : 'he', birthYear, taken, spoken, chances),
    pet: { name: chances.one(petNames), animal: chances.one(['dog', 'dog', 'cat', 'budgie'] as const) },
  }
}

/** Whether somebody of that age is likely to have one: a mother still, or a grown daughter. */
function canBe(relation: Relation, age: number): boolean {
  if (relation === 'nan') return age <= 36
  if (relation === 'mum' || relation === 'dad') return age <= 58
  return !['daughter', 'son', 'niece'].includes(relation) || age >= 44
}

/** The person of that number. */
export function personIn(seed: string | number, index: number): Id {
  return chance(seed, index, 'person').uuid()
}

function suits(passion: Passion, age: number, tongue: Tongue, gentle: boolean): boolean {
  if (tongue === 'ur' && ['flowers', 'choir', 'darts', 'quiz'].includes(passion.key)) return false
  if (age < passion.ages[0] || age > passion.ages[1]) return false
  return !(gentle && !passion.gentle) && !(tongue === 'bfi' && passion.sound)
}

function closeTo(relation: Relation, birthYear: number, taken: Set<string>, tongue: Tongue, chances: Chance): Close {
  const { tie, pronouns, years } = relations[relation]
  return { name: newName(pronouns, birthYear + years, taken, tongue, chances), pronouns, relation, tie }
}

/** A name that nobody in this story has yet; in a family of another language, one of that language where there is one. */
function newName(pronouns: 'she' | 'he', birthYear: number, taken: Set<string>, tongue: Tongue, chances: Chance): string {
  const names = firstNames(birthYear)[pronouns].filter((name) => !taken.has(name))
  const own = tongues.find((other) => other.tongue === tongue)
  const fitting = names.filter((name) => (own ? own.first.test(name) : !tongues.some((other) => other.first.test(name))))
  const name = chances.one(fitting.length > 0 ? fitting : names)
  taken.add(name)
  return name
}

function nameFor(pronouns: Pronouns, birthYear: number, chances: Chance): string {
  const names = firstNames(birthYear)
  return chances.one(pronouns === 'they' ? [...names.she, ...names.he] : names[pronouns])
}
