import t from 'tap'
import { countedOf, met, people, told } from '../support/counted.ts'
import { uuid } from '../support/spec.ts'

t.test('wants never asked for before, and why', async (t) => {
  const cells = countedOf(
    met,
    told('2025-01-10', 'WantVoiced', { want: uuid(), lifeArea: 'fun', sector: 'community', neverAsked: 'nobody-asked' }),
    told('2025-02-10', 'WantVoiced', { want: uuid(), lifeArea: 'home', neverAsked: 'told-no' }),
    told('2025-03-10', 'WantVoiced', { want: uuid(), lifeArea: 'money', sector: 'voluntary' }),
  )
  const periods = ['2025-01', '2025-02', '2025-03', '2025-Q1']
  t.same(people(cells, 'wants-never-asked', periods), [1, 1, 0, 1])
  t.same(people(cells, 'wants-never-asked', periods, 'neverAsked nobody-asked'), [1, 0, 0, 1])
  t.same(people(cells, 'wants-never-asked', periods, 'neverAsked told-no'), [0, 1, 0, 1])
  t.same(people(cells, 'wants-never-asked', periods, 'lifeArea home'), [0, 1, 0, 1])
  t.same(people(cells, 'wants-never-asked', periods, 'sector community'), [1, 0, 0, 1])
  t.same(people(cells, 'wants-never-asked', periods, 'sector voluntary'), [0, 0, 0, 0])
})

t.test('a want counts by life area and sector at once, and by why it is open; where nobody named a sector that is said', async (t) => {
  const [flat, room] = [uuid(), uuid()]
  const cells = countedOf(
    met,
    told('2025-01-10', 'WantVoiced', { want: flat, lifeArea: 'home', sector: 'shared-lives', neverAsked: 'did-not-know' }),
    told('2025-01-10', 'WantVoiced', { want: room, lifeArea: 'home', neverAsked: 'told-no' }),
    told('2025-03-10', 'WantUnmet', { want: flat, why: 'full' }),
    told('2025-04-10', 'WantMet', { want: room }),
  )
  const months = ['2025-01', '2025-03', '2025-04']
  const open = (line: string) => people(cells, 'wants-open', months, line)
  t.same(open('lifeAreaSector home/shared-lives'), [1, 1, 1])
  t.same(open('lifeAreaSector home/not-said'), [1, 1, 0])
  t.same(open('lifeAreaSectorWhy home/shared-lives/not-answered'), [1, 0, 0])
  t.same(open('lifeAreaSectorWhy home/shared-lives/full'), [0, 1, 1])
  t.same(open('lifeAreaSectorWhy home/not-said/not-answered'), [1, 1, 0])
  t.same(open('sector not-said'), [0, 0, 0], 'a sector that nobody named is no sector')
  const neverAsked = (line: string) => people(cells, 'wants-never-asked', ['2025-01', '2025-Q1', '2025-03'], line)
  t.same(neverAsked('lifeAreaSector home/not-said'), [1, 1, 0])
  t.same(neverAsked('lifeAreaSectorNeverAsked home/shared-lives/did-not-know'), [1, 1, 0])
  t.same(neverAsked('lifeAreaSectorNeverAsked home/not-said/told-no'), [1, 1, 0])
  t.same(neverAsked('lifeAreaSectorNeverAsked home/not-said/did-not-know'), [0, 0, 0])
})

const want = uuid()
const compromise = uuid()
const wanting = told('2025-01-10', 'WantVoiced', { want, lifeArea: 'home', sector: 'shared-lives' })
const made = told('2025-02-10', 'CompromiseMade', {
  compromise,
  want,
  wantedSector: 'shared-lives',
  givenSector: 'residential',
  says: 'unhappy',
})
const looked = (day: string, still: boolean, says?: string) => told(day, 'CompromiseLookedAt', { compromise, still, says })
const months = ['2025-01', '2025-02', '2025-04', '2025-06', '2025-08']

