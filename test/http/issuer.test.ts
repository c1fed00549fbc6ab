import { createHmac, generateKeyPairSync, randomUUID, sign as signBytes } from 'node:crypto'
import { setTimeout as later } from 'node:timers/promises'
import fc from 'fast-check'
import { exportSPKI, UnsecuredJWT } from 'jose'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { usualPatience } from '../../src/http/issuer.ts'
import { tokensFor } from '../../src/http/tokens.ts'
import { withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'
import { aboutPath, inSeconds, keyPair, keysPath, withIssuer } from '../support/issuer.ts'
import { roomOf } from '../support/room-of-issuer.ts'

const refused = { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { code: 'bad-token' } }
/** What is read of a token that says nothing of whose story it is, by somebody in the practitioners' room. */
const asPractitioner = { actsFor: [], as: 'practitioner' }

t.test('a token of the issuer opens the room, signed in any way that is accepted', async (t) => {
  const pairs = await Promise.all(['RS256', 'PS256', 'ES256', 'EdDSA'].map((alg) => keyPair(alg, alg)))
  const issuer = await withIssuer(t, ...pairs)
  const { enter } = await roomOf(t, issuer)
  for (const until = Date.now() + 5_000; issuer.asked.length === 0 && Date.now() < until; ) await later(20)
  t.same(issuer.asked, [aboutPath], 'it is asked what it says of itself before anybody comes')
  for (const pair of pairs) {
    const { status, body } = await enter(await issuer.sign(pair))
    t.equal(status, 200, pair.alg)
    t.same(body.who, { sub: 'amira', roles: ['practitioner'], areas: ['X10000101'], ...asPractitioner })
  }
  t.equal(issuer.asked.filter((url) => url === keysPath).length, 1, 'it was asked for its keys once')
})

t.test('a way of signing that is not on the list is refused, also where the issuer publishes such a key', async (t) => {
  const pairs = await Promise.all(['RS512', 'ES384'].map((alg) => keyPair(alg, alg)))
  const issuer = await withIssuer(t, ...pairs)
  const { enter } = await roomOf(t, issuer)
  for (const pair of pairs) t.match(await enter(await issuer.sign(pair)), refused, pair.alg)
})

t.test('a token that is not signed, or with what anybody may know, is refused', async (t) => {
  const pair = await keyPair('first', 'RS256')
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer)
  const genuine = await issuer.sign(pair)
  t.equal((await enter(genuine)).status, 200)

  const [, claims = '', signature = ''] = genuine.split('.')
  const inBase64 = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url')
  for (const alg of ['none', 'None', 'NONE', '']) {
    t.match(await enter(`${inBase64({ alg, kid: 'first' })}.${claims}.`), refused, `alg ${alg}`)
    t.match(await enter(`${inBase64({ alg, kid: 'first' })}.${claims}.${signature}`), refused, `alg ${alg}, with a signature`)
  }
  t.match(await enter(new UnsecuredJWT({ sub: 'amira', roles: ['practitioner'] }).setExpirationTime('5m').encode()), refused)
  const pem = await exportSPKI(pair.publicKey)
  const known = [pem, pem.trim(), Buffer.from(pair.published.n ?? '', 'base64url'), JSON.stringify(pair.published)]
  issuer.keys.push({ kty: 'oct', kid: 'shared', k: Buffer.from(pem).toString('base64url') })
  for (const [alg, hash] of Object.entries({ HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }))
    for (const secret of known)
      for (const kid of ['first', 'shared', undefined]) {
        const signed = `${inBase64({ alg, kid })}.${claims}`
        t.match(await enter(`${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`), refused, alg)
      }
  const altered = inBase64({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), roles: ['practitioner', 'steward'] })
  t.match(await enter(genuine.replace(claims, altered)), refused, 'what it says was altered')
})

