import assert from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import { type Cells, isNobody, minus, nobody } from '../../src/domain/counting/cells.ts'
import { deltas } from '../../src/domain/counting/editions.ts'
import { parts } from '../../src/domain/counting/parts.ts'
import { toldIn } from '../../src/domain/counting/told.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { type Edition, editionOf, monthsLater } from '../../src/domain/period.ts'
import { retell, tellings } from '../../src/domain/retelling.ts'
import { cellsOf } from '../support/counted.ts'
import { forgotten, stories } from '../support/random-stories.ts'

// Nothing is counted anew where nothing changed. Here everything is, each time from nothing: it must come to the very same numbers.

type Story = readonly Recorded<AnyEntry>[]

/** Stories, some of them forgotten in the end, and some from a service whose clock was behind; and how far one was taken each time. */
const taken = fc
  .record({ story: stories, isForgotten: fc.nat(3), late: fc.nat(60) })
  .map(({ story, isForgotten, late }) => behind(isForgotten === 0 ? forgotten(story) : story, late))
  .chain((story) =>
    fc
      .array(fc.integer({ min: 0, max: story.length }), { maxLength: 4 })
      .map((cuts) => ({ story, cuts: [...cuts.sort((a, b) => a - b), story.length] })),
  )

t.test('what is added to each edition is what comes out where each is counted from nothing', async (t) => {
  const held = fc.check(
    fc.property(taken, ({ story, cuts }) => {
      for (const [i, cut] of cuts.entries()) {
        const [before, after] = [story.slice(0, cuts[i - 1] ?? 0), story.slice(0, cut)]
        assert.deepStrictEqual(inOrder(deltas(before, after)), inOrder(countedAnew(before, after)))
      }
    }),
    { numRuns: 600 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 600 histories')
})

t.test('a story told of more and less of its record is told each time as if nothing had been told of it before', async (t) => {
  const held = fc.check(
    fc.property(
      stories,
      fc.array(fc.record({ upTo: fc.nat(), each: fc.integer({ min: 2, max: 40 }) }), { maxLength: 30 }),
      (story, some) => {
        const tell = tellings()
        for (const { upTo, each } of some) {
          const known = story.slice(0, upTo % (story.length + 1)).filter((_, i) => i % each !== 1)
          assert.deepStrictEqual(tell(known).map(withoutStanding), retell(known).map(withoutStanding))
        }
      },
    ),
    { numRuns: 600 },
  )
  t.equal(held.failed, false, fc.defaultReportMessage(held) ?? 'for 600 histories')
})

t.test('what is told as it was told before is the very same line, whatever was put right elsewhere', async (t) => {
  const [story] = fc.sample(
    stories.filter((story) => story.length > 30 && story.some(({ type }) => type === 'EntryCorrected')),
    { numRuns: 1, seed: 1 },
  )
  const tell = tellings()
  const [before, after] = [story?.slice(0, -1) ?? [], story ?? []].map(tell)
  const right = after?.filter((line) => before?.includes(line)).length ?? 0
  t.ok(right > 10, `${right} lines of ${after?.length}`)
})

t.test('no measure is of two parts', async (t) => {
  const by = new Map<string, Set<object>>()
  for (const story of fc.sample(stories, { numRuns: 1_000, seed: 1 })) {
    const told = toldIn(retell(story))
    for (const part of [...parts.flows, ...parts.sayings, ...parts.holdings]) {
      for (const { measure } of part(told)) if (measure) by.set(measure, (by.get(measure) ?? new Set()).add(part))
    }
  }
  t.same(
    [...by].filter(([, parts]) => parts.size > 1).map(([measure]) => measure),
    [],
  )
})

/** The same deltas, each edition counted from nothing and cell by cell: what the newest entries add to it, less what they add to the one before. */
function countedAnew(before: Story, after: Story): Map<Edition, Cells> {
  const newest = after.filter((entry) => !before.includes(entry)).map(editionOf)
  const deltas = new Map<Edition, Cells>()
  let last: Cells = new Map()
  for (const edition of [...new Set(after.map(editionOf))].filter((edition) => newest.some((each) => each <= edition)).sort()) {
    const [then, now] = [before, after].map((story) => cellsOf(story.filter((entry) => editionOf(entry) <= edition)))
    const grown = less(now as Cells, then as Cells)
    const delta = less(grown, last)
    if (delta.size > 0) deltas.set(edition, delta)
    last = grown
  }
  return deltas
}

function less(cells: Cells, others: Cells): Cells {
  const less: Cells = new Map()
  for (const name of new Set([...cells.keys(), ...others.keys()])) {
    const count = minus(cells.get(name) ?? nobody, others.get(name) ?? nobody)
    if (!isNobody(count)) less.set(name, count)
  }
  return less
}

function inOrder(deltas: Map<Edition, Cells>) {
  return [...deltas].map(([edition, cells]) => [edition, [...cells].sort(([one], [other]) => (one < other ? -1 : 1))])
}

/** The same story; what was written down from one place on came when the record was in a later month already. */
function behind(story: Story, from: number): Story {
  let newest = ''
  return story.map((entry, i) => {
    const edition = editionOf(entry)
    newest = i === from ? monthsLater(edition, 2) : newest
    return edition >= newest ? entry : { ...entry, record: { ...entry.record, edition: newest } }
  })
}

function withoutStanding(line: object) {
  const { standing: _, ...told } = line as { standing: unknown }
  return told
}
