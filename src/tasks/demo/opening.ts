import { daysAfter } from '../../domain/values.ts'
import type { HomeKind, Line } from './kinds.ts'
import { type Arc, type Says, tellAt } from './story.ts'
import { atHomeOn, firstNameOf, type Life, workerOn } from './teller.ts'

/** The first meeting: who somebody is, where and with whom they live, and who will work with them. */
export function open(life: Life, arc: Arc): void {
  const { who, chance, met } = life
  const worker = workerOn(life, met)
  const at = Date.parse(met) + (chance.int(9, 12) * 60 + chance.int(0, 59)) * 60_000
  life.opened = tellAt(life, met, at, (s) => {
    s.put(
      'PersonMet',
      { area: who.ward.code, howTheyCame: chance.one(arc.came), birthYear: chance.maybe(0.93) ? who.birthYear : undefined },
      { ...plainly(who.first, who.last), ...reaching(life, arc) },
    )
    if (who.called !== who.first || chance.maybe(0.35)) {
      const pronouns = { she: 'she/her', he: 'he/him', they: 'they/them' }[who.pronouns]
      s.put('NameChosen', {}, { name: who.called, pronouns }, { by: 'person' })
    }
    const { kind, choice, years, about, together } = arc.home(who)
    const since = sinceWhen(life, kind, years)
    life.since = since
    const when = years[1] > 0 ? { from: since, ...(chance.maybe(0.3) ? { precision: 'about' as const } : {}) } : { to: met.slice(0, 7) }
    const led = choice === 'mine' ? 'person' : choice === 'shared' ? 'together' : choice === 'not-mine' ? 'family' : 'unknown'
    s.home(kind, choice, about, { when, basis: 'told', led, together: together ?? false })
    s.named('kin', { tie: who.kin.tie, care: arc.kinCares, ...speaks(life, arc) }, who.kin.name, arc.kinAbout)
    if (chance.maybe(0.75)) s.named('friend', { tie: 'friend', care: 'neither' }, who.friend.name, chance.one(friends))
    if (chance.maybe(arc.pets))
      s.named('pet', { tie: 'animal', care: 'me-for-them' }, who.pet.name, `A ${who.pet.animal}. ${chance.one(pets)}`)
    s.put('WorkerStarted', { worker: worker.id, role: worker.role, organisation: worker.organisation }, { about: worker.name })
    if (chance.maybe(0.45)) describe(s, life, arc)
  })
}

/** Workers come and go: some say goodbye, and mostly the story has to be told again. */
export function tellOfWorkers(life: Life): void {
  const { chance } = life
  for (const [i, { worker, from }] of life.workers.entries()) {
    const before = life.workers[i - 1]
    if (!before || from >= (life.dies?.day ?? '9999')) continue
    const goodbye = chance.maybe(0.55)
    life.words
      .set('before', firstNameOf(before.worker))
      .set('worker', firstNameOf(worker))
      .set('manyth', ['second', 'third', 'fourth', 'fifth'][i - 1] ?? 'latest')
    tellAt(life, from, Date.parse(from) + (chance.int(9, 15) * 60 + chance.int(0, 59)) * 60_000, (s) => {
      const why = chance.one(['new-job', 'reorganised', 'unwell', 'agency-ended', 'other'] as const)
      s.put(
        'WorkerLeft',
        { worker: before.worker.id, why, goodbyeSaid: goodbye },
        { about: goodbye ? goodbyes : noGoodbyes },
        { when: { from: daysAfter(from, -1) } },
      )
      s.put(
        'WorkerStarted',
        { worker: worker.id, role: worker.role, organisation: worker.organisation },
        { about: `${worker.name}. ${chance.one(starts)}` },
      )
      if (life.who.tongue === 'none') return
      s.put(
        'ConversationHeld',
        {
          where: chance.one([atHomeOn(life, from), 'office', 'cafe'] as const),
          with: ['person', ...(life.who.tongue === 'bfi' ? (['interpreter'] as const) : [])],
        },
        { heard: firstTalks, reflection: chance.maybe(0.4) ? reflections : undefined },
      )
      if (chance.maybe(0.7)) s.retold('other', true, retellings)
      if (chance.maybe(0.4)) s.effect('handover', goodbye ? 'both' : 'harmed', afterwards)
    })
  }
}

/** The year they came to live there: not before they were grown, where it is a home of their own. */
function sinceWhen({ who, met, chance }: Life, kind: HomeKind, years: readonly [number, number]): string {
  const year = Number(met.slice(0, 4)) - chance.int(...years)
  const grown = kind === 'family-home' || kind === 'staying-with-others' ? 0 : who.pair ? 21 : 18
  return String(Math.min(Math.max(year, who.birthYear + grown), Number(met.slice(0, 4))))
}

function plainly(first: string, last: string): { name: string } {
  return { name: `${first} ${last}` }
}

function reaching(life: Life, arc: Arc): Record<string, Line | undefined> {
  const { chance, who } = life
  if (who.tongue === 'bfi') return { howToReachMe: textOnly, howICommunicate: arc.communicates }
  if (who.tongue === 'none') return { howToReachMe: 'Through {kin}, who knows when is good.', howICommunicate: arc.communicates }
  const inOther = { cy: welshFirst, ur: urduFirst, pl: polishFirst, en: undefined }[who.tongue]
  return {
    howToReachMe: chance.maybe(0.6) ? reachMe : undefined,
    howNotToReachMe: chance.maybe(0.35) ? doNotReachMe : undefined,
    howICommunicate: arc.communicates ?? inOther,
  }
}

