import { sql } from 'kysely'
import t from 'tap'
import { areasWithin, childrenOf, faultsIn, isWithin, pathOf, sallowshire, treeOf } from '../../src/domain/area.ts'
import { type AreaTables, areasIn, withDefaultAreas } from '../../src/store/areas.ts'
import { loadAreas } from '../../src/tasks/areas-file.ts'
import { withDatabase } from '../support/database.ts'

const county = 'X10000001'
const [eastmere, quayside, millLane] = ['X10000100', 'X10000101', 'X10000102']
const [thornwick, heathEnd] = ['X10000200', 'X10000201']
const tree = treeOf(sallowshire)

t.test('an area lies in itself and in all that it is under', async (t) => {
  t.same(pathOf(tree, quayside), [quayside, eastmere, county])
  t.equal(isWithin(tree, quayside, [quayside]), true)
  t.equal(isWithin(tree, quayside, [thornwick, county]), true)
  t.equal(isWithin(tree, quayside, [thornwick, millLane]), false)
  t.equal(isWithin(tree, eastmere, [quayside]), false)
  t.equal(isWithin(tree, quayside, []), false)
  t.equal(isWithin(tree, 'X99999999', ['X99999999']), false, 'an area nobody knows')
  t.same(
    childrenOf(tree, county).map(({ name }) => name),
    ['Eastmere', 'Thornwick'],
  )
})

t.test('what is in reach is each area once, after the one it lies in', async (t) => {
  const names = (...codes: string[]) => areasWithin(tree, codes).map(({ name }) => name)
  t.same(names(eastmere), ['Eastmere', 'Quayside', 'Mill Lane'])
  t.same(names(heathEnd, quayside, eastmere, eastmere), ['Heath End', 'Eastmere', 'Quayside', 'Mill Lane'])
  t.equal(names(county).length, 7)
  t.same(names('X99999999'), [])
})

t.test('areas with an unknown parent, a second time, or under themselves make no tree', async (t) => {
  const area = (code: string, parent?: string) => ({ code, name: 'A', kind: 'ward', parent })
  t.same(faultsIn(sallowshire), [])
  t.same(faultsIn([area('A00000001', 'A00000002')]), [{ at: 0, fault: 'the parent A00000002 is not an area' }])
  t.same(faultsIn([area('A00000001'), area('A00000001')]), [{ at: 1, fault: 'A00000001 is there twice' }])
  t.same(faultsIn([area('A00000001', 'A00000002'), area('A00000002', 'A00000003'), area('A00000003', 'A00000002')]), [
    { at: 1, fault: 'A00000002 lies under itself' },
    { at: 2, fault: 'A00000003 lies under itself' },
  ])
})

t.test('the made-up county is there where there is no area, and only there', async (t) => {
  const database = await withDatabase(t)
  const owner = database.open<AreaTables>('owner').db
  await withDefaultAreas(owner)
  await withDefaultAreas(owner)
  t.equal((await areasIn(owner)).areas.size, 7)
  const other = await withDatabase(t)
  await loadAreas(other.ownerUrl, 'code,name,kind,parent,from,to\nY10000001,Elsewhere,county,,,\n')
  await withDefaultAreas(other.open<AreaTables>('owner').db)
  t.same([...(await areasIn(other.open<AreaTables>('unfolding_commissioner').db)).areas.keys()], ['Y10000001'])
})

const header = 'code,name,kind,parent,from,to,postcodes\r\n'

t.test('areas are loaded from a file, and loaded again as they are now', async (t) => {
  const { ownerUrl, open } = await withDatabase(t)
  const people = open<AreaTables>('unfolding_practitioner').db
  const file = `${header}Y10000002,"Long Reach, Lower",ward,Y10000001,2024-04-01,2025-04-01,XA1 1AA;xb12 3cd\r\n\r\nY10000001,"The ""Isle""",county,,,,\r\n`
  t.equal(await loadAreas(ownerUrl, file), 2)
  t.same(
    [...(await areasIn(people)).areas.values()],
    [
      { code: 'Y10000001', name: 'The "Isle"', kind: 'county' },
      { code: 'Y10000002', name: 'Long Reach, Lower', kind: 'ward', parent: 'Y10000001', from: '2024-04-01', to: '2025-04-01' },
    ],
  )
  t.same((await sql`select postcodes from area where code = 'Y10000002'`.execute(people)).rows, [{ postcodes: ['XA11AA', 'XB123CD'] }])
  t.equal(await loadAreas(ownerUrl, `${header}Y10000002,Long Reach,ward,Y10000001,,,`), 1)
  t.same((await areasIn(people)).areas.get('Y10000002'), { code: 'Y10000002', name: 'Long Reach', kind: 'ward', parent: 'Y10000001' })
  await t.rejects(sql`delete from area`.execute(people), { code: '42501' })
  await t.rejects(sql`update area set name = 'Mine'`.execute(open('unfolding_projector').db), { code: '42501' })
})

t.test('a file with anything wrong in it is not loaded at all, and every line of it that is wrong is named', async (t) => {
  const { ownerUrl, open } = await withDatabase(t)
  const good = 'Y10000001,The Isle,county,,,,\n'
  const wrong: [file: string, says: RegExp][] = [
    ['', /Line 1: the first line must name the columns; code, name, kind, parent, from, to missing\./],
    ['code,name,kind,parent,from,to,size\n', /Line 1: there can be no column size here\./],
    [`code,name,kind,parent,from,to,code\n${good}`, /Line 1: there can be no column code here\./],
    [header, /Line 1: there is no area in it\./],
    [`${header}${good}Y1,A,ward,,,,\n`, /Line 3: code: an area code/],
    [`${header}${good}Y10000002,,ward,,,,\n`, /Line 3: name: /],
    [`${header}${good}Y10000002,A,Big Ward,,,,\n`, /Line 3: kind: a word in small letters/],
    [`${header}${good}Y10000002,A,ward,Y10000009,,,\n`, /Line 3: the parent Y10000009 is not an area\./],
    [
      `${header}Y10000001,A,ward,Y10000002,,,\nY10000002,B,ward,Y10000001,,,\n`,
      /Line 2: Y10000001 lies under itself\.\nLine 3: Y10000002 lies/,
    ],
    [`${header}${good}${good}`, /Line 3: Y10000001 is there twice\./],
    [`${header}${good}Y10000002,A,ward,,2025-02-30,,\n`, /Line 3: from: /],
    [`${header}${good}Y10000002,A,ward,,2025-04-01,2025-04-01,\n`, /Line 3: to: not after the day it is from\./],
    [`${header}${good}Y10000002,A,ward,,,,nowhere\n`, /Line 3: postcodes: not a postcode\./],
    [`${header}${good}Y10000002,A,ward\n`, /Line 3: there are 3 fields and 7 columns\./],
    [`${header}${good}Y10000002,"A,ward,,,,\n`, /Line \d: it is no CSV: a quote is not closed/],
    [`${header}"Y1\n","A\nB",ward,,,,\nY2,A,ward,,,,\n`, /Line 2: code: .*\nLine 5: code: /],
  ]
  for (const [file, says] of wrong) await t.rejects(loadAreas(ownerUrl, file), { name: 'AreasRefused', message: says }, file.slice(-40))
  t.equal((await areasIn(open<AreaTables>('owner').db)).areas.size, 0)
})
