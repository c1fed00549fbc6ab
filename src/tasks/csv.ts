/** A row of a CSV file, and the line of the file it begins on. */
export interface CsvRow {
  line: number
  fields: string[]
}

/** A CSV file is not one: on which line, and why. */
export class NotCsv extends Error {
  override readonly name = 'NotCsv'
  readonly line: number
  constructor(line: number, why: string) {
    super(why)
    this.line = line
  }
}

/**
 * The rows of a CSV file as RFC 4180 has it: commas between fields, double quotes around those that hold commas, quotes or new lines, a quote
 * within them doubled. Empty lines are passed over. Anything else throws `NotCsv`.
 */
export function rowsIn(text: string): CsvRow[] {
  const rows: CsvRow[] = []
  let row: CsvRow = { line: 1, fields: [] }
  let line = 1
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"'
    const [field, after] = quoted ? quotedField(text, at, line) : plainField(text, at, line)
    row.fields.push(field)
    line += newLinesIn(text.slice(at, after))
    at = after
    if (text[at] === ',') {
      at += 1
      if (at === text.length) row.fields.push('')
      continue
    }
    const end = /^\r?\n/.exec(text.slice(at, at + 2))?.[0] ?? ''
    if (end === '' && at < text.length) throw new NotCsv(line, 'there is text after a closing quote')
    if (row.fields.length > 1 || row.fields[0] !== '' || quoted) rows.push(row)
    line += newLinesIn(end)
    at += end.length
    row = { line, fields: [] }
  }
  if (row.fields.length > 0) rows.push(row)
  return rows
}

function quotedField(text: string, from: number, line: number): [field: string, after: number] {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) throw new NotCsv(line, 'a quote is opened and never closed')
    if (text[quote + 1] !== '"') return [text.slice(from + 1, quote).replaceAll('""', '"'), quote + 1]
    at = quote + 2
  }
}

function plainField(text: string, from: number, line: number): [field: string, after: number] {
  plain.lastIndex = from
  const field = plain.exec(text)?.[0] ?? ''
  if (field.includes('"')) throw new NotCsv(line, 'there is a quote inside a field that does not begin with one')
  const after = from + field.length
  if (text[after] === '\r' && text[after + 1] !== '\n') throw new NotCsv(line, 'there is a carriage return on its own')
  return [field, after]
}

const plain = /[^,\r\n]*/y

function newLinesIn(text: string): number {
  return text.split('\n').length - 1
}
