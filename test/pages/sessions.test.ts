import t from 'tap'
import { inMemory } from '../../src/pages/sessions.ts'

t.test('a session lasts as long as it may, however often it is used, and no more are remembered than ten thousand', async (t) => {
  let now = 0
  const store = inMemory(1_000, () => now)
  const set = (id: string, token: string) => store.set(id, { token } as never, () => {})
  const tokenOf = (id: string) => {
    let token: unknown
    store.get(id, (_error, session) => {
      token = (session as { token?: string } | null | undefined)?.token
    })
    return token
  }
  set('one', 'first')
  now = 999
  set('one', 'again')
  t.equal(tokenOf('one'), 'again')
  now = 1_000
  t.equal(tokenOf('one'), undefined)
  set('one', 'anew')
  t.equal(tokenOf('one'), 'anew')
  store.destroy('one', () => {})
  t.equal(tokenOf('one'), undefined)
  for (let i = 0; i <= 10_000; i += 1) set(`id ${i}`, 'x')
  t.equal(tokenOf('id 0'), undefined)
  t.equal(tokenOf('id 1'), 'x')
  t.equal(tokenOf('id 10000'), 'x')
})
