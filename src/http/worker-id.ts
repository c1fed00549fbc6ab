import { v5 } from 'uuid'
import type { Id } from '../domain/values.ts'

/** The namespace that workers' ids are made in, for good: ids on the record hang on it. */
const workers = '8f0c2f5a-6a0e-4a37-9d0b-1c7be0f3a2d4'

/** The id that a worker goes by in facts, from the `sub` of their token: UUIDv5 (RFC 9562), so that every client makes the same of it. */
export function workerIdOf(sub: string): Id {
  return v5(sub, workers)
}
