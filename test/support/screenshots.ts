import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { withBrowser } from './browser.ts'

// `npm run screenshots`: pictures of the four rooms for the README, made from a small demonstration in a folder of its own.

const root = path.join(import.meta.dirname, '..', '..')
const folder = path.join(root, 'docs', 'screenshots')

/** How wide and how high: nothing below is in the picture. */
const [desk, phone] = [
  { width: 1100, height: 900 },
  { width: 360, height: 760 },
]

interface Picture {
  name: string
  /** Who looks, and at what: `then` is clicked through from where they begin. */
  as: string
  then?: readonly (string | RegExp)[]
  /** In place of that, a page under where they begin. */
  at?: string
  /** What is to stand at the top, where the page is longer than the picture. */
  from?: string
  size: { width: number; height: number }
}

const pictures: readonly Picture[] = [
  { name: 'my-people', as: 'amira', size: desk },
  { name: 'a-person', as: 'amira', then: ['first of my people'], size: desk },
  { name: 'log-a-conversation', as: 'amira', then: ['first of my people', 'Log a conversation'], size: phone },
  { name: 'journey', as: 'ruth', size: desk },
  { name: 'replay', as: 'ruth', at: '/replay', size: desk },
  { name: 'the-area', as: 'farida', at: '/X10000001/who-leads', from: 'figure', size: desk },
  { name: 'my-story', as: 'angela', size: phone },
  { name: 'acting-for-somebody', as: 'christine', size: phone },
]

const closing: (() => unknown)[] = []
try {
  await takeAll()
} finally {
  for (const close of closing.toReversed()) await close()
}

async function takeAll(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'unfolding-screenshots-'))
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(dataDir, 0o755)
  closing.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  const addresses = await demonstration(dataDir)
  const browser = await withBrowser({ teardown: (close) => closing.push(close as () => unknown) })
  await mkdir(folder, { recursive: true })
  for (const picture of pictures) {
    await take(browser, addresses.get(picture.as) ?? '', picture)
    process.stdout.write(`docs/screenshots/${picture.name}.png\n`)
  }
}

/** Serves a small county, and gives the address by which each of the made-up people comes in. */
async function demonstration(dataDir: string): Promise<Map<string, string>> {
  const { PATH = '', HOME = '' } = process.env
  const asked = ['src/tasks/demo.ts']
  const running = spawn(process.execPath, asked, {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closing.push(() => stop(running))
  let printed = ''
  for await (const text of running.stdout) {
    printed += text
    const found = [...printed.matchAll(/(http\S+\/enter\?as=(\w+)\S+)\n/g)].map(([, address = '', as = '']) => [as, address] as const)
    if (/Programs ask/.test(printed)) return new Map(found)
  }
  throw new Error(`The demonstration was not served: ${printed}`)
}

async function stop(running: ChildProcess): Promise<void> {
  running.kill('SIGINT')
  if (running.exitCode === null) await once(running, 'exit')
}

async function take(browser: Browser, address: string, { name, then = [], at, from, size }: Picture): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: size })
  const page = await context.newPage()
  await page.goto(address)
  if (at !== undefined) await page.goto(`${page.url()}${at}`)
  for (const step of then) {
    const main = page.getByRole('main')
    const link = step === 'first of my people' ? main.locator('.govuk-summary-card__title a') : page.getByRole('link', { name: step })
    await link.first().click()
  }
  if (from !== undefined)
    await page
      .locator(from)
      .first()
      .evaluate((part) => part.scrollIntoView())
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
