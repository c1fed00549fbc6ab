import t from 'tap'
import { heatOf, shadeOf } from '../../src/pages/commissioner/heat.ts'
import { type Trend, trendInShort } from '../../src/pages/commissioner/in-short.ts'
import { percentOf } from '../../src/pages/commissioner/reach.ts'
import { bar, between, linePicture, markAt, stretchesOf, ticksOf } from '../../src/pages/svg.ts'

t.test('steps are of 1, 2 or 5, from at or below the lowest to at or above the highest', async (t) => {
  t.same(ticksOf(12.85, 45), [10, 20, 30, 40, 50])
  t.same(ticksOf(0, 100), [0, 20, 40, 60, 80, 100])
  t.same(ticksOf(0, 0.4), [0, 0.1, 0.2, 0.3, 0.4])
  t.same(ticksOf(-3, 4), [-4, -2, 0, 2, 4])
  t.same(ticksOf(40, 40), [40, 40.2], 'where nothing moves there is still a step')
})

t.test('a line breaks where a number is missing, and a point alone has none', async (t) => {
  const points = [1, 2, null, 3, null, null, 4, 5, 6].map((value) => ({ value }))
  t.same(stretchesOf(points), [
    [
      [0, 1],
      [1, 2],
    ],
    [
      [6, 4],
      [7, 5],
      [8, 6],
    ],
  ])
  t.same(stretchesOf([{ value: null }]), [])
})

t.test('a number lies in one range as in another, also where up is down', async (t) => {
  t.equal(between(15, [10, 20], [0, 100]), 50)
  t.equal(between(20, [0, 100], [254, 26]), 208.4)
})

t.test('the picture of a line: points, a gap, what they move around, and what happened', async (t) => {
  const svg = linePicture({
    id: 'p',
    title: 'Heard <b> & more',
    describes: 'It rises',
    points: [
      { label: 'a', value: 0 },
      { label: 'b', value: 100, mark: 'improvement' },
      { label: 'c', value: null },
      { label: 'd', value: 50, mark: 'concern' },
      { label: 'e', value: 50 },
    ],
    across: { mean: 50, lower: -20, upper: 100 },
    beside: [{ at: 2, label: '1' }],
  })
  t.match(svg, '<title id="p-title">Heard &lt;b&gt; &amp; more</title><desc id="p-desc">It rises</desc>')
  t.match(svg, 'role="img"')
  // Five points from 68 to 688: 155 apart. 0 to 100 is from 254 up to 26: 2.28 each.
  t.match(svg, '<polyline class="own-line" points="68,254 223,26"/><polyline class="own-line" points="533,140 688,140"/>')
  t.match(svg, '<circle class="own-improvement" cx="223" cy="26" r="6"/>')
  t.match(svg, '<path class="own-concern" d="M533 132l8 8l-8 8l-8 -8z"/>')
  t.match(svg, '<line class="own-mean" x1="56" x2="700" y1="140" y2="140"/>')
  t.equal(svg.split('class="own-limit"').length, 2, 'a limit below nothing is not drawn where nothing is counted below it')
  t.match(svg, '<line class="own-beside" x1="378" x2="378"')
  t.notMatch(svg, /style|script|NaN|Infinity/)
  for (const values of [[], [null], [7]]) {
    const small = linePicture({ id: 'p', title: '', describes: '', points: values.map((value) => ({ label: '', value })) })
    t.notMatch(small, /NaN|Infinity/)
  }
})

t.test('signs differ in shape, and a bar shows the interval within itself', async (t) => {
  t.same(
    [undefined, 'improvement', 'concern', 'neutral-high'].map((mark) => markAt(9, 9, mark as never).slice(0, 6)),
    ['<circl', '<circl', '<path ', '<rect '],
  )
  t.match(bar({ value: 0.4, low: 0.234, high: 0.593 }), /width="40" .*d="M23\.4 8H59\.3M23\.4 3V13M59\.3 3V13"/)
  t.notMatch(bar({ value: 1.2 }), /own-interval|120/)
})

t.test('shares and shades by hand', async (t) => {
  t.equal(percentOf({ value: 0.4, low: 0.234, high: 0.5926 }), '40 % (23 to 59)')
  t.equal(percentOf({ value: 0.667 }), '67 %')
  t.equal(percentOf({ value: null, why: 'withheld' }), undefined)
  t.same(
    [10, 25, 26, 50, 75, 76, 100].map((value) => shadeOf(value, 100)),
    [1, 1, 2, 2, 3, 4, 4],
  )
})

t.test('what is not listed among the gaps is withheld, and not yet in where the total is', async (t) => {
  const gap = (value: number | null, why?: 'withheld' | 'not-yet-in') => ({ open: { value, ...(why && { why }) }, neverAsked: [] })
  const none = { value: null, why: 'withheld' as const }
  const use = { people: none, hours: none, cost: none }
  const gaps = {
    total: gap(60),
    lifeAreas: [
      { lifeArea: 'home', ...gap(45) },
      { lifeArea: 'fun', ...gap(15) },
      { lifeArea: 'money', ...gap(null, 'withheld') },
    ],
    sectors: [
      { sector: 'shared-lives', ...gap(30), ...use },
      { sector: 'community', ...gap(null, 'withheld'), ...use },
    ],
    gaps: [{ lifeArea: 'home', sector: 'shared-lives', ...gap(25), why: [], neverAskedBecause: [] }],
  }
  t.same(heatOf(gaps), {
    columns: [{ name: 'Shared lives', open: { value: 30 } }],
    rows: [
      { name: 'Home', open: { value: 45 }, cells: [{ value: 25, shade: 4 }] },
      { name: 'Fun', open: { value: 15 }, cells: [{ value: null, why: 'withheld' }] },
    ],
  })
  const notSaid = { lifeArea: 'home', sector: 'not-said', ...gap(10), why: [], neverAskedBecause: [] }
  t.same(heatOf({ ...gaps, gaps: [...gaps.gaps, notSaid] }).columns[1], { name: 'Not said', open: undefined }, 'nobody counts that in all')
  t.same(heatOf({ ...gaps, total: gap(null, 'not-yet-in') }).rows[1]?.cells, [{ value: null, why: 'not-yet-in' }])
})

t.test('a trend in a few sentences', async (t) => {
  const trend = (values: (number | null)[], spc?: Trend['spc']): Trend => ({
    measure: 'people-heard',
    unit: 'people',
    series: [
      { points: values.map((value, i) => ({ period: `2026-0${i + 1}`, value, ...(value === null && { why: 'withheld' as const }) })) },
    ],
    ...(spc && { spc }),
    placeEvents: [],
  })
  t.same(trendInShort(trend([10, null, 30], { why: 'withheld' })), [
    'The last number is 30 people, of March 2026; the lowest is 10 and the highest 30.',
    '1 of 3 is withheld, and left out of the line.',
    'Because some of it is withheld, nobody can tell from this what is more than the usual ups and downs.',
  ])
  t.same(trendInShort(trend([null])), ['There is no number to show.', '1 of 1 is withheld, and left out of the line.'])
  const points = [
    { period: '2026-01', cause: 'none' },
    { period: '2026-02', cause: 'shift', reading: 'concern' as const },
  ]
  t.same(trendInShort(trend([10, 20], { mean: 15, limits: null, points })).slice(1), [
    'It moves around 15.',
    '1 of 2 say that something changed: 1 worse.',
  ])
})
