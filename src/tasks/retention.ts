import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { type Due, dueIn, type Rule, Rules } from '../domain/retention.ts'
import { type Day, type Id, londonDay } from '../domain/values.ts'
import { openHouse } from '../open.ts'
import type { TheRecord } from '../store/record.ts'
import { start } from './start.ts'

/** How many entries are passed, and how many stories are looked at, at once. */
const passedAtOnce = 20_000
const storiesAtOnce = 500

/**
 * `npm run retention -- due [--rules retention.json]`: lists the stories whose rule has run, by id and day alone: no key is touched. It forgets nobody; a steward
 * does, once somebody has looked.
 */
start(
  'retention',
  async (config, log) => {
    const { positionals, values } = parseArgs({ options: { rules: { type: 'string' } }, allowPositionals: true })
    if (positionals.join(' ') !== 'due') throw new Error('Say what: npm run retention -- due [--rules retention.json]')
    const rules = await rulesIn(values.rules ?? 'retention.json')
    const house = await openHouse(config, { as: 'task', log })
    try {
      const due = await dueOn(londonDay(new Date()), house.record, rules)
      process.stdout.write(listed(due))
    } finally {
      await house.close()
    }
  },
  { quiet: true },
)

const example = '[{"rule": "Adult social care, our schedule 4.2", "after": "last-entry", "years": 8}]'

/** The rules of a file, or a sentence that says what is wrong with it. */
async function rulesIn(file: string): Promise<readonly Rule[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(
      `There is no file ${file}, and no rule is made up here: how long stories are kept is the council's to say. Write one, with \`after\` death or last-entry:\n${example}`,
    )
  })
  const { data, error } = Rules.safeParse(parsed(file, text))
  if (error) throw new Error(`${file}: ${error.issues.map(faultIn).join('; ')}. It should look like this:\n${example}`)
  return data
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON. It should look like this:\n${example}`)
  }
}

function faultIn({ path: [place, ...field], message }: z.core.$ZodIssue): string {
  return place === undefined ? message : `rule ${Number(place) + 1}${field.map((name) => `, ${String(name)}`).join('')}: ${message}`
}

type DueStory = Due & { person: Id }

/** Every story that is due by a day, the longest due first. */
async function dueOn(today: Day, record: TheRecord, rules: readonly Rule[]): Promise<DueStory[]> {
  const due: DueStory[] = []
  for (let position = 0n; ; ) {
    const passed = await record.after(position, passedAtOnce)
    const last = passed.at(-1)
    if (!last) break
    // Each story where it begins.
    const begun = passed.filter(({ revision, stream }) => revision === 1 && stream.startsWith('person-')).map(({ stream }) => stream)
    for (let i = 0; i < begun.length; i += storiesAtOnce) {
      for (const [stream, story] of await record.readMany(begun.slice(i, i + storiesAtOnce), { words: false })) {
        for (const each of dueIn(story, rules, today)) due.push({ person: stream.slice('person-'.length), ...each })
      }
    }
    position = last.position
  }
  return due.sort((a, b) => compare(a.since, b.since) || compare(a.person, b.person) || compare(a.rule, b.rule))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function listed(due: readonly DueStory[]): string {
  const lines = due.map(({ person, since, rule }) => `${person}\t${since}\t${rule}\n`)
  const stories = new Set(due.map(({ person }) => person)).size
  const told =
    stories === 0
      ? 'No rule has run for any story.'
      : `${stories.toLocaleString('en-GB')} ${stories === 1 ? 'story is' : 'stories are'} due.`
  return `${['person\tdue since\trule\n', ...lines].join('')}${told} Nothing goes by itself: a steward forgets a story, POST /steward/people/<person>/forget {"ground": "kept-long-enough"}, once somebody has looked.\n`
}
