import type { AnyEntry } from './entry.ts'

/** Everything of an entry that is somebody's words; what there is none of is left out. */
export interface WordsOf {
  words?: object
  saidBy?: object
  setting?: object
}

/**
 * Takes an entry apart into what is kept in clear, and what is somebody's words and is sealed: `words`, the name of who said it, and the words of
 * the setting. `words` is undefined where there are none.
 */
export function apart({ words, saidBy, setting, ...rest }: AnyEntry): { clear: Omit<AnyEntry, 'words'>; words: WordsOf | undefined } {
  const { name, ...whoSaid } = saidBy ?? {}
  const { whatWasHappening, howIFelt, ...where } = setting ?? {}
  const clear = { ...rest, ...(saidBy && { saidBy: whoSaid }), ...(setting && { setting: where }) }
  const all = { ...some('words', words), ...some('saidBy', { name }), ...some('setting', { whatWasHappening, howIFelt }) }
  return { clear: clear as Omit<AnyEntry, 'words'>, words: Object.keys(all).length > 0 ? all : undefined }
}

/** Puts together what `apart` took apart; words that are gone read as absent. Of a place nothing was: its words are public, and kept in clear. */
export function together(clear: Omit<AnyEntry, 'words'> & Partial<Pick<AnyEntry, 'words'>>, words: WordsOf = {}): AnyEntry {
  const { saidBy, setting } = clear
  // Each entry that is read comes through here: to copy what does not change as well takes three times as long.
  const entry: AnyEntry = { ...clear, words: words.words ?? clear.words ?? {} }
  if (saidBy && words.saidBy) entry.saidBy = { ...saidBy, ...words.saidBy }
  if (setting && words.setting) entry.setting = { ...setting, ...words.setting }
  return entry
}

/** `{ [field]: value }`, or nothing where the value says nothing. */
function some(field: keyof WordsOf, value: object): WordsOf {
  return Object.values(value).some((one) => one !== undefined) ? { [field]: value } : {}
}
