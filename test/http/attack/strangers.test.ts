import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { bearer, type Claimed, withApp } from '../../support/app.ts'
import { ask, met, voiced } from '../../support/asking.ts'
import { allRooms, send } from '../../support/routes.ts'

// The way to somebody else: by their id in the address under every spelling, by a cursor or an event id that was given for another story, by an area that is another's.

const now = '2026-06-15T10:00:00.000Z'
const may = { happened: { from: '2026-05-20' } }
const planted = 'Quibblewick'
const everyRole: Claimed = { roles: ['practitioner', 'reviewer', 'commissioner', 'steward', 'person'] }
const rae: Claimed = { sub: 'rae', roles: ['reviewer'], areas: ['X10000100'] }

/** Sam, of Eastmere, and Ana, of Thornwick, of whom much was planted. Who attacks is of Eastmere. */
async function withTwo(t: Test) {
  const service = await withApp(t, { clock: () => new Date(now), reviewsOpened: false })
  const [sam, ana] = [randomUUID(), randomUUID()]
  const life = (area: string, said: string) => [
    { ...met(area, said), ...may },
    voiced(randomUUID(), said, may),
    ask('ConversationHeld', {}, { happened: { from: '2026-05-21' }, words: { heard: said } }),
    ask('ConversationHeld', {}, { happened: { from: '2026-05-22' }, words: { heard: said } }),
  ]
  const [ofSam, ofAna] = [life('X10000101', 'Sam'), life('X10000201', planted)]
  for (const [person, entries, reviewer] of [
    [sam, ofSam, 'rae'],
    [ana, ofAna, 'ray'],
  ] as const) {
    t.equal((await service.post(`/practitioner/people/${person}/entries`, { entries })).status, 201)
    t.equal(
      (await service.post(`/steward/people/${person}/reviews`, { reviewer, until: '2026-07-01' }, { sub: 'wyn', roles: ['steward'] }))
        .status,
      201,
    )
  }
  await service.settled()
  return { service, sam, ana, ofSam, ofAna }
}

t.test('on every route, the id of somebody out of reach opens nothing under any spelling, and is answered as nobody’s is', async (t) => {
  const { service, ana, ofAna } = await withTwo(t)
  const headers = await bearer({ ...everyRole, areas: ['X10000100'] })
  const head = await service.record.head()
  const wrong: string[] = []
  let [asked, met] = [0, 0]
  const spellings = (id: string) => [id, id.toUpperCase(), id.replaceAll('-', '%2D'), `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`]
  const odd = (id: string) => [
    ...[
      `${id}%00`,
      `${id}%0d%0aSet-Cookie:a=b`,
      `${id}%20`,
      `${id};${id}`,
      `${id},${id}`,
      `{${id}}`,
      `urn:uuid:${id}`,
      id.replaceAll('-', ''),
    ],
    ...[
      '..%2f..%2fhealth%2flive',
      '%2e%2e',
      `..%2f${id}`,
      `%252e%252e%252f${id}`,
      '*',
      ':personId',
      'null',
      '%F0%9F%97%9D',
      '%ff',
      '%',
      '%c0%ae',
      `${id}/..`,
    ],
  ]
  for (const request of allRooms(service.app, { person: ana, entry: ofAna[1]?.id ?? '' })) {
    if (!request.url.includes(ana)) continue
    for (const spelling of spellings(ana)) {
      const nobody: string = randomUUID()
      const as = (id: string) => send(service.app, { ...request, url: request.url.replace(ana, id) }, headers)
      const [known, unknown] = [await as(spelling), await as(nobody)]
      asked += 1
      if (known.status !== 403 || known.text !== unknown.text) wrong.push(`${request.route} ${spelling}: ${known.status} ${known.text}`)
    }
    for (const id of odd(ana)) {
      const { status, text } = await send(service.app, { ...request, url: request.url.replace(ana, id) }, headers)
      met += 1
      // Where the steps up make the address of another route, that is what was asked.
      if (
        allRooms(service.app).some(
          ({ method, url }) => method === request.method && url === new URL(request.url.replace(ana, id), 'http://here').pathname,
        )
      )
        continue
      if (![400, 403, 404].includes(status) || text.includes(planted)) wrong.push(`${request.route} ${id}: ${status} ${text}`)
    }
  }
  t.comment(`${asked} spellings, ${met} that are none`)
  t.same(wrong.slice(0, 5), [])
  t.equal(await service.record.head(), head)
})

