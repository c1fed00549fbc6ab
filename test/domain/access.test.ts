import t from 'tap'
import { heldBackOn, isForgotten } from '../../src/domain/access.ts'
import { retell, retellAll } from '../../src/domain/retelling.ts'
import { entry, recordedAs, spec, uuid } from '../support/spec.ts'

// In a spec it is 15 June 2026.

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'self' } })
const held = entry('WorryVoiced', { facts: { lifeArea: 'safety' }, heldBack: { ground: 'serious-harm', until: '2026-07-01' } })
const plain = entry('WorryVoiced', { facts: { lifeArea: 'safety' } })
const confirmed = (until: string, of = held.id) => entry('HoldBackConfirmed', { facts: { entry: of, until } })
const lifted = (of = held.id) => entry('HoldBackLifted', { facts: { entry: of } })
const opened = entry('StoryOpened', { facts: { ground: 'somebody-is-in-danger' }, words: { reason: 'She rang and hung up.' } })
const review = (until: string) => entry('ReviewOpened', { facts: { reviewer: uuid(), until } })

t.test('a review is open for 180 days at most, and what is held back for 90', async (t) => {
  const { given } = spec(t)
  const [longest, tooLong] = [review('2026-12-12'), review('2026-12-13')]
  given(met).when(longest).then(longest)
  given(met).when(tooLong).refuses('review-too-long')
  const [ninety, more] = [confirmed('2026-09-13'), confirmed('2026-09-14')]
  const joes = { ...held, writtenBy: 'joe' }
  given(met, joes).when(ninety).then(ninety)
  given(met, held).when(ninety).refuses('held-back-by-you')
  given(met, joes).when(more).refuses('held-back-too-long')
})

t.test('only what is held back is confirmed or lifted, and lifting it twice is once', async (t) => {
  const { given } = spec(t)
  const lift = lifted()
  given(met, held).when(lift).then(lift)
  given(met, held, lifted()).when(lifted()).thenNothing()
  const again = confirmed('2026-08-01')
  given(met, { ...held, writtenBy: 'joe' }, lifted())
    .when(again)
    .then(again)
  given(met, plain).when(lifted(plain.id)).refuses('not-held-back')
  given(met, plain).when(confirmed('2026-08-01', plain.id)).refuses('not-held-back')
  given(met, held).when(lifted(uuid())).refuses('entry-unknown')
})

t.test('what is held back on a day: as the writer said, as a steward had it since, and no longer than that', async (t) => {
  const on = (day: string, ...more: ReturnType<typeof lifted>[]) => {
    const found = heldBackOn([met, held, plain, ...more].map(recordedAs), day)
    return [...found].map(([id, { ground, until }]) => [id === held.id, ground, until])
  }
  const asWritten = [[true, 'serious-harm', '2026-07-01']]
  t.same(on('2026-06-20'), asWritten)
  t.same(on('2026-07-01'), asWritten, 'to the end of its last day')
  t.same(on('2026-07-02'), [])
  t.same(on('2026-07-02', confirmed('2026-09-01')), [[true, 'serious-harm', '2026-09-01']])
  t.same(on('2026-06-20', lifted()), [])
  t.same(on('2026-06-20', lifted(), confirmed('2026-06-20')), [[true, 'serious-harm', '2026-06-20']], 'the last word holds')
  t.same(on('2026-06-20', confirmed('2026-06-19')), [], 'it can be made shorter')
})

t.test('who came to see a story is part of no life, and cannot be put right', async (t) => {
  const { given } = spec(t)
  const withdrawal = entry('EntryWithdrawn', { facts: { entry: opened.id, why: 'slip' } })
  for (const righting of [
    withdrawal,
    entry('EntryDisputed', { facts: { entry: opened.id, asks: 'remove', meanwhile: 'do-not-use' } }),
    entry('WordsRemoved', { facts: { entry: opened.id, ground: 'other' } }),
    entry('EntryCorrected', { facts: { entry: opened.id, kind: 'slip', facts: { ground: 'other' } } }),
  ])
    given(met, opened).when(righting).refuses('entry-unknown')
  const story = [
    met,
    opened,
    review('2026-07-01'),
    held,
    lifted(),
    entry('StoryForgotten', { facts: { ground: 'court', area: 'X10000001' } }),
  ]
  t.same(
    retell(story.map(recordedAs)).map(({ type }) => type),
    ['PersonMet', 'WorryVoiced'],
  )
  t.same(
    retellAll(story.map(recordedAs)).map(({ type }) => type),
    ['PersonMet', 'WorryVoiced'],
  )
  t.equal(isForgotten(story.map(recordedAs)), true)
  t.equal(isForgotten(story.slice(0, -1).map(recordedAs)), false)
})

t.test('a story is forgotten once, and nothing is written to it after', async (t) => {
  const { given } = spec(t)
  const { happened: _, ...forgotten } = entry('StoryForgotten', { facts: { ground: 'court', area: 'X10000001' } })
  given(met).when(forgotten).then(forgotten)
  given(met, forgotten)
    .when({ ...forgotten, id: uuid() })
    .thenNothing()
  const { happened: __, ...withdrawn } = entry('EntryWithdrawn', { facts: { entry: met.id, why: 'slip' }, words: { reason: 'No' } })
  for (const asked of [opened, withdrawn, entry('ConversationHeld', {}), met]) given(met, forgotten).when(asked).refuses('story-forgotten')
})
