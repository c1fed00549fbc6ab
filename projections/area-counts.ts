import { cellNamed } from '../src/domain/counting/cells.ts'
import { deltas } from '../src/domain/counting/editions.ts'
import type { Projection } from '../src/projecting/projection.ts'

/** How many people count where, as true numbers that nobody reads: releases for commissioners are made of them. From facts alone. */
export const areaCounts: Projection<'area_delta'> = {
  name: 'area-counts',
  version: 1,
  tables: ['area_delta'],
  words: false,
  async take(changes, writer) {
    for (const { before, after } of changes) {
      for (const [edition, cells] of deltas(before, after)) {
        const rows = Array.from(cells, ([name, count]) => ({ ...cellNamed(name), edition, ...count }))
        await writer.add('area_delta', rows, ['people', 'amount', 'squares'])
      }
    }
  },
}
