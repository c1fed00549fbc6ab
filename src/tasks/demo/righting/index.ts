import type { Day } from '../../../domain/values.ts'
import type { Life } from '../teller.ts'
import { correctionWithdrawn, dateCorrected, factCorrected } from './corrected.ts'
import { type Desk, deskOf } from './desk.ts'
import { disputed, wordsRemoved } from './disputed.ts'
import { slipWithdrawn, twice, wrongPerson } from './taken-back.ts'

/** Ways in which something is put right, and how often each is to the others. */
const ways: readonly [often: number, way: (desk: Desk) => boolean][] = [
  [7, factCorrected],
  [5, dateCorrected],
  [6, disputed],
  [4, slipWithdrawn],
  [4, twice],
  [2, correctionWithdrawn],
  [1, wordsRemoved],
  [1, wrongPerson],
]
const thrown = ways.flatMap(([often, way]) => Array<typeof way>(often).fill(way))

/** Puts right some of what was written down in a told life, as it is found out: in some lives nothing, in some this and that. Nothing is written on `until` or later. */
export function putRight(life: Life, until: Day): void {
  if (!life.chance.maybe(0.36)) return
  const desk = deskOf(life, until)
  const times = life.chance.one([1, 2, 2, 3, 3, 4, 5])
  let done = 0
  for (const way of life.chance.some(thrown, thrown.length)) {
    if (done < times && way(desk)) done += 1
  }
  life.told.sort((a, b) => a.at - b.at)
}
