import t from 'tap'
import { profileIn } from '../../projections/profile.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { retell } from '../../src/domain/retelling.ts'
import { met, on, profileOf } from '../support/profiled.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

t.test('opposites stand side by side, each with its setting, and nothing is merged', async (t) => {
  const quiet = entry(
    'AspectSeen',
    on('2026-02-01', { facts: { often: 'often' }, words: { aspect: 'Says nothing' }, setting: { where: 'office' } }),
  )
  const joker = entry(
    'AspectSeen',
    on('2026-03-01', { facts: { often: 'always', oppositeOf: quiet.id }, words: { aspect: 'The joker' }, setting: { where: 'club' } }),
  )
  const other = entry('AspectSeen', on('2026-04-01', { facts: { often: 'once' }, words: { aspect: 'Sang' }, setting: { where: 'home' } }))
  const { aspects } = profileOf(quiet, joker, other)
  t.match(aspects, [
    {
      sides: [
        { aspect: 'Says nothing', setting: { where: 'office' }, often: 'often' },
        { aspect: 'The joker', setting: { where: 'club' }, often: 'always' },
      ],
    },
    { sides: [{ aspect: 'Sang' }] },
  ])
  t.same(
    aspects.map(({ sides }) => sides.length),
    [2, 1],
  )
})

t.test('what is no longer so stands apart, with why', async (t) => {
  const label = entry(
    'LabelGiven',
    on('2026-02-01', { saidBy: { who: 'worker' }, facts: { by: { sector: 'mental-health' } }, words: { label: 'Hard to reach' } }),
  )
  const notMe = entry('NoLongerSo', on('2026-03-01', { facts: { entry: label.id, why: 'not-me' } }))
  t.equal(profileOf(label).labels.length, 1)
  const after = profileOf(label, notMe)
  t.same(after.labels, [])
  t.match(after.noLongerSo, [{ label: 'Hard to reach', noLonger: { why: 'not-me', entry: notMe.id, saidBy: { who: 'person' } } }])
})

t.test('the person’s own goals come first, with every wording and everybody’s view', async (t) => {
  const [theirs, own] = [uuid(), uuid()]
  const profile = profileOf(
    entry(
      'GoalVoiced',
      on('2026-01-02', {
        saidBy: { who: 'worker' },
        facts: { goal: theirs, lifeArea: 'health', whose: 'worker-for-them', towards: 'change' },
        words: { goal: 'Lose weight' },
      }),
    ),
    entry(
      'GoalVoiced',
      on('2026-01-03', {
        facts: { goal: own, lifeArea: 'home', whose: 'person', towards: 'change' },
        words: { goal: 'My own front door' },
      }),
    ),
    entry('GoalReworded', on('2026-02-01', { facts: { goal: own }, words: { goal: 'A flat near my sister' } })),
    entry('GoalProgressed', on('2026-03-01', { facts: { goal: own, says: 'nearer' } })),
    entry('GoalProgressed', on('2026-03-01', { saidBy: { who: 'family' }, facts: { goal: own, says: 'same' } })),
  )
  t.same(
    profile.goals.map(({ words }) => words),
    ['A flat near my sister', 'Lose weight'],
  )
  const [first] = profile.goals
  t.same(
    first?.wordings.map(({ goal }) => goal),
    ['My own front door', 'A flat near my sister'],
  )
  t.same(
    first?.movement.map(({ says, saidBy }) => [saidBy.who, says]),
    [
      ['person', 'nearer'],
      ['family', 'same'],
    ],
  )
  t.equal(first?.lastHeard, '2026-03-01')
  t.equal(first?.entries?.length, 4)
})

t.test('what was told of a goal before it was voiced is there once it was', async (t) => {
  const goal = uuid()
  const early = entry('GoalProgressed', on('2025-05-01', { facts: { goal, says: 'further' } }))
  const voiced = entry(
    'GoalVoiced',
    on('2026-02-01', { facts: { goal, lifeArea: 'fun', whose: 'person', towards: 'change' }, words: { goal: 'Sing' } }),
  )
  t.match(profileOf(voiced, early).goals, [
    { goal, words: 'Sing', since: { from: '2026-02-01' }, entries: [early.id, voiced.id], movement: [{ says: 'further' }] },
  ])
  const story = [met, voiced, early].map(recordedAs)
  t.same(profileIn(retell(story, { asAt: '2026-01-15' })).goals, [], 'before that day it was no goal yet')
})

t.test('a want met by a support is open again when that support ends', async (t) => {
  const [want, support, other] = [uuid(), uuid(), uuid()]
  const voiced = entry('WantVoiced', on('2026-01-02', { facts: { want, lifeArea: 'fun' }, words: { want: 'Someone to go out with' } }))
  const metBy = (by: string) => entry('WantMet', on('2026-02-01', { facts: { want, support: by } }))
  const ended = (of: string) => entry('SupportEnded', on('2026-03-01', { facts: { support: of, planned: false } }))
  const state = (...entries: AnyEntry[]) => profileOf(voiced, ...entries).wants[0]?.state
  t.equal(state(metBy(support)), 'met')
  t.equal(state(metBy(support), ended(other)), 'met')
  t.equal(state(metBy(support), ended(support)), 'open')
  t.equal(state(metBy(support), metBy(other), ended(support)), 'met', 'another still meets it')
  t.equal(state(metBy(support), metBy(other), ended(support), ended(other)), 'open')
})

