import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/open.ts'
import { keysIn } from '../../src/store/keys.ts'
import { masterKey, masterKeyFrom } from '../../src/store/master-key.ts'
import { seal } from '../../src/store/seal.ts'
import { withDatabase } from '../support/database.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** Runs `npm run sealing` as a process; with `kill`, takes it away without warning as soon as it says how far it is. */
async function sealing(env: Record<string, string>, args: string[], { kill = false } = {}) {
  const child = spawn(process.execPath, ['src/tasks/sealing.ts', ...args], { cwd: root, env: { PATH: process.env.PATH, ...env } })
  let [out, err] = ['', '']
  child.stdout.on('data', (said) => {
    out += said
  })
  child.stderr.on('data', (said) => {
    err += said
    if (kill) child.kill('SIGKILL')
  })
  const [code, signal] = await once(child, 'close')
  return { code, signal, out, err }
}

t.test('replacing the master key is killed half-way and goes on; no service starts without the keys it needs', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfolding-sealing-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const [before, next] = [path.join(folder, 'sealing.key'), path.join(folder, 'next.key')]
  const bytes = randomBytes(32)
  await writeFile(before, bytes.toString('base64'), { mode: 0o600 })
  const database = await withDatabase(t)
  const { pool } = database.open('owner')
  const streams = Array.from({ length: 12_000 }, () => `person-${randomUUID()}` as const)
  const rows = streams.map((stream) => seal(masterKeyFrom(bytes), JSON.stringify([stream, '']), randomBytes(32)))
  await pool.query(
    "insert into key_node (stream, path, wrapped) select stream, '', wrapped from unnest($1::text[], $2::bytea[]) as t (stream, wrapped)",
    [streams, rows],
  )
  const leaf = async (...held: Parameters<typeof keysIn> extends [unknown, ...infer Held] ? Held : never) =>
    [...(await keysIn(database.open('unfolding_record'), ...held).keysOf(streams)).values()].map((keyOf) =>
      Buffer.from(keyOf(3) ?? []).toString('hex'),
    )
  const leaves = await leaf(masterKeyFrom(bytes))
  const env = { DATABASE_URL: database.serviceUrl, TOKEN_KEYS: path.join(folder, 'none.json') }
  const starts = async (keys: Record<string, string>) => {
    const house = await openHouse(readConfig({ ...env, ...keys }), { as: 'task', log: pino({ level: 'silent' }) })
    await house.close()
  }
  const now = { ...env, SEALING_KEY_FILE: before }
  t.match(await sealing(now, ['rotate']), {
    code: 1,
    err: 'Say what, and which key takes the place of the one in use: npm run sealing -- rotate --to <key file>\n',
  })
  t.match(await sealing(now, ['rotate', '--to', before]), { code: 1, err: /in use already/ })

  t.match(await sealing(now, ['rotate', '--to', next], { kill: true }), { signal: 'SIGKILL', out: '' })
  t.equal((await stat(next)).mode & 0o777, 0o600)
  const { rows: counted } = await pool.query<{ done: bigint; left: bigint }>(
    "select count(*) filter (where wrapped_by <> 'first') as done, count(*) filter (where wrapped_by = 'first') as left from key_node",
  )
  t.ok(counted[0] && counted[0].done > 0n && counted[0].left > 0n, `${counted[0]?.done} were wrapped anew, ${counted[0]?.left} not yet`)
  t.same(await leaf(masterKeyFrom(bytes), await masterKey(next)), leaves, 'both together open all of them')
  for (const file of [before, next])
    await t.rejects(starts({ SEALING_KEY_FILE: file }), /^Another master key is taking the place of the one before/)
  await starts({ SEALING_KEY_FILE: before, SEALING_KEY_FILE_NEXT: next })

  const printing = path.join(folder, 'key-service')
  await writeFile(printing, `#!/bin/sh\ncat "$1"\n`, { mode: 0o700 })
  const done = await sealing({ ...now, SEALING_KEY_COMMAND_NEXT: `${printing} ${next}` }, ['rotate'])
  t.match(done, { code: 0, out: /^[\d,]+ keys were wrapped anew, and nothing is wrapped by the master key before/ }, done.err)
  t.equal(Number(done.out.split(' ')[0]?.replaceAll(',', '')), Number(counted[0]?.left), 'only those that were left')
  t.same(await leaf(await masterKey(next)), leaves)
  await starts({ SEALING_KEY_FILE: next })
  await starts({ SEALING_KEY_COMMAND: `${printing} ${next}` })
  await starts({ SEALING_KEY_FILE: before, SEALING_KEY_FILE_NEXT: next })
  await t.rejects(starts({ SEALING_KEY_FILE: before }), /^The keys of people's words do not open with this master key/)
  await t.rejects(starts({ SEALING_KEY_COMMAND: `${printing} ${path.join(folder, 'none')}` }), /failed with code 1\. Run it by hand/)
  t.notMatch(done.out + done.err, (await readFile(next, 'utf8')).trim().slice(0, 12))
})
