import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { exportJWK } from 'jose'
import type { Test } from 'tap'
import { projections } from '../../../projections/index.ts'
import { type AreaTables, withDefaultAreas } from '../../../src/store/areas.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { bearer, type Claimed, publicKey } from '../../support/app.ts'
import { run, type Told } from './process.ts'

/** What several services of one record are told, and what whoever asks them sends. */
export interface House {
  folder: string
  settings: Record<string, string>
  headers: Record<string, string>
  headersOf(who: Claimed): Promise<Record<string, string>>
  /** What `npm run verify` says where something is wrong; empty where all is whole. */
  verify(more?: Pick<Told, 'preload'>): Promise<string>
}

/** Settings for services on one database, as for real: with a key file, and tokens from elsewhere. Their port is a free one until it is said. */
export async function houseOn(
  t: Pick<Test, 'teardown'>,
  { ownerUrl, serviceUrl, kurrentdbUrl }: { ownerUrl: string; serviceUrl: string; kurrentdbUrl?: string | undefined },
): Promise<House> {
  const folder = await mkdtemp(path.join(tmpdir(), 'unfolding-faults-'))
  await chmod(folder, 0o755)
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const owner = openDatabase<AreaTables>(ownerUrl, 'owner', { max: 1 })
  await withDefaultAreas(owner.db).finally(owner.close)
  const [SEALING_KEY_FILE, TOKEN_KEYS] = [path.join(folder, 'sealing.key'), path.join(folder, 'keys.json')]
  await writeFile(SEALING_KEY_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 })
  await writeFile(TOKEN_KEYS, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA' }] }))
  const settings = {
    ...{ DATA_DIR: folder, PORT: '0', RATE_LIMIT: '1000000', RATE_LIMIT_SUBJECT: '1000000' },
    ...{ DATABASE_URL: serviceUrl, SEALING_KEY_FILE },
    ...{ TOKEN_KEYS, TOKEN_ISSUER: 'https://sign-in.example', TOKEN_AUDIENCE: 'unfolding' },
    ...(kurrentdbUrl !== undefined && { KURRENTDB_URL: kurrentdbUrl }),
  }
  const headersOf = async (who: Claimed) => ({ ...(await bearer({ expires: '3h', ...who })), 'content-type': 'application/json' })
  return {
    folder,
    settings,
    headers: await headersOf({}),
    headersOf,
    async verify(more) {
      const { code, said } = await run('src/tasks/verify.ts', [], { settings, ...more })
      return code === 0 ? '' : `${code}: ${said}`
    },
  }
}

/** What the service says of itself: whether it is ready, and how far its views are. `undefined` where it does not answer. */
export async function standing(
  address: string,
): Promise<
  | { status: number; body: { ready: boolean; record: string; projections?: { projection: string; lag: number; stopped?: object }[] } }
  | undefined
> {
  const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined)
  return answer && { status: answer.status, body: (await answer.json()) as never }
}

/** Whether every view shows all there is. */
export async function allShown(address: string): Promise<boolean> {
  const now = await standing(address)
  return now?.status === 200 && now.body.projections?.length === projections.length && now.body.projections.every(({ lag }) => lag === 0)
}
