import { createHmac } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import { roles } from '../../../src/domain/lists.ts'
import { bearer, type Claimed, privateKey, publicKey, withApp } from '../../support/app.ts'
import { allRooms, send } from '../../support/routes.ts'

// A token is forged, and sent to every route there is; and a role is claimed everywhere but in a token.

const claims = { roles: [...roles], areas: ['X10000001'], name: 'Amira' }
const inBase64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60
const whole = { ...claims, sub: 'amira', iss: 'https://sign-in.example', aud: 'unfolding', iat: inMinutes(0), exp: inMinutes(5) }

/** A token that lacks one thing, or has one that is not ours. */
function signed(change: object, header: object = {}, key: Parameters<SignJWT['sign']>[0] = privateKey): Promise<string> {
  return new SignJWT({ ...whole, ...change }).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(key)
}

/** Authorization headers that let nobody in, by what is wrong with them. */
async function forged(): Promise<Record<string, string>> {
  const genuine = await signed({})
  const [head = '', said = '', signature = ''] = genuine.split('.')
  const another = await generateKeyPair('EdDSA', { extractable: true })
  const pem = await exportSPKI(publicKey)
  const raw = Buffer.from((await exportJWK(publicKey)).x ?? '', 'base64url')
  const hmac = (header: object, secret: string | Buffer) => {
    const text = `${inBase64(header)}.${said}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const tokens: Record<string, string> = {
    'unsigned, as a library makes it': new UnsecuredJWT(whole).encode(),
    'unsigned, with the signature left on': `${inBase64({ alg: 'none' })}.${said}.${signature}`,
    'unsigned, spelt otherwise': `${inBase64({ alg: 'nOnE' })}.${said}.`,
    'no way of signing': `${inBase64({})}.${said}.${signature}`,
    'the signature left out': `${head}.${said}.`,
    'HS256 with the public key as text': hmac({ alg: 'HS256' }, pem),
    'HS256 with the public key as bytes': hmac({ alg: 'HS256' }, raw),
    'HS256 with nothing': hmac({ alg: 'HS256' }, ''),
    'another way of signing named': `${inBase64({ alg: 'RS256' })}.${said}.${signature}`,
    'signed by another key': await signed({}, {}, another.privateKey),
    'with the key that it is signed by': await signed({}, { jwk: await exportJWK(another.publicKey) }, another.privateKey),
    'with where its keys are': await signed({}, { jku: 'https://elsewhere.example/keys' }, another.privateKey),
    'something that must be understood and is not': `${inBase64({ alg: 'EdDSA', crit: ['exp'] })}.${said}.${signature}`,
    'what it says altered': `${head}.${inBase64({ ...whole, sub: 'wyn' })}.${signature}`,
    expired: await signed({ exp: inMinutes(-1) }),
    'for ever': await signed({ exp: undefined }),
    'not yet': await signed({ nbf: inMinutes(5) }),
    'of another issuer': await signed({ iss: 'https://elsewhere.example' }),
    'of no issuer': await signed({ iss: undefined }),
    'for another service': await signed({ aud: 'another-service' }),
    'for nobody': await signed({ aud: undefined }),
    'of nobody': await signed({ sub: undefined }),
    'roles in another shape': await signed({ roles: { 0: 'practitioner', length: 1 } }),
    'no token at all': 'not.a.token',
    'very long': `${head}.${'A'.repeat(10_000)}.${signature}`,
  }
  const bearing = Object.fromEntries(Object.entries(tokens).map(([what, token]) => [what, `Bearer ${token}`]))
  return {
    ...bearing,
    'another scheme': `Basic ${genuine}`,
    'two of them': `Bearer ${genuine}, Bearer ${genuine}`,
    nothing: 'Bearer ',
    bare: genuine,
  }
}

t.test('no forged token opens any route, and nothing is recorded, noted or told', async (t) => {
  const { app, record, database } = await withApp(t)
  const wrong: string[] = []
  const routes = allRooms(app)
  const all = Object.entries(await forged())
  for (const request of routes) {
    for (const [what, authorization] of all) {
      const { status, headers, text } = await send(app, request, { authorization })
      const isRefused = status === 401 && headers['www-authenticate'] === 'Bearer' && /"code":"(no|bad)-token"/.test(text)
      if (!isRefused || /jwt|jws|key|signature|stack/i.test(text)) wrong.push(`${request.route}, ${what}: ${status} ${text}`)
    }
    t.not((await send(app, request, await bearer({ roles: [...roles] }))).status, 401, `${request.route} with a token that holds`)
  }
  t.comment(`${routes.length} routes, ${all.length} tokens`)
  t.same(wrong.slice(0, 5), [])
  t.equal((await record.head()) > 0n, true, 'a place was written of with the one that holds')
  const { rows } = await database.open('owner').pool.query<{ by: string[] }>('select array_agg(distinct sub) as by from look')
  t.same(rows[0]?.by ?? ['amira'], ['amira'])
})

t.test('a role is claimed in vain anywhere but in a token', async (t) => {
  const { app, record } = await withApp(t)
  const smuggled = { roles: [...roles], role: 'steward', by: { sub: 'wyn', role: 'steward' }, areas: ['X10000001'], sub: 'wyn' }
  const wrong: string[] = []
  let asked = 0
  for (const request of allRooms(app)) {
    const { route, method, room, url } = request
    const others = roles.filter((role) => role !== room && !(room === 'practitioner' && role === 'team-lead'))
    for (const who of [
      ...others.map((role): Claimed => ({ roles: [role] })),
      { roles: [] },
      { roles: ['admin', 'Steward', `${room} `, '*'] },
    ]) {
      const query = `${url.includes('?') ? '&' : '?'}role=${room}&roles=${room}&sub=wyn`
      const headers = { ...(await bearer(who)), 'x-role': room, roles: room, 'x-forwarded-user': 'wyn', cookie: `roles=${room}` }
      for (const more of [{}, smuggled]) {
        asked += 1
        const { status, text } = await send(app, { ...request, url: url + query }, headers, more)
        if (status !== 403 || !text.includes('"wrong-room"')) wrong.push(`${route} as ${JSON.stringify(who)}: ${status} ${text}`)
      }
    }
    if (method === 'GET') continue
    const head = await record.head()
    const { status, text } = await send(app, request, await bearer({ roles: [room] }), smuggled)
    if (status !== 400 || !text.includes('unknown field')) wrong.push(`${route}: ${status} ${text}`)
    if ((await record.head()) !== head) wrong.push(`${route} recorded it`)
  }
  t.comment(`${asked} requests`)
  t.same(wrong.slice(0, 5), [])
})
