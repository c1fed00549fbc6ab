import path from 'node:path'
import t from 'tap'
import { addressOf, isEmbedded, isLocal, readConfig } from '../src/config.ts'

t.test('with nothing said, it keeps to this machine and starts its own database', async (t) => {
  const config = readConfig({})
  t.match(config, { dataDir: path.resolve('data'), host: '127.0.0.1', port: 3000, sealingKey: { file: path.resolve('data/sealing.key') } })
  t.equal(isEmbedded(config), true)
  t.equal(isLocal(config.host), true)
  t.equal(addressOf(config.host, config.port), 'http://127.0.0.1:3000')
  t.equal(addressOf('::1', 3000), 'http://[::1]:3000')
  t.equal(readConfig({ PORT: '' }).port, 3000, 'empty is as good as not said')
  t.match(config, { rateLimit: 1200, rateLimitSubject: 600 })
  t.equal(readConfig({ RATE_LIMIT_SUBJECT: '60' }).rateLimitSubject, 60)
})

t.test('a wrong setting is refused by its name, in a sentence', async (t) => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: 'http' }, /^PORT: /],
    [{ PORT: '70000' }, /^PORT: /],
    [{ DATABASE_URL: '' }, /^DATABASE_URL: it is empty/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ RATE_LIMIT_SUBJECT: '0' }, /^RATE_LIMIT_SUBJECT: /],
    [{ DATABASE_URL: 'mysql://db' }, /^DATABASE_URL: .*postgres/],
    [{ KURRENTDB_URL: '' }, /^KURRENTDB_URL: it is empty/],
    [{ KURRENTDB_URL: 'http://events:2113' }, /^KURRENTDB_URL: must begin with kurrentdb:\/\/ or esdb:\/\/\./],
    [{ KURRENTDB_URL: 'kurrentdb://' }, /^KURRENTDB_URL: must name the server/],
    [{ KURRENTDB_URL: 'kurrentdb://events:port' }, /^KURRENTDB_URL: must name the server/],
    [{ DATABASE_URL: 'postgres://db/unfolding' }, /^SEALING_KEY_FILE: /],
    [{ DATABASE_URL: 'postgres://db/unfolding', SEALING_KEY_FILE: 'key' }, /^TOKEN_KEYS: .*OIDC_ISSUER/],
    [{ OIDC_ISSUER: 'https://sign-in.example', TOKEN_KEYS: 'jwks.json' }, /^OIDC_ISSUER: .*not both\.$/],
    [{ OIDC_ISSUER: 'https://sign-in.example', TOKEN_ISSUER: 'unfolding' }, /^TOKEN_ISSUER: .*Leave this one out\.$/],
    ...['http://sign-in.example', 'http://localhost.example', 'ftp://localhost', 'sign-in.example', 'https://'].map(
      (OIDC_ISSUER): [Record<string, string>, RegExp] => [{ OIDC_ISSUER }, /^OIDC_ISSUER: must begin with https:\/\//],
    ),
    ...['https://us:pass@sign-in.example', 'https://sign-in.example?a=b', 'https://sign-in.example#a', 'https://sign in.example'].map(
      (OIDC_ISSUER): [Record<string, string>, RegExp] => [{ OIDC_ISSUER }, /^OIDC_ISSUER: must be an address and no more/],
    ),
    ...['.roles', 'roles.', 'realm..roles', 'my roles'].map((CLAIM_ROLES): [Record<string, string>, RegExp] => [
      { OIDC_ISSUER: 'https://sign-in.example', CLAIM_ROLES },
      /^CLAIM_ROLES: must be the name of a claim/,
    ]),
    ...['AREAS', 'SUB', 'ACTS_FOR'].map((what): [Record<string, string>, RegExp] => [
      { [`CLAIM_${what}`]: 'somewhere' },
      new RegExp(`^CLAIM_${what}: .*OIDC_ISSUER or TOKEN_KEYS\\.$`),
    ]),
    [{ OIDC_ISSUER: 'https://sign-in.example', CLAIM_SUB: 'oid.' }, /^CLAIM_SUB: must be the name of a claim/],
    [{ DATABASE_URL: 'postgres://db/unfolding', SEALING_KEY_FILE_NEXT: 'key' }, /^SEALING_KEY_FILE: /],
    [{ SEALING_KEY_FILE: 'key', SEALING_KEY_COMMAND: 'key-service read' }, /^SEALING_KEY_COMMAND: there is a SEALING_KEY_FILE too/],
    [
      { SEALING_KEY_FILE_NEXT: 'key', SEALING_KEY_COMMAND_NEXT: 'key-service read' },
      /^SEALING_KEY_COMMAND_NEXT: there is a SEALING_KEY_FILE_NEXT too/,
    ],
    [{ SEALING_KEY_COMMAND: 'key-service read | base64' }, /^SEALING_KEY_COMMAND: it is run without a shell/],
    [{ SEALING_KEY_COMMAND: 'key-service read "a key"' }, /^SEALING_KEY_COMMAND: it is run without a shell/],
  ]
  for (const [env, message] of wrong) t.throws(() => readConfig(env), { name: 'ConfigWrong', message })
})

