import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { median, ms, table } from './table.ts'

// `npm run bench:pages`: what each page of the demonstration county takes to be answered, for each of the made-up people who may look at it.

/** In how many milliseconds of the server's time a page is to be there. */
const under = 100
/** How often each page is asked for, after once that is not counted. */
const rounds = 15
/** How many addresses of one page are looked at: of the pages of people the first ones that are linked to. */
const ofOnePage = 4

/** Somebody's browser: what it was told to remember, and what it asks for. */
function browser() {
  const cookies = new Map<string, string>()
  async function get(url: string): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  async function follow(url: string): Promise<string> {
    for (let at = url; ; ) {
      const answer = await get(at)
      await answer.arrayBuffer()
      const to = answer.headers.get('location')
      if (to === null) return at
      at = new URL(to, at).href
    }
  }
  return { get, follow }
}

interface Took {
  who: string
  page: string
  median: number
  worst: number
  kilobytes: number
}

async function timed(get: (url: string) => Promise<Response>, url: string): Promise<{ took: number[]; html: string; isPage: boolean }> {
  const took: number[] = []
  let html = ''
  for (let i = -1; i < rounds; i += 1) {
    const began = performance.now()
    const answer = await get(url)
    html = await answer.text()
    if (i >= 0) took.push(performance.now() - began)
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) return { took, html, isPage: false }
  }
  return { took, html, isPage: true }
}

/** Every page that can be come to from here by links within the room, a few of each kind. */
async function roomOf(entrance: string): Promise<Took[]> {
  const { get, follow } = browser()
  const start = await follow(entrance)
  const who = new URL(entrance).searchParams.get('as') ?? ''
  const room = `/${new URL(start).pathname.split('/')[1]}`
  const waiting = [start]
  const seen = new Map<string, number>()
  const all: Took[] = []
  while (waiting.length > 0) {
    const url = waiting.shift() ?? ''
    const { took, html, isPage } = await timed(get, url)
    if (!isPage) continue
    all.push({ who, page: nameOf(url), median: median(took), worst: Math.max(...took), kilobytes: html.length / 1024 })
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"#]+)/g)) {
      const next = new URL(href.replaceAll('&amp;', '&'), url)
      const name = nameOf(next.href)
      if (next.origin !== new URL(url).origin || !next.pathname.startsWith(room)) continue
      if (waiting.includes(next.href) || (seen.get(name) ?? 0) >= ofOnePage) continue
      seen.set(name, (seen.get(name) ?? 0) + 1)
      waiting.push(next.href)
    }
  }
  return all
}

/** A page by its address, without whom or what it is about. */
function nameOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const asked = [...searchParams.keys()].sort().join('&')
  const name = pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replaceAll(/\b[A-Z]\d{8}\b/g, ':area')
  return asked === '' ? name : `${name}?${asked}`
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'unfolding-bench-pages-'))
const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', RATE_LIMIT: '1000000', RATE_LIMIT_SUBJECT: '1000000', LOG_LEVEL: 'fatal' }
const demo = spawn(process.execPath, ['src/tasks/demo.ts'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  let said = ''
  for await (const part of demo.stdout) {
    said += part
    if (said.includes('/enter?as=') && said.includes('Programs ask')) break
  }
  const entrances = [...said.matchAll(/http:\S+\/enter\?as=\S+/g)].map(([address]) => address)
  const all: Took[] = []
  for (const entrance of entrances) all.push(...(await roomOf(entrance)))
  // Of each page the address that took longest.
  const isFirst = ({ page }: Took, i: number, all: readonly Took[]) => all.findIndex((each) => each.page === page) === i
  const slowest = all.toSorted((a, b) => b.median - a.median).filter(isFirst)
  const rows = slowest.map(({ who, page, median, worst, kilobytes }) => [ms(median), page, ms(worst), kilobytes.toFixed(0), who])
  const over = all.filter(({ median }) => median > under).length
  console.log(table(['median ms', 'page', 'worst ms', 'kB', 'for'], rows))
  const longest = Math.max(...all.map(({ worst }) => worst))
  console.log(`\n${all.length} addresses: ${over} over ${under} ms (median of ${rounds}); the longest single answer took ${ms(longest)} ms`)
} finally {
  demo.kill('SIGTERM')
  await new Promise((resolve) => demo.once('exit', resolve))
  await rm(dataDir, { recursive: true, force: true })
}
