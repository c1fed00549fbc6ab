import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import t from 'tap'
import type { PlaceTables } from '../../projections/area-places.ts'
import { monthsLater } from '../../src/domain/period.ts'
import { broken, withBrowser, withWindow } from '../support/browser.ts'
import { county, type Line, withPublished } from '../support/published.ts'

// In a real browser, against numbers that were published. The same months as in commissioner-spc: their mean is 26.15, and by itself it moves between 12.85
// and 39.45.

const heard = [20, 15, 20, 15, 20, 15, 20, 25, 30, 35, 40, 45, 40]
const april = '2026-04'
const over = (period: string, values: Record<string, number | null>): Line[] =>
  Object.entries(values).map(([line, value]) => [line, period, value])
const ofApril = (values: Record<string, number | null>): Line[] => over(april, values)

const service = await withPublished(
  t,
  [
    ...heard.map((value, i): Line => ['people-heard', monthsLater('2025-04', i), value]),
    ['people-heard', april, 35, { edition: '2026-04' }],
    ...ofApril({
      'wants-open': 60,
      'wants-open lifeArea home': 45,
      'wants-open lifeArea fun': 15,
      'wants-open sector shared-lives': 30,
      'wants-open lifeAreaSector home/shared-lives': 25,
      'wants-open lifeAreaSector home/not-said': 10,
      'wants-open lifeAreaSectorWhy home/shared-lives/full': 10,
      'wants-never-asked lifeAreaSector home/shared-lives': 10,
      supported: 100,
      'hours-per-week': 1200,
      'cost-per-week': 30_000,
      'supported sector shared-lives': 15,
      'cost-per-week sector shared-lives': 3_000,
      'supported sector residential': 40,
      'cost-per-week sector residential': 20_000,
      'reach-supported sector residential': 35,
      'reach-heard sector residential': 25,
      'reach-moved sector residential': 10,
      'reach-supported sector community': 35,
      'reach-heard sector community': 25,
      'reach-moved sector community': 20,
    }),
    ...heard.map((value, i): Line => ['goals-voiced lifeArea home', monthsLater('2025-04', i), value]),
    ['goals-voiced lifeArea fun', april, 20],
    ...over('2025', {
      moves: 100,
      'moves into died': 20,
      'moves into residential': 30,
      'moves into nursing': 10,
      'moves outOf home-care': 40,
      'moves outOf reablement': 25,
      'moves outOf day-support': 15,
      'moves outOfInto home-care/residential': 20,
      'moves outOfInto home-care/died': 10,
      'moves outOfInto reablement/home-care': 15,
      'moves outOfInto reablement/residential': 10,
      'moves outOfInto day-support/community': 10,
      'moves outOfInto residential/nursing': 10,
      'came-back sector reablement': 10,
    }),
    ...over('2024', { moves: 15, 'moves outOfInto home-care/residential': 15 }),
    ...over('2025-Q3', { changes: 100, 'changes ledBy person': 40, 'changes ledBy together': 20, 'changes ledBy service': 30 }),
    ...over('2025-Q4', { 'changes ledBy person': 20 }),
    ...over('2026-Q1', { changes: 60, 'changes ledBy person': 45, 'changes ledBy unknown': 15 }),
  ],
  { withPages: true },
)
await service.database
  .open<PlaceTables>('unfolding_projector')
  .db.insertInto('area_place_event_v1')
  .values({
    area: county,
    entry: randomUUID(),
    place_event: randomUUID(),
    kind: 'closure',
    pace: 'one-off',
    happened: { from: '2025-12-03' },
    first_day: '2025-12-03',
    last_day: '2025-12-03',
    what: 'The ferry <b>stopped</b>',
    who_says: 'The harbour office',
    stands_from: '2026-05',
    stands_to: null,
  })
  .execute()
const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
const browser = await withBrowser(t)
const theCounty = `${address}/the-area/${county}`

/** What can be read in a page: not what is hidden in it. */
function readIn(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read
  return page.getByRole('main').innerText()
}

async function signIn(page: Page, who = 'Farida Khan'): Promise<void> {
  await page.goto(`${address}/`)
  await page.getByRole('link', { name: 'The area' }).click()
  await page.getByRole('button', { name: who }).click()
  await page.waitForURL(`${address}/the-area`)
}

