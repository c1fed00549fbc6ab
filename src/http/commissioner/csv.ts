import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '../problems.ts'

// Every answer of this room can be had as a table too, by `Accept: text/csv`. Tables are written here and not by a package: to write one takes a single
// rule of RFC 4180, and what a spreadsheet would take for a formula has to be seen to in any case.

/** What a cell holds: a number, a text, or nothing. */
export type Cell = number | string | null | undefined

/** An answer as a table: what the file is called (codes alone), its columns in order, and its lines. */
export interface Table {
  name: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

const json = 'application/json'
const csv = 'text/csv'

/** What a route of this room answers, for the reference page: JSON of this shape, or a table with these columns. */
export function inBoth<S extends z.ZodType>(shape: S, columns: Readonly<Record<string, string>>) {
  const named = Object.entries(columns).map(([name, meaning]) => `- \`${name}\`: ${meaning}`)
  const table = z.string().describe(`RFC 4180, UTF-8, with a line of names first.\n\n${named.join('\n')}\n\n${howToRead}`)
  const content = { [json]: { schema: shape }, [csv]: { schema: table } }
  return { description: 'The answer; as a table with `Accept: text/csv`', content }
}

const howToRead = [
  '`*` is withheld: fewer than 8 people, none included, or held back to protect another number. An empty value is not yet in.',
  'A text that a spreadsheet would take for a formula begins with an apostrophe.',
].join(' ')

/** Answers in the kind that is asked for: as it is, or as a table. 406 where neither is wanted. */
export function answerIn<A>(request: FastifyRequest, reply: FastifyReply, answer: A, table: (answer: A) => Table): FastifyReply {
  reply.header('vary', 'Accept')
  const kind = kindAsked(request.headers.accept, [json, csv])
  if (kind === undefined) throw new Problem(406, 'not-acceptable')
  if (kind === json) return reply.send(answer)
  const made = table(answer)
  return reply
    .type(`${csv}; charset=utf-8; header=present`)
    .header('content-disposition', `attachment; filename="${made.name}.csv"`)
    .send(csvOf(made))
}

/** A table as RFC 4180 has it, its names first. Numbers stay numbers; a text that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return [columns, ...rows].map((cells) => `${cells.map(written).join(',')}\r\n`).join('')
}

/** What is published of something, as a cell: the number, `*` where it is withheld, nothing where it is not yet in. */
export function cellOf({ value, why }: { value: number | null; why?: 'withheld' | 'not-yet-in' | undefined }): Cell {
  return value ?? (why === 'withheld' ? '*' : null)
}

/**
 * Which of these kinds an `Accept` header wants most, the first where several are wanted alike; undefined where it wants none of them. For each kind the
 * range that names it most closely holds, by its q (RFC 9110, 12.5.1). No header wants all alike.
 */
export function kindAsked<K extends string>(accept: string | undefined, kinds: readonly K[]): K | undefined {
  const ranges = (accept ?? '').split(',').flatMap(rangeIn)
  if (ranges.length === 0) return kinds[0]
  const wanted = (kind: K): number => {
    const [type] = kind.split('/')
    for (const name of [kind, `${type}/*`, '*/*']) {
      const naming = ranges.filter((range) => range.name === name)
      if (naming.length > 0) return Math.max(...naming.map(({ q }) => q))
    }
    return 0
  }
  const most = Math.max(...kinds.map(wanted))
  return most > 0 ? kinds.find((kind) => wanted(kind) === most) : undefined
}

/** One range of the header: `text/csv;q=0.5`. What cannot be read as one is passed over; other parameters than q are too. */
function rangeIn(text: string): { name: string; q: number }[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  if (!/^[^\s/]+\/[^\s/]+$/.test(name)) return []
  const given = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '')
  if (given === undefined) return [{ name, q: 1 }]
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? [{ name, q: Number(given) }] : []
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = isFormula(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Whether a spreadsheet could work out what was meant to be read: also behind blanks, and by the wide signs of East Asian keyboards. */
function isFormula(text: string): boolean {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)
}
