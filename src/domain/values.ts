import { z } from 'zod'
import { sector } from './lists.ts'

/** A day in somebody's life, `YYYY-MM-DD`, as the calendar in Europe/London has it. */
export const Day = z.iso
  .date()
  .refine((day) => day >= '1800' && day < '2200', 'a day of the years 1800 to 2199')
  .describe('A day, YYYY-MM-DD')
export type Day = string

/** A year, a month or a day, as exactly as somebody knows it: `1998`, `1998-04` or `1998-04-23`. */
export const PartialDay = z
  .string()
  .regex(/^(18|19|20|21)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, {
    error: 'a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD',
    abort: true,
  })
  .refine(
    (text) => text.length < 10 || (!Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)),
    'there is no such day',
  )
  .describe('A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD')

/** An instant, ISO 8601 with a zone, brought to UTC with milliseconds so that instants compare as text. */
export const Instant = z.iso
  .datetime({ offset: true })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()))
  .refine((text) => /^\d{4}-/.test(text), 'an instant of the years 0000 to 9999')
  .describe('An instant, ISO 8601 with zone')
export type Instant = string

/** An id that the client makes for a thing that later entries go on with. */
export const Id = z.uuid().toLowerCase()
export type Id = string

/** The id of an entry: UUIDv7, made by the client. The same id again is the same entry. */
export const EntryId = z.uuidv7().toLowerCase()

/** The code of an area, as in the areas file: ONS codes such as `E10000003`, or made-up ones such as `X10000001`. */
export const AreaCode = z
  .string()
  .regex(/^[A-Z]\d{8}$/, 'an area code: a letter and eight digits')
  .describe('An area code: a letter and eight digits')
export type AreaCode = string

/** The code of an organisation, from the steward's list. */
export const OrganisationCode = z
  .string()
  .regex(/^[A-Z0-9]{2,12}$/, 'an organisation code: 2 to 12 capitals and digits')
  .describe('An organisation code: 2 to 12 capitals and digits')

/** A service in facts: its sector and, where it is known which, its organisation. */
export const Service = z.strictObject({ sector: z.enum(sector), organisation: OrganisationCode.optional() })
export type Service = z.infer<typeof Service>

export const HoursPerWeek = z.number().min(0).max(168).describe('Hours in a week, 0 to 168')
export const CostPerWeek = z.number().min(0).max(100_000).describe('GBP a week, gross: whoever pays')
export const NoticeDays = z.int().min(0).max(3_650).describe('Days between the person being told and it happening')

/** When something was so in the person's life, as exactly as is known. `to: "now"` says that it is still so; `to` alone, that it was so by then. */
export const Happened = z
  .strictObject({
    from: PartialDay.optional(),
    to: z.union([PartialDay, z.literal('now')]).optional(),
    precision: z.enum(['exact', 'about']).optional(),
  })
  .refine((happened) => happened.from !== undefined || happened.to !== undefined, 'say from when, or by when')
  .refine(
    (happened) =>
      happened.from === undefined ||
      happened.to === undefined ||
      happened.to === 'now' ||
      lastDayOf(happened.to) >= firstDayOf(happened.from),
    'ends before it begins',
  )
  .describe('When it was so in the person’s life')
export type Happened = z.infer<typeof Happened>

/** Text that can be kept: not empty, without characters that no store can hold. */
export function Text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds characters that cannot be kept')
}

/** Somebody's words: plain, or with how they were said. Sealed before they reach any store. */
export const Words = z
  .union([
    Text(20_000),
    z.strictObject({
      text: Text(20_000),
      language: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
        .optional()
        .describe('The language, as in BCP 47: cy, bfi, ur'),
      quote: z.boolean().optional().describe('Exactly as said'),
      how: z.enum(['spoken', 'signed', 'written', 'drawn']).optional(),
    }),
  ])
  .describe('Words: plain text, or {text, language?, quote?, how?}')
export type Words = z.infer<typeof Words>

/** First day of the unit stated: 1998 → 1998-01-01, 1998-04 → 1998-04-01. */
export function firstDayOf(partial: string): Day {
  return partial + '-01-01'.slice(partial.length - 4)
}

/** Last day of the unit stated: 1998 → 1998-12-31, 2024-02 → 2024-02-29. */
export function lastDayOf(partial: string): Day {
  if (partial.length === 4) return `${partial}-12-31`
  if (partial.length === 7) return daysAfter(monthsAfter(`${partial}-01`, 1), -1)
  return partial
}

/**
 * A span of days, both ends included. `coarse` is how inexact its start is: 0 a day, 1 a month, 2 a year; −1 where it was told less exactly and counts
 * from the beginning of the thing it goes on with, after all else of that day.
 */
export interface Span {
  first: Day
  last: Day
  coarse: -1 | 0 | 1 | 2
}

/**
 * The days that `happened` speaks of, both ends included. `to: "now"` runs to `writtenOn`, the day it was written down; `to` alone counts
 * from the first day of the unit it names.
 */
export function spanOf(happened: Happened, writtenOn: Day): Span {
  const to = happened.to === 'now' ? writtenOn : happened.to
  const start = happened.from ?? to ?? writtenOn
  const first = firstDayOf(start)
  const last = happened.to === 'now' ? laterOf(lastDayOf(happened.from ?? writtenOn), writtenOn) : lastDayOf(to ?? start)
  return { first, last, coarse: start.length === 4 ? 2 : start.length === 7 ? 1 : 0 }
}

/** What begins after today has not happened, nor has an end that lies ahead; the year or month that today is in has begun. */
export function isAhead(happened: Happened, today: Day): boolean {
  const { to = 'now' } = happened
  return spanOf(happened, today).first > today || (to !== 'now' && firstDayOf(to) > today)
}

/** The day it is in Europe/London at an instant. */
export function londonDay(at: Instant | Date): Day {
  // Before ten in the evening UTC the day is the same in London, in every summer there was.
  if (typeof at === 'string' && at.endsWith('Z') && at.slice(11, 13) < '22') return at.slice(0, 10)
  return london.format(typeof at === 'string' ? new Date(at) : at)
}
const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The instant at which a day begins in Europe/London. */
export function beginningOf(day: Day): Instant {
  const midnight = Date.parse(day)
  const anHourBefore = new Date(midnight - 3_600_000)
  return (londonDay(anHourBefore) === day ? anHourBefore : new Date(midnight)).toISOString()
}

export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day some months on; the last of the month where that month is shorter (31 January + 1 → 28 February). */
export function monthsAfter(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(month / 12)
  const last = lastOfMonth(year, month - year * 12)
  return `${digits(year, 4)}-${digits(month - year * 12 + 1, 2)}-${digits(Math.min(Number(day.slice(8)), last), 2)}`
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function lastOfMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 1 && isLeap ? 29 : (monthLengths[month] as number)
}

function digits(number: number, many: number): string {
  return String(number).padStart(many, '0')
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}
