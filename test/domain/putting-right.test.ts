import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { entry, spec, uuid } from '../support/spec.ts'

const goal = uuid()
const support = uuid()
const met = entry('PersonMet', {
  happened: { from: '2026-01-01' },
  facts: { area: 'X10000101', howTheyCame: 'self' },
  words: { name: 'Sam' },
})
const voiced = entry('GoalVoiced', {
  happened: { from: '2026-02-01' },
  facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
  words: { goal: 'My own front door' },
})
const nearer = entry('GoalProgressed', { happened: { from: '2026-03-01' }, facts: { goal, says: 'nearer' } })
const letGo = entry('GoalLetGo', { happened: { from: '2026-04-01' }, facts: { goal, why: 'not-now' } })
const started = entry('SupportStarted', { happened: { from: '2026-02-10' }, facts: { support, sector: 'home-care', hoursPerWeek: 6 } })
const heard = entry('ConversationHeld', { facts: { where: 'home' } })

const right = (type: string, of: AnyEntry, facts: object, words: object = { reason: 'It was not so' }) =>
  entry(type, { happened: undefined, facts: { entry: of.id, ...facts }, words })
const correct = (of: AnyEntry, changes: object, words: object = {}) =>
  right('EntryCorrected', of, { kind: 'fact', ...changes }, { reason: 'It was not so', ...words })
const withdraw = (of: AnyEntry, why = 'slip') => right('EntryWithdrawn', of, { why })
const dispute = (of: AnyEntry, meanwhile = 'use') =>
  right('EntryDisputed', of, { asks: 'remove', meanwhile }, { words: 'I never said that' })
const answer = (of: AnyEntry, answer: string) => right('DisputeAnswered', of, { answer })
const removeWords = (of: AnyEntry) => right('WordsRemoved', of, { ground: 'too-much' })
const unknown = { ...heard, id: uuid() }

t.test('whatever puts right names an entry of this story', async (t) => {
  const { given } = spec(t)
  for (const asked of [correct(unknown, { ledBy: 'life' }), withdraw(unknown), dispute(unknown), removeWords(unknown)]) {
    given(met, heard).when(asked).refuses('entry-unknown')
  }
  given(met, heard).when(answer(unknown, 'corrected')).refuses('dispute-unknown')
  given(met, heard).when(answer(heard, 'corrected')).refuses('dispute-unknown')
  given().when(withdraw(met)).refuses('person-not-met')
})

t.test('any part of an entry can be corrected to something that such an entry can say', async (t) => {
  const { given } = spec(t)
  for (const changes of [
    { facts: { lifeArea: 'fun' } },
    { happened: { from: '2026-02-03' } },
    { saidBy: { who: 'family', how: null } },
    { ledBy: 'life' },
    { ledBy: null },
    { basis: 'told' },
    { setting: { where: 'cafe', withWhom: ['family'] } },
  ]) {
    const asked = correct(voiced, changes)
    given(met, voiced).when(asked).then(asked)
  }
  const reworded = correct(voiced, {}, { words: { goal: 'A front door of my own' }, saidBy: { name: 'Sam' } })
  given(met, voiced).when(reworded).then(reworded)
})

t.test('it cannot be corrected to what such an entry cannot say', async (t) => {
  const { given } = spec(t)
  const refused = (asked: AnyEntry) => given(met, voiced, heard).when(asked).refuses('correction-does-not-fit')
  refused(correct(voiced, { facts: { hoursPerWeek: 3 } }))
  refused(correct(voiced, { facts: { lifeArea: null } }))
  refused(correct(voiced, { saidBy: null }))
  refused(correct(voiced, { saidBy: { who: null } }))
  refused(correct(voiced, {}, { words: { heard: 'A word of another kind' } }))
  refused(correct(voiced, {}, { words: { goal: null } }))
  given(met, started)
    .when(correct(started, { ledBy: null }))
    .refuses('correction-does-not-fit')
})

