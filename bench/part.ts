/** What a column of a table says: words, or a number of these. */
export type Unit = 'words' | 'a second' | 'ms' | 'times' | 'thousandths' | 'MB'

/** What was measured: numbers as they are, so that they can be kept; how they are shown follows from the unit. What a row does not have is left empty. */
export interface Rows {
  columns: Readonly<Record<string, Unit>>
  rows: readonly Readonly<Record<string, string | number>>[]
}

/** How a part is run. */
export interface Running {
  /** Few rounds of little: to see that it works, not how fast. */
  quick: boolean
  /** Says how far it has come. */
  say(what: string): void
}

/** A part of the benchmark, in a file of its own: `npm run bench -- append` runs the one of that name. */
export interface Part {
  name: string
  /** What it measures, in a sentence. */
  about: string
  /** Leaves nothing behind: no process, no folder. Throws where anything it measures is refused. */
  run(running: Running): Promise<Rows>
}
