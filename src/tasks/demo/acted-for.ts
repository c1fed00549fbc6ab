import { v7 } from 'uuid'
import { retell } from '../../domain/retelling.ts'
import { agreedIn } from '../../domain/shared-parts.ts'
import { londonDay } from '../../domain/values.ts'
import { des } from '../../http/sign-in/people.ts'
import type { House } from '../../open.ts'
import { perform } from '../../perform.ts'
import { personStream } from '../../store/event-store.ts'

/** Des agrees that Christine, who acts for him, sees his story: without that, nothing of it is open to her. Where there is no Des, or he agreed before, nothing is done. */
export async function letBeActedFor({ record, areas }: Pick<House, 'record' | 'areas'>, clock: () => Date): Promise<void> {
  const story = await record.read(personStream(des), { words: false })
  const today = londonDay(clock())
  if (story.length === 0 || agreedIn(retell(story), today).some(({ withWhom }) => withWhom === 'chosen')) return
  const agreed = {
    id: v7(),
    type: 'SharingAgreed' as const,
    happened: { from: today },
    saidBy: { who: 'person' as const },
    facts: { sharing: v7(), withWhom: 'chosen' as const, what: 'all' as const, purpose: 'support' as const },
    words: { about: 'Christine can read it. It saves me telling it.' },
  }
  const needs = { record, clock, knowsArea: (area: string) => areas.areas.has(area) }
  await perform(needs, { person: des, by: { sub: 'des', role: 'person' }, entries: [agreed], reach: () => {} })
}
