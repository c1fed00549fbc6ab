import type { AnyEntry } from '../../src/domain/entry.ts'
import { ask, voiced } from './asking.ts'

// Who is told of in every recording of a version.

/** The life of test/recorded/, with every kind of entry that the version knew. */
export const mo = '6b7c1f0a-3b52-4f0e-9d3c-51a2f6d80b11'

/** Met, and forgotten where the version could. */
export const lena = { id: '2f0d5c7e-91a4-4b7c-8a55-0c6e3d1b9f22' }

const goal = 'd4c3b2a1-0f9e-4d8c-b7a6-958473625140'

/** A short story, known by heart. */
export const sam: { id: string; name: string; met: Partial<AnyEntry>; told: AnyEntry[] } = {
  id: '9e8d7c6b-5a49-4382-9170-6f5e4d3c2b33',
  name: 'Sam',
  met: { happened: { from: '2026-01-12' } },
  told: [
    ask('ConversationHeld', { where: 'home' }, { happened: { from: '2026-01-19' }, words: { heard: 'The garden is the best room' } }),
    voiced(goal, 'Grow enough leeks for the whole landing', { happened: { from: '2026-01-19' } }),
    ask(
      'GoalProgressed',
      { goal, says: 'nearer' },
      { happened: { from: '2026-03-02' }, saidBy: { who: 'person' }, words: { how: 'Two rows are in' } },
    ),
  ],
}
