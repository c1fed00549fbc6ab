/** Columns shared out among tables of so many at most, as evenly as can be: what is wider is cut off on paper, and cramped on a phone. */
export function sharedOut<T>(columns: readonly T[], most: number): T[][] {
  const tables = Math.ceil(columns.length / most)
  const each = Math.ceil(columns.length / Math.max(tables, 1))
  return Array.from({ length: tables }, (_, i) => columns.slice(i * each, (i + 1) * each))
}
