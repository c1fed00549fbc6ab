import type { Unit } from '../measures.ts'

/** Fewer people than this are never shown. Nor is nobody: that there is nobody can give somebody away. */
export const fewest = 8
/** A symbol holds for as long as the number keeps so near to what it stands for: nobody is told of one more or one less. */
export const guard = 5
/** What stands for fewer than eight people; every other symbol is a number. */
export const star = -1
/** More than can be counted. */
export const endless = 1_000_000_000

const nearest: Readonly<Record<Unit, number>> = { people: 5, entries: 5, hours: 10, GBP: 100 }

/** What stands for so many people: a star, or the nearest five. */
export function symbolOf(people: number): number {
  return people < fewest ? star : Math.floor((people + 2) / 5) * 5
}

/** The fewest that a symbol stands for. */
export function least(symbol: number): number {
  return symbol === star ? 0 : Math.max(fewest, symbol - 2)
}

/** The most that a symbol stands for. */
export function most(symbol: number): number {
  return symbol === star ? fewest - 1 : symbol + 2
}

/** What is shown of an amount where that many people are behind it. */
export function levelOf(unit: Unit, amount: number): number {
  return Math.round(amount / nearest[unit]) * nearest[unit]
}

/** How far an amount may go from what is shown of it before it is shown anew: as far as five people's worth, and never less than it is rounded to. */
export function guardOf(unit: Unit, symbol: number, level: number): number {
  return Math.max(nearest[unit], Math.ceil((guard * level) / symbol))
}

/**
 * Whether somebody may be over half of an amount, told from the sum of everybody's squares: where nobody is, it may say so all the same of two who are
 * most of it together; where somebody is, it never says no.
 */
export function isMostlyOne(amount: number, squares: number): boolean {
  return squares * 4 > amount * amount
}
