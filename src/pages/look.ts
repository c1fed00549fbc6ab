import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import nunjucks from 'nunjucks'
import { inPeriods } from './commissioner/in-short.ts'
import { scripts } from './scripts.ts'
import { inNumbers, signs } from './svg.ts'
import { atTime, inDays, inWords, isFading, onDay, plainly, quoted, told } from './words.ts'

// The look that UK public-service staff know, with our own name: without the crown, the crest and the typeface, which are for GOV.UK alone.

const govuk = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))

const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([path.join(import.meta.dirname, 'templates'), path.join(govuk, 'dist')]),
  { autoescape: true },
)
for (const [name, filter] of Object.entries({ plainly, inDays, atTime, inWords, quoted, isFading, onDay, inNumbers, inPeriods }))
  templates.addFilter(name, filter)
templates.addGlobal('signs', signs)
templates.addFilter('told', (value: unknown) => told(value))
templates.addFilter('among', (things: readonly { state: string }[] = [], states: readonly string[] = []) =>
  things.filter(({ state }) => states.includes(state)),
)

/** A page from its template. Whatever it is given is text, and escaped. */
export function render(template: string, context: object): string {
  return templates.render(template, { ...context, styles, scripts })
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
.own-none{color:#505a5f}
.own-choose{display:flex;flex-wrap:wrap;gap:0 30px;align-items:flex-end;margin-bottom:20px;padding:20px 20px 0;background:#f3f2f1}
.own-choose .govuk-form-group{margin-bottom:20px;max-width:100%}
.own-choose .govuk-hint{color:#484d51}
.own-choose .govuk-select{max-width:100%}
.own-choose .own-choose__wide{flex-basis:100%}
.own-choose .govuk-button{margin-bottom:22px}
.own-timeline{margin:0 0 20px;padding:0;list-style:none;border-left:5px solid #1d70b8;font-family:arial,sans-serif}
.own-timeline>li{position:relative;margin:0 0 25px;padding:0 0 0 20px}
.own-timeline>li::before{content:"";position:absolute;top:14px;width:10px;border-top:5px solid #1d70b8;left:0}
.own-timeline__day{margin:0;color:#0b0c0c;font-size:1.1875rem}
.own-beside-it{margin:10px 0 0;padding:5px 0 5px 15px;border-left:5px solid #b1b4b6}
.own-lines{margin:5px 0;font-family:arial,sans-serif;font-size:1.1875rem;line-height:1.4}
.own-lines dt{font-weight:700}
.own-lines dd{margin:0 0 5px;white-space:pre-wrap;overflow-wrap:anywhere}
.own-timeline .govuk-hint,.own-beside-it .govuk-hint{margin-top:0}
@media(min-width:40.0625em){.own-lines{display:grid;grid-template-columns:13rem 1fr;gap:3px 15px}.own-third{width:33%}}
.own-steps{display:flex;flex-wrap:wrap;gap:0 15px}
.own-differs{border-top:1px solid #b1b4b6;padding:15px 0 0}
.own-figure{margin:20px 0}
.own-picture{display:block;width:100%;min-width:36rem;max-width:60rem;font:14px arial,sans-serif}
.own-picture text{fill:#0b0c0c}
.own-picture .own-end{text-anchor:end}
.own-picture .own-middle{text-anchor:middle}
.own-tick{stroke:#d8d8d8}
.own-mean{stroke:#0b0c0c;stroke-width:1.5}
.own-limit{stroke:#505a5f;stroke-width:1.5;stroke-dasharray:7 5}
.own-beside{stroke:#4c2c92;stroke-width:1.5;stroke-dasharray:2 3}
.own-line{fill:none;stroke:#505a5f;stroke-width:2}
.own-point{fill:#505a5f}
.own-improvement{fill:#1d70b8}
.own-concern{fill:#ca5010}
.own-neutral{fill:#4c2c92}
.own-legend{display:flex;flex-wrap:wrap;gap:5px 25px;margin:10px 0;padding:0;list-style:none}
.own-sign{width:20px;height:20px;vertical-align:middle}
.own-bar{display:block;width:100%;min-width:7rem;height:1rem}
.own-whole{fill:#eeefef}
.own-part{fill:#1d70b8}
.own-interval{fill:none;stroke:#0b0c0c;stroke-width:1.2;vector-effect:non-scaling-stroke}
.own-says{min-width:12rem}
.own-heat-1{background:#eaf2f9}
.own-heat-2{background:#cfe2f2}
.own-heat-3{background:#a8cbe8}
.own-heat-4{background:#7fb1dc}
.own-heat .govuk-table__cell,.own-heat .govuk-table__header{padding:8px 10px}
.own-news{margin-bottom:30px;padding:15px 15px 1px;background:#f3f2f1}
.own-news .govuk-hint{color:#484d51}
.own-quickly{position:sticky;top:0;z-index:10;display:flex;justify-content:flex-end;max-width:960px;margin:0 auto;padding:10px 15px;pointer-events:none}
.own-quickly .govuk-button{pointer-events:auto}
.own-search--close>div{flex:0 1 auto}
.own-door{border-top:1px solid #b1b4b6;padding:15px 0 0}
@media print{.own-header,.own-quickly,.own-no-print,.govuk-service-navigation,.govuk-skip-link{display:none}.own-scroll{overflow:visible}.own-picture{min-width:0}.own-figure,tr{break-inside:avoid}.own-heat td,.own-whole,.own-part{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
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
