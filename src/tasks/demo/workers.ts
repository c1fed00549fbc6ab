import type { AreaCode, Id } from '../../domain/values.ts'
import { chance } from './chance.ts'
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
export const workers: readonly Worker[] = people.map(([name, role, organisation, town]) => ({
  id: chance('worker', name).uuid(),
  sub: (name.split(' ')[0] ?? name).toLowerCase(),
  name,
  role,
  organisation,
  town,
}))

export function writtenBy(worker: Worker): By {
  return { sub: worker.sub, role: 'practitioner', organisation: worker.organisation }
}

export function workersIn(area: AreaCode): readonly Worker[] {
  const town = area.startsWith('X100001') ? 'Eastmere' : 'Thornwick'
  return workers.filter((worker) => worker.town === town)
}
