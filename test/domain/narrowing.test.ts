import fc from 'fast-check'
import t from 'tap'
import { atLeastEach, atMostSum, type Known, narrower, type Relations, sumOf, unionOf } from '../../src/domain/disclosure/narrowing.ts'

// Numbers, and relations that hold of them, by chance: whatever is found must hold of them too.

const endless = 1_000_000_000
const size = 8

interface Case {
  truth: number[]
  relations: Relations
  alone: { least: number; most: number }[]
}

/** Relations between eight numbers, the last three of them wholes: sums, unions, and what is at least each of some. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    parts: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 5 }),
    slack: fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()), { minLength: size, maxLength: size }),
    more: fc.nat(5),
  })
  .map(({ parts, slack, more }) => {
    const [a, b, c, d, e] = parts as [number, number, number, number, number]
    const union = Math.max(c, d, e) + Math.min(more, c + d + e - Math.max(c, d, e))
    const truth = [...parts, a + b + c, union, union + more]
    const all: [kind: number, whole: number, parts: number[]][] = [
      [sumOf, 5, [0, 1, 2]],
      [unionOf, 6, [2, 3, 4]],
      [atLeastEach, 7, [6, 2]],
    ]
    return {
      truth,
      relations: {
        kinds: Int32Array.from(all, ([kind]) => kind),
        wholes: Int32Array.from(all, ([, whole]) => whole),
        starts: Int32Array.of(0, 3, 6, 8),
        parts: Int32Array.from(all.flatMap(([, , parts]) => parts)),
        first: Int32Array.of(0, 1, 2),
      },
      alone: truth.map((number, i) => {
        const [below, above, isOpen] = slack[i] as [number, number, boolean]
        return { least: Math.max(0, number - below), most: isOpen ? endless : number + above }
      }),
    }
  })

function knownOf(alone: Case['alone']): Known {
  const [least, most] = [Int32Array.from(alone, ({ least }) => least), Int32Array.from(alone, ({ most }) => most)]
  const why = () => new Int32Array(size).fill(-1)
  return { least: least.slice(), most: most.slice(), whyLeast: why(), whyMost: why(), alone: { least, most } }
}

const narrows = ({ relations }: Case) => narrower(relations, new Int32Array(size).fill(1), 200)
const isTrue = ({ truth }: Case, { least, most }: Known) =>
  truth.every((number, i) => (least[i] ?? 0) <= number && number <= (most[i] ?? 0))

t.test('a sum is narrowed by its parts, and each part by what is left', async (t) => {
  const relations: Relations = {
    kinds: Int32Array.of(sumOf, atMostSum),
    wholes: Int32Array.of(0, 0),
    starts: Int32Array.of(0, 2, 3),
    parts: Int32Array.of(1, 2, 3),
    first: Int32Array.of(0, 1),
  }
  // 20 to 22 are 12 to 14 and another; and no more than four numbers like the last one, which is 7 at most.
  const known = knownOf(
    [
      [20, 22],
      [12, 14],
      [0, endless],
      [0, 7],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ].map(([least = 0, most = 0]) => ({ least, most })),
  )
  narrower(relations, Int32Array.of(1, 1, 1, 4, 1, 1, 1, 1), 100).all(known)
  t.same([...known.least.slice(0, 4)], [20, 12, 6, 0], 'the other is 6 at least')
  t.same([...known.most.slice(0, 4)], [22, 14, 10, 7], 'and 10 at most')
})

t.test(
  'what is found is true; with less to go by as much is found as from the beginning, or more that is true; what may not be is undone',
  async (t) => {
    const found = fc.check(
      fc.property(cases, fc.nat(size - 1), fc.nat(size - 1), (one, without, further) => {
        const known = knownOf(one.alone)
        narrows(one).all(known)
        if (!isTrue(one, known)) return false

        const before = structuredClone(known)
        const more = [{ number: further, least: one.truth[further] ?? 0, most: one.truth[further] ?? 0 }]
        const refused = narrows(one).further(known, more, () => false)
        const same = ({ least, most }: Known, other: Known) => `${least} ${most}` === `${other.least} ${other.most}`
        if (refused === undefined && !same(known, before)) return false
        const undo = refused ?? narrows(one).further(known, more, () => true)
        if (!isTrue(one, known)) return false
        undo?.()
        if (!same(known, before)) return false

        const fewer = one.alone.map((bounds, i) => (i === without ? { least: 0, most: endless } : bounds))
        const anew = knownOf(fewer)
        narrows(one).all(anew)
        narrows(one).without(known, [{ number: without, least: 0, most: endless }])
        return (
          isTrue(one, known) &&
          anew.least.every((least, i) => least <= (known.least[i] ?? 0)) &&
          anew.most.every((most, i) => most >= (known.most[i] ?? 0))
        )
      }),
      { numRuns: 2_000 },
    )
    t.equal(found.failed, false, fc.defaultReportMessage(found) ?? '2,000 random cases')
  },
)
