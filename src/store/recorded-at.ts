import type { Instant } from '../domain/values.ts'
import type { Mark } from './event-store.ts'

/**
 * When an entry is written down: the clock, or the last time before it where the clock is behind that. A time brought in from elsewhere must fit
 * between the two. Instants are in UTC with milliseconds.
 */
export function recordedAt({ from }: Pick<Mark, 'from'>, { now, last }: { now: Instant; last: Instant | undefined }): Instant {
  if (!from) return last !== undefined && last > now ? last : now
  const at = new Date(from.at).toISOString()
  if (last !== undefined && at < last) {
    throw new Error(
      `What is brought in must be in the order of recordedAt: the record already holds entries of ${last}, and this one is of ${at}.`,
    )
  }
  if (at > now) throw new Error(`What is brought in cannot have been recorded in the future: it is ${now}, and this one is of ${at}.`)
  return at
}