t.test('the record is kept in KurrentDB where it is said how that is reached, by either name', async (t) => {
  t.equal(readConfig({}).kurrentdbUrl, undefined)
  for (const url of [
    'kurrentdb://events?tls=false',
    'esdb://admin:changeit@events:2113',
    'kurrentdb+discover://events.example:2113/?nodePreference=leader',
    'kurrentdb://one:2113,two:2113,three:2113?tlsCaFile=./certs/ca.crt',
  ]) {
    t.equal(readConfig({ KURRENTDB_URL: url }).kurrentdbUrl, url)
  }
})

t.test('tokens are of an issuer, and say things under names of its own, where that is said', async (t) => {
  const usual = readConfig({})
  t.equal(usual.oidcIssuer, undefined)
  t.same(new Set(Object.values(usual.claimNames)), new Set([undefined]))
  for (const OIDC_ISSUER of ['https://sign-in.example/realms/county', 'http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:8080/'])
    t.equal(readConfig({ OIDC_ISSUER }).oidcIssuer, OIDC_ISSUER)
  const names = { CLAIM_ROLES: 'realm_access.roles', CLAIM_AREAS: 'https://council.example/areas' }
  for (const whose of [{ OIDC_ISSUER: 'https://sign-in.example' }, { TOKEN_KEYS: 'jwks.json' }])
    t.match(readConfig({ ...whose, ...names }).claimNames, { roles: 'realm_access.roles', areas: 'https://council.example/areas' })
  const all = {
    CLAIM_SUB: 'a',
    CLAIM_NAME: 'b',
    CLAIM_ROLES: 'c',
    CLAIM_AREAS: 'd',
    CLAIM_ORGANISATION: 'e',
    CLAIM_PERSON: 'f',
    CLAIM_ACTS_FOR: 'g',
  }
  t.same(readConfig({ TOKEN_KEYS: 'jwks.json', ...all }).claimNames, {
    sub: 'a',
    name: 'b',
    roles: 'c',
    areas: 'd',
    organisation: 'e',
    person: 'f',
    actsFor: 'g',
  })
  const own = { DATABASE_URL: 'postgres://db/unfolding', SEALING_KEY_FILE: 'key', OIDC_ISSUER: 'https://sign-in.example' }
  t.equal(readConfig(own).tokenKeys, undefined, 'then a database of one’s own needs no TOKEN_KEYS')
})

t.test('a database of one’s own needs its keys, and then nothing is embedded', async (t) => {
  const config = readConfig({ DATABASE_URL: 'postgres://db/unfolding', SEALING_KEY_FILE: '/run/key', TOKEN_KEYS: '/run/jwks' })
  t.equal(isEmbedded(config), false)
  t.same(config.sealingKey, { file: '/run/key' })
  t.equal(config.nextSealingKey, undefined)
  t.equal(isLocal('0.0.0.0'), false)
})

t.test('a master key comes from a file or from a command, and while it is replaced so does the next', async (t) => {
  const { sealingKey, nextSealingKey } = readConfig({
    DATABASE_URL: 'postgres://db/unfolding',
    TOKEN_KEYS: '/run/jwks',
    SEALING_KEY_COMMAND: ' /opt/key-service  read --name=unfolding ',
    SEALING_KEY_FILE_NEXT: '/run/next',
  })
  t.same(sealingKey, { command: ['/opt/key-service', 'read', '--name=unfolding'] })
  t.same(nextSealingKey, { file: '/run/next' })
})
