import { reviewFor } from '../../domain/ties.ts'
import { daysAfter, type Id, londonDay } from '../../domain/values.ts'
import { mustReach } from '../../http/reach.ts'
import { recordAccess } from '../../http/stewarding.ts'
import type { Who } from '../../http/who.ts'
import { workerIdOf } from '../../http/worker-id.ts'
import type { House } from '../../open.ts'
import { personStream } from '../../store/event-store.ts'
import { county } from './places.ts'

/** Who reviews in the made-up county; and Ruth Callow, whom one can be in a browser. */
export const reviewer = 'rhian'
const reviewers = [reviewer, 'ruth']
const steward: Who = { sub: 'wyn', roles: ['steward'], areas: [county], actsFor: [], as: 'steward' }

/** For how long a review is open in the made-up county, in days. */
const openFor = 180

/** A steward opens the story of a person to the reviewers, where it is not open to them today. */
export async function openReview({ record, areas }: Pick<House, 'record' | 'areas'>, person: Id, clock: () => Date): Promise<void> {
  for (const sub of reviewers) await openReviewTo(sub, { record, areas }, person, clock)
}

async function openReviewTo(sub: string, { record, areas }: Pick<House, 'record' | 'areas'>, person: Id, clock: () => Date): Promise<void> {
  const today = londonDay(clock())
  const worker = workerIdOf(sub)
  if (reviewFor(await record.read(personStream(person), { words: false }), worker, today)) return
  const asked = {
    type: 'ReviewOpened' as const,
    facts: { reviewer: worker, until: daysAfter(today, openFor) },
    words: { why: 'To learn from how it went' },
  }
  const needs = { record, areas, clock, knowsArea: (area: string) => areas.areas.has(area) }
  await recordAccess(needs, steward, person, asked, (story) => void mustReach(steward, needs, person, story))
}
