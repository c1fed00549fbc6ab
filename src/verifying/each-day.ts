import type { BaseLogger } from 'pino'
import { isOfEarlierDay, NotOurs, type SignedLists } from '../store/signed-lists.ts'

/** How often it is looked whether a day has ended, in milliseconds. */
const tenMinutes = 600_000

/** Where every stream ends is signed once a day, soon after the day before has ended in London. Where several services run, one of them does it. Gives what stops it. */
export function signEachDay(
  lists: Pick<SignedLists, 'make' | 'newest'>,
  { clock, log, every = tenMinutes }: { clock: () => Date; log: Pick<BaseLogger, 'info' | 'error'>; every?: number },
): () => Promise<void> {
  let signing: Promise<void> | undefined
  const look = () => {
    signing ??= signWhereDue().finally(() => {
      signing = undefined
    })
  }

  async function signWhereDue(): Promise<void> {
    try {
      const newest = await lists.newest()
      if (newest && !isOfEarlierDay(newest, clock())) return
      const made = await lists.make(clock(), { on: newest?.number ?? 0 })
      if (made) log.info({ list: made.number, streams: made.streams }, 'where all streams end was signed')
    } catch (error) {
      const why = error instanceof NotOurs ? 'the list before is not signed with a master key held: npm run verify' : 'it is tried again'
      log.error({ error: error instanceof Error ? error.name : typeof error, why }, 'where all streams end could not be signed')
    }
  }

  look()
  const timer = setInterval(look, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await signing
  }
}
