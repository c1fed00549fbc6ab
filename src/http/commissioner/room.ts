import type { FastifyInstance } from 'fastify'
import type { AreaTree } from '../../domain/area.ts'
import type { Db } from '../../projecting/writer.ts'
import { admitOnly, type Tokens } from '../who.ts'
import { areas } from './areas.ts'
import { flows } from './flows.ts'
import { gaps } from './gaps.ts'
import { measures } from './measures.ts'
import { shift } from './shift.ts'
import { support } from './support.ts'
import { trends } from './trends.ts'

/** What the commissioner's room stands on: published numbers and areas, and nothing about anybody. */
export interface CommissionerNeeds {
  /** As the role that may read published numbers, what happened to places, and areas alone. */
  db: Db
  areas: AreaTree
  tokens: Tokens
}

/** The room of those who see to it that there is support in a place. Nothing here is about one person. */
export function commissionerRoom(needs: CommissionerNeeds) {
  return async function commissioner(room: FastifyInstance): Promise<void> {
    admitOnly(room, 'commissioner', needs.tokens)
    areas(room, needs)
    measures(room)
    trends(room, needs)
    support(room, needs)
    gaps(room, needs)
    flows(room, needs)
    shift(room, needs)
  }
}
