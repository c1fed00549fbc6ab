import { createHash, randomBytes } from 'node:crypto'

/** What a provider says of itself. */
export interface Provider {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  jwks_uri: string
}

export async function discover(address: string): Promise<Provider> {
  const answer = await fetch(`${address}/sign-in/.well-known/openid-configuration`)
  return (await answer.json()) as Provider
}

/** A browser that keeps cookies by their paths and goes nowhere by itself. */
export function browser() {
  const jar: { name: string; value: string; path: string }[] = []
  return {
    jar,
    async go(url: string, form?: Record<string, string>): Promise<Response> {
      const { pathname } = new URL(url)
      const cookie = jar
        .filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(`${path}/`))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
      const body = form && { method: 'POST', body: new URLSearchParams(form) }
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie, accept: 'text/html' }, ...body })
      for (const said of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(said) ?? []
        const path = /; path=([^;]+)/i.exec(said)?.[1] ?? '/'
        const at = jar.findIndex((each) => each.name === name && each.path === path)
        if (at >= 0) jar.splice(at, 1)
        if (value !== '') jar.push({ name, value, path })
      }
      return answer
    },
  }
}
export type Browser = ReturnType<typeof browser>

/** Where a page of this machine is sent back to. */
export const back = 'http://127.0.0.1:5999/signed-in'

/** A secret that a sign-in proves itself with (PKCE, RFC 7636), and what is shown of it beforehand. */
export function verifier() {
  const secret = randomBytes(32).toString('base64url')
  return { secret, challenge: createHash('sha256').update(secret).digest('base64url') }
}

/** Where a page sends somebody to sign in; `with` is put over what it usually says, and what is undefined left out. */
export function authorizationUrl({ authorization_endpoint }: Provider, challenge: string, more: Record<string, string | undefined> = {}) {
  const usual = {
    client_id: 'unfolding-pages',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: back,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'where-i-was',
    nonce: 'once',
  }
  const said = Object.entries({ ...usual, ...more }).filter((each): each is [string, string] => each[1] !== undefined)
  return `${authorization_endpoint}?${new URLSearchParams(said)}`
}

/** Goes the whole way as far as the page where one is sent back to; gives what that page is told. */
export async function choose(by: Browser, url: string, who: string): Promise<URLSearchParams> {
  const began = await by.go(url)
  const choosing = new URL(began.headers.get('location') ?? '', url).href
  const chosen = await by.go(choosing, { who })
  const resumed = await by.go(new URL(chosen.headers.get('location') ?? '', url).href)
  return new URL(resumed.headers.get('location') ?? '').searchParams
}

/** What a page asks for with the code that it was sent. */
export async function exchange({ token_endpoint }: Provider, code: string, secret: string, more: Record<string, string> = {}) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'unfolding-pages',
    redirect_uri: back,
    code,
    code_verifier: secret,
    ...more,
  })
  const answer = await fetch(token_endpoint, { method: 'POST', body })
  return {
    status: answer.status,
    body: (await answer.json()) as { access_token?: string; id_token?: string; token_type?: string; expires_in?: number; error?: string },
  }
}
