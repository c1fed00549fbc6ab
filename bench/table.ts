/** The middle one; of an even number the later of the two. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** Nine of ten are no more than this. */
export function nine(numbers: readonly number[]): number {
  return quantile(numbers, 0.9)
}

/** No more than this are so many of them: 0.95 is nineteen of twenty. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function ms(number: number): string {
  return number.toFixed(1)
}

/** Rows under a heading, each column as wide as it must be: words to the left, numbers to the right. Where nobody says, the second and the last are words. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  isWords = (column: number) => column === 1 || column === heading.length - 1,
): string {
  const all = [heading, ...rows]
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (isWords(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(heading), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