t.test('from the front page to the trend of an area: a picture, what it comes to, and every number', async (t) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints } = await withWindow(browser, { javaScriptEnabled })
    await signIn(page)
    t.match(await readIn(page), /\(county\)[\s\S]*Quayside \(ward\)/)
    await page.locator(`a[href="/the-area/${county}/trends"]`).click()
    await page.getByLabel('First month').fill('2025-04')
    await page.getByRole('button', { name: 'Show these numbers' }).click()
    const told = await readIn(page)
    t.match(told, 'The last number is 40 people, of April 2026; the lowest is 15 and the highest 45.')
    t.match(told, 'It moves around 26.15, by itself between 12.85 and 39.45.')
    t.match(told, '13 of 13 say that something changed: 8 better, 5 worse.')
    t.match(told, /3 December 2025: The ferry <b>stopped<\/b> \(The harbour office\)/)
    t.match(told, /March 2026\s+45\s+Better: further than it moves by itself/)
    t.match(told, /May 2026|Numbers as published in May 2026/)
    const picture = page.getByRole('img', { name: /People heard/ })
    t.equal(await picture.locator('.own-improvement').count(), 8)
    t.equal(await picture.locator('.own-concern').count(), 5)
    t.equal(await picture.locator('.own-beside').count(), 1)

    await page.getByLabel('As known on').selectOption('2026-04')
    await page.getByRole('button', { name: 'Show these numbers' }).click()
    t.match(await readIn(page), 'Numbers as published in April 2026')
    t.match(await readIn(page), 'The last number is')
    t.same(complaints, [])
  }
})

t.test('what is withheld is a gap in the line, and is said so; what is not understood is said in plain words', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${theCounty}/trends?from=2025-01&to=2026-06`)
  const told = await readIn(page)
  t.match(told, '3 of 18 are withheld')
  t.match(told, /January 2025\s+Withheld/)
  t.match(told, /June 2026\s+Not yet in/)
  t.match(told, 'fewer than 8 people, nobody included')
  t.match(told, 'nobody can tell from this')
  await page.getByLabel('First month').fill('last spring <b>')
  await page.getByRole('button', { name: 'Show these numbers' }).click()
  t.match(await readIn(page), /That was not understood[\s\S]*Write the first month as a year and a month/)
  await page.goto(`${theCounty}/trends?measure=wants-open&by=lifeAreaSectorWhy`)
  t.match(await readIn(page), 'Those are too many numbers for one page: choose fewer months, or quarters or years')
  await page.goto(`${theCounty}/trends?from=last%20spring%20%3Cb%3E`)
  t.equal(await page.getByLabel('First month').inputValue(), 'last spring <b>')
  await page.goto(`${address}/the-area/X99999999/trends`)
  t.match(await readIn(page), /reach/i)
  t.same(complaints, [])
})

t.test('gaps: what people want and do not have, beside what there is', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  await page.goto(`${theCounty}/trends`)
  await page.getByRole('link', { name: 'Gaps' }).click()
  const told = await readIn(page)
  t.match(told, 'neither met nor let go: 60')
  t.match(told, /Home\s+45\s+25\s+10/)
  t.match(told, /Fun\s+15\s+Withheld\s+Withheld/)
  t.match(told, /Home: shared lives\s+Full: 10/)
  t.match(told, /Shared lives\s+30\s+15\s+Withheld\s+£3,000/)
  await page.goto(`${theCounty}/gaps?knownAt=2026-04`)
  await page.getByRole('link', { name: 'Areas' }).click()
  await page.getByRole('link', { name: 'Sallowshire' }).click()
  t.match(await readIn(page), /Gaps[\s\S]*Numbers as published in April 2026/, 'another area is looked at by the same choice')
  await page.goto(`${theCounty}/gaps`)
  t.match(await page.getByRole('cell', { name: '25' }).getAttribute('class'), 'own-heat-4')
  t.match(await page.getByRole('cell', { name: '10', exact: true }).getAttribute('class'), 'own-heat-2')
  t.same(complaints, [])
})

t.test('use and reach: shares with what they lie between, and what can be said', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${theCounty}/trends`)
  await page.getByRole('link', { name: 'Use and reach' }).click()
  const told = await readIn(page)
  t.match(told, 'At the end of April 2026, people with a running support: 100')
  t.match(told, /Residential\s+40\s+Withheld\s+£20,000\s+67 %\s+40 % \(23 to 59\)/)
  t.match(told, /Nothing is shown of: .*home care/)
  t.match(told, 'The picture has 3 kinds of support: of 1 both shares are shown')
  t.match(told, /Residential\s+Community \(cost withheld\)\s+Shared lives \(reach withheld\)/)
  const picture = page.getByRole('img', { name: 'Use and reach, Sallowshire' })
  t.same(await picture.locator('.own-label').allTextContents(), ['1', '2', '3'])
  t.equal(await picture.locator('.own-interval').count(), 2)
  t.equal(await picture.locator('.own-strip').count(), 2)
  t.same(complaints, [])
})

