import { circle } from './circle.ts'
import { conversation } from './conversation.ts'
import { goal } from './goal.ts'
import { self } from './self.ts'
import { service } from './service.ts'
import { sharing } from './sharing.ts'
import { support } from './support.ts'
import { want } from './want.ts'

/** Every part of a life, one line each. */
export const parts = {
  circle,
  conversation,
  self,
  want,
  goal,
  support,
  service,
  sharing,
} as const

export type Parts = typeof parts

/** A kind of entry that tells of a life; what puts those right is apart. */
export type ToldKind = Parts[keyof Parts]['entries'][number]

export const toldKinds: readonly ToldKind[] = Object.values(parts).flatMap((part) => [...part.entries])
