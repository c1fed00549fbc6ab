import type { Measure } from './measure.ts'

/** Of changes of home and support, how they came, and of lives in which there were none. */
export const changeMeasures = {
  changes: {
    meaning:
      'Changes of home and of support: moved, started, adjusted, paused, resumed, ended; ends within 7 days of the person’s death are left out',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['ledBy', 'direction', 'age'],
    direction: 'neutral',
    because: 'who led it says more than how much of it there was',
    keyless: ['direction'],
  },
  'sudden-changes': {
    meaning:
      'Large changes that were not planned, or of which there were fewer than 28 days’ notice. Large is a home not chosen, an end, or a support down by a quarter or more within 28 days',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['sector', 'ledBy', 'age'],
    direction: 'decrease',
    because: 'nobody could get ready for it',
    keyless: ['sector'],
  },
  'gradual-changes': {
    meaning: 'Large changes of which there were 28 days’ notice or more',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['sector', 'ledBy', 'age'],
    direction: 'neutral',
    because: 'better than a sudden one, and perhaps not wanted',
    keyless: ['sector'],
  },
  'notice-unknown': {
    meaning: 'Large changes of which nobody wrote down whether there was notice',
    unit: 'entries',
    kind: 'flow',
    dimensions: ['sector', 'ledBy', 'age'],
    direction: 'decrease',
    because: 'it may have been sudden, and nobody can tell',
    keyless: ['sector'],
  },
  'still-steady': {
    meaning:
      'People with a support for 12 months or more and, in 12 months, a conversation but no goal reworded, moved, reached or let go and no change of home or support; they say that it fits, and have no open want',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'age'],
    direction: 'neutral',
    because: 'a good life needs no change, and hopes can grow small',
  },
  'still-held': {
    meaning: 'People of whom all that is so as well, but for their saying that it fits and having no open want',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'age'],
    direction: 'neutral',
    because: 'heard and nothing moved: a choice, or a support that holds them where they are',
  },
  unheard: {
    meaning: 'People with a support for 12 months or more and, in 12 months, none of those changes and no conversation either',
    unit: 'people',
    kind: 'now',
    dimensions: ['sector', 'age'],
    direction: 'decrease',
    because: 'nobody asked',
  },
} as const satisfies Record<string, Measure>