t.test('a correction that names nothing is refused; one that names what is so already records nothing', async (t) => {
  const { given } = spec(t)
  given(met, voiced).when(correct(voiced, {})).refuses('nothing-corrected')
  given(met, voiced)
    .when(correct(voiced, { facts: { lifeArea: 'home' } }))
    .thenNothing()
  given(met, voiced)
    .when(correct(voiced, { facts: { want: null } }))
    .thenNothing()
  given(met, voiced, correct(voiced, { facts: { lifeArea: 'fun' } }))
    .when(correct(voiced, { facts: { lifeArea: 'fun' } }))
    .thenNothing()
  const again = correct(voiced, {}, { words: { goal: 'My own front door' } })
  given(met, voiced).when(again).then(again)
})

t.test('a correction is not corrected: it is withdrawn, and the entry itself corrected', async (t) => {
  const { given } = spec(t)
  const first = correct(voiced, { facts: { lifeArea: 'fun' } })
  for (const put of [first, withdraw(heard), dispute(heard)]) {
    given(met, voiced, heard, put)
      .when(correct(put, { ledBy: 'life' }))
      .refuses('correct-the-original')
    given(met, voiced, heard, put).when(dispute(put)).refuses('correct-the-original')
  }
  given(met, voiced, first).when(removeWords(first)).refuses('correct-the-original')
  const back = withdraw(first)
  given(met, voiced, first).when(back).then(back)
  const second = correct(voiced, { facts: { lifeArea: 'belonging' } })
  given(met, voiced, first, back).when(second).then(second)
})

t.test('a correction after which later entries could not have been recorded is refused, and says which', async (t) => {
  const { given } = spec(t)
  const other = uuid()
  given(met, voiced, nearer, letGo)
    .when(correct(voiced, { facts: { goal: other } }))
    .refuses('would-not-have-been-recorded', [nearer, letGo])
  const early = correct(letGo, { happened: { from: '2026-02-20' } })
  given(met, voiced, letGo, nearer).when(early).refuses('would-not-have-been-recorded', [nearer])
  given(met, voiced, nearer, letGo).when(early).then(early)
})

t.test('an entry cannot be corrected to what could not have been recorded itself', async (t) => {
  const { given } = spec(t)
  given(met, voiced, nearer)
    .when(correct(nearer, { facts: { goal: uuid() } }))
    .refuses('would-not-have-been-recorded', [nearer])
  given(met, voiced)
    .when(correct(voiced, { happened: { from: '2026-06-16' } }))
    .refuses('would-not-have-been-recorded', [voiced])
  const died = entry('PersonDied', { happened: { from: '2026-03-15' } })
  given(met, died, voiced, nearer)
    .when(correct(died, { happened: { from: '2026-02-15' } }))
    .refuses('would-not-have-been-recorded', [nearer])
})

t.test('what was recorded in advance of itself can be brought to the day it came to be', async (t) => {
  const { given } = spec(t)
  const asked = correct(voiced, { happened: { from: '2026-06-15' } })
  given(met, voiced).when(asked).then(asked)
})

t.test('an entry on which others rest is not withdrawn, and they are named; what none rests on is', async (t) => {
  const { given } = spec(t)
  const still = entry('StillSo', { facts: { entry: voiced.id } })
  given(met, voiced, nearer, still).when(withdraw(voiced)).refuses('others-rest-on-it', [nearer, still])
  const back = withdraw(nearer)
  given(met, voiced, nearer).when(back).then(back)
  given(met, voiced, heard).when(withdraw(met)).refuses('others-rest-on-it', [voiced, heard])
  const goalless = withdraw(voiced)
  given(met, voiced, nearer, withdraw(nearer)).when(goalless).then(goalless)
})

t.test('what was told of the wrong person is withdrawn whatever rests on it', async (t) => {
  const { given } = spec(t)
  const wrong = withdraw(voiced, 'wrong-person')
  given(met, voiced, nearer).when(wrong).then(wrong)
})

