import { createHash } from 'node:crypto'

/** How many tokens are remembered. */
const atMost = 10_000

/**
 * Remembers what tokens that were verified say, until they end: as long as the key they were verified with is the one that is in force for them now, which is asked each time. A token that did not hold is
 * tried every time. Of tokens no more is kept than what tells one from any other (SHA-256), and of no more than ten thousand of them, the oldest going first.
 */
export function remembersVerified<K, T extends { tokenEnds: Date }>(
  keyFor: (token: string) => Promise<K>,
  verify: (token: string, key: K) => Promise<T>,
  now = Date.now,
): (token: string) => Promise<T> {
  const held = new Map<string, { key: K; value: T }>()
  return async (token) => {
    const key = await keyFor(token)
    const name = createHash('sha256').update(token).digest('base64')
    const known = held.get(name)
    if (known?.key === key && now() < known.value.tokenEnds.getTime()) return known.value
    held.delete(name)
    const value = await verify(token, key)
    held.set(name, { key, value })
    for (const oldest of held.keys()) {
      if (held.size <= atMost) break
      held.delete(oldest)
    }
    return value
  }
}
