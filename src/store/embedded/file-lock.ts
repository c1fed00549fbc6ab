import { existsSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const busy = 5

/**
 * Does `work` while no other process on this machine holds the lock `file`. It is a lock of the operating system (taken through SQLite, which
 * Node has and which knows how on each of them): where its holder dies, however it dies, it is free at once.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  if (!existsSync(file)) makeFor(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    const until = Date.now() + 120_000
    while (!taken(lock)) {
      if (Date.now() > until) throw new Error(`Another process has been holding ${file} for two minutes.`)
      await sleep(25)
    }
    return await work()
  } finally {
    lock.close()
  }
}

/** For nobody else to open. Where another made it meanwhile, that one stays: opening and closing it here would let go of a lock this process holds. */
function makeFor(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function taken(lock: DatabaseSync): boolean {
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false
    throw error
  }
}
