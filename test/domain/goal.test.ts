import t from 'tap'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { facts: { area: 'X10000101', howTheyCame: 'self' } })
const goal = uuid()
const voiced = entry('GoalVoiced', {
  happened: { from: '2026-01-10' },
  facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
  words: { goal: { text: 'My own front door', quote: true } },
})
const on = (day: string) => ({ happened: { from: day }, facts: { goal } })
const nearer = entry('GoalProgressed', { happened: { from: '2026-03-01' }, facts: { goal, says: 'nearer' } })
const letGo = entry('GoalLetGo', { happened: { from: '2026-05-01' }, facts: { goal, why: 'not-now' } })
const paused = entry('GoalPaused', on('2026-02-01'))
const reached = entry('GoalReached', on('2026-04-01'))

t.test('a goal is voiced once; said again it is progress or another wording', async (t) => {
  const { given } = spec(t)
  given(met).when(voiced).then(voiced)
  given(met, voiced)
    .when({ ...voiced, id: uuid() })
    .refuses('goal-already-voiced')
})

t.test('progress on a goal', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(nearer).then(nearer)
  given(met).when(nearer).refuses('goal-unknown')
  const late = { ...nearer, id: uuid(), happened: { from: '2026-05-20' } }
  given(met, voiced, letGo).when(late).refuses('goal-let-go')
})

t.test('March’s progress is not refused because the goal was let go in May', async (t) => {
  const { given } = spec(t)
  given(met, voiced, letGo).when(nearer).then(nearer)
})

t.test('progress from before a goal was first voiced can be told', async (t) => {
  const early = { ...nearer, id: uuid(), happened: { from: '2025' } }
  spec(t).given(met, voiced).when(early).then(early)
})

t.test('rewording', async (t) => {
  const reworded = entry('GoalReworded', { facts: { goal }, words: { goal: 'A flat near my sister' } })
  spec(t).given(met, voiced).when(reworded).then(reworded)
  spec(t).given(met, voiced, letGo).when(reworded).then(reworded)
  spec(t).given(met).when(reworded).refuses('goal-unknown')
})

t.test('pausing', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(paused).then(paused)
  given(met, voiced, paused)
    .when({ ...paused, id: uuid() })
    .thenNothing()
  given(met, voiced, reached)
    .when(entry('GoalPaused', on('2026-05-01')))
    .refuses('goal-not-open')
  given(met).when(paused).refuses('goal-unknown')
})

t.test('picking up again what was paused, let go or reached', async (t) => {
  const { given } = spec(t)
  const again = entry('GoalPickedUpAgain', on('2026-06-01'))
  for (const before of [paused, letGo, reached]) given(met, voiced, before).when(again).then(again)
  given(met, voiced).when(again).refuses('goal-open')
  given(met).when(again).refuses('goal-unknown')
})

t.test('reaching', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(reached).then(reached)
  given(met, voiced, reached)
    .when(entry('GoalReached', on('2026-05-01')))
    .thenNothing()
  given(met, voiced, letGo)
    .when(entry('GoalReached', on('2026-06-01')))
    .refuses('goal-let-go')
  given(met).when(reached).refuses('goal-unknown')
})

t.test('letting go', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(letGo).then(letGo)
  given(met, voiced, letGo)
    .when({ ...letGo, id: uuid() })
    .thenNothing()
  given(met).when(letGo).refuses('goal-unknown')
})

t.test('steps', async (t) => {
  const { given } = spec(t)
  const step = uuid()
  const agreed = entry('StepAgreed', { facts: { step, goal, who: 'worker', by: '2026-09-01' }, words: { step: 'Ring the housing office' } })
  const taken = entry('StepTaken', { facts: { step } })
  const dropped = entry('StepLetGo', { facts: { step, why: 'nobody-could' } })
  given(met, voiced).when(agreed).then(agreed)
  given(met).when(agreed).refuses('goal-unknown')
  given(met, voiced, agreed)
    .when({ ...agreed, id: uuid() })
    .refuses('step-already-agreed')
  given(met, voiced, agreed).when(taken).then(taken)
  given(met, voiced, agreed, taken)
    .when({ ...taken, id: uuid() })
    .thenNothing()
  given(met, voiced, agreed).when(dropped).then(dropped)
  given(met, voiced, agreed, dropped)
    .when({ ...dropped, id: uuid() })
    .thenNothing()
  given(met, voiced).when(taken).refuses('step-unknown')
  given(met, voiced).when(dropped).refuses('step-unknown')
})
