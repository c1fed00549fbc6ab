import { readConfig } from '../src/config.ts'
import type { Role } from '../src/domain/entry.ts'
import { signToken } from '../src/http/tokens.ts'
import { county } from '../src/tasks/demo/places.ts'
import { type Life, reviewer } from './filling.ts'

/** Who asks of areas. */
export const commissioner = 'carol'

/** What somebody sends along so that they are known. */
export type Bearers = (sub: string) => { authorization: string }

/** Tokens for the whole county that hold for an hour, as the service in this folder gives them out: for each who works with one of these people, for the reviewer and the commissioner. */
export async function bearersIn(dataDir: string, lives: readonly Life[]): Promise<Bearers> {
  const config = readConfig({ DATA_DIR: dataDir })
  const roles = new Map<string, Role>(lives.map(({ worker }) => [worker, 'practitioner']))
  roles.set(reviewer, 'reviewer').set(commissioner, 'commissioner')
  const sign = async ([sub, role]: [string, Role]) => [sub, await signToken(config, { sub, roles: [role], areas: [county] }, 60)] as const
  const tokens = new Map(await Promise.all([...roles].map(sign)))
  return (sub) => ({ authorization: `Bearer ${tokens.get(sub)}` })
}
