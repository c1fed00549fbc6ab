import type { Id } from '../values.ts'
import { madeOf } from './made.ts'
import { overlaps, type Stretch } from './stretches.ts'
import { runsIn } from './supports.ts'
import type { Holding, Told } from './told.ts'

const circle = ['CircleMemberNamed', 'CircleMemberLeft'] as const

/** People who care for somebody in their circle, and those of them with a support for carers. Who cares for each other is a carer too. */
export const carerHoldings = madeOf([...circle, ...runsIn.kinds], (told): Holding[] => {
  const caring = caringIn(told)
  const supported = overlaps(
    caring,
    runsIn(told).filter(({ sector }) => sector === 'carers'),
  )
  return [
    ...caring.map((so): Holding => ({ measure: 'carers', keys: {}, ...so })),
    ...supported.map((so): Holding => ({ measure: 'carers-supported', keys: {}, ...so })),
  ]
})

/** For as long as somebody in the circle is said to be cared for. Named again, it is as it was said last. */
function caringIn(told: Told<(typeof circle)[number]>): Stretch[] {
  const past: Stretch[] = []
  const now = new Map<Id, Stretch>()
  for (const { type, facts, span } of told(...circle)) {
    const cares = type === 'CircleMemberNamed' && facts.tie !== 'animal' && (facts.care === 'me-for-them' || facts.care === 'both')
    const before = now.get(facts.member)
    if (before && !cares) {
      past.push({ ...before, to: span.first })
      now.delete(facts.member)
    }
    if (cares && !before) now.set(facts.member, { from: span.first })
  }
  return [...past, ...now.values()]
}
