import type { Measure } from './measure.ts'

/** Of people met and heard, of what services got wrong with them, and of those who care for somebody. */
export const peopleMeasures = {
  'people-met': {
    meaning: 'People whose story began to be told here',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'neutral',
    because: 'it says how many came, not how they fare',
  },
  'people-heard': {
    meaning: 'People with a conversation',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'increase',
    because: 'more people are listened to',
  },
} as const satisfies Record<string, Measure>

/** Of conversations missed by us, and stories told all over again. */
export const listeningMeasures = {
  'missed-by-us': {
    meaning: 'People with a conversation that was missed by us, alone or as well as by them',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'decrease',
    because: 'we said we would be there',
  },
  'stories-retold': {
    meaning: 'People who had to tell their story over again to somebody who could have known it',
    unit: 'people',
    kind: 'flow',
    dimensions: ['age'],
    direction: 'decrease',
    because: 'once is enough',
  },
} as const satisfies Record<string, Measure>

/** Of those who care for somebody. */
export const carerMeasures = {
  carers: {
    meaning: 'People who said that they care for somebody in their circle, whether or not they are cared for too; an animal is nobody here',
    unit: 'people',
    kind: 'now',
    dimensions: ['age'],
    direction: 'neutral',
    because: 'caring may be chosen or have fallen to somebody',
  },
  'carers-supported': {
    meaning: 'People who said that they care for somebody, and have a running support of the sector carers',
    unit: 'people',
    kind: 'now',
    dimensions: ['age'],
    direction: 'increase',
    because: 'whoever cares is not left alone with it',
  },
} as const satisfies Record<string, Measure>
