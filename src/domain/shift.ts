import type { ShownShare } from './reach.ts'
import { type Range, rangeOfAmount, rangeOfPeople, type Shown, type WhyNot } from './shown.ts'

// What if a share of what one sector costs were spent on another: arithmetic over published numbers, stated as ranges. It foretells nothing, and nothing of it
// is kept.

/** What was published of a sector, and what was worked out from it. */
export interface SectorShown {
  sector: string
  people: Shown
  hours: Shown
  cost: Shown
  heardShare: ShownShare
  reach: ShownShare
  /** Open wants for it. */
  open: Shown
}

/** Between which two numbers something would lie; or why that cannot be told, and for want of which numbers. */
export type Ranged = Range | { why: WhyNot | 'no-cost'; of: string[] }

/** What some money pays for in a sector. */
export interface Paid {
  people: Ranged
  hours: Ranged
  /** Of those people, with how many a goal of their own that is heard of would move. */
  moved: Ranged
  /** The share of people there who have such a goal, and of those the share with whom it moves. */
  heardShare: Ranged
  reach: Ranged
}

export interface Shift {
  /** GBP a week that would go from the one to the other. */
  money: Ranged
  /** What it pays for now, and what it would pay for. */
  from: Paid
  to: Paid
  gaps: {
    /** People with an open want for the sector it would go to. */
    open: Ranged
    /** How many of them it could meet at most. */
    met: Ranged
  }
}

/** What the arithmetic rests on, in plain words. It stands beside every answer. */
export const assumptions: readonly string[] = [
  'Every pound that leaves the one sector is spent in the other: nothing is lost on the way, and nothing is paid for twice while it goes.',
  'One more person costs what a person costs there now on average, and one fewer saves as much. Buildings, notice and staff make that untrue for small shares and in the first year.',
  'Where nobody wrote down what a support costs or how many hours it is, it counts as nothing: an average may be too low.',
  'Whoever comes to a sector is heard of and reached as those are who are there now. They are other people, with other wishes: nothing shows that it would be so.',
  'One person more meets the want of one person at most. Who has such a want may have reasons not to take it.',
  'A published number of people may be 7 more or fewer than the true one; one of pounds or hours may be off by what five people have of them; shares lie in their 95 % interval. The ranges hold all of that, and nothing else.',
]

/** What if `percent` of what `from` costs were spent on `to`? Where a number is withheld, nothing is told that rests on it. */
export function shiftOf({ from, to, percent }: { from: SectorShown; to: SectorShown; percent: number }): Shift {
  const share = percent / 100
  const [costHere, costThere] = [published(from, 'cost'), published(to, 'cost')]
  const money = worked([costHere], (cost) => times(cost, share))
  const leaves = (amount: Ranged) => worked([costHere, amount], (_, amount) => times(amount, share))
  const comes = (amount: Ranged) =>
    worked([money, amount, priced(to, costThere)], (money, amount, cost) => over(times(money, amount), cost))
  const people = comes(published(to, 'people'))
  const open = published(to, 'open')
  return {
    money: whole(money),
    from: paid(from, leaves(published(from, 'people')), leaves(published(from, 'hours'))),
    to: paid(to, people, comes(published(to, 'hours'))),
    gaps: { open: whole(open), met: whole(worked([people, open], fewer)) },
  }
}

function paid(sector: SectorShown, people: Ranged, hours: Ranged): Paid {
  const [heardShare, reach] = [shareIn(sector, 'heardShare'), shareIn(sector, 'reach')]
  const moved = worked([people, heardShare, reach], (people, heard, reach) => times(times(people, heard), reach))
  return { people: whole(people), hours: whole(hours), moved: whole(moved), heardShare, reach }
}

const of = { people: 'supported', open: 'wants-open', hours: 'hours-per-week', cost: 'cost-per-week' } as const
const unit = { hours: 'hours', cost: 'GBP' } as const

function published(sector: SectorShown, what: keyof typeof of): Ranged {
  const shown = sector[what]
  if (shown.value === null) return { why: shown.why, of: [`${of[what]} of ${sector.sector}`] }
  if (what === 'people' || what === 'open') return rangeOfPeople(shown.value)
  if (sector.people.value === null) return published(sector, 'people')
  return rangeOfAmount(unit[what], shown.value, sector.people.value)
}

function shareIn(sector: SectorShown, what: 'heardShare' | 'reach'): Ranged {
  const share = sector[what]
  if (share.value === null) return { why: share.why, of: [`${what === 'reach' ? 'reach' : 'heard'} of ${sector.sector}`] }
  return { low: share.low, high: share.high }
}

/** What rests on several numbers; where some of them are not there, which. */
function worked(parts: readonly Ranged[], work: (...ranges: Range[]) => Range): Ranged {
  const missing = parts.flatMap((part) => ('why' in part ? [part] : []))
  const [first] = missing
  if (first) return { why: first.why, of: [...new Set(missing.flatMap(({ of }) => of))] }
  return work(...parts.flatMap((part) => ('why' in part ? [] : [part])))
}

/** A sector that may cost nothing at all has no price of one person more. */
function priced({ sector }: SectorShown, cost: Ranged): Ranged {
  return 'why' in cost || cost.low > 0 ? cost : { why: 'no-cost', of: [`cost-per-week of ${sector}`] }
}

function times(a: Range, b: Range | number): Range {
  const { low, high } = typeof b === 'number' ? { low: b, high: b } : b
  return { low: a.low * low, high: a.high * high }
}

function over(a: Range, b: Range): Range {
  return { low: a.low / b.high, high: a.high / b.low }
}

function fewer(a: Range, b: Range): Range {
  return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }
}

/** To whole numbers, outwards, so that the range still holds all that it held. */
function whole(ranged: Ranged): Ranged {
  return 'why' in ranged ? ranged : { low: Math.floor(hair(ranged.low)), high: Math.ceil(hair(ranged.high)) }
}

/** Without what floating point adds to a number that is whole. */
function hair(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
