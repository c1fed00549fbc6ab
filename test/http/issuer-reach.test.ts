import { setTimeout as later } from 'node:timers/promises'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { type Patience, usualPatience } from '../../src/http/issuer.ts'
import { tokensFor } from '../../src/http/tokens.ts'
import { withApp } from '../support/app.ts'
import { aboutPath, type Issuer, inJson, keyPair, keysPath, withIssuer } from '../support/issuer.ts'

const pair = await keyPair('first')

/** The service with that issuer's tokens; asked how ready it is, and with a token as a practitioner would. */
async function serviceOf(t: Test, issuer: Issuer, patience: Partial<Patience>) {
  const log = pino({ level: 'silent' })
  const { app } = await withApp(t, {
    heldAgainst: await tokensFor(readConfig({ OIDC_ISSUER: issuer.address }), log, { ...usualPatience, ...patience }),
  })
  return {
    async ready() {
      const answer = await app.inject('/health/ready')
      const { ready, record, signIn } = answer.json()
      return { status: answer.statusCode, ready, record, signIn }
    },
    async enter(token: string) {
      return (await app.inject({ url: '/practitioner/caseload', headers: { authorization: `Bearer ${token}` } })).statusCode
    },
  }
}
type Service = Awaited<ReturnType<typeof serviceOf>>

/** What it answers once it says that of signing in, or at last. */
async function saysAtLast({ ready }: Service, signIn: string) {
  for (const until = Date.now() + 10_000; Date.now() < until; await later(20)) {
    const answer = await ready()
    if (answer.signIn === signIn) return answer
  }
  return ready()
}

const notYet = { status: 503, ready: false, record: 'in reach', signIn: 'out of reach' }
const inReach = { status: 200, ready: true, record: 'in reach', signIn: 'in reach' }

t.test('it is ready once the issuer’s keys could be had, though nobody came with a token', async (t) => {
  const issuer = await withIssuer(t, pair)
  await issuer.goAway()
  const service = await serviceOf(t, issuer, { pause: 50 })
  for (let n = 0; n < 5; n += 1) t.same(await service.ready(), notYet)
  await issuer.comeBack()
  t.same(await saysAtLast(service, 'in reach'), inReach)
  t.equal(await service.enter(await issuer.sign(pair)), 200)
  t.equal(issuer.asked.filter((url) => url === keysPath).length, 1, 'with the keys that were had then')
})

t.test('an issuer that says of itself what it should, and has no keys, is out of reach too', async (t) => {
  const issuer = await withIssuer(t, pair)
  issuer.instead[keysPath] = (reply) => reply.writeHead(500).end()
  const service = await serviceOf(t, issuer, { pause: 50 })
  for (const until = Date.now() + 10_000; !issuer.asked.includes(keysPath) && Date.now() < until; await later(20))
    t.same(await service.ready(), notYet)
  t.ok(issuer.asked.includes(keysPath))
  t.same(await service.ready(), notYet)

  // They are to be had, and in another place.
  issuer.about = { jwks_uri: `${issuer.address}/moved` }
  issuer.instead['/moved'] = (reply) => inJson(reply, { keys: issuer.keys })
  t.same(await saysAtLast(service, 'in reach'), inReach)
})

t.test('an issuer that went away is told, and the service stays ready with the keys it has', async (t) => {
  const unknown = await keyPair('unknown')
  const issuer = await withIssuer(t, pair)
  const service = await serviceOf(t, issuer, { pause: 50, newKeysEvery: 0 })
  t.same(await saysAtLast(service, 'in reach'), inReach)
  await issuer.goAway()
  t.equal(await service.enter(await issuer.sign(unknown)), 503, 'it may be a new key')
  t.same(await service.ready(), { ...inReach, signIn: 'out of reach' })
  t.equal(await service.enter(await issuer.sign(pair)), 200)
  await issuer.comeBack()
  t.same(await saysAtLast(service, 'in reach'), inReach)
})

t.test('however often it is asked how ready it is, it asks the issuer once in a while, and waits for nothing', async (t) => {
  const away = await withIssuer(t, pair)
  away.instead[aboutPath] = (reply) => reply.writeHead(500).end()
  const without = await serviceOf(t, away, { pause: 60_000 })
  for (let n = 0; n < 20; n += 1) t.equal((await without.ready()).signIn, 'out of reach')
  t.same(away.asked, [aboutPath])

  const there = await withIssuer(t, pair)
  const withKeys = await serviceOf(t, there, {})
  t.same(await saysAtLast(withKeys, 'in reach'), inReach)
  for (let n = 0; n < 20; n += 1) t.same(await withKeys.ready(), inReach)
  t.same(there.asked, [aboutPath, keysPath])

  const silent = await withIssuer(t, pair)
  silent.instead[aboutPath] = () => undefined
  t.same(await (await serviceOf(t, silent, { answersWithin: 60_000 })).ready(), notYet, 'though it has not answered')
})

t.test('where no issuer is set, nothing is said of it', async (t) => {
  const { app } = await withApp(t)
  const { ready, ...rest } = (await app.inject('/health/ready')).json()
  t.equal(ready, true)
  t.same(Object.keys(rest), ['record', 'projections'])
})
