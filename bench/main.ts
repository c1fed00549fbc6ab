import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { londonDay } from '../src/domain/values.ts'
import { append } from './append.ts'
import beside from './beside/package.json' with { type: 'json' }
import { inFolder } from './folder.ts'
import { http } from './http.ts'
import type { Part } from './part.ts'
import { memory, reading } from './reading.ts'
import { lag, rebuild, rebuildMemory } from './rebuild.ts'
import { keep, machine, type Results } from './results.ts'
import { shown } from './showing.ts'
import { leaveNothingWhenStopped, say } from './telling.ts'

// `npm run bench`: how fast it is, beside what somebody would take instead. `npm run bench -- append` runs one part, or those that are named; with `--quick`
// each runs for a moment, to see that it works. Only a whole run is kept, in results.json and docs/performance.md.

const parts: readonly Part[] = [append, http, rebuild, rebuildMemory, lag, reading, memory]
const root = path.join(import.meta.dirname, '..')

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean', default: false } }, allowPositionals: true })
  const strange = positionals.filter((name) => !parts.some((part) => part.name === name))
  if (strange.length > 0)
    throw new Error(`There is no part ${strange.join(', ')}. The parts are ${parts.map(({ name }) => name).join(', ')}.`)
  const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))

  say('installing what it is held against …')
  await run('npm', 'ci', '--prefix', 'bench/beside', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
  await run(path.join(root, 'node_modules', '.bin', 'tsc'), '-p', 'bench/beside')

  const measured: Results['parts'][number][] = []
  for (const { name, about, run } of chosen) {
    const began = performance.now()
    say(`${name}: ${about}`)
    const rows = await run({ quick: values.quick, say: (what) => say(`${name}: ${what}`) })
    measured.push({ name, about, ...rows })
    const seconds = Math.round((performance.now() - began) / 1_000)
    process.stdout.write(`\n${about}. ${seconds} s.\n\n${shown(rows)}\n\n`)
  }
  if (values.quick || chosen.length < parts.length) return say('not kept: only a whole run is.')
  await keep({ on: londonDay(new Date()), machine: machine(), versions: await versions(), parts: measured })
  say('kept in bench/results.json, and shown in docs/performance.md.')
}

async function versions(): Promise<Results['versions']> {
  const { '@event-driven-io/emmett-postgresql': emmett, autocannon } = beside.dependencies
  return { Node: process.versions.node, PostgreSQL: await inFolder(async ({ version }) => version), Emmett: emmett, autocannon }
}

/** Runs a program to its end; throws where it fails. */
async function run(program: string, ...args: string[]): Promise<void> {
  const [code] = await once(spawn(program, args, { cwd: root, stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}.`)
}

leaveNothingWhenStopped()
await main()
