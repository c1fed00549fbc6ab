import type { Entry } from '../../domain/catalogue.ts'
import type { Recorded } from '../../domain/entry.ts'
import type { Id } from '../../domain/values.ts'
import type { ImportLine } from './kinds.ts'

/** Each life as it would be on the record, in order. */
export function livesIn(lines: readonly ImportLine[]): Map<Id, Recorded<Entry>[]> {
  const lives = new Map<Id, Recorded<Entry>[]>()
  for (const { person, recordedAt, by, body } of lines) {
    const life = lives.get(person) ?? []
    lives.set(person, life)
    for (const entry of body.entries) {
      const revision = life.length + 1
      life.push({ ...entry, record: { position: String(revision), revision, at: recordedAt, by, from: 'import' } })
    }
  }
  return lives
}
