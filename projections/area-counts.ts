import { type Count, cellNamed } from '../src/domain/counting/cells.ts'
import { deltas } from '../src/domain/counting/editions.ts'
import type { Edition } from '../src/domain/period.ts'
import type { Projection } from '../src/projecting/projection.ts'

/** How many people count where, as true numbers that nobody reads: releases for commissioners are made of them. From facts alone. */
export const areaCounts: Projection<'area_delta'> = {
  name: 'area-counts',
  version: 1,
  tables: ['area_delta'],
  words: false,
  async take(changes, writer) {
    // What many stories add to one cell is added up before it is a row: most of them add to the same.
    const editions = new Map<Edition, Map<string, Count>>()
    for (const { before, after } of changes) {
      for (const [edition, cells] of deltas(before, after)) {
        const sums = editions.get(edition) ?? new Map<string, Count>()
        editions.set(edition, sums)
        for (const [name, count] of cells) addUp(sums, name, count)
      }
    }
    for (const [edition, sums] of editions) {
      const rows = Array.from(sums, ([name, count]) => ({ ...cellNamed(name), edition, ...count }))
      await writer.add('area_delta', rows, ['people', 'amount', 'squares'])
    }
  },
}

function addUp(sums: Map<string, Count>, name: string, { people, amount, squares }: Count): void {
  const sum = sums.get(name)
  if (!sum) sums.set(name, { people, amount, squares })
  else {
    sum.people += people
    sum.amount += amount
    sum.squares += squares
  }
}
