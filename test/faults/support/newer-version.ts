import { registerHooks } from 'node:module'

/**
 * Loaded before the service it makes it the next version, which knows one kind of entry more: a walk that was taken together. Only where such entries are defined is anything
 * changed, as whoever adds one would.
 */
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/src/domain/conversation.ts')) return loaded
    const walk = `export const WalkTaken = defineEntry('WalkTaken', { facts: z.strictObject({}), words: z.strictObject({ about: Words.optional() }) })`
    const source = String(loaded.source)
      .replace('export const conversationEntries = [', `${walk}\nexport const conversationEntries = [WalkTaken, `)
      .replace('ask: {', 'ask: { WalkTaken: asTold,')
    return { ...loaded, source }
  },
})
