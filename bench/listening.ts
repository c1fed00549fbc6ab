import { readFile } from 'node:fs/promises'
import type { Asked, Said } from './process.ts'

/** Says where it listens to the process that started this one, and does what that asks, until it is to stop. Where that one is gone it stops by itself. */
export function listening(address: string, stop: () => Promise<unknown>): void {
  const end = () => stop().then(() => process.exit(0))
  process.on('message', async (asked: Asked) => {
    if (asked === 'stop') await end()
    else say({ peak: await peak() })
  })
  process.once('disconnect', end)
  say({ address })
}

function say(said: Said): void {
  process.send?.(said)
}

/** In MB. Where the kernel says so, of this program alone: what `resourceUsage` gives on Linux begins with what the process held that started it. */
async function peak(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? []
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1_024
}
