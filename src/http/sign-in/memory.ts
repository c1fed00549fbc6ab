import type { Adapter, AdapterPayload } from 'oidc-provider'

/** However often somebody begins to sign in and goes away, no more is remembered; the oldest is forgotten first. */
const atMost = 1_000

/** What signing in has to remember, for as long as the service runs and no longer. Whether it is still good, the provider sees to. */
export function inMemory(): (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>()

  return (kind) => ({
    async upsert(id, payload) {
      const key = `${kind} ${id}`
      kept.delete(key)
      kept.set(key, payload)
      for (const oldest of kept.keys()) if (kept.size > atMost) kept.delete(oldest)
    },
    find: async (id) => kept.get(`${kind} ${id}`),
    findByUid: async (uid) => [...kept].find(([key, payload]) => key.startsWith(`${kind} `) && payload.uid === uid)?.[1],
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = kept.get(`${kind} ${id}`)
      if (payload) kept.set(`${kind} ${id}`, { ...payload, consumed: Math.floor(Date.now() / 1_000) })
    },
    async destroy(id) {
      kept.delete(`${kind} ${id}`)
    },
    async revokeByGrantId(grant) {
      for (const [key, { grantId }] of kept) if (grantId === grant) kept.delete(key)
    },
  })
}
