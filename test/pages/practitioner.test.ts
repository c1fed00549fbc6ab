import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import t from 'tap'
import { daysAfter, londonDay } from '../../src/domain/values.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { inDays } from '../../src/pages/words.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openEmbedded } from '../../src/store/embedded.ts'
import { ask, met, newEntryId, voiced } from '../support/asking.ts'
import { broken, enter, holdsUp, readIn, withBrowser, withWindow } from '../support/browser.ts'
import { caughtUp, ended, folder, journeyOf, start, tokenFor, writeOf } from '../support/service.ts'

// In a real browser, against the service as it is started.

const dataDir = await folder(t)
const service = await start(dataDir)
t.teardown(() => ended(service.process, 'SIGTERM'))
const { address } = service
const browser = await withBrowser(t)

const [sam, joan, ali] = [randomUUID(), randomUUID(), randomUUID()]
const today = londonDay(new Date())
const lastWeek = { from: daysAfter(today, -7) }
const amira = await tokenFor(dataDir, '--sub', 'amira', '--organisation', 'SALLOW01')
const another = await tokenFor(dataDir, '--sub', 'somebody-else', '--organisation', 'SALLOW01')

const saidBy = { who: 'person' as const }
const byFamily = { who: 'family' as const, name: 'Pat' }
const [goal, kept, support, daySupport, want, compromise, bus] = Array.from({ length: 7 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const quiet = ask(
  'AspectSeen',
  { often: 'often' },
  { saidBy: byFamily, setting: { where: 'day-service' }, words: { aspect: 'Hardly says a word' } },
)
await write(
  sam,
  amira,
  {
    ...met('X10000101', 'Sam Okafor'),
    happened: { from: '2023-02-01' },
    words: { name: 'Sam Okafor', howICommunicate: 'Slowly, face to face' },
  },
  ask(
    'WhatMattersNamed',
    { lifeArea: 'fun' },
    { saidBy, happened: { from: '2023-02-10' }, words: { what: { text: 'The choir <b>loud</b>', quote: true } } },
  ),
  ask('StrengthNamed', { lifeArea: 'fun' }, { saidBy: byFamily, happened: { from: '2024-02-10' }, words: { strength: 'Knows every bus' } }),
  voiced(goal, 'My own front door', { happened: { from: '2024-03-10' } }),
  voiced(kept, 'Stop here with Des', { happened: { from: '2024-03-10' } }),
  ask('GoalProgressed', { goal, says: 'nearer' }, { saidBy, happened: { from: '2026-03-10' }, words: { how: 'Saw two flats' } }),
  ask('GoalProgressed', { goal, says: 'further', hinderedBy: ['money'] }, { saidBy: byFamily, happened: { from: '2026-04-10' } }),
  ask('WantVoiced', { want, lifeArea: 'belonging' }, { saidBy, words: { want: 'Someone my age to go out with' } }),
  ask('WantUnmet', { want, why: 'not-here' }, { saidBy, happened: { from: '2026-07-01' } }),
  ask('SupportStarted', { support, sector: 'home-care', hoursPerWeek: 10 }, { happened: { from: '2024-03-11' }, ledBy: 'worker' }),
  ask('SupportStarted', { support: daySupport, sector: 'day-support' }, { happened: { from: '2024-03-11' }, ledBy: 'worker' }),
  ask('SupportFitRated', { support: daySupport, fit: 'partly' }, { saidBy, words: { why: 'Only on Thursdays' } }),
  ask('WantVoiced', { want: bus, lifeArea: 'getting-around' }, { saidBy, words: { want: 'A bus that stops here' } }),
  ask('WantMet', { want: bus, support: daySupport }, { saidBy }),
  quiet,
  ask(
    'AspectSeen',
    { often: 'always', oppositeOf: quiet.id },
    { saidBy, setting: { where: 'club', withWhom: ['friends'] }, words: { aspect: 'I am the loudest' } },
  ),
  ask('StepAgreed', { step: randomUUID(), goal, who: 'worker', by: '2026-08-01' }, { saidBy, words: { step: 'Ring the landlord' } }),
  ask(
    'CompromiseMade',
    { compromise, want, givenSector: 'day-support', wantedSector: 'community', lookAgainOn: '2026-10-01' },
    { saidBy, happened: { from: '2026-07-02' }, ledBy: 'service' },
  ),
  ask('CircleMemberNamed', { member: randomUUID(), tie: 'sibling', care: 'neither' }, { words: { name: 'Pat' } }),
  ask('ConversationHeld', { where: 'cafe' }, { happened: lastWeek, words: { heard: 'The choir is back' } }),
)
await write(
  joan,
  another,
  { ...met('X10000101', 'Joan Hale'), happened: { from: '2026-02-01' } },
  ask('WhatMattersNamed', { lifeArea: 'home' }, { saidBy, words: { what: 'My garden' } }),
)
// Somebody who agreed that Amira's organisation may see what is about home.
await write(
  ali,
  await tokenFor(dataDir, '--sub', 'carlton', '--organisation', 'MILLHALL1'),
  { ...met('X10000101', 'Ali Reza'), happened: { from: '2026-02-01' } },
  ask('WhatMattersNamed', { lifeArea: 'home' }, { saidBy, words: { what: 'My own key' } }),
  ask('WorryVoiced', { lifeArea: 'money' }, { saidBy, words: { worry: 'The rent' } }),
  ask('WorkerStarted', { worker: workerIdOf('amira'), role: 'practitioner', organisation: 'SALLOW01' }),
  ask('SharingAgreed', {
    sharing: randomUUID(),
    withWhom: { sector: 'other', organisation: 'SALLOW01' },
    what: ['home'],
    purpose: 'support',
  }),
)
await caughtUp(address)
// Amira looked at Joan's story yesterday, when she worked with her still.
await lookedYesterday(joan, 'amira')

async function lookedYesterday(person: string, sub: string): Promise<void> {
  const embedded = await openEmbedded(dataDir, { as: 'task' })
  const { pool, close } = openDatabase(embedded.ownerUrl, 'owner', { max: 1 })
  const look = "insert into look (at, person, sub, role, what, why) values ($1, $2, $3, 'practitioner', 'now', 'works-with-them')"
  await pool.query(look, [`${daysAfter(today, -1)}T12:00:00Z`, person, sub])
  await close()
  await embedded.close()
}

function write(person: string, headers: Record<string, string>, ...entries: object[]): Promise<void> {
  return writeOf(address, headers, person, ...entries)
}

/** Waits until a page says it: with scripts on, it may be the same page still. */
async function says(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

function signIn(page: Page): Promise<void> {
  return enter(page, address, { door: 'My people', as: 'Amira Nasser', to: '/my-people' })
}

t.test('from the front page to my people, by name, to a person, and the way they came', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  const mine = await readIn(page)
  t.match(mine, /Sam Okafor[\s\S]*Steps overdue[\s\S]*Ring the landlord \(worker, by 1 August 2026\)/)
  t.match(mine, '1 compromise to look at again, since 1 October 2026.')
  t.notMatch(mine, 'Joan Hale')
  await page.getByLabel('Find somebody by name').fill('Joan')
  await page.getByRole('button', { name: 'Find' }).click()
  t.match(await readIn(page), 'Nobody within your reach goes by that name.')
  await page.getByLabel('Find somebody by name').fill('oka')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('link', { name: 'Sam Okafor' }).first().click()

  t.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Sam Okafor')
  const now = await readIn(page)
  t.match(now, '“The choir <b>loud</b>”')
  t.match(now, 'You have not looked at this story before today.')
  t.match(now, 'Their own words, written down by a worker. Fading: last heard 10 February 2023, over a year ago. Is it still so?')
  t.match(now, /Knows every bus\s+Said by Pat/)
  t.match(
    now,
    /My own front door[\s\S]*10 March 2026: nearer: Saw two flats\. Their own words[\s\S]*10 April 2026: further\. In the way: money\. Said by Pat\./,
  )
  t.match(now, /Agreed to be done\s+Ring the landlord\s+By a worker, until 1 August 2026: overdue/)
  t.match(now, /Wanted, and there\s+A bus that stops here\s+By: day support/)
  t.match(now, /Wanted, and not there\s+Someone my age to go out with\s+1 July 2026: not here/)
  t.match(now, /Home care, 10 hours a week\s+Nobody has said yet whether it fits/)
  t.match(now, /Day support\s+They say it fits in part: Only on Thursdays/)
  t.match(now, /I am the loudest[\s\S]*club, with friends[\s\S]*Hardly says a word[\s\S]*day service/)
  t.match(
    now,
    /Not told yet\s+Nobody has named a strength in their own words\.\s+Every support is paid\.\s+Nothing was ever shown as possible\./,
  )

  await page.getByRole('link', { name: 'Journey' }).click()
  t.match(await readIn(page), /1 February 2023[\s\S]*First met[\s\S]*The choir is back/)
  await page.getByRole('link', { name: 'Household' }).click()
  t.match(
    await readIn(page),
    /No household is told[\s\S]*Sam Okafor[\s\S]*Home care, 10 hours a week[\s\S]*A goal, home\s+My own front door/,
  )
  t.same(complaints, [])
})

t.test('a conversation and what came of it are written down as one; service words are hinted at and stand in nobody’s way', async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints } = await withWindow(browser, { javaScriptEnabled })
    await signIn(page)
    await page.getByRole('link', { name: 'Log a conversation' }).first().click()
    await page.getByRole('button', { name: 'Write it down' }).click()
    await says(page, 'It is not written down yet')
    t.match(await readIn(page), /It is not written down yet\s+Say what was heard, or what came of it/)

    const heard = `The service user wants a flat ${javaScriptEnabled}`
    await page.getByLabel('What was heard, in their words').fill(heard)
    await page.getByLabel('What is it?').first().selectOption('want')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await says(page, 'Choose which part of life')
    const missing = await readIn(page)
    t.match(missing, /Choose which part of life[\s\S]*Say it in their words/)
    t.equal(await page.getByLabel('What was heard, in their words').inputValue(), heard, 'what was typed is still there')
    await page.getByLabel('Where', { exact: true }).selectOption('home')
    await page.getByLabel('Part of life').first().selectOption('fun')
    await page.getByLabel('In their words', { exact: true }).first().fill(`A dog ${javaScriptEnabled}`)
    await page.getByText('One more thing').first().click()
    await page.getByLabel('What is it?').nth(1).selectOption('goal-goes')
    await page.getByLabel('Said by').nth(2).selectOption('family')
    await page
      .getByLabel(/Which goal/)
      .nth(1)
      .selectOption({ label: 'My own front door' })
    await page.getByLabel('How is it going?').nth(1).selectOption('holding')
    await page.getByLabel('The day').fill(daysAfter(today, 30))
    await page.getByRole('button', { name: 'Write it down' }).click()
    await says(page, 'This has not happened yet')
    t.match(await readIn(page), 'This has not happened yet: an entry tells of today or earlier. Nothing was written down yet.')
    await page.getByLabel('The day').fill(today)
    await page.getByRole('button', { name: 'Write it down' }).click()
    await says(page, 'It is written down.')
    const told = await readIn(page)
    t.match(told, 'You wrote “service user”: people here say “person”.')
    t.match(told, `“A dog ${javaScriptEnabled}”`)
    t.match(told, /holding\. Said by family\./)
    t.same(complaints, [])

    const entries = (await journeyOf(address, amira, sam)) as unknown as {
      id: string
      type: string
      partOf?: string
      words: { heard?: { text: string } }
    }[]
    const held = entries.find(({ words }) => words.heard?.text === heard)
    t.same(
      entries.filter(({ partOf }) => partOf === held?.id).map(({ type }) => type),
      ['WantVoiced', 'GoalProgressed'],
    )
  }
})

