import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { pino } from 'pino'
import type { Test } from 'tap'
import { makeReleases } from '../../projections/area-release.ts'
import { projections } from '../../projections/index.ts'
import { buildApp } from '../../src/app.ts'
import { daysAfter, londonDay } from '../../src/domain/values.ts'
import { rooms as allRooms, client } from '../../src/http/sign-in/names.ts'
import type { Tokens } from '../../src/http/who.ts'
import { startProjecting } from '../../src/projecting/projector.ts'
import { caughtUp } from '../../src/projecting/wait.ts'
import type { AnyDatabase } from '../../src/projecting/writer.ts'
import { type AreaTables, areasIn, withDefaultAreas } from '../../src/store/areas.ts'
import { eachRoom } from '../../src/store/database.ts'
import { looksIn } from '../../src/store/looks.ts'
import type { TheRecord } from '../../src/store/record.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import { recordIn } from './lives.ts'

export const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
const issuer = 'https://sign-in.example'
const audience = 'unfolding'
const kid = 'tests'
export const tokens = { keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid }] }), issuer, audience }

/** What a token may say; what it does not say is a practitioner for the whole county. */
export interface Claimed {
  sub?: string
  name?: string
  roles?: string[]
  areas?: string[]
  organisation?: string
  person?: string
  actsFor?: { person: string; ground: string; until: string }[]
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
  issuer: by = issuer,
  audience: of = audience,
  ...claims
}: Claimed = {}): Promise<{
  authorization: string
}> {
  const jwt = new SignJWT({ roles, areas, ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(sub)
    .setIssuer(by)
    .setAudience(of)
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
  put(url: string, body: unknown, who?: Claimed): Promise<Answer>
  post(url: string, body: unknown, who?: Claimed, headers?: Record<string, string>): Promise<Answer>
  /** A steward of the county opens a story to a reviewer, for 40 days: once in a month of the clock. */
  openReview(person: string, reviewer?: string): Promise<void>
  /** Somebody of the area who has no tie to a person opens their story, for three hours. */
  openStory(person: string, who?: Claimed): Promise<void>
}

/**
 * The whole service on a database of its own, projecting, asked as a client would ask it. The clock says what it is told to. Unless `reviewsOpened` is
 * false, whoever asks as a reviewer has the review of that person opened for them first, by a steward of the county.
 */
export async function withApp(
  t: Pick<Test, 'teardown'>,
  {
    clock = () => new Date(),
    rateLimit = 100_000,
    nameWorkers = false,
    reviewsOpened = true,
    rateLimitSubject = 100_000_000,
    sendsWithin,
    atOnce,
    late = 0,
    heldAgainst = tokens,
    withPages = false,
    metricsToken,
  }: {
    clock?: () => Date
    rateLimit?: number
    rateLimitSubject?: number
    sendsWithin?: number
    atOnce?: number
    /** Tests work in the thread of the service: that it is late says nothing, but where they say so. */
    late?: number
    /** What is sent to read `/metrics`. */
    metricsToken?: string
    nameWorkers?: boolean
    reviewsOpened?: boolean
    heldAgainst?: Tokens
    /** Whether it has pages, to which the made-up people sign in: the test lets it listen on 127.0.0.1. */
    withPages?: boolean
  } = {},
): Promise<TestApp> {
  const database = await withDatabase(t)
  await withDefaultAreas(database.open<AreaTables>('owner').db)
  const rooms = eachRoom((role) => database.open<AnyDatabase>(role, { max: 5 }).db)
  const db = database.open<AnyDatabase>('unfolding_projector').db
  const areas = await areasIn(db)
  const record = recordIn(database, clock)
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const app = await buildApp({
    record,
    rooms,
    looks: looksIn(database.open('unfolding_looks', { max: 3 })),
    areas,
    knowsArea: (area) => areas.areas.has(area),
    clock,
    tokens: heldAgainst,
    log,
    nameWorkers,
    rateLimit,
    rateLimitSubject,
    late,
    ...(atOnce !== undefined && { atOnce }),
    ...(metricsToken !== undefined && { metrics: { token: metricsToken, connections: () => [] } }),
    ...(sendsWithin !== undefined && { sendsWithin }),
    ...(withPages && {
      signIn: { key: { ...(await exportJWK(privateKey)), kid }, host: '127.0.0.1', tokenIssuer: issuer, tokenAudience: audience },
      pages: ({ server }) => {
        const at = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/sign-in`
        return { issuer: at, clientId: client, idTokenAlg: 'EdDSA', resource: allRooms, asMadeUp: true }
      },
    }),
  })
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

  const opened = new Set<string>()
  async function openReview(person: string, reviewer = 'amira'): Promise<void> {
    const review = `${person} ${reviewer} ${clock().toISOString().slice(0, 7)}`
    if (opened.has(review)) return
    const body = JSON.stringify({ reviewer, until: daysAfter(londonDay(clock()), 40) })
    const { status } = await ask('POST', `/steward/people/${person}/reviews`, { sub: 'wyn', roles: ['steward'] }, {}, body)
    if (status === 201) opened.add(review)
  }
  async function openReviewAsked(url: string, { sub, roles = [] }: Claimed): Promise<void> {
    const [, person] = /^\/reviewer\/people\/([0-9a-f-]{36})\//.exec(url) ?? []
    if (reviewsOpened && person !== undefined && roles.includes('reviewer')) await openReview(person, sub)
  }

  async function ask(
    method: 'GET' | 'POST' | 'PUT',
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
      for (const projection of projections) if (!(await caughtUp(db, projection, head))) throw new Error(`${projection.name} is behind`)
    },
    async get(url, who, headers) {
      await openReviewAsked(url, who ?? {})
      return ask('GET', url, who, headers)
    },
    put: (url, body, who) => ask('PUT', url, who, {}, JSON.stringify(body)),
    post: (url, body, who, headers) => ask('POST', url, who, headers, typeof body === 'string' ? body : JSON.stringify(body)),
    openReview,
    async openStory(person, who) {
      const reason = JSON.stringify({ ground: 'covering-for-a-colleague', reason: 'Covering for a colleague' })
      const { status, body } = await ask('POST', `/practitioner/people/${person}/open`, who, {}, reason)
      if (status !== 201) throw new Error(JSON.stringify(body))
    },
  }
}
