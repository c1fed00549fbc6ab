import { z } from 'zod'
import { steps } from '../../domain/replay.ts'
import { Day, Id, Instant } from '../../domain/values.ts'
import { Problem } from '../problems.ts'

/** A frame of a replay, and which replay it is of: whoever names it goes on right after it, whatever was written down meanwhile. */
export interface LastEvent {
  step: (typeof steps)[number]
  from: string | undefined
  to: string
  knownAt: string
  /** The newest entry that was known when the replay began. */
  newest: Id
  /** How many frames there were with this one; all, and the end after them, where it is `end`. */
  frames: number | 'end'
}

const OnTheWire = z.tuple([z.enum(steps), Day.nullable(), Day, Instant, Id, z.union([z.int().min(1), z.literal('end')])])

/** As text for `id:` of a server-sent event. Opaque to who is given it. */
export function eventId({ step, from, to, knownAt, newest, frames }: LastEvent): string {
  return Buffer.from(JSON.stringify([step, from ?? null, to, knownAt, newest, frames])).toString('base64url')
}

/** What a `Last-Event-ID` names. Throws a 400 where it is none of ours. */
export function lastEventOf(text: string): LastEvent {
  try {
    const [step, from, to, knownAt, newest, frames] = OnTheWire.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { step, from: from ?? undefined, to, knownAt, newest, frames }
  } catch {
    throw notOurs()
  }
}

/** What is answered where a `Last-Event-ID` is not of the replay that is asked for. */
export function notOurs(): Problem {
  return new Problem(400, 'not-understood', {
    errors: [{ path: 'last-event-id', message: 'not an id that was given here for this replay' }],
  })
}
