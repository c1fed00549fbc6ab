import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { faultsIn } from '../domain/area.ts'
import { AreaCode, Day, Text } from '../domain/values.ts'
import { type AreaInFull, type AreaTables, areasIn, putAreas } from '../store/areas.ts'
import { openDatabase } from '../store/database.ts'

/** Something is wrong with a file of areas, and nothing of it was loaded: a sentence for each line. */
export class AreasRefused extends Error {
  override readonly name = 'AreasRefused'
  constructor(faults: readonly { line: number; fault: string }[]) {
    const lines = [...faults].sort((a, b) => a.line - b.line).map(({ line, fault }) => `Line ${line}: ${fault}.`)
    super(['Nothing was loaded.', ...lines].join('\n'))
  }
}

const columns = ['code', 'name', 'kind', 'parent', 'from', 'to', 'postcodes'] as const
const optional: readonly string[] = ['postcodes']

const orNone = <T extends z.ZodType>(type: T) => z.union([z.literal('').transform(() => undefined), type])
const Postcode = z
  .string()
  .transform((text) => text.replaceAll(' ', '').toUpperCase())
  .refine((text) => /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(text), 'not a postcode')

/** A line of the file. */
const AreaLine = z
  .object({
    code: AreaCode,
    name: Text(200),
    kind: z.string().regex(/^[a-z][a-z-]{0,39}$/, 'a word in small letters, such as ward or county'),
    parent: orNone(AreaCode),
    from: orNone(Day),
    to: orNone(Day),
    postcodes: z
      .string()
      .default('')
      .transform((text) => (text.trim() === '' ? [] : text.split(';')))
      .pipe(z.array(Postcode)),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || to > from, { path: ['to'], error: 'not after the day it is from' })

/**
 * Loads areas from the text of a CSV file with the columns code, name, kind, parent, from, to and, if you like, postcodes (with `;` between them):
 * all of it, or nothing and `AreasRefused`. Gives how many there were.
 */
export async function loadAreas(ownerUrl: string, text: string): Promise<number> {
  const lines = linesIn(text)
  const { db, close } = openDatabase<AreaTables>(ownerUrl, 'owner', { max: 1, name: 'unfolding areas' })
  try {
    const inFile = new Set(lines.map(({ area }) => area.code))
    const others = [...(await areasIn(db)).areas.values()].filter(({ code }) => !inFile.has(code))
    const faults = faultsIn([...lines.map(({ area }) => area), ...others])
    if (faults.length > 0) throw new AreasRefused(faults.map(({ at, fault }) => ({ line: lines[at]?.line ?? 1, fault })))
    await putAreas(
      db,
      lines.map(({ area }) => area),
    )
    return lines.length
  } finally {
    await close()
  }
}

function linesIn(text: string): { line: number; area: AreaInFull }[] {
  const [header, ...rows] = csv(text)
  const names = header?.fields ?? []
  const missing = columns.filter((column) => !names.includes(column) && !optional.includes(column))
  const unknown = names.filter((name, i) => !(columns as readonly string[]).includes(name) || names.indexOf(name) < i)
  if (missing.length > 0)
    throw new AreasRefused([{ line: 1, fault: `the first line must name the columns; ${missing.join(', ')} missing` }])
  if (unknown.length > 0) throw new AreasRefused([{ line: 1, fault: `there can be no column ${unknown.join(', ')} here` }])

  const areas: { line: number; area: AreaInFull }[] = []
  const faults: { line: number; fault: string }[] = []
  for (const { line, fields } of rows) {
    const { data, error } = AreaLine.safeParse(Object.fromEntries(names.map((name, i) => [name, fields[i]])))
    if (fields.length !== names.length) faults.push({ line, fault: `there are ${fields.length} fields and ${names.length} columns` })
    else if (error) faults.push({ line, fault: error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`).join('; ') })
    else areas.push({ line, area: data })
  }
  if (faults.length > 0) throw new AreasRefused(faults)
  if (areas.length === 0) throw new AreasRefused([{ line: 1, fault: 'there is no area in it' }])
  return areas
}

function csv(text: string): { line: number; fields: string[] }[] {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    // It counts the lines up to the end of a row; a row is named by the line it begins on.
    return rows.map(({ record, info }) => ({ line: info.lines - newLinesIn(record), fields: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    throw new AreasRefused([{ line, fault: 'it is no CSV: a quote is not closed, or stands where none can' }])
  }
}

function newLinesIn(fields: readonly string[]): number {
  return fields.join('').split('\n').length - 1
}