t.test('a person’s id written in capitals is the same person, with one story and the same looks', async (t) => {
  const { service, sam } = await withTwo(t)
  const upper = sam.toUpperCase()
  const entry = ask('ConversationHeld', {}, may)
  t.equal((await service.post(`/practitioner/people/${upper}/entries`, { entries: [entry] })).status, 201)
  t.equal((await service.record.read(`person-${sam}`)).length, 6)
  t.same(await service.record.read(`person-${upper}`), [])
  await service.settled()
  const [one, other] = [await service.get(`/practitioner/people/${sam}`), await service.get(`/practitioner/people/${upper}`)]
  t.same(one.body, other.body)
  const { looks } = (await service.get('/me/who-looked', { roles: ['person'], person: upper })).body
  t.equal(looks.filter(({ what }: { what: string }) => what === 'now').length, 2)
  t.equal((await service.post(`/practitioner/people/${upper}/entries`, { entries: [met()] })).body.code, 'already-met')
})

t.test('a cursor that was given for another story, or was tampered with, shows nothing of it and nothing twice', async (t) => {
  const { service, sam, ana } = await withTwo(t)
  const pages: [string, Claimed, string][] = [
    [`/practitioner/people/${sam}/journey`, { areas: ['X10000100'] }, `/practitioner/people/${ana}/journey`],
    [`/reviewer/people/${sam}/journey`, rae, `/reviewer/people/${ana}/journey`],
    ['/me/journey', { roles: ['person'], person: sam }, '/me/journey'],
  ]
  for (const [url, who, elsewhere] of pages) {
    const theirs = { ...who, areas: ['X10000001'], sub: who === rae ? 'ray' : 'amira', ...(who.person && { person: ana }) }
    const { next } = (await service.get(`${elsewhere}?limit=1`, theirs)).body
    t.ok(next, elsewhere)
    const own = (await service.get(url, who)).body.entries.map(({ id }: { id: string }) => id)
    const inBase64 = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
    const tampered = [
      ['2026-05-20', 0, 1, 99],
      ['1800-01-01', 2, 1, 2147483647],
      ['2026-05-20', -1, 2147483647, 1],
    ].map(inBase64)
    const misshapen = [
      ...[
        ['2026-05-20', 0, 0, 1],
        ['2026-05-20', 0, 1],
        ['2026-05-20', 0, 1, -1],
        ['2026-05-20', 0, 1, 1.5],
        ['2026-05-20', 0, 1, 1, ana],
      ],
      ...[{ after: ana }, null, 'null', '[', '{"__proto__":[]}', [[]], ['9999-12-31', 0, 1, 1], ['2026-05-20', 0, '1', '1'], ana],
    ].map(inBase64)
    for (const cursor of misshapen) t.equal((await service.get(`${url}?limit=1&cursor=${cursor}`, who)).status, 400, cursor)
    for (const cursor of [next, ...tampered, '', '%00', '..%2f', 'A'.repeat(200), 'A'.repeat(201), `${next}&cursor=${next}`]) {
      const { status, body } = await service.get(`${url}?limit=1&cursor=${cursor}`, who)
      t.ok(
        status === 400 || (status === 200 && body.entries.every(({ id }: { id: string }) => own.includes(id))),
        `${url} ${cursor}: ${status}`,
      )
      t.notMatch(JSON.stringify(body), new RegExp(planted))
    }
  }
  for (const cursor of [
    '0',
    '999999999999999999',
    '-1',
    '1e3',
    '0x10',
    "1' or '1'='1",
    '1;drop table look',
    '9'.repeat(19),
    '%00',
    '1&cursor=2',
    '１',
  ])
    for (const [url, who] of [
      ['/me/who-looked', { roles: ['person'], person: sam }],
      [`/steward/people/${sam}/access`, { roles: ['steward'] }],
    ] as const) {
      const { status, body } = await service.get(`${url}?cursor=${encodeURI(cursor)}`, { ...who, roles: [...who.roles] })
      t.ok(status === 400 || status === 200, `${url} ${cursor}: ${status} ${body.code}`)
    }
})

