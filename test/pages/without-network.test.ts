import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { daysAfter, londonDay } from '../../src/domain/values.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { broken, withBrowser, withWindow } from '../support/browser.ts'
import { keptOn, shoot } from '../support/kept-on-device.ts'

// In a real browser with its network taken away: what is written down is kept, sealed, and recorded once and in order when the network is back.

const service = await withApp(t, { withPages: true })
const amira = { sub: 'amira', organisation: 'SALLOW01' }
const [sam, joan, goal] = [randomUUID(), randomUUID(), randomUUID()]
for (const [person, name] of [
  [sam, 'Sam Okafor'],
  [joan, 'Joan Hale'],
] as const) {
  const hello = ask('ConversationHeld', {}, { happened: { from: daysAfter(londonDay(new Date()), -7) }, words: { heard: 'Hello' } })
  const entries = [{ ...met(), words: { name } }, hello, ...(person === sam ? [voiced(goal, 'My own front door')] : [])]
  const { status, body } = await service.post(`/practitioner/people/${person}/entries`, { entries }, amira)
  if (status !== 201) throw new Error(JSON.stringify(body))
}
await service.settled()
const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
const browser = await withBrowser(t)
const today = londonDay(new Date())
const log = `${address}/my-people/log`

async function signIn(page: Page, who = 'Amira Nasser'): Promise<void> {
  await page.goto(`${address}/my-people`)
  await page.getByRole('button', { name: who }).click()
  await page.waitForURL(`${address}/my-people`)
}

/** Waits until the device has taken in what it needs without a network. */
async function isReady(page: Page): Promise<void> {
  await page.goto(log)
  await page.evaluate('navigator.serviceWorker.ready')
  await page.getByLabel('Who it was with').selectOption({ label: 'Sam Okafor' })
}

const heardField = (page: Page) => page.getByLabel('What was heard, in their words')

async function write(page: Page, who: string, heard: string): Promise<void> {
  await page.getByLabel('Who it was with').selectOption({ label: who })
  await heardField(page).fill(heard)
  await page.getByRole('button', { name: 'Write it down' }).click()
}

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

async function heardOf(person: string): Promise<string[]> {
  const { body } = await service.get(`/practitioner/people/${person}/journey`, amira)
  const entries = body.entries as { type: string; recordedAt: string; writtenAt?: string; words: { heard?: { text: string } | string } }[]
  return entries
    .filter(({ type }) => type === 'ConversationHeld')
    .flatMap(({ words: { heard } }) => (typeof heard === 'object' ? heard.text : (heard ?? [])))
}

async function anew(context: BrowserContext, page: Page): Promise<Page> {
  await page.close()
  const next = await context.newPage()
  await next.goto(log)
  return next
}

t.test('written without a network, the page closed and opened again, and back online: all of it is recorded once, in order', async (t) => {
  const { page, context, complaints } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.setOffline(true)
  await page.goto(log)
  await write(page, 'Sam Okafor', 'First, in the kitchen')
  await says(page, '1 conversation waits on this device to be sent.')
  await write(page, 'Joan Hale', 'Second, at the bus stop')
  await says(page, '2 conversations wait on this device to be sent.')
  await heardField(page).fill('Third, half said')
  await says(page, 'Kept on this device.')
  const reopened = await anew(context, page)
  await says(reopened, 'What you had begun is still here.')
  t.equal(await heardField(reopened).inputValue(), 'Third, half said')
  await write(reopened, 'Sam Okafor', 'Third, in the corridor')
  await says(reopened, '3 conversations wait on this device to be sent.')
  t.same(await broken(reopened), [])
  await shoot(reopened, 'log-waits')
  const kept = await keptOn(reopened)
  for (const words of ['kitchen', 'bus stop', 'corridor', 'half said', 'Okafor', 'Joan', 'front door', sam]) t.notMatch(kept, words)
  t.match(kept, 'This page works without a network', 'what is nobody’s is found there')
  t.equal(
    kept.split(workerIdOf('amira')).length,
    8,
    'and whose it is: the key, three that wait and the people, and the names of two of these',
  )
  t.same(await heardOf(sam), ['Hello'])

  await context.setOffline(false)
  await says(reopened, /Written down: the conversation with/)
  await reopened.locator('#waiting li').first().waitFor({ state: 'detached' })
  t.same(await heardOf(sam), ['Hello', 'First, in the kitchen', 'Third, in the corridor'])
  t.same(await heardOf(joan), ['Hello', 'Second, at the bus stop'])
  t.same(
    complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED/.test(each)),
    [],
  )
})

