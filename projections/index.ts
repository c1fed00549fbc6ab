import { areaCounts } from './area-counts.ts'
import { areaPlaces } from './area-places.ts'
import { caseload } from './caseload.ts'
import { household } from './household.ts'
import { profile } from './profile.ts'
import { unsettled } from './unsettled.ts'

/** Those that hold anything of one person: nothing of whoever is forgotten is left in them. */
export const viewsOfPeople = [profile, caseload, household, unsettled] as const

/** Every read model there is: the only list of them. */
export const projections = [...viewsOfPeople, areaCounts, areaPlaces] as const
