import t from 'tap'
import { hintsFor, jargonIn } from '../../src/pages/browser/plain-words.ts'
import { conversationIn, fieldOf } from '../../src/pages/practitioner/conversation.ts'
import { promptsFor, type Shown } from '../../src/pages/practitioner/prompts.ts'
import { isFading, plainly } from '../../src/pages/words.ts'
import { newEntryId } from '../support/asking.ts'

t.test('what is not told yet is said quietly', async (t) => {
  const own = { saidBy: { who: 'person' } }
  const [strength, paid, everyone] = [
    'Nobody has named a strength in their own words.',
    'Every support is paid.',
    'Nothing was ever shown as possible.',
  ] as const
  const homeCare = { state: 'running', sector: 'home-care' }
  const told: Shown = { strengths: [own], supports: [], possibilities: [{}] }
  t.same(promptsFor(told), [])
  t.same(promptsFor({ ...told, strengths: [{ saidBy: { who: 'family' } }] }), [strength])
  t.same(promptsFor({ ...told, strengths: [] }), [strength])
  t.same(promptsFor({ ...told, supports: [homeCare] }), [paid])
  t.same(promptsFor({ ...told, supports: [homeCare, { state: 'running', sector: 'community' }] }), [])
  t.same(promptsFor({ ...told, supports: [homeCare, { state: 'ended', sector: 'community' }] }), [paid], 'what ended helps no more')
  t.same(promptsFor({ ...told, supports: [{ ...homeCare, paidBy: ['nobody'] }] }), [], 'a neighbour who does it for nothing')
  t.same(promptsFor({ ...told, supports: [{ ...homeCare, paidBy: ['council', 'nobody'] }] }), [paid])
  t.same(promptsFor({ ...told, possibilities: [] }), [everyone])
  const nothing = { strengths: [], supports: [homeCare], possibilities: [] }
  t.same(promptsFor(nothing), [strength, paid, everyone])
  t.same(promptsFor({ ...nothing, withheld: 1 }), [], 'it may be among what is not shown')
  t.same(promptsFor({ ...nothing, died: {} }), [])
})

t.test('what was last heard over a year ago is fading', async (t) => {
  t.equal(isFading('2025-11-28', '2026-11-29'), true)
  t.equal(isFading('2025-11-29', '2026-11-29'), false)
  t.equal(isFading('2025-11-28', undefined), false)
  t.equal(isFading(undefined, '2026-11-29'), false)
})

t.test('a code is said in words', async (t) => {
  t.equal(plainly('howICommunicate'), 'How I communicate')
  t.equal(plainly('GoalVoiced'), 'Goal voiced')
  t.equal(plainly('not-here'), 'Not here')
})

t.test('words of services are hinted at, others are not', async (t) => {
  t.same(jargonIn(['The Service Users were non-compliant', 'DNA twice']), ['service-user', 'non-compliant', 'dna'])
  t.same(jargonIn(['Her needs and a care package', 'challenging behaviour in the placement']), [
    'challenging',
    'placement',
    'package',
    'needs',
  ])
  t.same(jargonIn(['He needs his key', 'dna', 'They were engaged to be married', '']), [])
  t.same(jargonIn(['He did not engage']), ['engagement'])
  t.same(hintsFor(['dna', '<b>']), ['You wrote “DNA”: people here say “missed”, and by whom.'])
})

t.test('a form is a conversation and what came of it', async (t) => {
  const [id, first, second] = [newEntryId(), newEntryId(), newEntryId()]
  const form = { id, heard: ' The choir ', who: 'person', day: '2026-11-20', where: '', with: 'person', 'id-1': first, 'id-2': second }
  const said = conversationIn({
    ...form,
    'kind-1': 'want',
    'who-1': 'worker',
    'lifeArea-1': 'fun',
    'words-1': 'A piano',
    'kind-2': '',
    'words-2': ' ',
  })
  t.match(said, {
    entries: [
      {
        id,
        type: 'ConversationHeld',
        happened: { from: '2026-11-20' },
        saidBy: { who: 'person' },
        words: { heard: { text: 'The choir', quote: true } },
      },
      {
        id: first,
        type: 'WantVoiced',
        partOf: id,
        saidBy: { who: 'worker' },
        facts: { lifeArea: 'fun' },
        words: { want: { text: 'A piano' } },
      },
    ],
    texts: ['The choir', 'A piano'],
  })
  t.equal('entries' in said && said.entries.length, 2)
  const goal = { ...form, 'kind-1': 'keep', 'who-1': 'advocate', 'lifeArea-1': 'home', 'words-1': 'Here with Des' }
  t.match(conversationIn(goal), { entries: [{}, { facts: { whose: 'person', towards: 'keep' } }] })
  t.same(conversationIn(goal), conversationIn(goal), 'the same form again is about the same goal')
  t.same(conversationIn({ ...form, heard: '' }), { errors: { heard: 'Say what was heard, or what came of it' } })
  t.same(conversationIn({ ...form, 'kind-2': 'goal-goes', 'who-2': 'person' }), {
    errors: { 'goal-2': 'Choose which goal', 'says-2': 'Choose how it is going' },
  })
  t.same(conversationIn({ ...form, day: '', 'words-1': 'Something', 'kind-1': '', 'who-1': 'nobody' }), {
    errors: { day: 'Say which day it was', 'kind-1': 'Choose what it is', 'who-1': 'Choose who said it' },
  })
  t.equal(fieldOf(form, second), 'kind-2')
  t.equal(fieldOf(form, undefined), 'heard')
})
