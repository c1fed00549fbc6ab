import { composites, type Dimension, type PlainDimension } from '../../domain/measures.ts'
import { inWords, plainly } from '../words.ts'

const plain: Record<PlainDimension, string> = {
  lifeArea: 'Part of life',
  sector: 'Kind of support',
  neverAsked: 'Why it was never asked for',
  why: 'What was answered',
  openFor: 'For how long',
  wantedSector: 'What was wanted',
  givenSector: 'What was given',
  aboutSector: 'Kind of support, wanted or given',
  says: 'What they say of it',
  ratedBy: 'Who says so',
  ledBy: 'Who led it',
  direction: 'What changed',
  who: 'Who was to take it',
  decidedBy: 'Who decided',
  personWanted: 'Whether the person wanted it',
  about: 'What it was about',
  from: 'From whom',
  to: 'To whom',
  by: 'Who said no',
  reason: 'The reason given',
  pair: 'Which two services',
  role: 'What the worker was',
  outOf: 'What was left',
  into: 'What came instead',
  age: 'Age',
  adultAge: 'Age, of adults',
}

const leaders: Record<string, string> = {
  person: 'The person',
  family: 'The family',
  together: 'The person and others',
  worker: 'A worker',
  service: 'A service',
  rule: 'A rule',
  life: 'Life itself',
  unknown: 'Nobody knows',
}

/** What something is broken down by, as one says it. */
export function dimensionInWords(dimension: Dimension): string {
  if (!isComposite(dimension)) return plain[dimension]
  const [first = '', ...rest] = composites[dimension].map((part) => plain[part])
  return [first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(' and ')
}

/** A key of that as one says it: `65+` is "65 and over", `home/shared-lives` "Home: shared lives". */
export function keyInWords(dimension: Dimension, key: string): string {
  if (dimension === 'outOfInto') return plainly(key.split('/').map(inWords).join(' to '))
  if (isComposite(dimension)) {
    const [first = '', ...rest] = key.split('/').map((said, i) => keyInWords(composites[dimension][i] as Dimension, said))
    return rest.length === 0 ? first : `${first}: ${rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join(', ')}`
  }
  if (dimension === 'ledBy') return leaders[key] ?? plainly(key)
  if (dimension === 'pair') return plainly(key.split('+').map(inWords).join(' and '))
  const [, from, to] = /^(\d+)-(\d+)$/.exec(key) ?? []
  const atLeast = /^(\d+)\+$/.exec(key)?.[1]
  if (dimension === 'openFor') {
    if (atLeast !== undefined) return `${atLeast} months or more`
    return from === '0' ? `Under ${to} months` : `${from} to ${to} months`
  }
  if (atLeast !== undefined) return `${atLeast} and over`
  return from === undefined ? plainly(key) : `${from} to ${to}`
}

function isComposite(dimension: Dimension): dimension is keyof typeof composites {
  return dimension in composites
}
