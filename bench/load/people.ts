import { chance } from '../../src/tasks/demo/chance.ts'
import { profileNow, type Question, questions } from '../asked.ts'
import { type Bearers, commissioner } from '../bearers.ts'
import { conversationWith } from '../conversations.ts'
import { type Life, reviewer } from '../filling.ts'
import type { Asking } from './offering.ts'

/** What people of a county ask of the service, each time the next of them of somebody else. */
export interface People {
  /** A practitioner writes down a conversation with one of their people, and two things that came of it. */
  writing: Asking
  /** A practitioner looks at one of their people. */
  looking: Asking
  /** A reviewer reads a story: on other days, page by page, replayed. */
  reviewing: Asking
  /** A commissioner reads numbers of the county or a ward. */
  commissioning: Asking
}

/** Lives that stand one after another are of other practitioners: those who write at one moment are as many people as there are. */
export function peopleOf(lives: readonly Life[], bearers: Bearers): People {
  const [written, looked] = [inTurn(lives), inTurn(lives.toReversed())]
  const asking = (about: string, next: Asking['next']): Asking => ({ about, next })
  return {
    writing: asking('practitioners write', () => conversationWith(written(), bearers)),
    looking: asking('practitioners look', () => reading(profileNow(looked()), bearers)),
    reviewing: asking('reviewers read', anyOf(ofSub(reviewer, lives), lives, bearers)),
    commissioning: asking('commissioners read', anyOf(ofSub(commissioner, lives), lives, bearers)),
  }
}

function ofSub(sub: string, [life]: readonly Life[]): Question[] {
  return questions.filter(({ asked }) => life && asked(chance('whose'), life).sub === sub)
}

function anyOf(some: readonly Question[], lives: readonly Life[], bearers: Bearers): Asking['next'] {
  const [question, life] = [inTurn(some), inTurn(lives)]
  let times = 0
  return () => {
    times += 1
    return reading(question().asked(chance('load', String(times)), life()), bearers)
  }
}

function reading({ url, sub }: { url: string; sub: string }, bearers: Bearers) {
  return { method: 'GET', path: url, headers: bearers(sub) } as const
}

function inTurn<T>(all: readonly T[]): () => T {
  let next = 0
  return () => {
    next += 1
    return all[(next - 1) % all.length] as T
  }
}
