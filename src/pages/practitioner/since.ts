import { kindInWords } from '../telling.ts'
import { quoted, told } from '../words.ts'

/** An entry of the journey, as far as it is said in short. */
interface Entry {
  type: string
  happened: { from?: string; to?: string }
  recordedAt: string
  recordedBy: { sub?: string; role: string; organisation?: string }
  saidBy?: object
  facts: object
  words: object
  standing?: string
  putRight: readonly { recordedAt: string }[]
  disputes: readonly { recordedAt: string }[]
}

/** What is new of a story, as the room answers it. */
interface Answer {
  since?: string
  entries: readonly Entry[]
  more?: number
}

/** What was written down since whoever looks last looked: when that was, how much, and each in short. */
export interface News {
  since?: string
  count: number
  more: number
  entries: { kind: string; says: string; day?: string; by: string; entry: Entry }[]
}

/** How many letters of it are shown: the whole stands in the journey. */
const atMost = 160

/** What is new of a story, in short, to a worker by their `sub`. */
export function newsIn({ since, entries, more = 0 }: Answer, sub: string | undefined): News {
  const inShort = entries.map((entry) => ({
    kind: kindOf(entry, since),
    says: saysOf(entry),
    ...dayOf(entry),
    by: entry.recordedBy.sub === sub ? 'you' : writerOf(entry),
    entry,
  }))
  return { ...(since !== undefined && { since }), count: entries.length + more, more, entries: inShort }
}

/** What it is, and what was done about it since where it was there before. */
function kindOf({ type, standing, putRight, disputes }: Entry, since = ''): string {
  const isNew = ({ recordedAt }: { recordedAt: string }) => recordedAt > since
  const done = [
    ...(standing === 'withdrawn' ? ['taken back'] : putRight.some(isNew) ? ['put right'] : []),
    ...(disputes.some(isNew) ? ['disputed'] : []),
  ]
  return [kindInWords(type), ...done].join(', ')
}

/** Its words, or where it has none what it says besides. */
function saysOf({ words, facts }: Entry): string {
  const [first] = Object.values(words).filter((each) => typeof each === 'string' || (typeof each === 'object' && each && 'text' in each))
  const says = first === undefined ? told(facts).map((line) => `${line.name}: ${line.says}`) : [quoted(first)]
  const text = says.join('; ')
  return text.length > atMost ? `${text.slice(0, atMost).trimEnd()}…` : text
}

function dayOf({ happened: { from, to } }: Entry): { day?: string } {
  const day = from ?? to
  return day === undefined ? {} : { day }
}

function writerOf({ recordedBy: { role, organisation } }: Entry): string {
  return [
    role === 'person' ? 'the person, or who acts for them' : `a ${role.replaceAll('-', ' ')}`,
    ...(organisation ? [organisation] : []),
  ].join(', ')
}
