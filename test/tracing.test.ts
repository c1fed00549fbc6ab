import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { BasicTracerProvider, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { sayingNothingOfAnybody } from '../src/tracing/saying-nothing.ts'
import { tracingAskedFor } from '../src/tracing/tracing.ts'
import { met, voiced } from './support/asking.ts'
import { caughtUp, ended, folder, start, tokenFor, writeOf } from './support/service.ts'

interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  status: { code?: number; message?: string }
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  links?: { traceId: string; spanId: string }[]
}

interface Sent {
  resourceSpans: { resource: { attributes: Span['attributes'] }; scopeSpans: { spans: Span[] }[] }[]
}

/** Something that takes traces by OTLP over HTTP, as JSON, until the test is over. */
async function collector(t: Pick<Test, 'teardown'>) {
  const bodies: string[] = []
  const server = createServer(async (asked, answer) => {
    bodies.push(await text(asked))
    answer.setHeader('content-type', 'application/json').end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const spans = () =>
    bodies.flatMap((body) => (JSON.parse(body) as Sent).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    bodies,
    spans,
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '100' },
  }
}

/** Sends the body a moment after the headers, as over a slow line; gives the status of the answer. */
async function sendSlowly(url: string, headers: Record<string, string>, body: string): Promise<number | undefined> {
  const asked = request(url, { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } })
  asked.flushHeaders()
  await setTimeout(200)
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}

function said({ attributes }: Span, name: string): string | undefined {
  const { stringValue, intValue } = attributes.find(({ key }) => key === name)?.value ?? {}
  return stringValue ?? (intValue === undefined ? undefined : String(intValue))
}

t.test(
  'a request is followed from its route over what was decided and appended to the views, and nothing is said of anybody',
  async (t) => {
    const { bodies, spans, settings } = await collector(t)
    const dataDir = await folder(t)
    const { address, process } = await start(dataDir, { ...settings, OTEL_SERVICE_NAME: 'unfolding-here' })
    const headers = await tokenFor(dataDir)
    const [person, unknown, goal] = [randomUUID(), randomUUID(), randomUUID()]
    const asked = {
      ...headers,
      'user-agent': 'Planted-Agent',
      tracestate: 'planted=tracestate',
      traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
    }
    const entries = [met('X10000101', 'Planted-Name'), voiced(goal, 'Planted-Goal')]
    t.equal(await sendSlowly(`${address}/practitioner/people/${person}/entries`, asked, JSON.stringify({ entries })), 201)
    const write = { method: 'POST', headers: asked }
    const refused = await fetch(`${address}/practitioner/people/${person}/entries?planted=query`, {
      ...write,
      body: JSON.stringify({ entries: [{ ...met(), type: 'Planted-Type' }] }),
    })
    t.equal(refused.status, 400)
    const known = await fetch(`${address}/practitioner/people/${unknown}`, { headers: asked })
    t.equal(known.status, 403)
    t.equal((await fetch(`${address}/Planted-Address`, { headers: asked })).status, 404)
    await caughtUp(address)
    t.equal(await ended(process, 'SIGTERM'), 0, 'what is left is sent before it stops')

    const all = spans()
    const named = (name: string) => all.filter((span) => span.name === name)
    const [written, wrong] = named('POST /practitioner/people/:personId/entries')
    if (!written || !wrong) throw new Error('The requests are not there.')
    t.equal(written.traceId, 'ab'.repeat(16), 'it goes on from whoever asked')
    t.same(
      [said(written, 'http.route'), said(written, 'http.request.method'), said(written, 'http.response.status_code')],
      ['/practitioner/people/:personId/entries', 'POST', '201'],
    )
    t.equal(said(wrong, 'http.response.status_code'), '400')
    t.match(said(written, 'unfolding.request'), /^[0-9a-f-]{36}$|^req-/)
    const under = all.filter(({ parentSpanId }) => parentSpanId === written.spanId)
    t.same(
      under.map(({ name }) => name),
      ['read story', 'decide', 'append'],
    )
    const [append] = named('append')
    t.same([append && said(append, 'unfolding.entries'), append && said(append, 'unfolding.position')], ['2', '2'])
    t.same(
      named('GET none').map((span) => said(span, 'http.response.status_code')),
      ['404'],
    )
    const projected = named('project').find((span) => said(span, 'unfolding.position.to') === '2')
    if (!projected) throw new Error('What was projected is not there.')
    t.same(
      projected.links?.map(({ traceId, spanId }) => [traceId, spanId]),
      [[append?.traceId, append?.spanId]],
    )
    t.same(
      all.filter(({ name }) => name.includes('health')),
      [],
      'whoever watches over the service leaves no trace',
    )

    const whole = bodies.join('\n')
    t.match(whole, 'unfolding-here')
    for (const word of [person, unknown, goal, 'Planted', 'planted', 'amira', '127.0.0.1'])
      t.notOk(whole.includes(word), `nothing of ${word}`)
  },
)

