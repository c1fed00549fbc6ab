import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'

/** How many keys are counted at most: the one that was counted longest ago goes first. */
const keysAtMost = 5_000

/**
 * Counts requests by key, anew in each window of time. By a clock that nobody sets: by the other one, as the package's own store has it, a clock that went back an hour would hold everybody back for an
 * hour more, with all they ask meanwhile counted together.
 */
export function askedInWindow(): FastifyRateLimitStore {
  const counted = new Map<string, { began: number; times: number }>()
  return {
    incr(key, done, timeWindow) {
      const now = performance.now()
      const before = counted.get(key)
      const count = before && now < before.began + timeWindow ? before : { began: now, times: 0 }
      count.times += 1
      counted.delete(key)
      counted.set(key, count)
      for (const first of counted.keys()) {
        if (counted.size <= keysAtMost) break
        counted.delete(first)
      }
      done(null, { current: count.times, ttl: timeWindow - (now - count.began) })
    },
    child: () => askedInWindow(),
  }
}

/** As the package asks for it: something to make with `new`. */
export const AskedInWindow = function AskedInWindow() {
  return askedInWindow()
} as unknown as FastifyRateLimitStoreCtor
