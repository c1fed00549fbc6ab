import { type Kysely, sql } from 'kysely'

/**
 * What seals what a worker wrote without a network and has not sent yet: one key a worker. It leaves their device when they sign out, and is given again when they sign in; what it seals is on the
 * device alone, so neither is worth anything without the other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table device_key (
      worker uuid primary key,
      key bytea not null constraint of_32_bytes check (octet_length(key) = 32)
    )`.execute(db)
  await sql`grant select, insert on device_key to unfolding_practitioner`.execute(db)
}