t.test('flows: from which kind of support to which, in a period that can be chosen', async (t) => {
  const { page, complaints } = await withWindow(browser, { javaScriptEnabled: false })
  await signIn(page)
  await page.goto(`${theCounty}/trends`)
  await page.getByRole('link', { name: 'Flows' }).click()
  const told = await readIn(page)
  t.match(told, /In 2025, 100 people moved from one kind of support to another, or died with one\.\s+20 people died with a support\./)
  t.match(told, '6 ways are shown: the most went from home care to residential, 20.')
  t.match(told, /Home care\s+Residential\s+20\s+Reablement\s+Home care\s+15/)
  t.match(told, /Residential\s+Withheld\s+30\s+Withheld/)
  t.match(told, /2024\s+15\s+Withheld\s+Show\s+2024\s+2025\s+100\s+20\s+Shown above\s+2026\s+Not yet in/)
  const picture = page.getByRole('img', { name: 'Flows, Sallowshire, 2025' })
  t.equal(await picture.locator('.own-band').count(), 6)
  t.same(await picture.locator('text').allTextContents(), [
    ...['Left', 'Came to', 'Home care: 40', 'Reablement: 25', 'Day support: 15', 'Residential: withheld'],
    ...['Died: 20', 'Residential: 30', 'Home care: withheld', 'Community: withheld', 'Nursing: 10'],
  ])
  await page.getByRole('link', { name: 'Show 2024' }).click()
  t.match(await readIn(page), 'One way is shown: from home care to residential, 15.')
  t.equal(await picture.count(), 0)
  await page.getByLabel('How finely').selectOption('month')
  await page.getByRole('button', { name: 'Show these numbers' }).click()
  t.match(await readIn(page), /is withheld\.\s+From which to which is withheld throughout/)
  t.same(complaints, [])
})

