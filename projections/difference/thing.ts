import type { AnyEntry, Retold } from '../../src/domain/entry.ts'
import type { Id } from '../../src/domain/values.ts'

/** Every kind of thing that can differ between two looks at a person, in the order they are told in. */
export const items = [
  'met',
  'name',
  'how-to-reach',
  'described',
  'area',
  'home',
  'stage',
  'death',
  'circle-member',
  'conversation',
  'what-matters',
  'strength',
  'aspect',
  'worry',
  'label',
  'turning-point',
  'goal',
  'step',
  'want',
  'compromise',
  'possibility',
  'support',
  'worker',
] as const
export type Item = (typeof items)[number]

export type Fields = Readonly<Record<string, unknown>>

/** One thing of a profile, with what of it a reader would call its words, how it stands and goes, and what was said of it over time. */
export interface Thing {
  item: Item
  /** Its own id, or that of the entry it was told with. */
  id?: Id | undefined
  /** There is only ever one of it, whichever entry tells it. */
  only?: true
  /** Whether it is so. What is over (ended, left, let go, closed, no longer so) can be told of all the same. */
  there: boolean
  /** Whether it is only planned so far. */
  planned: boolean
  words: unknown
  state: unknown
  goes: unknown
  history: ReadonlyMap<Id, Said>
  /** Whose words they are, who led it, and since when. */
  told: unknown
  /** All else that a profile says of it. */
  rest: unknown
  /** Which entries make it come, go or be another one, besides those that it rests on. */
  concerns?: (entry: Retold<AnyEntry>) => boolean
  /** As the profile has it. */
  shown: Fields
}

/** Something said of a thing; `shown` are those of its fields that the thing's words, or how it stands and goes, show already. */
export interface Said {
  said: object
  shown: readonly string[]
}

/** How a thing is taken apart: which fields are its words, how it stands and how it goes, and which hold what was said of it over time. */
interface Parts {
  id?: Id
  only?: true
  there: boolean
  planned?: boolean
  words?: readonly string[]
  state?: readonly string[]
  goes?: readonly string[]
  /** How it goes by what was said of it last. */
  saidLast?: unknown
  history?: Readonly<Record<string, readonly Said[]>>
  concerns?: Thing['concerns']
}

const tells = ['saidBy', 'toldBy', 'ledBy', 'since']
const heard = ['entries', 'lastHeard', 'about']

/** Takes a thing of a profile apart. */
export function thing(item: Item, of: object, parts: Parts): Thing {
  const { id, only, there, planned = false, words = [], state = [], goes = [], saidLast, history = {}, concerns } = parts
  const shown = of as Fields
  const sayings = Object.values(history).flat()
  return {
    item,
    id: id ?? (shown.entries as Id[] | undefined)?.[0],
    ...(only && { only }),
    there,
    planned,
    words: picked(shown, words),
    state: picked(shown, state),
    goes: [picked(shown, goes), saidLast],
    history: new Map(sayings.map((each) => [(each.said as { entry: Id }).entry, each])),
    told: picked(shown, tells),
    rest: without(shown, [...tells, ...heard, ...words, ...state, ...goes, ...Object.keys(history)]),
    ...(concerns && { concerns }),
    shown,
  }
}

/** Every entry that a thing rests on, wherever it is named. */
export function entriesOf(value: unknown, found = new Set<Id>()): Set<Id> {
  if (typeof value !== 'object' || value === null) return found
  for (const [field, inner] of Object.entries(value)) {
    if (field === 'entry' && typeof inner === 'string') found.add(inner)
    else if (field === 'entries' && Array.isArray(inner)) for (const id of inner) found.add(id)
    else entriesOf(inner, found)
  }
  return found
}

function picked(of: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, of[field]]))
}

export function without(of: object, fields: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(of).filter(([field]) => !fields.includes(field)))
}

/** Whether two values say the same; a field that is left out is the same as one with nothing in it. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]))
  const [left, right] = [a as Fields, b as Fields]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((field) => same(left[field], right[field]))
}