t.test('what is refused stays with its reason, the rest goes on; it is mended, or thrown away', async (t) => {
  const { page, context, complaints } = await withWindow(browser, { viewport: { width: 360, height: 740 } })
  await signIn(page)
  await isReady(page)
  await context.setOffline(true)
  for (const [i, heard] of ['Of tomorrow', 'Of another tomorrow'].entries()) {
    await page.getByLabel('The day').fill(daysAfter(today, 2))
    await write(page, 'Sam Okafor', heard)
    await page.locator('#waiting li').nth(i).waitFor()
  }
  await write(page, 'Sam Okafor', 'Of today')
  await says(page, '3 conversations wait on this device to be sent.')
  await context.setOffline(false)
  await says(page, '2 conversations could not be written down. Look below.')
  t.same((await heardOf(sam)).at(-1), 'Of today')
  await says(page, 'not written down. This has not happened yet: an entry tells of today or earlier.')
  t.same(await broken(page), [])
  t.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, 'it is as wide as the window')
  await shoot(page, 'log-refused')

  await page.getByRole('button', { name: 'Mend it' }).first().click()
  await shoot(page, 'log-mending')
  t.match(await page.getByRole('alert').textContent(), 'This has not happened yet')
  t.equal(await heardField(page).inputValue(), 'Of tomorrow')
  await page.getByLabel('The day').fill(today)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await says(page, '1 conversation could not be written down. Look below.')
  await page.locator('#waiting li').nth(1).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Throw it away' }).click()
  t.equal(await page.locator('#waiting li').count(), 1, 'it is asked twice')
  await page.getByRole('button', { name: 'Throw it away for good' }).click()
  await page.locator('#waiting li').waitFor({ state: 'detached' })
  t.same((await heardOf(sam)).slice(-2), ['Of today', 'Of tomorrow'])
  t.same(
    complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED/.test(each)),
    [],
  )
})

t.test('an answer that is lost: it is sent again, and recorded once, as it was written the first time', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.route(`${log}/${joan}`, async (route) => {
    await route.fetch()
    await route.abort()
  })
  const before = new Date()
  await write(page, 'Joan Hale', 'Told once')
  await says(page, 'That cannot be just now. It is tried again by itself.')
  t.same(
    (await heardOf(joan)).filter((heard) => heard === 'Told once'),
    ['Told once'],
    'the service has it, the device does not know',
  )
  await context.unroute(`${log}/${joan}`)
  await page.reload()
  await says(page, 'Written down: the conversation with Joan Hale.')
  t.same(
    (await heardOf(joan)).filter((heard) => heard === 'Told once'),
    ['Told once'],
  )
  const { body } = await service.get(`/practitioner/people/${joan}/journey`, amira)
  const { writtenAt, recordedAt } = body.entries.at(-1)
  t.ok(before.toISOString() <= writtenAt && writtenAt <= recordedAt, 'and says when it was written')
})

t.test('signed in no more, it waits and nobody else can read it; signed in again, it is sent', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.clearCookies()
  await write(page, 'Joan Hale', 'After the day is over')
  await says(page, '1 conversation waits on this device to be sent.')
  await page.getByRole('link', { name: 'Sign in to send' }).click()
  await page.getByRole('button', { name: 'Amira Nasser' }).click()
  await says(page, 'Written down: the conversation with Joan Hale.')
  t.same((await heardOf(joan)).at(-1), 'After the day is over')

  await context.setOffline(true)
  await write(page, 'Joan Hale', 'Before I sign out')
  await says(page, '1 conversation waits on this device to be sent.')
  await context.route('**/my-people/log/mine*', (route) => route.abort())
  await context.setOffline(false)
  await page.goto(`${address}/my-people`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${address}/`)
  await page.goto(log)
  await says(page, 'Nobody is signed in on this device.')
  await says(page, '1 conversation waits here, locked until whoever wrote it signs in.')
  t.equal(await heardField(page).isVisible(), false)
  await context.unroute('**/my-people/log/mine*')
  await signIn(page, 'Farida Khan')
  await page.goto(log)
  await says(page, '1 conversation waits here, locked until whoever wrote it signs in.')
  t.equal(await page.locator('#waiting li').count(), 0)
  await page.goto(`${address}/my-people`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${address}/`)
  await signIn(page)
  await says(page, 'Written down: the conversation with Joan Hale.')
  t.same((await heardOf(joan)).at(-1), 'Before I sign out')
})