t.test(
  'a key that a token brings along, or that the issuer does not have, opens nothing, and the issuer is not asked for each',
  async (t) => {
    const [pair, another] = [await keyPair('first'), await keyPair('another')]
    const issuer = await withIssuer(t, pair)
    const { enter } = await roomOf(t, issuer)
    t.equal((await enter(await issuer.sign(pair))).status, 200)
    const { published: jwk } = another
    const brought = [
      {},
      { jwk },
      { jku: `${issuer.address}/other-keys` },
      { kid: 'first' },
      { kid: 'first', jwk },
      { kid: 5 },
      { kid: undefined },
    ]
    for (const header of brought) t.match(await enter(await issuer.sign(another, {}, header)), refused, JSON.stringify(header))
    for (let n = 0; n < 20; n += 1) t.match(await enter(await issuer.sign(another, {}, { kid: randomUUID() })), refused)
    t.equal(issuer.asked.length, 2, 'what it says of itself, and its keys')
  },
)

t.test('keys change at the issuer: a new one is accepted, one that was taken away is refused once ours are old', async (t) => {
  const [first, second] = [await keyPair('first'), await keyPair('second')]
  const issuer = await withIssuer(t, first)
  const { enter } = await roomOf(t, issuer, { patience: { newKeysEvery: 0, keysGoodFor: 1_500 } })
  const tokens = { first: await issuer.sign(first), second: await issuer.sign(second) }
  t.equal((await enter(tokens.first)).status, 200)
  t.match(await enter(tokens.second), refused, 'nobody knows it yet')

  issuer.keys = [first.published, second.published]
  t.equal((await enter(tokens.second)).status, 200)
  t.equal((await enter(tokens.first)).status, 200)

  issuer.keys = [second.published]
  t.equal((await enter(tokens.first)).status, 200, 'ours are not old yet')
  await later(1_600)
  t.match(await enter(tokens.first), refused)
  t.equal((await enter(tokens.second)).status, 200)
})

t.test('clocks may be half a minute apart, and no more', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer)
  const withTimes = async (claims: object) => enter(await issuer.sign(pair, { ...claims }))
  const exp = inSeconds(-20)
  const late = await withTimes({ exp })
  t.equal(late.status, 200, 'expired by their clock, perhaps not by ours')
  t.equal(late.body.ends, exp + 30, 'and what is answered at length ends with that')
  t.match(await withTimes({ exp: inSeconds(-31) }), { ...refused, body: { detail: 'This token has expired.' } })
  t.equal((await withTimes({ nbf: inSeconds(20) })).status, 200)
  t.match(await withTimes({ nbf: inSeconds(40) }), refused)
})

t.test('a token for others, of others, or that leaves out what must be said, is refused', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer, { settings: { TOKEN_AUDIENCE: 'records' } })
  const aud = 'records'
  t.equal((await enter(await issuer.sign(pair, { aud }))).status, 200)
  t.equal((await enter(await issuer.sign(pair, { aud: ['account', 'records'] }))).status, 200, 'one audience among others')
  const wrong: Record<string, unknown>[] = [
    { aud: 'unfolding' },
    { aud: ['record', 'RECORDS'] },
    { aud: undefined },
    { aud: 5 },
    { aud, iss: 'https://elsewhere.example' },
    { aud, iss: `${issuer.address}/` },
    { aud, iss: undefined },
    { aud, exp: undefined },
    { aud, exp: 'tomorrow' },
    { aud, nbf: 'yesterday' },
    { aud, sub: undefined },
  ]
  for (const claims of wrong) t.match(await enter(await issuer.sign(pair, claims)), refused, JSON.stringify(claims))
})

