import type { AnyEntry, By } from '../src/domain/entry.ts'
import { type Id, type Instant, londonDay } from '../src/domain/values.ts'
import { wordsTakenAway } from '../src/domain/words-gone.ts'
import { personStream } from '../src/store/event-store.ts'
import type { TheRecord } from '../src/store/record.ts'
import { madeUpLives } from '../src/tasks/demo/made-up-lives.ts'
import { ask } from '../test/support/asking.ts'

/** Something that was written down: when and by whom. */
export interface Written {
  at: Instant
  by: By
  entry: AnyEntry
}

/** The ward they live in: the lives that theirs is made of were told all over the county. */
const area = 'X10000101'
/** One entry in so many is put right, or disputed, soon after. */
const putRightEvery = 40
const today = '2026-06-15'

/**
 * A person with so many entries, in the order in which they were written down over twenty years. They are those of as many lives of the made-up
 * county as it takes, told as one: so kinds of entry, the things they speak of, late and inexact days come as they do there. One in forty is corrected,
 * withdrawn, disputed, or has its words removed.
 */
export function longLife(entries: number): Written[] {
  const lines = madeUpLives({ people: Math.max(2, Math.ceil(entries / 60)), years: 20, seed: 'a long life', today })
  const [met, ...all] = lines.flatMap(({ recordedAt: at, by, body }) => body.entries.map((entry): Written => ({ at, by, entry })))
  if (!met) return []
  const others = all.filter(({ entry: { type } }) => type !== 'PersonMet' && type !== 'PersonDied')
  const life = [met, ...others].map(livingHere).flatMap((written, i) => {
    const turn = (i + 1) / putRightEvery
    return Number.isInteger(turn) ? [written, puttingRight(written, turn)] : [written]
  })
  if (life.length < entries) throw new Error(`There are only ${life.length} entries to make a life of.`)
  return life.slice(0, entries)
}

function livingHere(written: Written): Written {
  const { entry } = written
  const here = { ...(entry.type === 'PersonMet' && { area }), ...('responsible' in entry.facts && { responsible: area }) }
  return { ...written, entry: { ...entry, facts: { ...entry.facts, ...here } } }
}

/** Puts an entry right: in each of the ways in turn. */
function puttingRight({ at, entry: { id } }: Written, turn: number): Written {
  const words = { reason: 'It was put down in a hurry, and read again with them.' }
  const ways = [
    ask('EntryCorrected', { entry: id, kind: 'wrong-date', happened: { from: londonDay(at) } }, { words }),
    ask('EntryWithdrawn', { entry: id, why: 'slip' }, { words }),
    ask(
      'EntryDisputed',
      { entry: id, asks: 'show-mine', meanwhile: 'use' },
      { saidBy: { who: 'person' }, words: { words: 'Not how it was.' } },
    ),
    ask('WordsRemoved', { entry: id, ground: 'too-much' }, { words }),
  ]
  const { happened: _, ...entry } = ways[turn % ways.length] as AnyEntry
  return { at, by: { sub: 'edwin', role: 'practitioner' }, entry }
}

/** Puts lives on the record, together in the order they were written down. Nothing of them is decided on: what is measured is reading. */
export async function tell(record: TheRecord, lives: ReadonlyMap<Id, readonly Written[]>): Promise<void> {
  const all = [...lives].flatMap(([person, life]) => [...together(life)].map((some) => ({ person, ...some })))
  const revisions = new Map<Id, number>()
  for (const { person, at, by, entries } of all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const revision = revisions.get(person) ?? 0
    await record.append(personStream(person), revision, entries, { by, from: { at, by: 'import' } })
    revisions.set(person, revision + entries.length)
  }
  for (const stream of [...lives.keys()].map(personStream)) {
    await record.removeWords(stream, wordsTakenAway(await record.read(stream, { words: false })))
  }
}

/** What one worker wrote down at once. */
function* together(life: readonly Written[]): Iterable<Pick<Written, 'at' | 'by'> & { entries: AnyEntry[] }> {
  let some: { at: Instant; by: By; entries: AnyEntry[] } | undefined
  for (const { at, by, entry } of life) {
    if (some && (some.at !== at || some.by.sub !== by.sub)) {
      yield some
      some = undefined
    }
    some ??= { at, by, entries: [] }
    some.entries.push({ ...entry, v: 1 })
  }
  if (some) yield some
}
