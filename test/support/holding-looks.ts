import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/store/database.ts'
import type { TestDatabase } from './database.ts'

/** Looks, held up on their way into the database. */
export interface HeldLooks {
  /** Waits until an insert waits. */
  waitedFor(): Promise<void>
  /** Ends the connection of the insert that waits. */
  loseWhoWaits(): Promise<void>
  letGo(): Promise<void>
}

/** Holds up every insert of looks by a lock in the database, until it lets go; and counts none that was lost before. */
export async function holdingLooks({ superUrl }: TestDatabase): Promise<HeldLooks> {
  const holder = openDatabase(superUrl, 'owner', { max: 1 })
  const watcher = openDatabase(superUrl, 'owner', { max: 1 })
  await holder.pool.query('begin; lock table look in share mode')

  async function whoWaits(): Promise<number[]> {
    const { rows } = await watcher.pool.query<{ pid: number }>(
      "select pid from pg_locks where relation = 'look'::regclass and not granted and database = (select oid from pg_database where datname = current_database())",
    )
    return rows.map(({ pid }) => pid)
  }
  async function until(found: (pids: number[]) => boolean): Promise<number[]> {
    for (;;) {
      const pids = await whoWaits()
      if (found(pids)) return pids
      await sleep(5)
    }
  }
  return {
    async waitedFor() {
      await until((pids) => pids.length > 0)
    },
    async loseWhoWaits() {
      const lost = await until((pids) => pids.length > 0)
      await watcher.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) as these (pid)', [lost])
      await until((pids) => lost.every((pid) => !pids.includes(pid)))
    },
    async letGo() {
      await holder.pool.query('commit')
      await holder.close()
      await watcher.close()
    },
  }
}
