import { readFileSync } from 'node:fs'

// Loaded before the service it moves the service's own clock by as many milliseconds as stand in a file, also while it runs; in all of its threads, each of which loads it. What measures how
// long something takes is not moved by it, as a clock that is set leaves that as it is; nor is the clock of the database, from which nothing is taken that is recorded.

const file = process.env.FAULTS_CLOCK ?? ''
const TrueDate = Date
let by = 0
let lookedAt = Number.NEGATIVE_INFINITY

function now(): number {
  if (performance.now() - lookedAt > 20) {
    lookedAt = performance.now()
    by = Number(readFileSync(file, 'utf8')) || 0
  }
  return TrueDate.now() + by
}

globalThis.Date = class extends TrueDate {
  constructor(...said: unknown[]) {
    super(...((said.length === 0 ? [now()] : said) as [number]))
  }
  static override now(): number {
    return now()
  }
} as DateConstructor
