import { closeShelf, type Refused, type Shelf, shelfHere, takeShelf, timesClosed, type Waiting } from './device.ts'

/** What the service says to whoever is signed in, for logging. */
interface Mine {
  worker: string
  key: string
  csrf: string
  /** Where they were asked for. */
  people?: { person: string; name: string }[]
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
export function sendAll({ people = false }: { people?: boolean } = {}): Promise<Sent> {
  return navigator.locks.request('unfolding-sending', async () => {
    const sent: Sent['sent'] = []
    const closed = await timesClosed().catch(() => 0)
    const mine = await signedIn(people)
    if (typeof mine === 'string') return { ended: mine, shelf: await shelfHere(), sent }
    const shelf = await takeShelf(mine.worker, mine.key, closed).catch(() => undefined)
    // Where a browser keeps nothing, nothing waits; nor is anything sent for whoever signed out meanwhile.
    if (!shelf) return { ended: 'done', shelf, sent }
    if (mine.people) await remember(shelf, mine.people)
    for (const { place, version, conversation } of await shelf.waiting()) {
      if (conversation.refused) continue
      const answer = await send(conversation, mine.csrf)
      if (typeof answer === 'string') return { ended: answer, shelf, sent }
      if ('why' in answer) await shelf.refuse(place, version, { ...conversation, refused: answer })
      else {
        await shelf.letGo(place, version)
        sent.push({ place, name: conversation.name, ...answer })
      }
    }
    return { ended: 'done', shelf, sent }
  })
}

/** Whom they work with, as the service says it now; what was known of the goals of each stays. */
export async function remember(shelf: Shelf, people: readonly { person: string; name: string }[]): Promise<void> {
  const known = new Map((await shelf.people()).map((each) => [each.person, each]))
  await shelf.keepPeople(people.map((each) => ({ ...known.get(each.person), ...each })))
}

async function signedIn(people: boolean): Promise<Mine | Exclude<Ended, 'done'>> {
  const answer = await asked(`/my-people/log/mine${people ? '?people=yes' : ''}`)
  if (answer?.status === 401) return 'signed-out'
  // Somebody else is signed in here, who has no people to log with.
  if (answer?.status === 403) return closeShelf().then(() => 'signed-out' as const)
  // A network that asks to be signed in to answers in place of the service.
  return answer?.status === 200 && answer.body ? answer.body : 'no-connection'
}

async function send(
  { person, writtenAt, typed }: Waiting,
  csrf: string,
): Promise<{ address: string; hints: string[] } | Refused | Exclude<Ended, 'done'>> {
  const answer = await asked(`/my-people/log/${person}`, { _csrf: csrf, writtenAt, typed })
  if (answer?.status === 401) return 'signed-out'
  // What is busy, broken or not ours is no answer: it is tried again.
  const isForeign = answer?.body === undefined && (answer?.status === 200 || answer?.status === 403)
  if (answer === undefined || isForeign || answer.status === 429 || answer.status >= 500) return 'no-connection'
  return answer.body ?? { why: 'It could not be taken: it may be too long.', errors: {} }
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
