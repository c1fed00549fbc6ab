import type { Entry } from '../../../domain/catalogue.ts'
import type { Line } from '../kinds.ts'
import { byOn } from '../teller.ts'
import { workersIn, writtenBy } from '../workers.ts'
import { type Desk, dayOf, type Written } from './desk.ts'
import { correct, type Otherwise } from './otherwise.ts'

type Facts<T extends Entry['type']> = Extract<Entry, { type: T }>['facts']

/** What somebody says is not so, what they ask for, and how it may be answered. */
interface Case {
  of: Written
  says: Line
  asks: Facts<'EntryDisputed'>['asks']
  meanwhile: Facts<'EntryDisputed'>['meanwhile']
  answers: readonly Answer[]
}

interface Answer {
  answer: Facts<'DisputeAnswered'>['answer']
  /** How it is to be read, where it is corrected. */
  right?: Otherwise
  reason: Line
}

/** Somebody says that an entry is not so. It is looked at weeks later by another worker, where it is looked at at all. */
export function disputed(desk: Desk): boolean {
  const { life } = desk
  const found = caseIn(desk)
  const at = desk.later(found?.of.at, 7, 70)
  if (!found || at === undefined) return false
  const { of, says, asks, meanwhile } = found
  let dispute = ''
  desk.write(at, (s) => {
    const by = life.who.tongue === 'none' ? 'family' : 'person'
    dispute = s.put('EntryDisputed', { entry: of.entry.id, asks, meanwhile }, { words: says }, { by, when: { from: s.day } })
  })
  const looked = desk.later(at, 12, 60)
  const answeredAt = desk.later(looked, 1, 9)
  if (looked === undefined || answeredAt === undefined || life.chance.maybe(0.12)) return true

  const { answer, right, reason } = life.chance.one(found.answers)
  if (right) desk.write(looked, (s) => correct(s, of.entry.id, 'fact', right, asTheyPutIt))
  if (answer === 'removed') desk.write(looked, (s) => s.put('WordsRemoved', { entry: of.entry.id, ground: 'too-much' }, { reason: taken }))
  const wrote = [of.by.sub, byOn(life, dayOf(looked)).sub]
  const another = life.chance.one(workersIn(life.who.ward.code).filter(({ sub }) => !wrote.includes(sub)))
  desk.write(answeredAt, (s) => s.put('DisputeAnswered', { entry: dispute, answer }, { reason }), writtenBy(another))
  return true
}

const asTheyPutIt: Line = [
  'As {they} {has} it. I was not there, and {they} {was}.',
  'Put as {they} put{s} it.',
  'Read through together, and put right.',
]
const taken: Line = ['{They} asked for it not to be here, and {is} right.', 'More than anybody needs to know.']

/** Words taken away because they were too much, with nobody in dispute. */
export function wordsRemoved(desk: Desk): boolean {
  const of = desk.find(['WorryVoiced', 'TurningPointNamed', 'ConcernRaised'], (written) => written)
  const at = desk.later(of?.at, 5, 60)
  if (!of || at === undefined) return false
  desk.write(at, (s) => s.put('WordsRemoved', { entry: of.entry.id, ground: 'too-much' }, { reason: tooMuch }))
  return true
}

const tooMuch: Line = [
  'Told to me as to a friend. {They} asked for it back.',
  'That it was said is enough. What was said is {theirs}.',
  'I wrote down more than was mine to write.',
]

function caseIn(desk: Desk): Case | undefined {
  const { chance, who } = desk.life
  const cases = who.tongue === 'none' ? ofThoseWhoSpeakForThem : ofTheirOwn
  for (const each of chance.some(cases, cases.length)) {
    const found = each(desk)
    if (found) return found
  }
  return undefined
}

function missed({ find, life }: Desk): Case | undefined {
  return find(['ConversationMissed'], (of) =>
    of.entry.facts.by === 'person'
      ? {
          of,
          says: ['I was in. I was in all day.', 'I was there. It was you lot who weren’t.', 'Nobody told me it was that day.'],
          asks: 'correct',
          meanwhile: life.chance.one(['use', 'do-not-use']),
          answers: [
            {
              answer: 'corrected',
              right: { facts: { by: 'us', why: 'other' } },
              reason: ['It was us. The letter gave {them} one day and the diary gave us another.'],
            },
            { answer: 'kept-dispute-shown', reason: ['We have one day in the book and {they} {has} another. Both are here to be read.'] },
          ],
        }
      : undefined,
  )
}

function seen({ find, life }: Desk): Case | undefined {
  return find(['AspectSeen'], (of) =>
    of.entry.saidBy.who === 'worker' && of.entry.facts.oppositeOf === undefined
      ? {
          of,
          says:
            life.who.tongue === 'none'
              ? ['That is not who {they} {is}. That is {them} with a stranger in the room.', 'One bad day, and it is down for good.']
              : [
                  'That’s not me. That’s me with my coat on and a form in front of me.',
                  'That was one afternoon. I’d had a tooth out.',
                  'You saw me for an hour. I’ve had me for years.',
                ],
          asks: life.chance.one(['remove', 'show-mine', 'show-mine']),
          meanwhile: life.chance.one(['use', 'do-not-use']),
          answers: [
            { answer: 'kept-dispute-shown', reason: ['It is what was seen that day. What was said of it since stands beside it.'] },
            { answer: 'kept-and-not-used', reason: ['Seen once, by one of us. It stays to be read, and nothing is made of it.'] },
          ],
        }
      : undefined,
  )
}

