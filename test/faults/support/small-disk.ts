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

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0

/** Where one is mounted already, for a test that was started once more to have it. */
const mounted = process.env.FAULTS_DISK

/** How a file is run once more where a small disk is mounted that nothing else sees: what to run, with what. */
export interface OnceMore {
  command: string
  args: string[]
  env: Record<string, string>
}

/**
 * Has one of so many MB. Root mounts it. For anybody else the kernel does so in a namespace of their own, where it lets them: this file is then to be run once more there. Gives why where neither
 * can be done.
 */
export async function smallDisk(t: Pick<Test, 'teardown'>, megabytes: number, file: string): Promise<SmallDisk | OnceMore | string> {
  if (mounted !== undefined) return diskIn(mounted)
  const folder = await mkdtemp(path.join(tmpdir(), 'unfolding-disk-'))
  t.teardown(() => rmdir(folder))
  const mount = ['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'unfolding-faults', folder]
  const asRoot = ['--user', '--map-root-user', '--mount']
  const asOneself = `--user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`
  try {
    if (!isRoot) {
      await run('unshare', [...asRoot, ...mount])
      const again = [process.execPath, ...process.execArgv, file]
      const args = [...asRoot, 'sh', '-c', `${mount.join(' ')} && exec unshare ${asOneself} "$@"`, 'sh', ...again]
      return { command: 'unshare', args, env: { ...(process.env as Record<string, string>), FAULTS_DISK: folder } }
    }
    await run(mount[0] ?? '', mount.slice(1))
  } catch (error) {
    return `no small disk could be mounted here: ${String((error as { stderr?: string }).stderr || (error as Error).message).trim()}`
  }
  t.teardown(() => run('umount', ['-l', folder]))
  return diskIn(folder)
}

function diskIn(folder: string): SmallDisk {
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
