import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import t from 'tap'
import { angela, des } from '../../src/http/sign-in/people.ts'
import { ask, met, newEntryId, voiced } from '../support/asking.ts'
import { broken, enter, holdsUp, readIn, withBrowser, withWindow } from '../support/browser.ts'
import { ended, folder, journeyOf, start, tokenFor, writeOf } from '../support/service.ts'

// In a real browser, against the service as it is started.

// Angela Mullaney of the made-up people, whose story is hers; and Des, for whom Christine acts.
const theirs = `/my-story/for/${des}`

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
  angela,
  { ...met('X10000101', 'Angela Mullaney'), happened: { from: '2026-02-01' } },
  { ...matters, happened: { from: '2026-02-10' } },
  voiced(randomUUID(), 'My own front door', { happened: { from: '2026-03-10' } }),
  ask('SupportStarted', { support, sector: 'day-support' }, { happened: { from: '2026-03-11' }, ledBy: 'worker' }),
  ask('ConversationHeld', {}, { happened: { from: '2026-03-11' }, words: { heard: 'The choir', reflection: 'She seemed tired' } }),
)
const kept = ask('WhatMattersNamed', { lifeArea: 'home' }, { saidBy, words: { what: { text: 'Not at work', quote: true } } })
const agreed = ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: 'all', purpose: 'support' }, { saidBy })
const daySupport = ask('SupportStarted', { support: randomUUID(), sector: 'day-support' }, { ledBy: 'worker' })
await write(des, { ...met('X10000101', 'Des Ahmed'), happened: { from: '2026-02-01' } }, kept, agreed, daySupport)

async function write(person: string, ...entries: object[]): Promise<void> {
  await writeOf(address, await tokenFor(dataDir, '--organisation', 'SALLOW01'), person, ...entries)
}

interface Told {
  type: string
  saidBy?: object
  words: { goal?: { text?: string } }
  disputes: { saidBy: object; words: object }[]
}

async function toldOf(person: string): Promise<Told[]> {
  return (await journeyOf(address, await tokenFor(dataDir, '--organisation', 'SALLOW01'), person)) as unknown as Told[]
}

function signIn(page: Page): Promise<void> {
  return enter(page, address, { door: 'My story', as: 'Angela Mullaney', to: '/my-story' })
}

/** Christine Ahmed, who acts for her husband Des. */
function signInForDes(page: Page): Promise<void> {
  return enter(page, address, { door: 'My story', as: 'Christine Ahmed', to: theirs })
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
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    t.match(await readIn(page), /It is not in the story yet[\s\S]*Choose what it is[\s\S]*Say it in your own words/)
    const want = `Someone my age to go out with ${javaScriptEnabled}`
    await page.getByLabel('Something I want').check()
    await page.getByLabel('Which part of life is it about?').selectOption('belonging')
    await page.getByLabel('In your own words').fill(want)
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    const told = await readIn(page)
    t.match(told, 'It is in your story now.')
    t.match(told, `“${want}”`)
    t.match(told, /You said this/)

    await page.getByRole('link', { name: /Singing on Thursdays/ }).click()
    await page.getByLabel('That’s not right').check()
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    t.match(await readIn(page), 'Say what is not right')
    await page.getByLabel('What would you say about it?').fill('Wednesdays')
    await page.getByLabel('That’s not right').check()
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    t.match(await readIn(page), 'It is in your story now.')

    await page.getByRole('link', { name: /Say how it fits/ }).click()
    await page.getByLabel('Why?').fill('Too early')
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    t.match(await readIn(page), 'Choose how it fits')
    t.equal(await page.getByLabel('Why?').inputValue(), 'Too early', 'what was typed is still there')
    await page.getByLabel('It does not fit').check()
    await page.getByRole('button', { name: 'Put it in the story' }).click()
    t.match(await readIn(page), /You said it does not fit: Too early/)
    t.same(complaints, [])
  }
  const told = (await toldOf(angela)).find(({ type }) => type === 'WhatMattersNamed')
  t.match(told?.disputes, [{ saidBy: { who: 'person' }, words: { words: 'Wednesdays' } }, {}])
})

