import type { AreaCode, Day } from './values.ts'

/** A place that people's lives and the responsibility for them are counted by. */
export interface Area {
  code: AreaCode
  name: string
  /** What it is among areas: county, district, ward. */
  kind: string
  /** The area it is part of; none where it is a top one. */
  parent?: AreaCode | undefined
  /** The days from which and until which (not included) it is one, where they are known. */
  from?: Day | undefined
  to?: Day | undefined
}

/** All areas known here: one tree, or several side by side. */
export interface AreaTree {
  readonly areas: ReadonlyMap<AreaCode, Area>
  readonly children: ReadonlyMap<AreaCode, readonly Area[]>
}

/** The tree that areas make. They must have no faults. */
export function treeOf(areas: readonly Area[]): AreaTree {
  const children = new Map<AreaCode, Area[]>()
  for (const area of areas) {
    if (area.parent !== undefined) children.set(area.parent, [...(children.get(area.parent) ?? []), area])
  }
  return { areas: new Map(areas.map((area) => [area.code, area])), children }
}

/** Why areas make no tree: in words, by the place of the area in the list. Empty where they do. */
export function faultsIn(areas: readonly Area[]): { at: number; fault: string }[] {
  const parentOf = new Map<AreaCode, AreaCode | undefined>()
  const twice: { at: number; fault: string }[] = []
  for (const [at, { code, parent }] of areas.entries()) {
    if (parentOf.has(code)) twice.push({ at, fault: `${code} is there twice` })
    parentOf.set(code, parent)
  }
  const rootless = areas.flatMap(({ code, parent }, at) => {
    if (parent === undefined) return []
    if (!parentOf.has(parent)) return [{ at, fault: `the parent ${parent} is not an area` }]
    return isUnderItself(code, parentOf) ? [{ at, fault: `${code} lies under itself` }] : []
  })
  return [...twice, ...rootless]
}

/** The area and all it lies in, itself first. Empty where it is not known. */
export function pathOf({ areas }: AreaTree, code: AreaCode): AreaCode[] {
  const path: AreaCode[] = []
  for (let area = areas.get(code); area; area = area.parent === undefined ? undefined : areas.get(area.parent)) path.push(area.code)
  return path
}

/** The largest area that holds an area: itself where it is a top one. Undefined where it is not known. */
export function topOf(tree: AreaTree, code: AreaCode): AreaCode | undefined {
  return pathOf(tree, code).at(-1)
}

/** Whether an area is one of `ancestors`, or lies in one of them. An area that is not known lies nowhere. */
export function isWithin(tree: AreaTree, code: AreaCode, ancestors: readonly AreaCode[]): boolean {
  return pathOf(tree, code).some((area) => ancestors.includes(area))
}

/** The areas directly under an area. */
export function childrenOf({ children }: AreaTree, code: AreaCode): readonly Area[] {
  return children.get(code) ?? []
}

/** Everything in reach of somebody with `codes`: those areas, each followed by what lies under it; each once. */
export function areasWithin(tree: AreaTree, codes: readonly AreaCode[]): Area[] {
  const tops = [...new Set(codes)].filter((code) => pathOf(tree, code).every((area) => area === code || !codes.includes(area)))
  const withAllUnder = (area: Area): Area[] => [area, ...childrenOf(tree, area.code).flatMap(withAllUnder)]
  return tops.flatMap((code) => tree.areas.get(code) ?? []).flatMap(withAllUnder)
}

function isUnderItself(code: AreaCode, parentOf: ReadonlyMap<AreaCode, AreaCode | undefined>): boolean {
  const passed = new Set<AreaCode>()
  let at = parentOf.get(code)
  while (at !== undefined && at !== code && !passed.has(at)) {
    passed.add(at)
    at = parentOf.get(at)
  }
  return at === code
}

/** A made-up county, so that there is somewhere to be with nothing loaded. No real place and no real code. */
export const sallowshire: readonly Area[] = [
  { code: 'X10000001', name: 'Sallowshire', kind: 'county' },
  { code: 'X10000100', name: 'Eastmere', kind: 'district', parent: 'X10000001' },
  { code: 'X10000101', name: 'Quayside', kind: 'ward', parent: 'X10000100' },
  { code: 'X10000102', name: 'Mill Lane', kind: 'ward', parent: 'X10000100' },
  { code: 'X10000200', name: 'Thornwick', kind: 'district', parent: 'X10000001' },
  { code: 'X10000201', name: 'Heath End', kind: 'ward', parent: 'X10000200' },
  { code: 'X10000202', name: 'Abbey Fields', kind: 'ward', parent: 'X10000200' },
]