t.test('a compromise stands until its want is met or let go', async (t) => {
  t.same(people(countedOf(met, wanting, made), 'compromises-open', months), [0, 1, 1, 1, 1])
  t.same(people(countedOf(met, wanting, made), 'compromises-open', months, 'wantedSector shared-lives'), [0, 1, 1, 1, 1])
  t.same(people(countedOf(met, wanting, made), 'compromises-open', months, 'givenSector residential'), [0, 1, 1, 1, 1])
  t.same(people(countedOf(met, wanting, made, told('2025-06-20', 'WantMet', { want })), 'compromises-open', months), [0, 1, 1, 0, 0])
  const letGo = told('2025-06-20', 'WantLetGo', { want, why: 'changed-mind' })
  t.same(people(countedOf(met, wanting, made, letGo), 'compromises-open', months), [0, 1, 1, 0, 0])
  const other = told('2025-06-20', 'WantMet', { want: uuid() })
  t.same(people(countedOf(met, wanting, made, other), 'compromises-open', months), [0, 1, 1, 1, 1], 'another want')
})

t.test('a compromise is about the sector that was given and the one that was wanted; two of them are of one person', async (t) => {
  const other = told('2025-04-10', 'CompromiseMade', { compromise: uuid(), wantedSector: 'residential', givenSector: 'home-care' })
  const unsaid = told('2025-06-10', 'CompromiseMade', { compromise: uuid(), givenSector: 'nursing' })
  const cells = countedOf(met, wanting, made, other, unsaid)
  const about = (sector: string) => people(cells, 'compromises-open', months, `aboutSector ${sector}`)
  t.same(about('shared-lives'), [0, 1, 1, 1, 1])
  t.same(about('residential'), [0, 1, 1, 1, 1], 'given once, and wanted once')
  t.same(about('home-care'), [0, 0, 1, 1, 1])
  t.same(about('nursing'), [0, 0, 0, 1, 1])
  t.same(people(cells, 'compromises-open', months), [0, 1, 1, 1, 1])
  t.same(people(cells, 'compromises-open', months, 'wantedSector residential'), [0, 0, 1, 1, 1])
})

t.test('a compromise stays closed when its want opens again', async (t) => {
  const support = uuid()
  const cells = countedOf(
    met,
    wanting,
    made,
    told('2025-03-01', 'SupportStarted', { support, sector: 'shared-lives' }),
    told('2025-03-01', 'WantMet', { want, support }),
    told('2025-07-01', 'SupportEnded', { support, planned: false }),
  )
  t.same(people(cells, 'wants-open', months), [1, 1, 0, 0, 1])
  t.same(people(cells, 'compromises-open', months), [0, 1, 0, 0, 0])
})

t.test('what the person says of a compromise is what they last said; one that stands no longer is closed', async (t) => {
  const cells = countedOf(
    met,
    wanting,
    made,
    looked('2025-04-05', true, 'content'),
    looked('2025-06-01', true),
    looked('2025-08-01', false),
  )
  t.same(people(cells, 'compromises-open', months, 'says unhappy'), [0, 1, 0, 0, 0])
  t.same(people(cells, 'compromises-open', months, 'says content'), [0, 0, 1, 1, 0], 'nothing new was said in June')
  t.same(people(cells, 'compromises-open', months), [0, 1, 1, 1, 0])
  const again = countedOf(met, wanting, made, looked('2025-04-05', false), looked('2025-06-01', true, 'unsure'))
  t.same(people(again, 'compromises-open', months), [0, 1, 0, 1, 1], 'looked at again, it stands after all')
  t.same(people(again, 'compromises-open', months, 'says unsure'), [0, 0, 0, 1, 1])
})

t.test('a want is met before a compromise is made for it: that one stands', async (t) => {
  const cells = countedOf(met, wanting, made, told('2025-01-20', 'WantMet', { want }))
  t.same(people(cells, 'compromises-open', months), [0, 1, 1, 1, 1])
})
