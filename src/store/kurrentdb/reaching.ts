import { ErrorType, isCommandError } from '@kurrent/kurrentdb-client'
import { StoreUnavailable } from '../event-store.ts'
import { inTime } from '../in-time.ts'

/** Errors of the client after which nobody knows whether what was asked was done: it could not be reached, or did not answer in time. */
const noAnswer: ReadonlySet<string> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
  ErrorType.UNKNOWN,
])

/** Whether the client says that it is this which went wrong. */
export function wentWrong(error: unknown, type: ErrorType): boolean {
  return error instanceof Error && isCommandError(error) && error.type === type
}

/** Whether an error says that KurrentDB could not be reached or could not answer now. */
export function outOfReach(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true
  if (!(error instanceof Error)) return false
  // The latter is of a cluster none of whose nodes can be found.
  return isCommandError(error) ? noAnswer.has(error.type) : /^Failed to discover/.test(error.message)
}

/**
 * Does `work`, in so many milliseconds; where KurrentDB is out of reach or too slow, throws `StoreUnavailable` in place of what the client said. Where
 * a node says that another one leads, the client goes there the next time: it is asked once more.
 * The client's native part, which reads, knows no deadline: what it does not bring in time is not waited for.
 */
export async function reaching<T>(work: () => Promise<T>, atMost: number): Promise<T> {
  try {
    return await inTime(atMost, 'KurrentDB', work).catch((error) => {
      if (wentWrong(error, ErrorType.NOT_LEADER)) return inTime(atMost, 'KurrentDB', work)
      throw error
    })
  } catch (error) {
    if (!outOfReach(error) || error instanceof StoreUnavailable) throw error
    throw new StoreUnavailable('KurrentDB cannot be reached just now.', { cause: error })
  }
}
