import type { Typed } from './device.ts'

/** What stands in a form now, without what only proves where it came from. */
export function typedIn(form: HTMLFormElement): Typed {
  const data = new FormData(form)
  data.delete('_csrf')
  const told = [...new Set(data.keys())].map((name): [string, string[]] => [name, data.getAll(name).map(String)])
  return Object.fromEntries(told.map(([name, all]) => [name, all.length === 1 ? String(all[0]) : all]))
}

/** Puts into a form what was typed before. */
export function fill(form: HTMLFormElement, typed: Typed): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = [typed[field.name]].flat().includes(field.value)
    else if (isField(field) && field.name !== '_csrf') field.value = [typed[field.name] ?? ''].flat().join()
  }
  for (const more of form.querySelectorAll('details')) more.open = [...more.querySelectorAll('select, textarea')].some(isSaid)
}

/** An empty form: another conversation, with ids of its own. */
export function empty(form: HTMLFormElement): void {
  form.reset()
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/London' })
  for (const field of form.querySelectorAll<HTMLInputElement>('input[name=id], input[name^=id-]')) field.value = newId()
  for (const field of form.querySelectorAll<HTMLInputElement>('input[name=day]')) Object.assign(field, { value: today, max: today })
  for (const more of form.querySelectorAll('details')) more.open = false
}

/** Says above the form and at each field what stands in the way, and goes there; with none, takes away what was said before. */
export function showErrors(form: HTMLFormElement, errors: Readonly<Record<string, string>>): void {
  for (const said of document.querySelectorAll('.govuk-error-summary, .govuk-error-message')) said.remove()
  for (const group of form.querySelectorAll('.govuk-form-group--error')) group.classList.remove('govuk-form-group--error')
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  if (Object.keys(errors).length === 0) return
  const items = Object.entries(errors).map(([name, says]) => {
    sayAt(form, name, says)
    return element('li', {}, element('a', { href: `#${name}` }, says))
  })
  const title = element('h2', { class: 'govuk-error-summary__title' }, 'It is not written down yet')
  const list = element('ul', { class: 'govuk-list govuk-error-summary__list' }, ...items)
  const summary = element('div', { class: 'govuk-error-summary', role: 'alert', tabindex: '-1' }, title, list)
  form.before(summary)
  summary.focus()
}

function sayAt(form: HTMLFormElement, name: string, says: string): void {
  const field = form.querySelector(`#${CSS.escape(name)}`)
  const group = field?.closest('.govuk-form-group')
  if (!field || !group) return
  group.classList.add('govuk-form-group--error')
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', `${name}-error`)
  field.before(element('p', { id: `${name}-error`, class: 'govuk-error-message' }, says))
}

/** A part of a page, with text in it that is text and nothing else. */
export function element<K extends keyof HTMLElementTagNameMap>(
  kind: K,
  attributes: Readonly<Record<string, string>> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(kind)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}

/** A new UUIDv7 (RFC 9562): its first 48 bits say when, in milliseconds. */
export function newId(at = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(at / 2 ** 16))
  view.setUint16(4, at % 2 ** 16)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function isField(field: Element): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement
}

/** Whether somebody said something in it: what stands there by itself says nothing. */
function isSaid(field: Element): boolean {
  return isField(field) && /^(kind|words)-/.test(field.name) && field.value.trim() !== ''
}
