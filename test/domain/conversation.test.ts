import t from 'tap'
import { ConversationHeld } from '../../src/domain/conversation.ts'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', { happened: { from: '2026-01-10' }, facts: { area: 'X10000101', howTheyCame: 'family' } })

t.test('a conversation, a missed one, a story told again and a review can each be told, and told again', async (t) => {
  const { given } = spec(t)
  const told = [
    entry('ConversationHeld', {
      facts: { where: 'cafe', with: ['person', 'friends'], minutes: 45, whoChosePlace: 'person' },
      words: { heard: 'Sam talked about his own front door.', reflection: 'I talked too much.' },
    }),
    entry('ConversationMissed', { facts: { by: 'us', why: 'wrong-contact' } }),
    entry('StoryRetold', { facts: { to: { sector: 'health' }, hadWeThisAlready: true } }),
    entry('ReviewHeld', { facts: { planned: true }, words: { what: 'The hours, and whether they still fit' } }),
  ]
  for (const one of told) {
    given(met).when(one).then(one)
    const twice = { ...one, id: uuid() }
    given(met, one).when(twice).then(twice)
  }
})

t.test('what was heard in a conversation or a review can say that it was part of it', async (t) => {
  const { given } = spec(t)
  for (const type of ['ConversationHeld', 'ReviewHeld']) {
    const whole = entry(type)
    const part = entry('WorryVoiced', { partOf: whole.id, facts: { lifeArea: 'money' }, words: { worry: 'The meter' } })
    given(met, whole).when(part).then(part)
  }
})

t.test('a conversation lasts from one minute to one day', async (t) => {
  const lasting = (minutes: number) => ConversationHeld.asked.safeParse(entry('ConversationHeld', { facts: { minutes } })).success
  t.equal(lasting(1), true)
  t.equal(lasting(1440), true)
  t.equal(lasting(0), false)
  t.equal(lasting(1441), false)
  t.equal(lasting(30.5), false)
})