t.test('who acts for somebody is told whose story it is on every page, and speaks in their own name', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signInForDes(page)
  const told = await readIn(page, { whole: true })
  t.match(told, 'This is the story of Des Ahmed. It is not yours. You are here as their attorney for health and welfare.')
  t.match(told, /What matters to them\s+“Not at work”\s+Their own words, written down by a worker/)
  t.notMatch(told, 'You said')

  await page.getByRole('link', { name: 'Say something' }).click()
  await page.getByLabel('Something they want').check()
  await page.getByLabel('Which part of life is it about?').selectOption('fun')
  await page.getByLabel('In your own words').fill('The bowls club')
  await page.getByRole('button', { name: 'Put it in the story' }).click()
  t.match(await readIn(page), 'Choose who you are to them')
  t.equal(await page.getByLabel('Your name').inputValue(), 'Christine Ahmed')
  await page.getByLabel('Family').check()
  await page.getByRole('button', { name: 'Put it in the story' }).click()
  await page.waitForURL(`${address}${theirs}?done=said`)
  t.match(await readIn(page), /It is in their story now, as what you said\.[\s\S]*“The bowls club”\s+Open\s+Said by Christine Ahmed/)

  await page.getByRole('link', { name: /Not at work/ }).click()
  await page.getByLabel('Your name').fill('Chris')
  await page.getByLabel('A friend').check()
  await page.getByLabel('That’s not right').check()
  await page.getByLabel('What would you say about it?').fill('Only on Mondays')
  await page.getByRole('button', { name: 'Put it in the story' }).click()
  await page.getByRole('link', { name: /Say how it fits/ }).click()
  await page.getByLabel('An advocate').check()
  await page.getByLabel('It fits in part').check()
  await page.getByRole('button', { name: 'Put it in the story' }).click()
  t.match(await readIn(page), /Advocate said it fits in part/)

  await page.getByRole('link', { name: 'Who may see' }).click()
  t.match(await readIn(page), /Only they can agree to more, or agree no longer\.[\s\S]*Whoever they chose to act for them[\s\S]*It holds\./)
  t.equal(await page.getByRole('button', { name: /agree/ }).count(), 0)
  for (const way of ['/say', '/who-looked', '/everything', `/about/${kept.id}`]) {
    await page.goto(`${address}${theirs}${way}`)
    t.match(await readIn(page, { whole: true }), 'This is the story of Des Ahmed', way)
  }
  await page.goto(`${address}/my-story/say`)
  await page.waitForURL(`${address}${theirs}/say`)
  await page.goto(`${address}/my-story/for/${angela}`)
  const closed = await readIn(page, { whole: true })
  t.match(closed, 'This is not open to you')
  t.notMatch(closed, /Angela|you act for/)
  t.same(complaints, [])

  const all = await toldOf(des)
  const sayers = all.flatMap(({ type, saidBy, disputes }) => [[type, saidBy], ...disputes.map((each) => ['dispute', each.saidBy])])
  t.same(
    sayers.filter(([type]) => ['WantVoiced', 'dispute', 'SupportFitRated'].includes(String(type))),
    [
      ['dispute', { who: 'friend', name: 'Chris' }],
      ['WantVoiced', { who: 'family', name: 'Christine Ahmed' }],
      ['SupportFitRated', { who: 'advocate', name: 'Christine Ahmed' }],
    ],
  )
})

