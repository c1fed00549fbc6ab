import { areaCounts } from './area-counts.ts'
import { areaPlaces } from './area-places.ts'
import { caseload } from './caseload.ts'
import { household } from './household.ts'
import { profile } from './profile.ts'

/** Every read model there is: the only list of them. */
export const projections = [profile, caseload, household, areaCounts, areaPlaces] as const
