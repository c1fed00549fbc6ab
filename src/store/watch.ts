import pg from 'pg'
import type { Connections } from './database.ts'

/** The channel on which it is said that something was appended. */
const appended = 'unfolding_appended'

/** How long to wait before saying so once more, in milliseconds: what is appended meanwhile is said together. */
const sayingPause = 20

/** How often to look anyway, in milliseconds: what was said while nobody was connected to hear it is not said again. */
const anyway = 1_000
/** How long to wait before connecting again, in milliseconds. */
const pause = 500

/**
 * Gives what says, to every service, that something was appended: beside the append and after it, so that nobody waits for it to be said. Where it cannot be
 * said, nothing is lost: everybody looks anyway.
 */
export function sayingAppended({ pool }: Connections): () => void {
  let again = false
  let resting: NodeJS.Timeout | undefined
  function say(): void {
    if (resting) {
      again = true
      return
    }
    again = false
    pool.query({ name: 'appended', text: `select pg_notify('${appended}', '')` }).catch(() => {})
    resting = setTimeout(() => {
      resting = undefined
      if (again) say()
    }, sayingPause)
  }
  return say
}

/**
 * Calls `wake` soon after an append, on a connection of its own that is made again whenever it is lost, and every second anyway. Does not wait
 * for the database to be there. Gives what stops it.
 */
export async function watchAppends({ connection }: Connections, wake: () => void): Promise<() => Promise<void>> {
  let stopped = false
  let listening: pg.Client | undefined
  let later: NodeJS.Timeout | undefined
  const poll = setInterval(wake, anyway)
  poll.unref()

  async function listen(): Promise<void> {
    if (stopped) return
    const client = new pg.Client({ ...connection, application_name: 'unfolding watch' })
    const again = once(() => {
      if (listening === client) listening = undefined
      client.end().catch(() => {})
      if (!stopped) later = setTimeout(listen, pause).unref()
    })
    client.on('error', again)
    client.on('end', again)
    client.on('notification', wake)
    try {
      await client.connect()
      await client.query(`listen ${appended}`)
      listening = client
      if (stopped) await client.end()
      else wake()
    } catch {
      again()
    }
  }

  await listen()
  return async () => {
    stopped = true
    clearInterval(poll)
    clearTimeout(later)
    await listening?.end().catch(() => {})
  }
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}
