import type { AreaTree } from '../area.ts'
import type { AreaCode } from '../values.ts'

/** Areas by their places in a list, each after the one it lies in. */
export interface Land {
  codes: readonly AreaCode[]
  placeOf: ReadonlyMap<AreaCode, number>
  /** −1 where it lies in none. */
  parents: readonly number[]
  children: readonly (readonly number[])[]
  depths: readonly number[]
}

export function landOf({ areas }: AreaTree): Land {
  const depth = (code: AreaCode): number => {
    const parent = areas.get(code)?.parent
    return parent === undefined ? 0 : 1 + depth(parent)
  }
  const codes = [...areas.keys()].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
  const placeOf = new Map(codes.map((code, place) => [code, place]))
  const parents = codes.map((code) => placeOf.get(areas.get(code)?.parent ?? '') ?? -1)
  const children = codes.map((_, place) => parents.flatMap((parent, child) => (parent === place ? [child] : [])))
  return { codes, placeOf, parents, children, depths: codes.map(depth) }
}
