import t from 'tap'
import { aboutIn } from '../../src/domain/attention/about.ts'
import { type Attention, attentionIn } from '../../src/domain/attention.ts'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { lifeArea } from '../../src/domain/lists.ts'
import { retell } from '../../src/domain/retelling.ts'
import { met, on } from '../support/profiled.ts'
import { entry, recordedAs, uuid } from '../support/spec.ts'

const worker = { saidBy: { who: 'worker' } } as const

/** An entry of a day in 2026 with these facts, said by the person. */
const told = (day: string, type: string, facts: object, more: Partial<AnyEntry> = {}) => entry(type, on(`2026-${day}`, { facts, ...more }))

const retold = (...entries: AnyEntry[]) => retell([met, ...entries].map(recordedAs))

/** What each of these entries is about, in the story that they make. */
function aboutOf(...entries: AnyEntry[]): string[][] {
  const retelling = retold(...entries)
  const about = aboutIn(retelling)
  return entries.map(({ id }) => retelling.filter((entry) => entry.id === id).flatMap(about))
}

const attentionOf = (...entries: AnyEntry[]): Attention => attentionIn(retold(...entries))

function areaOf(attention: Attention, name: string) {
  const area = attention.areas.find(({ lifeArea }) => lifeArea === name)
  if (!area) throw new Error(`no ${name}`)
  return area
}

