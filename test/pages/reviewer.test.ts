import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { broken, withBrowser, withWindow } from '../support/browser.ts'

// In a real browser: a life told in March, and again in April and May, when some of it was put right and disputed.

let now = new Date('2026-03-02T10:00:00Z')
const service = await withApp(t, { clock: () => now, withPages: true })
const [person, goal, support] = [randomUUID(), randomUUID(), randomUUID()]
const on = (day: string) => ({ happened: { from: day } })
const own = { saidBy: { who: 'person' as const }, ledBy: 'person' as const }
const write = (day: string, ...entries: object[]) => writeOf(person, day, ...entries)
async function writeOf(whom: string, day: string, ...entries: object[]): Promise<void> {
  now = new Date(`${day}T10:00:00Z`)
  const { status, body } = await service.post(`/practitioner/people/${whom}/entries`, { entries })
  if (status !== 201) throw new Error(JSON.stringify(body))
}
const matters = ask('WhatMattersNamed', { lifeArea: 'fun' }, { ...own, ...on('2026-02-03'), words: { what: 'The choir <b>loud</b>' } })
const started = ask('SupportStarted', { support, sector: 'home-care', hoursPerWeek: 10 }, { ...own, ...on('2026-02-10') })
await write('2026-03-02', { ...met(), ...on('2026-02-01') }, matters, voiced(goal, 'My own front door', on('2026-02-05')), started)
await write(
  '2026-04-05',
  ask('GoalReworded', { goal }, { ...own, ...on('2026-03-20'), words: { goal: 'A flat near my sister' } }),
  ask('SupportEnded', { support, why: 'less-help-wanted', planned: false }, { ledBy: 'service', ...on('2026-04-03') }),
)
await write(
  '2026-05-01',
  ask(
    'EntryCorrected',
    { entry: started.id, kind: 'fact', facts: { hoursPerWeek: 4 } },
    { ...on('2026-05-01'), words: { reason: 'Read wrongly' } },
  ),
  ask(
    'EntryDisputed',
    { entry: matters.id, asks: 'show-mine', meanwhile: 'use' },
    { saidBy: { who: 'person' }, ...on('2026-05-01'), words: { words: 'It was the band' } },
  ),
)
// Lou, who was sent to and fro, lives with Des and with Mo, whom no review is open of.
const [lou, des, mo, household, room] = Array.from({ length: 5 }, () => randomUUID()) as [string, string, string, string, string]
const [health, housing] = [{ sector: 'health' }, { sector: 'housing' }]
const home = (day: string) =>
  ask('HomeChanged', { area: 'X10000101', household, kind: 'shared-lives', choice: 'mine' }, { ledBy: 'person', ...on(day) })
await writeOf(
  lou,
  '2026-05-02',
  { ...met('X10000101', 'Lou Hale'), ...on('2026-01-01') },
  home('2026-01-10'),
  ask('WhatMattersNamed', { lifeArea: 'fun' }, { ...own, ...on('2026-01-12'), words: { what: 'Dancing <i>late</i>' } }),
  ask('TurnedAway', { by: health, sentTo: housing, reason: 'wrong-area' }, { ...on('2026-02-01'), words: { about: 'Try housing' } }),
  ask('TurnedAway', { by: housing, sentTo: health, reason: 'full' }, on('2026-02-10')),
  voiced(room, 'A room with a lock', on('2026-02-15')),
  ask('HandedOver', { from: health, to: { sector: 'voluntary' }, warm: true }, { ledBy: 'service', ...on('2026-03-01') }),
  ask('StoryRetold', { to: { sector: 'voluntary' }, hadWeThisAlready: true }, on('2026-03-02')),
  ask('CircleMemberNamed', { member: randomUUID(), tie: 'sibling', care: 'me-for-them' }, { ...on('2026-03-03'), words: { name: 'Pat' } }),
  ask('GoalProgressed', { goal: room, says: 'nearer' }, { ...own, ...on('2026-03-05') }),
)
await writeOf(
  des,
  '2026-05-02',
  { ...met('X10000101', 'Des Hale'), ...on('2026-01-01') },
  home('2026-01-20'),
  voiced(randomUUID(), 'A bigger kitchen', on('2026-02-20')),
)
await writeOf(mo, '2026-05-02', { ...met('X10000101', 'Mo Reed'), ...on('2026-01-01') }, home('2026-01-21'))
for (const whom of [person, lou, des]) await service.openReview(whom, 'ruth')
await service.settled()
const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
const browser = await withBrowser(t)
const theirs = `${address}/journeys/${person}`

