import t from 'tap'
import { changeInWords, paceInShort } from '../../src/pages/reviewer/pace-in-words.ts'
import { sideBySide } from '../../src/pages/reviewer/side-by-side.ts'
import { endOf, stepsAround } from '../../src/pages/reviewer/steps.ts'

t.test('two accounts side by side: what differs, and what says which one it is', async (t) => {
  const before = { words: 'A garden', lifeArea: 'home', state: 'open', since: { from: '2026-02' }, wordings: [{ goal: 'A garden' }] }
  t.same(sideBySide(before, { ...before, state: 'reached', wordings: [] }), [
    { name: 'Words', before: 'A garden', after: 'A garden', differs: false },
    { name: 'Part of life', before: 'home', after: 'home', differs: false },
    { name: 'State', before: 'open', after: 'reached', differs: true },
  ])
  const left = { why: 'died', saidBy: { who: 'worker' }, toldBy: 'worker' }
  t.same(sideBySide({ name: 'Pat', area: 'X10000101' }, { name: 'Pat', left, lastConversationOn: '2026-02-01' }), [
    { name: 'Name', before: 'Pat', after: 'Pat', differs: false },
    { name: 'Left why', before: undefined, after: 'died', differs: true },
    { name: 'Last talk', before: undefined, after: '1 February 2026', differs: true },
  ])
  t.same(sideBySide(undefined, { words: 'A dog', since: { from: '2026-02' } }), [
    { name: 'Words', before: undefined, after: 'A dog', differs: true },
    { name: 'Since', before: undefined, after: 'February 2026', differs: true },
  ])
})

t.test('days to step through, and words of pace, by hand', async (t) => {
  const days = ['2025-01-01', '2026-02-01', '2026-03-05']
  t.same(stepsAround(days, '2026-02-01'), { before: '2025-01-01', after: '2026-03-05', at: 2, of: 3 })
  t.same(stepsAround(days, '2026-02-20'), { before: '2026-02-01', after: '2026-03-05', at: 2, of: 3 })
  t.same(stepsAround([], '2026-02-20'), { before: undefined, after: undefined, at: 0, of: 0 })
  t.same(['2026-01-31', '2026-07-31'].map(endOf), ['2026-01-31T23:59:59.999Z', '2026-07-31T22:59:59.999Z'])
  const change = { type: 'SupportAdjusted', happened: { from: '2026-03' }, on: '2026-03-01', ledBy: 'unknown', large: true }
  t.same(changeInWords({ ...change, sector: 'home-care', hoursPerWeek: { was: 10, is: 5 }, pace: 'gradual', noticeDays: 30 }), {
    on: 'March 2026',
    what: 'Support adjusted, home care, hours a week: 10 to 5',
    how: 'Large and gradual, 30 days’ notice',
    ledBy: 'Not known',
  })
  t.equal(changeInWords({ ...change, large: false, nearDeath: true }).how, 'Around their death')
  t.same(paceInShort([{ pace: 'sudden', ledBy: 'person', entries: 2 }]), ['Large and sudden, led by the person: 2.'])
})
