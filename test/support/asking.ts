import { randomUUID } from 'node:crypto'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'

/** Entries as a client sends them, each with an id of its own. */
export function ask(type: string, facts: object, more: Partial<AnyEntry> = {}): AnyEntry {
  return { id: newEntryId(), type, happened: { from: '2026-06-01' }, facts, words: {}, ...more }
}

/** A UUIDv7 by the clock. */
export function newEntryId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Somebody met in a ward of the made-up county. */
export function met(area = 'X10000101', name = 'Sam'): AnyEntry {
  return ask('PersonMet', { area, howTheyCame: 'self', birthYear: 1990 }, { words: { name } })
}

/** A goal of the person's own, in their words. */
export function voiced(goal: string, words: string, more: Partial<AnyEntry> = {}): AnyEntry {
  return ask(
    'GoalVoiced',
    { goal, lifeArea: 'home', whose: 'person', towards: 'change' },
    { saidBy: { who: 'person' }, words: { goal: words }, ...more },
  )
}

/** That somebody began to work with the person: it ties them where another writes it. */
export function worksWithThem(sub: string, more: Partial<AnyEntry> = {}): AnyEntry {
  return ask('WorkerStarted', { worker: workerIdOf(sub), role: 'practitioner' }, more)
}
