import fc from 'fast-check'
import t from 'tap'
import { type Difference, differenceIn } from '../../projections/difference.ts'
import { profileIn } from '../../projections/profile.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { type Cut, retell } from '../../src/domain/retelling.ts'
import { daysAfter } from '../../src/domain/values.ts'
import { asRecorded, histories, holds } from '../support/histories.ts'
import { by, entry, uuid } from '../support/spec.ts'

/** A story as it was written down: each on a day, at ten. */
function written(...lines: [day: string, entry: AnyEntry][]): Recorded<AnyEntry>[] {
  return lines.map(([day, each], i) => ({
    ...each,
    record: { position: String(i + 1), revision: i + 1, at: `${day}T10:00:00.000Z`, by },
  }))
}

const from = (day: string) => ({ from: day })
const [met, goal, support, want, compromise, des] = [
  entry('PersonMet', {
    happened: from('2026-01-05'),
    facts: { area: 'X10000101', howTheyCame: 'self' },
    words: { name: 'Sam' },
  }),
  uuid(),
  uuid(),
  uuid(),
  uuid(),
  uuid(),
]

/** What a reader sees at once: which thing, and how it differs. */
function inShort(differences: readonly Difference[] | undefined): string[] | undefined {
  return differences?.map(({ item, changes }) => `${item}: ${changes.join(', ')}`)
}

function doers(differences: readonly Difference[] | undefined, item: string): string[] | undefined {
  return differences?.filter((each) => each.item === item).flatMap(({ entries }) => entries.map(({ type }) => type))
}

