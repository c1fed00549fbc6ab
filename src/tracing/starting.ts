import { FastifyOtelInstrumentation } from '@fastify/otel'
import { trace } from '@opentelemetry/api'
import { OTLPTraceExporter as AsJson } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as AsProtobuf } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { FastifyPluginCallback } from 'fastify'
import type { Logger } from 'pino'
import { sayingNothingOfAnybody } from './saying-nothing.ts'
import { spansOfProjecting, spansOfRequests } from './spans.ts'
import type { Tracing } from './tracing.ts'

/** How long stopping waits until what there is was sent, in milliseconds. */
const sendsWithin = 1_000

/** Starts OpenTelemetry, which reads from its own environment variables where to send, under which name, and how much of it. */
export function startTracing(protocol: 'http/json' | 'http/protobuf', log: Logger): Tracing {
  const exporter = sayingNothingOfAnybody(protocol === 'http/json' ? new AsJson() : new AsProtobuf(), log)
  const provider = new NodeTracerProvider({
    // What it is called in the environment takes the place of what it is called here.
    resource: resourceFromAttributes({ 'service.name': 'unfolding' }).merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  provider.register()
  const tracer = trace.getTracer('unfolding')
  const ofRequests = spansOfRequests(tracer)
  const ofProjecting = spansOfProjecting(tracer)
  return {
    plugin: requestsTraced(),
    ofRequests: ofRequests.over,
    ofProjecting: ofProjecting.over,
    async stop() {
      const longEnough = new Promise((resolve) => setTimeout(resolve, sendsWithin).unref())
      await Promise.race([provider.shutdown().catch(() => {}), longEnough])
      ofRequests.close()
      ofProjecting.close()
    },
  }
}

function requestsTraced(): FastifyPluginCallback {
  const requests = new FastifyOtelInstrumentation({
    instrumentHooks: false,
    instrumentHandler: false,
    recordExceptions: false,
    // Whoever watches over the service asks all the time.
    ignorePaths: ({ url }) => /^\/(health\/|metrics(\?|$))/.test(url),
    requestHook(span, { method, routeOptions, id }) {
      span.updateName(`${method} ${routeOptions.url ?? 'none'}`)
      span.setAttribute('unfolding.request', id)
    },
  })
  return requests.plugin()
}
