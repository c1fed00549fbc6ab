import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import t from 'tap'
import { ask, met, voiced } from '../support/asking.ts'
import { broken, withBrowser, withWindow } from '../support/browser.ts'
import { ended, folder, start, tokenFor } from '../support/service.ts'

// In a real browser, against the service as it is started.

/** Angela Mullaney of the made-up people, whose story is hers. */
const angela = 'd72bb857-e507-48df-a6d0-faf1431ff3a8'

const dataDir = await folder(t)
const service = await start(dataDir)
t.teardown(() => ended(service.process, 'SIGTERM'))
const { address } = service
const browser = await withBrowser(t)

const saidBy = { who: 'person' as const }
const support = randomUUID()
const matters = ask(
  'WhatMattersNamed',
  { lifeArea: 'fun' },
  { saidBy, words: { what: { text: 'Singing on Thursdays <b>loud</b>', quote: true } } },
)
await write(
  { ...met('X10000101', 'Angela Mullaney'), happened: { from: '2026-02-01' } },
  { ...matters, happened: { from: '2026-02-10' } },
  voiced(randomUUID(), 'My own front door', { happened: { from: '2026-03-10' } }),
  ask('SupportStarted', { support, sector: 'day-support' }, { happened: { from: '2026-03-11' }, ledBy: 'worker' }),
  ask('ConversationHeld', {}, { happened: { from: '2026-03-11' }, words: { heard: 'The choir', reflection: 'She seemed tired' } }),
)

async function write(...entries: object[]): Promise<void> {
  const headers = await tokenFor(dataDir, '--organisation', 'SALLOW01')
  const answer = await fetch(`${address}/practitioner/people/${angela}/entries`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ entries }),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
}

/** What can be read in a page: not what is hidden in it. */
function readIn(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read
  return page.getByRole('main').innerText()
}

async function signIn(page: Page, who = 'Angela Mullaney'): Promise<void> {
  await page.goto(`${address}/`)
  await page.getByRole('button', { name: 'My story' }).click()
  await page.getByRole('button', { name: who }).click()
  await page.waitForURL(`${address}/my-story`)
}

t.test('from the front page to one’s own story, then and now; nobody else’s, and nothing of what workers thought', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await signIn(page)
  t.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Angela Mullaney')
  const text = await readIn(page)
  t.match(text, '“Singing on Thursdays <b>loud</b>”')
  t.match(text, 'My own front door')
  t.notMatch(text, 'tired')
  await page.getByLabel('How was it on another day?').fill('2026-02-20')
  await page.getByRole('button', { name: 'Show that day' }).click()
  const then = await readIn(page)
  t.match(then, 'As things were on 20 February 2026')
  t.match(then, 'Singing on Thursdays')
  t.notMatch(then, 'My own front door')
  await page.goto(`${address}/my-story?asAt=2025-01-01`)
  t.match(await readIn(page), 'Nothing is told of 1 January 2025')
  t.same(complaints, [])
})

t.test('saying something, that something is not right, and how a support fits: it is in the story, as theirs', async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints } = await withWindow(browser, { javaScriptEnabled })
    await signIn(page)
    await page.getByRole('link', { name: 'Say something' }).click()
    await page.getByRole('button', { name: 'Put it in my story' }).click()
    t.match(await readIn(page), /There is something missing[\s\S]*Choose what it is[\s\S]*Say it in your own words/)
    const want = `Someone my age to go out with ${javaScriptEnabled}`
    await page.getByLabel('Something I want').check()
    await page.getByLabel('Which part of life is it about?').selectOption('belonging')
    await page.getByLabel('In your own words').fill(want)
    await page.getByRole('button', { name: 'Put it in my story' }).click()
    const told = await readIn(page)
    t.match(told, 'It is in your story now.')
    t.match(told, `“${want}”`)
    t.match(told, /You said this/)

    await page.getByRole('link', { name: /Singing on Thursdays/ }).click()
    await page.getByLabel('That’s not right').check()
    await page.getByRole('button', { name: 'Put it in my story' }).click()
    t.match(await readIn(page), 'Say what is not right')
    await page.getByLabel('What would you say about it?').fill('Wednesdays')
    await page.getByLabel('That’s not right').check()
    await page.getByRole('button', { name: 'Put it in my story' }).click()
    t.match(await readIn(page), 'It is in your story now.')

    await page.getByLabel('It does not').check()
    await page.getByRole('button', { name: /Say how it fits/ }).click()
    t.match(await readIn(page), 'You said: does not')
    t.same(complaints, [])
  }
  const headers = await tokenFor(dataDir, '--organisation', 'SALLOW01')
  const journey = (await (await fetch(`${address}/practitioner/people/${angela}/journey?types=WhatMattersNamed`, { headers })).json()) as {
    entries: { disputes: { saidBy: object; words: object }[] }[]
  }
  t.match(journey.entries[0]?.disputes, [{ saidBy: { who: 'person' }, words: { words: 'Wednesdays' } }, {}])
})

