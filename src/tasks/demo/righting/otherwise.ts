import type { ToldEntry } from '../../../domain/catalogue.ts'
import type { Happened, Id } from '../../../domain/values.ts'
import type { LedBy, Line, SaidBy } from '../kinds.ts'
import type { Says } from '../story.ts'

/** Some of what an entry says, read another way. */
export interface Otherwise {
  happened?: Happened
  ledBy?: LedBy
  saidBy?: SaidBy
  facts?: Readonly<Record<string, unknown>>
  words?: Readonly<Record<string, unknown>>
}

/** What the entry itself says there. */
export function asItIs(entry: ToldEntry, otherwise: Otherwise): Otherwise {
  const { happened, ledBy, saidBy, facts, words } = otherwise
  return {
    ...(happened && { happened: entry.happened }),
    ...(ledBy && entry.ledBy && { ledBy: entry.ledBy }),
    ...(saidBy && entry.saidBy && { saidBy: entry.saidBy }),
    ...(facts && { facts: those(entry.facts, facts) }),
    ...(words && { words: those(entry.words, words) }),
  }
}

/** The entry, told that way from the first. */
export function tellSo(entry: ToldEntry, { facts, words, ...rest }: Otherwise): void {
  Object.assign(entry, rest)
  Object.assign(entry.facts, facts)
  Object.assign(entry.words, words)
}

/** The entry is to be read that way. */
export function correct(s: Says, entry: Id, kind: 'wrong-date' | 'fact', as: Otherwise, reason: Line): Id {
  const { happened, ledBy, facts, words } = as
  const { who, how = null, name } = as.saidBy ?? {}
  const asTheyAre = { ...(words && { words }), ...(name !== undefined && { saidBy: { name } }) }
  return s.put('EntryCorrected', { entry, kind, happened, ledBy, facts, saidBy: as.saidBy && { who, how } }, { reason }, { asTheyAre })
}

function those(all: object, named: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(named).map((name) => [name, (all as Readonly<Record<string, unknown>>)[name] ?? null]))
}
