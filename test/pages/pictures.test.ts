import t from 'tap'
import { heatTables } from '../../src/pages/commissioner/heat.ts'
import type { Shown, Trend } from '../../src/pages/commissioner/in-short.ts'
import { dimensionInWords, keyInWords } from '../../src/pages/commissioner/keys.ts'
import { reachInShort } from '../../src/pages/commissioner/reach.ts'
import { sharedOut } from '../../src/pages/commissioner/tables.ts'
import { leadersShown } from '../../src/pages/commissioner/who-leads.ts'
import { flowLayout, flowsPicture, inFlowOrder } from '../../src/pages/pictures/flows.ts'
import { apart, pointsPicture } from '../../src/pages/pictures/points.ts'
import { piecesOf, stacksPicture } from '../../src/pages/pictures/stacks.ts'

const about = { id: 'p', title: 'A <b> & more', describes: 'It is so' }
const isWhole = (t: { match: typeof import('tap').match; notMatch: typeof import('tap').notMatch }, svg: string) => {
  t.match(svg, '<title id="p-title">A &lt;b&gt; &amp; more</title><desc id="p-desc">It is so</desc>')
  t.notMatch(svg, /style|script|NaN|Infinity|undefined/)
}

t.test(
  'flows: what is left and come to is as high as its people, what no flow tells is left over, and no two bands lie on each other',
  async (t) => {
    const left = [
      { name: 'A', value: 30 },
      { name: 'B', value: null },
    ]
    const right = [
      { name: 'X', value: 20 },
      { name: 'Y', value: 10 },
      { name: 'Z', value: null },
    ]
    const flows = [
      { from: 'B', to: 'Y', value: 10 },
      { from: 'A', to: 'Z', value: 5 },
      { from: 'A', to: 'X', value: 20 },
    ]
    // 100 for 40 people on the left with one gap of 10, and for 35 on the right with two: 2.25 and 2.29 a person, so 2.25.
    t.same(flowLayout({ left, right, flows }, { room: 100, gap: 10 }), {
      left: [
        { name: 'A', value: 30, y: 0, height: 67.5, told: 56.25 },
        { name: 'B', value: null, y: 77.5, height: 22.5, told: 22.5 },
      ],
      right: [
        { name: 'X', value: 20, y: 0, height: 45, told: 45 },
        { name: 'Y', value: 10, y: 55, height: 22.5, told: 22.5 },
        { name: 'Z', value: null, y: 87.5, height: 11.25, told: 11.25 },
      ],
      bands: [
        { from: 'A', to: 'X', value: 20, thick: 45, fromY: 0, toY: 0 },
        { from: 'A', to: 'Z', value: 5, thick: 11.25, fromY: 45, toY: 87.5 },
        { from: 'B', to: 'Y', value: 10, thick: 22.5, fromY: 77.5, toY: 55 },
      ],
    })
    const rounded = flowLayout(
      { left: [{ name: 'A', value: 10 }], right: [], flows: [{ from: 'A', to: '', value: 15 }] },
      { room: 30, gap: 5 },
    )
    t.match(rounded.left, [{ height: 30, told: 30 }], 'where it is rounded to less than its flows come to it is as high as these')
    const svg = flowsPicture({ ...about, left, right, flows, leftName: 'Left', rightName: 'Came to' })
    isWhole(t, svg)
    t.equal(svg.split('class="own-band"').length - 1, 3)
    t.equal(svg.split('class="own-untold"').length - 1, 1, 'of A alone something is not told')
    t.match(svg, /B: withheld.*X: 20/)
    isWhole(t, flowsPicture({ ...about, left: [], right: [{ name: 'X', value: 20 }], flows: [], leftName: '', rightName: '' }))
  },
)

t.test('flows: what was come to stands in the order of where its people come from', async (t) => {
  const ends = (names: string) => [...names].map((name) => ({ name, value: 10 }))
  const flows = [
    { from: 'A', to: 'Y', value: 30 },
    { from: 'C', to: 'Y', value: 10 },
    { from: 'C', to: 'X', value: 10 },
    { from: 'A', to: 'W', value: 10 },
  ]
  // W comes from the first, Y mostly from the first (0.5 below it), X from the third; of V nothing is told.
  const order = inFlowOrder({ left: ends('ABC'), right: ends('VXYW'), flows })
  t.equal(order.map(({ name }) => name).join(''), 'WYXV')
})

