import t from 'tap'
import { shareOf } from '../../src/domain/wilson.ts'

t.test('a share has the interval that Newcombe (1998, table I) has for it', async (t) => {
  t.same(shareOf(81, 263), { value: 0.308, low: 0.2553, high: 0.3662 })
  t.same(shareOf(15, 148), { value: 0.1014, low: 0.0624, high: 0.1605 })
  t.same(shareOf(0, 20), { value: 0, low: 0, high: 0.1611 })
  t.same(shareOf(1, 29), { value: 0.0345, low: 0.0061, high: 0.1718 })
})

t.test('it stays between nought and one', async (t) => {
  // With nobody of 10: z²/(10 + z²) = 3.8415/13.8415; with all of them the other way round.
  t.same(shareOf(0, 10), { value: 0, low: 0, high: 0.2775 })
  t.same(shareOf(10, 10), { value: 1, low: 0.7225, high: 1 })
  t.same(shareOf(15, 10), { value: 1, low: 0.7225, high: 1 }, 'more than all were rounded up: all of them')
  t.equal(shareOf(0, 0), undefined, 'of nobody there is no share')
})
