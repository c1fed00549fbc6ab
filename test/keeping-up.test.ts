import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { profile } from '../projections/profile.ts'
import { readConfig } from '../src/config.ts'
import { keepUpApart } from '../src/keeping-up/apart.ts'
import { caughtUp } from '../src/projecting/wait.ts'
import { type Met, namesIn, withPeopleMet } from './support/projecting.ts'

/** The configuration of a service that works on this database, with the master key its record was sealed with. */
async function configOf(t: Pick<Test, 'teardown'>, { database }: Met, mode = 0o600) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const keyFile = path.join(folder, 'sealing.key')
  await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'))
  await chmod(keyFile, mode)
  return readConfig({ DATABASE_URL: database.serviceUrl, SEALING_KEY_FILE: keyFile, OIDC_ISSUER: 'https://sign-in.invalid' })
}

const shows = async ({ people, record }: Met) => caughtUp(people, profile as never, await record.head())

t.test('views are kept up to date in a thread of its own, which says what it does in the log of the service', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  const logged: Record<string, unknown>[] = []
  const log = pino({ name: 'unfolding', level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const projector = await keepUpApart(await configOf(t, needs), log)
  t.equal(await shows(needs), true)
  await needs.meet('Ben')
  t.equal(await shows(needs), true)
  t.same(await namesIn(needs.people), ['Ana', 'Ben'])
  await projector.stop()
  t.match(
    logged.filter(({ msg }) => msg === 'taken'),
    [{ name: 'unfolding', level: 20, taken: 1 }],
  )

  await needs.meet('Cai')
  await sleep(300)
  t.same(await namesIn(needs.people), ['Ana', 'Ben'], 'once it is stopped nothing is taken')
})

t.test('where the thread cannot begin, the service is told why in a plain sentence', async (t) => {
  const needs = await withPeopleMet(t, 'Ana')
  const config = await configOf(t, needs, 0o644)
  await t.rejects(keepUpApart(config, needs.log), { message: /Everybody on this machine can read the key file/ })
})