t.test('points that would hide each other are moved apart to the right, and none that stand above each other', async (t) => {
  const all = { from: 0, to: 10 }
  t.same(
    apart(
      [
        { x: 50, ...all },
        { x: 12, ...all },
        { x: 10, ...all },
        { x: 11, from: 11, to: 20 },
      ],
      20,
    ),
    [50, 30, 10, 11],
  )
})

t.test('shares across and up: where one is withheld a point stands in a strip, and where both are nowhere', async (t) => {
  const names = { acrossName: 'Cost', upName: 'Reach', acrossWithheld: 'cost withheld', upWithheld: 'reach withheld' }
  const points = [
    { label: '1', across: 0.5, up: 0.5, low: 0.25, high: 0.75 },
    { label: '2', across: null, up: 1 },
    { label: '3', across: 0.25, up: null },
    { label: '4', across: null, up: null },
  ]
  const svg = pointsPicture({ ...about, ...names, points, all: 0.5 })
  isWhole(t, svg)
  // Upright 260 for 100 %, from 300 up to 40. Across 488 for 50 %, from 192, which is right of the strip, to 680.
  t.match(svg, 'd="M680 235V105M676 235H684M676 105H684"/><circle class="own-placed" cx="680" cy="170" r="5"/>')
  t.match(svg, '<circle class="own-placed" cx="80" cy="40" r="5"/>')
  t.match(svg, '<circle class="own-placed" cx="436" cy="393" r="5"/>')
  t.equal(svg.split('<circle').length - 1, 3)
  t.match(svg, /cost withheld.*reach withheld/)
  t.match(svg, '<line class="own-mean" x1="64" x2="700" y1="170" y2="170"/>')
  const alone = pointsPicture({ ...about, ...names, points: points.slice(0, 1) })
  t.notMatch(alone, /own-strip|withheld|own-mean/)
})

