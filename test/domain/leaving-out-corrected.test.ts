import t from 'tap'
import { howMany, leaveOut } from '../../src/domain/leaving-out.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const [open, hidden] = [uuid(), uuid()]
const met = entry('PersonMet', { facts: { area: 'X10000101', howTheyCame: 'self' } })
const voiced = (goal: string) => entry('GoalVoiced', { facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' } })
const nearer = (goal: string) => entry('GoalProgressed', { facts: { goal, says: 'nearer' } })
const [theirs, kept] = [voiced(open), voiced(hidden)]

t.test('what was corrected to speak of what is left out is left out with it', async (t) => {
  const said = nearer(open)
  const correction = entry('EntryCorrected', { facts: { entry: said.id, kind: 'slip', facts: { goal: hidden } } })
  const story = [met, theirs, kept, said, correction].map(recordedAs)
  const { story: seen, leftOut } = leaveOut(story, new Set([kept.id]))
  t.same(
    seen.map(({ id }) => id),
    [met.id, theirs.id],
  )
  t.same(leftOut, new Set([kept.id, correction.id, said.id]))
  t.equal(howMany(story, leftOut), 2, 'what puts right is no more of a life')
})

t.test('in a list, also in one that a correction gives, only what is left out is missing', async (t) => {
  const started = entry('SupportStarted', { facts: { support: uuid(), sector: 'home-care', goals: [open] } })
  const correction = entry('EntryCorrected', { facts: { entry: started.id, kind: 'slip', facts: { goals: [hidden, open] } } })
  const { story, leftOut } = leaveOut([met, theirs, kept, started, correction].map(recordedAs), new Set([kept.id]))
  t.same(leftOut, new Set([kept.id]))
  t.same(story.at(-1)?.facts, { entry: started.id, kind: 'slip', facts: { goals: [open] } })
})
