import type { Measure } from './measure.ts'

/** Of what would have to be there, and of what was given instead. */
export const wantMeasures = {
  'wants-voiced': {
    meaning: 'People who said what would have to be there, whether or not there is such a thing',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'sector', 'age'],
    direction: 'neutral',
    because: 'more may be missing, or more may be asked',
    keyless: ['sector'],
  },
  'wants-never-asked': {
    meaning: 'People who voiced a want that had never been asked for before, and why it had not',
    unit: 'people',
    kind: 'flow',
    dimensions: ['lifeArea', 'sector', 'neverAsked', 'lifeAreaSector', 'lifeAreaSectorNeverAsked', 'age'],
    direction: 'neutral',
    because: 'years of silence, and somebody who asked at last',
    keyless: ['sector'],
  },
  'wants-open': {
    meaning: 'People with a want that is neither met nor let go; one met by a support opens again when that support ends',
    unit: 'people',
    kind: 'now',
    dimensions: ['lifeArea', 'sector', 'why', 'openFor', 'lifeAreaSector', 'lifeAreaSectorWhy', 'age'],
    direction: 'decrease',
    because: 'what is wanted is not there',
    keyless: ['sector'],
  },
  'compromises-made': {
    meaning: 'People who were given something else than they wanted',
    unit: 'people',
    kind: 'flow',
    dimensions: ['wantedSector', 'givenSector', 'says', 'age'],
    direction: 'decrease',
    because: 'it is not what was wanted',
    keyless: ['wantedSector', 'says'],
  },
  'compromises-open': {
    meaning:
      'People with a compromise that still stands, by what they last said of it; it closes when its want is met or let go, or when somebody looks and it stands no longer',
    unit: 'people',
    kind: 'now',
    dimensions: ['wantedSector', 'givenSector', 'aboutSector', 'says', 'age'],
    direction: 'decrease',
    because: 'it is still not what was wanted',
    keyless: ['wantedSector', 'says'],
  },
} as const satisfies Record<string, Measure>