t.test('a column of shares: what is withheld is left over, and where all is withheld there is no column', async (t) => {
  t.same(piecesOf({ all: 80, parts: [40, null, 20, 10] }), [
    { part: 0, from: 0, share: 0.5 },
    { part: 2, from: 0.5, share: 0.25 },
    { part: 3, from: 0.75, share: 0.125 },
  ])
  t.same(
    piecesOf({ all: 40, parts: [40, 40] }).map(({ share }) => share),
    [0.5, 0.5],
    'rounded, they can come to more than all',
  )
  t.same(piecesOf({ all: null, parts: [20] }), [])
  const svg = stacksPicture({
    ...about,
    stacks: [
      { label: 'a', all: 80, parts: [40, null, 1] },
      { label: 'b', all: null, parts: [20] },
    ],
  })
  isWhole(t, svg)
  t.match(svg, /own-piece-1" x="187" y="143" width="60" height="127"\/><text class="own-middle own-on-1" x="217" y="211\.5">1</)
  t.match(svg, 'class="own-piece own-piece-3"')
  t.notMatch(svg, 'own-on-3', 'a number for which there is no room is left out')
  t.equal(svg.split('class="own-untold"').length - 1, 1)
})

t.test('columns are shared out evenly among tables that are not too wide', async (t) => {
  t.same(sharedOut([1, 2, 3, 4, 5, 6], 5), [
    [1, 2, 3],
    [4, 5, 6],
  ])
  t.same(sharedOut([], 5), [])
  t.same(sharedOut([1, 2], 5), [[1, 2]])
  const cell = (value: number) => ({ value })
  const nine = Array.from({ length: 9 }, (_, i) => i)
  const heat = {
    columns: nine.map((i) => ({ name: `c${i}`, open: cell(i) })),
    rows: [{ name: 'Home', open: cell(45), cells: nine.map((i) => cell(i)) }],
  }
  t.same(
    heatTables(heat).map(({ rows, columns }) => [
      columns.length,
      rows[0]?.name,
      rows[0]?.open.value,
      rows[0]?.cells.map(({ value }) => value),
    ]),
    [
      [5, 'Home', 45, [0, 1, 2, 3, 4]],
      [4, 'Home', 45, [5, 6, 7, 8]],
    ],
  )
  t.same(heatTables({ columns: [], rows: [{ name: 'Fun', open: cell(15), cells: [] }] }), [
    { columns: [], rows: [{ name: 'Fun', open: cell(15), cells: [] }] },
  ])
})

t.test('what something is broken down by, and its keys, in words', async (t) => {
  t.equal(dimensionInWords('lifeAreaSectorWhy'), 'Part of life and kind of support and what was answered')
  t.equal(keyInWords('lifeAreaSectorWhy', 'work-and-learning/not-said/too-far'), 'Work and learning: not said, too far')
  t.equal(keyInWords('outOfInto', 'home-care/residential'), 'Home care to residential')
  t.equal(keyInWords('sectorAge', 'home-care/65+'), 'Home care: 65 and over')
  t.same(
    ['under-18', '18-64', '65+', 'not-known'].map((key) => keyInWords('age', key)),
    ['Under 18', '18 to 64', '65 and over', 'Not known'],
  )
  t.same(
    ['0-3', '3-6', '12+'].map((key) => keyInWords('openFor', key)),
    ['Under 3 months', '3 to 6 months', '12 months or more'],
  )
  t.equal(keyInWords('pair', 'mental-health+drug-and-alcohol'), 'Mental health and drug and alcohol')
  t.equal(keyInWords('ledBy', 'unknown'), 'Nobody knows')
})

t.test('who leads change: of the last period that can be told, and how many cannot', async (t) => {
  const periods = ['2026-01', '2026-02', '2026-03', '2026-04']
  const trend = (keys: Record<string, (number | null)[]>): Trend => ({
    measure: 'changes',
    unit: 'entries',
    placeEvents: [],
    series: Object.entries(keys).map(([key, values]) => ({
      key,
      points: values.map((value, i): Shown & { period: string } => ({
        period: periods[i] ?? '',
        value,
        ...(value === null && { why: i === 3 ? ('not-yet-in' as const) : ('withheld' as const) }),
      })),
    })),
  })
  const by = trend({ person: [10, 30, null, null], service: [20, 15, 10, null], life: [null, null, null, null] })
  const shown = leadersShown(by, trend({ all: [40, 60, null, null] }), { title: 'Who' })
  t.same(shown.inShort, [
    'The last that can be told is February 2026: 60 changes. Who led them: the person 30 (about 50 %), a service 15 (about 25 %).',
    '1 of 4 cannot be told: it is withheld.',
  ])
  t.same(shown.unshown, ['Life itself'])
  t.match(shown.rows[2], { total: { why: 'withheld' }, cells: [{ why: 'withheld' }, { value: 10, percent: undefined }] })
  const none = leadersShown(by, trend({ all: [null, null, null, null] }), { title: 'Who' })
  t.same([none.inShort, none.picture], [['Who led changes is withheld throughout.'], undefined])
})

t.test('use and reach in a few sentences: what is shown of how many, and of which there is a question to ask', async (t) => {
  const none = 'Of none can it be said that it is given more than wanted and moves with fewer than in the area.'
  const question = 'Given more than wanted, and moves with fewer than in the area: nursing. That is a question to ask, and no answer.'
  const first = (points: number, both: number) => reachInShort({ points, both, named: [] })[0]
  t.equal(first(3, 3), 'The picture has 3 kinds of support: of each, both shares are shown.')
  t.equal(first(3, 1), 'The picture has 3 kinds of support: of 1 both shares are shown, of the others one is withheld.')
  t.equal(first(3, 0), 'The picture has 3 kinds of support: of each, one of the two shares is withheld.')
  t.equal(reachInShort({ points: 3, both: 1, named: [] })[1], none)
  t.equal(reachInShort({ points: 3, both: 1, named: ['nursing'] })[1], question)
  const nothing = 'Of no kind of support is the share of cost or the share of people shown.'
  t.same(reachInShort({ points: 0, both: 0, named: [] }), [nothing], 'of what is not shown nothing is said')
  t.same(reachInShort({ points: 0, both: 0, named: ['nursing'] }), [nothing, question])
})