function speaks({ chance, who }: Life, arc: Arc) {
  if (who.tongue === 'none') return { speaksFor: [chance.one(['deputy', 'appointee', 'chosen'] as const)] }
  if (who.tongue === 'ur' && chance.maybe(0.5)) return { speaksFor: ['interpreter' as const] }
  if (arc.ages[0] >= 70 && chance.maybe(0.25)) return { speaksFor: [chance.one(['attorney-welfare', 'attorney-money'] as const)] }
  return {}
}

function describe(s: Says, { who, chance }: Life, arc: Arc): void {
  const language = {
    cy: 'welsh',
    ur: 'urdu',
    pl: 'polish',
    bfi: 'british-sign-language',
    en: 'english',
    none: 'prefer-not-to-say',
  } as const
  const gender = { she: 'woman', he: 'man', they: 'non-binary' } as const
  s.put(
    'SelfDescribed',
    {
      groups: [
        { scheme: 'gender', code: chance.maybe(0.9) ? gender[who.pronouns] : 'prefer-not-to-say' },
        { scheme: 'first-language', code: language[who.tongue] },
      ],
    },
    {
      about: ofMyself.filter(
        (line) => !(line.includes('{place}') && arc.withoutPassion) && !(line.includes('{town}') && who.tongue !== 'en'),
      ),
    },
    { by: 'person' },
  )
}

const friends = [
  'Known {friendThem} for years.',
  'From {place}.',
  'Friends since school.',
  'Met on the bus and never stopped talking.',
  'The one who turns up.',
]
const pets = [
  'Sleeps on the bed, whatever anybody says.',
  'Runs the house.',
  'Came from the rescue.',
  'The first to be introduced.',
  'Deaf as a post and much loved.',
]
const textOnly = ['Text me or come to the door and put your foot on the bell light.', 'Text or video. Letters in plain English, short.']
const welshFirst = 'Cymraeg yn gyntaf, os gwelwch yn dda. Welsh first, please; English when it has to be.'
const urduFirst = 'Urdu first. English for shopping. An interpreter who is not family, for private things.'
const polishFirst = 'Polish first. I understand English if you are not in a hurry.'
const reachMe = [
  ...[
    'Text first, then phone.',
    'Knock and wait. I’m coming, I’m just slow.',
    'Phone after eleven. I’m not a morning person.',
    'Ring {kin}, {kinThey}’ll find me.',
  ],
  ...[
    'Come in person. I don’t do the phone.',
    'A letter, large print.',
    'Any time but the quiz on the telly.',
    'Back door. The front one sticks.',
  ],
]
const doNotReachMe = [
  ...[
    'No brown envelopes.',
    'Not from a withheld number, I won’t pick up.',
    'Don’t ring {kin} behind my back.',
    'Not before ten.',
    'No voicemail. I never listen to it.',
  ],
  ...['Don’t just turn up.', 'Not at work.', 'Please don’t use my full name, it feels like court.'],
]
const ofMyself = [
  ...[
    '{town} born and bred.',
    'Just put “nosy”.',
    'I’m a person who finishes things.',
    'Stubborn, my {relation} says. I say decided.',
    'Good company till about nine o’clock.',
  ],
  ...[
    'I don’t fit your boxes. I’ll do my own.',
    'A worrier with a sense of humour.',
    'Ask me about {place} and then try to stop me.',
    'Working class and proud.',
    'I’m all right once you know me.',
  ],
]
const goodbyes = [
  ...[
    '{before} came to say goodbye and brought a card.',
    '{before} told {them} a month ahead and they had a last cup of tea.',
    'A proper goodbye on a bench. Both cried a bit.',
  ],
  ...['{before} introduced {worker} before going. The three of them had chips.', '{before} wrote {them} a letter to keep.'],
]
const noGoodbyes = [
  ...[
    '{before} was there on the Tuesday and gone on the Thursday. Nobody told {them}.',
    'The number just stopped working.',
    '{They} found out from a letter with somebody else’s name on it.',
  ],
  ...['{before}’s out-of-office said it before anyone else did.', 'No goodbye. {They} still ask{s} whether it was something {they} said.'],
]
const starts = [
  'First visit this week.',
  'Takes over from {before}.',
  'Will stay, all being well.',
  'Asked what to read first: asked {them} instead.',
  'Has {their} notes, and has put them to one side.',
]
const firstTalks = [
  ...[
    'We started again from the beginning, which {they} {was} tired of. {They} made me write down the bits that matter.',
    'Mostly tea. {They} asked me how long I would be staying.',
  ],
  ...[
    '{They} asked whether I had read what {they} told {before}. I had. It helped.',
    '{They} said: you are the {manyth} one. I said I would try to be the last for a while.',
  ],
  ...[
    'A walk round the block. {They} talked about {before} and what {they} missed.',
    '{They} showed me the photographs first, “so you know who we’re talking about”.',
  ],
]
const reflections = [
  ...[
    'I could feel {them} deciding whether I was worth the bother.',
    'I talked too much. Next time: shut up and drink the tea.',
    'This many of us is too many. I would not have told me anything.',
  ],
  ...['{They} {was} kinder to me than I would have been.', 'Note to self: do not promise dates.'],
]
const retellings = [
  ...[
    'The whole story again, from school.',
    '“It’s all in there,” {they} said, pointing at my laptop. It was.',
    '{They} told it in ten minutes flat, like a bus timetable.',
  ],
  ...[
    '{They} {has} got it down to four sentences, by now, and a shrug.',
    '{They} asked if I wanted the long or the short one. I had read neither.',
  ],
]
const afterwards = [
  ...[
    'You get to trust one and they move on. You learn not to.',
    'I was just getting somewhere.',
    'I liked {before}. I’m not saying I don’t like this one. I’m saying I’m tired.',
  ],
  ...[
    'New face, new form.',
    'It knocked me back a month, if you want to know.',
    '{before} knew when to leave me be. I’ll have to train this one.',
  ],
]
