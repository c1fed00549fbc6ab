import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { cellNamed } from '../../src/domain/counting/cells.ts'
import { dimensions, type Measure, type MeasureName, measureNames, measureOf } from '../../src/domain/measures.ts'
import { cellsOf } from '../support/counted.ts'
import { recorded } from '../support/county.ts'

/** Every measure with what it is broken down by, as the language names them; and by age, everywhere. */
const named: Readonly<Record<string, string>> = {
  'people-met': '',
  'people-heard': '',
  'goals-voiced': 'lifeArea',
  'goals-let-go': 'lifeArea',
  'goals-picked-up-again': 'lifeArea',
  'goals-nearer': 'lifeArea',
  'goals-held': 'lifeArea',
  'goals-further': 'lifeArea',
  'goals-reached': 'lifeArea',
  'goals-unheard': 'lifeArea',
  'wants-voiced': 'lifeArea sector',
  'wants-never-asked': 'lifeArea sector neverAsked lifeAreaSector lifeAreaSectorNeverAsked',
  'wants-open': 'lifeArea sector why openFor lifeAreaSector lifeAreaSectorWhy',
  'compromises-made': 'wantedSector givenSector says',
  'compromises-open': 'wantedSector givenSector aboutSector says',
  waiting: 'sector openFor',
  supported: 'sector',
  'hours-per-week': 'sector',
  'cost-per-week': 'sector',
  'fit-fits': 'sector ratedBy',
  'fit-partly': 'sector ratedBy',
  'fit-does-not': 'sector ratedBy',
  'fit-not-asked': 'sector ratedBy',
  'reach-supported': 'sector adultAge sectorAge',
  'reach-heard': 'sector adultAge sectorAge',
  'reach-moved': 'sector adultAge sectorAge',
  changes: 'ledBy direction',
  'sudden-changes': 'sector ledBy',
  'gradual-changes': 'sector ledBy',
  'notice-unknown': 'sector ledBy',
  'still-steady': 'sector',
  'still-held': 'sector',
  unheard: 'sector',
  'reviews-held': '',
  'reviews-without-change': '',
  'steps-agreed': 'who',
  'steps-taken': 'who',
  'steps-overdue': 'who',
  decisions: 'decidedBy personWanted about',
  'missed-by-us': '',
  'stories-retold': '',
  'came-back': 'sector',
  moves: 'outOf into outOfInto',
  'hand-overs': 'from to',
  'turned-away': 'by reason',
  deadlocks: 'pair',
  'workers-left': 'role',
  'many-workers': 'role',
  'same-worker': 'role',
  carers: '',
  'carers-supported': '',
}
const now =
  /^(goals-unheard|wants-open|compromises-open|waiting|supported|hours-per-week|cost-per-week|fit-.*|still-.*|unheard|reach-.*|steps-overdue|many-workers|same-worker|carers.*)$/
const entries =
  /^(changes|sudden-changes|gradual-changes|notice-unknown|reviews-held|reviews-without-change|steps-agreed|steps-taken|steps-overdue|decisions)$/

t.test('every measure is there, with what it is broken down by, its unit and whether it is of now', async (t) => {
  t.same([...measureNames].sort(), Object.keys(named).sort())
  for (const name of measureNames) {
    const { dimensions, unit, kind } = measureOf(name)
    const age = name.startsWith('reach-') ? [] : ['age']
    t.same([...dimensions], [...(named[name]?.split(' ').filter(Boolean) ?? []), ...age], name)
    const amount = name === 'hours-per-week' ? 'hours' : name === 'cost-per-week' ? 'GBP' : entries.test(name) ? 'entries' : 'people'
    t.same([unit, kind], [amount, now.test(name) ? 'now' : 'flow'], name)
  }
})

t.test('the page of measures has a line for each, and says of each what the list says', async (t) => {
  const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'measures.md'), 'utf8')
  for (const name of measureNames) t.ok(page.includes(lineOf(name)), `${name} stands there as\n${lineOf(name)}`)
  const lines = page.split('\n').filter((line) => line.startsWith('| `'))
  t.same(
    lines.map((line) => line.split('`')[1]),
    measureNames,
    'in that order, and none besides',
  )
})

const units = { people: 'people', entries: 'entries', hours: 'hours', GBP: 'GBP' } as const
const better: Record<Measure['direction'], string> = { increase: 'more', decrease: 'fewer', neutral: 'neither' }

function lineOf(name: MeasureName): string {
  const { meaning, unit, kind, dimensions, direction, because } = measureOf(name)
  const by = dimensions.filter((dimension) => dimension !== 'age').join(', ')
  return `| \`${name}\` | ${meaning}. | ${units[unit]}${kind === 'now' ? ', now' : ''} | ${by || '–'} | ${better[direction]}: ${because} |`
}

t.test('no key has what parts the names of cells, nor a blank', async (t) => {
  for (const [dimension, keys] of Object.entries(dimensions)) {
    t.same(
      keys.filter((key) => /[|\s]/.test(key)),
      [],
      dimension,
    )
    t.equal(new Set(keys).size, keys.length, `${dimension}: each key once`)
  }
})

t.test('the made-up county has somebody in every measure', async (t) => {
  const counted = new Set([...recorded.values()].flatMap((life) => [...cellsOf(life).keys()].map((name) => cellNamed(name).measure)))
  t.same(
    measureNames.filter((name) => !counted.has(name)),
    [],
  )
})