t.test('withdrawing what is withdrawn records nothing; withdrawing the withdrawal brings it back', async (t) => {
  const { given } = spec(t)
  const gone = withdraw(nearer)
  const back = withdraw(gone)
  given(met, voiced, nearer, gone).when(withdraw(nearer)).thenNothing()
  given(met, voiced, nearer, gone).when(back).then(back)
  given(met, voiced, nearer, gone, back).when(withdraw(gone)).thenNothing()
  const again = withdraw(nearer)
  given(met, voiced, nearer, gone, back).when(again).then(again)
  given(met, voiced, nearer, gone)
    .when(correct(nearer, { facts: { says: 'same' } }))
    .refuses('entry-withdrawn')
  given(met, voiced, nearer, gone).when(dispute(nearer)).refuses('entry-withdrawn')
})

t.test('a withdrawal is not withdrawn where what was told since could not stand beside what comes back', async (t) => {
  const { given } = spec(t)
  const gone = withdraw(voiced)
  const anew = entry('GoalVoiced', { facts: voiced.facts, words: { goal: 'A flat' } })
  given(met, voiced, gone, anew).when(withdraw(gone)).refuses('others-rest-on-it', [anew])
})

t.test('a correction is not withdrawn where later entries rest on what it said', async (t) => {
  const { given } = spec(t)
  const other = uuid()
  const moved = correct(voiced, { facts: { goal: other } })
  const reached = entry('GoalReached', { facts: { goal: other } })
  given(met, voiced, moved, reached).when(withdraw(moved)).refuses('others-rest-on-it', [reached])
})

t.test('what is disputed is known all the same: what goes on with it can be recorded', async (t) => {
  const { given } = spec(t)
  given(met, voiced, dispute(voiced, 'do-not-use')).when(nearer).then(nearer)
  given(met, dispute(met, 'do-not-use')).when(heard).then(heard)
})

t.test('a dispute is answered by somebody else than who wrote the entry, or a correction of it', async (t) => {
  const disputed = dispute(heard)
  spec(t).given(met, heard, disputed).when(answer(disputed, 'kept-dispute-shown')).refuses('answered-by-author')
  const { given } = spec(t, { sub: 'ben', role: 'practitioner' })
  for (const kept of ['kept-dispute-shown', 'kept-and-not-used']) {
    const asked = answer(disputed, kept)
    given(met, heard, disputed).when(asked).then(asked)
  }
})

t.test('a dispute is answered with what was done since', async (t) => {
  const { given } = spec(t, { sub: 'ben', role: 'practitioner' })
  const disputed = dispute(heard)
  const corrected = correct(heard, { facts: { where: 'cafe' } })
  const asCorrected = answer(disputed, 'corrected')
  const asRemoved = answer(disputed, 'removed')
  given(met, heard, disputed).when(asCorrected).refuses('corrected-without-correction')
  given(met, heard, corrected, disputed).when(asCorrected).refuses('corrected-without-correction')
  given(met, heard, disputed, corrected, withdraw(corrected)).when(asCorrected).refuses('corrected-without-correction')
  given(met, heard, disputed).when(asRemoved).refuses('removed-without-removal')
  given(met, heard, removeWords(heard), disputed).when(asRemoved).refuses('removed-without-removal')
  given(met, heard, disputed, removeWords(heard)).when(asRemoved).then(asRemoved)
  given(met, heard, disputed, withdraw(heard)).when(asRemoved).then(asRemoved)
  given(met, heard, disputed, withdraw(disputed)).when(asRemoved).refuses('dispute-unknown')
})

t.test('words are removed once, and that is not withdrawn', async (t) => {
  const { given } = spec(t)
  const removed = removeWords(heard)
  given(met, heard).when(removed).then(removed)
  given(met, heard, removed).when(removeWords(heard)).thenNothing()
  given(met, heard, removed).when(withdraw(removed)).refuses('words-are-gone')
  const anew = correct(heard, {}, { words: { heard: 'What can be kept' } })
  given(met, heard, removed).when(anew).then(anew)
  const again = removeWords(heard)
  given(met, heard, removed, anew).when(again).then(again)
})

