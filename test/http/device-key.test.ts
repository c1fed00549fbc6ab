import t from 'tap'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { withApp } from '../support/app.ts'

t.test('a worker has one key for their devices: theirs alone, the same every time, also asked twice at once', async (t) => {
  const { post } = await withApp(t)
  const asked = async (sub: string) => (await post('/practitioner/device-key', {}, { sub, roles: ['practitioner'] })).body
  const [one, again] = await Promise.all([asked('amira'), asked('amira')])
  t.equal(one.worker, workerIdOf('amira'))
  t.equal(Buffer.from(one.key, 'base64').length, 32)
  t.same(again, one)
  t.same(await asked('amira'), one)
  t.equal(
    (await post('/practitioner/device-key', { worker: workerIdOf('farida') }, { sub: 'amira' })).status,
    400,
    'and nobody asks for another’s',
  )
  const other = await asked('farida')
  t.not(other.key, one.key)
  t.equal(other.worker, workerIdOf('farida'))
})
