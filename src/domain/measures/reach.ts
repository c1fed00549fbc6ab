import type { Measure } from './measure.ts'

/** Of people with a support that has been there for a while: whether their own goals are heard of, and whether they move. */
export const reachMeasures = {
  'reach-supported': {
    meaning: 'People with a running support that started 6 months ago or more',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'adultAge', 'sectorAge'],
    keyless: ['adultAge', 'sectorAge'],
    direction: 'neutral',
    because: 'it says of whom reach is asked, not how they fare',
  },
  'reach-heard': {
    meaning:
      'People with such a support and a goal of their own, open or reached, of which something was said in 12 months; that nobody could ask them is nothing said',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'adultAge', 'sectorAge'],
    keyless: ['adultAge', 'sectorAge'],
    direction: 'increase',
    because: 'it is known what they hope for',
  },
  'reach-moved': {
    meaning:
      'People with such a support who are nearer to such a goal, hold what they want to keep or have reached it: the latest that was said of it in 12 months, their own word before anybody’s',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'adultAge', 'sectorAge'],
    keyless: ['adultAge', 'sectorAge'],
    direction: 'increase',
    because: 'it is where they want to go, or what they want to keep',
  },
} as const satisfies Record<string, Measure>
