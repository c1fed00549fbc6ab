import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { writeWhole } from './files.ts'
import { type Part, parts } from './tables.ts'

/** How backups are written; a later way of writing them has a later number. */
const format = 1

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/)

/** What one part of a backup holds. It is written last: a part without one was never finished. */
const Manifest = z.strictObject({
  format: z.literal(format, { error: 'it is of another version of backups than this one knows' }),
  part: z.enum(parts),
  /** The same in both parts of one backup. */
  backup: z.uuid(),
  madeAt: z.iso.datetime(),
  record: z.strictObject({
    home: z.enum(['postgresql', 'kurrentdb']),
    /** The position of the newest entry; `0` where there is none. */
    head: z.string().regex(/^\d+$/),
    /** The hash of the first entry, which tells one record from another; none where there is no entry. */
    begins: Hash.nullable(),
  }),
  /** The migrations that the database had had. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.strictObject({
      table: Name,
      columns: z.array(Name).min(1),
      rows: z.int().min(0),
      bytes: z.int().min(0),
      sha256: Hash,
    }),
  ),
})
export type Manifest = z.infer<typeof Manifest>
export type KeptTable = Manifest['tables'][number]

/** A part of a backup that was finished, and where it is. */
export interface FinishedPart {
  folder: string
  manifest: Manifest
}

/** Something is wrong with a backup, or its parts do not go together: nothing was restored. */
export class NotRestored extends Error {
  override readonly name = 'NotRestored'
}

const file = 'manifest.json'

/** Where the rows of a table are. */
export function fileOf(folder: string, table: string): string {
  return path.join(folder, `${table}.copy`)
}

export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  await writeWhole(path.join(folder, file), `${JSON.stringify({ format, ...manifest }, undefined, 2)}\n`)
}

/** A part of a backup in a folder of backups, or in a folder of its own. Throws `NotRestored` where it was not finished or cannot be read. */
export async function partIn(folder: string, part: Part): Promise<FinishedPart> {
  const inside = path.join(folder, part)
  const where = (await stat(inside).catch(() => undefined))?.isDirectory() ? inside : folder
  const text = await readFile(path.join(where, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new NotRestored(
      `There is no finished backup of the ${part} in ${folder}: ${path.join(where, file)} is not there. A backup that was cut short has none.`,
    )
  })
  const manifest = read(text)
  if (!manifest.success) throw new NotRestored(`${path.join(where, file)} is damaged: ${manifest.error.issues[0]?.message}`)
  if (manifest.data.part !== part) throw new NotRestored(`${where} holds the ${manifest.data.part} of a backup, not the ${part}.`)
  return { folder: where, manifest: manifest.data }
}

function read(text: string): z.ZodSafeParseResult<Manifest> {
  try {
    return Manifest.safeParse(JSON.parse(text))
  } catch {
    return Manifest.safeParse(undefined)
  }
}
