import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose'
import type { Logger } from 'pino'
import { type Config, ConfigWrong } from '../config.ts'
import { keysOfIssuer, usualPatience } from './issuer.ts'
import type { SignInNeeds } from './sign-in/door.ts'
import type { Tokens, Who } from './who.ts'

/** How far an issuer's clock may be from ours, in seconds. */
const clocksApart = 30

/** What tokens are held against: the issuer or the keys that the environment names, or the service's own key. Waits for no issuer. */
export async function tokensFor(config: Config, log: Logger, patience = usualPatience): Promise<Tokens> {
  const { oidcIssuer: issuer, tokenIssuer, tokenAudience: audience, claimNames } = config
  if (issuer !== undefined) return { ...keysOfIssuer(issuer, log, patience), issuer, audience, claimNames, clocksApart }
  return { keys: await keysFor(config), issuer: tokenIssuer, audience, claimNames }
}

/** Signs a token for this machine, with the key that the service made for itself. */
export async function signToken(config: Config, who: Pick<Who, 'sub'> & Partial<Omit<Who, 'as'>>, minutes: number): Promise<string> {
  const { sub, ...claims } = who
  const jwk = await ownKey(config)
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(sub)
    .setIssuer(config.tokenIssuer)
    .setAudience(config.tokenAudience)
    .setIssuedAt()
    .setExpirationTime(`${minutes}m`)
    .sign(await importJWK(jwk, 'EdDSA'))
}

/** What the service signs people in with on this machine: what its tokens are held against, by `tokensFor`. */
export async function ownSignIn(config: Config): Promise<SignInNeeds> {
  const { host, tokenIssuer, tokenAudience } = config
  return { key: await ownKey(config), host, tokenIssuer, tokenAudience }
}

async function keysFor(config: Config): Promise<Tokens['keys']> {
  const { tokenKeys } = config
  if (tokenKeys === undefined) {
    const { kty, crv, x } = (await ownKey(config)) as JWK & { kty: string }
    const key = { kty, crv, x } as JWK
    return createLocalJWKSet({ keys: [{ ...key, alg: 'EdDSA', kid: await calculateJwkThumbprint(key) }] })
  }
  if (/^https:\/\//.test(tokenKeys)) return createRemoteJWKSet(new URL(tokenKeys))
  try {
    return createLocalJWKSet(JSON.parse(await readFile(tokenKeys, 'utf8')))
  } catch (cause) {
    throw new ConfigWrong(`TOKEN_KEYS: ${tokenKeys} is neither an https address nor a file with a JSON Web Key Set.`, { cause })
  }
}

/** The key for local tokens: made on first use, for nobody else to read. */
async function ownKey({ dataDir }: Config): Promise<JWK> {
  const file = path.join(dataDir, 'token-key.json')
  const there = await readFile(file, 'utf8').catch(() => undefined)
  if (there !== undefined) return JSON.parse(there)
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const making = `${file}.${randomUUID()}`
  await mkdir(dataDir, { recursive: true })
  await writeFile(making, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 })
  // Whole or not at all; where two make it at once, the first one stays.
  await link(making, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(making)
  return JSON.parse(await readFile(file, 'utf8'))
}