t.test('the network goes while the page of somebody is open: what is sent waits, and a goal of theirs can be told of', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await page.goto(`${address}/my-people/${sam}/conversation`)
  await page.locator('#waits').waitFor({ state: 'attached' })
  await heardField(page).fill('Half way through')
  await says(page, 'Kept on this device.')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.waitForURL(log)
  await says(page, '1 conversation waits on this device to be sent.')
  await page.goto(`${address}/my-people/${sam}`)
  await page.waitForURL(`${log}?person=${sam}`)
  t.equal(await page.getByLabel('Who it was with').inputValue(), sam)
  await page.getByLabel('What is it?').first().selectOption('goal-goes')
  await page
    .getByLabel(/Which goal/)
    .first()
    .selectOption({ label: 'My own front door' })
  await page.getByLabel('How is it going?').first().selectOption('nearer')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await says(page, '2 conversations wait on this device to be sent.')
  await context.setOffline(false)
  await page.locator('#waiting li').first().waitFor({ state: 'detached' })
  t.match(await heardOf(sam), /Half way through/)
  const { body } = await service.get(`/practitioner/people/${sam}/journey`, amira)
  t.match(body.entries.at(-1), { type: 'GoalProgressed', facts: { goal, says: 'nearer' } })
})

t.test('where a browser keeps nothing, the page of somebody logs with a network as ever', async (t) => {
  const { page, context, complaints } = await withWindow(browser)
  await context.addInitScript("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
  await signIn(page)
  await page.goto(`${address}/my-people/${joan}/conversation`)
  await heardField(page).fill('Kept nowhere but on the record')
  await page.getByLabel('The day').fill(daysAfter(today, 2))
  await page.getByRole('button', { name: 'Write it down' }).click()
  await says(page, 'This has not happened yet')
  t.equal(await heardField(page).inputValue(), 'Kept nowhere but on the record')
  await page.getByLabel('The day').fill(today)
  await page.getByRole('button', { name: 'Write it down' }).click()
  await says(page, 'It is written down.')
  t.same((await heardOf(joan)).at(-1), 'Kept nowhere but on the record')
  t.same(complaints, [])
})

t.test('a key that was not given for three days is gone from the device, and what it sealed is not', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.setOffline(true)
  await write(page, 'Joan Hale', 'On Friday')
  await says(page, '1 conversation waits on this device to be sent.')
  await page.clock.setFixedTime(Date.now() + 2.9 * 24 * 3_600_000)
  await page.goto(log)
  await says(page, '1 conversation waits on this device to be sent.')
  await page.clock.setFixedTime(Date.now() + 3.1 * 24 * 3_600_000)
  await page.goto(log)
  await says(page, 'Nobody is signed in on this device.')
  await says(page, '1 conversation waits here, locked until whoever wrote it signs in.')
  await context.setOffline(false)
  await page.goto(log)
  await says(page, 'Written down: the conversation with Joan Hale.')
  t.same((await heardOf(joan)).at(-1), 'On Friday')
})

