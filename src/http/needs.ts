import type { AreaTree } from '../domain/area.ts'
import type { Room } from '../domain/entry.ts'
import type { Performing } from '../perform.ts'
import type { Db } from '../projecting/writer.ts'
import type { Looks } from '../store/looks.ts'
import type { TheRecord } from '../store/record.ts'
import type { Tokens } from './who.ts'

/** The database as each room may read it: as a role of its own, which holds where the code of the room would not. */
export type Rooms = Readonly<Record<Room, Db>>

/** What the rooms about people stand on. */
export interface PeopleNeeds extends Performing {
  record: TheRecord
  /** The views of people, as the role of this room. */
  people: Db
  /** Where it is kept who looked at whom. */
  looks: Looks
  areas: AreaTree
  tokens: Tokens
}
