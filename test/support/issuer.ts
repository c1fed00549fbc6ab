import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import type { Test } from 'tap'

/** A pair of keys of the issuer's: the one it publishes, and the one it signs with. */
export interface KeyPair {
  kid: string
  alg: string
  published: JWK
  publicKey: CryptoKey
  privateKey: CryptoKey
}

export async function keyPair(kid: string, alg = 'ES256'): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }, publicKey, privateKey }
}

/** Now, in the seconds of a token, and so many more. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds
}

/** A little OpenID Connect issuer on this machine. */
export interface Issuer {
  address: string
  /** What it publishes as its keys. */
  keys: unknown[]
  /** What it says of itself; what is put here stands beside that, or over it. */
  about: Record<string, unknown>
  /** Answers in its stead, by path, where there is something. */
  instead: Record<string, (reply: ServerResponse) => void>
  /** What was asked of it, in order. */
  asked: string[]
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** A token as it signs them for a practitioner of Quayside; claims are put over what it says, `undefined` leaves one out. */
  sign(by: KeyPair, claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
}

export const aboutPath = '/.well-known/openid-configuration'
export const keysPath = '/keys'

/** Listens until the test is over. */
export async function withIssuer(t: Pick<Test, 'teardown'>, ...pairs: KeyPair[]): Promise<Issuer> {
  const server = createServer(({ url = '' }, reply) => {
    issuer.asked.push(url)
    const instead = issuer.instead[url]
    if (instead) return instead(reply)
    if (url === aboutPath) return inJson(reply, { issuer: issuer.address, jwks_uri: issuer.address + keysPath, ...issuer.about })
    if (url === keysPath) return inJson(reply, { keys: issuer.keys })
    reply.writeHead(404).end()
  })
  const listen = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening')
  await listen(0)
  const { port } = server.address() as AddressInfo
  const issuer: Issuer = {
    address: `http://127.0.0.1:${port}`,
    keys: pairs.map(({ published }) => published),
    about: {},
    instead: {},
    asked: [],
    async goAway() {
      const gone = once(server.close(), 'close')
      server.closeAllConnections()
      await gone
    },
    comeBack: async () => void (await listen(port)),
    sign: ({ alg, kid, privateKey }, claims = {}, header = {}) =>
      new SignJWT({ ...usualClaims(issuer.address), ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey),
  }
  t.teardown(() => (server.listening ? issuer.goAway() : undefined))
  return issuer
}

function usualClaims(iss: string) {
  return {
    iss,
    aud: 'unfolding',
    sub: 'amira',
    roles: ['practitioner'],
    areas: ['X10000101'],
    iat: inSeconds(0),
    exp: inSeconds(300),
  }
}

export function inJson(reply: ServerResponse, body: unknown): void {
  reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
