import { AsyncLocalStorage } from 'node:async_hooks'
import { type Link, type Span, type SpanContext, SpanStatusCode, TraceFlags, type Tracer, trace } from '@opentelemetry/api'
import type { Db } from '../projecting/writer.ts'
import type { Passed, TheRecord } from '../store/record.ts'

/** By which appends are told to the thread that projects: from whose span which position came. It is in memory alone; nothing of it is on the record. */
const channel = 'unfolding: appends that are traced'
/** How many appends are remembered until they are projected, and how many a batch is linked with. */
const atMost = { remembered: 10_000, links: 100 }

interface Appended {
  position: string
  by: SpanContext
}

/** Something that can be traced, and what is let go of in the end. */
interface Spans<Over> {
  over: Over
  close(): void
}

/** Spans of what a request does with the record. Whoever else asks, and is traced by nobody, leaves none. */
export function spansOfRequests(tracer: Tracer): Spans<(record: TheRecord) => TheRecord> {
  const told = new BroadcastChannel(channel)
  told.unref()
  /** When a request had read what it decides on. */
  const read = new WeakMap<Span, number>()

  async function within<T>(name: string, work: (span?: Span) => Promise<T>): Promise<T> {
    if (!trace.getActiveSpan()) return work()
    const span = tracer.startSpan(name)
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', error instanceof Error ? error.name : typeof error)
      throw error
    } finally {
      span.end()
    }
  }

  const over = (record: TheRecord): TheRecord => ({
    ...record,
    async read(stream, options) {
      const story = await within('read story', () => record.read(stream, options))
      const request = trace.getActiveSpan()
      if (request) read.set(request, Date.now())
      return story
    },
    append(stream, expected, entries, mark) {
      const request = trace.getActiveSpan()
      // What is decided is decided between reading and appending, and takes no time else.
      const from = request && read.get(request)
      if (from !== undefined) tracer.startSpan('decide', { startTime: from }).end()
      return within('append', async (span) => {
        const kept = await record.append(stream, expected, entries, mark)
        const position = kept.at(-1)?.record.position
        if (span && position !== undefined) {
          span.setAttributes({ 'unfolding.entries': kept.length, 'unfolding.position': position })
          const { traceId, spanId, traceFlags } = span.spanContext()
          if (span.isRecording()) told.postMessage({ position, by: { traceId, spanId, traceFlags } } satisfies Appended)
        }
        return kept
      })
    },
  })
  return { over, close: () => told.close() }
}

/** A span for each transaction in which entries of the record were taken: those that took none leave none. */
export function spansOfProjecting(tracer: Tracer): Spans<<N extends { db: Db; record: TheRecord }>(needs: N) => N> {
  const told = new BroadcastChannel(channel)
  told.unref()
  const appended = new Map<string, SpanContext>()
  told.onmessage = ({ data }) => {
    const { position, by } = data as Appended
    appended.set(position, by)
    const [oldest] = appended.keys()
    if (appended.size > atMost.remembered && oldest !== undefined) appended.delete(oldest)
  }
  const batch = new AsyncLocalStorage<{ passed: readonly Passed[] }>()

  async function inSpan<T>(work: () => Promise<T>): Promise<T> {
    const startTime = Date.now()
    const took: { passed: readonly Passed[] } = { passed: [] }
    let failed: unknown
    try {
      return await batch.run(took, work)
    } catch (error) {
      failed = error
      throw error
    } finally {
      const [first, last] = [took.passed[0], took.passed.at(-1)]
      if (first && last) {
        const span = tracer.startSpan('project', { startTime, links: linksTo(took.passed) })
        span.setAttributes({ 'unfolding.entries': took.passed.length })
        span.setAttributes({ 'unfolding.position.from': String(first.position), 'unfolding.position.to': String(last.position) })
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
        if (failed instanceof Error) span.setAttribute('error.type', failed.name)
        span.end()
      }
    }
  }

  /** The appends that these came from, as far as they are remembered. */
  function linksTo(passed: readonly Passed[]): Link[] {
    const by = passed.flatMap(({ position }) => {
      const context = appended.get(String(position))
      return context && (context.traceFlags & TraceFlags.SAMPLED) !== 0 ? [{ context }] : []
    })
    return by.slice(0, atMost.links)
  }

  function over<N extends { db: Db; record: TheRecord }>(needs: N): N {
    const { db, record } = needs
    const begin = db.transaction.bind(db)
    const transaction: Db['transaction'] = () => {
      const builder = begin()
      const execute = builder.execute.bind(builder)
      return Object.assign(builder, { execute: (work: Parameters<typeof execute>[0]) => inSpan(() => execute(work)) }) as typeof builder
    }
    const after: TheRecord['after'] = async (position, limit) => {
      const passed = await record.after(position, limit)
      const its = batch.getStore()
      if (its) its.passed = passed
      return passed
    }
    return { ...needs, db: Object.assign(db, { transaction }), record: { ...record, after } }
  }
  return { over, close: () => told.close() }
}
