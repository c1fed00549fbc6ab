import { randomInt } from 'node:crypto'
import type { Test } from 'tap'
import { type Chance, chance } from '../../../src/tasks/demo/chance.ts'

/** How many times as long as usual: `FAULTS_LONGER=10` kills ten times as often. */
export const longer = Math.max(1, Number(process.env.FAULTS_LONGER ?? 1))

/** What happens when, in this run. The seed is said, so that with `FAULTS_SEED` the same moments are drawn again; what the processes make of them is theirs. */
export function drawn(t: Pick<Test, 'comment'>, what: string): Chance {
  const seed = process.env.FAULTS_SEED ?? String(randomInt(1_000_000))
  t.comment(`FAULTS_SEED=${seed} FAULTS_LONGER=${longer}`)
  return chance(seed, what)
}

/** Waits until it is so; throws, with `what` was waited for, where it is not within so many milliseconds. */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, atMost = 30_000): Promise<number> {
  const began = performance.now()
  while (!(await isSo())) {
    if (performance.now() - began > atMost) throw new Error(`${what}: not within ${atMost / 1_000} s`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return Math.round(performance.now() - began)
}
