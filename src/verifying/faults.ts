/** What is looked at, each by itself. */
export const checks = ['the record', 'words', 'signed lists', 'read models'] as const
export type Check = (typeof checks)[number]

/** What was found to be wrong: never a word of anybody, and all of it counted, also what is too much to be told. */
export interface Faults {
  found(check: Check, what: string): void
  count(check?: Check): number
  /** As many as are told, in the order in which they were found. */
  told(): readonly string[]
}

/** How many faults are told one by one. */
const toldAtMost = 300

export function faultsFound(): Faults {
  const counts = new Map<Check, number>()
  const told: string[] = []
  const count = (check?: Check) => (check ? (counts.get(check) ?? 0) : [...counts.values()].reduce((sum, each) => sum + each, 0))
  return {
    found(check, what) {
      if (count() < toldAtMost) told.push(what)
      counts.set(check, count(check) + 1)
    },
    count,
    told: () => told,
  }
}

/** What an entry is called where something is said of it. */
export function called({ id, revision, stream, position }: { id: string; revision: number; stream: string; position: bigint }): string {
  return `entry ${id} (revision ${revision} of ${stream}, position ${position})`
}