t.test('the same form sent twice is recorded once; changed after that, it says so and keeps what was typed', async (t) => {
  const { page, context } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${address}/my-people/${sam}/conversation`)
  await page.getByLabel('What was heard, in their words').fill('Only once')
  await page.getByLabel('What is it?').first().selectOption('goal')
  await page.getByLabel('Part of life').first().selectOption('fun')
  await page.getByLabel('In their words', { exact: true }).first().fill('To sing alone')
  const form = (await page.evaluate('Object.fromEntries(new FormData(document.querySelector("main form")))')) as Record<string, string>
  for (const _ of [1, 2]) {
    const answer = await context.request.post(`${address}/my-people/${sam}/conversation`, { form })
    t.equal(answer.status(), 200)
    t.match(await answer.text(), 'It is written down.')
  }
  const changed = await context.request.post(`${address}/my-people/${sam}/conversation`, { form: { ...form, heard: 'And changed' } })
  t.equal(changed.status(), 409)
  t.match(await changed.text(), /This was written down before[\s\S]*And changed/)
  const forged = await context.request.post(`${address}/my-people/${sam}/conversation`, { form: { ...form, id: newEntryId(), _csrf: 'x' } })
  t.equal(forged.status(), 403)
  const entries = JSON.stringify(await journeyOf(address, amira, sam))
  t.equal(entries.split('Only once').length, 2)
  t.equal(entries.split('To sing alone').length, 2)
})

t.test('out of reach: it is opened with a reason, is readable then, and the person is shown it', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  await page.getByText('Somebody I do not work with').click()
  await page.getByLabel('The number of their story').fill(joan)
  await page.getByRole('button', { name: 'Go on' }).click()
  t.match(await readIn(page), 'They will be shown that you did, and why.')
  t.notMatch(await readIn(page), 'Joan')
  await page.getByRole('button', { name: 'Open their story' }).click()
  t.match(await readIn(page), /Choose why\s+Say the reason/)
  await page.getByLabel('Covering for a colleague').check()
  await page.getByLabel(/The reason/).fill('Her worker is ill this week')
  await page.getByRole('button', { name: 'Open their story' }).click()
  await page.waitForURL(`${address}/my-people/${joan}`)
  t.match(await readIn(page), /Joan Hale[\s\S]*My garden/)
  const news = await page.getByRole('region', { name: /Since you last looked/ }).textContent()
  t.match(news, `Since you last looked (${inDays(daysAfter(today, -1))})`)
  t.match(news, '2 things were written down.')
  t.match(news, /First met: Joan Hale1 February 2026\. Written down by a practitioner, SALLOW01\./)
  t.match(news, /What matters to them: My garden1 June 2026\. Their own words, written down by a practitioner, SALLOW01\./)
  const hers = await tokenFor(dataDir, '--role', 'person', '--sub', 'joan', '--person', joan)
  const { opened } = (await (await fetch(`${address}/me/everything`, { headers: hers })).json()) as { opened: object[] }
  t.match(opened, [{ type: 'StoryOpened', reason: 'Her worker is ill this week' }])
  await page.goto(`${address}/my-people/${randomUUID()}`)
  await page.getByLabel('Other').check()
  await page.getByLabel(/The reason/).fill('Looking')
  await page.getByRole('button', { name: 'Open their story' }).click()
  t.match(await readIn(page), 'This is out of your reach.')
  await page.goto(`${address}/my-people/nobody`)
  t.match(await readIn(page), 'There is nothing here')
  t.same(complaints, [])
})

t.test('what is not shown is counted, with no hint of what it is', async (t) => {
  const { page } = await withWindow(browser)
  await signIn(page)
  t.match(await readIn(page), /Ali Reza\s+Not heard yet\. \d+ things? (is|are) not shown to you\./)
  await page.getByRole('link', { name: 'Ali Reza', exact: true }).click()
  const shown = await readIn(page)
  t.match(shown, /not shown to you\.[\s\S]*My own key/)
  t.notMatch(shown, 'The rent')
  t.notMatch(shown, 'Not told yet')
  await page.getByRole('link', { name: 'Journey' }).click()
  t.match(await readIn(page), 'not shown to you.')
  t.notMatch(await readIn(page), 'The rent')
})

t.test('a long journey is read a page at a time', async (t) => {
  const more = Array.from({ length: 45 }, (_, i) =>
    ask('ConversationHeld', {}, { happened: { from: daysAfter(today, -1) }, words: { heard: `Heard ${i}` } }),
  )
  await write(sam, amira, ...more)
  const { page } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${address}/my-people/${sam}/journey`)
  t.notMatch(await readIn(page), 'Heard 44')
  await page.getByRole('link', { name: 'More of the journey' }).click()
  t.match(await readIn(page), 'Heard 44')
  await page.getByRole('link', { name: 'From the beginning' }).click()
  t.match(await readIn(page), 'First met')
})