t.test('an event id of another replay is not gone on after, and one that is made up is none', async (t) => {
  const { service, sam, ana, ofAna, ofSam } = await withTwo(t)
  const replay = (person: string, who: Claimed, last?: string) =>
    service.get(`/reviewer/people/${person}/replay`, who, last === undefined ? {} : { 'last-event-id': last })
  const idsIn = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].map(([, id = '']) => id)
  const theirs = idsIn((await replay(ana, { sub: 'ray', roles: ['reviewer'] })).body)
  const own = idsIn((await replay(sam, rae)).body)
  t.equal(theirs.length, 5)
  const [, , to, knownAt] = JSON.parse(Buffer.from(own[0] ?? '', 'base64url').toString())
  const made = [
    ['entry', null, to, knownAt, ofAna[3]?.id, 1],
    ['entry', null, to, knownAt, ana, 1],
    ['entry', null, to, knownAt, ofSam[3]?.id, 99],
    ['entry', null, to, knownAt, ofSam[3]?.id, 0],
    ['entry', null, to, knownAt, ofSam[3]?.id, 'END'],
    ['month', null, to, knownAt, ofSam[3]?.id, 1],
    ['entry', '2026-05-21', to, knownAt, ofSam[3]?.id, 1],
    [],
    {},
  ].map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
  for (const last of [...theirs, ...made, '', 'x', 'A'.repeat(4_000), ana]) {
    const { status, body } = await replay(sam, rae, last)
    t.match({ status, code: body.code }, { status: 400, code: 'not-understood' }, last.slice(0, 40))
    t.notMatch(JSON.stringify(body), new RegExp(planted))
  }
  t.equal((await replay(ana, rae, theirs[0])).status, 403)
  t.equal((await replay(sam, rae, own[0])).status, 200, 'one’s own is')
})

t.test('areas of others are out of reach under any spelling, on every route of areas', async (t) => {
  const { service } = await withTwo(t)
  const headers = await bearer({ ...everyRole, areas: ['X10000100'] })
  const head = await service.record.head()
  const wrong: string[] = []
  const spelt = [
    ...[
      'X10000200',
      'X10000001',
      'X10009999',
      'x10000100',
      'X10000100%00',
      'X10000100%0a',
      '%20X10000100',
      'X10000100,X10000200',
      'X1000010%30%30',
    ],
    ...[
      '..%2fX10000100',
      '..%2f..%2fmeasures',
      '..',
      '*',
      '%25',
      '%zz',
      'X%EF%BC%91%EF%BC%90000100',
      '[]',
      '__proto__',
      'constructor',
      "X10000100'--",
    ],
  ]
  for (const request of allRooms(service.app, { area: 'X10000201' })) {
    if (!request.url.includes('X10000201')) continue
    for (const area of spelt) {
      const { status, text } = await send(service.app, { ...request, url: request.url.replace('X10000201', area) }, headers)
      if (![400, 403, 404].includes(status)) wrong.push(`${request.route} ${area}: ${status} ${text.slice(0, 200)}`)
    }
  }
  t.same(wrong, [])
  t.equal(await service.record.head(), head)
})

t.test('a query that says something twice, or in another shape, is not understood on any route that takes one', async (t) => {
  const { service, sam } = await withTwo(t)
  const wrong: string[] = []
  let asked = 0
  for (const request of allRooms(service.app, { person: sam })) {
    const [path = '', query = ''] = request.url.split('?')
    const given = query.split('&').filter(Boolean)
    const changed = [
      ...given.flatMap((each) => [
        [...given, each].join('&'),
        query.replace(each, each.replace('=', '[]=')),
        query.replace(each, each.replace('=', '[$ne]=')),
      ]),
      ...given.flatMap((each) => [query.replace(each, each.replace(/=.*/, '=')), query.replace(each, each.replace(/=.*/, '=%00'))]),
    ]
    for (const other of request.method === 'GET' ? changed : []) {
      asked += 1
      const { status, text } = await send(
        service.app,
        { ...request, url: `${path}?${other}` },
        await bearer({ ...everyRole, person: randomUUID() }),
      )
      if (status !== 400 && !(status === 403 && text.includes('out-of-reach'))) wrong.push(`${request.route}?${other}: ${status} ${text}`)
    }
    for (const more of ['__proto__=1', 'constructor=1', '__proto__[roles]=steward', 'toString=1', '%00=1', '=1', '&&&']) {
      asked += 1
      const url = `${path}?${[...given, more].join('&')}`
      const { status, text } = await send(service.app, { ...request, url }, await bearer({ ...everyRole, person: sam }))
      if (status >= 500) wrong.push(`${url}: ${status} ${text}`)
    }
  }
  t.comment(`${asked} queries`)
  t.same(wrong.slice(0, 5), [])
  t.equal(({} as { roles?: unknown }).roles, undefined)
})
