import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportJWK } from 'jose'
import t from 'tap'
import { type AreaTables, withDefaultAreas } from '../src/store/areas.ts'
import { personStream } from '../src/store/event-store.ts'
import { bearer, publicKey } from './support/app.ts'
import { ask, met } from './support/asking.ts'
import { withDatabase } from './support/database.ts'
import { storeIn } from './support/lives.ts'
import { caughtUp, ended, folder, start } from './support/service.ts'

const planted = 'Quibblewick'

t.test(
  'a service that is killed after it was recorded that somebody is forgotten, and before their keys went, finishes it at its next start',
  async (t) => {
    const database = await withDatabase(t)
    await withDefaultAreas(database.open<AreaTables>('owner').db)
    const dataDir = await folder(t)
    const [SEALING_KEY_FILE, TOKEN_KEYS] = [path.join(dataDir, 'sealing.key'), path.join(dataDir, 'keys.json')]
    await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
    await writeFile(TOKEN_KEYS, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA' }] }))
    const record = database.kurrentdb && { KURRENTDB_URL: database.kurrentdb.standIn.url }
    const tokens = { TOKEN_KEYS, TOKEN_ISSUER: 'https://sign-in.example', TOKEN_AUDIENCE: 'unfolding' }
    const settings = { DATABASE_URL: database.serviceUrl, SEALING_KEY_FILE, ...tokens, ...record }
    const sam = randomUUID()
    const stream = personStream(sam)
    const { pool } = database.open('owner')
    const keys = async () => (await pool.query('select from key_node where stream = $1', [stream])).rows.length
    const send = async (address: string, to: string, body: object, roles: string[]) => {
      const headers = { ...(await bearer({ roles })), 'content-type': 'application/json' }
      return fetch(`${address}${to}`, { method: 'POST', headers, body: JSON.stringify(body) })
    }
    const forget = (address: string) => send(address, `/steward/people/${sam}/forget`, { ground: 'asked-for' }, ['steward'])

    const first = await start(dataDir, settings)
    const entries = [met('X10000101', planted), ask('ConversationHeld', {}, { words: { heard: planted } })]
    t.equal((await send(first.address, `/practitioner/people/${sam}/entries`, { entries }, ['practitioner'])).status, 201)

    // Nobody can throw a key away while somebody holds this.
    const holder = await pool.connect()
    await holder.query('begin; lock key_forgotten in share mode')
    const asked = forget(first.address).catch(() => 'lost')
    const store = storeIn(database)
    for (let i = 0; i < 400 && (await store.read(stream)).at(-1)?.type !== 'StoryForgotten'; i += 1) await sleep(25)
    await ended(first.process, 'SIGKILL')
    t.equal(await asked, 'lost', 'nobody was told that it is done')
    await holder.query('rollback')
    holder.release()
    t.equal(await keys(), 1, 'the key is still there')

    const second = await start(dataDir, settings)
    for (let i = 0; i < 400 && (await keys()) > 0; i += 1) await sleep(25)
    t.equal(await keys(), 0)
    t.same((await pool.query('select stream from key_forgotten')).rows, [{ stream }])
    await caughtUp(second.address)
    t.same((await pool.query('select from profile_v1')).rows.length, 0, 'and no view shows them')
    t.equal((await forget(second.address)).status, 200, 'asked again it is done')
    t.equal((await store.read(stream)).length, 3)
    t.equal(await ended(second.process, 'SIGTERM'), 0)
  },
)
