import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { styles } from './look.ts'
import { pageWithoutNetwork } from './practitioner/without-network.ts'
import { scriptNamed, withImports } from './scripts.ts'

/** The page for logging a conversation, which a device keeps and can install. */
const page = '/my-people/log'
const leaf = '/pages/leaf.svg'
const files = [...new Set([styles, leaf, ...withImports('log.js'), ...withImports('leaving.js')])]

const manifest = {
  name: 'Unfolding: log a conversation',
  short_name: 'Unfolding',
  lang: 'en-GB',
  start_url: page,
  scope: '/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#0b0c0c',
  icons: [{ src: leaf, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
}

/** What a device needs to keep the page for logging: which files, and a script that gives them back where there is no network. */
export function installing(app: FastifyInstance): void {
  // Another name whenever what is kept changes: the styles and scripts say so in their own names, the page by its text.
  const name = createHash('sha256').update(pageWithoutNetwork).update(files.join()).digest('hex').slice(0, 16)
  const script = `const keeps = ${JSON.stringify({ name, page, files })}\n${scriptNamed('worker.js')}`
  app.get('/worker.js', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
  )
  app.get('/pages/log.webmanifest', { schema: { hide: true } }, (_request, reply) => reply.type('application/manifest+json').send(manifest))
}
