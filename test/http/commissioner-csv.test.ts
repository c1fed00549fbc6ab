import { parse } from 'csv-parse/sync'
import t from 'tap'
import { cellOf, csvOf, kindAsked } from '../../src/http/commissioner/csv.ts'
import { withApp } from '../support/app.ts'

const carol = { sub: 'carol', roles: ['commissioner'] }
const csv = { accept: 'text/csv' }
const kinds = ['application/json', 'text/csv'] as const

t.test('a line ends as RFC 4180 has it, and quotes stand where they must', async (t) => {
  const rows = [
    ['Mill Lane, Eastmere', 'the "Old" Quay', 'two\nlines'],
    ['plain', null, undefined],
  ]
  t.equal(csvOf({ columns: ['a', 'b', 'c'], rows }), 'a,b,c\r\n"Mill Lane, Eastmere","the ""Old"" Quay","two\nlines"\r\nplain,,\r\n')
})

t.test('what a spreadsheet would take for a formula is text, and numbers stay numbers', async (t) => {
  const first = (cell: string | number) => csvOf({ columns: [], rows: [[cell]] }).slice(2, -2)
  for (const text of ['=1+1', '+44', '-2', '@SUM(A1)', ' =1', '＝1']) t.equal(first(text), `'${text}`)
  t.equal(first('\t=1'), `'\t=1`)
  t.equal(first('\rx'), `"'\rx"`)
  t.equal(first('=HYPERLINK("x","y")'), `"'=HYPERLINK(""x"",""y"")"`)
  t.same([-2.5, 0, 12].map(first), ['-2.5', '0', '12'])
  t.same(['*', '0-3', '65+', "it's"].map(first), ['*', '0-3', '65+', "it's"])
})

t.test('withheld is a star and not-yet-in is empty', async (t) => {
  t.equal(cellOf({ value: 15 }), 15)
  t.equal(cellOf({ value: null, why: 'withheld' }), '*')
  t.equal(cellOf({ value: null, why: 'not-yet-in' }), null)
})

t.test('the kind that is wanted most is answered', async (t) => {
  const asked: [accept: string | undefined, kind: (typeof kinds)[number] | undefined][] = [
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV; charset=utf-8', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json, text/csv', 'application/json'],
    ['text/csv, application/json', 'application/json'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['application/json;q=0.5, text/csv;q=0.4', 'application/json'],
    ['text/csv;q=0, */*', 'application/json'],
    ['application/json;q=0, */*;q=0.1', 'text/csv'],
    ['text/csv, */*;q=0.1', 'text/csv'],
    ['text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5', 'application/json'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['text/csv;q=0.001', 'text/csv'],
    ['text/csv;q=0.2, text/csv, application/json;q=0.5', 'text/csv'],
    ['text/csv;q=high, application/json;q=0.1', 'application/json'],
    ['nonsense', 'application/json'],
    ['text/html', undefined],
    ['text/csv;q=0', undefined],
    ['*/*;q=0', undefined],
  ]
  for (const [accept, kind] of asked) t.equal(kindAsked(accept, kinds), kind, accept ?? 'no header')
})

t.test('areas and measures can be had as tables', async (t) => {
  const { get } = await withApp(t)
  const areas = await get('/commissioner/areas', { ...carol, areas: ['X10000100'] }, csv)
  t.equal(areas.status, 200)
  t.match(areas.headers, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="areas.csv"',
    vary: 'Accept',
  })
  t.equal(
    areas.body,
    [
      'code,name,kind,parent,from,to',
      'X10000100,Eastmere,district,,,',
      'X10000101,Quayside,ward,X10000100,,',
      'X10000102,Mill Lane,ward,X10000100,,',
      '',
    ].join('\r\n'),
  )
  const measures = await get('/commissioner/measures', carol, csv)
  const lines = parse(measures.body, { columns: true }) as Record<string, string>[]
  const asJson = (await get('/commissioner/measures', carol)).body.measures
  t.same(
    lines,
    asJson.map((measure: { dimensions: string[] }) => ({ ...measure, dimensions: measure.dimensions.join(' ') })),
  )
  t.match(
    lines.find(({ measure }) => measure === 'hours-per-week'),
    { unit: 'hours', kind: 'now', dimensions: 'sector age' },
  )
})

t.test('JSON says that it could have been a table, and who wants neither is told so', async (t) => {
  const { app, get } = await withApp(t)
  const plain = await get('/commissioner/areas', carol)
  t.match(plain.headers, { 'content-type': 'application/json; charset=utf-8', vary: 'Accept' })
  t.equal(plain.headers['content-disposition'], undefined)
  const months = 'from=2026-01&to=2026-02'
  const shift = 'shift?from=residential&to=shared-lives&percent=10'
  const ofAnArea = [`trends?measure=people-met&${months}`, 'support', `gaps?${months}`, `flows?${months}`, shift]
  for (const path of ['areas', 'measures', ...ofAnArea.map((route) => `areas/X10000001/${route}`)]) {
    const neither = await get(`/commissioner/${path}`, carol, { accept: 'text/html' })
    t.match(neither, { status: 406, headers: { vary: 'Accept' }, body: { code: 'not-acceptable' } }, path)
  }
  const refused = await get('/commissioner/areas/X99999999/trends?measure=people-met&from=2026-01&to=2026-02', carol, csv)
  t.match(refused, { status: 403, headers: { 'content-type': /problem\+json/ }, body: { code: 'out-of-reach' } })

  const { paths } = (await app.inject('/openapi.json')).json()
  for (const path of ['areas', 'measures', ...['trends', 'support', 'gaps', 'flows', 'shift'].map((route) => `areas/{area}/${route}`)]) {
    const { content } = paths[`/commissioner/${path}`].get.responses[200]
    t.equal(content['application/json'].schema.type, 'object', path)
    t.match(content['text/csv'].schema.description, /`\*` is withheld/, path)
  }
  t.match(paths['/commissioner/areas/{area}/trends'].get.responses[200].content['text/csv'].schema.description, /- `nearUpperLimit`: /)
})
