import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Entry } from '../../domain/catalogue.ts'
import { kinds } from '../../domain/catalogue.ts'
import { type AnyEntry, type Recorded, SaidBy } from '../../domain/entry.ts'
import { Refusal } from '../../domain/refusal.ts'
import { perform } from '../../perform.ts'
import { Problem, ProblemAnswer } from '../problems.ts'
import { mustReach } from '../reach.ts'
import { toWriteOn } from '../reading.ts'
import { byOf, type Who, whoOf } from '../who.ts'
import { answerWritten, revisionIn, WriteHeaders, Written, writeOf } from '../write.ts'
import type { MeNeeds } from './room.ts'
import { For, whoseStory } from './whose.ts'

/** What a person can say themself: who they are, what they want, where they are heading, how help fits, who may see it, and that something is not so. */
export const mine = [
  ...[
    'NameChosen',
    'SelfDescribed',
    'WhatMattersNamed',
    'StrengthNamed',
    'AspectSeen',
    'WorryVoiced',
    'TurningPointNamed',
    'StillSo',
    'NoLongerSo',
  ],
  ...['WantVoiced', 'WantMet', 'WantUnmet', 'WantLetGo', 'CompromiseLookedAt'],
  ...[
    'GoalVoiced',
    'GoalReworded',
    'GoalProgressed',
    'GoalPaused',
    'GoalPickedUpAgain',
    'GoalReached',
    'GoalLetGo',
    'StepAgreed',
    'StepTaken',
    'StepLetGo',
  ],
  ...['SupportFitRated', 'SharingAgreed', 'SharingWithdrawn', 'EntryDisputed', 'EntryCorrected', 'EntryWithdrawn'],
] as const

/** What only the person themself says: nobody who acts for them decides who they are, nor who sees their story. */
export const mineAlone: readonly string[] = ['NameChosen', 'SelfDescribed', 'SharingAgreed', 'SharingWithdrawn']

const asked = kinds
  .filter(({ type }) => (mine as readonly string[]).includes(type))
  .map(({ asked }) => (asked as (typeof kinds)[number]['asked']).omit({ heldBack: true }).extend({ saidBy: SaidBy.optional() }))
type Asked = (typeof asked)[number]

/** What a person writes down at once. */
export const WriteOfMine = writeOf(z.discriminatedUnion('type', asked as [Asked, ...Asked[]]))

/** What a person writes down of themself, or somebody who acts for them. */
export function entries(room: FastifyInstance, needs: MeNeeds): void {
  room.withTypeProvider<ZodTypeProvider>().post(
    '/entries',
    {
      schema: {
        summary: 'Say something',
        description:
          'Said by the person: `saidBy` may be left out. Whoever acts for them says in `saidBy` who they are, family, friend or advocate, by name. Only what one wrote oneself is corrected or withdrawn; of anything else it can be said that it is not so (`EntryDisputed`).',
        tags: ['person'],
        querystring: For,
        headers: WriteHeaders,
        body: WriteOfMine,
        response: { 200: Written, 201: Written, '4xx': ProblemAnswer, 503: ProblemAnswer },
      },
    },
    async (request, reply) => {
      const who = whoOf(request)
      const person = whoseStory(request, request.query.for)
      const isOwn = who.person === person
      const performed = await perform(needs, {
        person,
        by: byOf(who),
        entries: request.body.entries.map((entry, i) => saidBy(entry as Entry, i, isOwn)),
        writtenAt: request.body.writtenAt,
        ifMatch: revisionIn(request.headers),
        reach: (story, entries) => {
          const reach = mustReach(who, needs, person, story)
          const seen = toWriteOn(needs, who, story, reach, entries)
          for (const entry of entries) mayBeSaid(seen, entry, who, isOwn)
          return seen
        },
      })
      return answerWritten(reply, performed)
    },
  )
}

/** Whose words they are. Throws a 400 where somebody else is said to have spoken than may here, also where a correction would say so. */
function saidBy(entry: Entry, i: number, isOwn: boolean): Entry {
  const { who, name, how } = entry.saidBy ?? {}
  const path = `entries.${i}`
  if (entry.type === 'EntryCorrected') speakerStays(entry, path, isOwn)
  if (isOwn) {
    if (who !== undefined) mustSpeak(who, `${path}.saidBy`, isOwn)
    return { ...entry, saidBy: { who: 'person', ...(name !== undefined && { name }), ...(how !== undefined && { how }) } } as Entry
  }
  mustSpeak(who, `${path}.saidBy`, isOwn)
  if (name === undefined) throw wrong(`${path}.saidBy`, 'say by name who acts for the person')
  return entry
}

function speakerStays({ facts, words }: Extract<Entry, { type: 'EntryCorrected' }>, path: string, isOwn: boolean): void {
  if (facts.saidBy === null) mustSpeak(null, `${path}.facts.saidBy`, isOwn)
  if (facts.saidBy?.who !== undefined) mustSpeak(facts.saidBy.who, `${path}.facts.saidBy`, isOwn)
  if (!isOwn && words.saidBy?.name === null) throw wrong(`${path}.words.saidBy`, 'say by name who acts for the person')
}

function mustSpeak(who: unknown, path: string, isOwn: boolean): void {
  if (isOwn && who !== 'person') throw wrong(path, 'in one’s own story it is the person who speaks')
  if (!isOwn && who !== 'family' && who !== 'friend' && who !== 'advocate')
    throw wrong(path, 'family, friend or advocate: whoever acts for the person')
}

function wrong(path: string, message: string): Problem {
  return new Problem(400, 'not-understood', { errors: [{ path, message }] })
}

/** Throws where an entry is not theirs to write. */
function mayBeSaid(story: readonly Recorded<AnyEntry>[], entry: AnyEntry, who: Who, isOwn: boolean): void {
  if (!isOwn && mineAlone.includes(entry.type)) throw new Problem(403, 'not-yours-to-say', { entry: entry.id })
  if (entry.type !== 'EntryCorrected' && entry.type !== 'EntryWithdrawn') return
  const target = story.find(({ id }) => 'entry' in entry.facts && id === entry.facts.entry)
  if (target && (target.record.by.sub !== who.sub || target.record.by.role !== 'person')) {
    const refusal = new Refusal('not-your-own', 'facts.entry')
    refusal.entry = entry.id
    throw refusal
  }
}