t.test('whoever signs in after a session has ended is shown nothing of the one before; locked, nobody is', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await heardField(page).fill('Half said by Amira')
  await says(page, 'Kept on this device.')
  await page.getByRole('button', { name: 'Lock what is kept here' }).click()
  await says(page, 'Nobody is signed in on this device.')
  t.equal(await heardField(page).inputValue(), '')
  await page.goto(log)
  await says(page, 'What you had begun is still here.')
  t.equal(await heardField(page).inputValue(), 'Half said by Amira', 'who is signed in still has it again')

  // By a page that says who they are, or straight to the one that is kept and says nothing.
  for (const to of ['/the-area', '/my-people/log']) {
    await context.clearCookies()
    await signIn(page)
    await isReady(page)
    await context.clearCookies()
    await page.goto(`${address}/enter?to=${to}`)
    await page.getByRole('button', { name: 'Farida Khan' }).click()
    await page.waitForURL(`${address}${to}`)
    await page.goto(log)
    await says(page, 'Nobody is signed in on this device.')
    t.notMatch(await page.content(), /Sam Okafor|Half said/)
  }
  await context.setOffline(true)
  await page.goto(log)
  await says(page, 'Nobody is signed in on this device.')
})

t.test('what is changed while it is being sent is not lost, and one that is too much for the service holds up no other', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.setOffline(true)
  await write(page, 'Joan Hale', 'The first version')
  await says(page, '1 conversation waits on this device to be sent.')
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await context.route(`${log}/${joan}`, async (route) => {
    asked.resolve()
    await answered.promise
    await route.continue()
  })
  await context.setOffline(false)
  await asked.promise
  await page.getByRole('button', { name: 'Change it' }).click()
  while ((await heardField(page).inputValue()) !== 'The first version') await page.waitForTimeout(20)
  await heardField(page).fill('The second version')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.locator('#waiting li', { hasText: 'The second version' }).waitFor()
  answered.resolve()
  await says(page, 'could not be written down. Look below.')
  await page.locator('#waiting li', { hasText: 'The second version' }).waitFor()
  t.same((await heardOf(joan)).at(-1), 'The first version')
  await page.getByRole('button', { name: 'Throw it away' }).click()
  await page.getByRole('button', { name: 'Throw it away for good' }).click()

  await page.route('**/my-people/log/*', async (route) => {
    const isBig = route.request().postData()?.includes('Too much')
    return isBig ? route.fulfill({ status: 413, contentType: 'text/html', body: '<p>Too large</p>' }) : route.continue()
  })
  await context.setOffline(true)
  await page.locator('#waiting li').waitFor({ state: 'detached' })
  await write(page, 'Sam Okafor', 'Too much')
  await page.locator('#waiting li').waitFor()
  await write(page, 'Sam Okafor', 'And one behind it')
  await says(page, '2 conversations wait on this device to be sent.')
  await context.setOffline(false)
  await says(page, 'not written down. It could not be taken: it may be too long.')
  await page.locator('#waiting li').nth(1).waitFor({ state: 'detached' })
  t.same((await heardOf(sam)).at(-1), 'And one behind it')
})

t.test('a network that answers in place of the service is none', async (t) => {
  const { page, context, complaints } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  const instead = { status: 200, contentType: 'text/html', body: '<p>Welcome to the café</p>' }
  for (const pattern of ['**/my-people/log/mine*', `${log}/${joan}`]) {
    await context.route(pattern, (route) => route.fulfill(instead))
    await write(page, 'Joan Hale', 'From the café')
    await says(page, 'That cannot be just now. It is tried again by itself.')
    await context.unroute(pattern)
    await page.reload()
    await says(page, 'Written down: the conversation with Joan Hale.')
  }
  t.same((await heardOf(joan)).slice(-2), ['From the café', 'From the café'])
  t.same(complaints, [])
})

t.test('what does not open any more stands in nobody’s way', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await isReady(page)
  await context.setOffline(true)
  await write(page, 'Joan Hale', 'Sealed with a key of before')
  await says(page, '1 conversation waits on this device to be sent.')
  // As after a database was brought back to a day before the key.
  await service.database.open('owner').pool.query('update device_key set key = sha256(key)')
  await context.setOffline(false)
  await page.goto(log)
  await says(page, '1 conversation waits here, locked until whoever wrote it signs in.')
  await write(page, 'Joan Hale', 'And this one is sent')
  await says(page, 'Written down: the conversation with Joan Hale.')
  t.same((await heardOf(joan)).at(-1), 'And this one is sent')
})
