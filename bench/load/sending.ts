import http from 'node:http'
import type { Request } from '../beside.ts'

/** What came back: a status, or that nothing did. */
export interface Answer {
  status: number | 'none'
  /** After how many seconds the same may be sent again, where that is said. */
  retryAfter?: number
  body: string
}

/** How long anybody waits for an answer, in milliseconds. */
const patience = 120_000

/** What sends to one service. */
export interface Sending {
  /** Nothing that becomes of it is thrown. */
  send(request: Request): Promise<Answer>
  /** Opens so many connections beforehand, as whoever stands before a service keeps them: one after another they are taken slowly. */
  open(many: number): Promise<void>
  close(): void
}

/** Sends to a service over so many connections at most; who finds none waits. */
export function sendingTo(address: string, connections: number): Sending {
  // Those that lie idle are let go before the service lets go of them, or one would be used just as it is closed.
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections, timeout: 30_000 })
  const send = ({ method, path, headers, body }: Request) =>
    new Promise<Answer>((resolve) => {
      const fail = ({ message }: Error) => resolve({ status: 'none', body: message })
      const asked = http.request(new URL(path, address), { method, headers, agent, signal: AbortSignal.timeout(patience) }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', fail)
        answer.on('end', () => {
          const { statusCode = 0, headers } = answer
          const retryAfter = headers['retry-after'] === undefined ? {} : { retryAfter: Number(headers['retry-after']) }
          resolve({ status: statusCode, ...retryAfter, body: Buffer.concat(parts).toString() })
        })
      })
      asked.on('error', fail)
      asked.end(body)
    })
  return {
    send,
    async open(many) {
      const asked = { method: 'GET', path: '/health/live', headers: {} } as const
      await Promise.all(Array.from({ length: many }, () => send(asked)))
    },
    close: () => agent.destroy(),
  }
}
