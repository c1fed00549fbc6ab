import { type Day, daysAfter } from '../../domain/values.ts'
import { chance } from './chance.ts'
import type { LifeArea, Line } from './kinds.ts'
import { council } from './places.ts'
import { tellAt } from './story.ts'
import type { Life, Telling } from './teller.ts'

type With = 'chosen' | { sector: 'health' | 'housing' | 'other'; organisation?: string }

const ways: readonly { withWhom: With; what: 'all' | LifeArea[]; purpose: 'support' | 'learning'; said: Line }[] = [
  {
    ...{ withWhom: 'chosen', what: 'all', purpose: 'support' },
    said: ['{kin} can read it. All of it. It saves me telling it.', 'Let {kin} see it, {kinThey} know{kinS} most of it anyway.'],
  },
  {
    ...{ withWhom: 'chosen', what: ['home', 'money'], purpose: 'support' },
    said: ['{kin} can see about the house and the money. The rest is mine.', 'The bills, {kin}. Not the rest, thank you.'],
  },
  {
    ...{ withWhom: { sector: 'health', organisation: 'SALNHS01' }, what: ['health'], purpose: 'support' },
    said: ['The surgery can have the health part and no more.', 'Tell the nurse what’s about my health. She asks me every time.'],
  },
  {
    ...{ withWhom: { sector: 'housing' }, what: ['home'], purpose: 'support' },
    said: ['Housing can see what I said about where I live.', 'Show them the part about the flat. In my words.'],
  },
  {
    ...{ withWhom: { sector: 'other', organisation: council }, what: 'all', purpose: 'learning' },
    said: ['If somebody learns from it, let them read it.', 'Use it. So the next one doesn’t get what I got.'],
  },
]
const noLonger = ['I’ve changed my mind. Not any more.', 'They’ve seen enough.', 'I want that stopped now, please.']

/** What some agree to, of who may see their story, and some of them later no longer. It is told last, so that nothing else in a life hangs on it. */
export function share(life: Life, seed: string | number): void {
  const { who, dies } = life
  const chances = chance(seed, who.index, 'sharing')
  if (who.tongue === 'none' || !chances.maybe(0.3)) return
  const talks = life.told.filter(
    ({ day, entries }) => day < (dies?.day ?? '9999') && entries.some(({ type }) => type === 'ConversationHeld'),
  )
  const agreedAt = talks[chances.int(0, Math.max(0, Math.floor(talks.length / 2)))]
  if (!agreedAt) return
  const { said, ...way } = chances.one(ways)
  const until: Day | undefined = way.purpose === 'learning' ? daysAfter(agreedAt.day, 730) : undefined
  const sharing = chances.uuidAt(agreedAt.at)
  alsoSaid(life, agreedAt, (s) => s.put('SharingAgreed', { sharing, ...way, until }, { about: said }, { by: 'person' }))
  const endedAt = talks.find(({ at }) => at > agreedAt.at + 120 * 86_400_000)
  if (endedAt && chances.maybe(0.25))
    alsoSaid(life, endedAt, (s) => s.put('SharingWithdrawn', { sharing }, { about: noLonger }, { by: 'person' }))
  life.told.sort((a, b) => a.at - b.at)
}

/** Said in a conversation, and written down right after it. */
function alsoSaid(life: Life, { day, at }: Telling, tell: Parameters<typeof tellAt>[3]): void {
  tellAt(life, day, at + 4 * 60_000, tell)
}
