import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { z } from 'zod'
import { staysPrivate } from '../config.ts'
import { Problem } from './problems.ts'

/** How an issuer of tokens is asked; all in milliseconds. */
export interface Patience {
  /** How long the issuer may take over one answer. */
  answersWithin: number
  /** How long it is left alone after an answer that did not come, or was none. */
  pause: number
  /** However many tokens name a key that is not known, the issuer is asked for its keys no oftener than this. */
  newKeysEvery: number
  /** How long its keys are held to be good: one that it took away is refused after this at the latest. */
  keysGoodFor: number
}

export const usualPatience: Patience = { answersWithin: 5_000, pause: 2_000, newKeysEvery: 10_000, keysGoodFor: 600_000 }

/** Whether the issuer's keys can be had. */
export interface Reach {
  /** They could, when it was last asked. */
  now: boolean
  /** They could at some time since the service was started. */
  ever: boolean
}

export interface IssuerKeys {
  keys: JWTVerifyGetKey
  /** How it stands now. Where that may no longer be so, the issuer is asked again, and nobody waits for it. */
  reach(): Reach
}

const KeySet = z.object({ keys: z.array(z.looseObject({})) })

/**
 * The keys of an OpenID Connect issuer, by what it says of itself under `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0). It is
 * asked at once, and again when a token comes for as long as it is not there. Until its keys can be read, whoever asks for one gets the problem
 * 503 `sign-in-unavailable`; why is in the log. Throws jose's errors where the issuer has no such key.
 */
export function keysOfIssuer(issuer: string, log: Logger, patience: Patience): IssuerKeys {
  const reach: Reach = { now: false, ever: false }
  const ask = asking(issuer, log, patience, () => {
    reach.now = false
  })
  const About = z.object({ issuer: z.literal(issuer), jwks_uri: z.string().refine(staysPrivate) })
  const discover = async () => {
    const { jwks_uri } = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, About)
    return createRemoteJWKSet(new URL(jwks_uri), {
      cooldownDuration: patience.newKeysEvery,
      cacheMaxAge: patience.keysGoodFor,
      [customFetch]: async (url) => {
        const published = await ask(url, KeySet)
        Object.assign(reach, { now: true, ever: true })
        return Response.json(published)
      },
    })
  }
  let found: ReturnType<typeof discover> | undefined
  const discovered = () => {
    found ??= discover().catch((error) => {
      found = undefined
      throw error
    })
    return found
  }
  // Nobody waits for it yet, and the log says what came of it.
  discovered().catch(() => undefined)

  // What it says of itself is read anew: its keys may have moved.
  const forgetUnless = (fresh: boolean) => {
    if (!fresh) found = undefined
  }
  const lookAgain = async () => {
    const keys = await discovered()
    if (reach.now && keys.fresh) return
    await keys.reload().catch(() => forgetUnless(keys.fresh))
  }

  const keyFor: JWTVerifyGetKey = async (header, token) => {
    const keys = await discovered()
    try {
      const key = await keys(header, token)
      if ('modulusLength' in key.algorithm && Number(key.algorithm.modulusLength) < 2048) throw new Error('shorter than 2048 bits')
      return key
    } catch (error) {
      if (error instanceof Problem) forgetUnless(keys.fresh)
      if (error instanceof Problem || (error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid))) throw error
      log.warn({ issuer, why: 'one of its keys cannot be used' }, 'sign-in unavailable')
      throw new Problem(503, 'sign-in-unavailable')
    }
  }
  return {
    keys: keyFor,
    reach() {
      lookAgain().catch(() => undefined)
      return { ...reach }
    },
  }
}

/** Asks the issuer for JSON of a shape; where that does not come, 503 `sign-in-unavailable`, for all who ask until the pause is over. */
function asking(issuer: string, log: Logger, { answersWithin, pause }: Patience, onFailure: () => void) {
  let notBefore = 0
  return async <T>(url: string, shape: z.ZodType<T>): Promise<T> => {
    if (performance.now() < notBefore) throw new Problem(503, 'sign-in-unavailable')
    try {
      const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(answersWithin) })
      if (!answer.ok) throw new Error(`it answered ${answer.status}`)
      return shape.parse(await answer.json())
    } catch (error) {
      notBefore = performance.now() + pause
      onFailure()
      log.warn({ issuer, url, why: whyNot(error) }, 'sign-in unavailable')
      throw new Problem(503, 'sign-in-unavailable')
    }
  }
}

function whyNot(error: unknown): string {
  if (error instanceof z.ZodError) return `not what is needed: ${error.issues.map(({ path }) => path.join('.')).join(', ')}`
  if (error instanceof SyntaxError) return 'not JSON'
  if (!(error instanceof Error)) return 'unknown'
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
