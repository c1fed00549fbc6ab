import t from 'tap'
import { assumptions, type SectorShown, shiftOf } from '../../src/domain/shift.ts'
import { rangeOfAmount, rangeOfPeople, type Shown } from '../../src/domain/shown.ts'

const withheld: Shown = { value: null, why: 'withheld' }
const residential: SectorShown = {
  sector: 'residential',
  people: { value: 40 },
  hours: { value: 2000 },
  cost: { value: 20_000 },
  heardShare: { value: 0.6667, low: 0.4878, high: 0.8077 },
  reach: { value: 0.25, low: 0.1119, high: 0.4687 },
  open: withheld,
}
const sharedLives: SectorShown = {
  sector: 'shared-lives',
  people: { value: 15 },
  hours: { value: 350 },
  cost: { value: 6000 },
  heardShare: { value: 0.6667, low: 0.4878, high: 0.8077 },
  reach: { value: 0.75, low: 0.5313, high: 0.8881 },
  open: { value: 25 },
}
const shift = (from: Partial<SectorShown> = {}, to: Partial<SectorShown> = {}, percent = 10) =>
  shiftOf({ from: { ...residential, ...from }, to: { ...sharedLives, ...to }, percent })

t.test('a published number is as far from the true one as rounding and standing still can leave it', async (t) => {
  t.same(rangeOfPeople(40), { low: 33, high: 47 })
  t.same(rangeOfPeople(10), { low: 8, high: 17 }, 'fewer than 8 are never shown')
  t.same(rangeOfAmount('GBP', 6000, 15), { low: 4000, high: 8000 }, 'five people have a third of what fifteen have')
  t.same(rangeOfAmount('hours', 350, 15), { low: 233, high: 467 })
  t.same(rangeOfAmount('hours', 20, 100), { low: 10, high: 30 }, 'what it is rounded to at least')
  t.same(rangeOfAmount('GBP', 100, 10), { low: 0, high: 200 })
})

t.test('a tenth of what one sector costs, spent on another', async (t) => {
  // Five of 40 people have 2,500 of 20,000, so that it costs 17,500 to 22,500, and 1,750 to 2,250 would go. For that there are 8 to 22 people for 4,000 to
  // 8,000 there: from 1,750 × 8 / 8,000 = 1.75 to 2,250 × 22 / 4,000 = 12.4; and 1,750 × 233 / 8,000 = 51.0 to 2,250 × 467 / 4,000 = 262.7 hours.
  t.same(shift(), {
    money: { low: 1750, high: 2250 },
    from: {
      people: { low: 3, high: 5 }, // 3.3 to 4.7
      hours: { low: 175, high: 225 }, // a tenth of 1,750 to 2,250
      moved: { low: 0, high: 2 }, // 3.3 × 0.4878 × 0.1119 = 0.18; 4.7 × 0.8077 × 0.4687 = 1.78
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.1119, high: 0.4687 },
    },
    to: {
      people: { low: 1, high: 13 },
      hours: { low: 50, high: 263 },
      moved: { low: 0, high: 9 }, // 1.75 × 0.4878 × 0.5313 = 0.45; 12.4 × 0.8077 × 0.8881 = 8.88
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.5313, high: 0.8881 },
    },
    gaps: { open: { low: 18, high: 32 }, met: { low: 1, high: 13 } },
  })
})

t.test('no more wants are met than there are', async (t) => {
  // All of it: 17,500 × 8 / 8,000 = 17.5 to 22,500 × 22 / 4,000 = 123.75 people.
  const { to, gaps } = shift({}, { open: { value: 10 } }, 100)
  t.same(to.people, { low: 17, high: 124 })
  t.same(gaps, { open: { low: 8, high: 17 }, met: { low: 8, high: 17 } })
})

t.test('where a number is withheld nothing is told that rests on it, and everything else is', async (t) => {
  const none = (...of: string[]) => ({ why: 'withheld', of })
  const noCost = shift({ cost: withheld })
  t.same(noCost.money, none('cost-per-week of residential'))
  t.same(noCost.from.people, none('cost-per-week of residential'))
  t.same(noCost.to.people, none('cost-per-week of residential'))
  t.same(noCost.gaps, { open: { low: 18, high: 32 }, met: none('cost-per-week of residential') })

  const two = shift({}, { cost: withheld, hours: withheld })
  t.same(two.to.hours, none('hours-per-week of shared-lives', 'cost-per-week of shared-lives'))
  t.same(two.money, { low: 1750, high: 2250 })
  const unreached = shift({}, { reach: { value: null, why: 'withheld' } })
  t.same([unreached.to.reach, unreached.to.moved], [none('reach of shared-lives'), none('reach of shared-lives')])
  t.same(unreached.to.people, { low: 1, high: 13 })
  t.same(shift({}, { open: withheld }).gaps, { open: none('wants-open of shared-lives'), met: none('wants-open of shared-lives') })
  const nobody = shift({ people: { value: null, why: 'not-yet-in' } })
  const notYet = { why: 'not-yet-in', of: ['supported of residential'] }
  t.same([nobody.from.people, nobody.money], [notYet, notYet], 'how far an amount may be off rests on how many people have it')
})

t.test('what may cost nothing has no price', async (t) => {
  const { to, money } = shift({}, { cost: { value: 100 } })
  t.same(to.people, { why: 'no-cost', of: ['cost-per-week of shared-lives'] })
  t.same(money, { low: 1750, high: 2250 })
})

t.test('what it rests on is said in whole sentences', async (t) => {
  t.ok(assumptions.length > 4 && assumptions.every((sentence) => /^[A-Z].*\.$/.test(sentence)))
})