t.test('an entry that could not stand already is not made to speak of something else, or wrong in another way', async (t) => {
  const { given } = spec(t)
  const orphaned = [met, voiced, nearer, withdraw(voiced, 'wrong-person')]
  given(...orphaned)
    .when(correct(nearer, { happened: { from: '2099-01-01' } }))
    .refuses('would-not-have-been-recorded', [nearer])
  given(...orphaned)
    .when(correct(nearer, { facts: { goal: uuid() } }))
    .refuses('would-not-have-been-recorded', [nearer])
  const milder = correct(nearer, { facts: { says: 'same' } })
  given(...orphaned)
    .when(milder)
    .then(milder)
})

t.test('nothing can be said to be still so of itself, or of what says so of it', async (t) => {
  const { given } = spec(t)
  const first = entry('StillSo', { facts: { entry: voiced.id } })
  const second = entry('StillSo', { facts: { entry: first.id } })
  const orphaned = [met, voiced, first, second, withdraw(voiced, 'wrong-person')]
  given(...orphaned)
    .when(correct(first, { facts: { entry: second.id } }))
    .refuses('would-not-have-been-recorded', [first])
  given(...orphaned)
    .when(correct(first, { facts: { entry: first.id } }))
    .refuses('would-not-have-been-recorded', [first])
})

t.test('a slip that turns out to be about somebody else can be said; only an entry of a life can be', async (t) => {
  const { given } = spec(t)
  const wrong = withdraw(heard, 'wrong-person')
  given(met, heard, withdraw(heard)).when(wrong).then(wrong)
  given(met, heard, wrong).when(withdraw(heard, 'wrong-person')).thenNothing()
  const correction = correct(heard, { facts: { where: 'cafe' } })
  given(met, heard, correction).when(withdraw(correction, 'wrong-person')).refuses('not-that-kind')
})

t.test('who corrected an entry before it was disputed does not answer; who corrected it since may', async (t) => {
  const { given } = spec(t, { sub: 'ben', role: 'practitioner' })
  const disputed = dispute(heard)
  const corrected = correct(heard, { facts: { where: 'cafe' } })
  const bens = (of: AnyEntry) => ({ ...of, writtenBy: 'ben' })
  const asked = answer(disputed, 'kept-dispute-shown')
  given(met, heard, bens(corrected), disputed).when(asked).refuses('answered-by-author')
  given(met, heard, disputed, bens(corrected)).when(asked).then(asked)
})

t.test('an answer holds nothing once it is withdrawn, and is not undone by what its author corrects later', async (t) => {
  const { given } = spec(t, { sub: 'ben', role: 'practitioner' })
  const disputed = dispute(heard)
  const corrected = correct(heard, { facts: { where: 'cafe' } })
  const answered = { ...answer(disputed, 'corrected'), writtenBy: 'ben' }
  const back = withdraw(corrected)
  given(met, heard, disputed, corrected, answered).when(back).refuses('others-rest-on-it', [answered])
  given(met, heard, disputed, corrected, answered, withdraw(answered)).when(back).then(back)
  const slip = correct(heard, { facts: { minutes: 40 } })
  given(met, heard, disputed, corrected, answered).when(slip).then(slip)
})

t.test('that words of the dispute were removed is no removal of what is disputed', async (t) => {
  const { given } = spec(t, { sub: 'ben', role: 'practitioner' })
  const disputed = dispute(heard)
  given(met, heard, disputed, removeWords(disputed)).when(answer(disputed, 'removed')).refuses('removed-without-removal')
})

t.test('a correction in which no part changes names nothing', async (t) => {
  const { given } = spec(t)
  given(met, heard)
    .when(correct(heard, { facts: {}, setting: {} }, { words: {}, saidBy: {} }))
    .refuses('nothing-corrected')
})

t.test('what a dispute keeps out was so then all the same', async (t) => {
  const { given } = spec(t)
  given(met, voiced, letGo, dispute(letGo, 'do-not-use'))
    .when(entry('GoalProgressed', { facts: { goal, says: 'nearer' } }))
    .refuses('goal-let-go')
})
