/**
 * A stand-in for KurrentDB, for tests alone: it speaks the server's own gRPC protocol, so that the real client can be held against it where no
 * server can be had, and does no more of it than an event store needs. It is not a database: all is in memory, and nothing is fast.
 *
 * What it does as the server does it: expected revisions and the answer that they were wrong; being sent the same event ids again; the limit on the size of
 * an append; streams and `$all` read from a place that is included; filters; catching up, then following; checkpoints while nothing matches.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { ServerHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import { Server, ServerCredentials, type ServiceError, status } from '@grpc/grpc-js'
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js'
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js'
import { appending } from './append.ts'
import { openLog, type Stored } from './log.ts'
import { supportedMethods } from './messages.ts'
import { type Following, reading } from './read.ts'

/**
 * What can be the matter with it: it says that it is not ready; it does nothing and says nothing; it answers reads, and appends are lost on the way, or
 * somebody else was always first; it keeps what it is sent and then is silent, or hangs up.
 */
export type Trouble = 'not-ready' | 'silent' | 'lost' | 'overtaken' | 'kept-then-silent' | 'kept-then-gone'

export interface StandIn {
  /** How the client reaches it. */
  url: string
  port: number
  /** What is the matter with it just now. */
  trouble?: Trouble | undefined
  /** Where it says that another one leads: what asks for the leader is sent there. */
  leader?: StandIn | undefined
  /** How many events it has given to readers. */
  given: number
  /** Changes the last byte of the sealed words of whatever entry has this revision; gives how many there were. */
  spoil(revision: number): number
  /** Has what a stream holds after a revision gone, as whoever keeps the server can. */
  lose(stream: string, after: number): void
  /** Drops whoever follows, as a server does that goes away. */
  dropFollowers(): void
  stop(): void
}

// Small answers are sent at once, as the server sends them.
subscribe('net.server.socket', (message) => (message as { socket: Socket }).socket.setNoDelay(true))
// The client's native part holds the second half of what it asks back until it knows that the first has come, which its system says after 40 ms, or with
// whatever else is sent: a ping. (A real server does not send one; there, a read now and then takes 40 ms more.)
subscribe('http2.server.stream.created', (message) => (message as { stream: ServerHttp2Stream }).stream.session?.ping(() => {}))

export async function startStandIn({ port = 0, file }: { port?: number; file?: string } = {}): Promise<StandIn> {
  const log = openLog(file)
  const followers = new Set<Following>()
  const appended = (stored: readonly Stored[]) => {
    for (const follower of followers) follower.pass(stored)
  }
  const server = new Server()
  const standIn: StandIn = {
    url: '',
    port: 0,
    given: 0,
    dropFollowers() {
      for (const follower of followers) follower.drop()
    },
    lose: log.lose,
    spoil: (revision) => log.all().filter((stored) => stored.revision === revision - 1 && spoilt(stored)).length,
    stop() {
      server.forceShutdown()
      log.close()
    },
  }
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_: unknown, answer: (error: null, methods: unknown) => void) => answer(null, supportedMethods()),
  })
  server.addService(StreamsService, {
    read: reading(standIn, log, followers),
    append: appending(standIn, log, appended),
    // The server has these too; the service is not meant to ask for them.
    batchAppend: notHere,
    delete: notHere,
    tombstone: notHere,
  })
  standIn.port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)))
  })
  standIn.url = `kurrentdb://127.0.0.1:${standIn.port}?tls=false&discoveryInterval=10`
  return standIn
}

function spoilt(stored: Stored): boolean {
  const metadata = JSON.parse(Buffer.from(stored.metadata, 'base64').toString('utf8')) as { sealed?: string }
  const sealed = Buffer.from(metadata.sealed ?? '', 'base64')
  if (sealed.length === 0) return false
  sealed[sealed.length - 1] = ((sealed.at(-1) ?? 0) + 1) % 256
  stored.metadata = Buffer.from(JSON.stringify({ ...metadata, sealed: sealed.toString('base64') })).toString('base64')
  return true
}

function notHere(
  call: { emit(event: 'error', error: Partial<ServiceError>): void },
  answer?: (error: Partial<ServiceError>) => void,
): void {
  const error = { code: status.UNIMPLEMENTED, details: 'The stand-in does not do this.' }
  if (typeof answer === 'function') answer(error)
  else call.emit('error', error)
}
