import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Refusal } from '../domain/refusal.ts'
import { IdReused, MovedOn, NewerEntries } from '../perform.ts'
import { unavailable } from '../store/database.ts'
import { Conflict, StoreUnavailable } from '../store/event-store.ts'

/** Every code a client may depend on that is not a refusal of the domain, with its title. */
const titles = {
  'not-understood': 'This was not understood.',
  'malformed-json': 'The body is not JSON.',
  'no-token': 'Say who you are: send a token.',
  'bad-token': 'This token does not hold.',
  'wrong-room': 'This room is for others.',
  'opened-only': 'Who opened a story without a tie takes no words away in it: that cannot be taken back.',
  'not-yours-to-say': 'This is for the person alone to say.',
  'out-of-reach': 'This is out of your reach.',
  'not-found': 'There is nothing here.',
  'not-met-then': 'Nothing was known of this person then.',
  'entry-id-reused': 'An entry with this id was recorded before, with other content.',
  'moved-on': 'The story has moved on since you read it.',
  'not-acceptable': 'This can be had as application/json or text/csv.',
  'too-large': 'The body is over 512 KiB.',
  'unsupported-media-type': 'Send application/json.',
  'too-many-requests': 'Too many requests. Wait a little.',
  overloaded: 'More is asked just now than can be answered. Nothing was done; send the same again a little later.',
  busy: 'Others are writing to this story at this moment. Nothing was recorded; send the same again.',
  'sign-in-unavailable': 'Tokens cannot be checked now. Send the same again.',
  'store-unavailable': 'The record cannot be reached now. Send the same again: what was recorded is not recorded twice.',
  'took-too-long': 'This took too long. Send the same again: what was recorded is not recorded twice.',
  'view-behind': 'The view has not caught up yet. Ask again.',
  'newer-entries': 'This story holds entries that a newer service wrote. Write to it with that one.',
  'went-wrong': 'Something went wrong here. It has been written down and will be looked at.',
} as const
export type ProblemCode = keyof typeof titles

/** An answer that is not what was asked for, as RFC 9457 has it. */
export class Problem extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly errors: { path: string; message: string }[] | undefined
  readonly entry: string | undefined
  constructor(
    status: number,
    code: ProblemCode,
    more: { detail?: string; errors?: { path: string; message: string }[]; entry?: string } = {},
  ) {
    super(more.detail ?? titles[code])
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = more.errors
    this.entry = more.entry
  }
}

/** What a problem looks like on the wire, for the reference page. */
export const ProblemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string().describe('What a client may depend on'),
    entry: z.string().optional().describe('The id of the entry it is about'),
    others: z
      .array(z.object({ entry: z.string(), code: z.string() }))
      .optional()
      .describe('Entries that stand in the way, and why each could not have been recorded'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .describe('RFC 9457 problem')

/** How many things one problem names. */
const errorsAtMost = 20

/** One place where what is thrown becomes an answer. What nobody foresaw is logged, by its kind and where it came from, and answered plainly. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((_request, reply) => send(reply, new Problem(404, 'not-found')))
}

/** Answers one error; also where the address itself was not understood. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  send(reply, problemOf(error, request))
}

/** Turns an answer that is about to leave into a problem, whatever it was before: gives the body in place of its own. */
export function problemInstead(error: FastifyError, request: FastifyRequest, reply: FastifyReply): string {
  return said(reply, problemOf(error, request))
}

function send(reply: FastifyReply, problem: Problem | Refusal): FastifyReply {
  return reply.send(said(reply, problem))
}

/** Gives the body of a problem, once the answer says in its status and headers what it is. */
function said(reply: FastifyReply, problem: Problem | Refusal): string {
  const status = problem instanceof Problem ? problem.status : 422
  const title = problem instanceof Problem ? titles[problem.code] : 'This cannot be recorded.'
  const errors = problem instanceof Problem ? problem.errors : problem.path && [{ path: problem.path, message: problem.message }]
  if (status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '2')
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  reply.code(status).type('application/problem+json; charset=utf-8')
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: problem.message,
    code: problem.code,
    ...(problem.entry && { entry: problem.entry }),
    ...(problem instanceof Refusal && problem.others.length > 0 && { others: problem.others }),
    ...(errors && { errors }),
  })
}

export function problemOf(error: FastifyError, request: FastifyRequest): Problem | Refusal {
  if (error instanceof Problem || error instanceof Refusal) return error
  if (error instanceof Conflict) return new Problem(503, 'busy')
  if (error instanceof StoreUnavailable) {
    request.log.warn({ err: { type: error.name, message: error.message } }, 'store unavailable')
    return new Problem(503, 'store-unavailable')
  }
  // A room asks its views by itself: that no connection was free in time, or a question took too long, is no error of ours.
  if (unavailable(error)) {
    request.log.warn({ err: { type: error.name, code: error.code } }, 'store unavailable')
    return new Problem(503, 'store-unavailable')
  }
  if (error instanceof IdReused) return new Problem(409, 'entry-id-reused', { entry: error.entry })
  if (error instanceof MovedOn) return new Problem(412, 'moved-on')
  if (error instanceof NewerEntries) return new Problem(503, 'newer-entries')
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.flatMap(plainly).slice(0, errorsAtMost)
    const [first] = errors
    return new Problem(400, 'not-understood', { errors, ...(first && { detail: `${first.path || 'body'}: ${first.message}` }) })
  }
  const known = byFastifyCode[error.code]
  if (known) return new Problem(...known)
  if (error.statusCode === 429) return new Problem(429, 'too-many-requests')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem(error.statusCode, 'not-understood')
  request.log.error(inShort(error), 'went wrong')
  return new Problem(500, 'went-wrong')
}

/** What may be logged of an error that nobody foresaw: never its message, nor what a database adds to it, which could quote somebody's words. */
function inShort({ name, code, stack = '' }: FastifyError): { error: string; code: string | undefined; where: string[] } {
  return { error: name, code, where: stack.split('\n').filter((line) => /^\s+at /.test(line)) }
}

const byFastifyCode: Record<string, [number, ProblemCode] | undefined> = {
  FST_ERR_BAD_URL: [400, 'not-understood'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformed-json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformed-json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'malformed-json'],
}

interface Issue {
  path: PropertyKey[]
  message: string
  code: string
  keys?: string[]
  errors?: Issue[][]
}

/** What zod found, as path and message: unknown fields by their own path, and of alternatives the one that was understood furthest. */
function plainly(found: { keyword: string; instancePath: string; message?: string; params: object }): { path: string; message: string }[] {
  const path = found.instancePath.split('/').filter(Boolean)
  return issues({ path, message: found.message ?? '', code: found.keyword, ...found.params })
}

function issues(issue: Issue, under: PropertyKey[] = []): { path: string; message: string }[] {
  const path = [...under, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ path: [...path, key].join('.'), message: 'unknown field' }))
  const alternatives = issue.errors?.filter((branch) => branch.length > 0) ?? []
  const depth = (branch: Issue[]) => Math.max(...branch.map((each) => each.path.length))
  const furthest = alternatives.sort((a, b) => depth(b) - depth(a))[0]
  if (furthest) return furthest.flatMap((each) => issues(each, path))
  return [{ path: path.join('.'), message: /received undefined$/.test(issue.message) ? 'is missing' : issue.message }]
}
