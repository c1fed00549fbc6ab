import { writeFile } from 'node:fs/promises'
import { exportJWK } from 'jose'
import t from 'tap'
import { knownMigrations, pendingMigrations } from '../src/store/migrate.ts'
import { bearer, publicKey } from './support/app.ts'
import { newFolder, run, settingsFor } from './support/backing-up.ts'
import { withDatabase } from './support/database.ts'
import { asItWas, recordedVersions } from './support/recorded-version.ts'
import { caughtUp, ended, folder, start } from './support/service.ts'
import { lena, mo, sam } from './support/versions.ts'

// What every released version left behind opens in this one: test/recorded/versions/README.md.

/** What each is known to hold, by hand: kinds of entry, entries of Mo, whether her daughter was found to have stayed after all, whether Lena could be forgotten. */
const known: Record<string, { kinds: number; ofMo: number; stayed: boolean; forgotten: boolean }> = {
  '2026-11-23-first': { kinds: 53, ofMo: 53, stayed: false, forgotten: false },
  '2026-11-23-put-right': { kinds: 59, ofMo: 58, stayed: true, forgotten: false },
  '2026-11-29-rooms': { kinds: 66, ofMo: 65, stayed: true, forgotten: true },
  '0.1.0': { kinds: 66, ofMo: 65, stayed: true, forgotten: true },
}

const versions = await recordedVersions()

t.test('every recording is known', async (t) => {
  t.same(versions.map(({ name }) => name).sort(), Object.keys(known).sort())
})

for (const version of versions) {
  const { kinds, ofMo, stayed, forgotten } = known[version.name] ?? { kinds: 0, ofMo: 0, stayed: false, forgotten: false }

  t.test(`what ${version.name} left opens in this version, and is whole`, async (t) => {
    const { database, settings } = await asItWas(t, version)
    const { migrations } = version.record.manifest
    t.same(await pendingMigrations(database.ownerUrl), (await knownMigrations()).slice(migrations.length))
    t.equal((await run(settings, 'migrate')).code, 0)
    const { pool } = database.open('owner')
    t.equal((await pool.query('select distinct type from record')).rowCount, kinds)
    const upgraded = await run(settings, 'verify')
    t.equal(upgraded.code, 0, upgraded.out + upgraded.err)

    const dataDir = await folder(t)
    await writeFile(settings.TOKEN_KEYS ?? '', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA' }] }))
    const service = await start(dataDir, { ...settings, TOKEN_ISSUER: 'https://sign-in.example', TOKEN_AUDIENCE: 'unfolding' })
    const get = async (to: string) => {
      const answer = await fetch(`${service.address}/practitioner/people/${to}`, { headers: await bearer({ sub: 'amira' }) })
      // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire says
      return { status: answer.status, body: (await answer.json()) as any }
    }
    await caughtUp(service.address)
    const verified = await run(settings, 'verify')
    t.equal(verified.code, 0, verified.out + verified.err)
    t.notMatch(verified.out, /behind|cannot be told/)

    const journey = await get(`${sam.id}/journey`)
    t.same(
      journey.body.entries.map(({ type, happened, words }: { type: string; happened: object; words: object }) => ({
        type,
        happened,
        words,
      })),
      [
        { type: 'PersonMet', happened: { from: '2026-01-12' }, words: { name: 'Sam' } },
        { type: 'ConversationHeld', happened: { from: '2026-01-19' }, words: { heard: 'The garden is the best room' } },
        { type: 'GoalVoiced', happened: { from: '2026-01-19' }, words: { goal: 'Grow enough leeks for the whole landing' } },
        { type: 'GoalProgressed', happened: { from: '2026-03-02' }, words: { how: 'Two rows are in' } },
      ],
    )
    t.match((await get(mo)).body, {
      revision: ofMo,
      name: { name: 'Mo', pronouns: 'she/her' },
      howToReachMe: 'Text first, then ring. Not before ten.',
      home: { area: 'X10000102', words: 'Two streets up. She can hear them if the wind is right.' },
      [stayed ? 'circle' : 'circleBefore']: [{ name: 'Kerry', tie: 'child', words: 'Rings every Sunday, after the football' }],
      [stayed ? 'circleBefore' : 'circle']: [],
    })
    const ofLena = await get(lena.id)
    if (forgotten) t.equal(ofLena.status, 403)
    else t.match(ofLena.body, { name: { name: 'Lena' }, goals: [{ words: 'To hear the band' }] })
    t.equal(await ended(service.process, 'SIGTERM'), 0)
  })

  t.test(`a backup of ${version.name} is restored by this version`, async (t) => {
    const database = await withDatabase(t, { empty: true })
    const settings = await settingsFor(t, database, { master: version.master })
    const restored = await run(settings, 'restore', version.folder)
    t.match(restored, { code: 0, err: '' })
    t.same(await pendingMigrations(database.ownerUrl), [])
    t.match(await run(settings, 'verify'), { code: 0 })

    const again = await newFolder(t)
    t.equal((await run(settings, 'backup', again)).code, 0, 'and can be backed up again')
  })
}
