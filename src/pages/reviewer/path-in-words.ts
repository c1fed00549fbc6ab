import { type Entry, serviceInWords, soInWords, tellingOf } from '../telling.ts'
import { inDays } from '../words.ts'

interface Service {
  sector: string
  organisation?: string
}

/** How somebody was passed from service to service, as the room answers it. */
export interface Path {
  steps: (Pick<Entry, 'happened' | 'saidBy' | 'ledBy' | 'words'> & { entry: string; type: string })[]
  told: number
  loops: { services: Service[]; from: string; to: string }[]
  deadlocks: { between: [Service, Service]; from: string; to: string; since: string }[]
}

/** The path in words: how often what happened, each step of it, where it went round in a circle, and where two services each sent to the other. */
export function pathInWords({ steps, told, loops, deadlocks }: Path) {
  const count = (type: string) => steps.filter((step) => step.type === type).length
  return {
    sentences: [
      times('Handed over', count('HandedOver')),
      times('Turned away', count('TurnedAway')),
      times('Told their story over again', told),
    ].filter((each) => each !== undefined),
    rows: steps.map(({ entry, type, happened, saidBy, ledBy, words, ...facts }) => ({
      on: soInWords(happened),
      telling: tellingOf({ entry, type, facts: { ...facts, on: undefined, about: undefined }, words, saidBy, ledBy } as Entry),
    })),
    loops: loops.map(({ services, from, to }) => ({
      way: services.map(serviceInWords).join(', then '),
      from: inDays(from),
      to: inDays(to),
    })),
    deadlocks: deadlocks.map(({ between: [one, other], from, since }) => ({
      between: `${serviceInWords(one)} and ${serviceInWords(other)}`,
      from: inDays(from),
      since: inDays(since),
    })),
  }
}

function times(what: string, count: number): string | undefined {
  if (count === 0) return undefined
  return `${what} ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}.`
}
