import { readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Part, Rows } from './part.ts'
import { written } from './showing.ts'

/** One run of all parts. */
export interface Results {
  on: string
  machine: { cpu: string; cores: number; memory: string; system: string }
  versions: Readonly<Record<string, string>>
  parts: readonly (Pick<Part, 'name' | 'about'> & Rows)[]
}

const results = path.join(import.meta.dirname, 'results.json')
const document = path.join(import.meta.dirname, '..', 'docs', 'performance.md')
const [begins, ends] = ['<!-- written by npm run bench -->', '<!-- to here -->']

export function machine(): Results['machine'] {
  const [cpu] = os.cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}`,
  }
}

/** Keeps a run, and shows it in the document in place of the one before. */
export async function keep(run: Results): Promise<void> {
  const toThousandths = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value)
  await writeFile(results, `${JSON.stringify(run, toThousandths, 2)}\n`)
  const [before, rest] = (await readFile(document, 'utf8')).split(begins)
  const [, after] = rest?.split(ends) ?? []
  if (after === undefined) throw new Error(`${document} does not say where the results go: between ${begins} and ${ends}.`)
  await writeFile(document, `${before}${begins}\n\n${inWords(run)}\n${ends}${after}`)
}

function inWords({ on, machine, versions, parts }: Results): string {
  const { cpu, cores, memory, system } = machine
  const of = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const tables = parts.map((part) => `### ${part.name}\n\n${part.about}.\n\n${written(part)}\n`)
  return [`Measured on ${on}: ${cores} × ${cpu}, ${memory}, ${system}; ${of.join(', ')}.\n`, ...tables].join('\n')
}
