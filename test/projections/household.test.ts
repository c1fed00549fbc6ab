import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type Lived, livedBy, together } from '../../projections/household/together.ts'
import { everIn, type HouseholdTables, household } from '../../projections/household.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { homeIn } from '../../src/domain/household.ts'
import { type Cut, retell } from '../../src/domain/retelling.ts'
import { takeBatch } from '../../src/projecting/batch.ts'
import { withDatabase } from '../support/database.ts'
import { recordIn, told } from '../support/lives.ts'
import { met, on } from '../support/profiled.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const house = uuid()
const [rosa, ben, cat] = [uuid(), uuid(), uuid()]

const home = (from: string, household: string | undefined, facts: object = {}) =>
  entry('HomeChanged', on(from, { facts: { area: 'X10000101', kind: 'family-home', ...(household && { household }), ...facts } }))
const goalIn = (lifeArea: string, more: object = {}) =>
  entry('GoalVoiced', { facts: { goal: uuid(), lifeArea, whose: 'person', towards: 'change', ...more }, words: { goal: 'As I want it' } })
const supportBy = (facts: object) => entry('SupportStarted', { facts: { support: uuid(), ...facts } })
const named = (facts: object, words: object = {}) =>
  entry('CircleMemberNamed', { facts: { member: uuid(), tie: 'friend', ...facts }, words })
const idIn = ({ facts }: AnyEntry, thing: string) => (facts as Record<string, string>)[thing] ?? ''

/** Somebody met in January 2026, of whom this was told. */
function lives(person: string, entries: AnyEntry[], cut: Cut = {}): Lived {
  const story = [met, ...entries].map(recordedAs)
  return livedBy(person, { story, retelling: retell(story, cut), cut })
}

/** The home that a life ends in, by its kind. */
function kindOfHome(...entries: AnyEntry[]): string | undefined {
  return homeIn(retell([met, ...entries].map(recordedAs)))?.facts.kind
}

t.test('somebody lives in their latest home in life, in whatever order it was told, until they die', async (t) => {
  const died = entry('PersonDied', on('2026-05-01'))
  const later = home('2026-03-01', undefined, { kind: 'own-home' })
  t.equal(kindOfHome(), undefined)
  t.equal(kindOfHome(later, home('2026-02-01', house)), 'own-home')
  t.equal(kindOfHome(home('2026-02-01', house), later, died), undefined)
  t.equal(kindOfHome(died, home('2026-05-20', house)), undefined, 'nor is there a home after that')
  const no = { asks: 'remove', meanwhile: 'do-not-use', entry: later.id }
  t.equal(kindOfHome(home('2026-02-01', house), later, entry('EntryDisputed', { facts: no, words: { words: 'No' } })), 'family-home')
})

t.test('the one asked about comes first, the others in the order they came, whoever was told of first', async (t) => {
  const first = lives(cat, [home('2026-03-01', house)])
  const others = [lives(rosa, [home('2026-02', house)]), lives(ben, [home('2025-06-01', house)])]
  const members = together(first, others).members.map(({ person, since }) => [person, since?.from])
  t.same(members, [
    [cat, '2026-03-01'],
    [ben, '2025-06-01'],
    [rosa, '2026-02'],
  ])
})

t.test('goals touch where two people have one open in the same part of life', async (t) => {
  const [hers, alsoHers, his, onlyHis] = [goalIn('home'), goalIn('home'), goalIn('home', { whose: 'family' }), goalIn('fun')]
  const letGo = goalIn('health')
  const left = entry('GoalLetGo', { facts: { goal: idIn(letGo, 'goal'), why: 'not-now' } })
  const one = lives(rosa, [home('2020', house), hers, alsoHers, letGo, left, goalIn('money'), goalIn('money')])
  const { touching } = together(one, [lives(ben, [home('2020', house), his, onlyHis, goalIn('health')])])
  t.same(touching.goals, [
    {
      lifeArea: 'home',
      goals: [
        { person: rosa, goal: idIn(hers, 'goal') },
        { person: rosa, goal: idIn(alsoHers, 'goal') },
        { person: ben, goal: idIn(his, 'goal') },
      ],
    },
  ])
})

t.test('supports touch where two people have one by the same provider, or from the same sector and no provider is named', async (t) => {
  const hers = [
    supportBy({ sector: 'home-care', provider: 'ACME1' }),
    supportBy({ sector: 'community' }),
    supportBy({ sector: 'day-support', provider: 'BELL2' }),
    supportBy({ sector: 'carers', provider: 'CARE3' }),
    supportBy({ sector: 'equipment' }),
    supportBy({ sector: 'equipment' }),
  ]
  const his = [
    supportBy({ sector: 'home-care', provider: 'ACME1' }),
    supportBy({ sector: 'community' }),
    supportBy({ sector: 'employment', provider: 'BELL2' }),
    supportBy({ sector: 'carers' }),
  ]
  const ended = supportBy({ sector: 'equipment' })
  const end = entry('SupportEnded', { facts: { support: idIn(ended, 'support'), planned: true } })
  const { touching } = together(lives(rosa, hers), [lives(ben, [...his, ended, end])])
  const both = (i: number) =>
    [
      { person: rosa, of: hers[i] },
      { person: ben, of: his[i] },
    ].map(({ person, of }) => ({ person, support: of && idIn(of, 'support'), sector: of && idIn(of, 'sector') }))
  t.same(touching.supports, [
    { sector: 'home-care', provider: 'ACME1', supports: both(0) },
    { provider: 'BELL2', supports: both(2) },
    { sector: 'community', supports: both(1) },
  ])
})