const voiced = entry('GoalVoiced', {
  happened: from('2026-02-01'),
  facts: { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
  words: { goal: 'My own front door' },
})
const home = entry('HomeChanged', { happened: from('2026-01-10'), facts: { area: 'X10000101', kind: 'hostel' } })
const started = entry('SupportStarted', {
  happened: from('2026-02-10'),
  facts: { support, sector: 'home-care', hoursPerWeek: 10 },
})
const strength = entry('StrengthNamed', { happened: from('2026-02-01'), facts: { lifeArea: 'giving' }, words: { strength: 'Mends bikes' } })
const wanted = entry('WantVoiced', {
  happened: from('2026-02-01'),
  facts: { want, lifeArea: 'fun' },
  words: { want: 'Somebody to fish with' },
})
const madeDo = entry('CompromiseMade', {
  happened: from('2026-02-15'),
  facts: { compromise, want, givenSector: 'day-support', says: 'unhappy' },
})
const friend = entry('CircleMemberNamed', {
  happened: from('2026-02-01'),
  facts: { member: des, tie: 'friend', care: 'both' },
  words: { name: 'Des' },
})
const winter = [met, home, voiced, strength, wanted, friend, started, madeDo].map((each): [string, AnyEntry] => ['2026-03-01', each])

t.test('between a day before somebody was met and a day after, everything came', async (t) => {
  const story = written(...winter)
  const all = differenceIn(story, { asAt: '2026-01-01' }, { asAt: '2026-03-01' })
  t.same(inShort(all), [
    'met: came',
    'name: came',
    'area: came',
    'home: came',
    'circle-member: came',
    'strength: came',
    'goal: came',
    'want: came',
    'compromise: came',
    'support: came',
  ])
  t.ok(all?.every(({ before, after, entries }) => before === undefined && after !== undefined && entries.length === 1))
  t.equal(differenceIn(story, { asAt: '2025-01-01' }, { asAt: '2026-01-04' }), undefined, 'nothing was known on either')
  t.same(
    inShort(differenceIn(story, { asAt: '2026-03-01' }, { asAt: '2026-01-01' })),
    all?.map(({ item }) => `${item}: went`),
    'the other way round everything went',
  )
})

t.test('what happened in between came, went, was reworded, moved or changed, with the entries that did it', async (t) => {
  const reworded = entry('GoalReworded', { happened: from('2026-04-02'), facts: { goal }, words: { goal: 'A flat near my sister' } })
  const nearer = entry('GoalProgressed', { happened: from('2026-04-09'), facts: { goal, says: 'nearer' } })
  const fewer = entry('SupportAdjusted', { happened: from('2026-04-03'), facts: { support, hoursPerWeek: 6 } })
  const metBy = entry('WantMet', { happened: from('2026-04-04'), facts: { want } })
  const notMe = entry('NoLongerSo', { happened: from('2026-04-05'), facts: { entry: strength.id, why: 'not-me' } })
  const moved = entry('HomeChanged', { happened: from('2026-04-06'), facts: { area: 'X10000102', kind: 'own-home' } })
  const apart = entry('CircleMemberLeft', { happened: from('2026-04-07'), facts: { member: des, why: 'moved' } })
  const spring = [reworded, nearer, fewer, metBy, notMe, moved, apart].map((each): [string, AnyEntry] => ['2026-04-10', each])
  const difference = differenceIn(written(...winter, ...spring), { asAt: '2026-04-01' }, {})

  t.same(inShort(difference), [
    'home: went',
    'home: came',
    'circle-member: went',
    'strength: went',
    'goal: reworded, moved',
    'want: moved',
    'compromise: went',
    'support: moved',
  ])
  t.same(doers(difference, 'home'), ['HomeChanged', 'HomeChanged'], 'the same move is why one home came and the other went')
  t.same(doers(difference, 'circle-member'), ['CircleMemberLeft'])
  t.same(doers(difference, 'strength'), ['NoLongerSo'])
  t.same(doers(difference, 'compromise'), ['WantMet'], 'it closed with its want')
  t.same(doers(difference, 'support'), ['SupportAdjusted'])
  t.match(
    difference?.find(({ item }) => item === 'goal'),
    {
      id: goal,
      before: { words: 'My own front door', movement: [] },
      after: { words: 'A flat near my sister', movement: [{ says: 'nearer' }] },
      entries: [
        { id: reworded.id, type: 'GoalReworded', happened: from('2026-04-02'), recordedAt: '2026-04-10T10:00:00.000Z' },
        { id: nearer.id, type: 'GoalProgressed', happened: from('2026-04-09'), recordedAt: '2026-04-10T10:00:00.000Z' },
      ],
    },
  )
})

t.test('what is over went; what begins again came; what was over before anybody looked came and went', async (t) => {
  const letGo = entry('GoalLetGo', { happened: from('2026-04-01'), facts: { goal, why: 'not-now' } })
  const again = entry('GoalPickedUpAgain', { happened: from('2026-05-01'), facts: { goal } })
  const reached = entry('GoalReached', { happened: from('2026-06-01'), facts: { goal } })
  const short = uuid()
  const hospital = entry('SupportStarted', { happened: from('2026-04-10'), facts: { support: short, sector: 'short-breaks' } })
  const ended = entry('SupportEnded', { happened: from('2026-04-20'), facts: { support: short, planned: true } })
  const more = [letGo, again, reached, hospital, ended].map((each): [string, AnyEntry] => ['2026-06-02', each])
  const story = written(...winter, ...more)
  const between = (a: string, b: string) => inShort(differenceIn(story, { asAt: a }, { asAt: b }))
  t.same(between('2026-03-31', '2026-04-01'), ['goal: went'])
  t.same(between('2026-04-30', '2026-05-01'), ['goal: came'])
  t.same(between('2026-05-31', '2026-06-01'), ['goal: moved'], 'a goal that is reached is still theirs')
  t.same(between('2026-04-09', '2026-04-20'), ['support: came, went'])
  t.same(between('2026-04-15', '2026-04-20'), ['support: went'])
  t.same(between('2026-04-20', '2026-04-25'), [])
})

t.test('a support that was planned and has started moved, and was planned is how it came', async (t) => {
  const planned = entry('SupportPlanned', { happened: from('2026-03-01'), facts: { support, change: 'start', sector: 'home-care' } })
  const begun = { ...started, happened: from('2026-04-01'), words: { about: 'Mornings' } }
  const story = written(['2026-03-01', met], ['2026-03-01', planned], ['2026-04-01', begun])
  t.same(inShort(differenceIn(story, { asAt: '2026-02-28' }, { asAt: '2026-03-01' })), ['support: came'])
  t.same(inShort(differenceIn(story, { asAt: '2026-03-01' }, { asAt: '2026-04-01' })), ['support: moved'])
})

t.test('what was heard again and is as it was is heard, and nothing else', async (t) => {
  const still = entry('StillSo', { happened: from('2026-04-01'), facts: { entry: strength.id } })
  const story = written(...winter, ['2026-04-01', still])
  const difference = differenceIn(story, { asAt: '2026-03-01' }, {})
  t.same(inShort(difference), ['strength: heard'])
  t.same(doers(difference, 'strength'), ['StillSo'])
})

t.test('a worker who left in between went, with the leaving', async (t) => {
  const worker = uuid()
  const came = entry('WorkerStarted', { happened: from('2026-03-01'), facts: { worker, role: 'navigator' } })
  const left = entry('WorkerLeft', { happened: from('2026-05-01'), facts: { worker, goodbyeSaid: false } })
  const story = written(['2026-06-01', met], ['2026-06-01', came], ['2026-06-01', left])
  const difference = differenceIn(story, { asAt: '2026-04-01' }, {})
  t.same(inShort(difference), ['worker: went'])
  t.same(doers(difference, 'worker'), ['WorkerLeft'])
})

t.test('the same day as it was known then and is known now: what put it right did it', async (t) => {
  const corrected = entry('EntryCorrected', {
    facts: { entry: started.id, kind: 'fact', facts: { hoursPerWeek: 4 } },
    words: { reason: 'Read wrongly' },
  })
  const withdrawn = entry('EntryWithdrawn', { facts: { entry: strength.id, why: 'twice' }, words: { reason: 'Said already' } })
  const disputed = entry('EntryDisputed', {
    facts: { entry: friend.id, asks: 'remove', meanwhile: 'do-not-use' },
    words: { words: 'He is no friend of mine' },
  })
  const idle = entry('EntryCorrected', {
    facts: { entry: voiced.id, kind: 'slip' },
    words: { reason: 'A slip', words: { goal: 'A door' } },
  })
  const idleWithdrawn = entry('EntryWithdrawn', { facts: { entry: idle.id, why: 'slip' }, words: { reason: 'It was right' } })
  const story = written(
    ...winter,
    ['2026-05-01', corrected],
    ['2026-05-02', withdrawn],
    ['2026-05-03', disputed],
    ['2026-05-04', idle],
    ['2026-05-05', idleWithdrawn],
  )
  const then = { asAt: '2026-04-01', knownAt: '2026-04-30T00:00:00.000Z' }
  const difference = differenceIn(story, then, { asAt: '2026-04-01' })
  t.same(inShort(difference), ['circle-member: went', 'strength: went', 'support: moved'], 'a slip taken back at once did nothing')
  t.same(doers(difference, 'circle-member'), ['CircleMemberNamed', 'EntryDisputed'])
  t.same(doers(difference, 'strength'), ['StrengthNamed', 'EntryWithdrawn'])
  t.same(doers(difference, 'support'), ['SupportStarted', 'EntryCorrected'])
  t.same(difference?.find(({ item }) => item === 'support')?.entries.at(-1), {
    id: corrected.id,
    type: 'EntryCorrected',
    happened: from('2026-06-01'),
    recordedAt: '2026-05-01T10:00:00.000Z',
  })

  const answered = entry('DisputeAnswered', { facts: { entry: disputed.id, answer: 'kept-dispute-shown' }, words: { reason: 'He is' } })
  const later = written(...winter, ['2026-05-03', disputed], ['2026-05-09', answered])
  const back = differenceIn(later, { knownAt: '2026-05-08T00:00:00.000Z' }, {})
  t.same(inShort(back), ['circle-member: came'])
  t.same(doers(back, 'circle-member'), ['CircleMemberNamed', 'DisputeAnswered'])
})

t.test('a date put right lets a thing come later; the day it is told of changed', async (t) => {
  const dated = entry('EntryCorrected', {
    facts: { entry: voiced.id, kind: 'wrong-date', happened: from('2026-03-20') },
    words: { reason: 'It was March' },
  })
  const story = written(...winter, ['2026-05-01', dated])
  const knownAt = '2026-04-30T00:00:00.000Z'
  const inMarch = differenceIn(story, { asAt: '2026-03-10', knownAt }, { asAt: '2026-03-10' })
  t.same(inShort(inMarch), ['goal: went'], 'it had not been said by then after all')
  t.same(doers(inMarch, 'goal'), ['GoalVoiced', 'EntryCorrected'])
  t.same(inShort(differenceIn(story, { asAt: '2026-04-01', knownAt }, { asAt: '2026-04-01' })), ['goal: changed'])
})

t.test('of two corrections only the one that stands did it', async (t) => {
  const slip = (hoursPerWeek: number) =>
    entry('EntryCorrected', { facts: { entry: started.id, kind: 'slip', facts: { hoursPerWeek } }, words: { reason: 'A slip' } })
  const [stands, taken] = [slip(4), slip(40)]
  const back = entry('EntryWithdrawn', { facts: { entry: taken.id, why: 'slip' }, words: { reason: 'A slip too' } })
  const story = written(...winter, ['2026-05-01', stands], ['2026-05-02', taken], ['2026-05-03', back])
  const difference = differenceIn(story, { knownAt: '2026-04-30T00:00:00.000Z' }, {})
  t.same(inShort(difference), ['support: moved'])
  t.same(
    difference?.[0]?.entries.map(({ id }) => id),
    [started.id, stands.id],
  )
  const onlyTakenBack = differenceIn(story, { knownAt: '2026-05-02T23:00:00.000Z' }, {})
  t.same(
    onlyTakenBack?.[0]?.entries.map(({ id }) => id),
    [started.id, back.id],
    'where it was known, what took it back did it',
  )
})

t.test('what was said of a thing before, and is put right, changed it, though it goes as it went', async (t) => {
  const says = (day: string, says: string) => entry('GoalProgressed', { happened: from(day), facts: { goal, says } })
  const [first, last] = [says('2026-02-10', 'nearer'), says('2026-02-20', 'holding')]
  const corrected = entry('EntryCorrected', {
    facts: { entry: first.id, kind: 'fact', facts: { says: 'further' } },
    words: { reason: 'The other way' },
  })
  const story = written(...winter, ['2026-03-02', first], ['2026-03-02', last], ['2026-05-01', corrected])
  const difference = differenceIn(story, { knownAt: '2026-04-30T00:00:00.000Z' }, {})
  t.same(inShort(difference), ['goal: changed'])
  t.same(doers(difference, 'goal'), ['GoalProgressed', 'EntryCorrected'])
})

// ── For any life, and any two looks at it ───────────────────────────────────

const cuts: fc.Arbitrary<Cut> = fc.record({
  asAt: fc.option(
    fc.integer({ min: 0, max: 900 }).map((days) => daysAfter('2023-09-01', days)),
    { nil: undefined },
  ),
  knownAt: fc.option(
    fc.integer({ min: 0, max: 900 }).map((days) => `${daysAfter('2024-01-09', days)}T12:00:00.000Z`),
    { nil: undefined },
  ),
})

t.test('between a look and itself nothing differs; between any two, each thing that differs has an entry that did it', async (t) => {
  const property = fc.property(histories, cuts, cuts, (history, from, to) => {
    const story = asRecorded(history)
    if (differenceIn(story, from, from)?.length) return false
    return (differenceIn(story, from, to) ?? []).every(({ entries }) => entries.length > 0)
  })
  holds(t, property, 300)
})

t.test('nothing differs exactly where the two profiles say the same', async (t) => {
  const property = fc.property(histories, cuts, cuts, (history, from, to) => {
    const story = asRecorded(history)
    const same = says(profileIn(retell(story, from))) === says(profileIn(retell(story, to)))
    return same === ((differenceIn(story, from, to)?.length ?? 0) === 0)
  })
  holds(t, property, 300)
})

t.test('a goal came exactly where it is in the later profile, not let go, and not so in the earlier one', async (t) => {
  const open = (story: Recorded<AnyEntry>[], cut: Cut) => profileIn(retell(story, cut)).goals.filter(({ state }) => state !== 'let-go')
  const property = fc.property(histories, cuts, cuts, (history, from, to) => {
    const story = asRecorded(history)
    const [before, after] = [open(story, from), open(story, to)].map((goals) => goals.map((each) => each.goal))
    const known = profileIn(retell(story, from)).goals.map((each) => each.goal)
    const came = (differenceIn(story, from, to) ?? [])
      .filter(({ item, changes }) => item === 'goal' && changes.includes('came') && !changes.includes('went'))
      .map(({ id }) => id)
    const expected = after?.filter((each) => !before?.includes(each) || !known.includes(each))
    return JSON.stringify(came.sort()) === JSON.stringify(expected?.sort())
  })
  holds(t, property, 300)
})

/** What a profile says, whatever the order of its lists and whether the day looked at lies inside the days an entry speaks of. */
function says(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(says).sort()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const fields = Object.entries(value).filter(([field, inner]) => inner !== undefined && !(field === 'about' && inner === true))
  return `{${fields.map(([field, inner]) => `${field}:${says(inner)}`).sort()}}`
}
