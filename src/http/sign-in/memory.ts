import type { Adapter, AdapterPayload } from 'oidc-provider'

/** However often somebody begins to sign in and goes away, no more is remembered; the oldest is forgotten first. */
const atMost = 1_000

/** What signing in has to remember, for as long as the service runs and no longer. */
export function inMemory(): (kind: string) => Adapter {
  const kept = new Map<string, { payload: AdapterPayload; until: number }>()
  const find = (matches: (key: string, payload: AdapterPayload) => boolean) =>
    [...kept].find(([key, { payload, until }]) => until > Date.now() && matches(key, payload))?.[1].payload

  return (kind) => ({
    async upsert(id, payload, seconds = 3_600) {
      const key = `${kind} ${id}`
      kept.delete(key)
      kept.set(key, { payload, until: Date.now() + seconds * 1_000 })
      for (const oldest of kept.keys()) if (kept.size > atMost) kept.delete(oldest)
    },
    find: async (id) => find((key) => key === `${kind} ${id}`),
    findByUid: async (uid) => find((key, payload) => key.startsWith(`${kind} `) && payload.uid === uid),
    findByUserCode: async () => undefined,
    async consume(id) {
      const found = kept.get(`${kind} ${id}`)
      if (found) found.payload = { ...found.payload, consumed: Math.floor(Date.now() / 1_000) }
    },
    async destroy(id) {
      kept.delete(`${kind} ${id}`)
    },
    async revokeByGrantId(grant) {
      for (const [key, { payload }] of kept) if (payload.grantId === grant) kept.delete(key)
    },
  })
}