/** What can be read in a page: not what is hidden in it. */
function readIn(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read
  return page.getByRole('main').innerText()
}

async function open(page: Page): Promise<void> {
  await page.goto(`${address}/`)
  await page.getByRole('link', { name: 'Journeys' }).click()
  await page.getByRole('button', { name: 'Ruth Callow' }).click()
  await page.waitForURL(`${address}/journeys`)
  await page.getByLabel('The person’s number').fill(theirs)
  await page.getByRole('button', { name: 'Open the journey' }).click()
  await page.waitForURL(theirs)
}

t.test('replay by keyboard alone: the slider redraws the person as they were, and play goes on by itself', async (t) => {
  const { context, page, complaints } = await withWindow(browser, { reducedMotion: 'reduce' })
  await open(page)
  await page.getByRole('link', { name: 'Replay' }).click()
  await page.evaluate('window.isTheSamePage = true')
  const focused = () => page.evaluate('document.activeElement.id')
  for (let tabs = 0; tabs < 30 && (await focused()) !== 'life'; tabs += 1) await page.keyboard.press('Tab')
  const slider = page.getByRole('slider', { name: 'Through their life' })
  const press = async (key: string, day: string) => {
    await page.keyboard.press(key)
    await page.waitForURL(`${theirs}/replay?asAt=${day}`)
    return readIn(page)
  }
  const next = await press('ArrowRight', '2026-02-03')
  t.match(next, /As things were on 3 February 2026[\s\S]*Day 2 of 6[\s\S]*On that day: What matters to them[\s\S]*The choir <b>loud<\/b>/)
  t.equal(await slider.getAttribute('aria-valuetext'), '3 February 2026, day 2 of 6')
  t.match(await page.getByRole('status').textContent(), 'As things were on 3 February 2026, as it is known now.')
  t.equal(await page.getByLabel('As at').inputValue(), '2026-02-03')
  t.match(await press('End', '2026-04-03'), /Day 6 of 6[\s\S]*A flat near my sister[\s\S]*Home care, 4 hours a week\s+Ended/)
  t.match(await press('ArrowLeft', '2026-03-20'), /A flat near my sister[\s\S]*Home care, 4 hours a week\s+Running/)
  t.notMatch(await press('Home', '2026-02-01'), 'choir')

  await page.keyboard.press('Tab')
  t.equal(await focused(), 'play', 'and play is the next thing that is reached')
  await press('Enter', '2026-02-03')
  t.equal(await page.locator('#play').textContent(), 'Pause')
  await page.waitForURL(`${theirs}/replay?asAt=2026-02-05`)
  await page.keyboard.press('Space')
  t.equal(await page.locator('#play').textContent(), 'Play')
  const paused = page.url()
  await page.waitForTimeout(1_300)
  t.equal(page.url(), paused, 'nothing goes on while it is paused')
  await slider.press('End')
  await page.waitForURL(`${theirs}/replay?asAt=2026-04-03`)
  await page.locator('#play').press('Enter')
  await page.waitForURL(`${theirs}/replay?asAt=2026-02-01`)
  await page.keyboard.press('Enter')
  await slider.press('End')
  await page.waitForURL(`${theirs}/replay?asAt=2026-04-03`)
  await slider.press('ArrowLeft')
  await page.waitForURL(`${theirs}/replay?asAt=2026-03-20`)
  await page.locator('#play').press('Space')
  await page.waitForURL(`${theirs}/replay?asAt=2026-04-03`)
  await page.getByRole('button', { name: 'Play' }).waitFor()

  await page.getByLabel('As known on').fill('2026-03-10')
  await page.getByLabel('As known on').press('Enter')
  await page.waitForURL(`${theirs}/replay?asAt=2026-04-03&knownAt=2026-03-10`)
  t.match(await readIn(page), /as known on 10 March 2026[\s\S]*Day 4 of 4[\s\S]*My own front door[\s\S]*Home care, 10 hours a week/)
  t.equal(await slider.getAttribute('max'), '4')
  await page.locator('#play').press('Enter')
  await page.waitForURL(`${theirs}/replay?asAt=2026-02-01&knownAt=2026-03-10`)
  await page.keyboard.press('Enter')
  t.equal(await page.evaluate('window.isTheSamePage'), true)
  t.same(await broken(page), [])
  t.same(complaints, [])

  // What cannot be shown is said, and what stands there stays.
  await page.route(/asAt/, (route) => route.abort())
  await slider.press('End')
  t.match(await page.getByText('could not be fetched').textContent(), 'What stands below is as it was.')
  await page.unroute(/asAt/)
  t.equal(await slider.inputValue(), '1')
  await context.clearCookies()
  await slider.press('End')
  await page.getByText('You are signed out.').waitFor()
  t.match(await readIn(page), /As things were on 1 February 2026, as known on 10 March 2026/)
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: 'Ruth Callow' }).click()
  await page.waitForURL(`${theirs}/replay?asAt=2026-02-01&knownAt=2026-03-10`)
})

