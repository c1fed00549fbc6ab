import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnyEntry } from '../../../src/domain/entry.ts'
import type { Chance } from '../../../src/tasks/demo/chance.ts'
import { ask, met, voiced } from '../../support/asking.ts'

/** What was sent together, and whether it was said to be recorded. */
export interface Sent {
  person: string
  ids: string[]
  acknowledged: boolean
}

/** Writers at full speed, and what they were told. */
export interface Writers {
  sent: Sent[]
  /** How often they were given which answer, by status and code; `cut off` where there was none. */
  answers: Map<string, number>
  /** Answers that nobody should be given: neither recorded nor told in a plain way to send it again. */
  wrong: string[]
  /** When each answer was asked for, and how long it took, in milliseconds. */
  took: { began: number; ms: number }[]
  acknowledged(): number
  /** They finish what they are at, as far as somebody answers, and stop. */
  stop(): Promise<void>
}

interface Writing {
  /** Where to send the next one. */
  address: () => string
  headers: Readonly<Record<string, string>>
  chance: Chance
  writers?: number
  /** Within how many milliseconds each answer has to be there. */
  deadline?: number
  /** How long to rest after an answer, in milliseconds. */
  rest?: number
  /** How often somebody who was cut off goes on with something else: then nobody knows what became of it. */
  givesUp?: number
}

/**
 * Each writer tells one story after the other, 1 to 3 entries a request; the second one tells in the stories of the first, so that they meet. Whoever is told to send it again,
 * or is cut off, sends the very same again until it is acknowledged, or now and then lets go of it.
 */
export function keepWriting({ address, headers, chance, writers = 6, deadline = 30_000, rest = 0, givesUp = 0.3 }: Writing): Writers {
  const sent: Sent[] = []
  const answers = new Map<string, number>()
  const wrong: string[] = []
  const took: Writers['took'] = []
  let over = false
  const count = (what: string) => answers.set(what, (answers.get(what) ?? 0) + 1)

  async function send({ person }: Sent, entries: readonly AnyEntry[]): Promise<'recorded' | 'again' | 'cut off' | 'nobody there'> {
    const began = performance.now()
    try {
      const answer = await fetch(`${address()}/practitioner/people/${person}/entries`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ entries }),
        signal: AbortSignal.timeout(deadline),
      })
      const said = await answer.text()
      took.push({ began, ms: performance.now() - began })
      if (answer.status === 201 || answer.status === 200) {
        count(String(answer.status))
        return 'recorded'
      }
      count(`${answer.status} ${codeIn(said)}`)
      const isPlain = answer.headers.get('content-type')?.startsWith('application/problem+json') && answer.headers.has('retry-after')
      if (answer.status !== 503 || !isPlain) wrong.push(`${answer.status} ${said}`)
      return 'again'
    } catch (error) {
      // Nothing was sent where nobody listens.
      if (((error as Error).cause as { code?: string } | undefined)?.code === 'ECONNREFUSED') return 'nobody there'
      if ((error as Error).name === 'TimeoutError') wrong.push(`no answer in ${deadline} ms`)
      count('cut off')
      return 'cut off'
    }
  }

  /** Sends them until they are acknowledged, or nobody wants to know any more. */
  async function tell(person: string, entries: readonly AnyEntry[], mayGiveUp: boolean): Promise<void> {
    const one: Sent = { person, ids: entries.map(({ id }) => id), acknowledged: false }
    sent.push(one)
    for (;;) {
      const came = await send(one, entries)
      one.acknowledged = came === 'recorded'
      if (one.acknowledged || over || (came === 'cut off' && mayGiveUp && chance.maybe(givesUp))) break
      await sleep(came === 'cut off' ? 0 : 50)
    }
    if (rest > 0) await sleep(rest)
  }

  const heard = () => ask('ConversationHeld', { where: 'home' }, { words: { heard: `It went on ${randomUUID()}` } })
  const some = () => Array.from({ length: chance.int(1, 3) }, (_, i) => (i === 1 ? voiced(randomUUID(), 'A dog') : heard()))
  /** The story that each is at, once it is begun. */
  const at: (string | undefined)[] = []

  async function tellStories(writer: number): Promise<void> {
    while (!over) {
      const person = randomUUID()
      await tell(person, [met()], false)
      at[writer] = person
      for (let left = chance.int(4, 20); left > 0 && !over; left -= 1) await tell(person, some(), true)
    }
  }

  async function writeBeside(writer: number): Promise<void> {
    while (!over) {
      const person = at[writer]
      if (person === undefined) await sleep(20)
      else await tell(person, some(), true)
    }
  }

  const writing = Array.from({ length: writers }, (_, i) => (i === 1 ? writeBeside(0) : tellStories(i)))
  return {
    sent,
    answers,
    wrong,
    took,
    acknowledged: () => sent.reduce((sum, one) => sum + (one.acknowledged ? one.ids.length : 0), 0),
    async stop() {
      over = true
      await Promise.all(writing)
    },
  }
}

function codeIn(said: string): string {
  try {
    return (JSON.parse(said) as { code?: string }).code ?? ''
  } catch {
    return said.slice(0, 40)
  }
}
