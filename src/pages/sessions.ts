import type { FastifySessionOptions } from '@fastify/session'

type Store = NonNullable<FastifySessionOptions['store']>
type Session = Parameters<Store['set']>[1]

/** However many begin to sign in and go away, no more are remembered; who came longest ago is forgotten first. */
const atMost = 10_000

/** Who is signed in, in the memory of the service: for so many milliseconds at most, and no longer than it runs. */
export function inMemory(lasts: number, now = Date.now): Store {
  const kept = new Map<string, { session: Session; until: number }>()
  return {
    set(id, session, done) {
      const until = kept.get(id)?.until ?? now() + lasts
      kept.delete(id)
      kept.set(id, { session, until })
      for (const [oldest, { until }] of kept) {
        if (kept.size <= atMost && until > now()) break
        kept.delete(oldest)
      }
      done()
    },
    get(id, done) {
      const found = kept.get(id)
      if (found && found.until <= now()) kept.delete(id)
      done(null, found && found.until > now() ? found.session : null)
    },
    destroy(id, done) {
      kept.delete(id)
      done()
    },
  }
}
