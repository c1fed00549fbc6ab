import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as drive, type Page } from 'playwright-core'
import type { Test } from 'tap'

/** All of a browser in one process: it dies with the first page that works without a network. */
const inOne = '--single-process'

/** A browser until the test is over: the Chromium that npm carries, or the one that CHROMIUM_PATH names. */
export async function withBrowser(t: Pick<Test, 'teardown'>): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await unpacked(t))
  const browser = await drive.launch({ executablePath, args: chromium.args.filter((arg) => arg !== inOne), headless: true })
  t.teardown(() => browser.close())
  return browser
}

/** It unpacks itself into the folder for temporary files, under one name: of each test its own, since two that unpack at once, or another user's, are in each other's way. */
async function unpacked(t: Pick<Test, 'teardown'>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'unfolding-browser-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  const executable = await chromium.executablePath()
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  return executable
}

/** A window of its own, and all that the pages in it complained of: of what their policy forbids, and of errors. */
export async function withWindow(
  browser: Browser,
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', ...more })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  return { context, page, complaints }
}

/** Somebody made up comes from the front page, by a door, to the page it leads them to. */
export async function enter(page: Page, address: string, { door, as, to }: { door: string; as: string; to: string }): Promise<void> {
  await page.goto(`${address}/`)
  await page
    .getByRole('button', { name: door })
    .or(page.getByRole('link', { name: door }))
    .click()
  await page.getByRole('button', { name: as }).click()
  await page.waitForURL(`${address}${to}`)
}

/** What can be read in a page: not what is hidden in it. Of all of it where `whole`, else of its main part. */
export function readIn(page: Page, { whole = false } = {}): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read
  return (whole ? page.locator('body') : page.getByRole('main')).innerText()
}

/** That a page breaks no rule of WCAG 2.2 AA and is no wider than its window; its picture is taken where somebody wants to look. */
export async function holdsUp(t: Pick<Test, 'same' | 'equal'>, page: Page, name: string): Promise<void> {
  t.same(await broken(page), [], name)
  t.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${name} is as wide as the window`)
  await shot(page, name.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\W/g, '-').slice(-40))
}

/** Takes a picture of a page into the folder that PAGES_SHOTS names, for whoever wants to look at what the tests look at. */
async function shot(page: Page, name: string): Promise<void> {
  const { PAGES_SHOTS: shots } = process.env
  if (shots) await page.screenshot({ path: path.join(shots, `${name}-${page.viewportSize()?.width}.png`), fullPage: true })
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What of a page breaks a rule of WCAG 2.2 AA, as axe sees it: a line each. */
export async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}
