import { Metadata, type ServerReadableStream, type ServiceError, status } from '@grpc/grpc-js'
import type { AppendReq, AppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import type { Log, Stored } from './log.ts'
import { appended, expectedBy, ledElsewhere, nameOf, proposedIn, wrongVersion } from './messages.ts'
import type { StandIn } from './stand-in.ts'

/** What the server takes in one append unless it is told otherwise, in bytes. */
const atMost = 1_048_576

type Answer = (error: Partial<ServiceError> | null, answer?: AppendResp) => void

/** One append: first the stream and where it is expected to be, then the events, then the answer. */
export function appending(standIn: StandIn, log: Log, tell: (stored: readonly Stored[]) => void) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, answer: Answer) => {
    const requests: AppendReq[] = []
    call.on('data', (request: AppendReq) => requests.push(request))
    call.on('end', () => {
      const elsewhere = ledElsewhere(standIn, call.metadata)
      if (elsewhere) return answer(elsewhere)
      const matter = standIn.trouble
      if (matter === 'not-ready') return answer({ code: status.UNAVAILABLE, details: 'Server Is Not Ready' })
      if (matter === 'silent' || matter === 'lost') return
      if (matter === 'overtaken') return answer(null, wrongVersion(0, 'no-stream'))
      const made = append(log, requests, tell)
      if (matter === 'kept-then-silent') return
      if (matter === 'kept-then-gone') return answer({ code: status.UNAVAILABLE, details: 'Connection dropped' })
      return made instanceof Error ? answer(made) : answer(null, made)
    })
  }
}

function append(log: Log, [first, ...rest]: readonly AppendReq[], tell: (stored: readonly Stored[]) => void): AppendResp | Error {
  const options = first?.getOptions()
  if (!options) return Object.assign(new Error(), { code: status.INVALID_ARGUMENT, details: 'No options' })
  const proposed = rest.flatMap((request) => request.getProposedMessage() ?? []).map(proposedIn)
  const size = proposed.reduce((sum, { type, data, metadata }) => sum + 2 * type.length + bytesIn(data) + bytesIn(metadata), 0)
  if (size > atMost) return tooLarge()
  const stream = nameOf(options.getStreamIdentifier())
  const expected = expectedBy(options)
  const before = log.all().length
  const outcome = log.append(stream, expected, proposed)
  if ('wrong' in outcome) return wrongVersion(outcome.wrong, expected)
  tell(log.all().slice(before))
  return appended(outcome)
}

function bytesIn(base64: string): number {
  return Buffer.byteLength(base64, 'base64')
}

function tooLarge(): Error {
  const metadata = new Metadata()
  metadata.set('exception', 'maximum-append-size-exceeded')
  metadata.set('maximum-append-size', String(atMost))
  return Object.assign(new Error(), { code: status.INVALID_ARGUMENT, details: 'Maximum Append Size Exceeded', metadata })
}
