import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import t from 'tap'
import { type Area, treeOf } from '../../../src/domain/area.ts'
import { commissionerRoom } from '../../../src/http/commissioner/room.ts'
import { bearer, type Claimed, tokens, withApp } from '../../support/app.ts'
import { ask, met, voiced } from '../../support/asking.ts'
import { allRooms, send } from '../../support/routes.ts'

// What somebody wrote is opened by somebody else: in a browser as a page, in a spreadsheet as a table.

const may = { happened: { from: '2026-05-20' } }
const own = { saidBy: { who: 'person' as const } }

/** Words that would do something where they were not taken for words. */
const injected = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></textarea><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '{{7*7}}',
  "{{ ''.constructor.constructor('return process')() }}",
  '{% for a in range(9) %}x{% endfor %}',
  '{# gone #}<!-- -->',
  '<b>&lt;script&gt;</b> &#60;i&#62;',
  '\u202e<script>\u2028alert(1)\u2029</script>',
  '<<SCRIPT>alert(1)//<</SCRIPT>',
]

t.test('no words, name or code of anybody is anything but text on the page of everything', async (t) => {
  const service = await withApp(t)
  const [sam, ana] = [randomUUID(), randomUUID()]
  const pat: Claimed = { sub: '<script>alert(2)</script>', name: '<script>alert(3)</script>', roles: ['person'], areas: [], person: sam }
  const gwen: Claimed = { sub: 'gwen', name: '<script>alert(4)</script>', organisation: 'SALLOW' }
  const wyn: Claimed = { sub: '<script>alert(5)</script>', name: '<img src=x onerror=alert(5)>', roles: ['steward'] }
  const entries = [
    { ...met('X10000101', injected[3]), ...may },
    ...injected.flatMap((text, i) => [
      ask('ConversationHeld', {}, { ...may, words: { heard: { text, quote: i % 2 === 0 }, reflection: text } }),
      voiced(randomUUID(), text, { ...may, saidBy: { who: 'family', name: text } }),
      ask(
        'AspectSeen',
        { often: 'often' },
        { ...may, ...own, setting: { whatWasHappening: text, howIFelt: text }, words: { aspect: text } },
      ),
    ]),
    ask('ConversationHeld', {}, { ...may, words: { heard: `With {person:${ana}} and {person:${ana.toUpperCase()}}` } }),
  ]
  t.equal((await service.post(`/practitioner/people/${ana}/entries`, { entries: [met('X10000101', 'Quibblewick')] }, gwen)).status, 201)
  const written = await service.post(`/practitioner/people/${sam}/entries`, { entries }, gwen)
  t.equal(written.status, 201, JSON.stringify(written.body))
  await service.openStory(sam, { ...gwen, sub: 'cem' })
  for (const reason of injected) {
    const opened = await service.post(`/practitioner/people/${sam}/open`, { ground: 'they-asked-me-to', reason }, gwen)
    t.equal(opened.status, 201)
    const disputed = ask('EntryDisputed', { entry: entries[1]?.id, asks: 'remove', meanwhile: 'use' }, { ...own, words: { words: reason } })
    t.equal((await service.post('/me/entries', { entries: [{ ...disputed, happened: undefined }] }, pat)).status, 201)
  }
  await service.get(`/practitioner/people/${sam}/journey`, gwen)
  // Names are read from a view.
  await service.settled()
  const html = { accept: 'text/html' }
  const pages: [string, Claimed][] = [
    ['/me/everything', pat],
    [`/steward/people/${sam}/everything`, wyn],
  ]
  for (const [url, who] of pages) {
    const { status, headers, body } = await service.get(url, who, html)
    t.equal(status, 200)
    t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    t.match(String(headers['content-security-policy']), /script-src 'self'/)
    const page = String(body)
    const tags = new Set(
      [...page.matchAll(/<\/?([a-z0-9!]+)([^>]*)>/gi)].map(
        ([, tag = '', attributes = '']) => `${tag.toLowerCase()}${attributes.replaceAll(/"[^"]*"/g, '')}`,
      ),
    )
    const ours =
      /^(!doctype html|html( lang=)?|head|meta [a-z= -]*|title|style|body|main|h[1-4]|p( class=)?|dl|dt|dd|ul|li|article( id=)?|table|thead|tbody|tr|td|th( scope=)?|div class= role= aria-label= tabindex=|div)$/
    t.same(
      [...tags].filter((tag) => !ours.test(tag)),
      [],
      'no tag and no attribute that is not of the page itself',
    )
    for (const text of ['{{7*7}}', '{% for a in range(9) %}x{% endfor %}', '{# gone #}']) t.ok(page.includes(text), text)
    t.notMatch(page, />49<|>xxxxxxxxx<|\[object process\]/)
    t.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
    t.ok(page.includes('&lt;b&gt;&amp;lt;script&amp;gt;&lt;/b&gt; &amp;#60;i&amp;#62;'), 'what was escaped already is not unescaped')
    // A steward of the county reaches whoever was meant; the person does not.
    t.ok(page.includes(who === pat ? 'With somebody and somebody' : 'With Quibblewick and Quibblewick'))
    t.notMatch(page, who === pat ? /Quibblewick|\{person:/ : /\{person:/)
  }
  for (const accept of ['text/html', 'text/html;q=0', 'application/json, text/html', '<script>', 'text/html, */*'])
    t.match(
      (await service.get('/me/everything', pat, { accept })).headers['content-type'],
      /^(text\/html|application\/json); charset=utf-8$/,
    )
})

const formulas = [
  '=1+1',
  '+44',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '＝1+1',
  '=cmd|"/C calc"!A1',
  '"=1+1',
  "'=1+1",
  ',=1+1',
  '\r\n=1+1,x',
]

t.test('no name of an area is worked out by a spreadsheet, nor begins another cell', async (t) => {
  const named: Area[] = formulas.map((name, i) => ({ code: `X${20_000_000 + i}`, name, kind: name }))
  const app = Fastify()
  t.teardown(() => app.close())
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(commissionerRoom({ db: undefined as never, areas: treeOf(named), tokens }), { prefix: '/commissioner' })
  const by = await bearer({ roles: ['commissioner'], areas: named.map(({ code }) => code) })
  const { payload } = await app.inject({ url: '/commissioner/areas', headers: { ...by, accept: 'text/csv' } })
  const lines = parse(payload, { columns: true }) as Record<string, string>[]
  t.same(lines.map(({ code }) => code).sort(), named.map(({ code }) => code).sort())
  for (const { code, name, kind } of named) {
    const line = lines.find((each) => each.code === code) ?? {}
    const isPlain = !/^\s*[=+\-@＝]|^[\t\r\n]/.test(name)
    t.same([line.name, line.kind], isPlain ? [name, kind] : [`'${name}`, `'${kind}`], JSON.stringify(name))
  }
})

t.test('no table that a commissioner can ask for holds a cell that is worked out', async (t) => {
  const { app } = await withApp(t)
  const headers = { ...(await bearer({ roles: ['commissioner'] })), accept: 'text/csv' }
  let cells = 0
  for (const request of allRooms(app, { area: 'X10000001' }).filter(({ room }) => room === 'commissioner')) {
    const { status, headers: told, text } = await send(app, request, headers)
    t.equal(status, 200, request.route)
    t.match(String(told['content-disposition']), /^attachment; filename="[a-zA-Z0-9-]+\.csv"$/)
    t.equal(told['x-content-type-options'], 'nosniff')
    for (const cell of (parse(text, { relax_column_count: true }) as string[][]).flat()) {
      cells += 1
      if (/^[=+@\t\r\n]/.test(cell) || (cell.startsWith('-') && Number.isNaN(Number(cell)))) t.fail(`${request.route}: ${cell}`)
    }
  }
  t.ok(cells > 100, `${cells} cells`)
})
