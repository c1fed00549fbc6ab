import { type Entry, kinds } from '../../domain/catalogue.ts'
import type { Day, Happened, Id } from '../../domain/values.ts'
import type { LedBy, Line, SaidByWho, Setting } from './kinds.ts'
import { type Life, saidBy, wordsOf } from './teller.ts'

type Kind = Entry['type']
type Of<T extends Kind> = Extract<Entry, { type: T }>

/** What an entry can say besides its facts and words. */
export interface More {
  by?: SaidByWho
  led?: LedBy
  /** When it was so, where that is not the day of the scene. */
  when?: Happened
  setting?: Setting
  basis?: Entry['basis']
  because?: Id[]
  heldBack?: NonNullable<Entry['heldBack']>
  /** Words that were said before, and are not said anew. */
  asTheyAre?: object
}

/** Some things that are written down together: each adds one entry, and gives its id. */
export interface Scene {
  life: Life
  day: Day
  /** When it is written down. */
  at: number
  /** An id of the time of this scene, for a goal, a want, a support … */
  id(): Id
  /** Any entry. Said by the person where somebody must have said it, unless `by` says otherwise. */
  put<T extends Kind>(type: T, facts: Of<T>['facts'], words?: Record<string, Line | undefined>, more?: More): Id
  entries: Entry[]
}

/** The kinds of entry that must carry this: they cannot be asked for without. */
function kindsThatNeed(part: 'saidBy' | 'ledBy' | 'happened'): ReadonlySet<string> {
  return new Set(kinds.filter((kind) => !kind.asked.shape[part].safeParse(undefined).success).map((kind) => kind.type))
}
/** Words that are a name for a thing, and are said as they are: a goal, a want, what matters. */
const plain: ReadonlySet<string> = new Set(['goal', 'want', 'step', 'WhatMattersNamed', 'StrengthNamed', 'SelfDescribed'])

const mustBeSaid = kindsThatNeed('saidBy')
const mustBeLed = kindsThatNeed('ledBy')
const mustHaveHappened = kindsThatNeed('happened')

export function sceneOf(life: Life, day: Day, at: number): Scene {
  const scene: Scene = {
    ...{ life, day, at, entries: [] },
    id: () => life.chance.uuidAt(at - life.chance.int(1_000, 900_000)),
    put(type, facts, words = {}, more = {}) {
      const id = scene.id()
      const said = mustBeSaid.has(type)
      const who = more.by ?? (said ? 'person' : 'worker')
      const told = Object.entries(words).flatMap(([key, line]) =>
        line === undefined ? [] : [[key, type === 'NameChosen' ? line : wordsOf(life, who, line, plain.has(key) || plain.has(type))]],
      )
      const entry = {
        ...{ id, type },
        ...(mustHaveHappened.has(type) || more.when ? { happened: more.when ?? { from: day } } : {}),
        ...(said || more.by ? { saidBy: saidBy(life, who, day) } : {}),
        ...(mustBeLed.has(type) || more.led ? { ledBy: more.led ?? 'person' } : {}),
        ...(more.basis ? { basis: more.basis } : {}),
        ...(more.setting ? { setting: more.setting } : {}),
        ...(more.because ? { because: more.because } : {}),
        ...(more.heldBack ? { heldBack: more.heldBack } : {}),
        ...{ facts: present(facts), words: { ...Object.fromEntries(told), ...more.asTheyAre } },
      }
      scene.entries.push(entry as unknown as Entry)
      return id
    },
  }
  return scene
}

/** Without what was left open. */
function present<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T
}
