import { type RetoldEntry, toldIn } from './counting/told.ts'
import type { AnyEntry, Retold } from './entry.ts'
import { type Deadlock, deadlocksIn } from './path/deadlocks.ts'
import { type Loop, loopsIn, type Move } from './path/loops.ts'
import type { Day, Id } from './values.ts'

type PathEntry = RetoldEntry<'HandedOver' | 'TurnedAway' | 'StoryRetold'>

/** One step of a path: the person was passed on, was told no, or had to tell their story over again. Its facts stand beside its days and words. */
type Step = PathEntry['facts'] &
  Pick<PathEntry, 'type' | 'happened' | 'words'> & {
    entry: Id
    /** Its first day in life. */
    on: Day
    /** The day looked at lies inside the days it speaks of. */
    about?: true
    saidBy?: NonNullable<PathEntry['saidBy']>
    ledBy?: NonNullable<PathEntry['ledBy']>
  }

/** How somebody was passed from service to service, and where that led nowhere. It says what services did, and nothing of how the person did. */
export interface Path {
  /** In order of life. */
  steps: Step[]
  /** How often the story had to be told again. */
  told: number
  loops: Loop[]
  deadlocks: Deadlock[]
}

/** Somebody's path through services, over any retelling of their story: "passed from pillar to post, constantly retelling the same story". */
export function pathIn(retelling: readonly Retold<AnyEntry>[]): Path {
  const told = toldIn(retelling)
  const passedOn = told('HandedOver', 'TurnedAway')
  return {
    steps: told('HandedOver', 'TurnedAway', 'StoryRetold').map(stepOf),
    told: told('StoryRetold').length,
    loops: loopsIn(passedOn.flatMap(moveOf)),
    deadlocks: deadlocksIn(told('TurnedAway')),
  }
}

function stepOf({ id, type, span, happened, about, saidBy, ledBy, facts, words }: PathEntry): Step {
  return {
    entry: id,
    type,
    on: span.first,
    happened,
    ...(about && { about }),
    ...facts,
    ...(saidBy && { saidBy }),
    ...(ledBy && { ledBy }),
    words,
  }
}

/** Being told to do something first sends nobody anywhere: only where somebody was sent on to is a move. */
function moveOf({ id, type, span, facts }: RetoldEntry<'HandedOver' | 'TurnedAway'>): Move[] {
  const move = { entry: id, on: span.first }
  if (type === 'HandedOver') return [{ ...move, from: facts.from, to: facts.to }]
  return facts.sentTo ? [{ ...move, from: facts.by, to: facts.sentTo }] : []
}
