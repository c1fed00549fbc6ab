import assert from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import type { StoryEntry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { stories } from '../support/random-stories.ts'

type Story = readonly Recorded<AnyEntry>[]

/** What is decided on an entry, or why it is refused. */
function decided(story: Story, { record, ...entry }: Recorded<AnyEntry>): unknown {
  try {
    return decide(story, entry as StoryEntry, '2026-06-15', record.by)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.message, error.path]
  }
}

t.test('what is decided does not hang on what was decided on the same story before', async (t) => {
  let [recorded, refused] = [0, 0]
  fc.assert(
    fc.property(stories, fc.infiniteStream(fc.nat()), (story, chance) => {
      const any = (below: number) => (chance.next().value as number) % below
      for (const [i, entry] of story.entries()) {
        // It grows, is as it was some time before, and lacks something that was in it: in turn, of the very same entries.
        const before = story.slice(0, i)
        const looks = [before, story.slice(0, any(i + 1)), i > 1 ? before.toSpliced(1 + any(i - 1), 1) : before, [...before]]
        for (const look of looks) {
          const outcome = decided(look, entry)
          assert.deepStrictEqual(outcome, decided(structuredClone(look), entry))
          if (Array.isArray(outcome) && typeof outcome[0] === 'string') refused += 1
          else recorded += 1
        }
      }
    }),
    { numRuns: 100 },
  )
  t.ok(recorded > 500 && refused > 500, `${recorded} were recorded, ${refused} refused`)
})
