import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js'
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import type { AppendReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import type { Expected, Proposed, Stored } from './log.ts'
import type { StandIn } from './stand-in.ts'

/** What the messages of the protocol say, and how they are said. */

export function supportedMethods() {
  const { SupportedMethod, SupportedMethods } = features
  const methods = ['read', 'append', 'batchappend', 'delete', 'tombstone'].map((name) =>
    new SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
  )
  return new SupportedMethods().setEventStoreServerVersion('25.1.0.0').setMethodsList(methods)
}

export function nameOf(identifier: { getStreamName_asU8(): Uint8Array } | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8')
}

export function identifier(stream: string) {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'))
}

export function expectedBy(options: AppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no-stream'
  if (options.hasRevision()) return Number(options.getRevision())
  return 'any'
}

export function proposedIn(message: AppendReq.ProposedMessage): Proposed {
  const metadata = message.getMetadataMap()
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    json: metadata.get('content-type') === 'application/json',
    data: Buffer.from(message.getData_asU8()).toString('base64'),
    metadata: Buffer.from(message.getCustomMetadata_asU8()).toString('base64'),
  }
}

export function appended({ revision, position }: { revision: number; position: number }) {
  const { AppendResp } = streams
  const at = new AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position))
  return new AppendResp().setSuccess(new AppendResp.Success().setCurrentRevision(String(revision)).setPosition(at))
}

export function wrongVersion(current: number, expected: Expected) {
  const { AppendResp } = streams
  const wrong = new AppendResp.WrongExpectedVersion()
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty())
  else wrong.setExpectedRevision(String(expected))
  return new AppendResp().setWrongExpectedVersion(wrong)
}

export function eventRead({ stream, revision, position, id, type, json, data, metadata, created }: Stored) {
  const { ReadResp } = streams
  const { ReadEvent } = ReadResp
  const recorded = new ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(id))
    .setStreamIdentifier(identifier(stream))
    .setStreamRevision(String(revision))
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setData(data)
    .setCustomMetadata(metadata)
  const about = recorded.getMetadataMap()
  about.set('type', type)
  about.set('content-type', json ? 'application/json' : 'application/octet-stream')
  // In ticks of 100 nanoseconds, as the server has it.
  about.set('created', String(BigInt(created) * 10_000n))
  return new ReadResp().setEvent(new ReadEvent().setEvent(recorded).setCommitPosition(String(position)))
}

/** The answer to who asks for the leader of another node. */
export function ledElsewhere({ leader }: StandIn, asked: Metadata): Partial<ServiceError> | undefined {
  if (!leader || asked.get('requires-leader')[0] !== 'true') return undefined
  const metadata = new Metadata()
  metadata.set('exception', 'not-leader')
  metadata.set('leader-endpoint-host', '127.0.0.1')
  metadata.set('leader-endpoint-port', String(leader.port))
  return { code: status.NOT_FOUND, details: 'Leader info available', metadata }
}

export function streamNotFound(stream: string) {
  return new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)))
}

export function confirmation(id: string) {
  return new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id))
}

export function caughtUp() {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())
}

export function checkpoint(position: number) {
  const { Checkpoint } = streams.ReadResp
  return new streams.ReadResp().setCheckpoint(new Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)))
}
