/** A backup has two parts, which can be kept in different places and for different times: only together do they open anybody's words. */
export const parts = ['record', 'keys'] as const
export type Part = (typeof parts)[number]

/** What is backed up: all that cannot be made again from the record. In the order in which it is brought back, since some rows rest on others. */
export const kept: Readonly<Record<Part, readonly string[]>> = {
  record: [
    'area', // people's lives are counted by it
    'record',
    'signed_list', // where streams ended, signed: the record is held against it
    'stream_head',
    'look', // who looked at whom; it is owed to people
    'area_published_v1', // made by the rules of its day, and never changed
    'area_symbol_v1', // what the next release has to hold itself to
    'area_line_v1',
    'edition_v1',
  ],
  keys: [
    'master_key', // names alone
    'key_node',
    'key_forgotten',
    'key_sweep',
    'device_key', // what waits on workers' devices opens with it
  ],
}

/** What is not backed up, and why not. */
export const leftOut: Readonly<Record<string, string>> = {
  profile_v1: 'a view with words in clear; made again from the record',
  caseload_v2: 'a view with words in clear; made again from the record',
  household_v1: 'a view; made again from the record',
  unsettled_v1: 'a view; made again from the record',
  area_delta_v1: 'true numbers; counted again from the record',
  area_place_event_v1: 'a view; made again from the record',
  checkpoint: 'where views are on the record: they begin again',
  record_home: 'where the record is kept: said by whoever restores it',
  look_id_seq: 'goes on after the last look',
  kysely_migration: 'made by the migrations themselves; the manifest has their names',
  kysely_migration_lock: 'made by the migrations themselves',
}

/** Whether a table is a view of some version, also one of before that nobody reads any more, or one that is being built. */
export function isView(table: string): boolean {
  return /_v[0-9]+(_building)?$/.test(table) && !isKept(table)
}

export function isKept(table: string): boolean {
  return parts.some((part) => kept[part].includes(table))
}