t.test('what a token says is read from where the settings say, and from nowhere else then', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const settings = {
    CLAIM_NAME: 'preferred_username',
    CLAIM_ROLES: 'realm_access.roles',
    CLAIM_AREAS: 'https://council.example/areas',
    CLAIM_ORGANISATION: 'works.for.code',
  }
  const { enter } = await roomOf(t, issuer, { settings })
  const elsewhere = {
    preferred_username: 'Amira',
    realm_access: { roles: ['offline_access', 'reviewer', 'practitioner'] },
    'https://council.example/areas': ['X10000102'],
    works: { for: { code: 'SALLOW01' } },
  }
  const { status, body } = await enter(
    await issuer.sign(pair, { ...elsewhere, name: 'Somebody', organisation: 'TIDEWAY1', roles: ['steward'] }),
  )
  t.equal(status, 200)
  t.same(body.who, {
    sub: 'amira',
    name: 'Amira',
    roles: ['practitioner', 'reviewer'],
    areas: ['X10000102'],
    organisation: 'SALLOW01',
    ...asPractitioner,
  })
  const others = await enter(await issuer.sign(pair, { ...elsewhere, realm_access: { roles: ['offline_access'] } }))
  t.match(others, { status: 403, body: { code: 'wrong-room' } }, 'roles under the usual name open nothing')
  const nothing = await enter(await issuer.sign(pair, { realm_access: { roles: ['practitioner'] }, areas: ['X10000001'] }))
  t.same(nothing.body.who, { sub: 'amira', roles: ['practitioner'], areas: [], ...asPractitioner }, 'nor do areas')
  for (const realm_access of [
    undefined,
    null,
    'practitioner',
    ['practitioner'],
    {},
    { roles: 'practitioner' },
    { roles: { 0: 'practitioner' } },
  ])
    t.match(await enter(await issuer.sign(pair, { ...elsewhere, realm_access })), refused, JSON.stringify(realm_access))

  const inherited = await roomOf(t, issuer, { settings: { CLAIM_NAME: 'constructor.name', CLAIM_ORGANISATION: '__proto__' } })
  t.same((await inherited.enter(await issuer.sign(pair))).body.who, {
    sub: 'amira',
    roles: ['practitioner'],
    areas: ['X10000101'],
    ...asPractitioner,
  })
})

t.test('who it is may be said elsewhere than in `sub`, and then is said there or not at all', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer, { settings: { CLAIM_SUB: 'directory.oid' } })
  const theirs = await enter(await issuer.sign(pair, { sub: 'of-this-program-alone', directory: { oid: 'amira-nasser' } }))
  t.equal(theirs.body.who.sub, 'amira-nasser')
  t.equal((await enter(await issuer.sign(pair, { sub: undefined, directory: { oid: 'amira-nasser' } }))).status, 200)
  for (const directory of [undefined, null, {}, 'oid', ...[null, '', ' ', 5, ['amira'], {}, 'x'.repeat(201)].map((oid) => ({ oid }))])
    t.match(await enter(await issuer.sign(pair, { directory })), refused, JSON.stringify(directory))
})

t.test('whose story is theirs, and whom they act for, may be said elsewhere too', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const settings = { CLAIM_PERSON: 'https://county.example/person', CLAIM_ACTS_FOR: 'family.actsFor' }
  const { enter } = await roomOf(t, issuer, { settings })
  const [own, others] = [randomUUID(), randomUUID()]
  const actsFor = [{ person: others, ground: 'deputy', until: '2099-12-31' }]
  const said = { 'https://county.example/person': own, family: { actsFor } }
  t.match((await enter(await issuer.sign(pair, said))).body.who, { person: own, actsFor })
  const usual = await enter(await issuer.sign(pair, { person: own, actsFor }))
  t.same(
    [usual.status, usual.body.who.person, usual.body.who.actsFor],
    [200, undefined, []],
    'under the usual names they are not looked for',
  )
  for (const person of [null, 5, '', 'angela', [own]])
    t.match(await enter(await issuer.sign(pair, { 'https://county.example/person': person })), refused, JSON.stringify(person))
  for (const family of [{ actsFor: others }, { actsFor: [others] }, { actsFor: [{ ...actsFor[0], until: 'always' }] }, { actsFor: null }])
    t.match(await enter(await issuer.sign(pair, { family })), refused, JSON.stringify(family))
})

