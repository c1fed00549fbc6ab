import t from 'tap'
import { assumptions, type SectorShown, shiftOf } from '../../src/domain/shift.ts'
import { rangeOf, type Shown } from '../../src/domain/shown.ts'

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
  t.same(rangeOf('people', 40), { low: 33, high: 47 })
  t.same(rangeOf('people', 10), { low: 8, high: 17 }, 'fewer than 8 are never shown')
  t.same(rangeOf('GBP', 6000), { low: 5950, high: 6050 })
  t.same(rangeOf('hours', 350), { low: 345, high: 355 })
  t.same(rangeOf('GBP', 0), { low: 0, high: 50 })
})

t.test('a tenth of what one sector costs, spent on another', async (t) => {
  // It costs 19,950 to 20,050, so that 1,995 to 2,005 would go. For that there are 8 to 22 people for 5,950 to 6,050 there: from 1,995 × 8 / 6,050 = 2.64
  // to 2,005 × 22 / 5,950 = 7.41; and 1,995 × 345 / 6,050 = 113.8 to 2,005 × 355 / 5,950 = 119.6 hours.
  t.same(shift(), {
    money: { low: 1995, high: 2005 },
    from: {
      people: { low: 3, high: 5 }, // 3.3 to 4.7
      hours: { low: 199, high: 201 }, // 199.5 to 200.5
      moved: { low: 0, high: 2 }, // 3.3 × 0.4878 × 0.1119 = 0.18; 4.7 × 0.8077 × 0.4687 = 1.78
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.1119, high: 0.4687 },
    },
    to: {
      people: { low: 2, high: 8 },
      hours: { low: 113, high: 120 },
      moved: { low: 0, high: 6 }, // 2.64 × 0.4878 × 0.5313 = 0.68; 7.41 × 0.8077 × 0.8881 = 5.32
      heardShare: { low: 0.4878, high: 0.8077 },
      reach: { low: 0.5313, high: 0.8881 },
    },
    gaps: { open: { low: 18, high: 32 }, met: { low: 2, high: 8 } },
  })
})

t.test('no more wants are met than there are', async (t) => {
  // All of it: 19,950 × 8 / 6,050 = 26.4 to 20,050 × 22 / 5,950 = 74.1 people.
  const { to, gaps } = shift({}, { open: { value: 10 } }, 100)
  t.same(to.people, { low: 26, high: 75 })
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
  t.same(two.money, { low: 1995, high: 2005 })
  const unreached = shift({}, { reach: { value: null, why: 'withheld' } })
  t.same([unreached.to.reach, unreached.to.moved], [none('reach of shared-lives'), none('reach of shared-lives')])
  t.same(unreached.to.people, { low: 2, high: 8 })
  t.same(shift({}, { open: withheld }).gaps, { open: none('wants-open of shared-lives'), met: none('wants-open of shared-lives') })
  t.same(shift({ people: { value: null, why: 'not-yet-in' } }).from.people, { why: 'not-yet-in', of: ['supported of residential'] })
})

t.test('what may cost nothing has no price', async (t) => {
  const { to, money } = shift({}, { cost: { value: 0 } })
  t.same(to.people, { why: 'no-cost', of: ['cost-per-week of shared-lives'] })
  t.same(money, { low: 1995, high: 2005 })
})

t.test('what it rests on is said in whole sentences', async (t) => {
  t.ok(assumptions.length > 4 && assumptions.every((sentence) => /^[A-Z].*\.$/.test(sentence)))
})
