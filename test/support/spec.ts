import type { Test } from 'tap'
import type { Entry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, By, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { Refusal, type RefusalCode } from '../../src/domain/refusal.ts'

/** Who asks in every given / when / then test. */
export const by = { sub: 'amira', role: 'practitioner' }

/** The day it is in every given / when / then test. */
export const today = '2026-06-15'

/**
 * `given(met, voiced).when(nearer).then(nearer)`: what has been recorded, what is asked, what is recorded. Given entries are taken as recorded one
 * after another on `today`, by amira, without being decided on; `refuses` may name the entries that stand in the way.
 */
export function spec(t: Test, asking = by) {
  return {
    given: (...entries: (AnyEntry & { writtenBy?: string })[]) => ({
      when(asked: AnyEntry) {
        const outcome = answer(entries.map(recordedAs), asked, asking)
        return {
          then: (...expected: AnyEntry[]) => t.same(outcome, expected, `${asked.type} is recorded`),
          thenNothing: () => t.same(outcome, [], `${asked.type} records nothing`),
          refuses: (code: RefusalCode, others: readonly AnyEntry[] = []) =>
            t.same(
              outcome instanceof Refusal && [outcome.code, outcome.others.map(({ entry }) => entry)],
              [code, others.map(({ id }) => id)],
              `${asked.type} is refused`,
            ),
        }
      },
    }),
  }
}

/** An entry as it would be on the record, the `i`th of its story; by amira, or who is said to have written it. */
export function recordedAs<E extends AnyEntry>({ writtenBy, ...entry }: E & { writtenBy?: string }, i = 0): Recorded<E> {
  return {
    ...(entry as unknown as E),
    record: {
      position: String(i + 1),
      revision: i + 1,
      at: `${today}T09:00:00.000Z`,
      by: writtenBy === undefined ? by : { ...by, sub: writtenBy },
    },
  }
}

function answer(recorded: Recorded<AnyEntry>[], asked: AnyEntry, by: By): readonly AnyEntry[] | Refusal {
  try {
    return decide(recorded, asked as Entry, today, by)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

let made = 0
/** A UUIDv7, the next in a row: the same in every run. */
export function uuid(): string {
  made += 1
  return `01990000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`
}

/** `entry('GoalVoiced', { facts, words })`: an entry of 1 June 2026, said by the person, led by the person, unless it says otherwise. */
export function entry(type: string, more: Partial<AnyEntry> = {}): AnyEntry {
  return { id: uuid(), type, happened: { from: '2026-06-01' }, saidBy: { who: 'person' }, ledBy: 'person', facts: {}, words: {}, ...more }
}
