import { unavailable } from '../store/database.ts'
import { StoreUnavailable } from '../store/event-store.ts'

/** Whether something failed because the record or the database is out of reach: it can be done later. */
export function outOfReach(error: unknown): boolean {
  return error instanceof StoreUnavailable || unavailable(error)
}

/** What may be logged of an error: its kind and where it came from, never a message that could quote somebody's words. */
export function inShort(error: unknown): { error: string; where: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, where: [] }
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return {
    error: `${error.name}${code}`,
    where: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5),
  }
}
