import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Answered, askRoom } from '../asking.ts'
import { jargonIn } from '../browser/plain-words.ts'
import { conversationIn, fieldOf } from './conversation.ts'

/** What came of sending a conversation: where it can be read, and the codes of the hints for whoever wrote it; or what stands in its way, by the field of the form. */
export type Told = { address: string; hints: string[] } | { status: number; errors: Record<string, string> }

/** Writes down a conversation as it was typed into the form, all of it or nothing. */
export async function tell(
  app: FastifyInstance,
  request: FastifyRequest,
  person: string,
  typed: Record<string, unknown>,
  writtenAt?: string,
): Promise<Told> {
  const said = conversationIn(typed)
  if ('errors' in said) return { status: 400, errors: said.errors }
  const send = { ...(writtenAt !== undefined && { writtenAt }), entries: said.entries }
  const answer = await askRoom(app, request, `/practitioner/people/${person}/entries`, { send })
  if (answer.status >= 300) {
    const { code, entry } = answer.body
    return { status: answer.status, errors: { [code === 'not-yet-happened' ? 'day' : fieldOf(typed, entry)]: whyNot(answer) } }
  }
  const hints = jargonIn(said.texts)
  const hinted = hints.map((code) => `&hint=${code}`).join('')
  return { address: `/my-people/${person}?done=said&atLeast=${answer.body.position}${hinted}`, hints }
}

/** Why it was not written down, in a sentence. */
function whyNot({ status, body }: Answered): string {
  if (status === 400) return 'Something in it could not be read. Nothing was written down yet.'
  if (status === 409) return 'This was written down before, as it was first sent. Open an empty page to add to it.'
  if (status === 401)
    return 'You are no longer signed in, and nothing was written down yet. Sign in again below, and copy what you wrote into the page that opens.'
  return `${body.detail ?? 'Something went wrong.'} Nothing was written down yet.`
}
