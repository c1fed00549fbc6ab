import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { profileIn } from '../../projections/profile.ts'
import { type HeldBackNow, heldBackOn, isOfAccess } from '../domain/access.ts'
import type { AnyEntry, Recorded } from '../domain/entry.ts'
import { lineOf } from '../domain/journey.ts'
import { howMany, leaveOut } from '../domain/leaving-out.ts'
import { heldBackGround } from '../domain/lists.ts'
import { retell, retellAll } from '../domain/retelling.ts'
import { agreedIn } from '../domain/shared-parts.ts'
import { type Id, londonDay } from '../domain/values.ts'
import { personStream } from '../store/event-store.ts'
import type { Looks } from '../store/looks.ts'
import { everythingPage } from './everything-page.ts'
import { looksKept } from './looking.ts'
import { withNames } from './people-in-words.ts'
import { outOfReach } from './reach.ts'
import { type Reading, read } from './reading.ts'
import { whoOf } from './who.ts'
import { allLooks, LookShown, shownLook } from './who-looked.ts'

/** Everything that is held about a person, on the wire. */
export const Everything = z
  .object({
    person: z.string(),
    name: z.string().optional(),
    madeAt: z.string(),
    entries: z
      .array(z.looseObject({ id: z.string(), type: z.string() }))
      .describe('All that was written down, in order of life, on both clocks, with how it was first told, what put it right, and disputes'),
    sharing: z.array(z.looseObject({ sharing: z.string(), holds: z.boolean() })),
    opened: z
      .array(z.looseObject({ entry: z.string(), type: z.string(), at: z.string() }))
      .describe('To whom the story was opened, and why'),
    heldBack: z
      .array(z.object({ ground: z.enum(heldBackGround), entries: z.number().int(), which: z.array(z.looseObject({})).optional() }))
      .describe('How much is held back for a while, by ground, where that may be said; which it is, and until when, for a steward alone'),
    whoLooked: z.array(LookShown).describe('Newest first'),
  })
  .describe('One bundle; as a page to read with `Accept: text/html`')
export type Everything = z.infer<typeof Everything>

interface Needs extends Reading {
  looks: Looks
  people: Parameters<typeof withNames>[0]['people']
}

/**
 * Everything that is held about a person, for themself or for a steward who answers them (UK GDPR, article 15), with what workers thought for themselves. Of what is held back the
 * person is told how much, by ground, but nothing of what is held back for safeguarding. Who acts for them on some parts of life alone is not given it.
 */
export async function everythingOf(needs: Needs, request: FastifyRequest, person: Id, shown: { names: boolean }): Promise<Everything> {
  const readable = await read(needs, request, person, 'everything')
  if (readable.parts !== 'all') outOfReach()
  const isSteward = whoOf(request).as === 'steward'
  const today = londonDay(needs.clock())
  const whole = await needs.record.read(personStream(person), { words: false })
  const held = heldBackOn(whole, today)
  const story = await readable.open(undefined, { reflections: true })
  const told = retell(story)
  const agreed = new Set(agreedIn(retell(story, { notUsed: true }), today).map(({ sharing }) => sharing))
  const lines = retellAll(story).map((line) => ({
    ...lineOf(line, line.standing),
    ...(isSteward && held.has(line.id) && { heldBack: held.get(line.id) }),
  }))
  // This look is one of them.
  await looksKept(request)
  const looks = await allLooks(needs.looks, person, isSteward ? new Set() : new Set(held.keys()))
  const name = profileIn(told).name?.name
  return withNames(needs, request, {
    person,
    ...(name !== undefined && { name: typeof name === 'string' ? name : name.text }),
    madeAt: needs.clock().toISOString(),
    entries: lines as unknown as Everything['entries'],
    sharing: story.flatMap(({ type, facts, happened, record }) =>
      type === 'SharingAgreed' && 'sharing' in facts
        ? [{ ...facts, sharing: String(facts.sharing), agreed: happened, recordedAt: record.at, holds: agreed.has(String(facts.sharing)) }]
        : [],
    ),
    opened: story.filter(isOfAccess).flatMap((entry) => (isSteward || !isAboutHoldingBack(entry) ? [openingOf(entry, isSteward)] : [])),
    heldBack: heldBackGround.flatMap((ground) => {
      if (ground === 'safeguarding' && !isSteward) return []
      const ids = groundsOf(held, ground)
      const which = [...held].filter(([id]) => ids.has(id)).map(([entry, { until }]) => ({ entry, until }))
      if (ids.size === 0) return []
      const unsaid = isSteward ? new Set<Id>() : leaveOut(whole, groundsOf(held, 'safeguarding')).leftOut
      const leftOut = new Set([...leaveOut(whole, ids).leftOut].filter((id) => !unsaid.has(id)))
      return [{ ground, entries: howMany(whole, leftOut), ...(isSteward && { which }) }]
    }),
    whoLooked: looks.map((look) => shownLook(look, { names: shown.names || isSteward, subs: isSteward })),
  })
}

/** What is held back on one ground. */
function groundsOf(held: ReadonlyMap<Id, HeldBackNow>, ground: HeldBackNow['ground']): Set<Id> {
  return new Set([...held].filter(([, each]) => each.ground === ground).map(([id]) => id))
}

/** As a page to read where that is what was asked for, else as JSON. */
export function sendEverything(request: FastifyRequest, reply: FastifyReply, everything: Everything): FastifyReply | Everything {
  if (!/\btext\/html\b/.test(request.headers.accept ?? '')) return everything
  return reply
    .type('text/html; charset=utf-8')
    .serializer((page: string) => page)
    .send(everythingPage(everything))
}

function isAboutHoldingBack({ type }: AnyEntry): boolean {
  return type === 'HoldBackConfirmed' || type === 'HoldBackLifted'
}

function openingOf({ id, type, facts, words, record: { at, by } }: Recorded<AnyEntry>, isSteward: boolean) {
  const { sub: _, ...role } = by
  if (isSteward) return { entry: id, type, at, by, ...facts, ...words }
  // Whose review it is could be told from an id made of their account.
  const { reviewer: __, ...told } = facts as { reviewer?: Id }
  return { entry: id, type, at, by: role, ...told, ...words }
}