t.test('who leads change: what each is of all, and what is withheld', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${theCounty}/trends`)
  await page.getByRole('link', { name: 'Who leads change' }).click()
  const told = await readIn(page)
  t.match(told, '2026 Q1: 60 changes. Who led them: the person 45 (about 75 %), nobody knows 15 (about 25 %).')
  t.match(told, /2025 Q3\s+100\s+40\s+about 40 %\s+20\s+about 20 %\s+30\s+about 30 %\s+Withheld/)
  t.match(told, /2025 Q4\s+Withheld\s+20\s+Withheld/)
  t.match(told, 'Nothing is shown of: the family; a worker; a rule; life itself.')
  const picture = page.getByRole('img', { name: 'Who leads change, Sallowshire' })
  t.same(await picture.locator('[class*=own-on]').allTextContents(), ['1', '3', '5', '1', '8'])
  t.equal(await picture.locator('.own-untold').count(), 2)
  t.same(await page.getByLabel('What is counted').locator('option').count(), 4)
  t.same(complaints, [])
})

t.test('a trend by what it is broken down by: a picture of each, its numbers, and what is not broken down so', async (t) => {
  const { page, complaints } = await withWindow(browser)
  await signIn(page)
  await page.goto(`${theCounty}/trends?measure=goals-voiced&from=2025-04`)
  await page.getByLabel('Broken down by').selectOption('Part of life')
  await page.getByRole('button', { name: 'Show these numbers' }).click()
  const told = await readIn(page)
  t.match(told, '13 of 13 say that something changed: 8 higher, 5 lower.')
  t.match(told, /April 2025\s+20 lower\s+Withheld/)
  t.match(told, /April 2026\s+40 higher\s+20/)
  t.match(told, /Nothing is shown of: belonging; .*faith and culture/)
  const home = page.getByRole('img', { name: 'Home: Goals voiced, Sallowshire' })
  t.equal(await home.locator('.own-neutral').count(), 13)
  t.equal(await page.getByRole('img', { name: 'Fun: Goals voiced, Sallowshire' }).locator('.own-point').count(), 1)
  await page.getByLabel('What is counted').selectOption('People with a conversation')
  await page.getByRole('button', { name: 'Show these numbers' }).click()
  t.match(await readIn(page), /not broken down by “part of life”: it is shown all together[\s\S]*It moves around 26\.15/)
  t.same(complaints, [])
})

t.test('the numbers of each page can be had as a file, by the same choice', async (t) => {
  const { page } = await withWindow(browser)
  await signIn(page)
  const files = {
    'trends?from=2025-04&to=2026-04': `trend-${county}-people-heard.csv`,
    'trends?measure=goals-voiced&by=lifeArea': `trend-${county}-goals-voiced-lifeArea.csv`,
    'who-leads': `trend-${county}-changes-ledBy.csv`,
    gaps: 'gaps-',
    'use-and-reach': 'support-',
    flows: `flows-${county}-2024-05-2026-04.csv`,
  }
  for (const [path, name] of Object.entries(files)) {
    await page.goto(`${theCounty}/${path}`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download these numbers (CSV)' }).click(),
    ])
    t.match(file.suggestedFilename(), name)
    const lines = parse(await readFile(await file.path()), { columns: true }) as Record<string, string>[]
    t.match(lines[0], { area: county, knownAt: '2026-05' })
    if (path.startsWith('trends?from'))
      t.same(
        lines.map(({ value }) => Number(value)),
        heard,
      )
  }
})

t.test('no page breaks a rule of WCAG 2.2 AA, at a desk or on a phone, or is wider than the window', async (t) => {
  for (const [kind, viewport] of Object.entries({ desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
    const { page, complaints } = await withWindow(browser, { viewport })
    await signIn(page)
    const paths = [
      '',
      '/trends?from=2025-04',
      '/trends?from=2025-01',
      '/trends?from=x',
      '/trends?per=quarter&measure=goals-voiced',
      '/gaps',
      '/use-and-reach',
      '/gaps?knownAt=2026-04',
      '/who-leads',
      '/flows',
      '/trends?measure=goals-voiced&by=lifeArea&from=2025-04',
    ]
    for (const path of paths) {
      await page.goto(path === '' ? `${address}/the-area` : `${theCounty}${path}`)
      t.same(await broken(page), [], path)
      t.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${path} is as wide as the window`)
      const { PAGES_SHOTS: shots } = process.env
      if (shots) await page.screenshot({ path: `${shots}/area-${kind}-${path.replace(/\W+/g, '-')}.png`, fullPage: true })
    }
    t.same(complaints, [])
  }
})

t.test('on paper a page says what it is of, has nothing to press, and nothing of it is cut off', async (t) => {
  // A4 without its margins, at 96 dots an inch.
  const { page } = await withWindow(browser, { viewport: { width: 680, height: 1000 } })
  await signIn(page)
  await page.emulateMedia({ media: 'print' })
  const pages = {
    'trends?from=2025-04': 'April 2025 to April 2026. Numbers as published in May 2026. Printed on',
    'trends?measure=goals-voiced&by=lifeArea&from=2025-04': 'April 2025 to April 2026. Numbers',
    'who-leads': 'May 2024 to April 2026. Numbers',
    gaps: 'May 2024 to April 2026. Numbers',
    'use-and-reach': 'At the end of April 2026. Numbers',
    flows: '2025. Numbers',
  }
  for (const [path, heading] of Object.entries(pages)) {
    await page.goto(`${theCounty}/${path}`)
    t.match(await readIn(page), heading, path)
    const seen = page.locator('nav, form, button, a').filter({ visible: true })
    t.equal(await seen.count(), 0, path)
    const cut = await page.locator('.own-scroll').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)
    t.equal(cut, 0, path)
  }
})

t.test('somebody of another room is told in plain words that this is not theirs', async (t) => {
  const { page } = await withWindow(browser)
  await page.goto(`${theCounty}/trends`)
  await page.getByRole('button', { name: 'Ruth Callow' }).click()
  t.match(await readIn(page), /room/i)
  t.same(await broken(page), [])
})
