/** Relations between whole numbers, many at a time: the variables of a row, each added or taken away, come to nought; or to no more than that. */
export interface Rows {
  variables: number
  count: number
  /** Where the variables of a row begin; those of row `r` are from `starts[r]` to `starts[r + 1]`. */
  starts: Int32Array
  variable: Int32Array
  /** 1 or -1. */
  sign: Int8Array
  equal: Uint8Array
  kind: readonly string[]
  /** The rows that each variable is in, from `rowStarts[v]` to `rowStarts[v + 1]`. */
  rowStarts: Int32Array
  row: Int32Array
}

/** Collects rows. */
export function rowsOf() {
  const starts = [0]
  const variable: number[] = []
  const sign: number[] = []
  const equal: number[] = []
  const kind: string[] = []
  return {
    /** That all of `plus` come to no more than all of `minus`; or to as many. */
    add(what: string, asMany: boolean, plus: readonly number[], minus: readonly number[]): void {
      for (const v of plus) {
        variable.push(v)
        sign.push(1)
      }
      for (const v of minus) {
        variable.push(v)
        sign.push(-1)
      }
      starts.push(variable.length)
      equal.push(asMany ? 1 : 0)
      kind.push(what)
    },
    done(variables: number): Rows {
      return withRowsOfVariables({
        variables,
        count: equal.length,
        starts: Int32Array.from(starts),
        variable: Int32Array.from(variable),
        sign: Int8Array.from(sign),
        equal: Uint8Array.from(equal),
        kind,
      })
    },
  }
}

function withRowsOfVariables(rows: Omit<Rows, 'rowStarts' | 'row'>): Rows {
  const { variables, count, starts, variable } = rows
  const rowStarts = new Int32Array(variables + 1)
  for (const v of variable) rowStarts[v + 1] = (rowStarts[v + 1] ?? 0) + 1
  for (let v = 0; v < variables; v += 1) rowStarts[v + 1] = (rowStarts[v + 1] ?? 0) + (rowStarts[v] ?? 0)
  const next = rowStarts.slice()
  const row = new Int32Array(variable.length)
  for (let r = 0; r < count; r += 1) {
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i += 1) {
      const v = variable[i] ?? 0
      row[next[v] ?? 0] = r
      next[v] = (next[v] ?? 0) + 1
    }
  }
  return { ...rows, rowStarts, row }
}

/** Rows that do not hold of these numbers. */
export function brokenIn({ count, starts, variable, sign, equal }: Rows, numbers: ArrayLike<number>): number[] {
  const broken: number[] = []
  for (let r = 0; r < count; r += 1) {
    let sum = 0
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i += 1) sum += (sign[i] ?? 0) * (numbers[variable[i] ?? 0] ?? 0)
    if (sum > 0 || (sum < 0 && equal[r] === 1)) broken.push(r)
  }
  return broken
}