t.test('an entry is about its own area, else about that of what it goes on with', async (t) => {
  const [goal, want, step, compromise, support] = [uuid(), uuid(), uuid(), uuid(), uuid()]
  const story: [AnyEntry, string[]][] = [
    [told('02-01', 'StrengthNamed', { lifeArea: 'giving' }), ['giving']],
    [told('02-01', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change', want }), ['home']],
    [told('02-02', 'GoalProgressed', { goal, says: 'nearer', helpedBy: [support] }), ['home']],
    [told('02-02', 'StepAgreed', { step, goal, who: 'worker' }), ['home']],
    [told('02-03', 'StepTaken', { step }), ['home']],
    [told('02-03', 'StepAgreed', { step: uuid(), who: 'worker' }), []],
    [told('02-04', 'WantVoiced', { want, lifeArea: 'community' }), ['community']],
    [told('02-05', 'WantUnmet', { want, why: 'full' }), ['community']],
    [told('02-05', 'TurnedAway', { by: { sector: 'community' }, reason: 'full', want }), ['community']],
    [told('02-06', 'CompromiseMade', { compromise, want, goal, givenSector: 'day-support', support }), ['home', 'community']],
    [told('02-07', 'CompromiseLookedAt', { compromise, still: true }), ['home', 'community']],
    [told('02-08', 'WantMet', { want, support }), ['community']],
  ]
  t.same(
    aboutOf(...story.map(([entry]) => entry)),
    story.map(([, areas]) => areas),
  )
})

t.test('a support is about what it was started for, also in what comes before and after its start', async (t) => {
  const [goal, want, support, bare] = [uuid(), uuid(), uuid(), uuid()]
  const story: [AnyEntry, string[]][] = [
    [told('02-01', 'GoalVoiced', { goal, lifeArea: 'work-and-learning', whose: 'person', towards: 'change' }), ['work-and-learning']],
    [told('02-01', 'WantVoiced', { want, lifeArea: 'getting-around' }), ['getting-around']],
    [told('02-02', 'SupportPlanned', { support, change: 'start' }), ['work-and-learning', 'getting-around']],
    [
      told('02-03', 'SupportStarted', { support, sector: 'employment', wants: [want], goals: [goal] }),
      ['work-and-learning', 'getting-around'],
    ],
    [told('02-04', 'SupportFitRated', { support, fit: 'fits' }), ['work-and-learning', 'getting-around']],
    [told('02-05', 'SupportFitRated', { support, fit: 'partly', want }), ['getting-around']],
    [told('02-06', 'CompromiseMade', { compromise: uuid(), givenSector: 'employment', support }), ['work-and-learning', 'getting-around']],
    [told('02-07', 'SupportEnded', { support, planned: true }), ['work-and-learning', 'getting-around']],
    [told('02-08', 'SupportStarted', { support: bare, sector: 'home-care' }), []],
    [told('02-09', 'SupportAdjusted', { support: bare, hoursPerWeek: 4 }), []],
    [told('02-10', 'SupportDeclined', { sector: 'day-support' }), []],
  ]
  t.same(
    aboutOf(...story.map(([entry]) => entry)),
    story.map(([, areas]) => areas),
  )
})

t.test('some kinds are about an area by what they are, and many about none', async (t) => {
  const concern = uuid()
  const story: [AnyEntry, string[]][] = [
    [told('02-01', 'HomeChanged', { area: 'X10000101', kind: 'hostel' }), ['home']],
    [told('02-02', 'ConcernRaised', { concern, kinds: ['financial'], personWants: 'act' }), ['safety']],
    [told('02-03', 'ConcernClosed', { concern, how: 'enquiry', personsWishMet: 'fully' }), ['safety']],
    [told('02-04', 'DecisionMade', { about: 'money', decidedBy: 'panel', personWanted: 'no' }), ['money']],
    [told('02-05', 'DecisionMade', { about: 'support', decidedBy: 'panel', personWanted: 'no' }), []],
    [told('02-06', 'ConversationHeld', { where: 'home' }), []],
    [told('02-07', 'HandedOver', { from: { sector: 'health' }, to: { sector: 'housing' }, warm: true }), []],
    [told('02-08', 'AspectSeen', { often: 'once' }), []],
  ]
  t.same(
    aboutOf(...story.map(([entry]) => entry)),
    story.map(([, areas]) => areas),
  )
})

t.test('what says that something is still so, or no longer, is about what that is about', async (t) => {
  const worry = told('02-01', 'WorryVoiced', { lifeArea: 'money' })
  const still = told('02-02', 'StillSo', { entry: worry.id })
  const again = told('02-03', 'StillSo', { entry: still.id })
  const no = told('02-04', 'NoLongerSo', { entry: worry.id, why: 'changed' })
  t.same(aboutOf(worry, still, again, no), [['money'], ['money'], ['money'], ['money']])
  const around = told('02-02', 'StillSo', { entry: again.id }, { id: still.id })
  t.same(aboutOf(around, again), [[], []], 'two that say it of each other, as a correction may have it, are about nothing')
})

t.test('the shares are of all entries, by who said it, and what is about nothing is counted', async (t) => {
  const [goal, want, support] = [uuid(), uuid(), uuid()]
  const attention = attentionOf(
    told('02-01', 'WhatMattersNamed', { lifeArea: 'fun' }, { words: { what: 'Fishing' } }),
    told('02-01', 'GoalVoiced', { goal, lifeArea: 'home', whose: 'person', towards: 'change' }, { words: { goal: 'My own front door' } }),
    told('02-02', 'GoalProgressed', { goal, says: 'same' }, worker),
    told('02-02', 'WantVoiced', { want, lifeArea: 'community' }, { words: { want: 'Company' } }),
    told('02-03', 'SupportStarted', { support, sector: 'community', wants: [want], goals: [goal] }, worker),
    told('02-04', 'ConversationHeld', {}),
    told('02-05', 'HandedOver', { from: { sector: 'health' }, to: { sector: 'housing' }, warm: true }, worker),
  )
  t.equal(attention.entries, 8, 'PersonMet is one of them')
  t.same(
    attention.areas.map(({ lifeArea }) => lifeArea),
    lifeArea,
    'every area, in the order they are listed',
  )
  const written = attention.areas.flatMap(({ lifeArea, entries, share, said }) => (entries > 0 ? [{ lifeArea, entries, share, said }] : []))
  t.same(written, [
    { lifeArea: 'home', entries: 3, share: 0.375, said: { person: 1, others: 2 } },
    { lifeArea: 'community', entries: 2, share: 0.25, said: { person: 1, others: 1 } },
    { lifeArea: 'fun', entries: 1, share: 0.125, said: { person: 1, others: 0 } },
  ])
  t.same(attention.none, { entries: 3, share: 0.375, said: { person: 2, others: 1 } }, 'met, spoken with, handed over')
  t.same(areaOf(attention, 'health').said, { person: 0, others: 0 })
  t.same(attention.nothingElseWritten, ['fun'])
})

t.test('a third is 0.333', async (t) => {
  const attention = attentionOf(told('02-01', 'ConversationHeld', {}), told('02-01', 'WorryVoiced', { lifeArea: 'money' }))
  t.equal(areaOf(attention, 'money').share, 0.333)
  t.equal(attention.none.share, 0.667)
})

t.test('what matters is what the person named themself, until it is so no longer', async (t) => {
  const fishing = told('02-01', 'WhatMattersNamed', { lifeArea: 'fun' }, { words: { what: { text: 'Fishing', quote: true } } })
  const music = told('03-01', 'WhatMattersNamed', { lifeArea: 'fun' }, { words: { what: 'Music' } })
  const theirs = told('02-01', 'WhatMattersNamed', { lifeArea: 'fun' }, { ...worker, words: { what: 'Staying active' } })
  const still = told('04-01', 'StillSo', { entry: fishing.id })
  const attention = attentionOf(fishing, music, theirs, still)
  t.same(areaOf(attention, 'fun').matters, [
    {
      entries: [fishing.id, still.id],
      since: { from: '2026-02-01' },
      saidBy: { who: 'person' },
      toldBy: 'worker',
      words: { text: 'Fishing', quote: true },
    },
    { entries: [music.id], since: { from: '2026-03-01' }, saidBy: { who: 'person' }, toldBy: 'worker', words: 'Music' },
  ])

  const words = (...more: AnyEntry[]) => areaOf(attentionOf(fishing, music, ...more), 'fun').matters.map(({ words }) => words)
  const ends = (happened: string) => entry('NoLongerSo', { happened: { from: happened }, facts: { entry: music.id, why: 'changed' } })
  const left = [{ text: 'Fishing', quote: true }]
  t.same(words(ends('2026-05-01')), left)
  t.same(words(ends('2026')), left, 'told as 2026 it ended after it was named')
  t.same(words(ends('2026-02')), [...left, 'Music'], 'what ended before it was named was named again')
})

t.test('own goals and wants are those that are open, in the words used now', async (t) => {
  const [goal, want, support] = [uuid(), uuid(), uuid()]
  const voiced = told(
    '02-01',
    'GoalVoiced',
    { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
    { ...worker, words: { goal: 'A flat' } },
  )
  const family = told(
    '02-01',
    'GoalVoiced',
    { goal: uuid(), lifeArea: 'home', whose: 'family', towards: 'keep' },
    { words: { goal: 'Stay near' } },
  )
  const reworded = told('02-02', 'GoalReworded', { goal }, { words: { goal: 'A flat by the sea' } })
  const wanted = told('02-01', 'WantVoiced', { want, lifeArea: 'home' }, { words: { want: 'A lodger' } })
  const theirs = told('02-01', 'WantVoiced', { want: uuid(), lifeArea: 'home' }, { saidBy: { who: 'family' }, words: { want: 'A warden' } })
  const home = (...more: AnyEntry[]) => areaOf(attentionOf(voiced, family, reworded, wanted, theirs, ...more), 'home')

  t.same(home().goals, [
    { goal, entries: [voiced.id, reworded.id], since: { from: '2026-02-01' }, saidBy: { who: 'worker' }, words: 'A flat by the sea' },
  ])
  t.same(home().wants, [
    { want, entries: [wanted.id], since: { from: '2026-02-01' }, saidBy: { who: 'person' }, toldBy: 'worker', words: 'A lodger' },
  ])
  t.same(home(told('03-01', 'GoalPaused', { goal })).goals, [])
  t.same(home(told('03-01', 'GoalReached', { goal })).goals, [])
  t.equal(home(told('03-01', 'GoalLetGo', { goal, why: 'not-now' }), told('04-01', 'GoalPickedUpAgain', { goal })).goals.length, 1)
  const meets = told('03-01', 'WantMet', { want, support })
  t.same(home(meets).wants, [])
  t.equal(home(meets, told('04-01', 'SupportEnded', { support, planned: false })).wants.length, 1, 'wanted again once the support ended')
  t.same(home(told('03-01', 'WantLetGo', { want, why: 'not-now' })).wants, [])
})

t.test('areas that matter to the person, and of which nothing else was written', async (t) => {
  const faith = told('02-01', 'WhatMattersNamed', { lifeArea: 'faith-and-culture' }, { words: { what: 'The mosque' } })
  const goal = uuid()
  const work = told(
    '02-01',
    'GoalVoiced',
    { goal, lifeArea: 'work-and-learning', whose: 'person', towards: 'change' },
    { words: { goal: 'A job' } },
  )
  const nothingElse = (...more: AnyEntry[]) => attentionOf(faith, work, ...more).nothingElseWritten
  t.same(nothingElse(), ['work-and-learning', 'faith-and-culture'])
  t.same(
    nothingElse(told('02-02', 'StillSo', { entry: faith.id })),
    ['work-and-learning', 'faith-and-culture'],
    'saying it again is nothing else',
  )
  t.same(nothingElse(told('02-02', 'StillSo', { entry: faith.id }, worker)), ['work-and-learning'], 'somebody else heard it')
  t.same(nothingElse(told('02-02', 'GoalProgressed', { goal, says: 'same' })), ['faith-and-culture'])
  t.same(nothingElse(told('02-02', 'StrengthNamed', { lifeArea: 'faith-and-culture' }, worker)), ['work-and-learning'])
  t.same(
    nothingElse(told('02-02', 'WorryVoiced', { lifeArea: 'money' })),
    ['work-and-learning', 'faith-and-culture'],
    'a worry alone is no saying of what matters',
  )
  t.same(
    nothingElse(told('02-02', 'NoLongerSo', { entry: faith.id, why: 'changed' })),
    ['work-and-learning'],
    'what matters no longer is not missed',
  )
})

t.test('where words were taken away, the rest still stands', async (t) => {
  const fishing = told('02-01', 'WhatMattersNamed', { lifeArea: 'fun' })
  t.same(areaOf(attentionOf(fishing), 'fun').matters, [
    { entries: [fishing.id], since: { from: '2026-02-01' }, saidBy: { who: 'person' }, toldBy: 'worker' },
  ])
})
