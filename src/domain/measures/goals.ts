import type { Measure } from './measure.ts'

/** Of goals, whosesoever they are, and of how the person's own go. */
export const goalMeasures = {
  'goals-voiced': {
    meaning: 'People with a goal that was voiced, whoever it was that voiced it',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'neutral',
    because: 'a goal may be news of hope, or of something that is amiss',
  },
  'goals-let-go': {
    meaning: 'People who left a goal for now; it says nothing about how they did',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'neutral',
    because: 'minds change, and hopes are given up',
  },
  'goals-picked-up-again': {
    meaning: 'People with a goal that matters again after it was paused, let go or reached',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    direction: 'neutral',
    because: 'fresh heart, or something thought settled is not',
  },
  'goals-nearer': {
    meaning: 'People who came nearer to a goal of their own: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    latest: true,
    direction: 'increase',
    because: 'it is where they want to go',
  },
  'goals-held': {
    meaning:
      'People who held on to something of their own that they want to keep: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    latest: true,
    direction: 'increase',
    because: 'it is what they want to keep',
  },
  'goals-further': {
    meaning: 'People from whom a goal of their own moved further away: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    latest: true,
    direction: 'decrease',
    because: 'it is where they want to go',
  },
  'goals-reached': {
    meaning: 'People who reached a goal of their own: the latest that was said of it, their own word before anybody’s',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'age'],
    latest: true,
    direction: 'increase',
    because: 'they are where they wanted to be',
  },
  'goals-unheard': {
    meaning: 'People with an open goal of their own of which nothing was said for 12 months; that nobody could ask them is nothing said',
    unit: 'people',
    kind: 'now',
    dimensions: ['lifeArea', 'age'],
    direction: 'decrease',
    because: 'what somebody hopes for is asked after',
  },
} as const satisfies Record<string, Measure>
