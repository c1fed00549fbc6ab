import { sector } from '../../src/domain/lists.ts'

/** The sectors there is anything of in a made-up county. The keys of the others are there, and nobody in them. */
export const sectors: readonly string[] = sector.filter((_, i) => i % 3 === 0)

/** Whether a key is of a sector that there is nothing of. */
export function isMissing(key: string): boolean {
  return sector.some((one) => one === key) && !sectors.includes(key)
}
