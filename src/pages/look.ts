import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import nunjucks from 'nunjucks'
import { inPeriods } from './commissioner/in-short.ts'
import { scripts } from './scripts.ts'
import { inNumbers, signs } from './svg.ts'
import { kindInWords } from './telling.ts'
import { moments } from './timeline.ts'
import { atTime, fitInWords, inDays, inWords, isFading, lookedAt, onDay, plainly, quoted, told } from './words.ts'

// The look that UK public-service staff know, with our own name: without the crown, the crest and the typeface, which are for GOV.UK alone.

const govuk = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))

const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([path.join(import.meta.dirname, 'templates'), path.join(govuk, 'dist')]),
  { autoescape: true },
)
for (const [name, filter] of Object.entries({
  plainly,
  inDays,
  atTime,
  inWords,
  quoted,
  isFading,
  onDay,
  lookedAt,
  fitInWords,
  inNumbers,
  inPeriods,
}))
  templates.addFilter(name, filter)
templates.addFilter('moments', moments)
templates.addFilter('kindInWords', kindInWords)
templates.addGlobal('signs', signs)
templates.addFilter('told', (value: unknown) => told(value))
templates.addFilter('among', (things: readonly { state: string }[] = [], states: readonly string[] = []) =>
  things.filter(({ state }) => states.includes(state)),
)

/** A page from its template. Whatever it is given is text, and escaped. */
export function render(template: string, context: object): string {
  return templates.render(template, { ...context, styles, scripts })
}

const ours = readFileSync(path.join(import.meta.dirname, 'own.css'), 'utf8')

/** Every style of the pages, as one file. */
export const css = `${readFileSync(path.join(govuk, 'dist/govuk/govuk-frontend.min.css'), 'utf8')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replaceAll(/"?GDS Transport"?,/g, '')
  .replaceAll(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
  .replace(/\/\*# sourceMappingURL=.*?\*\//, '')}${ours}`

/** What stands beside the name of a page: a leaf that unfolds. */
export const leaf =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1d70b8" d="M16 30V14m0 4C8 18 4 13 4 6c8 0 12 5 12 12zm0-6c0-6 4-10 12-10 0 8-5 12-12 12z"/></svg>'

/** Where it is found: another one whenever it changes, so that it can be kept. */
export const styles = `/pages/${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css`
