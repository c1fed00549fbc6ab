import path from 'node:path'
import { z } from 'zod'
import type { KeySource } from './store/master-key.ts'

/** A program and its arguments; what a shell would take for more than that is refused rather than taken for something else. */
const Command = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^"'`$|&;<>()\\*?~]*$/, 'it is run without a shell: say a program and its arguments, with spaces between them and no quotes')
  .transform((said) => said.split(/\s+/))

const ClaimName = z
  .string()
  .regex(/^(https?:\/\/\S+|[^\s.]+(\.[^\s.]+)*)$/, 'must be the name of a claim, or names with a dot between them')
  .optional()

const Environment = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  HOST: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RATE_LIMIT: z.coerce.number().int().min(1).default(1200),
  RATE_LIMIT_SUBJECT: z.coerce.number().int().min(1).default(600),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'at least 16 characters, and no spaces')
    .optional(),
  TRUST_PROXY: z.stringbool().default(false),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  KURRENTDB_URL: z
    .string()
    .regex(/^(kurrentdb|esdb)(\+discover)?:\/\//, 'must begin with kurrentdb:// or esdb://')
    .regex(
      /^[^:]+:\/\/([^\s@/?]+@)?[^\s@/?:,]+(:\d+)?(,[^\s@/?:,]+(:\d+)?)*\/?(\?\S*)?$/,
      'must name the server, as in kurrentdb://host:2113',
    )
    .optional(),
  SEALING_KEY_FILE: z.string().min(1).optional(),
  SEALING_KEY_COMMAND: Command.optional(),
  SEALING_KEY_FILE_NEXT: z.string().min(1).optional(),
  SEALING_KEY_COMMAND_NEXT: Command.optional(),
  TOKEN_KEYS: z.string().min(1).optional(),
  TOKEN_ISSUER: z.string().min(1).default('unfolding'),
  TOKEN_AUDIENCE: z.string().min(1).default('unfolding'),
  OIDC_ISSUER: z
    .string()
    .regex(/^[^\s?#@]+$/, 'must be an address and no more: no ?, no #, no password')
    .refine(staysPrivate, 'must begin with https:// (http:// for this machine alone)')
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  WHO_LOOKED: z.enum(['names', 'roles']).default('roles'),
  CLAIM_SUB: ClaimName,
  CLAIM_NAME: ClaimName,
  CLAIM_ROLES: ClaimName,
  CLAIM_AREAS: ClaimName,
  CLAIM_ORGANISATION: ClaimName,
  CLAIM_PERSON: ClaimName,
  CLAIM_ACTS_FOR: ClaimName,
})

/** The names of all that is read from the environment. */
export const settings: readonly string[] = Object.keys(Environment.shape)

/** What the environment says, with what is meant where it says nothing. */
export interface Config {
  /** Where the embedded database and the keys are kept. */
  dataDir: string
  host: string
  port: number
  logLevel: string
  /** Requests a minute from one address. */
  rateLimit: number
  /** Requests a minute of one subject. */
  rateLimitSubject: number
  /** What whoever reads `/metrics` has to send; left out, nobody can. */
  metricsToken?: string | undefined
  trustProxy: boolean
  /** Left out, PostgreSQL is started by the service itself. */
  databaseUrl?: string | undefined
  /** Who may migrate; needed by `npm run migrate`, `npm run areas`, `npm run backup` and `npm run restore`. */
  databaseOwnerUrl?: string | undefined
  /** The connection string of KurrentDB, which keeps the record then; left out, PostgreSQL keeps it with all else. */
  kurrentdbUrl?: string | undefined
  /** Where the master key comes from. */
  sealingKey: KeySource
  /** Where the one comes from that takes its place; needed only while it does. */
  nextSealingKey?: KeySource | undefined
  /** A JWKS that tokens are held against: a file, or an https address. Left out, a key of our own. */
  tokenKeys?: string | undefined
  tokenIssuer: string
  tokenAudience: string
  /** The OpenID Connect issuer of the tokens, whose keys are then asked of itself. */
  oidcIssuer?: string | undefined
  /** As which program the pages sign people in with the issuer; left out, there are no pages. */
  oidcClientId?: string | undefined
  oidcClientSecret?: string | undefined
  /** Where tokens say what is read of them, where that is not under its own name. */
  claimNames: ClaimNames
  /** Whether a person is told the names of the workers who looked at their story; else their role and organisation. */
  nameWorkers: boolean
}

/** Where a token says each thing that is read of it: a name, or names with dots between that lead into it. An address is one name. */
export interface ClaimNames {
  sub?: string | undefined
  name?: string | undefined
  roles?: string | undefined
  areas?: string | undefined
  organisation?: string | undefined
  person?: string | undefined
  actsFor?: string | undefined
}

/** The environment said something that cannot be meant. */
export class ConfigWrong extends Error {
  override readonly name = 'ConfigWrong'
}

/** Reads the environment once. Throws `ConfigWrong` with a plain sentence for each thing that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = Environment.safeParse(given)
  if (error) throw new ConfigWrong(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join(' '))
  if (env.DATABASE_URL === '') throw new ConfigWrong('DATABASE_URL: it is empty. Leave it out, and PostgreSQL is started for you.')
  if (env.KURRENTDB_URL === '') throw new ConfigWrong('KURRENTDB_URL: it is empty. Leave it out, and PostgreSQL keeps the record.')
  const dataDir = path.resolve(data.DATA_DIR)
  const sealingKey = keySource('', data.SEALING_KEY_FILE, data.SEALING_KEY_COMMAND)
  const nextSealingKey = keySource('_NEXT', data.SEALING_KEY_FILE_NEXT, data.SEALING_KEY_COMMAND_NEXT)
  if (data.DATABASE_URL !== undefined) {
    if (sealingKey === undefined)
      throw new ConfigWrong('SEALING_KEY_FILE: with a DATABASE_URL, say where the master key is, or which SEALING_KEY_COMMAND prints it.')
    if (data.TOKEN_KEYS === undefined && data.OIDC_ISSUER === undefined)
      throw new ConfigWrong('TOKEN_KEYS: with a DATABASE_URL, say which keys (JWKS) tokens are signed with, or say their OIDC_ISSUER.')
  }
  if (data.OIDC_ISSUER !== undefined) {
    if (data.TOKEN_KEYS !== undefined) throw new ConfigWrong('OIDC_ISSUER: it has keys of its own. Say either it or TOKEN_KEYS, not both.')
    if (given.TOKEN_ISSUER !== undefined) throw new ConfigWrong('TOKEN_ISSUER: OIDC_ISSUER says who the issuer is. Leave this one out.')
  }
  const claimNames = {
    sub: data.CLAIM_SUB,
    name: data.CLAIM_NAME,
    roles: data.CLAIM_ROLES,
    areas: data.CLAIM_AREAS,
    organisation: data.CLAIM_ORGANISATION,
    person: data.CLAIM_PERSON,
    actsFor: data.CLAIM_ACTS_FOR,
  }
  const [mapped] = Object.entries(data).find(([setting, value]) => setting.startsWith('CLAIM_') && value !== undefined) ?? []
  if (mapped !== undefined && data.OIDC_ISSUER === undefined && data.TOKEN_KEYS === undefined)
    throw new ConfigWrong(`${mapped}: the service's own tokens have names of their own. It goes with an OIDC_ISSUER or TOKEN_KEYS.`)
  return {
    dataDir,
    host: data.HOST ?? '127.0.0.1',
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    rateLimit: data.RATE_LIMIT,
    rateLimitSubject: data.RATE_LIMIT_SUBJECT,
    metricsToken: data.METRICS_TOKEN,
    trustProxy: data.TRUST_PROXY,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    kurrentdbUrl: data.KURRENTDB_URL,
    sealingKey: sealingKey ?? { file: path.join(dataDir, 'sealing.key') },
    nextSealingKey,
    tokenKeys: data.TOKEN_KEYS,
    tokenIssuer: data.TOKEN_ISSUER,
    tokenAudience: data.TOKEN_AUDIENCE,
    oidcIssuer: data.OIDC_ISSUER,
    oidcClientId: data.OIDC_CLIENT_ID,
    oidcClientSecret: data.OIDC_CLIENT_SECRET,
    claimNames,
    nameWorkers: data.WHO_LOOKED === 'names',
  }
}

/** Where a master key comes from, by the settings whose names end so. */
function keySource(which: '' | '_NEXT', file: string | undefined, command: readonly string[] | undefined): KeySource | undefined {
  if (file !== undefined && command !== undefined)
    throw new ConfigWrong(`SEALING_KEY_COMMAND${which}: there is a SEALING_KEY_FILE${which} too. Say one of them.`)
  return file === undefined ? command && { command } : { file: path.resolve(file) }
}

/** Whether the service starts PostgreSQL itself. */
export function isEmbedded({ databaseUrl }: Config): boolean {
  return databaseUrl === undefined
}

/** Whether nobody on the way can change what is asked of an address: it is https, or on this machine. */
export function staysPrivate(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}

/**
 * Whether people sign in with the service itself, as somebody made up: only where nothing is said of how they do, and nobody but this machine can
 * reach it, be it through a proxy.
 */
export function signsInHere({ oidcIssuer, tokenKeys, host, trustProxy }: Config): boolean {
  return oidcIssuer === undefined && tokenKeys === undefined && isLocal(host) && !trustProxy
}

/** Where somebody finds what listens there. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Whether only this machine can reach an address to listen on. */
export function isLocal(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host)
}
