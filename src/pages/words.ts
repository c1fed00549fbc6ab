import { londonDay, monthsAfter } from '../domain/values.ts'

// How codes, days and instants are said to people. Pages and the readable bundle say them alike.

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' })

/** A code or a name in words: `GoalVoiced` is "Goal voiced", `not-here` "Not here". */
export function plainly(code: unknown): string {
  const words = String(code ?? '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
    .replace(/\bi\b/g, 'I')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A day, a month or a year as one says it. */
export function inDays(partial: unknown): string {
  const said = String(partial ?? '')
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return day.format(new Date(said))
  return /^\d{4}-\d\d$/.test(said) ? month.format(new Date(said)) : said
}

/** An instant, by the clock in London. */
export function atTime(instant: unknown): string {
  return time.format(new Date(String(instant)))
}

/** The day of an instant, in London. */
export function onDay(instant: unknown): string {
  return inDays(londonDay(String(instant)))
}

/** Whether it is so long since something was heard that it may be so no longer: over a year, by the day it is now. */
export function isFading(lastHeard: unknown, today: unknown): boolean {
  return typeof lastHeard === 'string' && typeof today === 'string' && monthsAfter(lastHeard, 12) < today
}

/** What a fact or a word says: days as one says them, codes without their hyphens, and all else as it is. */
export function inWords(value: unknown): string {
  const said = String(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(said)) return atTime(said)
  if (value === true || value === false) return value ? 'yes' : 'no'
  return /^[a-z]+(-[a-z]+)+$/.test(said) ? said.replaceAll('-', ' ') : inDays(said)
}

/** What somebody said, as they said it: in quotation marks where it is quoted. */
export function quoted(words: unknown): string {
  if (typeof words !== 'object' || words === null || !('text' in words)) return String(words ?? '')
  return 'quote' in words && words.quote ? `“${words.text}”` : String(words.text)
}

/** Facts or words as lines of a name and what it says; what is nested within each other with its way to it. Ids are left out: they say nothing to whoever reads. */
export function told(value: unknown, way: readonly string[] = []): { name: string; says: string }[] {
  if (value === undefined || value === null) return []
  const line = (says: string) => (isId(says) ? [] : [{ name: plainly(way.join(' ')), says }])
  if (typeof value !== 'object') return line(inWords(value))
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.length === 0 ? [] : line(value.map(inWords).join(', '))
  if ('text' in value) return line(quoted(value))
  return Object.entries(value).flatMap(([name, inner]) => told(inner, [...way, name]))
}

function isId(text: string): boolean {
  return /^[0-9a-f-]{36}(, [0-9a-f-]{36})*$/.test(text)
}

/** What was looked at, where the name it goes by among programs would not say it. */
const shown: Readonly<Record<string, string>> = {
  now: 'How things are now',
  profile: 'How things were on a day',
  days: 'The days on which something began',
  us: 'What services did, and what changed after',
  path: 'The way through services',
  attention: 'What was written about, beside what matters',
  pace: 'How changes came, and who led them',
  difference: 'Two days side by side',
  replay: 'The life, day by day',
  access: 'Who may see',
}

/** What somebody looked at, in words. */
export function lookedAt(what: string): string {
  return shown[what] ?? plainly(what)
}

/** How a support fits, in words. */
export const fit: Readonly<Record<string, string>> = {
  fits: 'it fits',
  partly: 'it fits in part',
  'does-not': 'it does not fit',
  'not-sure': 'not sure whether it fits',
}

/** How a support fits, as somebody says it: `they are`, or `you are`. */
export function fitInWords(said: string, are = 'they are'): string {
  return said === 'not-sure' ? `${are} ${fit[said]}` : (fit[said] ?? plainly(said))
}
