import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import pg from 'pg'
import { listening } from './listening.ts'
import { insertPlain } from './plain.ts'

// A bare route: for each entry it is sent, one row as large as what the record keeps of it. It asks for no token, looks at nothing it is sent, seals nothing.

interface Sent {
  Params: { personId: string }
  Body: { entries: { id: string; type: string; words: object }[] }
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 32 })
const mark = { by: { sub: 'amira', role: 'practitioner' } }
const app = Fastify()

app.post<Sent>('/practitioner/people/:personId/entries', async (request, reply) => {
  const stream = `person-${request.params.personId}`
  const recorded: { id: string; recordedAt: string }[] = []
  for (const { words, ...clear } of request.body.entries) {
    const at = new Date().toISOString()
    const body = JSON.stringify({ ...clear, v: 1, at, mark, revision: 1, stream })
    await insertPlain(pool, { stream, revision: 1, id: clear.id, type: clear.type, body, sealed: asLongAsSealed(words) })
    recorded.push({ id: clear.id, recordedAt: at })
  }
  return reply.code(201).send({ recorded })
})

/** The words, and as many bytes more as a seal has. */
function asLongAsSealed(words: object): Buffer {
  return Buffer.concat([Buffer.from(JSON.stringify(words)), Buffer.alloc(28)])
}

await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
listening(`http://127.0.0.1:${port}`, async () => {
  await app.close()
  await pool.end()
})
