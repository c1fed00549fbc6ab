import t from 'tap'
import { StoreUnavailable } from '../../src/store/event-store.ts'
import { gathering } from '../../src/store/gathering.ts'

t.test('what is asked in one turn goes together, what comes meanwhile with the next, in the order asked and so many at once', async (t) => {
  const batches: number[][] = []
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ask = gathering<number, number>(
    async (asked) => {
      batches.push([...asked])
      begun.resolve()
      await goOn.promise
      return asked.map((each) => each * 2)
    },
    { atMost: 3 },
  )
  const first = Promise.all([1, 2].map(ask))
  await begun.promise
  const later = Promise.all([3, 4, 5, 6].map(ask))
  goOn.resolve()
  t.same(
    [await first, await later],
    [
      [2, 4],
      [6, 8, 10, 12],
    ],
  )
  t.same(batches, [[1, 2], [3, 4, 5], [6]])
  t.equal(await ask(7), 14, 'and goes on after it was idle')
})

/** What is asked as `lasts` is under way until it is said that it is over. */
function withOneThatLasts(options: Parameters<typeof gathering>[1]) {
  const batches: string[] = []
  const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ask = gathering<string, string>(async (asked) => {
    batches.push(asked.join())
    begun.resolve()
    if (asked.includes('lasts')) await over.promise
    return asked
  }, options)
  return { ask, batches, begun: begun.promise, end: over.resolve }
}

t.test(
  'so many are under way beside each other, each with all who wait when it begins, and one that lasts keeps nobody behind it',
  async (t) => {
    const { ask, batches, begun, end } = withOneThatLasts({ beside: 2 })
    const lasts = ask('lasts')
    await begun
    t.same(await Promise.all(['a', 'b'].map(ask)), ['a', 'b'])
    t.equal(await ask('c'), 'c')
    end()
    t.equal(await lasts, 'lasts')
    t.same(batches, ['lasts', 'a,b', 'c'])
  },
)

t.test('who is left over waits for nobody, where more may be under way', async (t) => {
  const { ask, batches, end } = withOneThatLasts({ atMost: 1, beside: 2 })
  const [lasts, ...others] = ['lasts', 'a', 'b'].map(ask)
  t.same(await Promise.all(others), ['a', 'b'])
  end()
  t.equal(await lasts, 'lasts')
  t.same(batches, ['lasts', 'a', 'b'])
})

t.test('who is refused is refused alone; where all of it throws, each is tried by itself', async (t) => {
  const batches: string[] = []
  const ask = gathering<string, string>(async (asked) => {
    batches.push(asked.join())
    if (asked.includes('breaks')) throw new Error('broken')
    return asked.map((each) => (each === 'no' ? new Error('refused') : each))
  })
  const outcomes = async (...asked: string[]) =>
    (await Promise.allSettled(asked.map(ask))).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))
  t.same(await outcomes('a', 'no', 'b'), ['a', 'refused', 'b'])
  t.same(await outcomes('a', 'breaks', 'no', 'b'), ['a', 'broken', 'refused', 'b'])
  t.same(batches, ['a,no,b', 'a,breaks,no,b', 'a', 'breaks', 'no', 'b'])
})

t.test('where the database is out of reach nobody is tried by themself, nor goes on being tried', async (t) => {
  let tried = 0
  let isAway = true
  const ask = gathering<string, string>(async (asked) => {
    tried += 1
    if (isAway || (asked.length === 1 && asked[0] === 'last seen')) {
      isAway = true
      throw new StoreUnavailable('away')
    }
    if (asked.includes('breaks')) throw new Error('broken')
    return asked
  })
  const outcomes = async (...asked: string[]) => (await Promise.allSettled(asked.map(ask))).map(({ status }) => status)
  t.same(await outcomes('a', 'b', 'c'), ['rejected', 'rejected', 'rejected'])
  t.equal(tried, 1)
  isAway = false
  tried = 0
  t.same(await outcomes('a', 'breaks', 'last seen', 'd', 'e'), ['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected'])
  t.equal(tried, 4, 'all together, and the first three')
})
