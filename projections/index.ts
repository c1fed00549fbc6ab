import { areaCounts } from './area-counts.ts'
import { caseload } from './caseload.ts'
import { journey } from './journey.ts'
import { profile } from './profile.ts'

/** Every read model there is: the only list of them. */
export const projections = [profile, journey, caseload, areaCounts] as const
