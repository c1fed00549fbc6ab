import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node'
import type { Logger } from 'pino'

/** All that a span may say of what it was; anything else it was given, such as an address or an error's own words, stays here. */
const may: ReadonlySet<string> = new Set([
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'error.type',
  'unfolding.request',
  'unfolding.entries',
  'unfolding.position',
  'unfolding.position.from',
  'unfolding.position.to',
])

/** Sends spans from which everything was taken that could tell of somebody. Where they cannot be sent that is said once, until they can again. */
export function sayingNothingOfAnybody(exporter: SpanExporter, log: Logger): SpanExporter {
  let isSent = true
  return {
    export(spans, tell) {
      exporter.export(spans.map(bare), (result) => {
        const { code, error } = result
        if (code !== 0 && isSent) log.warn({ error: error?.name }, 'traces could not be sent')
        isSent = code === 0
        tell(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

function bare(span: ReadableSpan): ReadableSpan {
  const { traceState: _, ...own } = span.spanContext()
  const { name, kind, startTime, endTime, duration, ended, resource, instrumentationScope } = span
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount } = span
  return {
    ...{ name, kind, startTime, endTime, duration, ended, resource, instrumentationScope },
    ...{ droppedAttributesCount, droppedEventsCount, droppedLinksCount },
    ...(span.parentSpanContext && { parentSpanContext: { ...span.parentSpanContext, traceState: undefined as never } }),
    spanContext: () => own,
    status: { code: span.status.code },
    attributes: allowed(span.attributes),
    links: span.links.map(({ context: { traceState: _, ...context } }) => ({ context })),
    events: [],
  }
}

function allowed(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => may.has(name)))
}
