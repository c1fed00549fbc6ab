import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 } from 'uuid'
import { z } from 'zod'
import { lifeArea } from '../../domain/lists.ts'
import { londonDay } from '../../domain/values.ts'
import { askRoom, show, showProblem } from '../asking.ts'

const Text = z.string().trim().min(1, 'Say it in your own words').max(2_000)

/** Something new, in one's own words. */
const Something = z.object({
  kind: z.enum(['want', 'goal', 'matters', 'strength', 'worry'], 'Choose what it is'),
  lifeArea: z.enum(lifeArea, 'Choose which part of life it is about'),
  words: Text,
})

/** Something about what stands there already. */
const About = z.object({
  entry: z.uuid(),
  what: z.enum(['still-so', 'no-longer-so', 'not-right']),
  words: z.string().trim().max(2_000).default(''),
})

/** How a support fits. */
const Fit = z.object({
  support: z.uuid(),
  fit: z.enum(['fits', 'partly', 'does-not', 'not-sure'], 'Choose how it fits'),
  words: z.string().trim().max(2_000).default(''),
})

/** Saying something: a want, a goal, what matters, how a support fits, that something is still so, is so no longer, or is not right. */
export function say(app: FastifyInstance): void {
  const send = (request: FastifyRequest, entry: object) =>
    askRoom(app, request, '/me/entries', { send: { entries: [{ id: v7(), ...entry }] } })
  const guarded = { schema: { hide: true }, preHandler: app.csrfProtection }

  app.get('/say', { schema: { hide: true } }, (request, reply) =>
    show(request, reply, 'me/say.njk', { lifeAreas: lifeArea, said: request.query }),
  )

  app.post('/say', guarded, async (request, reply) => {
    const asked = Something.safeParse(request.body)
    if (!asked.success) return again(request, reply, 'me/say.njk', asked.error, { lifeAreas: lifeArea, said: request.body })
    const answer = await send(request, newEntry(asked.data))
    return answer.status < 300 ? reply.redirect('/my-story?done=said') : showProblem(request, reply, answer)
  })

  app.get('/about/:entry', { schema: { hide: true } }, (request, reply) =>
    show(request, reply, 'me/about.njk', { entry: (request.params as { entry: string }).entry, ...(request.query as object) }),
  )

  app.post('/about', guarded, async (request, reply) => {
    const asked = About.safeParse(request.body)
    if (!asked.success || (asked.data.what === 'not-right' && asked.data.words === '')) {
      const error = asked.success
        ? new z.ZodError([{ code: 'custom', path: ['words'], message: 'Say what is not right', input: '' }])
        : asked.error
      return again(request, reply, 'me/about.njk', error, request.body as object)
    }
    const answer = await send(request, entryAbout(asked.data))
    return answer.status < 300 ? reply.redirect('/my-story?done=said') : showProblem(request, reply, answer)
  })

  app.post('/fit', guarded, async (request, reply) => {
    const asked = Fit.safeParse(request.body)
    if (!asked.success)
      return showProblem(request, reply, {
        status: 400,
        body: { title: 'Choose how it fits', detail: 'Go back and choose one of the answers.' },
      })
    const { support, fit, words } = asked.data
    const answer = await send(request, {
      type: 'SupportFitRated',
      happened: today(),
      facts: { support, fit },
      words: words === '' ? {} : { why: words },
    })
    return answer.status < 300 ? reply.redirect('/my-story?done=said') : showProblem(request, reply, answer)
  })
}

function today(): { from: string } {
  return { from: londonDay(new Date()) }
}

function newEntry({ kind, lifeArea, words }: z.infer<typeof Something>): object {
  const own = { text: words, quote: true }
  if (kind === 'want') return { type: 'WantVoiced', happened: today(), facts: { want: v7(), lifeArea }, words: { want: own } }
  if (kind === 'goal')
    return {
      type: 'GoalVoiced',
      happened: today(),
      facts: { goal: v7(), lifeArea, whose: 'person', towards: 'change' },
      words: { goal: own },
    }
  if (kind === 'matters') return { type: 'WhatMattersNamed', happened: today(), facts: { lifeArea }, words: { what: own } }
  if (kind === 'strength') return { type: 'StrengthNamed', happened: today(), facts: { lifeArea }, words: { strength: own } }
  return { type: 'WorryVoiced', happened: today(), facts: { lifeArea }, words: { worry: own } }
}

function entryAbout({ entry, what, words }: z.infer<typeof About>): object {
  if (what === 'still-so') return { type: 'StillSo', happened: today(), facts: { entry }, words: words === '' ? {} : { words } }
  if (what === 'no-longer-so')
    return { type: 'NoLongerSo', happened: today(), facts: { entry, why: 'changed' }, words: words === '' ? {} : { about: words } }
  return { type: 'EntryDisputed', facts: { entry, asks: 'show-mine', meanwhile: 'use' }, words: { words } }
}

/** The same form, with what was said and what is missing. */
function again(request: FastifyRequest, reply: FastifyReply, template: string, error: z.ZodError, context: object): FastifyReply {
  const errors = Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0]), message]))
  return show(request, reply.code(400), template, { ...context, errors })
}
