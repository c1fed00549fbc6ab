import { setImmediate } from 'node:timers/promises'
import { unavailable } from './database.ts'

interface Waiting<A, R> {
  asked: A
  done: (result: R) => void
  failed: (error: unknown) => void
}

/**
 * Takes what is asked at one moment together: `beside` pieces of work are under way at a time (one, where it does not say), and all who come meanwhile go together with the next, `atMost` at once. Nobody
 * waits for others to come: it begins at the end of the turn of the event loop, so that those of one turn go together.
 *
 * `work` answers each in its place, with an error where that one is refused. Where it throws, each is tried by itself, so that nobody is refused for another's sake; unless the database is out of reach, which is
 * nobody's fault.
 */
export function gathering<A, R>(
  work: (asked: readonly A[]) => Promise<readonly (R | Error)[]>,
  { atMost = 512, beside = 1 }: { atMost?: number; beside?: number } = {},
): (asked: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = []
  let atWork = 0

  async function workOff(): Promise<void> {
    atWork += 1
    while (waiting.length > 0) {
      await setImmediate()
      const together = waiting.splice(0, atMost)
      // Whoever is left over does not wait for these, where more may be under way.
      if (waiting.length > 0 && atWork < beside) void workOff()
      if (together.length > 0) await workOn(together)
    }
    atWork -= 1
  }

  /** Gives what the database was out of reach by, where it was. */
  async function workOn(together: readonly Waiting<A, R>[]): Promise<unknown> {
    try {
      const results = await work(together.map(({ asked }) => asked))
      for (const [i, { done, failed }] of together.entries()) {
        const result = results[i]
        if (result instanceof Error) failed(result)
        else done(result as R)
      }
    } catch (error) {
      if (unavailable(error) || together.length === 1) return failAll(together, error)
      for (const [i, one] of together.entries()) {
        const isAway = await workOn([one])
        // What is out of reach for one is so for the rest: they are not kept waiting to find out.
        if (isAway) return failAll(together.slice(i + 1), isAway)
      }
    }
  }

  function failAll(together: readonly Waiting<A, R>[], error: unknown): unknown {
    for (const { failed } of together) failed(error)
    return unavailable(error) ? error : undefined
  }

  return (asked) =>
    new Promise<R>((done, failed) => {
      waiting.push({ asked, done, failed })
      // Whoever comes before that has begun goes with it.
      if (waiting.length === 1 && atWork < beside) void workOff()
    })
}
