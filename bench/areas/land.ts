import type { Area } from '../../src/domain/area.ts'
import type { AreaCode } from '../../src/domain/values.ts'

const districtsInAll = 10
const wardsEach = 20

export const county: AreaCode = 'X20000000'

/** A county that is nowhere, of 10 districts with 20 wards each: 211 areas. */
export const land: readonly Area[] = [
  { code: county, name: 'Bencham', kind: 'county' },
  ...numbers(districtsInAll).flatMap((district): Area[] => [
    { code: codeOf(district), name: `District ${district}`, kind: 'district', parent: county },
    ...numbers(wardsEach).map(
      (ward): Area => ({ code: codeOf(district, ward), name: `Ward ${district}.${ward}`, kind: 'ward', parent: codeOf(district) }),
    ),
  ]),
]

export const districts: readonly AreaCode[] = land.filter(({ kind }) => kind === 'district').map(({ code }) => code)
export const wards: readonly AreaCode[] = land.filter(({ kind }) => kind === 'ward').map(({ code }) => code)

function codeOf(district: number, ward = 0): AreaCode {
  return `X2${String(district).padStart(4, '0')}${String(ward).padStart(3, '0')}`
}

function numbers(many: number): number[] {
  return Array.from({ length: many }, (_, i) => i + 1)
}
