import { soInWords } from '../telling.ts'
import { inWords, plainly, quoted } from '../words.ts'

interface Written {
  entries: number
  share: number
  said: { person: number; others: number }
}

interface Mattering {
  words?: unknown
  since: { from?: string }
}

/** Where attention went in a story, as the room answers it. */
export interface Attention {
  entries: number
  areas: (Written & { lifeArea: string; matters: Mattering[]; goals: Mattering[]; wants: Mattering[] })[]
  none: Written
  nothingElseWritten: string[]
}

/** How much was written about each part of life, in words, beside what the person says matters there. Parts of which there is nothing are named and have no row. */
export function attentionInWords({ entries, areas, none, nothingElseWritten }: Attention) {
  const isThere = (area: Attention['areas'][number]) => area.entries + area.matters.length + area.goals.length + area.wants.length > 0
  return {
    entries,
    aboutNone: none.entries,
    rows: areas.filter(isThere).map(({ lifeArea, matters, goals, wants, ...written }) => ({
      ...written,
      part: plainly(lifeArea),
      matters: [...matteringAs('Matters', matters), ...matteringAs('A goal', goals), ...matteringAs('A want', wants)],
    })),
    empty: areas.filter((area) => !isThere(area)).map(({ lifeArea }) => inWords(lifeArea)),
    nothingElse: nothingElseWritten.map(inWords),
  }
}

function matteringAs(name: string, all: readonly Mattering[]): { name: string; says: string; since: string }[] {
  return all.map(({ words, since }) => ({ name, says: quoted(words) || 'in words that are not there', since: soInWords(since) }))
}
