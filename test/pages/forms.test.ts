import t from 'tap'
import { aboutIn, fitIn, type Said, somethingIn } from '../../src/pages/me/forms.ts'
import { newEntryId } from '../support/asking.ts'

const [id, thing] = [newEntryId(), newEntryId()]
const [own, acting] = [
  { isOwn: true, today: '2026-06-01' },
  { isOwn: false, today: '2026-06-01' },
]
const chris = { speaker: 'advocate', speakerName: ' Chris ' }
const entryIn = (said: Said) => ('entry' in said ? said.entry : said) as Record<string, unknown>

t.test('in one’s own story the person speaks, whatever else is sent; who acts for them says who they are', async (t) => {
  const want = { id, kind: 'want', lifeArea: 'fun', words: ' A dog ' }
  t.match(entryIn(somethingIn({ ...want, ...chris }, own)), { saidBy: { who: 'person' }, words: { want: { text: 'A dog', quote: true } } })
  t.match(entryIn(somethingIn({ ...want, ...chris }, acting)), { saidBy: { who: 'advocate', name: 'Chris' } })
  t.same(somethingIn(want, acting), { errors: { speaker: 'Choose who you are to them', speakerName: 'Say your name' } })
  t.match(somethingIn({ ...want, ...chris, speaker: 'person' }, acting), { errors: { speaker: 'Choose who you are to them' } })
  t.match(somethingIn({ ...want, ...chris, speakerName: ' ' }, acting), { errors: { speakerName: 'Say your name' } })
})

t.test('the same form again is the same entry about the same thing', async (t) => {
  const form = { id, kind: 'goal', lifeArea: 'home', words: 'My own key' }
  t.same(somethingIn(form, own), somethingIn(form, own))
  const other = somethingIn({ ...form, id: newEntryId() }, own)
  t.not((entryIn(other).facts as { goal: string }).goal, (entryIn(somethingIn(form, own)).facts as { goal: string }).goal)
})

t.test('a goal that an advocate says is the person’s; one of family is the family’s', async (t) => {
  const form = { id, kind: 'goal', lifeArea: 'home', words: 'A garden' }
  t.match(entryIn(somethingIn(form, own)), { facts: { whose: 'person' } })
  t.match(entryIn(somethingIn({ ...form, ...chris }, acting)), { facts: { whose: 'person' } })
  t.match(entryIn(somethingIn({ ...form, ...chris, speaker: 'friend' }, acting)), { facts: { whose: 'family' } })
})

t.test('what is no longer so: a goal or a want is let go of, anything else is no longer so', async (t) => {
  const form = { id, entry: thing, what: 'no-longer-so', words: '', goal: '', want: '' }
  t.match(entryIn(aboutIn(form, own)), { type: 'NoLongerSo', facts: { entry: thing, why: 'changed' }, words: {} })
  t.match(entryIn(aboutIn({ ...form, goal: thing }, own)), { type: 'GoalLetGo', facts: { goal: thing }, ledBy: 'person' })
  t.match(entryIn(aboutIn({ ...form, want: thing, ...chris }, acting)), { type: 'WantLetGo', facts: { want: thing }, ledBy: 'unknown' })
  t.match(entryIn(aboutIn({ ...form, what: 'still-so', goal: thing }, own)), { type: 'StillSo', facts: { entry: thing } })
  t.same(aboutIn({ ...form, what: 'not-right' }, own), { errors: { words: 'Say what is not right' } })
  t.match(entryIn(aboutIn({ ...form, what: 'not-right', words: 'Wednesdays' }, own)), { type: 'EntryDisputed', happened: undefined })
})

t.test('what is missing is said by field', async (t) => {
  t.same(Object.keys((somethingIn({ id }, own) as { errors: object }).errors), ['kind', 'lifeArea', 'words'])
  t.same(fitIn({ id, support: thing }, own), { errors: { fit: 'Choose how it fits' } })
  t.match(fitIn({ id, support: thing, fit: 'fits', words: 'x'.repeat(2_001) }, own), {
    errors: { words: 'Say it in 2,000 letters at most' },
  })
})