t.test('a support whose start is kept out by a dispute is not told of as running', async (t) => {
  const start = supportBy({ sector: 'home-care' })
  const support = { support: idIn(start, 'support') }
  const no = entry('EntryDisputed', { facts: { asks: 'remove', meanwhile: 'do-not-use', entry: start.id }, words: { words: 'No' } })
  const paused = entry('SupportPaused', on('2026-06-02', { facts: support }))
  const resumed = entry('SupportResumed', on('2026-06-03', { facts: support }))
  t.equal(lives(rosa, [start, paused, resumed]).member.supports.length, 1)
  t.same(lives(rosa, [start, paused, resumed, no]).member.supports, [])
})

t.test('care is told of among those who are there, and for those in the circle who are not known here', async (t) => {
  const dog = named({ care: 'me-for-them', tie: 'animal' }, { name: { text: 'Biscuit' } })
  const toBen = named({ care: 'them-for-me', person: ben })
  const toCat = named({ care: 'both', person: cat })
  const self = named({ care: 'both', person: rosa })
  const gone = named({ care: 'both' }, { name: 'Edna' })
  const left = entry('CircleMemberLeft', { facts: { member: idIn(gone, 'member') } })
  const neither = named({ care: 'neither' }, { name: 'Con' })
  const again = named({ member: idIn(toBen, 'member'), care: 'me-for-them', person: ben })
  const stillSo = entry('StillSo', { facts: { entry: again.id } })
  const hers = lives(rosa, [dog, toBen, toCat, self, gone, left, neither, again, stillSo])
  const { care } = together(hers, [lives(ben, [])])
  const rests = { storyOf: rosa, saidBy: { who: 'person' }, toldBy: 'worker' }
  t.same(care, [
    { from: { person: rosa }, to: { member: idIn(dog, 'member'), tie: 'animal', name: 'Biscuit' }, saidIn: dog.id, ...rests },
    { from: { person: rosa }, to: { person: ben }, saidIn: again.id, ...rests },
  ])
})

t.test('somebody has the name they went by then; before any was told, the one they go by since', async (t) => {
  const homes = [home('1998-05', house), home('2026-02-01', house)]
  const chosen = entry('NameChosen', on('2026-03-01', { words: { name: { text: 'Samira', how: 'signed' } } }))
  const name = (cut: Cut) => lives(rosa, [...homes, chosen], cut).member.name
  t.equal(name({}), 'Samira')
  t.equal(name({ asAt: '2026-02-28' }), 'Sam')
  t.equal(name({ asAt: '2026-03-01' }), 'Samira')
  t.equal(name({ asAt: '1999-01-01' }), 'Samira', 'no name is told of that day')
})

t.test('the view finds whoever was ever told to live in a household, also where that was put right', async (t) => {
  const database = await withDatabase(t)
  const record = recordIn(database)
  const db = database.open<never>('unfolding_projector').db
  const people = database.open<HouseholdTables>('unfolding_practitioner').db
  const [first, corrected, twice, taken, never] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const moved = home('2026-02-01', first)
  const wrong = home('2026-04-01', taken)
  const change = { entry: moved.id, kind: 'fact', facts: { household: corrected } }
  const alone = { entry: moved.id, kind: 'fact', facts: { household: null } }
  await told(
    record,
    rosa,
    met,
    moved,
    home('2026-03-01', twice),
    entry('EntryCorrected', { facts: change, words: { reason: 'A slip' } }),
    entry('EntryCorrected', { facts: alone, words: { reason: 'A slip' } }),
    wrong,
    entry('EntryWithdrawn', { facts: { entry: wrong.id, why: 'slip' }, words: { reason: 'A slip' } }),
  )
  await told(record, ben, met, home('2026-03-01', twice), home('2026-04-01', undefined), home('2026-05-01', twice))
  await told(record, cat, met, home('2026-03-01', undefined))
  while (Number(await takeBatch({ db, record }, household, { limit: 3 })) > 0);
  const found = async (household: string) => (await everIn(people, household)).sort()
  t.same(await found(first), [rosa])
  t.same(await found(corrected), [rosa])
  t.same(await found(taken), [rosa])
  t.same(await found(twice), [rosa, ben].sort())
  t.same(await found(never), [])
})