function label({ find, life }: Desk): Case | undefined {
  return find(['LabelGiven'], (of) => ({
    of,
    says:
      life.who.tongue === 'none'
        ? ['They had known {them} for a quarter of an hour when they wrote that.']
        : ['Nobody showed me that. I’d have had something to say.', 'That’s off somebody’s list. It isn’t me.'],
    asks: 'remove',
    meanwhile: 'do-not-use',
    answers: [
      { answer: 'kept-and-not-used', reason: ['A word from another building. It stays to be read, and nothing here rests on it.'] },
      { answer: 'removed', reason: ['The word is gone. That one was given, and by whom, stays.'] },
    ],
  }))
}

function notMyGoal({ find, life }: Desk): Case | undefined {
  return find(['GoalVoiced'], (of) =>
    of.entry.facts.whose !== 'person'
      ? {
          of,
          says: ['That’s yours, not mine.', 'I never said that. I’d not use the words.', 'Who’s that about? It’s not about me.'],
          asks: life.chance.one(['show-mine', 'remove']),
          meanwhile: 'do-not-use',
          answers: [
            { answer: 'kept-and-not-used', reason: ['It was ours and not {theirs}. It stays to be read, and is not counted.'] },
            { answer: 'kept-dispute-shown', reason: ['Somebody said it and meant it. That it is not {theirs} stands beside it.'] },
          ],
        }
      : undefined,
  )
}

function neverSaid({ find, life }: Desk): Case | undefined {
  return find(['WorryVoiced'], (of) =>
    of.entry.saidBy.who === 'person'
      ? {
          of,
          says: [
            'I never said that. Not like that.',
            'That was between us. I didn’t say it to be written down.',
            'I never said that. I said it about somebody else.',
          ],
          asks: 'remove',
          meanwhile: life.chance.one(['do-not-use', 'do-not-use', 'use']),
          answers: [
            { answer: 'removed', reason: ['Said to one of us as to a friend. The words are gone.'] },
            { answer: 'kept-and-not-used', reason: ['Nobody else was there. {They} {has} the last word on what {they} said.'] },
            { answer: 'kept-dispute-shown', reason: ['Two of us remember it so. What {they} say{s} stands beside it.'] },
          ],
        }
      : undefined,
  )
}

function neverWanted({ find }: Desk): Case | undefined {
  return find(['DecisionMade'], (of) =>
    of.entry.facts.decidedBy !== 'person' && ['yes', 'partly'].includes(of.entry.facts.personWanted)
      ? {
          of,
          says: ['I never wanted that. I was told, and I nodded.', 'Nodding isn’t yes.', 'I said I’d think about it. I’m still thinking.'],
          asks: 'correct',
          meanwhile: 'use',
          answers: [
            { answer: 'corrected', right: { facts: { personWanted: 'no' } }, reason: ['{They} did not want it. It says so now.'] },
            { answer: 'kept-dispute-shown', reason: ['Four people were in the room and remember it four ways. {Theirs} is here too.'] },
          ],
        }
      : undefined,
  )
}

function neverContent({ find }: Desk): Case | undefined {
  return find(['CompromiseMade'], (of) =>
    of.entry.facts.says === 'content' || of.entry.facts.says === 'unsure'
      ? {
          of,
          says: ['I never said I was happy with it. I said “it’ll do”.', 'I said yes because you all had your coats on.'],
          asks: 'correct',
          meanwhile: 'use',
          answers: [
            {
              answer: 'corrected',
              right: { facts: { says: 'unhappy' } },
              reason: ['Asked again, with nobody waiting. {They} {is} not happy with it.'],
            },
          ],
        }
      : undefined,
  )
}

function neverFitted({ find }: Desk): Case | undefined {
  return find(['SupportFitRated'], (of) =>
    of.entry.saidBy.who === 'person' && of.entry.facts.fit === 'fits'
      ? {
          of,
          says: ['I only said that because they were all stood there.', 'I said some of it fits. You wrote down the some.'],
          asks: 'correct',
          meanwhile: 'do-not-use',
          answers: [{ answer: 'corrected', right: { facts: { fit: 'partly' } }, reason: ['Asked again, on {their} own.'] }],
        }
      : undefined,
  )
}

function neverAgreed({ find, life }: Desk): Case | undefined {
  return find(['SupportAdjusted', 'SupportEnded'], (of) =>
    of.entry.ledBy === 'together'
      ? {
          of,
          says: ['Together! I got a letter.', 'I never agreed to that. I was told when it was done.'],
          asks: 'correct',
          meanwhile: life.chance.one(['use', 'do-not-use']),
          answers: [
            {
              answer: 'corrected',
              right: { ledBy: 'service' },
              reason: ['There is a letter, and nobody signed anything. It was not agreed.'],
            },
            { answer: 'kept-dispute-shown', reason: ['It was talked over, the notes say. {They} say{s} not. Both are here.'] },
          ],
        }
      : undefined,
  )
}

const ofThoseWhoSpeakForThem = [seen, label]
const ofTheirOwn = [missed, seen, label, notMyGoal, neverSaid, neverSaid, neverWanted, neverContent, neverFitted, neverAgreed]
