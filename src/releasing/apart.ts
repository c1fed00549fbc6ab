import { Worker } from 'node:worker_threads'
import type { Kysely } from 'kysely'
import { countedUpTo, editionsToMake, type ReleaseTables, type Releasing } from '../../projections/area-release.ts'
import type { Asked, Told } from './thread.ts'

/**
 * Makes releases as `makeReleases` does, in a thread of its own: for a large county it is worked out for seconds at a time what can be shown, and nobody else
 * would be answered meanwhile. `url` is how the service logs in to its database; where `signal` says so the thread ends at once, and of the edition in hand nothing
 * is left.
 */
export async function releaseApart(
  db: Kysely<ReleaseTables>,
  { url, areas, month, head, made, signal }: Required<Releasing> & { url: string; signal: AbortSignal },
): Promise<void> {
  if ((await editionsToMake(db, month)).length === 0) return
  // The thread asks again; but where more is written all the time, one would be begun for nothing each time something was counted.
  if ((await countedUpTo(db)) < (await head()) || signal.aborted) return
  const asked: Asked = { url, areas: [...areas.areas.values()], month }
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: asked })
  const stop = () => void thread.terminate()
  signal.addEventListener('abort', stop)
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (told: Told) => {
        if (told === 'head?') head().then((position) => thread.postMessage(position), reject)
        else made(told.made)
      })
      thread.once('error', reject).once('exit', () => resolve())
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await thread.terminate()
  }
}