t.test('what a token says in another shape is refused', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const { enter } = await roomOf(t, issuer)
  const wrong: Record<string, unknown>[] = [
    ...[undefined, null, 'practitioner', 'practitioner reviewer', 5, {}, [5], [['practitioner']]].map((roles) => ({ roles })),
    ...[null, 'X10000101', [5], [''], [{}]].map((areas) => ({ areas })),
    ...[null, 5, ['SALLOW01'], ''].map((organisation) => ({ organisation })),
    ...[null, 5, {}, 'x'.repeat(201)].map((name) => ({ name })),
    ...[null, 5, '', {}, 'x'.repeat(201)].map((sub) => ({ sub })),
  ]
  for (const claims of wrong) t.match(await enter(await issuer.sign(pair, claims)), refused, JSON.stringify(claims))

  const anything = fc.record({ roles: fc.jsonValue(), areas: fc.jsonValue(), organisation: fc.jsonValue() }, { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(anything, async (claims) => {
      const { status } = await enter(await issuer.sign(pair, claims))
      return [200, 401, 403].includes(status)
    }),
    { numRuns: 200 },
  )
})

t.test('a key of the issuer that nobody should rely on opens nothing, and the others go on', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
  issuer.keys.push(
    { ...short.publicKey.export({ format: 'jwk' }), kid: 'short' },
    { kty: 'RSA', kid: 'broken', n: 5, e: [] },
    { kid: 'no kind' },
    {},
  )
  const { enter, logged } = await roomOf(t, issuer)
  const claims = (await issuer.sign(pair)).split('.')[1]
  for (const kid of ['short', 'broken']) {
    const signed = `${Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url')}.${claims}`
    const token = `${signed}.${signBytes('sha256', Buffer.from(signed), short.privateKey).toString('base64url')}`
    t.match(await enter(token), { status: 503, body: { code: 'sign-in-unavailable' } }, kid)
  }
  t.match(await enter(await issuer.sign(pair, {}, { kid: 'no kind' })), refused)
  t.match(logged.at(-1), /one of its keys cannot be used/)
  t.equal((await enter(await issuer.sign(pair))).status, 200)
})

t.test('a role in a request, and not in the token, opens nothing', async (t) => {
  const pair = await keyPair('first')
  const issuer = await withIssuer(t, pair)
  const config = readConfig({ OIDC_ISSUER: issuer.address })
  const { app } = await withApp(t, { heldAgainst: await tokensFor(config, pino({ level: 'silent' }), usualPatience) })
  const url = `/practitioner/people/${randomUUID()}/entries`
  const post = async (body: object, claims = {}, query = '', more = {}) => {
    const headers = { authorization: `Bearer ${await issuer.sign(pair, claims)}`, ...more }
    const answer = await app.inject({ method: 'POST', url: url + query, headers, payload: body })
    return { status: answer.statusCode, code: answer.json().code }
  }
  const entries = [met()]
  const reviewer = { roles: ['reviewer'] }
  const smuggled = { roles: ['practitioner'], role: 'practitioner', by: { sub: 'amira', role: 'practitioner' } }
  t.same(await post({ entries, ...smuggled }, reviewer), { status: 403, code: 'wrong-room' })
  t.same(await post({ entries }, reviewer, '?roles=practitioner&role=practitioner'), { status: 403, code: 'wrong-room' })
  t.same(await post({ entries }, reviewer, '', { roles: 'practitioner', 'x-roles': 'practitioner' }), { status: 403, code: 'wrong-room' })
  t.same(await post({ entries, ...smuggled }), { status: 400, code: 'not-understood' }, 'nor is it passed over in silence')
  t.same(await post({ entries: [met('X10000201')], areas: ['X10000001'] }), { status: 400, code: 'not-understood' })
  t.same(await post({ entries: [met('X10000201')] }), { status: 403, code: 'out-of-reach' }, 'beyond the areas of the token')
  t.same(await post({ entries }), { status: 201, code: undefined })
})
