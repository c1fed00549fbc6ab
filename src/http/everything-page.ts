import path from 'node:path'
import nunjucks from 'nunjucks'
import type { Everything } from './everything.ts'

// Nunjucks escapes all that it is given: what people said is text here, and nothing else.
const templates = nunjucks.configure(path.join(import.meta.dirname, '../pages'), { autoescape: true, throwOnUndefined: false })
templates.addFilter('plainly', plainly)
templates.addFilter('told', (value: unknown) => told(value).filter(({ says }) => !isId(says)))
templates.addFilter('inDays', inDays)
templates.addFilter('atTime', atTime)

/** Everything that is held about a person, as one page that can be read, printed and kept. */
export function everythingPage(everything: Everything): string {
  return templates.render('everything.njk', { everything })
}

/** A code or a name in words: `GoalVoiced` is "Goal voiced", `not-here` "Not here". */
function plainly(code: unknown): string {
  const words = String(code)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const dayWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const monthWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const timeWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' })

/** A day, a month or a year as one says it. */
function inDays(partial: unknown): string {
  const said = String(partial ?? '')
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return dayWords.format(new Date(said))
  return /^\d{4}-\d\d$/.test(said) ? monthWords.format(new Date(said)) : said
}

/** An instant, by the clock in London. */
function atTime(instant: unknown): string {
  return timeWords.format(new Date(String(instant)))
}

/** Ids say nothing to whoever reads; they are in the bundle. */
function isId(text: string): boolean {
  return /^[0-9a-f-]{36}(, [0-9a-f-]{36})*$/.test(text)
}

/** What a fact or a word says: days as one says them, codes without their hyphens, and all else as it is. */
function inWords(value: unknown): string {
  const said = String(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said)) return atTime(said)
  if (value === true || value === false) return value ? 'yes' : 'no'
  return isCode(said) ? said.replaceAll('-', ' ') : inDays(said)
}

/** Whether words are a code of ours rather than somebody's. */
function isCode(text: string): boolean {
  return /^[a-z]+(-[a-z]+)+$/.test(text)
}

/** Facts or words as lines of a name and what it says; what is nested within each other with its way to it. */
function told(value: unknown, way: readonly string[] = []): { name: string; says: string }[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [{ name: plainly(way.join(' ')), says: inWords(value) }]
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.length === 0 ? [] : [{ name: plainly(way.join(' ')), says: value.map(inWords).join(', ') }]
  if ('text' in value)
    return [{ name: plainly(way.join(' ')), says: 'quote' in value && value.quote ? `“${value.text}”` : String(value.text) }]
  return Object.entries(value).flatMap(([name, inner]) => told(inner, [...way, name]))
}
