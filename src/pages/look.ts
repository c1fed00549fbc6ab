import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import nunjucks from 'nunjucks'
import { atTime, inDays, inWords, isFading, plainly, quoted, told } from './words.ts'

// The look that UK public-service staff know, with our own name: without the crown, the crest and the typeface, which are for GOV.UK alone.

const govuk = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))

const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([path.join(import.meta.dirname, 'templates'), path.join(govuk, 'dist')]),
  { autoescape: true },
)
for (const [name, filter] of Object.entries({ plainly, inDays, atTime, inWords, quoted, isFading })) templates.addFilter(name, filter)
templates.addFilter('told', (value: unknown) => told(value))
templates.addFilter('among', (things: readonly { state: string }[] = [], states: readonly string[] = []) =>
  things.filter(({ state }) => states.includes(state)),
)

/** A page from its template. Whatever it is given is text, and escaped. */
export function render(template: string, context: object): string {
  return templates.render(template, { ...context, styles })
}

const ours = `
.govuk-template{background:#fff}
.own-header{background:#0b0c0c;border-bottom:10px solid #1d70b8;color:#fff;padding:15px 0}
.own-header__name{color:#fff;font-size:1.5rem;font-weight:700;text-decoration:none}
.own-header__name:focus{background:#fd0;color:#0b0c0c;outline:3px solid transparent}
.own-header__row{display:flex;flex-wrap:wrap;gap:15px;justify-content:space-between;align-items:center}
.own-leave{display:flex;gap:15px;align-items:center;margin:0}
.own-everything{font-family:arial,sans-serif;font-size:1.1875rem;line-height:1.5}
.own-everything article{border-top:1px solid #505a5f;padding:.5rem 0}
.own-everything h1{font-size:2rem}
.own-everything dt{font-weight:700}
.own-everything dd{margin:0 0 .3rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
.own-everything dl{margin:.3rem 0}
.own-everything table{border-collapse:collapse;width:100%}
.own-everything th,.own-everything td{text-align:left;border-bottom:1px solid #b1b4b6;padding:.3rem .5rem .3rem 0;vertical-align:top}
.own-scroll{overflow-x:auto}
.own-sides{display:grid;gap:15px;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));margin:0 0 30px;padding:0;list-style:none}
.own-sides>li{border-left:5px solid #1d70b8;padding-left:15px}
.own-rests{display:block}
.own-rests+.govuk-heading-m{margin-top:30px}
.own-came+.govuk-button{margin-top:15px}
.own-fading{border-left:5px dotted #505a5f;padding-left:10px}
.own-search{align-items:flex-end;display:flex;flex-wrap:wrap;gap:15px;margin-bottom:30px}
.own-search>div{flex:1 1 15rem}
.own-row{display:grid;column-gap:20px;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));align-items:end}
.own-row .govuk-select,.own-row .govuk-input{width:100%;min-width:0}
.own-inline{display:flex;flex-wrap:wrap;column-gap:20px}
.own-came{border-top:1px solid #b1b4b6;margin:0;padding:15px 0}
.own-came[open]>summary{margin-bottom:15px}
.own-entry{border-left:5px solid #1d70b8;padding-left:15px;margin-bottom:30px}
.own-lines{font-family:arial,sans-serif;font-size:1.1875rem;line-height:1.4;margin:0 0 5px}
.own-lines dt{color:#505a5f;font-size:1rem}
.own-lines dd{margin:0 0 5px}
.own-doors{display:flex;flex-wrap:wrap;column-gap:15px}
.own-said{white-space:pre-wrap;overflow-wrap:anywhere}
`

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
