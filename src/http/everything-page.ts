import path from 'node:path'
import nunjucks from 'nunjucks'
import type { Everything } from './everything.ts'

// Nunjucks escapes all that it is given: what people said is text here, and nothing else.
const templates = nunjucks.configure(path.join(import.meta.dirname, '../pages'), { autoescape: true, throwOnUndefined: false })
templates.addFilter('plainly', plainly)
templates.addFilter('told', told)

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

/** Facts or words as lines of a name and what it says; what is nested within each other with its way to it. */
function told(value: unknown, way: readonly string[] = []): { name: string; says: string }[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [{ name: plainly(way.join(' ')), says: String(value) }]
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    return value.length === 0 ? [] : [{ name: plainly(way.join(' ')), says: value.join(', ') }]
  if ('text' in value)
    return [{ name: plainly(way.join(' ')), says: 'quote' in value && value.quote ? `“${value.text}”` : String(value.text) }]
  return Object.entries(value).flatMap(([name, inner]) => told(inner, [...way, name]))
}
