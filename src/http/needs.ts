import type { AreaTree } from '../domain/area.ts'
import type { Performing } from '../perform.ts'
import type { Db } from '../projecting/writer.ts'
import type { Looks } from '../store/looks.ts'
import type { TheRecord } from '../store/record.ts'
import type { Tokens } from './who.ts'

/** What the rooms about people stand on. */
export interface PeopleNeeds extends Performing {
  record: TheRecord
  /** As the role that may read views of people. */
  people: Db
  /** Where it is kept who looked at whom. */
  looks: Looks
  areas: AreaTree
  tokens: Tokens
}
