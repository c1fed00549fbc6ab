import type { Measure } from './measure.ts'

/** Of reviews, steps and decisions. */
export const doingMeasures = {
  'reviews-held': {
    meaning: 'Reviews that took place',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'neutral',
    because: 'what counts is what came of them',
  },
  'reviews-without-change': {
    meaning: 'Reviews with no entry about a want, a goal, a support or a home on that day or in the 28 days after',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'neutral',
    because: 'nothing needed to change, or nobody was listened to',
  },
  'steps-agreed': {
    meaning: 'Steps that somebody agreed to take',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['who', 'age'],
    direction: 'neutral',
    because: 'agreeing is easy',
  },
  'steps-taken': {
    meaning: 'Steps that were taken',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['who', 'age'],
    direction: 'increase',
    because: 'what was agreed is done',
  },
  'steps-overdue': {
    meaning: 'Steps whose day has passed and that are neither taken nor let go',
    unit: 'entries',
    kind: 'now',
    dimensions: ['who', 'age'],
    direction: 'decrease',
    because: 'what was agreed is not done',
  },
  decisions: {
    meaning: 'Decisions that were made: who decided, whether the person wanted it, and what about',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['decidedBy', 'personWanted', 'about', 'age'],
    direction: 'neutral',
    because: 'who decided, and whether it was wanted, says more than how many',
  },
} as const satisfies Record<string, Measure>

/** Of how services pass people on, and of workers who come and go. */
export const serviceMeasures = {
  'hand-overs': {
    meaning: 'People who were handed over from one service to another',
    unit: 'people',
    kind: 'flow',
    dimensions: ['from', 'to', 'age'],
    direction: 'neutral',
    because: 'to somebody who can help, or from pillar to post',
  },
  'turned-away': {
    meaning: 'People to whom a service said no, and the reason it gave',
    unit: 'people',
    kind: 'flow',
    dimensions: ['by', 'reason', 'age'],
    direction: 'decrease',
    because: 'they came for something',
  },
  deadlocks: {
    meaning:
      'People who were turned away by each of two services towards the other within 12 months, counted on the day the second said no',
    unit: 'people',
    kind: 'flow',
    dimensions: ['pair', 'age'],
    direction: 'decrease',
    because: 'there is no way in',
  },
  'workers-left': {
    meaning: 'People from whom a worker left',
    unit: 'people',
    kind: 'flow',
    dimensions: ['role', 'age'],
    direction: 'decrease',
    because: 'somebody who knew them is gone',
  },
  'many-workers': {
    meaning: 'People with whom three workers or more started in 12 months; by role, three or more of that role',
    unit: 'people',
    kind: 'now',
    dimensions: ['role', 'age'],
    direction: 'decrease',
    because: 'nobody can get to know them',
    keyless: ['role'],
  },
  'same-worker': {
    meaning: 'People with a worker who has been with them for 12 months or more',
    unit: 'people',
    kind: 'now',
    dimensions: ['role', 'age'],
    direction: 'increase',
    because: 'somebody knows them',
  },
} as const satisfies Record<string, Measure>
