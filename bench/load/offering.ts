import { setTimeout } from 'node:timers/promises'
import type { Request } from '../beside.ts'
import type { Answer } from './sending.ts'

/** What somebody asks again and again. */
export interface Asking {
  about: string
  next(): Request
}

/** A request, what came of it, and how long that took, in milliseconds. */
export interface Asked extends Answer {
  about: string
  request: Request
  ms: number
}

type Send = (request: Request) => Promise<Answer>

/** How often it is looked what is due, in milliseconds. */
const step = 5

/**
 * Asks so often a second, each evenly, whether or not what was asked before is answered: people do not wait for each other. How long an answer took is counted from when it was due to be
 * asked, so that who asks late hides nothing.
 */
export async function offer(send: Send, all: readonly { asking: Asking; aSecond: number }[], seconds: number): Promise<Asked[]> {
  const began = performance.now()
  const asked: Promise<Asked>[] = []
  const done = new Map(all.map(({ asking }) => [asking, 0]))
  for (;;) {
    const passed = (performance.now() - began) / 1_000
    for (const { asking, aSecond } of all) {
      const due = Math.floor(Math.min(passed, seconds) * aSecond)
      for (let i = done.get(asking) ?? 0; i < due; i += 1) asked.push(askOnce(send, asking, began + (i / aSecond) * 1_000))
      done.set(asking, due)
    }
    if (passed >= seconds) return Promise.all(asked)
    await setTimeout(step)
  }
}

/** So many ask at once, each again as soon as they are answered. */
export async function askOneAfterAnother(send: Send, asking: Asking, { atOnce, seconds }: { atOnce: number; seconds: number }) {
  const until = performance.now() + seconds * 1_000
  const each = async () => {
    const asked: Asked[] = []
    while (performance.now() < until) asked.push(await askOnce(send, asking, performance.now()))
    return asked
  }
  return (await Promise.all(Array.from({ length: atOnce }, each))).flat()
}

async function askOnce(send: Send, { about, next }: Asking, due: number): Promise<Asked> {
  const request = next()
  const answer = await send(request)
  return { about, request, ...answer, ms: performance.now() - due }
}