t.test('who looked, who may see, and everything that is held', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  await page.getByRole('link', { name: 'Who looked' }).click()
  t.match(await readIn(page), /Practitioner, SALLOW01\s+Journey\s+Held a conversation/)

  await page.getByRole('link', { name: 'Who may see' }).click()
  await page.getByRole('button', { name: 'I agree' }).click()
  t.match(await readIn(page), 'Choose how much they may see')
  await page.getByLabel('With which organisation?').fill('lantrn01')
  await page.getByLabel('Some parts of life, below').check()
  await page.getByLabel('Home').check()
  await page.getByRole('button', { name: 'I agree' }).click()
  t.match(await readIn(page), /LANTRN01[\s\S]*Home\. For: support\. It holds\./)
  await page.getByRole('button', { name: /I no longer agree/ }).click()
  t.match(await readIn(page), 'It holds no longer.')

  await page.getByRole('link', { name: 'Everything you hold' }).click()
  const all = await readIn(page)
  t.match(all, 'She seemed tired')
  t.match(all, 'Singing on Thursdays <b>loud</b>')
  t.same(complaints, [])
})

t.test('no page breaks a rule of WCAG 2.2 AA, at a desk or on a phone', async (t) => {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ]) {
    const { page, complaints } = await withWindow(browser, { viewport })
    await page.goto(`${address}/`)
    t.same(await broken(page), [], 'the front page')
    await signIn(page)
    for (const path of [
      '',
      '?asAt=2026-02-20',
      '?asAt=2025-01-01',
      '/say',
      '/who-looked',
      '/who-may-see',
      '/everything',
      `/about/${matters.id}?label=Singing`,
    ]) {
      await page.goto(`${address}/my-story${path}`)
      t.same(await broken(page), [], path)
      t.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${path} is as wide as the window`)
    }
    t.same(complaints, [])
  }
})

t.test('who is not signed in is sent to sign in, and comes back; who leaves has to sign in again', async (t) => {
  const { page, context } = await withWindow(browser)
  await page.goto(`${address}/my-story/who-looked`)
  await page.getByRole('button', { name: 'Angela Mullaney' }).click()
  await page.waitForURL(`${address}/my-story/who-looked`)
  const [cookie] = (await context.cookies(address)).filter(({ name }) => name === 'unfolding')
  t.match(cookie, { httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${address}/my-story`)
  t.match(page.url(), '/sign-in/choose/')
  if (cookie) await context.addCookies([cookie])
  await page.goto(`${address}/my-story`)
  t.match(page.url(), '/sign-in/choose/', 'the cookie of before opens nothing')
})

t.test('a form that somebody else sends for them is refused, and a way back leads nowhere else', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  const form = { kind: 'want', lifeArea: 'home', words: 'Forged' }
  for (const more of [{}, { _csrf: 'made-up' }]) {
    const answer = await context.request.post(`${address}/my-story/say`, { form: { ...form, ...more } })
    t.equal(answer.status(), 403)
    t.match(await answer.text(), 'That did not come from this page')
  }
  await page.goto(`${address}/my-story`)
  t.notMatch(await readIn(page), 'Forged')
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/my-story?x=//evil.example']) {
    const { page: other } = await withWindow(browser)
    await other.goto(`${address}/enter?to=${encodeURIComponent(to)}`)
    await other.getByRole('button', { name: 'Angela Mullaney' }).click()
    await other.waitForLoadState()
    t.equal(new URL(other.url()).origin, address)
  }
})

t.test('somebody of another room is told in plain words that this is not theirs', async (t) => {
  const { page } = await withWindow(browser)
  await page.goto(`${address}/my-story`)
  await page.getByRole('button', { name: 'Amira Nasser' }).click()
  t.match(await readIn(page), /room/i)
  t.same(await broken(page), [])
})
