import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// What runs in a browser is TypeScript like all else, in `browser/`: its types are left out here when the service starts, so nothing has to be built. No page hangs on it.

const folder = path.join(import.meta.dirname, 'browser')

/** Libraries that scripts import by name: one file each, as they are published for browsers. */
const libraries = ['idb']

const texts = new Map([
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file.replace(/ts$/, 'js'), forBrowsers(readFileSync(path.join(folder, file), 'utf8'))] as const),
  ...libraries.map((name) => [`${name}.js`, readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8')] as const),
])

/** The folder that scripts are found in: another one whenever one of them changes, so that they can be kept. */
export const scripts = `/pages/${createHash('sha256')
  .update(JSON.stringify([...texts]))
  .digest('hex')
  .slice(0, 16)}`

/** A script as browsers read it, by the name of its file; undefined where there is none. */
export function scriptNamed(file: string): string | undefined {
  return texts.get(file)
}

/** Where a script and all that it imports are found. */
export function withImports(file: string, found: readonly string[] = []): readonly string[] {
  const at = `${scripts}/${file}`
  if (found.includes(at)) return found
  const imports = [...(texts.get(file) ?? '').matchAll(/ from '\.\/([\w-]+\.js)'/g)].map(([, name = '']) => name)
  return imports.reduce<readonly string[]>((all, name) => withImports(name, all), [...found, at])
}

function forBrowsers(text: string): string {
  const named = text.replaceAll(/ from '(\.\/[\w-]+)\.ts'/g, " from '$1.js'")
  return withoutTypes(libraries.reduce((each, name) => each.replaceAll(` from '${name}'`, ` from './${name}.js'`), named))
}

/** Node.js says each time that this may change. Which Node.js runs is ours to choose (package.json), and where it changes a start fails. */
function withoutTypes(text: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}
