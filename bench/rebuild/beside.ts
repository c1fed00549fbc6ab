import { type BesideDocument, type BesideEvent, emmett } from '../beside.ts'
import type { Life } from '../filling.ts'

/** What somebody sees of a person at a glance, as the caseload has it: told by these entries. */
const types = [
  'PersonMet',
  'NameChosen',
  'ConversationHeld',
  'StepAgreed',
  'StepTaken',
  'StepLetGo',
  'SupportStarted',
  'SupportEnded',
  'WorkerStarted',
]

/** Emmett with the same lives in a database of its own, in clear. Gives what makes the documents of all of them anew. */
export async function besideOf(url: string, lives: readonly Life[]): Promise<() => Promise<void>> {
  const { tell, rebuild } = await emmett()
  const events = lives.map(
    ({ person, story }) =>
      [
        person,
        story.map(({ at, by, entry }): BesideEvent => {
          const { type, ...data } = entry
          return { type, data, metadata: { at, by } }
        }),
      ] as const,
  )
  await tell(url, new Map(events))
  let times = 0
  return async () => {
    times += 1
    await rebuild(url, { name: `card_${times}`, types, initial: { steps: {}, supports: {}, workers: [] }, evolve })
  }
}

function evolve(card: BesideDocument, { type, data }: BesideEvent): BesideDocument {
  const { happened, facts, words } = data as { happened?: { from?: string }; facts: Record<string, string>; words: Record<string, unknown> }
  const { step = '', support = '', worker = '' } = facts
  const [steps, supports, workers] = [card.steps as BesideDocument, card.supports as BesideDocument, card.workers as string[]]
  switch (type) {
    case 'PersonMet':
    case 'NameChosen':
      return { ...card, name: words.name }
    case 'ConversationHeld':
      return { ...card, lastHeardOn: happened?.from }
    case 'StepAgreed':
      return { ...card, steps: { ...steps, [step]: words.step } }
    case 'StepTaken':
    case 'StepLetGo':
      return { ...card, steps: without(steps, step) }
    case 'SupportStarted':
      return { ...card, supports: { ...supports, [support]: happened?.from } }
    case 'SupportEnded':
      return { ...card, supports: without(supports, support) }
    default:
      return { ...card, workers: [...workers, worker] }
  }
}

function without(all: BesideDocument, id: string): BesideDocument {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}
