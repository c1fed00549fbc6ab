import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { met } from '../support/asking.ts'
import { appendsFail } from '../support/record-trouble.ts'

t.test('where what was to be written last was turned away the service is not ready, until something is written', async (t) => {
  const { database, get, post } = await withApp(t)
  const write = async () => (await post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })).status
  const ready = async () => {
    const { status, body } = await get('/health/ready')
    return [status, body.ready, body.record]
  }
  t.equal(await write(), 201)
  t.same(await ready(), [200, true, 'in reach'])

  const mend = await appendsFail(database, 'out-of-reach')
  // The stand-in for KurrentDB is away for whoever reads, too.
  const isRead = database.kurrentdb === undefined
  if (isRead) t.same(await ready(), [200, true, 'in reach'], 'nobody has tried yet')
  t.equal(await write(), 503)
  t.same(await ready(), [503, false, isRead ? 'cannot be written to' : 'out of reach'])

  await mend()
  t.equal(await write(), 201)
  t.same(await ready(), [200, true, 'in reach'])
})

t.test('where somebody else was always first, that says nothing of whether the record takes what is written', async (t) => {
  const { database, get, post } = await withApp(t)
  await appendsFail(database, 'overtaken')
  t.equal((await post(`/practitioner/people/${randomUUID()}/entries`, { entries: [met()] })).status, 503)
  t.equal((await get('/health/ready')).status, 200)
})
