import { v5 } from 'uuid'
import { z } from 'zod'
import { lifeArea } from '../../domain/lists.ts'
import { EntryId, Id } from '../../domain/values.ts'
import { errorsIn } from '../errors.ts'

/** What somebody typed, as the form sends it. */
export type Form = Readonly<Record<string, unknown>>
/** What a form says: an entry, ready to be sent; or what is missing, by field. */
export type Said = { entry: object } | { errors: Record<string, string> }

/** What is known besides what was typed: whether it is one's own story, and the day it is. */
export interface Saying {
  isOwn: boolean
  today: string
}

/** What somebody who acts for a person may be to them. */
export const speakers = { family: 'Family', friend: 'A friend', advocate: 'An advocate' } as const

/** How a support fits, as the page says it. */
export const fits = { fits: 'It fits', partly: 'It fits in part', 'does-not': 'It does not fit', 'not-sure': 'Not sure' } as const

const Words = z.string('Say it in your own words').trim().max(2_000, 'Say it in 2,000 letters at most')
const Text = Words.min(1, 'Say it in your own words')

const IdOrNone = z.preprocess((value) => (value === '' ? undefined : value), Id.optional())

const Something = z.object({
  id: EntryId,
  kind: z.enum(['want', 'goal', 'matters', 'strength', 'worry'], 'Choose what it is'),
  lifeArea: z.enum(lifeArea, 'Choose which part of life it is about'),
  words: Text,
})
const About = z.object({
  id: EntryId,
  entry: Id,
  what: z.enum(['still-so', 'no-longer-so', 'not-right'], 'Choose one'),
  words: Words.default(''),
  goal: IdOrNone,
  want: IdOrNone,
})
const Fit = z.object({
  id: EntryId,
  support: Id,
  fit: z.enum(Object.keys(fits) as (keyof typeof fits)[], 'Choose how it fits'),
  words: Words.default(''),
})
const Speaker = z.object({
  speaker: z.enum(Object.keys(speakers) as (keyof typeof speakers)[], 'Choose who you are to them'),
  speakerName: z.string('Say your name').trim().min(1, 'Say your name').max(200, 'Say it in 200 letters at most'),
})
type Speaker = z.infer<typeof Speaker>

/** Something new: a want, a goal, what matters, a strength, a worry. */
export function somethingIn(form: Form, saying: Saying): Said {
  return said(Something, form, saying, ({ id, kind, lifeArea, words }, speaker) => {
    const own = { text: words, quote: true }
    // The same form again is about the same thing.
    const thing = v5(kind, id)
    switch (kind) {
      case 'want':
        return { type: 'WantVoiced', facts: { want: thing, lifeArea }, words: { want: own } }
      case 'goal':
        return { type: 'GoalVoiced', facts: { goal: thing, lifeArea, whose: whoseGoal(speaker), towards: 'change' }, words: { goal: own } }
      case 'matters':
        return { type: 'WhatMattersNamed', facts: { lifeArea }, words: { what: own } }
      case 'strength':
        return { type: 'StrengthNamed', facts: { lifeArea }, words: { strength: own } }
      case 'worry':
        return { type: 'WorryVoiced', facts: { lifeArea }, words: { worry: own } }
    }
  })
}

/** About what stands there already: that it is still so, is so no longer (a goal or a want is then let go of), or is not right. */
export function aboutIn(form: Form, saying: Saying): Said {
  const isSilent = form.what === 'not-right' && String(form.words ?? '').trim() === ''
  const found = said(About, form, saying, ({ entry, what, words, goal, want }) => {
    const about = words === '' ? {} : { about: words }
    // Nobody who acts for a person is taken to know who led it.
    const letGo = { ledBy: saying.isOwn ? 'person' : 'unknown', words: about }
    if (what === 'no-longer-so' && goal !== undefined) return { type: 'GoalLetGo', facts: { goal, why: 'no-longer-matters' }, ...letGo }
    if (what === 'no-longer-so' && want !== undefined) return { type: 'WantLetGo', facts: { want, why: 'no-longer-matters' }, ...letGo }
    if (what === 'still-so') return { type: 'StillSo', facts: { entry }, words: words === '' ? {} : { words } }
    if (what === 'no-longer-so') return { type: 'NoLongerSo', facts: { entry, why: 'changed' }, words: about }
    return { type: 'EntryDisputed', happened: undefined, facts: { entry, asks: 'show-mine', meanwhile: 'use' }, words: { words } }
  })
  return isSilent ? { errors: { ...('errors' in found && found.errors), words: 'Say what is not right' } } : found
}

/** How a support fits. */
export function fitIn(form: Form, saying: Saying): Said {
  return said(Fit, form, saying, ({ support, fit, words }) => ({
    type: 'SupportFitRated',
    facts: { support, fit },
    words: words === '' ? {} : { why: words },
  }))
}

function said<T extends { id: string }>(
  shape: z.ZodType<T>,
  form: Form,
  { isOwn, today }: Saying,
  tell: (read: T, speaker?: Speaker) => object,
): Said {
  const read = shape.safeParse(form)
  const by = isOwn ? undefined : Speaker.safeParse(form)
  // In the order in which the page asks.
  const errors = { ...errorsIn(by?.error), ...errorsIn(read.error) }
  if (!read.success || (by && !by.success)) return { errors }
  const saidBy = by ? { who: by.data.speaker, name: by.data.speakerName } : { who: 'person' }
  return { entry: { id: read.data.id, happened: { from: today }, saidBy, ...tell(read.data, by?.data) } }
}

/** An advocate says what the person would: the goal is the person's. */
function whoseGoal(speaker: Speaker | undefined): string {
  return speaker === undefined || speaker.speaker === 'advocate' ? 'person' : 'family'
}
