import type { Chance } from './chance.ts'

/** A way of speaking that somebody keeps through the whole of their story. */
export interface Voice {
  opener: string
  closer: string
  turn(text: string): string
}

interface Manner {
  ages: readonly [number, number]
  openers: readonly string[]
  closers: readonly string[]
  turn?: (text: string) => string
}

const manners: readonly Manner[] = [
  {
    ages: [16, 100],
    openers: ['I’ll be straight with you.', 'Put it this way.'],
    closers: ['That’s about it.', 'That’s all I’m saying.', 'So.'],
  },
  {
    ages: [48, 100],
    openers: ['Now then.', 'I’ll tell thee what.', 'By heck.', 'Ee, well.'],
    closers: ['And that’s that.', 'There you have it.', 'So there.'],
    turn: northern,
  },
  {
    ages: [62, 100],
    openers: ['If I may say so.', 'I have given it some thought.', 'Let me be quite clear.', 'You will forgive me.'],
    closers: ['I trust that is clear.', 'One does what one can.', 'You may write that down.', 'That is all.'],
    turn: formal,
  },
  { ages: [16, 100], openers: [''], closers: [''], turn: brief },
  {
    ages: [28, 95],
    openers: ['D’you know what?', 'Listen, love.', 'I’ll tell you something for nothing.', 'Well.'],
    closers: ['Don’t get me started.', 'Anyway.', 'You know what I mean, love.'],
  },
  {
    ages: [16, 29],
    openers: ['Not being funny.', 'Honestly?', 'Okay so.', 'No lie.'],
    closers: ['So yeah.', 'Just saying.', 'Literally.', 'I swear down.', 'Whatever.'],
  },
  {
    ages: [35, 100],
    openers: ['Brace yourself.', 'For what it’s worth.', 'You’ll like this.'],
    closers: ['Not that anybody asked.', 'Put that on your form.', 'Still, mustn’t grumble.', 'I’m not proud.', 'No flowers, please.'],
  },
  {
    ages: [18, 70],
    openers: ['Um.', 'I don’t know.', 'It’s hard to say.', 'Sorry.'],
    closers: ['If that makes sense.', 'I think.', 'Sorry.'],
  },
]

/** The voice of somebody of that age, for as long as their story is told. */
export function voiceOf(age: number, chance: Chance): Voice {
  const { openers, closers, turn } = chance.one(manners.filter(({ ages: [from, to] }) => age >= from && age <= to))
  return { opener: chance.one(openers), closer: chance.one(closers), turn: turn ?? ((text) => text) }
}

/** What they say, as they would say it: turned their way, and now and then with the words they start or finish with. */
export function inVoice(text: string, voice: Voice, chance: Chance): string {
  const turned = voice.turn(text)
  const throwOf = chance.next()
  if (turned.length < 25) return turned
  if (throwOf < 0.07 && voice.opener !== '') return `${voice.opener} ${turned}`
  if (throwOf > 0.93 && voice.closer !== '' && !turned.endsWith('?')) return `${turned} ${voice.closer}`
  return turned
}

function northern(text: string): string {
  return text
    .replace(/\bmy\b/g, 'me')
    .replace(/\bMy\b/g, 'Me')
    .replace(/\bmyself\b/g, 'meself')
    .replace(/\bnothing\b/g, 'nowt')
    .replace(/\bsomething\b/g, 'summat')
    .replace(/\banything\b/g, 'owt')
    .replace(/\bNothing\b/g, 'Nowt')
    .replace(/\bSomething\b/g, 'Summat')
}

/** Nothing is written out before a question’s pronoun: “Don’t you?” is not “Do not you?”. */
const written: readonly [RegExp, string][] = [
  [/\bcan’t\b(?! (?:I|you|we|they|he|she|it)\b)/g, 'cannot'],
  [/\bCan’t\b(?! (?:I|you|we|they|he|she|it)\b)/g, 'I cannot'],
  [/\bwon’t\b(?! (?:I|you|we|they|he|she|it)\b)/g, 'will not'],
  [/(?<!ca|wo|Ca|Wo)n’t\b(?! (?:I|you|we|they|he|she|it)\b)/g, ' not'],
  [/\bI’m\b/g, 'I am'],
  [/\bI’ve\b/g, 'I have'],
  [/\bI’ll\b/g, 'I shall'],
  [/\b([Yy]ou|[Tt]hey|[Ww]e)’re\b/g, '$1 are'],
  [/\b([Yy]ou|[Tt]hey|[Ww]e)’ve\b/g, '$1 have'],
  [/\b([Yy]ou|[Tt]hey|[Ww]e|[Hh]e|[Ss]he)’ll\b/g, '$1 will'],
  [/\bmum\b/g, 'mother'],
  [/\bdad\b/g, 'father'],
  [/\btelly\b/g, 'television'],
  [/\bkids\b/g, 'children'],
]

/** Nothing shortened: a letter of a person. */
function formal(text: string): string {
  return written.reduce((said, [short, long]) => said.replace(short, long), text)
}

/** A person of few words: the first sentence, and no more. */
function brief(text: string): string {
  const [first = text] = text.split(/(?<=[.!?]) (?=[A-Z])/)
  return first.length >= 12 ? first : text
}
