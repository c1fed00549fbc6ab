import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decodeProtectedHeader, errors, type JWTHeaderParameters, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { ClaimNames } from '../config.ts'
import { ActsFor } from '../domain/acting.ts'
import type { By, Role, Room } from '../domain/entry.ts'
import { roles } from '../domain/lists.ts'
import { AreaCode, Id, OrganisationCode, Text } from '../domain/values.ts'
import type { IssuerKeys } from './issuer.ts'
import { Problem } from './problems.ts'
import { remembersVerified } from './verified.ts'

/** Who is asking, from their verified token and nowhere else. */
const Claims = z.object({
  sub: Text(200),
  name: z.string().max(200).optional(),
  // A provider may give roles of its own; they open nothing here.
  roles: z.array(z.string()).transform((given) => roles.filter((role) => given.includes(role))),
  areas: z.array(AreaCode).default([]),
  organisation: OrganisationCode.optional(),
  /** Whose own story it is. */
  person: Id.optional(),
  actsFor: z.array(ActsFor).max(20).default([]),
})
export type Claims = z.infer<typeof Claims>

/** Who is asking, and as what: by the room they are in. */
export type Who = Claims & { as: Room }

/** What a token is held against. */
export interface Tokens {
  keys: JWTVerifyGetKey
  /** Whether they can be had, where an issuer is asked for them. */
  reach?: IssuerKeys['reach']
  issuer: string
  audience: string
  /** Where a token says what is read of it; left out, each thing under its own name. */
  claimNames?: ClaimNames
  /** How far the clock of whoever signs may be from ours, in seconds; left out, not at all. */
  clocksApart?: number
}

/** Signatures that are accepted; `none` and shared secrets are not among them. */
export const algorithms = ['EdDSA', 'ES256', 'RS256', 'PS256']

/** Makes every route of a room ask for a token of that role, or of another that may come in: 401 with none or a bad one, 403 in the wrong room. */
export function admitOnly(room: FastifyInstance, role: Room, tokens: Tokens, ...others: readonly Role[]): void {
  room.decorateRequest('who', null)
  room.decorateRequest('tokenEnds', null)
  const who = whoBy(tokens)
  room.addHook('onRequest', async (request) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) throw new Problem(401, 'no-token')
    const { who: asking, tokenEnds } = await who(token)
    if (!asking.roles.some((each) => each === role || others.includes(each))) throw new Problem(403, 'wrong-room')
    request.setDecorator<Who>('who', { ...asking, as: role })
    request.setDecorator('tokenEnds', tokenEnds)
  })
}

/** Who somebody is, as their token says it. Throws a 401 where it does not hold. */
export async function whoIs(token: string, tokens: Tokens): Promise<Claims> {
  return (await whoBy(tokens)(token)).who
}

/** Who is asking, in a room that admits by token. */
export function whoOf(request: FastifyRequest): Who {
  return request.getDecorator<Who>('who')
}

/** When the token that admitted them ends: whoever answers for longer than a moment stops then. */
export function tokenEndsOf(request: FastifyRequest): Date {
  return request.getDecorator<Date>('tokenEnds')
}

/** Who writes, as the record keeps it. */
export function byOf({ sub, as, organisation }: Who): By {
  return { sub, role: as, ...(organisation !== undefined && { organisation }) }
}

/** Who is asking, by their token. */
function whoBy(tokens: Tokens): (token: string) => Promise<{ who: Claims; tokenEnds: Date }> {
  const { keys, issuer, audience, claimNames = {}, clocksApart = 0 } = tokens
  const held = { issuer, audience, algorithms, requiredClaims: ['exp'], clockTolerance: clocksApart }
  const verified = remembersVerified(
    async (token) => {
      const [head = '', payload = '', signature = ''] = token.split('.')
      return keys(headOf(token), { protected: head, payload, signature })
    },
    async (token, key) => {
      const { payload } = await jwtVerify(token, key, held)
      return { who: Claims.parse(byOwnNames(payload, claimNames)), tokenEnds: new Date(((payload.exp ?? 0) + clocksApart) * 1000) }
    },
  )
  return (token) =>
    verified(token).catch((error: unknown) => {
      if (error instanceof errors.JWKSTimeout || isNetwork(error)) throw new Problem(503, 'sign-in-unavailable')
      if (error instanceof errors.JWTExpired) throw new Problem(401, 'bad-token', { detail: 'This token has expired.' })
      if (error instanceof errors.JWTClaimValidationFailed)
        throw new Problem(401, 'bad-token', { detail: `This token does not hold: its ${error.claim} is not what it must be.` })
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw new Problem(401, 'bad-token')
      throw error
    })
}

function headOf(token: string): JWTHeaderParameters {
  try {
    return decodeProtectedHeader(token) as JWTHeaderParameters
  } catch (cause) {
    throw new errors.JWSInvalid('not a token', { cause })
  }
}

/** What a token says, each thing under its own name. What is looked for elsewhere counts only from there, also where nothing is there. */
function byOwnNames(payload: object, names: ClaimNames): object {
  const elsewhere = Object.entries(names).flatMap(([claim, name]) => (name === undefined ? [] : [[claim, valueAt(payload, name)]]))
  return { ...payload, ...Object.fromEntries(elsewhere) }
}

function valueAt(payload: object, name: string): unknown {
  const steps = /^https?:\/\//.test(name) ? [name] : name.split('.')
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined),
    payload,
  )
}

/** `fetch` says so where whoever signs tokens is out of reach. */
function isNetwork(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed'
}
