import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { readConfig } from '/work/main/src/config.ts'
import { openHouse } from '/work/main/src/open.ts'
import { fill } from '/work/main/src/tasks/demo/fill.ts'

const uuid = (n: number, k = '4000') => `${n.toString(16).padStart(8, '0')}-0000-${k}-8000-${n.toString(16).padStart(12, '0')}`
const lines: any[] = []
let n = 0
const areas = ['X10000101', 'X10000102', 'X10000201', 'X10000202']
const sectors = ['home-care', 'day-support', 'residential', 'shared-lives']
for (let p = 1; p <= 400; p++) {
  const person = uuid(p)
  let goal = '',
    want = '',
    support = ''
  for (let r = 0; r < 14; r++) {
    const day = new Date(Date.UTC(2023, 11, 1) + (r * 75 + (p % 75)) * 86400000)
    const d = day.toISOString().slice(0, 10)
    const e = (type: string, facts: object, words: object = {}, more: object = {}) => ({
      id: uuid(++n, '7000'),
      type,
      happened: { from: d },
      facts,
      words,
      ...more,
    })
    const said = { saidBy: { who: 'person' } }
    const entries: any[] = []
    if (r === 0) entries.push(e('PersonMet', { area: areas[p % 4], howTheyCame: 'self', birthYear: 1940 + (p % 60) }, { name: 'P' + p }))
    entries.push(
      e(
        'ConversationHeld',
        { where: 'home', with: ['person'] },
        { heard: 'We talked for a while about all sorts of things that matter, and the dog.' },
      ),
    )
    if (r % 3 === 0) {
      goal = uuid(++n)
      entries.push(
        e(
          'GoalVoiced',
          { goal, lifeArea: ['home', 'fun', 'health'][r % 3]!, whose: 'person', towards: 'change' },
          { goal: 'My own front door ' + r },
          said,
        ),
      )
    } else entries.push(e('GoalProgressed', { goal, says: ['nearer', 'same', 'further'][(p + r) % 3] }, { how: 'so so' }, said))
    if (r % 4 === 0) {
      want = uuid(++n)
      entries.push(e('WantVoiced', { want, lifeArea: 'fun', sector: sectors[p % 4] }, { want: 'somebody' }, said))
    } else entries.push(e('WantUnmet', { want, why: 'full' }, {}, said))
    if (r % 5 === 0) {
      support = uuid(++n)
      entries.push(e('SupportStarted', { support, sector: sectors[p % 4], hoursPerWeek: 5 }, {}, { ledBy: 'together' }))
    } else entries.push(e('SupportAdjusted', { support, hoursPerWeek: 5 + r }, {}, { ledBy: 'service' }))
    entries.push(e('StrengthNamed', { lifeArea: 'giving' }, { strength: 'Mends bikes' }, said))
    entries.push(e('WorryVoiced', { lifeArea: 'money' }, { worry: 'the rent' }, said))
    lines.push({
      recordedAt: new Date(day.getTime() + 16 * 3600e3).toISOString(),
      person,
      by: { sub: 'amira', role: 'practitioner' },
      body: { entries },
    })
  }
}
lines.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
const log = pino({ level: 'warn' })
await rm('/tmp/speed-data', { recursive: true, force: true })
const config = readConfig({ DATA_DIR: '/tmp/speed-data' })
const t0 = Date.now()
const house = await openHouse(config, { as: 'service', log, lazyCommit: true })
console.log('open', Date.now() - t0, lines.length)
await fill(house, lines, log)
console.log('filled', Date.now() - t0)
await house.close()
console.log('closed', Date.now() - t0)
