import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isEmbedded } from '../config.ts'
import { roles } from '../domain/lists.ts'
import { AreaCode, Id, OrganisationCode } from '../domain/values.ts'
import { signToken } from '../http/tokens.ts'
import { start } from './start.ts'

const Asked = z.object({
  role: z.array(z.enum(roles)).min(1, `say one of ${roles.join(', ')}`),
  sub: z.string().min(1).default('amira'),
  name: z.string().optional(),
  areas: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(AreaCode)),
  organisation: OrganisationCode.optional(),
  person: Id.optional(),
  minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(60),
})

/** `npm run -s token -- --role practitioner --sub amira --areas X10000001`: prints a token for this machine. */
start(
  'token',
  async (config) => {
    if (!isEmbedded(config) || config.tokenKeys !== undefined || config.oidcIssuer !== undefined)
      throw new Error('Tokens are made here only for the embedded service; yours come from whoever holds TOKEN_KEYS, or from OIDC_ISSUER.')
    const { values } = parseArgs({
      options: {
        role: { type: 'string', multiple: true, default: [] },
        sub: { type: 'string' },
        name: { type: 'string' },
        areas: { type: 'string' },
        organisation: { type: 'string' },
        person: { type: 'string' },
        minutes: { type: 'string' },
      },
    })
    const { data, error } = Asked.safeParse(values)
    if (error) throw new Error(error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'))
    const { role, minutes, ...who } = data
    process.stdout.write(`${await signToken(config, { ...who, roles: role }, minutes)}\n`)
  },
  { quiet: true },
)
