/** Every answer of "no" the domain can give, with the sentence a practitioner reads. The code is what a client may depend on. */
export const refusals = {
  'already-met': 'This person has been met already: the story goes on from there.',
  'person-not-met': 'The first entry of a story is PersonMet.',
  'story-forgotten': 'This story was forgotten: nothing is written to it any more.',
  'person-died':
    'This person had died by then: only the circle, conversations with family, concerns, ending support and putting right can be recorded.',
  'already-died': 'It is recorded already that this person died.',
  'not-yet-happened': 'This has not happened yet: an entry tells of today or earlier.',
  'not-your-own': 'Only what you wrote yourself is put right so. Of anything else you can say that it is not so, and it is looked at.',
  'sharing-unknown': 'There is no such sharing in this person’s story.',
  'review-too-long': 'A review can be open for 180 days at most; it can be opened again then.',
  'held-back-by-you': 'Whoever held it back does not confirm it: somebody else has to look.',
  'answered-by-disputer': 'Who wrote a dispute down does not decide on it: they can let both stand, and no more.',
  'not-held-back': 'This entry is not held back from the person.',
  'held-back-too-long': 'An entry can be held back for 90 days at most; it can be looked at again then.',
  'entry-unknown': 'There is no such entry in this story.',
  'area-unknown': 'There is no such area.',
  'not-that-kind': 'That entry is of another kind than can be named here.',
  'circle-member-unknown': 'Nobody with this id is in the circle.',
  'name-needed': 'Say who it is: by name, or, for somebody whose story is told here, by their id and without a name.',
  'setting-needed': 'Say where, with whom or in what moment it was so: people are sometimes one thing and sometimes another.',
  'want-already-voiced': 'A want with this id has been voiced already.',
  'want-unknown': 'There is no such want in this person’s story.',
  'want-let-go': 'The person had let go of this want by then.',
  'compromise-unknown': 'There is no such compromise in this person’s story.',
  'compromise-already-made': 'A compromise with this id has been recorded already.',
  'goal-already-voiced': 'A goal with this id has been voiced already.',
  'goal-unknown': 'There is no such goal in this person’s story.',
  'goal-let-go': 'The person had let go of this goal by then. If it matters again, it can be picked up again.',
  'goal-not-open': 'This goal was not open then.',
  'goal-open': 'This goal was open then: there is nothing to pick up again.',
  'step-unknown': 'There is no such step in this person’s story.',
  'step-already-agreed': 'A step with this id has been agreed already.',
  'support-already-started': 'A support with this id has started already.',
  'support-unknown': 'There is no such support in this person’s story.',
  'support-ended': 'This support had ended by then.',
  'support-not-paused': 'This support was not paused then.',
  'worker-unknown': 'No worker with this id is in this person’s story.',
  'concern-unknown': 'There is no such concern in this person’s story.',
  'concern-already-raised': 'A concern with this id has been raised already.',
  'entry-withdrawn': 'This entry was withdrawn: withdraw the withdrawal first, by its own id.',
  'correct-the-original':
    'What puts an entry right is not put right itself: withdraw it, by its own id, and put right the entry it was about.',
  'nothing-corrected': 'Say what is to be read instead: this correction changes nothing.',
  'correction-does-not-fit': 'This is not something that such an entry can say.',
  'would-not-have-been-recorded': 'So corrected, entries could not have been recorded as they were: put those right first.',
  'others-rest-on-it': 'Other entries rest on this one: put those right first.',
  'words-are-gone': 'Words were removed for good: that cannot be taken back.',
  'dispute-unknown': 'There is no such dispute in this person’s story.',
  'answered-by-author': 'A dispute is answered by somebody else than who wrote what is disputed.',
  'corrected-without-correction': 'Nothing was corrected since it was disputed: correct the entry first.',
  'removed-without-removal': 'Nothing was withdrawn or removed since it was disputed: do that first.',
} as const

export type RefusalCode = keyof typeof refusals

/** The domain says no. `path` says which part of the entry it is about, where it is about one (`facts.goal`). */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly path: string | undefined
  /** The entry it is about, by its id: set by who knows which was asked. */
  entry?: string
  /** Entries that stand in the way, and what would be wrong with each. */
  readonly others: readonly Other[]
  constructor(code: RefusalCode, path?: string, others: readonly Other[] = []) {
    super(refusals[code])
    this.name = 'Refusal'
    this.code = code
    this.path = path
    this.others = others
  }
}

/** An entry that could not have been recorded as it was, and why not. */
export interface Other {
  entry: string
  code: RefusalCode
}

export function refuse(code: RefusalCode, path?: string, others?: readonly Other[]): never {
  throw new Refusal(code, path, others)
}
