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
import { atTime, inDays, inWords, isFading, onDay, plainly, quoted, told } from './words.ts'

// The look that UK public-service staff know, with our own name: without the crown, the crest and the typeface, which are for GOV.UK alone.

const govuk = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))

const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([path.join(import.meta.dirname, 'templates'), path.join(govuk, 'dist')]),
  { autoescape: true },
)
for (const [name, filter] of Object.entries({ plainly, inDays, atTime, inWords, quoted, isFading, onDay, inNumbers, inPeriods }))
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
.own-beside-it{margin:10px 0 5px;padding:5px 0 5px 15px;border-left:5px solid #b1b4b6}
.own-beside-it__kind{margin:0 0 3px;font-family:arial,sans-serif;font-size:1rem}
.own-beside-it .govuk-body{font-size:1rem}
.own-timeline{margin:0 0 20px;padding:0;list-style:none;font-family:arial,sans-serif}
.own-clocks{display:flex;flex-wrap:wrap;gap:5px 20px;margin:0 0 15px;font-family:arial,sans-serif;font-size:1rem}
.own-clocks p{margin:0}
.own-clocks p{font-weight:700}
.own-clocks p:nth-child(2){display:none}
.own-clocks__so::before,.own-moment__so::before{content:"";display:inline-block;width:15px;height:15px;border-radius:50%;background:#1d70b8}
.own-clocks__written::before,.own-moment__written::before{content:"";display:inline-block;width:11px;height:11px;border:2px solid #505a5f;background:#fff}
.own-clocks p::before{margin-right:8px;vertical-align:-1px}
.own-moment{position:relative;margin:0;padding:0 0 25px 22px;border-left:5px solid #1d70b8}
.own-moment__so{position:relative;margin:0 0 10px;font-size:1.1875rem}
.own-moment__so::before{position:absolute;left:-32px;top:3px}
.own-moment__written{position:relative;margin:10px 0 0;padding-left:23px;font-size:1rem}
.own-moment__written::before{position:absolute;left:0;top:1px}
.own-moment__written,.own-written,.own-whose{color:#484d51}
.own-written,.own-whose{margin:3px 0;font-family:arial,sans-serif;font-size:1rem;line-height:1.3}
.own-telling{margin-bottom:15px}
.own-facts{display:flex;flex-wrap:wrap;gap:3px 20px;margin:3px 0;font-family:arial,sans-serif;font-size:1rem;line-height:1.3}
.own-facts dt{display:inline;color:#484d51}
.own-facts dd{display:inline;margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.own-when{width:6.5rem}
@media(min-width:40.0625em){.own-when{width:10rem}}
.own-when__later{display:block;color:#484d51;font-weight:400}
.own-player{margin:0 0 15px;padding:15px 20px;border:2px solid #b1b4b6}
.own-player__row{display:flex;flex-wrap:wrap;gap:15px;align-items:center}
.own-trouble{padding:10px 15px;border-left:5px solid #d4351c}
.own-slider{flex:1 1 14rem;min-width:0;height:44px;accent-color:#1d70b8}
.own-slider:focus{outline:3px solid #fd0;box-shadow:0 0 0 6px #0b0c0c}
.own-player:not([hidden])~#shown .own-steps{display:none}
.own-unsaid{fill:#fff;stroke:#505a5f;stroke-width:3}
@media(max-width:40.0525em){.own-navigation .govuk-service-navigation__list{display:flex;flex-wrap:wrap;gap:0 18px}.own-navigation .govuk-service-navigation__item{margin:0 0 4px;padding:6px 0}.own-navigation .govuk-service-navigation__item--active{margin-left:0;padding-left:0;border-left:0;border-bottom:4px solid #1a65a6}}
@media(min-width:48em){.own-clocks,.own-moment{display:grid;grid-template-columns:10rem minmax(0,1fr) 12rem;column-gap:25px}.own-clocks p:nth-child(2){display:block;padding-left:20px}.own-moment{padding:0;border:0}.own-moment__so{padding-top:0}.own-moment__so::before{left:auto;right:-32px;z-index:1}.own-moment__what{border-left:5px solid #1d70b8;margin-left:-5px;padding:0 0 20px 25px}.own-moment__written{margin-top:0}}
.own-lines{margin:5px 0;font-family:arial,sans-serif;font-size:1.1875rem;line-height:1.4}
.own-lines dt{font-weight:700}
.own-lines dd{margin:0 0 5px;white-space:pre-wrap;overflow-wrap:anywhere}
@media(min-width:40.0625em){.own-lines{display:grid;grid-template-columns:13rem 1fr;gap:3px 15px}.own-third{width:33%}}
.own-steps{display:flex;flex-wrap:wrap;gap:0 15px}
.own-differs{border-top:1px solid #b1b4b6;padding:15px 0 10px}
.own-even{table-layout:fixed;overflow-wrap:break-word}
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
[hidden]{display:none!important}
.own-waits{margin:20px 0 0}
.own-waiting{margin:0;padding:0;list-style:none}
.own-waiting>li{border-top:1px solid #b1b4b6;padding-top:15px}
/* The area */
.own-picture--small{min-width:0;max-width:30rem}
.own-picture .own-label{font-weight:700}
.own-multiples{display:grid;gap:10px 30px;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));margin:0 0 20px;padding:0;list-style:none}
.own-multiples .govuk-heading-s{margin-bottom:0}
.own-multiples .govuk-body-s{margin:0 0 5px}
.own-multiples .own-picture{margin-bottom:5px}
.own-heat .govuk-table__cell,.own-heat .govuk-table__header{font-size:1rem}
.own-placed{fill:#1d70b8}
.own-strip{fill:#f3f2f1;stroke:#b1b4b6}
.own-untold{fill:#fff;stroke:#505a5f;stroke-dasharray:4 3}
.own-told{fill:#1d70b8}
.own-band{fill:#1d70b8;fill-opacity:.35;stroke:#1d70b8;stroke-opacity:.6}
.own-piece{stroke:#fff;stroke-width:1.5}
.own-piece-1{fill:#003078}.own-piece-2{fill:#5694ca}.own-piece-3{fill:#1d70b8}.own-piece-4{fill:#d97b22}.own-piece-5{fill:#b8470c}.own-piece-6{fill:#6b2a00}.own-piece-7{fill:#8a9196}.own-piece-8{fill:#505a5f}
.own-picture .own-on-1,.own-picture .own-on-3,.own-picture .own-on-5,.own-picture .own-on-6,.own-picture .own-on-8,.own-sign .own-on-1,.own-sign .own-on-3,.own-sign .own-on-5,.own-sign .own-on-6,.own-sign .own-on-8{fill:#fff}
.own-sign text{font:14px arial,sans-serif;text-anchor:middle}
.own-numbered{columns:17rem;column-gap:40px;margin:10px 0;padding-left:30px}
.own-numbered>li{padding:1px 0}
.own-numbers th[scope=row],.own-numbers .own-about{white-space:nowrap}
.own-about{display:block;color:#505a5f;font-size:1rem}
@media(max-width:40.0525em){.own-numbers .govuk-table__cell,.own-numbers .govuk-table__header{padding-right:10px}.own-pages .govuk-service-navigation__list{display:flex;flex-wrap:wrap;column-gap:20px;padding:5px 0}.own-pages .govuk-service-navigation__item{margin:0;padding:6px 0;border:0}.own-pages .govuk-service-navigation__item--active .govuk-service-navigation__link{text-decoration:underline;text-decoration-thickness:3px}}
.own-paper-only{display:none}
@page{size:A4;margin:16mm 15mm 18mm;@bottom-right{content:counter(page) " of " counter(pages);font:9pt arial,sans-serif}}
@media print{.govuk-table{margin-bottom:10pt}.govuk-body,.govuk-body-l{margin-bottom:8pt}.own-paper-only{display:block}.govuk-main-wrapper{padding:0}.govuk-body,.govuk-list,.govuk-inset-text{font-size:11pt}.govuk-body-s,.own-legend,.own-numbered{font-size:9.5pt}.govuk-body-l{font-size:13pt}.govuk-caption-xl{font-size:13pt}.govuk-heading-xl{font-size:22pt;margin-bottom:10pt}.govuk-heading-m,.govuk-table__caption--m{font-size:13pt}.govuk-heading-s,.govuk-table__caption--s{font-size:11pt}.own-about{font-size:8pt}.own-bar{min-width:4rem}.own-says{min-width:0}.own-picture{max-width:165mm}.govuk-table,.own-numbered{break-inside:avoid}.own-long{break-inside:auto}.own-heat .govuk-table__cell,.own-heat .govuk-table__header{font-size:8pt;padding:4px}.govuk-table{font-size:9pt}.govuk-table__cell,.govuk-table__header{padding:4px 8px 4px 0}thead{display:table-header-group}.own-multiples{grid-template-columns:1fr 1fr}.own-multiples>li,.own-legend,.own-numbered,.govuk-table__caption{break-inside:avoid}h1,h2,h3,.govuk-table__caption{break-after:avoid}.own-strip,.own-placed,.own-told,.own-band,.own-piece,.own-mean{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
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
