import Fastify from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { type Patience, usualPatience } from '../../src/http/issuer.ts'
import { answerProblems } from '../../src/http/problems.ts'
import { tokensFor } from '../../src/http/tokens.ts'
import { admitOnly, tokenEndsOf, whoOf } from '../../src/http/who.ts'
import type { Answer } from './app.ts'
import type { Issuer } from './issuer.ts'

/** A practitioners' room that admits by tokens of the issuer, and answers who it takes somebody for. */
export interface Room {
  enter(token: string): Promise<Answer>
  /** What it logged, a line each. */
  logged: string[]
}

/** A room as the service makes one with these settings; an answer of 500 is thrown. */
export async function roomOf(
  t: Pick<Test, 'teardown'>,
  { address }: Pick<Issuer, 'address'>,
  { settings = {}, patience = {} }: { settings?: Record<string, string>; patience?: Partial<Patience> } = {},
): Promise<Room> {
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const room = Fastify()
  answerProblems(room)
  const config = readConfig({ OIDC_ISSUER: address, ...settings })
  admitOnly(room, 'practitioner', await tokensFor(config, log, { ...usualPatience, ...patience }))
  room.get('/', (request) => ({ who: whoOf(request), ends: tokenEndsOf(request).getTime() / 1000 }))
  t.teardown(() => room.close())
  return {
    logged,
    async enter(token) {
      const answer = await room.inject({ url: '/', headers: { authorization: `Bearer ${token}` } })
      if (answer.statusCode === 500) throw new Error(`500: ${answer.body}, ${logged.at(-1)}`)
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
  }
}