t.test('no page breaks a rule of WCAG 2.2 AA, at a desk or on a phone', async (t) => {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ]) {
    const { page, complaints } = await withWindow(browser, { viewport })
    await signIn(page)
    const looked = (name: string) => holdsUp(t, page, name)
    for (const [name, path] of [
      ['my-people', ''],
      ['by-name', '?name=sam'],
      ['nobody', '?name=zzz'],
      ['person', `/${sam}?done=said&hint=dna&hint=client`],
      ['some-of-it', `/${ali}`],
      ['news', `/${joan}`],
      ['journey', `/${sam}/journey`],
      ['household', `/${sam}/household`],
      ['conversation', `/${sam}/conversation`],
      ['closed', `/${randomUUID()}`],
      ['nothing', '/other?person=x'],
    ] as const) {
      await page.goto(`${address}/my-people${path}`)
      await looked(name)
    }
    await page.goto(`${address}/my-people/${sam}/conversation`)
    await page.getByLabel('What is it?').first().selectOption('goal-goes')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await looked('conversation-again')
    await page.goto(`${address}/`)
    await looked('front')
    t.same(complaints, [])
  }
})

t.test('somebody of another room is told in plain words that this is not theirs', async (t) => {
  const { page } = await withWindow(browser)
  await page.goto(`${address}/my-people/${sam}`)
  await page.getByRole('button', { name: 'Angela Mullaney' }).click()
  t.match(await readIn(page), 'This room is for others.')
  t.same(await broken(page), [])
})