t.test('the same form sent twice is one entry; where the answer is no, what was typed is still there, with why', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${address}/my-story/say`)
  await page.getByLabel('Somewhere I am heading').check()
  await page.getByLabel('Which part of life is it about?').selectOption('fun')
  await page.getByLabel('In your own words').fill('Only once')
  const form = (await page.evaluate('Object.fromEntries(new FormData(document.querySelector("main form")))')) as Record<string, string>
  const send = (way: string, more: object = {}) => context.request.post(`${address}/my-story${way}`, { form: { ...form, ...more } })
  for (const _ of [1, 2]) t.match(await (await send('/say')).text(), 'It is in your story now.')
  t.equal((await toldOf(angela)).filter(({ words }) => words.goal?.text === 'Only once').length, 1)
  const changed = await send('/say', { words: 'And changed' })
  t.equal(changed.status(), 409)
  t.match(await changed.text(), /This was put in the story before[\s\S]*And changed/)
  const unknown = await send(`/fit/${randomUUID()}`, { id: newEntryId(), fit: 'fits', words: 'Like a glove' })
  t.equal(unknown.status(), 422)
  t.match(await unknown.text(), /Nothing was put in the story yet\.[\s\S]*Like a glove/)
  const agreed = await send('/who-may-see', { id: newEntryId(), what: 'some', organisation: 'MILLHALL1' })
  t.equal(agreed.status(), 400)
  t.match(await agreed.text(), /Choose which parts of life[\s\S]*value="MILLHALL1"[\s\S]*value="some" checked/)
})

t.test('a goal that is so no longer is let go of', async (t) => {
  const { page } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  await page.getByRole('link', { name: /My own front door/ }).click()
  await page.getByLabel('It is so no longer').check()
  await page.getByRole('button', { name: 'Put it in the story' }).click()
  t.match(await readIn(page), /My own front door\s+Let go/)
})

t.test(
  'leaving quickly leads away and signs out, so that going back does not come back to the story; only these pages have it',
  async (t) => {
    for (const [javaScriptEnabled, leave] of [
      [true, (page: Page) => page.getByRole('link', { name: 'Leave quickly' }).click()],
      [true, (page: Page) => [1, 2, 3].reduce((before) => before.then(() => page.keyboard.press('Escape')), Promise.resolve())],
      [false, (page: Page) => page.getByRole('link', { name: 'Leave quickly' }).click()],
    ] as const) {
      const { page, context } = await withWindow(browser, { javaScriptEnabled })
      // There is no network here: what they are sent on to stands in its place.
      await context.route('**/leave-quickly', async (route) => {
        const cookie = (await context.cookies(address)).map(({ name, value }) => `${name}=${value}`).join('; ')
        const { headers } = await fetch(route.request().url(), { headers: { cookie }, redirect: 'manual' })
        await route.fulfill({ body: `Sent on to ${headers.get('location')}`, contentType: 'text/html' })
      })
      await signIn(page)
      await page.goto(`${address}/my-story/everything`)
      const pages = await page.evaluate('history.length')
      await leave(page)
      await page.waitForURL(`${address}/leave-quickly`)
      if (javaScriptEnabled) t.equal(await page.evaluate('history.length'), pages, 'it takes the place of the page before')
      t.equal(await readIn(page, { whole: true }), 'Sent on to https://www.bbc.co.uk/weather')
      await page.goBack()
      t.notMatch(await readIn(page, { whole: true }), 'Singing')
      await page.goto(`${address}/my-story`)
      t.match(page.url(), '/sign-in/choose/')
    }
    const { page } = await withWindow(browser)
    await page.goto(`${address}/`)
    t.equal(await page.getByRole('link', { name: 'Leave quickly' }).count(), 0)
    await enter(page, address, { door: 'My people', as: 'Amira Nasser', to: '/my-people' })
    t.equal(await page.getByRole('link', { name: 'Leave quickly' }).count(), 0)
  },
)

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
  const about = [`/about/${matters.id}`, `/about/${randomUUID()}`, `/fit/${support}`]
  const own = ['', '?asAt=2026-02-20', '?asAt=2025-01-01', '/say', '/who-looked', '/who-may-see', '/everything', ...about]
  const acting = ['', '/say', '/who-may-see', `/about/${kept.id}`].map((path) => theirs + path)
  const [desk, phone] = [{ viewport: { width: 1280, height: 900 } }, { viewport: { width: 360, height: 740 } }]
  for (const size of [desk, phone]) {
    const { page, complaints } = await withWindow(browser, size)
    await page.goto(`${address}/`)
    await holdsUp(t, page, 'front')
    await signIn(page)
    for (const path of own) {
      await page.goto(`${address}/my-story${path}`)
      await holdsUp(t, page, path)
    }
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signInForDes(page)
    for (const path of [...acting, `/my-story/for/${angela}`, '/my-story/whose']) {
      await page.goto(`${address}${path}`)
      if (path.endsWith('/say')) await page.getByRole('button', { name: 'Put it in the story' }).click()
      await holdsUp(t, page, path)
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
  const { page: signedOut } = await withWindow(browser)
  await signedOut.goto(`${address}/my-story?asAt=2026-02-20`)
  await signedOut.getByRole('button', { name: 'Angela Mullaney' }).click()
  await signedOut.waitForURL(`${address}/my-story?asAt=2026-02-20`)
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/my-story?x=//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
  ]) {
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
