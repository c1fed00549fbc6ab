import { inDays, inWords, plainly } from '../words.ts'

interface Amount {
  was?: number
  is?: number
}

/** A change of home or support, as the room answers it. */
export interface Change {
  type: string
  happened: { from?: string }
  on: string
  sector?: string
  choice?: string
  hoursPerWeek?: Amount
  large: boolean
  pace?: string
  noticeDays?: number
  nearDeath?: true
  ledBy: string
}

const paces: Record<string, string> = {
  sudden: 'Large and sudden',
  gradual: 'Large and gradual',
  'notice-unknown': 'Large, with no plan or notice written down',
}

const choices: Record<string, string> = {
  mine: 'the person’s choice',
  shared: 'a choice shared with others',
  'not-mine': 'not their choice',
  'not-asked': 'they were not asked',
}

/** Who led something, as one says it. */
export function ledInWords(who: string): string {
  if (who === 'unknown') return 'not known'
  return { person: 'the person', family: 'the family', worker: 'a worker', service: 'a service', rule: 'a rule' }[who] ?? inWords(who)
}

/** A change as a line of a table. */
export function changeInWords({ type, happened, on, sector, choice, hoursPerWeek, large, pace, noticeDays, nearDeath, ledBy }: Change) {
  const hours = hoursPerWeek && [hoursPerWeek.was, hoursPerWeek.is].map((each) => each ?? 'not said').join(' to ')
  const what = [plainly(type), sector && inWords(sector), choice && (choices[choice] ?? inWords(choice)), hours && `hours a week: ${hours}`]
  const notice = noticeDays === undefined ? [] : [noticeDays === 1 ? '1 day’s notice' : `${noticeDays} days’ notice`]
  const came = nearDeath ? 'Around their death' : large ? (pace && paces[pace]) || 'Large' : 'Small'
  return {
    on: inDays(happened.from ?? on),
    what: what.filter(Boolean).join(', '),
    how: [came, ...notice].join(', '),
    ledBy: plainly(ledInWords(ledBy)),
  }
}

/** What it comes to: how many came how, by whom they were led. */
export function paceInShort(summary: readonly { pace: string; ledBy: string; entries: number }[]): string[] {
  return summary.map(({ pace, ledBy, entries }) => `${paces[pace] ?? plainly(pace)}, ${leadInWords(ledBy)}: ${entries}.`)
}

function leadInWords(who: string): string {
  if (who === 'unknown') return 'nobody knows who led it'
  return who === 'together' ? 'led together' : `led by ${ledInWords(who)}`
}
