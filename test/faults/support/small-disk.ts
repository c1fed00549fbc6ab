import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'

/** A file system of its own that is soon full. */
export interface SmallDisk {
  folder: string
  /** Takes all room that is left on it but so many bytes. */
  fill(but?: number): Promise<void>
  /** Gives that room back. */
  free(): Promise<void>
}

/** Mounts one of so many MB; gives why where that cannot be done here. Only root may, or who is as good as root in a container. */
export async function smallDisk(t: Pick<Test, 'teardown'>, megabytes: number): Promise<SmallDisk | string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'unfolding-disk-'))
  const run = promisify(execFile)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'unfolding-faults', folder])
  } catch (error) {
    await rmdir(folder)
    return `a small disk could not be mounted: ${String((error as { stderr?: string }).stderr || (error as Error).message).trim()}`
  }
  t.teardown(async () => {
    await run('umount', ['-l', folder])
    await rmdir(folder)
  })
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    async fill(but = 0) {
      const file = await open(ballast, 'w')
      try {
        const { bavail, bsize } = await statfs(folder)
        const blocks = Math.max(0, bavail - Math.ceil(but / bsize))
        for (let left = blocks * bsize; left > 0; left -= 1 << 20) await file.write(Buffer.alloc(Math.min(left, 1 << 20)))
      } finally {
        await file.close()
      }
    },
    free: () => rm(ballast, { force: true }),
  }
}
