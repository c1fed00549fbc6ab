/** What of a profile the prompts are worked out from. */
export interface Shown {
  strengths: readonly { saidBy: { who: string } }[]
  supports: readonly { state: string; sector?: string; paidBy?: readonly string[] }[]
  possibilities: readonly unknown[]
  died?: unknown
  /** How many things are not shown: what is not there may be among them. */
  withheld?: number
}

/** Support that nobody is paid for, or that is there for everybody. */
const unpaid: readonly string[] = ['family-and-friends', 'community', 'universal', 'voluntary']

/** What a story does not tell yet, said quietly to whoever reads it: something to listen for, and nothing that has to be filled in. None where some of the story is not shown. */
export function promptsFor({ strengths, supports, possibilities, died, withheld = 0 }: Shown): string[] {
  if (died !== undefined || withheld > 0) return []
  const running = supports.filter(({ state }) => state === 'running')
  return [
    ...(strengths.some(({ saidBy }) => saidBy.who === 'person') ? [] : ['Nobody has named a strength in their own words.']),
    ...(running.length > 0 && running.every(isPaid) ? ['Every support is paid.'] : []),
    ...(possibilities.length === 0 ? ['Nothing was ever shown as possible.'] : []),
  ]
}

function isPaid({ sector = '', paidBy = [] }: Shown['supports'][number]): boolean {
  return !unpaid.includes(sector) && !(paidBy.length > 0 && paidBy.every((payer) => payer === 'nobody'))
}