t.test('from the front page to a journey on both clocks, with what was put right and disputed in place', async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints } = await withWindow(browser, { javaScriptEnabled })
    await open(page)
    const told = await readIn(page)
    t.match(
      told,
      /3 February 2026\s+What matters to them\s+The choir <b>loud<\/b>[\s\S]*Said by the person\.\s+[\s\S]*Written down 2 March 2026 at 10:00, 27 days later, by practitioner/,
    )
    t.match(told, /Somebody says it is not so\s+It was the band[\s\S]*Said by the person\.\s+Written down 1 May 2026 at 11:00/)
    t.match(told, /Hours a week: 4[\s\S]*As it was first told\s+Hours a week: 10\s+Put right\s+Read wrongly/)
    t.notMatch(told, /[0-9a-f]{8}-[0-9a-f]{4}|X10000|lifeArea|home-care/, 'no ids and no codes')
    await page.getByLabel('As known on').fill('2026-03-10')
    await page.getByRole('button', { name: 'Show it so' }).click()
    const then = await readIn(page)
    t.match(then, 'What matters to them')
    t.notMatch(then, /Support ended|Read wrongly|band/)
    t.same(complaints, [])
  }
})

t.test('replay: day by day there and back, by mouse and by keyboard, and as it was known on a day', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await open(page)
  await page.getByRole('link', { name: 'Replay' }).click()
  t.match(await readIn(page), /As things were on 1 February 2026, as it is known now[\s\S]*Day 1 of 6/)
  t.notMatch(await readIn(page), 'choir')
  t.equal(await page.getByRole('button', { name: /Previous day/ }).count(), 0)
  await page.getByRole('button', { name: /Next day/ }).click()
  t.match(
    await readIn(page),
    /3 February 2026[\s\S]*On that day: What matters to them[\s\S]*The choir <b>loud<\/b>\s+Their own words, written down by a worker/,
  )
  for (const day of ['2026-02-05', '2026-02-10', '2026-03-20']) {
    await page.getByRole('button', { name: /Next day/ }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${theirs}/replay?asAt=${day}`)
  }
  const reworded = await readIn(page)
  t.match(reworded, /20 March 2026[\s\S]*Day 5 of 6/)
  t.match(reworded, /A flat near my sister[\s\S]*Home care, 4 hours a week/)
  await page.getByLabel('As known on').fill('2026-03-10')
  await page.getByRole('button', { name: 'Show that day' }).click()
  const then = await readIn(page)
  t.match(then, /20 March 2026, as known on 10 March 2026[\s\S]*Day 4 of 4/)
  t.match(then, /My own front door[\s\S]*Home care, 10 hours a week/)
  await page.getByRole('button', { name: /Previous day/ }).click()
  t.match(await readIn(page), /10 February 2026, as known on 10 March 2026/)
  await page.getByLabel('As at').fill('2026-01-05')
  await page.getByRole('button', { name: 'Show that day' }).click()
  t.match(await readIn(page), /Nothing was known of 5 January 2026[\s\S]*Before the first/)
  t.same(complaints, [])
})

t.test('a day that comes late is dropped where another was asked for meanwhile', async (t) => {
  const { page } = await withWindow(browser)
  await open(page)
  await page.getByRole('link', { name: 'Replay' }).click()
  let came: (() => void) | undefined
  const late = new Promise<void>((resolve) => {
    came = resolve
  })
  await page.route(/asAt=2026-02-03/, async (route) => {
    const response = await route.fetch()
    await late
    await route.fulfill({ response }).catch(() => {})
  })
  const slider = page.getByRole('slider')
  const asked = page.waitForRequest(/asAt=2026-02-03/)
  await slider.press('ArrowRight')
  await asked
  await slider.press('ArrowRight')
  await page.waitForURL(/asAt=2026-02-05/)
  came?.()
  await page.waitForTimeout(300)
  t.match(page.url(), /asAt=2026-02-05/)
  t.match(await readIn(page), /As things were on 5 February 2026/)
  t.equal(await slider.inputValue(), '3')
  t.equal(await page.getByRole('button', { name: /Next day/ }).count(), 0, 'the slider stands in for the buttons')

  // Paused while a day was coming, it stands at the one that is shown.
  await page.route(/asAt=2026-02-10/, () => {})
  const coming = page.waitForRequest(/asAt=2026-02-10/)
  await page.locator('#play').press('Enter')
  await coming
  t.equal(await slider.inputValue(), '4')
  await page.keyboard.press('Enter')
  t.equal(await slider.inputValue(), '3')
  t.match(await readIn(page), /As things were on 5 February 2026/)

  await page.goto(`${theirs}/replay?asAt=2026-01-05`)
  t.equal(await slider.getAttribute('aria-valuetext'), 'before the first day')
  await slider.press('ArrowRight')
  await page.waitForURL(/asAt=2026-02-01/)
  t.equal(await slider.getAttribute('min'), '1')
  await page.goto(`${theirs}/replay?knownAt=2026-01-01`)
  t.match(await readIn(page), 'Nothing was known of')
  t.equal(await page.getByRole('slider').count(), 0, 'nothing to go through')
})

t.test('two days side by side, each as it was known on a day of its own', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await open(page)
  await page.getByRole('link', { name: 'Two days' }).click()
  await page.getByRole('button', { name: 'Show what differs' }).click()
  t.match(await readIn(page), 'Choose a day')
  await page.getByLabel('The one day', { exact: true }).fill('2026-03-01')
  await page.getByLabel('The other day', { exact: true }).fill('2026-03-31')
  await page.getByLabel('The one day as known on').fill('2026-03-10')
  await page.getByRole('button', { name: 'Show what differs' }).click()
  const told = await readIn(page)
  t.match(told, /Goal: reworded[\s\S]*1 March 2026\s+31 March 2026\s+Words\s+My own front door\s+A flat near my sister/)
  t.match(told, /By: goal reworded, 20 March 2026 \(written down 5 April 2026 at 11:00\)/)
  await page.goto(`${theirs}/two-days?from=2026-03-01&to=2026-03-01`)
  t.match(await readIn(page), 'Nothing differs')
  t.same(complaints, [])
})

t.test('pace: each change, how it came and who led it, in words', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await open(page)
  await page.getByRole('link', { name: 'Pace' }).click()
  const told = await readIn(page)
  t.match(told, /Large and sudden, led by a service: 1\./)
  t.match(told, /10 February 2026\s+Support started, home care\s+Small\s+The person/)
  t.match(told, /3 April 2026\s+Support ended, home care[^\n]*\s+Large and sudden\s+A service/)
  t.same(complaints, [])
})

t.test('what services did, the path, attention and the household: in words, also where nothing was told', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await open(page)
  const read = async (whom: string, path: string) => {
    await page.goto(`${address}/journeys/${whom}/${path}`)
    const told = await readIn(page)
    t.notMatch(told, /[0-9a-f]{8}-[0-9a-f]{4}|wrong-area|me-for-them|shared-lives/, 'no ids and no codes')
    return told
  }
  const us = await read(lou, 'us')
  t.match(us, /nothing here says that it came from it/)
  t.match(us, /1 February 2026: turned away\s+Try housing\s+By: health\s+Reason: wrong area\s+Sent to: housing/)
  t.match(us, /until 2 May 2026: 3[\s\S]*15 February 2026\s*14 days after\s+A goal\s+A room with a lock/)
  t.match(
    us,
    /2 March 2026: story retold[\s\S]*until 31 May 2026: 2[\s\S]*3 March 2026\s*1 day after\s+Somebody in their circle\s+Pat[\s\S]*Goal: A room with a lock\s+It is: nearer/,
  )
  t.match(await read(des, 'us'), 'Nothing that services did was told.')
  t.match(
    await read(lou, 'us?asAt=2026-02-12'),
    /As at 12 February 2026\.[\s\S]*No change in their life was told in the 90 days after, until 2 May 2026/,
  )

  const path = await read(lou, 'path')
  t.match(path, /Handed over once\.\s+Turned away twice\.\s+Told their story over again once\./)
  t.match(path, /1 March 2026\s+Handed over[\s\S]*From: health\s+To: voluntary\s+Somebody came along: yes[\s\S]*Led by a service\./)
  t.match(path, /health, then housing, then health: left 1 February 2026, back 10 February 2026/)
  t.match(path, /health and housing: the first no was on 1 February 2026, and from 10 February 2026 both had said no/)
  t.match(await read(des, 'path'), /No hand-over, no refusal and no telling again was told[\s\S]*Nothing of this was told/)

  const attention = await read(lou, 'attention')
  t.match(attention, /Something matters to them there, and nothing else was written of it: fun\./)
  t.match(attention, /Fun\s+Matters: Dancing <i>late<\/i> \(12 January 2026\)\s+1\s+1\s+0/)
  t.match(attention, /Home\s+A goal: A room with a lock \(15 February 2026\)\s+3\s+2\s+1/)
  t.equal(await page.getByRole('row').count(), 3, 'one for home, one for fun, and the head')
  t.match(attention, /The story has 10 entries; 6 of them are about no one part of life/)

  const living = await read(lou, 'household')
  t.match(living, 'One more person lives there who is out of your reach, and is not named.')
  t.match(living, /Lou Hale\s+Lives there since 10 January 2026: shared lives\.[\s\S]*A goal, home\s+A room with a lock/)
  t.match(
    living,
    /Des Hale\s+Lives there since 20 January 2026[\s\S]*Goals: Home\s+Lou Hale: A room with a lock\s+Des Hale: A bigger kitchen/,
  )
  t.match(living, /Lou Hale cares for Pat \(sibling\), as the story of Lou Hale has it/)
  t.notMatch(living, 'Mo Reed')
  await page.getByLabel('As at').fill('2026-01-12')
  await page.getByRole('button', { name: 'Show it so' }).click()
  const then = await readIn(page)
  t.match(then, /As at 12 January 2026\.[\s\S]*Lou Hale[\s\S]*Nothing of this was told/)
  t.notMatch(then, /Des Hale|out of your reach/)
  for (const path of ['us', 'path', 'attention', 'household', 'pace', 'replay']) {
    t.match(await read(lou, `${path}?asAt=2025-01-01`), /[Nn]othing was known of/, `${path} before all`)
    t.equal(await page.getByLabel('As at').inputValue(), '2025-01-01', 'and another day can be chosen')
  }
  t.same(complaints, [])
})

t.test('no page breaks a rule of WCAG 2.2 AA, at a desk or on a phone, or is wider than the window', async (t) => {
  for (const [kind, viewport] of Object.entries({ desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
    const { page, complaints } = await withWindow(browser, { viewport })
    await page.goto(`${address}/`)
    t.same(await broken(page), [], 'the front page')
    await open(page)
    const paths = [
      '',
      '/replay',
      '/replay?asAt=2026-04-10',
      '/replay?asAt=2020-01-01',
      '/two-days',
      '/two-days?from=',
      '/two-days?from=2026-03-01',
      '/pace',
    ]
    const ofLou = ['/us', '/path', '/attention', '/household', '/us?asAt=2020-01-01'].map((path) => `${address}/journeys/${lou}${path}`)
    for (const url of [`${address}/journeys`, `${address}/journeys?person=x`, ...paths.map((path) => `${theirs}${path}`), ...ofLou]) {
      await page.goto(url)
      t.same(await broken(page), [], url)
      t.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${url} is as wide as the window`)
      const { PAGES_SHOTS: shots } = process.env
      const name = url.replace(address, '').replace(person, '').replace(lou, '').replace(/\W+/g, '-')
      if (shots) await page.screenshot({ path: `${shots}/${kind}${name}.png`, fullPage: true })
    }
    t.same(complaints, [])
  }
})

t.test('whose review is not open is out of reach, and who is of another room is told so', async (t) => {
  const { page } = await withWindow(browser)
  await open(page)
  for (const path of ['', '/replay', '/two-days?from=2026-03-01', '/pace', '/us', '/path', '/attention', '/household']) {
    await page.goto(`${address}/journeys/${randomUUID()}${path}`)
    t.match(await readIn(page), 'This is out of your reach')
  }
  const { page: other } = await withWindow(browser)
  await other.goto(theirs)
  await other.getByRole('button', { name: 'Farida Khan' }).click()
  t.match(await readIn(other), /room/i)
})
