/** What of a story somebody says something about: in whose words, or what it is. */
export interface Thing {
  words: unknown
  /** What kind of support it is, where it is one. */
  sector?: string
  /** Its id, where it is a goal or a want: those are let go of. */
  goal?: unknown
  want?: unknown
}

/** Under which name each kind of thing has its words. */
const wordsOf: Readonly<Record<string, string>> = {
  whatMatters: 'what',
  strengths: 'strength',
  goals: 'words',
  wants: 'words',
  worries: 'worry',
  labels: 'label',
  turningPoints: 'what',
}

interface Rests {
  entries?: readonly string[]
  [part: string]: unknown
}

/** The thing of a story, as it is now, that rests on an entry, or the support of that id; undefined where it is not there. */
export function thingOf(me: Readonly<Record<string, unknown>> | undefined, id: unknown): Thing | undefined {
  const rests = ({ entries }: Rests) => entries?.includes(String(id)) === true
  for (const [part, words] of Object.entries(wordsOf)) {
    const thing = ((me?.[part] ?? []) as Rests[]).find(rests)
    if (thing) return { words: thing[words], goal: thing.goal, want: thing.want }
  }
  const side = ((me?.aspects ?? []) as { sides: Rests[] }[]).flatMap(({ sides }) => sides).find(rests)
  if (side) return { words: side.aspect }
  const support = ((me?.supports ?? []) as Rests[]).find((each) => each.support === id)
  return support && { words: support.words, sector: String(support.sector) }
}
