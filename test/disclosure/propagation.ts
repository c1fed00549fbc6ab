import type { Rows } from './rows.ts'

/** Between what each variable must lie: whole numbers, both ends included. */
export interface Bounds {
  lo: Int32Array
  hi: Int32Array
}

/** As high as it gets: nothing is known. */
export const unbounded = 1_000_000_000

/** Somebody who narrows bounds by rows until no row says any more. What is left out is not used. */
export function narrowing(rows: Rows, leftOut: ReadonlySet<number> = new Set()) {
  const { variables, count, starts, variable, sign, equal, rowStarts, row } = rows
  const queue = new Int32Array(count)
  const queued = new Uint8Array(count)
  let head = 0
  let size = 0
  const usable = new Uint8Array(count).fill(1)
  for (const r of leftOut) usable[r] = 0

  function enqueue(r: number): void {
    if (queued[r] === 1 || usable[r] === 0) return
    queued[r] = 1
    const tail = head + size
    queue[tail < count ? tail : tail - count] = r
    size += 1
  }

  /** A variable was narrowed: every row it is in may say more now. */
  function touched(v: number): void {
    const end = rowStarts[v + 1] as number
    for (let i = rowStarts[v] as number; i < end; i += 1) enqueue(row[i] as number)
  }

  /** What `sum of the row <= 0` says; with `turn` -1, what `>= 0` says. */
  function say(r: number, turn: 1 | -1, { lo, hi }: Bounds): void {
    const [from, to] = [starts[r] as number, starts[r + 1] as number]
    let least = 0
    let open = 0
    let openAt = -1
    for (let i = from; i < to; i += 1) {
      const v = variable[i] as number
      if ((sign[i] as number) * turn > 0) least += lo[v] as number
      else if ((hi[v] as number) >= unbounded) {
        open += 1
        if (open > 1) return
        openAt = i
      } else least -= hi[v] as number
    }
    if (open === 1) {
      const v = variable[openAt] as number
      if (least > (lo[v] as number)) {
        lo[v] = least
        touched(v)
      }
      return
    }
    for (let i = from; i < to; i += 1) {
      const v = variable[i] as number
      if ((sign[i] as number) * turn > 0) {
        const most = (lo[v] as number) - least
        if (most < (hi[v] as number)) {
          hi[v] = most
          touched(v)
        }
      } else {
        const fewest = least + (hi[v] as number)
        if (fewest > (lo[v] as number)) {
          lo[v] = fewest
          touched(v)
        }
      }
    }
  }

  return {
    touched,
    /** Asks every row at first. */
    all(): void {
      for (let r = 0; r < count; r += 1) enqueue(r)
    },
    /** Asks rows until none says any more. False where there was none to ask. */
    settle(bounds: Bounds): boolean {
      const some = size > 0
      while (size > 0) {
        const r = queue[head] as number
        head = head + 1 < count ? head + 1 : 0
        size -= 1
        queued[r] = 0
        say(r, 1, bounds)
        if (equal[r] === 1) say(r, -1, bounds)
      }
      return some
    },
    /** Bounds that say nothing but that nobody is fewer than none. */
    nothing(): Bounds {
      return { lo: new Int32Array(variables), hi: new Int32Array(variables).fill(unbounded) }
    },
  }
}
