import { randomUUID } from 'node:crypto'
import { type ServerWritableStream, status } from '@grpc/grpc-js'
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import type { Log, Stored } from './log.ts'
import { caughtUp, checkpoint, confirmation, eventRead, ledElsewhere, nameOf, streamNotFound } from './messages.ts'
import type { StandIn } from './stand-in.ts'

type Call = ServerWritableStream<ReadReq, ReadResp>

/** Somebody who follows `$all`. */
export interface Following {
  pass(stored: readonly Stored[]): void
  drop(): void
}

/** A stream or `$all`, read once or followed. */
export function reading(standIn: StandIn, log: Log, followers: Set<Following>) {
  return (call: Call) => {
    const elsewhere = ledElsewhere(standIn, call.metadata)
    if (elsewhere) return call.emit('error', elsewhere)
    const matter = standIn.trouble
    if (matter === 'silent') return
    if (matter === 'not-ready') return fail(call, status.UNAVAILABLE, 'Server Is Not Ready')
    const options = call.request.getOptions()
    if (!options) return fail(call, status.INVALID_ARGUMENT, 'No options')
    if (options.hasSubscription()) return follow(call, options, log, followers)
    const limit = Number(options.getCount())
    const backwards = options.getReadDirection() === 1
    const read = options.hasStream() ? readStream : readAll
    return read(call, options, { standIn, log, limit, backwards })
  }
}

interface Reading {
  standIn: StandIn
  log: Log
  limit: number
  backwards: boolean
}

function readStream(call: Call, options: ReadReq.Options, { standIn, log, limit, backwards }: Reading): void {
  const from = options.getStream()
  const stream = nameOf(from?.getStreamIdentifier())
  const stored = log.of(stream)
  if (stored.length === 0) {
    call.write(streamNotFound(stream))
    return void call.end()
  }
  const start = from?.hasRevision() ? Number(from.getRevision()) : from?.hasEnd() ? stored.length - 1 : 0
  const wanted = backwards ? stored.slice(0, start + 1).reverse() : stored.slice(start)
  give(call, wanted.slice(0, limit), standIn)
}

function readAll(call: Call, options: ReadReq.Options, { standIn, log, limit, backwards }: Reading): unknown {
  const from = options.getAll()
  const position = from?.hasPosition() ? Number(from.getPosition()?.getCommitPosition()) : undefined
  // The server reads its log there: where no event begins, it finds none, and says so.
  if (position !== undefined && !log.all().some((one) => one.position === position))
    return fail(call, status.INVALID_ARGUMENT, 'Trying to read from an invalid position.')
  const matches = matching(options)
  const all = backwards ? log.all().toReversed() : log.all()
  const wanted = all.filter((one) => position === undefined || (backwards ? one.position < position : one.position >= position))
  give(call, wanted.filter(matches).slice(0, limit), standIn)
}

function give(call: Call, stored: readonly Stored[], standIn: StandIn): void {
  for (const one of stored) call.write(eventRead(one))
  standIn.given += stored.length
  call.end()
}

/** Sends what came after the place that was asked from, says that this is all, and goes on with what comes. */
function follow(call: Call, options: ReadReq.Options, log: Log, followers: Set<Following>): void {
  const matches = matching(options)
  const from = options.getAll()
  const after = from?.hasPosition() ? Number(from.getPosition()?.getCommitPosition()) : from?.hasStart() ? -1 : Infinity
  const every = (options.getFilter()?.getMax() || 32) * (options.getFilter()?.getCheckpointintervalmultiplier() || 1)
  let passedOver = 0
  const follower: Following = {
    pass(stored) {
      for (const one of stored) {
        if (matches(one)) call.write(eventRead(one))
        passedOver = matches(one) ? 0 : passedOver + 1
        if (passedOver > 0 && passedOver % every === 0) call.write(checkpoint(one.position))
      }
    },
    drop: () => fail(call, status.UNAVAILABLE, 'The server is going away'),
  }
  call.write(confirmation(randomUUID()))
  follower.pass(log.all().filter(({ position }) => position > after))
  call.write(caughtUp())
  followers.add(follower)
  call.on('cancelled', () => followers.delete(follower))
  call.on('error', () => followers.delete(follower))
}

/** Which events are asked for: by prefix or by pattern, of the stream's name or of the type. */
function matching(options: ReadReq.Options): (stored: Stored) => boolean {
  const filter = options.getFilter()
  const byStream = filter?.getStreamIdentifier()
  const expression = byStream ?? filter?.getEventType()
  if (!expression) return () => true
  const regex = expression.getRegex() ? new RegExp(expression.getRegex()) : undefined
  return ({ stream, type }) => {
    const text = byStream ? stream : type
    return regex ? regex.test(text) : expression.getPrefixList().some((prefix) => text.startsWith(prefix))
  }
}

function fail(call: Call, code: status, details: string): void {
  call.emit('error', { code, details })
}
