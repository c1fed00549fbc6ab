import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'

/** What stands between the service and where its data are. */
export interface Between {
  /** The address of what stands behind it, reached through it. */
  through(url: string): string
  /** To which port it leads from now on. */
  to: number
  /** How long each chunk is kept on its way, in milliseconds, in either direction. */
  delay: () => number
  /** Nothing goes through any more on the connections there are, and those that are made meanwhile, nor are they closed: the other side has gone without a word. */
  hang(): void
  /** Connections that are made from now on go through; those that hang stay as they are. */
  mend(): void
  /** Those that hang are closed at last. */
  closeHung(): void
}

/** A proxy for TCP that can be slow, or hang. */
export async function between(t: Pick<Test, 'teardown'>, port: number): Promise<Between> {
  const sockets = new Map<Socket, { so: boolean }>()
  let hanging = { so: false }
  const server = createServer((here) => {
    const its = hanging
    const there = connect(it.to, '127.0.0.1')
    for (const [from, onto] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.set(from, its)
      let before = Promise.resolve()
      const inTurn = (work: () => void) => {
        before = before.then(async () => {
          const wait = it.delay()
          if (wait > 0) await sleep(wait)
          if (!its.so) work()
        })
      }
      from.setNoDelay(true)
      from.on('data', (chunk) => inTurn(() => onto.write(chunk)))
      from.on('end', () => inTurn(() => onto.end()))
      from.on('error', () => inTurn(() => onto.destroy()))
      from.on('close', () => {
        sockets.delete(from)
        if (its.so) onto.destroy()
        inTurn(() => onto.destroy())
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  t.teardown(() => {
    for (const each of sockets.keys()) each.destroy()
    server.close()
  })
  const it: Between = {
    to: port,
    delay: () => 0,
    through(url) {
      const address = new URL(url)
      address.port = String(own)
      return address.href
    },
    hang() {
      hanging.so = true
    },
    mend() {
      hanging = { so: false }
    },
    closeHung() {
      for (const [socket, { so }] of sockets) if (so) socket.destroy()
    },
  }
  return it
}
