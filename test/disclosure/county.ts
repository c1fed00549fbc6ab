import { type Area, type AreaTree, treeOf } from '../../src/domain/area.ts'

const districts = 4
const wardsEach = 5

/** A county of twenty wards in four districts, of no real place. */
export const twentyWards: AreaTree = treeOf([
  { code: 'X20000000', name: 'Withyshire', kind: 'county' },
  ...Array.from({ length: districts }, (_, d) => area(`X2000${d + 1}000`, 'district', 'X20000000')),
  ...Array.from({ length: districts * wardsEach }, (_, w) => {
    const district = Math.floor(w / wardsEach) + 1
    return area(`X2000${district}0${String((w % wardsEach) + 1).padStart(2, '0')}`, 'ward', `X2000${district}000`)
  }),
])

function area(code: string, kind: string, parent: string): Area {
  return { code, name: code, kind, parent }
}
