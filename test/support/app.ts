import type { FastifyInstance } from 'fastify'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { pino } from 'pino'
import type { Test } from 'tap'
import { makeReleases } from '../../projections/area-release.ts'
import { projections } from '../../projections/index.ts'
import { buildApp } from '../../src/app.ts'
import { londonDay } from '../../src/domain/values.ts'
import type { Tokens } from '../../src/http/who.ts'
import { startProjecting } from '../../src/projecting/projector.ts'
import { caughtUp } from '../../src/projecting/wait.ts'
import type { AnyDatabase } from '../../src/projecting/writer.ts'
import { type AreaTables, areasIn, withDefaultAreas } from '../../src/store/areas.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import { recordIn } from './lives.ts'

export const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
const issuer = 'https://sign-in.example'
const audience = 'unfolding'
export const tokens = { keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA' }] }), issuer, audience }

/** What a token may say; what it does not say is a practitioner for the whole county. */
export interface Claimed {
  sub?: string
  roles?: string[]
  areas?: string[]
  organisation?: string
  expires?: string | number
  issuer?: string
  audience?: string
  key?: Parameters<SignJWT['sign']>[0]
}

/** A signed token as an Authorization header. */
export async function bearer({
  sub = 'amira',
  roles = ['practitioner'],
  areas = ['X10000001'],
  expires = '5m',
  key = privateKey,
  ...more
}: Claimed = {}): Promise<{
  authorization: string
}> {
  const jwt = new SignJWT({ roles, areas, ...(more.organisation !== undefined && { organisation: more.organisation }) })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(sub)
    .setIssuer(more.issuer ?? issuer)
    .setAudience(more.audience ?? audience)
    .setIssuedAt()
    .setExpirationTime(expires)
  return { authorization: `Bearer ${await jwt.sign(key)}` }
}

/** An answer: what came back, and its body where it is JSON. */
export interface Answer {
  status: number
  headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire says
  body: any
}

export interface TestApp {
  app: FastifyInstance
  database: TestDatabase
  record: TheRecord
  /** What the service logged, a line each. */
  logged: string[]
  /** Waits until every read model shows all that is on the record. */
  settled(): Promise<void>
  get(url: string, who?: Claimed, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body: unknown, who?: Claimed, headers?: Record<string, string>): Promise<Answer>
}

/** The whole service on a database of its own, projecting, asked as a client would ask it. The clock says what it is told to. */
export async function withApp(
  t: Pick<Test, 'teardown'>,
  {
    clock = () => new Date(),
    rateLimit = 100_000,
    heldAgainst = tokens,
  }: { clock?: () => Date; rateLimit?: number; heldAgainst?: Tokens } = {},
): Promise<TestApp> {
  const database = await withDatabase(t)
  await withDefaultAreas(database.open<AreaTables>('owner').db)
  const people = database.open<AnyDatabase>('unfolding_people').db
  const areas = await areasIn(people)
  const record = recordIn(database, clock)
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const app = await buildApp({
    record,
    people,
    commissioner: database.open<AnyDatabase>('unfolding_commissioner').db,
    areas,
    knowsArea: (area) => areas.areas.has(area),
    clock,
    tokens: heldAgainst,
    log,
    rateLimit,
  })
  const db = database.open<AnyDatabase>('unfolding_projector').db
  const projector = await startProjecting({
    db,
    record,
    projections,
    log,
    afterEachRound: () => makeReleases(db, { areas, month: londonDay(clock()).slice(0, 7), head: () => record.head() }),
  })
  t.teardown(async () => {
    await app.close()
    await projector.stop()
  })

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    who: Claimed | undefined,
    headers: Record<string, string> = {},
    payload?: string,
  ): Promise<Answer> {
    const json = payload === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await app.inject({
      method,
      url,
      headers: { ...(await bearer(who)), ...json, ...headers },
      ...(payload !== undefined && { payload }),
    })
    const isJson = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body }
  }
  return {
    app,
    database,
    record,
    logged,
    async settled() {
      const head = await record.head()
      for (const projection of projections) if (!(await caughtUp(people, projection, head))) throw new Error(`${projection.name} is behind`)
    },
    get: (url, who, headers) => ask('GET', url, who, headers),
    post: (url, body, who, headers) => ask('POST', url, who, headers, typeof body === 'string' ? body : JSON.stringify(body)),
  }
}
