import t from 'tap'
import { PersonMet, SelfDescribed } from '../../src/domain/circle.ts'
import { entry, spec, uuid } from '../support/spec.ts'

const met = entry('PersonMet', {
  happened: { from: '2026-01-10' },
  facts: { area: 'X10000101', howTheyCame: 'self' },
  words: { name: 'Sam Okafor' },
})
const again = <E extends { id: string }>(told: E): E => ({ ...told, id: uuid() })
const on = (day: string) => ({ happened: { from: day } })

t.test('meeting somebody comes first, and once', async (t) => {
  const { given } = spec(t)
  given().when(met).then(met)
  given(met).when(again(met)).refuses('already-met')
  given()
    .when(entry('NameChosen', { words: { name: 'Sam' } }))
    .refuses('person-not-met')
})

t.test('somebody who has died has been met all the same', async (t) => {
  const died = entry('PersonDied', on('2026-05-01'))
  spec(t)
    .given(met, died)
    .when({ ...again(met), ...on('2026-06-01') })
    .refuses('already-met')
})

t.test('what came before we met can be told', async (t) => {
  const { given } = spec(t)
  const school = entry('StageCrossed', { happened: { from: '1998' }, facts: { stage: 'left-school' } })
  given(met).when(school).then(school)
})

t.test('a birth year lies between 1880 and 2100, and is not a piece of text', async (t) => {
  const withYear = (birthYear: unknown) => PersonMet.asked.safeParse({ ...met, facts: { ...met.facts, birthYear } }).success
  t.equal(withYear(1880), true)
  t.equal(withYear(2100), true)
  t.equal(withYear(1879), false)
  t.equal(withYear(2101), false)
  t.equal(withYear('1961'), false)
  t.equal(withYear(1961.5), false)
})

t.test('names, descriptions, homes and stages can be told again and again', async (t) => {
  const { given } = spec(t)
  const told = [
    entry('NameChosen', { words: { name: 'Samira', pronouns: 'she/her' } }),
    entry('SelfDescribed', { facts: { groups: [{ scheme: 'religion', code: 'none' }] } }),
    entry('HomeChanged', { facts: { area: 'X10000201', kind: 'own-home', choice: 'mine' } }),
    entry('HomeChanged', { facts: { area: 'elsewhere', kind: 'staying-with-others', responsible: 'X10000100', noticeDays: 0 } }),
    entry('StageCrossed', { facts: { stage: 'retired' } }),
  ]
  for (const one of told) {
    given(met).when(one).then(one)
    const twice = again(one)
    given(met, one).when(twice).then(twice)
  }
})

t.test('somebody describes themselves by the codes of each scheme, and in each can prefer not to say', async (t) => {
  const described = (groups: unknown) => {
    const { saidBy, ledBy, ...told } = entry('SelfDescribed', { facts: { groups } })
    return SelfDescribed.asked.safeParse(told).success
  }
  for (const scheme of ['ethnic-group', 'sex', 'gender', 'disability', 'religion', 'orientation', 'first-language']) {
    t.equal(described([{ scheme, code: 'prefer-not-to-say' }]), true, scheme)
    t.equal(described([{ scheme, code: 'as I like' }]), false, scheme)
  }
  t.equal(described([{ scheme: 'religion', code: 'sikh' }]), true)
  t.equal(described([{ scheme: 'sex', code: 'sikh' }]), false, 'a code belongs to its own scheme')
  t.equal(described([{ scheme: 'star-sign', code: 'prefer-not-to-say' }]), false)
  t.equal(described([]), true, 'words alone will do')
})

t.test('somebody dies once', async (t) => {
  const { given } = spec(t)
  const died = entry('PersonDied', on('2026-05-01'))
  given(met).when(died).then(died)
  given(met, died)
    .when({ ...again(died), ...on('2026-05-02') })
    .refuses('already-died')
  given(met, died)
    .when({ ...again(died), ...on('2026-04-01') })
    .refuses('already-died')
})

t.test('a death that is told of later in life is known, whatever day is asked about', async (t) => {
  const died = entry('PersonDied', on('2026-05-01'))
  const before = entry('HomeChanged', { ...on('2026-02-01'), facts: { area: 'X10000201', kind: 'hospital' } })
  spec(t).given(met, died).when(before).then(before)
})

const member = uuid()
const sister = entry('CircleMemberNamed', {
  ...on('2026-02-01'),
  facts: { member, tie: 'sibling', care: 'them-for-me', speaksFor: ['attorney-welfare'] },
  words: { name: 'Ngozi' },
})
const left = entry('CircleMemberLeft', { ...on('2026-04-01'), facts: { member, why: 'moved' } })

t.test('naming somebody in the circle, and telling of them afresh', async (t) => {
  const { given } = spec(t)
  given(met).when(sister).then(sister)
  const afresh = { ...again(sister), facts: { member, tie: 'sibling', care: 'both' } }
  given(met, sister).when(afresh).then(afresh)
  const back = { ...again(sister), ...on('2026-05-01') }
  given(met, sister, left).when(back).then(back)
})

t.test('somebody in the circle is named, or is a person known here: one of the two', async (t) => {
  const { given } = spec(t)
  const person = uuid()
  const nameless = { ...again(sister), words: { about: 'Rings on Sundays' } }
  given(met).when(nameless).refuses('name-needed')
  const knownHere = { ...again(sister), facts: { ...sister.facts, person }, words: {} }
  given(met).when(knownHere).then(knownHere)
  const both = { ...again(sister), facts: { ...sister.facts, person } }
  given(met).when(both).refuses('name-needed')
})

t.test('somebody leaves the circle', async (t) => {
  const { given } = spec(t)
  given(met, sister).when(left).then(left)
  given(met).when(left).refuses('circle-member-unknown')
  given(met, sister, left)
    .when({ ...again(left), ...on('2026-05-01') })
    .thenNothing()
})

t.test('somebody who left and came back can leave again, and their leaving can be told before they were named', async (t) => {
  const { given } = spec(t)
  const back = { ...again(sister), ...on('2026-05-01') }
  const leftAgain = { ...again(left), ...on('2026-06-01') }
  given(met, sister, left, back).when(leftAgain).then(leftAgain)
  const early = { ...again(left), ...on('2025-12-01') }
  given(met, sister).when(early).then(early)
})
