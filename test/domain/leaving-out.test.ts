import fc from 'fast-check'
import t from 'tap'
import { howMany, leaveOut, refuseLeftOut } from '../../src/domain/leaving-out.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { begins, retell } from '../../src/domain/retelling.ts'
import { stories } from '../support/random-stories.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { facts: { area: 'X10000101', howTheyCame: 'self' } })
const goal = uuid()
const [support, member] = [uuid(), uuid()]
const heard = entry('ConversationHeld')
const voiced = entry('GoalVoiced', { partOf: heard.id, facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' } })
const progressed = entry('GoalProgressed', { facts: { goal, says: 'nearer', helpedBy: [support] } })
const corrected = entry('EntryCorrected', { facts: { entry: progressed.id, kind: 'slip', facts: { says: 'same' } } })
const withdrawn = entry('EntryWithdrawn', { facts: { entry: corrected.id, why: 'slip' } })
const started = entry('SupportStarted', { because: [voiced.id, heard.id], facts: { support, sector: 'voluntary', goals: [goal] } })
const ended = entry('SupportEnded', { facts: { support, planned: true } })
const named = entry('CircleMemberNamed', { facts: { member, tie: 'friend', care: 'both' } })
const again = entry('CircleMemberNamed', { facts: { member, tie: 'partner', care: 'both' } })
const left = entry('CircleMemberLeft', { facts: { member } })
const story = [met, heard, voiced, progressed, corrected, withdrawn, started, ended, named, again, left].map(recordedAs)

const idsAfter = (...kept: string[]) => leaveOut(story, new Set(kept)).story.map(({ id }) => id)
const all = story.map(({ id }) => id)
const but = (...gone: { id: string }[]) => all.filter((id) => !gone.some((each) => each.id === id))

t.test('with a goal goes what is said of it, and what puts that right; what names it among others stays, without it', async (t) => {
  t.same(idsAfter(voiced.id), but(voiced, progressed, corrected, withdrawn))
  const { story: rest, leftOut } = leaveOut(story, new Set([voiced.id]))
  const kept = rest.find(({ id }) => id === started.id)
  t.same(kept?.facts, { support, sector: 'voluntary', goals: [] })
  t.same(kept?.because, [heard.id])
  t.equal(howMany(story, leftOut), 2, 'the goal and how it went: what puts right is no more of a life')
})

t.test('with a conversation goes nothing that came of it, but that it came of it', async (t) => {
  t.same(idsAfter(heard.id), but(heard))
  const { story: rest } = leaveOut(story, new Set([heard.id]))
  t.equal(rest.find(({ id }) => id === voiced.id)?.partOf, undefined)
  t.same(rest.find(({ id }) => id === started.id)?.because, [voiced.id])
})

t.test('a support goes with its end, out of what it helped with', async (t) => {
  t.same(idsAfter(started.id), but(started, ended))
  const { story: rest } = leaveOut(story, new Set([started.id]))
  t.same(rest.find(({ id }) => id === progressed.id)?.facts, { goal, says: 'nearer', helpedBy: [] })
})

t.test('what was begun twice goes on while one of the beginnings is told', async (t) => {
  t.same(idsAfter(again.id), but(again))
  t.same(idsAfter(named.id, again.id), but(named, again, left))
})

t.test('nothing kept is the story as it is', async (t) => {
  t.same(leaveOut(story, new Set()).story, story)
})

t.test('what names something left out is refused as if it were not there', async (t) => {
  const { leftOut } = leaveOut(story, new Set([voiced.id, started.id]))
  const code = (more: object, type = 'WantVoiced') => {
    try {
      refuseLeftOut(story, leftOut, entry(type, more))
      return undefined
    } catch (error) {
      return error instanceof Refusal && [error.code, error.path]
    }
  }
  t.same(code({ facts: { goal, says: 'nearer' } }), ['goal-unknown', 'facts.goal'])
  t.same(code({ facts: { support, fit: 'fits' } }), ['support-unknown', 'facts.support'])
  t.same(code({ facts: { entry: progressed.id } }), ['entry-unknown', 'facts.entry'])
  t.same(code({ because: [heard.id, voiced.id] }), ['entry-unknown', 'because.1'])
  t.same(code({ partOf: voiced.id }), ['entry-unknown', 'partOf'])
  t.same(code({ facts: { goals: [goal] } }), ['entry-unknown', 'facts.goals'])
  t.equal(code({ because: [heard.id], facts: { member } }), undefined)
})

t.test('whatever is kept, no id of it is left, and the rest is told as before', async (t) => {
  fc.assert(
    fc.property(stories, fc.infiniteStream(fc.boolean()), (made, keep) => {
      const kept = new Set(made.filter(({ type }) => type !== 'PersonMet' && keep.next().value).map(({ id }) => id))
      const { story, leftOut } = leaveOut(made, kept)
      const text = JSON.stringify(story.map(({ record: _, ...told }) => told))
      const ids = made.filter(({ id }) => leftOut.has(id)).flatMap((each) => [each.id, begins(each)?.id])
      const stays = new Set(story.flatMap((each) => begins(each)?.id ?? []))
      for (const id of ids) if (typeof id === 'string' && !stays.has(id) && text.includes(id)) throw new Error(`${id} is left`)
      for (const { id } of story) if (kept.has(id)) throw new Error(`${id} is kept and told`)
      const before = new Set(retell(made).map(({ id }) => id))
      // Nothing is told that was not; only a withdrawal that is left out itself takes nothing back.
      const unsaid = made.some(({ id, type }) => leftOut.has(id) && type.startsWith('Entry'))
      if (!unsaid) for (const { id } of retell(story)) if (!before.has(id)) throw new Error(`${id} is told though it was not`)
    }),
  )
  t.pass('in a hundred stories')
})
