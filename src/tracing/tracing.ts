import type { FastifyPluginCallback } from 'fastify'
import type { Logger } from 'pino'
import { ConfigWrong } from '../config.ts'
import type { Db } from '../projecting/writer.ts'
import type { TheRecord } from '../store/record.ts'

/** What tells, for each request, how it went through the service: OpenTelemetry's traces. They say nothing of anybody: routes by their pattern, positions, how many entries. */
export interface Tracing {
  /** For the service over HTTP: a span for each request. */
  plugin: FastifyPluginCallback
  /** The record as requests have it: spans for reading a story, deciding and appending. */
  ofRequests(record: TheRecord): TheRecord
  /** What views are moved by: a span for each batch, which names the positions it took and is linked with the appends they came from. */
  ofProjecting<N extends { db: Db; record: TheRecord }>(needs: N): N
  /** Sends what there is, but waits for nobody long. */
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** What OpenTelemetry's own settings ask for; where they ask for nothing nothing of it is even loaded. Throws `ConfigWrong` in a sentence where they ask for what there is not. */
export async function tracingAskedFor(env: Environment, log: Logger): Promise<Tracing | undefined> {
  if (!isAskedFor(env)) return undefined
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL || 'http/protobuf'
  if (protocol !== 'http/json' && protocol !== 'http/protobuf')
    throw new ConfigWrong(`OTEL_EXPORTER_OTLP_PROTOCOL: traces are sent by http/protobuf or http/json, not by ${protocol}.`)
  const { startTracing } = await import('./starting.ts')
  return startTracing(protocol, log)
}

function isAskedFor(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false
  const exporter = env.OTEL_TRACES_EXPORTER || undefined
  if (exporter !== undefined && exporter !== 'otlp' && exporter !== 'none')
    throw new ConfigWrong(`OTEL_TRACES_EXPORTER: it is otlp or none here, not ${exporter}.`)
  if (exporter !== undefined) return exporter === 'otlp'
  return Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT)
}
