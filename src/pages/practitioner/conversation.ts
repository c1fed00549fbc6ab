import { v5 } from 'uuid'
import { z } from 'zod'
import { lifeArea, saidByWho, where, withWhom } from '../../domain/lists.ts'
import { EntryId, Id } from '../../domain/values.ts'
import { errorsIn } from '../errors.ts'

/** What may have come of a conversation, and how the page says it. */
export const kinds = {
  goal: 'Somewhere they are heading',
  keep: 'Something to keep as it is',
  want: 'Something they want',
  strength: 'Something they are good at',
  matters: 'Something that matters to them',
  worry: 'A worry',
  'goal-goes': 'How a goal is going',
} as const

/** How somebody says that a goal is going. */
export const goings = {
  nearer: 'Nearer',
  holding: 'Holding',
  same: 'The same',
  further: 'Further away',
  different: 'It has become something else',
  'could-not-ask': 'Could not ask',
} as const

/** Whose words they may be. */
export const sayers = saidByWho.filter((who) => who !== 'other')

/** How many things that came of it one page has room for. */
export const blocks = [1, 2, 3] as const

type Form = Readonly<Record<string, unknown>>
type Errors = Record<string, string>

const empty = (value: unknown) => (value === '' ? undefined : value)
const Words = z.string('Say it').trim().max(5_000, 'Say it in 5,000 letters at most').default('')
const Who = z.enum(sayers, 'Choose who said it')

const Held = z.object({
  id: EntryId,
  heard: Words,
  who: Who,
  day: z.iso.date('Say which day it was'),
  where: z.preprocess(empty, z.enum(where).optional()),
  with: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(withWhom)).max(withWhom.length)),
})

const Came = z.object({
  id: EntryId,
  kind: z.enum(Object.keys(kinds) as (keyof typeof kinds)[], 'Choose what it is'),
  words: Words,
  lifeArea: z.preprocess(empty, z.enum(lifeArea, 'Choose which part of life').optional()),
  who: Who,
  goal: z.preprocess(empty, Id.optional()),
  says: z.preprocess(empty, z.enum(Object.keys(goings) as (keyof typeof goings)[]).optional()),
})
type Came = z.infer<typeof Came>

/** What a conversation that was written down on a page says: its entries, ready to be sent as one; or what is missing, by field. */
export function conversationIn(form: Form): { entries: object[]; texts: string[] } | { errors: Errors } {
  const held = Held.safeParse(form)
  const came = blocks.map((n) => ({ n, typed: block(form, n) })).filter(({ typed }) => typed.kind || typed.words?.trim())
  const read = came.map(({ n, typed }) => ({ n, said: Came.safeParse(typed) }))
  const errors = {
    ...(held.success ? {} : errorsIn(held.error)),
    ...Object.assign({}, ...read.map(({ n, said }) => named(said.success ? missingIn(said.data) : errorsIn(said.error), n))),
  }
  if (held.success && held.data.heard === '' && came.length === 0) errors.heard = 'Say what was heard, or what came of it'
  if (!held.success || Object.keys(errors).length > 0) return { errors }
  const { id, heard, who, day, where, with: withThem } = held.data
  const all = read.flatMap(({ said }) => (said.success ? [said.data] : []))
  const conversation = {
    id,
    type: 'ConversationHeld',
    happened: { from: day },
    ...(heard !== '' && { saidBy: { who } }),
    facts: { ...(where && { where }), ...(withThem.length > 0 && { with: withThem }) },
    words: heard === '' ? {} : { heard: theirs(heard, who) },
  }
  return {
    entries: [
      conversation,
      ...all.map((each) => ({ id: each.id, happened: { from: day }, saidBy: { who: each.who }, partOf: id, ...tells(each) })),
    ],
    texts: [heard, ...all.map(({ words }) => words)],
  }
}

/** The field of the page that an entry was typed in. */
export function fieldOf(form: Form, entry: unknown): string {
  const n = blocks.find((each) => entry !== undefined && form[`id-${each}`] === entry)
  return n === undefined ? 'heard' : `kind-${n}`
}

function block(form: Form, n: number): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (name.endsWith(`-${n}`) ? [[name.slice(0, -2), String(value)]] : [])),
  )
}

/** What this kind of thing says besides. */
function missingIn({ kind, words, lifeArea, goal, says }: Came): Errors {
  if (kind === 'goal-goes')
    return { ...(goal === undefined && { goal: 'Choose which goal' }), ...(says === undefined && { says: 'Choose how it is going' }) }
  return {
    ...(lifeArea === undefined && { lifeArea: 'Choose which part of life' }),
    ...(words === '' && { words: 'Say it in their words' }),
  }
}

function tells({ id, kind, words: said, lifeArea, who, goal, says }: Came): object {
  const words = theirs(said, who)
  // The same form again is about the same thing.
  const thing = v5(kind, id)
  switch (kind) {
    case 'goal':
    case 'keep':
      return {
        type: 'GoalVoiced',
        facts: { goal: thing, lifeArea, whose: whoseGoal(who), towards: kind === 'keep' ? 'keep' : 'change' },
        words: { goal: words },
      }
    case 'want':
      return { type: 'WantVoiced', facts: { want: thing, lifeArea }, words: { want: words } }
    case 'strength':
      return { type: 'StrengthNamed', facts: { lifeArea }, words: { strength: words } }
    case 'matters':
      return { type: 'WhatMattersNamed', facts: { lifeArea }, words: { what: words } }
    case 'worry':
      return { type: 'WorryVoiced', facts: { lifeArea }, words: { worry: words } }
    case 'goal-goes':
      return { type: 'GoalProgressed', facts: { goal, says }, words: said === '' ? {} : { how: words } }
  }
}

/** An advocate says what the person would: the goal is the person's. */
function whoseGoal(who: Came['who']): string {
  if (who === 'person' || who === 'advocate') return 'person'
  return who === 'worker' ? 'worker-for-them' : 'family'
}

/** Somebody's words as they said them; a worker's are told, not quoted. */
function theirs(text: string, who: Came['who']): object {
  return who === 'worker' ? { text } : { text, quote: true }
}

function named(errors: Errors, n: number): Errors {
  return Object.fromEntries(Object.entries(errors).map(([name, message]) => [`${name}-${n}`, message]))
}
