import type { Known, Shelf } from './device.ts'
import { element } from './form.ts'

// With whom a conversation was, on the page that works without a network: one of the people whom the device knows.

/** Offers the people whom the device knows; first of all the one whom the address names. */
export function offerPeople(choice: HTMLSelectElement, people: readonly Known[]): void {
  const chosen = choice.value || new URLSearchParams(location.search).get('person') || ''
  const options = people.map(({ person, name }) => element('option', { value: person }, name || 'No name is told here'))
  choice.replaceChildren(element('option', { value: '' }, 'Choose'), ...options)
  chooseFrom(choice, people, chosen)
}

/** Chooses somebody, and offers their goals where the device knows any; nobody where it does not know them. */
export function chooseFrom(choice: HTMLSelectElement, people: readonly Known[], person: string): void {
  const known = people.find((each) => each.person === person)
  choice.value = known ? person : ''
  const goals = known?.goals ?? []
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[name^=goal-]')) {
    const before = select.value
    const options = goals.map(({ goal, words }) => element('option', { value: goal }, words))
    select.replaceChildren(element('option', { value: '' }, 'Choose'), ...options)
    select.value = goals.some(({ goal }) => goal === before) ? before : ''
  }
  for (const row of document.querySelectorAll<HTMLElement>('.own-goal')) row.hidden = goals.length === 0
  for (const option of document.querySelectorAll<HTMLOptionElement>('option[value=goal-goes]')) option.hidden = goals.length === 0
}

/** Keeps for later what the page of somebody says of their goals. */
export async function rememberGoals(shelf: Shelf, { person = '', name = '' }: DOMStringMap): Promise<void> {
  // A page that says what is missing may have been made without them.
  if (document.querySelector('.govuk-error-summary')) return
  const offered = document.querySelector<HTMLSelectElement>('select[name=goal-1]')?.options ?? []
  const goals = [...offered].filter(({ value }) => value !== '').map(({ value, text }) => ({ goal: value, words: text }))
  const others = (await shelf.people()).filter((each) => each.person !== person)
  await shelf.keepPeople([...others, { person, name, goals }])
}
