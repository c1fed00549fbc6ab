import { END, type KurrentDBClient, streamNameFilter } from '@kurrent/kurrentdb-client'
import { ours } from './event.ts'

/** How often to look anyway, in milliseconds: what was appended while nobody followed is not said again. */
const anyway = 1_000
/** How long to wait before following again, in milliseconds. */
const pause = 500

/**
 * Calls `wake` soon after an append, by a subscription that is made again whenever it is dropped, and every second anyway. Does not wait for the server
 * to be there. Gives what stops it.
 */
export function watchAll(client: KurrentDBClient, wake: () => void): () => Promise<void> {
  let stopped = false
  let later: NodeJS.Timeout | undefined
  let unsubscribe = async () => {}
  const poll = setInterval(wake, anyway)
  poll.unref()

  function follow(): void {
    const subscription = client.subscribeToAll({ fromPosition: END, filter: streamNameFilter({ regex: ours }) })
    let over = false
    const again = () => {
      if (over) return
      over = true
      if (!stopped) later = setTimeout(follow, pause).unref()
    }
    unsubscribe = () => subscription.unsubscribe()
    // What came before it was confirmed is not told by it: that is looked for once it is.
    subscription.on('confirmation', wake).on('data', wake).on('error', again).on('end', again).on('close', again)
  }

  follow()
  return async () => {
    stopped = true
    clearInterval(poll)
    clearTimeout(later)
    await unsubscribe().catch(() => {})
  }
}
