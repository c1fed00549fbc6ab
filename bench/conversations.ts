import { v7 } from 'uuid'
import { londonDay } from '../src/domain/values.ts'
import type { Bearers } from './bearers.ts'
import type { Request } from './beside.ts'
import type { Life } from './filling.ts'

/** How many entries are written down at once: a conversation, and what came of it. */
export const entriesEach = 3

const heard =
  'We sat in the kitchen. Sam talked about his own front door, and about the bus, which he takes by himself now, mostly. '.repeat(2)
const goal = { text: 'My own front door, with a bell that works, and nobody who comes in without ringing it.', quote: true }
const want = { text: 'Somebody to go to the allotment with on Sundays, who knows about beans.', quote: true }

/** What whoever works with somebody sends to have a conversation with them written down, each time anew. */
export function conversationWith({ person, worker }: Life, bearers: Bearers): Request {
  const [conversation, happened, saidBy] = [v7(), { from: londonDay(new Date()) }, { who: 'person' }]
  const came = { happened, saidBy, partOf: conversation }
  const [aGoal, aWant] = [
    { goal: v7(), lifeArea: 'home', whose: 'person', towards: 'change' },
    { want: v7(), lifeArea: 'fun' },
  ]
  const entries = [
    { id: conversation, type: 'ConversationHeld', happened, facts: { where: 'home', with: ['person'], minutes: 45 }, words: { heard } },
    { id: v7(), type: 'GoalVoiced', ...came, facts: aGoal, words: { goal } },
    { id: v7(), type: 'WantVoiced', ...came, facts: aWant, words: { want } },
  ]
  return {
    method: 'POST',
    path: `/practitioner/people/${person}/entries`,
    headers: { ...bearers(worker), 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  }
}
