import { type Day, type Instant, londonDay } from './values.ts'

/** A calendar month in Europe/London, `YYYY-MM`. Months compare as text. */
export type Month = string
/** What is counted over: a month `2026-03`, a quarter of the calendar year `2026-Q1`, or a year `2026`. */
export type Period = string

/** A month as one in which things are written down: an edition is what was known at its end. */
export type Edition = Month

export const per = ['month', 'quarter', 'year'] as const
export type Per = (typeof per)[number]

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** The month it is in Europe/London at an instant. */
export function londonMonth(at: Instant): Month {
  return monthOf(londonDay(at))
}

/** The edition an entry belongs to: the month in which it was written down, unless the record was in a later one already. */
export function editionOf({ record }: { record: { at: Instant; edition?: Edition } }): Edition {
  return record.edition ?? londonMonth(record.at)
}

export function periodOf(month: Month, per: Per): Period {
  if (per === 'month') return month
  const year = month.slice(0, 4)
  return per === 'year' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
}

/** The month a period ends with: 2026-Q1 → 2026-03. */
export function lastMonthOf(period: Period): Month {
  if (period.length === 4) return `${period}-12`
  if (period[5] !== 'Q') return period
  return `${period.slice(0, 5)}${String(Number(period[6]) * 3).padStart(2, '0')}`
}

/** The month a period begins with: 2026-Q1 → 2026-01. */
export function firstMonthOf(period: Period): Month {
  if (period.length === 4) return `${period}-01`
  return period[5] === 'Q' ? monthsLater(lastMonthOf(period), -2) : period
}

/** The longest kind of period that these months are whole ones of: January to June are two quarters, January to May five months. */
export function longestPer(from: Month, to: Month): Per {
  const isWhole = (each: Per) => firstMonthOf(periodOf(from, each)) === from && lastMonthOf(periodOf(to, each)) === to
  return per.findLast(isWhole) ?? 'month'
}

export function monthsLater(month: Month, months: number): Month {
  return monthNumbered(numberOf(month) + months)
}

/** Every period that months `from` to `to` lie in, in order. */
export function periodsBetween(from: Month, to: Month, per: Per): Period[] {
  const periods = new Set<Period>()
  for (let month = numberOf(from); month <= numberOf(to); month += 1) periods.add(periodOf(monthNumbered(month), per))
  return [...periods]
}

/** Months in a row have numbers in a row. */
export function numberOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

export function monthNumbered(number: number): Month {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
