import fc from 'fast-check'
import t from 'tap'
import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { putsRight } from '../../src/domain/putting-right.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { standings } from '../../src/domain/standing.ts'
import { asRecorded, histories, holds } from '../support/histories.ts'
import { by, entry } from '../support/spec.ts'

const today = '2027-01-01'
type Story = readonly Recorded<AnyEntry>[]

function codeOf(story: Story, asked: AnyEntry, on: string): string | undefined {
  try {
    decide(story, asked as Entry, on, by)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** A slow second opinion: every entry told from the one that is put right on is decided again, on all of the story that was there before it. */
function cannotStand(before: Story, after: Story, from: number, speaksOfOthers: boolean): string[] {
  const refused = (story: Story, revision: number) => {
    const each = standings(story).find(({ told }) => told.record.revision === revision)
    const soFar = story.filter((other) => other.record.revision < revision || putsRight(other))
    return each && codeOf(soFar, each.entry, each.writtenOn)
  }
  return standings(after)
    .filter(({ told, use }) => use !== 'withdrawn' && told.record.revision >= from)
    .filter(({ told: { record } }) => {
      const [now, then] = [refused(after, record.revision), refused(before, record.revision)]
      // The entry that is put right itself may stay as wrong as it was, where it speaks of the same things.
      return now && (!then || (record.revision === from && (then !== now || speaksOfOthers)))
    })
    .map(({ told }) => told.id)
}

t.test('whoever cannot stand is named, and nobody else, as asking each of them on the whole story shows', async (t) => {
  let found = 0
  holds(
    t,
    fc.property(
      histories,
      fc.nat(),
      fc.constantFrom('withdraw', 'move', 'change'),
      fc.integer({ min: 0, max: 1200 }),
      (life, pick, how, late) => {
        const story = asRecorded(life)
        const told = story.filter((each) => !putsRight(each))
        const of = told[pick % told.length]
        if (!of) return true
        const goal = '00000009-0000-4000-8000-000000000009'
        const day = new Date(Date.UTC(2023, 6, 1 + late)).toISOString().slice(0, 10)
        const change =
          how === 'move'
            ? { happened: { from: day } }
            : { facts: 'goal' in of.facts ? { goal } : 'support' in of.facts ? { support: goal } : {} }
        const asked =
          how === 'withdraw'
            ? entry('EntryWithdrawn', { happened: undefined, facts: { entry: of.id, why: 'slip' }, words: { reason: 'No' } })
            : entry('EntryCorrected', { happened: undefined, facts: { entry: of.id, kind: 'fact', ...change }, words: { reason: 'No' } })
        let said: readonly { entry: string }[] = []
        try {
          if (decide(story, asked as Entry, today, by).length === 0) return true
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          if (error.code !== 'others-rest-on-it' && error.code !== 'would-not-have-been-recorded') return true
          said = error.others
        }
        found += said.length
        const record = { position: '', revision: story.length + 1, at: `${today}T12:00:00.000Z`, by }
        const expected = cannotStand(story, [...story, { ...asked, record }], of.record.revision, how === 'change')
        return JSON.stringify(said.map(({ entry }) => entry)) === JSON.stringify(expected.slice(0, 20))
      },
    ),
    1_000,
  )
  t.ok(found > 200, `${found} were named`)
})