t.test(
  'where the settings of OpenTelemetry ask for nothing there is nothing, and what there is not is refused in a sentence',
  async (t) => {
    const log = pino({ level: 'silent' })
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }
    for (const env of [
      {},
      { OTEL_SERVICE_NAME: 'here' },
      { ...endpoint, OTEL_TRACES_EXPORTER: 'none' },
      { ...endpoint, OTEL_SDK_DISABLED: 'true' },
    ])
      t.equal(await tracingAskedFor(env, log), undefined, JSON.stringify(env))
    await t.rejects(tracingAskedFor({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, log), {
      name: 'ConfigWrong',
      message: /^OTEL_EXPORTER_OTLP_PROTOCOL: .* not by grpc/,
    })
    await t.rejects(tracingAskedFor({ OTEL_TRACES_EXPORTER: 'zipkin' }, log), { name: 'ConfigWrong', message: /^OTEL_TRACES_EXPORTER: / })
  },
)

t.test('whatever a library puts on a span, nothing leaves but what may', async (t) => {
  const sent: ReadableSpan[] = []
  const exporter = sayingNothingOfAnybody(
    { export: (spans, tell) => tell({ code: sent.push(...spans) * 0 }), shutdown: async () => {} },
    pino({ level: 'silent' }),
  )
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('test')
  const { traceState: _, ...other } = tracer.startSpan('other').spanContext()
  const attributes = { 'url.path': '/Planted', 'client.address': 'Planted', 'http.route': '/people/:personId' }
  const span = tracer.startSpan('GET /people/:personId', { attributes, links: [{ context: other, attributes: { whose: 'Planted' } }] })
  span.recordException(new Error('Planted'))
  span.addEvent('Planted', { of: 'Planted' })
  span.setStatus({ code: 2, message: 'Planted' })
  span.end()
  const said = sent.map(({ name, status, attributes, links, events }) => ({ name, status, attributes, links, events }))
  t.same(said, [
    {
      name: 'GET /people/:personId',
      status: { code: 2 },
      attributes: { 'http.route': '/people/:personId' },
      links: [{ context: other }],
      events: [],
    },
  ])
})

t.test('where traces cannot be sent, the service answers all the same, says so once, and stops as it should', async (t) => {
  const dataDir = await folder(t)
  const nowhere = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: '300' }
  const { address, process } = await start(dataDir, nowhere)
  const said: string[] = []
  process.stdout?.on('data', (lines: Buffer) => said.push(...lines.toString().split('\n')))
  const headers = await tokenFor(dataDir)
  for (let i = 0; i < 3; i += 1) {
    await writeOf(address, headers, randomUUID(), met())
    await setTimeout(700)
  }
  t.equal(await ended(process, 'SIGTERM'), 0)
  t.equal(said.filter((line) => line.includes('traces could not be sent')).length, 2, 'once by what answers, once by what projects')
})
