import { createRequire } from 'node:module'
import type { Autocannon, Request } from '../beside.ts'

/** What is used of autocannon, which comes without types. */
type Cannon = (options: {
  url: string
  connections: number
  amount: number
  timeout: number
  /** How often it looks whether all is answered, in milliseconds. */
  sampleInt: number
  requests: readonly Request[]
  setupClient(client: { setRequests(requests: readonly object[]): void }): void
}) => Promise<{ errors: number; timeouts: number; non2xx: number; '2xx': number }>

const cannon = createRequire(import.meta.url)('autocannon') as Cannon

export const fire: Autocannon['fire'] = async (url, connections, requests) => {
  let client = 0
  let began = 0
  let ended = 0
  let refused: string | undefined
  const onResponse = (status: number, body: string) => {
    ended = performance.now()
    if (status < 200 || status > 299) refused ??= `${status} ${body}`
  }
  const result = await cannon({
    url,
    connections,
    amount: requests.length,
    timeout: 60,
    sampleInt: 20,
    requests: requests.slice(0, 1),
    setupClient(each) {
      // Those of one connection; all of them are made out beforehand, so that nothing but sending is left to do.
      const its = requests.filter((_, i) => i % connections === client)
      client += 1
      each.setRequests(its.map((request) => ({ ...request, onResponse })))
      // Nothing goes out before the last of them is set up.
      began = performance.now()
    },
  })
  if (refused !== undefined) throw new Error(`${url} refused what it was asked: ${refused.slice(0, 500)}`)
  if (result.errors > 0 || result['2xx'] !== requests.length)
    throw new Error(
      `${url} answered ${result['2xx']} of ${requests.length} requests; ${result.errors} failed, ${result.timeouts} of them late.`,
    )
  return (requests.length / (ended - began)) * 1_000
}
