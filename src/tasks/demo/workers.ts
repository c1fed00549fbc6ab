import type { AreaCode, Id } from '../../domain/values.ts'
import { workerIdOf } from '../../http/worker-id.ts'
import type { By } from './kinds.ts'
import { council } from './places.ts'

/** Somebody who is paid to be in people’s lives. */
export interface Worker {
  id: Id
  sub: string
  name: string
  role: 'social-worker' | 'practitioner' | 'navigator' | 'care-coordinator' | 'support-worker'
  organisation: string
  /** The district they mostly work in. */
  town: 'Eastmere' | 'Thornwick'
}

const people: readonly [name: string, role: Worker['role'], organisation: string, town: Worker['town']][] = [
  ['Amira Nasser', 'practitioner', council, 'Eastmere'],
  ['Joe Tindall', 'social-worker', council, 'Eastmere'],
  ['Bronwen Pike', 'practitioner', council, 'Eastmere'],
  ['Carlton Webb', 'navigator', 'MILLHALL1', 'Eastmere'],
  ['Sunita Rao', 'social-worker', council, 'Eastmere'],
  ['Hugh Marsden', 'care-coordinator', 'SALNHS02', 'Eastmere'],
  ['Patsy Doyle', 'practitioner', council, 'Eastmere'],
  ['Ivan Petrov', 'support-worker', 'TANNER01', 'Eastmere'],
  ['Claudette Reid', 'practitioner', council, 'Eastmere'],
  ['Tom Ashby', 'social-worker', council, 'Eastmere'],
  ['Gwen Harker', 'practitioner', council, 'Thornwick'],
  ['Martin Obi', 'social-worker', council, 'Thornwick'],
  ['Roisin Kane', 'practitioner', council, 'Thornwick'],
  ['Dev Malik', 'navigator', 'MILLHALL1', 'Thornwick'],
  ['Sally Birch', 'social-worker', council, 'Thornwick'],
  ['Kit Farrell', 'practitioner', council, 'Thornwick'],
  ['Lorraine Tate', 'care-coordinator', 'SALNHS02', 'Thornwick'],
  ['Ben Sugden', 'support-worker', 'LANTRN01', 'Thornwick'],
  ['Adwoa Mensah', 'practitioner', council, 'Thornwick'],
  ['Piers Langley', 'social-worker', council, 'Thornwick'],
]

/** Everybody who is paid to be in people’s lives in Sallowshire. */
export const workers: readonly Worker[] = people.map(([name, role, organisation, town]) => {
  const sub = (name.split(' ')[0] ?? name).toLowerCase()
  return { id: workerIdOf(sub), sub, name, role, organisation, town }
})

/** Who leads the team of each organisation, by the `sub` of their token. */
const leads: Readonly<Record<string, string>> = {
  [council]: 'harriet',
  MILLHALL1: 'stella',
  SALNHS02: 'priya',
  TANNER01: 'oswald',
  LANTRN01: 'greta',
}

export function writtenBy(worker: Worker): By {
  return { sub: worker.sub, role: 'practitioner', organisation: worker.organisation }
}

/** By whoever leads the team that somebody is of. */
export function writtenByLeadOf({ organisation }: By): By {
  const sub = organisation === undefined ? undefined : leads[organisation]
  if (sub === undefined) throw new Error(`nobody leads ${organisation}`)
  return { sub, role: 'practitioner', organisation }
}

export function workersIn(area: AreaCode): readonly Worker[] {
  const town = area.startsWith('X100001') ? 'Eastmere' : 'Thornwick'
  return workers.filter((worker) => worker.town === town)
}