t.test('a compromise closes when its want is met, or when it was looked at and is none any more', async (t) => {
  const [want, compromise] = [uuid(), uuid()]
  const before = [
    entry('WantVoiced', on('2026-01-02', { facts: { want, lifeArea: 'home', sector: 'shared-lives' }, words: { want: 'A family' } })),
    entry(
      'CompromiseMade',
      on('2026-01-03', {
        facts: { compromise, want, wantedSector: 'shared-lives', givenSector: 'residential', says: 'unhappy', lookAgainOn: '2026-06-01' },
      }),
    ),
  ]
  const made = (...entries: AnyEntry[]) => profileOf(...before, ...entries).compromises[0]
  t.match(made(), { open: true, says: 'unhappy', givenSector: 'residential' })
  t.equal(made(entry('WantMet', on('2026-02-01', { facts: { want } })))?.open, false)
  t.equal(made(entry('CompromiseLookedAt', on('2026-02-01', { facts: { compromise, still: false } })))?.open, false)
  t.match(made(entry('CompromiseLookedAt', on('2026-02-01', { facts: { compromise, still: true, says: 'content' } }))), {
    open: true,
    says: 'content',
    lookAgainOn: undefined,
  })
})

t.test('support shows every change, and fit by who said it', async (t) => {
  const support = uuid()
  const started = entry('SupportStarted', on('2026-01-05', { facts: { support, sector: 'home-care', hoursPerWeek: 10 } }))
  const cut = entry(
    'SupportAdjusted',
    on('2026-02-01', { ledBy: 'service', facts: { support, hoursPerWeek: 4, noticeDays: 3, why: 'money' } }),
  )
  const fits = entry('SupportFitRated', on('2026-02-02', { saidBy: { who: 'family' }, facts: { support, fit: 'fits' } }))
  const own = entry('SupportFitRated', on('2026-02-03', { facts: { support, fit: 'does-not' }, words: { why: 'Always late' } }))
  const [shown] = profileOf(started, cut, fits, own).supports
  t.match(shown, {
    sector: 'home-care',
    state: 'running',
    hoursPerWeek: 4,
    changes: [{ ledBy: 'service', hoursPerWeek: 4, noticeDays: 3, why: 'money' }],
  })
  t.match(shown?.fit, { person: { fit: 'does-not', why: 'Always late' }, family: { fit: 'fits' } })
})

t.test('heard again moves "last heard", and only that', async (t) => {
  const strength = entry('StrengthNamed', on('2026-01-05', { facts: { lifeArea: 'giving' }, words: { strength: 'Mends bikes' } }))
  const still = entry('StillSo', on('2026-05-05', { facts: { entry: strength.id } }))
  t.match(profileOf(strength, still).strengths, [
    { since: { from: '2026-01-05' }, lastHeard: '2026-05-05', entries: [strength.id, still.id] },
  ])
})

t.test('it is only about then, while the day looked at lies inside the days told of', async (t) => {
  const vague = entry('StrengthNamed', { happened: { from: '2026-03' }, facts: { lifeArea: 'giving' }, words: { strength: 'Cooks' } })
  const story = [met, vague].map(recordedAs)
  t.equal(profileIn(retell(story, { asAt: '2026-03-10' })).strengths[0]?.about, true)
  t.equal(profileIn(retell(story, { asAt: '2026-04-01' })).strengths[0]?.about, undefined)
})

t.test('words that are gone read as absent, and the rest stays', async (t) => {
  const goal = uuid()
  const gone = entry('GoalVoiced', on('2026-02-01', { facts: { goal, lifeArea: 'fun', whose: 'person', towards: 'change' }, words: {} }))
  t.match(profileOf(gone).goals, [{ goal, lifeArea: 'fun', words: undefined }])
  t.ok(profileIn(retell([{ ...met, words: {} }, gone].map(recordedAs))))
})

t.test('a support that began in March and ended some time that year has ended', async (t) => {
  const support = uuid()
  const started = entry('SupportStarted', on('2026-03-05', { facts: { support, sector: 'home-care' } }))
  const ended = entry('SupportEnded', { happened: { from: '2026' }, facts: { support, planned: true } })
  t.equal(profileOf(started, ended).supports[0]?.state, 'ended')
})

t.test('who is responsible is decided from when the person was met', async (t) => {
  const once = entry('HomeChanged', on('1998-05-01', { facts: { area: 'X10000201', kind: 'family-home', responsible: 'X10000201' } }))
  const lately = entry('HomeChanged', on('2026-05-01', { facts: { area: 'X10000102', kind: 'own-home', responsible: 'X10000102' } }))
  t.equal(profileOf(once).area, 'X10000101')
  t.equal(profileOf(once, lately).area, 'X10000102')
})
