import t from 'tap'
import { remembersVerified } from '../../src/http/verified.ts'

t.test(
  'a token that holds is verified once, until it ends or another key is in force; one that does not is tried every time',
  async (t) => {
    let now = 0
    let key = 'first'
    const tried: string[] = []
    const says = remembersVerified(
      async () => key,
      async (token, key) => {
        tried.push(`${token} by ${key}`)
        if (token === 'bad') throw new Error('no')
        return { token, tokenEnds: new Date(token === 'short' ? 10_000 : 3_600_000) }
      },
      () => now,
    )
    const triedAt = async (at: number, ...asked: string[]) => {
      now = at
      tried.length = 0
      for (const token of asked) await says(token).catch(() => {})
      return [...tried]
    }
    t.same(await triedAt(0, 'long', 'long', 'short', 'short'), ['long by first', 'short by first'])
    t.same(await triedAt(9_999, 'long', 'short'), [])
    t.same(await triedAt(10_000, 'long', 'short'), ['short by first'])
    t.same(await triedAt(10_000, 'bad', 'bad'), ['bad by first', 'bad by first'])
    key = 'second'
    t.same(await triedAt(10_000, 'long', 'long'), ['long by second'])
  },
)

t.test('where no key is in force any more nobody is let in, however well they are remembered', async (t) => {
  let gone = false
  const keyFor = async () => {
    if (gone) throw new Error('no key')
    return 'key'
  }
  const says = remembersVerified(
    keyFor,
    async () => ({ tokenEnds: new Date(60_000) }),
    () => 0,
  )
  await says('token')
  gone = true
  await t.rejects(says('token'), { message: 'no key' })
})

t.test('no more than ten thousand are remembered, the oldest going first', async (t) => {
  let tried = 0
  const verify = async () => {
    tried += 1
    return { tokenEnds: new Date(60_000) }
  }
  const says = remembersVerified(
    async () => 'key',
    verify,
    () => 0,
  )
  for (let i = 0; i <= 10_000; i += 1) await says(`token ${i}`)
  tried = 0
  await says('token 10000')
  await says('token 1')
  t.equal(tried, 0)
  await says('token 0')
  t.equal(tried, 1)
})
