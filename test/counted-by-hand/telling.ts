import { kindOf } from '../../src/domain/catalogue.ts'
import type { AnyEntry, SaidBy } from '../../src/domain/entry.ts'
import type { Happened } from '../../src/domain/values.ts'
import type { ImportLine } from '../../src/tasks/importing.ts'
import { uuid } from '../support/spec.ts'

/** The four wards of Sallowshire. Quayside and Mill Lane lie in Eastmere, Heath End and Abbey Fields in Thornwick; there are no more districts. */
export const ward = { Quayside: 'X10000101', 'Mill Lane': 'X10000102', 'Heath End': 'X10000201', 'Abbey Fields': 'X10000202' } as const

/** One entry of a life, the day it was written down, and by whom. */
export interface Line {
  written: string
  writer: string
  entry: AnyEntry
}

/** What an entry says besides its facts. */
interface More {
  /** Whose word it is: the person’s own where nothing is said. */
  by?: SaidBy['who']
  led?: AnyEntry['ledBy']
  /** The day it was written down: the same day where nothing is said. */
  written?: string
  writer?: string
}

/** On that day, or in that month, this happened. The words of it are nobody’s business here: wherever there must be some there are some. */
export function on(day: string | Happened, type: string, facts: object = {}, more: More = {}): Line {
  const happened = typeof day === 'string' ? { from: day } : day
  return line(type, { happened, facts }, { written: happened.from ?? '', ...more })
}

/** On that day an entry was put right, whatever day it speaks of. */
export function rightedOn(day: string, type: string, about: Line, facts: object, more: More = {}): Line {
  return line(type, { facts: { entry: about.entry.id, ...facts } }, { written: day, ...more })
}

/** We met somebody of that ward, born in that year, or nobody knows when. */
export function met(day: string, area: keyof typeof ward, birthYear?: number): Line {
  return on(day, 'PersonMet', { area: ward[area], howTheyCame: 'self', ...(birthYear !== undefined && { birthYear }) })
}

/** The lives as they would have been written down, a line at a time, in the order in which they were. */
export function asWritten(lives: readonly (readonly Line[])[]): ImportLine[] {
  const lines = lives.flatMap((life) => {
    const person = uuid()
    return life.map(({ written, writer, entry }) => ({
      ...{ recordedAt: `${written}T12:00:00.000Z`, person, by: { sub: writer, role: 'practitioner' as const } },
      body: { entries: [entry as never] },
    }))
  })
  return lines.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
}

function line(
  type: string,
  said: Pick<AnyEntry, 'happened' | 'facts'>,
  { by = 'person', led, written = '', writer = 'amira' }: More,
): Line {
  const entry = { id: uuid(), type, saidBy: { who: by }, ...(led && { ledBy: led }), words: wordsOf(type), ...said }
  return { written, writer, entry }
}

function wordsOf(type: string): object {
  const shape: Record<string, { safeParse(words: unknown): { success: boolean } }> = kindOf(type)?.words.shape ?? {}
  const needed = Object.entries(shape).filter(([name, words]) => name === 'name' || !words.safeParse(undefined).success)
  return Object.fromEntries(needed.map(([name]) => [name, 'As it was said']))
}
