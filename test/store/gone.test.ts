import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import t from 'tap'
import { openDatabase, unavailable } from '../../src/store/database.ts'
import { between } from '../faults/support/proxy.ts'
import { withDatabase } from '../support/database.ts'

for (const role of ['unfolding_record', 'unfolding_practitioner'] as const) {
  t.test(
    `where the database is gone without a word, whoever asked as ${role} is told so, and the connection is used by nobody after`,
    async (t) => {
      const { serviceUrl } = await withDatabase(t)
      const proxy = await between(t, Number(new URL(serviceUrl).port))
      const { db, close } = openDatabase(proxy.through(serviceUrl), role, { max: 1, statementTimeout: 200 })
      t.teardown(close)
      const ask = () => sql`select 1`.execute(db)
      await ask()
      proxy.hang()
      const began = performance.now()
      const error = await ask().catch((error: unknown) => error)
      t.ok(unavailable(error), String(error))
      t.ok(performance.now() - began < 7_000)
      proxy.mend()
      await sleep(100)
      const mended = performance.now()
      await ask()
      t.ok(performance.now() - mended < 2_000, 'the next one is answered at once')
      t.equal((await ask()).rows.length, 1, 'and the one after it')
    },
  )
}
