import type { ToldEntry } from '../../../domain/catalogue.ts'
import type { Line } from '../kinds.ts'
import type { Says } from '../story.ts'
import type { Desk, Written } from './desk.ts'

/** What should not have been written down, and was taken back some weeks later: a visit, a want or a goal that was not as it looked. */
export function slipWithdrawn(desk: Desk): boolean {
  return desk.life.chance.one([notMissed, notMet, notReached])(desk)
}

function notMissed(desk: Desk): boolean {
  if (desk.life.who.tongue === 'none') return false
  const from = desk.find(['ConversationHeld'], (of) => of)
  return tellAndTakeBack(
    desk,
    from,
    [
      'It was me. I had the week wrong, and {they} had the kettle on the week after.',
      'Wrong number on the door. {They} {was} in the whole time.',
    ],
    (s) =>
      s.put(
        'ConversationMissed',
        { by: 'person', why: 'forgot' },
        { about: ['Not in. I waited in the car, then went on.', 'No answer, and the curtains drawn.'] },
      ),
  )
}

/** Told as met where it had only been promised. Nothing else is told of it before it is taken back. */
function notMet(desk: Desk): boolean {
  const from = desk.find(['WantVoiced', 'WantUnmet'], (of) => {
    const told = desk.about(of.entry.facts.want)
    return isQuietAfter(of, told) && !told.some(({ entry, at }) => at <= of.at && (entry.type === 'WantMet' || entry.type === 'WantLetGo'))
      ? of
      : undefined
  })
  const want = from?.entry.facts.want
  if (want === undefined) return false
  return tellAndTakeBack(
    desk,
    from,
    ['Promised is not met. Nothing has come of it.', 'Not met. That was another want, on another page.'],
    (s) => s.put('WantMet', { want }, { about: ['All sorted, I was told.', 'Sorted, by the look of it.'] }, { by: 'worker' }),
  )
}

/** Ticked as reached on a good day. */
function notReached(desk: Desk): boolean {
  const from = desk.find(['GoalVoiced', 'GoalProgressed', 'GoalPickedUpAgain'], (of) => {
    const told = desk.about(of.entry.facts.goal)
    const closed = told.some(({ entry, at }) => at <= of.at && ['GoalPaused', 'GoalLetGo', 'GoalReached'].includes(entry.type))
    return isQuietAfter(of, told) && !closed ? of : undefined
  })
  const goal = from?.entry.facts.goal
  if (goal === undefined) return false
  return tellAndTakeBack(desk, from, ['One good week. {They} {is} still at it, and said so.', 'I ticked the wrong line of three.'], (s) =>
    s.put('GoalReached', { goal }, { how: ['Done, by the look of it.', 'Reached, I was told.'] }, { by: 'worker' }),
  )
}

const day = 86_400_000
const longest = 75

/** Nothing more is told of it for as long as a slip may stand. */
function isQuietAfter(of: Written, told: readonly Written[]): boolean {
  return !told.some(({ at }) => at > of.at && at < of.at + 2 * longest * day)
}

function tellAndTakeBack(desk: Desk, from: Written | undefined, reason: Line, tell: (s: Says) => string): boolean {
  const at = desk.later(from?.at, 6, 30)
  const back = desk.later(at, 14, longest)
  if (at === undefined || back === undefined) return false
  let told = ''
  desk.write(at, (s) => {
    told = tell(s)
  })
  desk.write(back, (s) => s.put('EntryWithdrawn', { entry: told, why: 'slip' }, { reason }))
  return true
}

/** The same thing logged twice, by one worker or by two, and one of them taken back. */
export function twice(desk: Desk): boolean {
  const of = desk.find(
    ['SupportStarted', 'TurnedAway', 'StoryRetold', 'DecisionMade', 'ReviewHeld', 'ConversationMissed', 'SystemEffectNoted'],
    (of) => (of.entry.type === 'SupportStarted' && of.entry.happened.to !== undefined ? undefined : of),
  )
  const at = desk.later(of?.at, 1, 20)
  const back = desk.later(at, 10, 60)
  if (!of || at === undefined || back === undefined) return false
  let again = ''
  desk.write(at, (s) => {
    again = toldAgain(s, of.entry)
  })
  desk.write(back, (s) => s.put('EntryWithdrawn', { entry: again, why: 'twice' }, { reason: sameTwice }))
  return true
}

function toldAgain(s: Says, entry: ToldEntry): string {
  const copy = structuredClone(entry)
  copy.id = s.id()
  if (copy.type === 'SupportStarted') copy.facts.support = s.id()
  s.entries.push(copy)
  return copy.id
}

const sameTwice: Line = [
  'Twice. It went from the car park, and again from the desk.',
  'Both of us were there and both of us wrote it down.',
  'The same thing as the one before it. I kept the first.',
  'Sent once by me and once by the office.',
]

/** Something of somebody else’s life, under the wrong name: its words are gone the moment it is taken back. */
export function wrongPerson(desk: Desk): boolean {
  const from = desk.find(['ConversationHeld'], (of) => of)
  const at = desk.later(from?.at, 3, 20)
  const back = desk.later(at, 1, 12)
  if (at === undefined || back === undefined) return false
  let told = ''
  desk.write(at, (s) => {
    told = s.put('ConversationHeld', { where: 'office', with: ['family'] }, { heard: ofSomebodyElse })
  })
  desk.write(back, (s) => s.put('EntryWithdrawn', { entry: told, why: 'wrong-person' }, { reason: notTheirs }))
  return true
}

const ofSomebodyElse: Line = [
  'The stairlift has come, and a sister from Hull with it.',
  'About the allotment, and who will have the hens.',
  'A long talk about the shop, and whether to sell it to the cousin.',
]
const notTheirs: Line = ['The next one in my diary. Not {them}.', 'Written under the wrong name. It is nobody’s business here.']
