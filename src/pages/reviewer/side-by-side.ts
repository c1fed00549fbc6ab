import { linesOf } from '../telling.ts'
import { told } from '../words.ts'

/** What is said of something on one day and on another, a line each. */
export interface Beside {
  name: string
  before?: string | undefined
  after?: string | undefined
  differs: boolean
}

/** How something came to be as it is stands in the journey: here it is how it was and is. Which area it was in is a code that says nothing to whoever reads. */
const leftOut = ['wordings', 'changes', 'entries', 'saidBy', 'toldBy', 'moved', 'movement', 'unmet', 'steps', 'area', 'responsible']
/** What says which one it is, also where that is the same on both days; in this order, before all else. */
const whichOne = ['Words', 'What', 'Strength', 'Worry', 'Aspect', 'Name', 'Label', 'Sector', 'Kind', 'Part of life']

/** Two accounts of the same thing side by side: what differs, and what says which one it is. Of what was there on one day only, all that is said. */
export function sideBySide(before: object | undefined, after: object | undefined): Beside[] {
  const [was, is] = [byName(before), byName(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names
    .map((name) => ({ name, before: was.get(name), after: is.get(name), differs: was.get(name) !== is.get(name) }))
    .filter(({ name, differs }) => differs || whichOne.includes(name))
    .sort((a, b) => placeOf(a.name) - placeOf(b.name))
}

function placeOf(name: string): number {
  const place = whichOne.indexOf(name)
  return place === -1 ? whichOne.length : place
}

function byName(thing: object = {}): Map<string, string> {
  const kept = Object.entries(thing).filter(([name]) => !leftOut.includes(name))
  const lines = kept.flatMap(([name, value]) => (typeof value === 'object' ? told({ [name]: value }) : linesOf('', name, value)))
  return new Map(
    lines.filter(({ name }) => !/ (said by who|told by)$/.test(name)).map(({ name, says }) => [name.replace(/ (from|who)$/, ''), says]),
  )
}
