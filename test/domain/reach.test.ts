import t from 'tap'
import { type Reach, reachOf, type Standing, standingOf, usedAsWanted, verdictOf } from '../../src/domain/reach.ts'
import type { Shown } from '../../src/domain/shown.ts'

const shown = (value: number): Shown => ({ value })
const withheld: Shown = { value: null, why: 'withheld' }
const notYet: Shown = { value: null, why: 'not-yet-in' }
const of = (supported: Shown, heard: Shown, moved: Shown): Reach => reachOf({ supported, heard, moved })

t.test('reach is of those who are heard of, and heard is of the supported', async (t) => {
  t.same(of(shown(30), shown(20), shown(5)), {
    heardShare: { value: 0.6667, low: 0.4878, high: 0.8077 },
    reach: { value: 0.25, low: 0.1119, high: 0.4687 },
  })
  t.same(of(shown(30), shown(20), withheld), { heardShare: { value: 0.6667, low: 0.4878, high: 0.8077 }, reach: withheld })
  t.same(of(withheld, shown(20), shown(15)), { heardShare: withheld, reach: { value: 0.75, low: 0.5313, high: 0.8881 } })
  t.same(of(notYet, notYet, notYet), { heardShare: notYet, reach: notYet })
})

t.test('a sector lies below the area only with its whole interval', async (t) => {
  const area = (moved: number) => of(shown(100), shown(100), shown(moved))
  const five = of(shown(30), shown(20), shown(5)) // up to 0.4687
  t.equal(standingOf(five, area(47)), 'below')
  t.equal(standingOf(five, area(46)), 'not-below')
  t.equal(standingOf(of(shown(30), shown(15), shown(15)), area(99)), 'not-below', 'all of fifteen')
})

t.test('where fewer than half are heard of nothing is said; nor where a number is not shown', async (t) => {
  const area = of(shown(100), shown(90), shown(80))
  t.equal(standingOf(of(shown(40), shown(20), shown(5)), area), 'below', 'half is enough')
  t.equal(standingOf(of(shown(45), shown(20), shown(5)), area), 'too-few-heard')
  t.equal(standingOf(of(shown(45), shown(20), withheld), area), 'too-few-heard')
  t.equal(standingOf(of(shown(40), shown(20), withheld), area), 'withheld')
  t.equal(standingOf(of(withheld, shown(20), shown(5)), area), 'withheld')
  t.equal(standingOf(of(shown(40), shown(20), shown(5)), of(shown(100), withheld, withheld)), 'withheld')
  t.equal(standingOf(of(notYet, notYet, notYet), area), 'not-yet-in')
})

t.test('used more than wanted is where more than half of those it is about were given it', async (t) => {
  const used = (into: Shown, away: Shown, about: Shown) => usedAsWanted({ into, away, about })
  t.same(used(shown(20), shown(10), shown(30)), { intoShare: { value: 0.6667, low: 0.4878, high: 0.8077 }, usedMoreThanWanted: true })
  t.same(used(shown(10), shown(10), shown(20)), { intoShare: { value: 0.5, low: 0.2993, high: 0.7007 }, usedMoreThanWanted: false })
  t.same(
    used(shown(20), withheld, shown(20)),
    { intoShare: { value: 1, low: 0.8389, high: 1 }, usedMoreThanWanted: true },
    'nobody that could be shown went without: 20 / (20 + z²) = 20 / 23.8415',
  )
  t.same(used(withheld, shown(15), shown(20)), { intoShare: withheld, usedMoreThanWanted: false }, 'most of them went without')
  t.same(used(withheld, shown(10), shown(25)), { intoShare: withheld, usedMoreThanWanted: null })
  t.same(used(withheld, withheld, shown(10)), { intoShare: withheld, usedMoreThanWanted: null })
  t.same(used(shown(20), shown(10), withheld), { intoShare: withheld, usedMoreThanWanted: null })
})

const more = usedAsWanted({ into: shown(20), away: shown(10), about: shown(30) })
const fewer = usedAsWanted({ into: shown(10), away: shown(20), about: shown(30) })
const unknown = usedAsWanted({ into: withheld, away: withheld, about: shown(10) })

t.test('a sector is named where it is used more than wanted and lies below in every band that can be told', async (t) => {
  const verdict = (used: typeof more, ...bands: Standing[]) => verdictOf('residential', { bands, used })
  t.same(verdict(more, 'below', 'withheld', 'too-few-heard'), { named: true, because: 'used-more-than-wanted-and-below' })
  t.same(verdict(more, 'below', 'below'), { named: true, because: 'used-more-than-wanted-and-below' })
  t.same(verdict(more, 'below', 'not-below'), { named: false, because: 'not-below' })
  t.same(verdict(fewer, 'below'), { named: false, because: 'not-used-more-than-wanted' })
  t.same(verdict(unknown, 'below'), { named: false, because: 'withheld' })
  t.same(verdict(more, 'too-few-heard', 'withheld'), { named: false, because: 'too-few-heard' })
  t.same(verdict(more, 'withheld', 'withheld'), { named: false, because: 'withheld' })
  t.same(verdict(unknown, 'not-yet-in'), { named: false, because: 'not-yet-in' })
})

t.test('family and friends, the community and what is there for everybody are never named', async (t) => {
  for (const sector of ['family-and-friends', 'community', 'universal']) {
    t.same(verdictOf(sector, { bands: ['below'], used: more }), { named: false, because: 'never-named' })
  }
})
