import { leaveAll } from './folder.ts'
import { endAll } from './process.ts'

/** Says what is being done, and when. */
export function say(what: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)
}

/** Who stops it half-way is left with nothing either: no process, no folder. */
export function leaveNothingWhenStopped(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      endAll()
      leaveAll()
      process.exit(1)
    })
}
