import { type Refused, type Shelf, shelfHere, takeShelf, type Waiting } from './device.ts'

/** What the service says to whoever is signed in, for logging. */
interface Mine {
  worker: string
  key: string
  csrf: string
  people: { person: string; name: string }[]
}

/** How sending ended: all that can be was sent; or what stood in its way, and the rest waits. */
export type Ended = 'done' | 'signed-out' | 'no-connection'

/** What was sent, and what can be said to whoever wrote it. */
export interface Sent {
  ended: Ended
  shelf: Shelf | undefined
  sent: { place: number; name: string; address: string; hints: string[] }[]
}

/** How long the service may take to answer, in milliseconds: a connection that is hardly there is none. */
const answersWithin = 20_000

/**
 * Sends what waits, one after the other in the order in which it was written down, by one window at a time. What is refused stays in its place with the reason and the next goes on: each conversation
 * stands for itself. Sent again, it is recorded once, since its ids were made when it was written.
 */
export function sendAll(): Promise<Sent> {
  return navigator.locks.request('unfolding-sending', async () => {
    const sent: Sent['sent'] = []
    const mine = await signedIn()
    if (typeof mine === 'string') return { ended: mine, shelf: await shelfHere(), sent }
    const shelf = await takeShelf(mine.worker, mine.key).catch(() => undefined)
    // Where a browser keeps nothing, nothing waits.
    if (!shelf) return { ended: 'done', shelf, sent }
    await remember(shelf, mine.people)
    for (const { place, conversation } of await shelf.waiting()) {
      if (conversation.refused) continue
      const answer = await send(conversation, mine.csrf)
      if (typeof answer === 'string') return { ended: answer, shelf, sent }
      if ('why' in answer) await shelf.keep({ ...conversation, refused: answer }, place)
      else {
        await shelf.letGo(place)
        sent.push({ place, name: conversation.name, ...answer })
      }
    }
    return { ended: 'done', shelf, sent }
  })
}

/** Whom they work with, as the service says it now; what was known of the goals of each stays. */
async function remember(shelf: Shelf, people: Mine['people']): Promise<void> {
  const known = new Map((await shelf.people()).map((each) => [each.person, each]))
  await shelf.keepPeople(people.map((each) => ({ ...known.get(each.person), ...each })))
}

async function signedIn(): Promise<Mine | Exclude<Ended, 'done'>> {
  const answer = await asked('/my-people/log/mine')
  if (answer?.status === 401) return 'signed-out'
  return answer?.status === 200 ? answer.body : 'no-connection'
}

async function send(
  { person, writtenAt, typed }: Waiting,
  csrf: string,
): Promise<{ address: string; hints: string[] } | Refused | Exclude<Ended, 'done'>> {
  const answer = await asked(`/my-people/log/${person}`, { _csrf: csrf, writtenAt, typed })
  if (answer?.status === 401) return 'signed-out'
  // What is busy, broken or not ours is no answer: it is tried again.
  if (answer?.body === undefined || answer.status === 429 || answer.status >= 500) return 'no-connection'
  return answer.body
}

async function asked(url: string, send?: object) {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(answersWithin),
      ...(send && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(send) }),
    })
    const isOurs = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, body: isOurs ? await answer.json() : undefined }
  } catch {
    return undefined
  }
}
