import { median } from './table.ts'

/** How often each is measured, and how many rounds come before that are not counted: for the machine to get going. */
export interface Often {
  rounds: number
  warmUp: number
}

/** Measures all ways by turns, in one order and then in the other, so that none has the better place. Gives the figures of each, round by round. */
export async function byTurns<W>(
  ways: readonly W[],
  { rounds, warmUp }: Often,
  measure: (way: W, round: number) => Promise<number>,
): Promise<number[][]> {
  const figures = ways.map((): number[] => [])
  const places = [...ways.keys()]
  for (let round = -warmUp; round < rounds; round += 1)
    for (const place of round % 2 === 0 ? places : places.toReversed()) {
      const figure = await measure(ways[place] as W, round)
      if (round >= 0) figures[place]?.push(figure)
    }
  return figures
}

/** How many times the other it is: held against it round by round, and of that the median. */
export function times(figures: readonly number[], others: readonly number[]): number {
  return median(figures.map((figure, round) => figure / (others[round] ?? Number.NaN)))
}
