import type { Arc, Says, Story } from '../story.ts'
import { dayIn } from '../teller.ts'

/** The husband or wife of somebody whose memory is going: a life of their own that was last seen some years ago. */
export const carerOfOneKnown: Arc = {
  name: 'carer-of-one-known',
  weight: 19,
  ages: [69, 86],
  kin: ['daughter', 'son'],
  reach: 0.4,
  came: ['family', 'health', 'carried-over'],
  home: (who) => ({
    kind: 'own-home',
    choice: 'mine',
    years: [22, 48],
    about: [`With {their} ${who.pronouns === 'she' ? 'husband' : 'wife'}, on {street}. The spare room is full of tins.`],
    together: true,
  }),
  kinCares: 'both',
  kinAbout: ['Says “you only have to ask”. {They} will not ask.', 'Comes Fridays. Sees what {kinThey} {kinIs} shown.'],
  pets: 0.3,
  stays: 0.5,
  not: ['love-lost', 'scam'],
  tell(story) {
    const { who, life, note, talk, one } = story
    const pair = who.pair
    life.words
      .set('spouse', who.pronouns === 'she' ? 'husband' : 'wife')
      .set('spouseThem', who.pronouns === 'she' ? 'him' : 'her')
      .set('spouseThey', who.pronouns === 'she' ? 'he' : 'she')
    life.words.set('SpouseThey', who.pronouns === 'she' ? 'He' : 'She')
    const until = Math.min(pair?.moves ?? 99, pair?.dies ?? 99)
    const { support } = caring(story, until, (s) => {
      if (pair?.other) s.named('spouse', { tie: 'partner', care: 'me-for-them', person: pair.other }, undefined, ['Fifty years, give or take a sulk.', 'My other half. More like my other nine tenths.'])
    })
    const { moves, dies } = pair ?? {}
    if (moves)
      note(moves + 0.5, (s) => {
        s.effect('change', 'harmed', ['They took {spouseThem} on a Thursday. I’d a shepherd’s pie in.', 'I signed a thing. I thought it was for the weekend.', 'Fifty years and it was done between eleven and two.'])
        s.named('spouse', { tie: 'partner', care: 'both', person: pair?.other }, undefined, 'Two buses there, two back. Every day.')
        s.end(support, ['Stopped, as {they} {is} “no longer a carer”. {They} go{es} every day, on two buses.'], {
          planned: false,
          notice: one([0, 3, 7]),
          why: 'rule',
          led: 'rule',
        })
      })
    if (!dies) return
    const day = dayIn(life, dies)
    note(dies + 0.8, (s) => {
      if (!moves) s.end(support, ['Stopped the week of the funeral. “No longer a carer,” it says.'], { planned: false, notice: 0, why: 'rule', led: 'rule' })
      s.gone('spouse', 'died', [`Died in ${monthName(day)}. {They} told me on the step, with the tea towel in {their} hand.`])
    })
    talk(
      dies + 2.2,
      {
        where: 'home',
        heard: ['One armchair has been turned to the window. We did not sit in the other.', 'The labels are still on the cupboards. {They} asked me not to say anything about it.'],
      },
      (s) => {
        s.matters('love-and-family', ['I talk to {spouseThem}. I’m not daft, I know. I talk anyway.', 'The empty side. I’ve not crossed over.'])
        s.worry('feelings', ['I was that tired I’d have given anything for a night’s sleep. Well. I’ve got it.', 'Everyone asked how {spouseThey} was. Now nobody asks anything.'])
        s.goal('belonging', ['Learn to cook for one', 'Get to the end of a day', 'Find out what I like'])
      },
    )
  },
}

/** Somebody who looks after a son, a daughter or an old parent, and whom nobody asked. */
export const carer: Arc = {
  name: 'carer',
  weight: 20,
  ages: [44, 70],
  kin: ['sister', 'brother', 'daughter'],
  reach: 0.45,
  came: ['self', 'health', 'voluntary', 'carried-over', 'friend'],
  home: () => ({
    kind: 'own-home',
    choice: 'mine',
    years: [9, 30],
    about: ['On {street}, with a hoist in the front room and a piano nobody plays.', 'A semi with a ramp. Everything {they} own{s} is upstairs.'],
    together: true,
  }),
  kinCares: 'neither',
  kinAbout: ['Means well. Lives away. Sends articles.', 'Helps at Christmas.'],
  pets: 0.4,
  stays: 0.4,
  not: ['love-lost', 'scam'],
  tell(story) {
    const loved = story.one([
      { word: 'our lad', them: 'him', they: 'he', tie: 'child' as const },
      { word: 'our lass', them: 'her', they: 'she', tie: 'child' as const },
      { word: 'my mother', them: 'her', they: 'she', tie: 'parent' as const },
    ])
    const { words } = story.life
    words
      .set('spouse', loved.word)
      .set('spouseThem', loved.them)
      .set('spouseThey', loved.they)
      .set('SpouseThey', loved.they === 'he' ? 'He' : 'She')
    caring(story, 99, (s) => {
      s.named('cared', { tie: loved.tie, care: 'me-for-them' }, loved.word.replace('our lad', 'Our Daniel').replace('our lass', 'Our Beth').replace('my mother', 'Mam'), ['Needs somebody, day and night. Has somebody.'])
      s.stage('became-carer', ['It was never decided. It was just that nobody else was in the room.'], {
        from: String(Number(s.year) - story.int(2, 14)),
        precision: 'about',
      })
    })
  },
}

const ofTheirOwn = [
  {
    area: 'health',
    goal: ['Swim again, Tuesdays, like I used to', 'Get back in the water, once a week'],
    heard: 'Wet hair. I heard about the water for half an hour.',
    went: ['I went. Four Tuesdays out of six. I’d forgotten I had shoulders.', 'Twice! And nothing burnt down.'],
  },
  {
    area: 'faith-and-culture',
    goal: ['Sing with the chapel lot again', 'Get to choir, and stop to the end'],
    heard: 'Humming. I was told to say nothing, and I said nothing.',
    went: ['I went. I’d forgotten I had lungs.', 'Three Thursdays. They’d kept my folder.'],
  },
  {
    area: 'work-and-learning',
    goal: ['Finish the degree I’ve been doing since 2009', 'Get my last two essays in'],
    heard: 'A library book under the tablets chart. {They} moved the chart.',
    went: ['Sixty-four per cent, written between two and four in the morning.', 'I’ve one essay in. One to go. I read it out to the kettle.'],
  },
  {
    area: 'fun',
    goal: ['One night a month that’s mine, with dancing in it', 'Go out with my old friends and not look at the time'],
    heard: '{They} had been out, once. I heard who wore what.',
    went: ['I went! I danced with my bag on my shoulder, in case.', 'Home at one. Nobody had died.'],
  },
] as const

function caring(story: Story, until: number, first: (s: Says) => void): { support: string } {
  const { talk, note, review, missed, one, maybe, goesWell } = onlyUntil(story, until)
  const own = one(ofTheirOwn)
  let goal = ''
  let want = ''
  let breaks = ''
  let support = ''
  talk(
    0.6,
    {
      where: 'home',
      heard: ['I asked how {they} {was}. {They} told me how {spouse} was. I asked again.', '{They} did not sit. {They} folded things, and told me in the gaps.', 'It came out at the gate, with the bin.'],
      reflection: maybe(0.5) ? ['“Carer” is down as a support, in the other file. Here {they} {has} no file at all.', 'All these years. Not one of us asked what {they} did before.'] : undefined,
    },
    (s) => {
      first(s)
      s.matters('feelings', ['Ten minutes in the car with the engine off.', 'Being somebody’s friend and not somebody’s rota.', 'Sleep. I’d marry sleep.'])
      goal = s.goal(own.area, own.goal)
      s.strength('love-and-family', ['I can tell from the breathing. The machines are slower.', 'I know forty-one people by their extension number.', 'I still make {spouseThem} laugh. Every day. That’s not on any form.'])
    },
  )
  talk(
    3.5,
    {
      where: one(['cafe', 'outdoors'] as const),
      chose: 'person',
      heard: ['Out of the house, {they} talked in whole sentences.', '{They} had forty minutes. {They} spent the first ten apologising for it.'],
    },
    (s) => {
      want = s.want('daily-living', 'short-breaks', ['One night a month that’s mine', 'Somebody who can do the nights, whom I’d trust', 'A break that doesn’t need more arranging than staying in'], {
        neverAsked: one(['nobody-asked', 'nobody-asked', 'did-not-know', 'tired-of-asking']),
      })
      const holding = s.aspect('often', ['Brisk, cheerful, “we manage”; answered for both of them.', 'Had the dates, the doses and a pen.'], { where: 'home', withWhom: ['staff', 'family'] }, { area: 'feelings' })
      s.aspect('once', ['Cried in the queue, laughed at crying, had a second cake.', 'Funny and furious. I would not have known {them}.'], { where: 'cafe', withWhom: ['strangers'] }, { area: 'feelings', oppositeOf: holding })
      s.saidNo('carers', ['not-eligible: “Not enough hours.” {They} laughed until {they} had to sit down.', 'full: A list. The list has a list.'], {
        want,
        ...(maybe(0.4) ? { right: 'care-act-conversation' as const } : {}),
      })
      s.worry('love-and-family', ['Who does it when I can’t?', 'That I’ll start to hate it, and {spouseThey} will see.', 'My back. I daren’t get it looked at in case they say.'])
    },
  )
  note(7, (s) => {
    support = s.start('carers', ['Forty pounds a month towards something of {their} own, and somebody to ring.', 'A group on the second Thursday, with biscuits and swearing.'], { led: 'together', goals: [goal] })
    if (maybe(0.7)) {
      breaks = s.start('short-breaks', ['One night a month at {dayPlace}’s guest room. It took nine forms.'], {
        led: 'together',
        wants: [want],
      })
      s.met(want, ['I slept. I woke up at ten and panicked, and then I didn’t.', 'I sat in the garden and it was just a garden.'], {
        support: breaks,
      })
    } else s.stillUnmet(want, ['full: No beds till the spring.', 'not-here: Nobody who can do the nights.'])
  })
  talk(
    11,
    {
      where: one(['home', 'cafe', 'club'] as const),
      heard: [own.heard, 'No time to talk, so we did it over the ironing.'],
    },
    (s) => {
      const well = goesWell()
      s.progress(goal, well ? 'nearer' : 'same', well ? own.went : ['I had my bag packed and then there was a temperature.', 'Same as you left it.'], well ? { helpedBy: [support] } : { hinderedBy: ['other-people', 'nobody-did-it'] })
      s.goes(goal, ['nearer: I hear it in the voice when {they} {has} been.', 'further: I said put yourself first, and {they} hung up on me.'], { by: 'family' })
      s.rated(support, ['fits: They swear. It’s marvellous.', 'partly: It’s a leaflet with a heartbeat. But it’s something.'])
    },
  )
  if (maybe(0.4)) missed(13.5, ['person/unwell: A bad night; {they} sent a message at five.', 'us/cancelled: We cancelled. {They} had arranged a sitter for it.'])
  if (breaks !== '')
    note(15.5, (s) => {
      s.end(breaks, ['The guest room is closed “to make efficiencies”. A letter, a list of numbers, none of which has a bed.'], {
        planned: false,
        notice: story.int(3, 16),
        why: one(['money', 'provider']),
        led: 'service',
      })
      s.effect('change', 'harmed', ['I’d one night a month. One. I’d like to meet whoever needed it more.', 'I cried over a mattress. Put that in your report.'])
    })
  review(19, ['Combined with the other one’s. Four minutes were {theirs}.', '{They} asked for {their} own, and got it, in the autumn.'], true, (s) => {
    s.still(goal, ['Yes. It’s the one thing in here that’s me.', 'If you like. I’ve not the strength to want a new one.'])
    if (maybe(0.4)) s.pause(goal, ['Not till the nights are sorted.', 'You can’t do that and listen out.'], 'life')
    s.step('worker', ['Find somebody, anybody, for the nights', 'Write to say what the closing did'], { goal })
  })
  talk(
    24,
    {
      where: one(['home', 'outdoors', 'cafe'] as const),
      heard: ['{neighbour} sits in on Tuesdays. It came up over the fence.', '{They} looked ten years older, and then told me a joke.'],
    },
    (s) => {
      if (maybe(0.6)) {
        s.start('family-and-friends', ['{neighbour} sits in, Tuesdays, six till eight, with the football on.'], {
          led: 'person',
          cost: 0,
          hours: 2,
          paidBy: ['nobody'],
          goals: [goal],
        })
        s.progress(goal, 'different', ['It’s not what I asked for. It’s better: they get on.', 'I’m out of the house and they don’t even notice.'])
        s.strength('control', ['I asked. Me. Out loud.', 'I’ve learnt to leave it unwashed.'])
      } else {
        s.progress(goal, 'further', ['I’ve given the bag away. Let’s say that.', 'Goals! Love, I’ve not had a bath sat down.'], {
          hinderedBy: ['nobody-did-it', 'money'],
        })
        s.concern({ kinds: ['neglect'], personWants: 'act' }, ['{They} {is} {themself} going without: no dentist in four years, a lump not looked at. {They} asked me to write it as it is.'])
      }
    },
  )
  return { support }
}

/** The same story, without what would come in that month or later. */
function onlyUntil(story: Story, until: number): Story {
  return {
    ...story,
    talk: (month, ...rest) => (month < until ? story.talk(month, ...rest) : undefined),
    note: (month, ...rest) => (month < until ? story.note(month, ...rest) : undefined),
    review: (month, ...rest) => (month < until ? story.review(month, ...rest) : undefined),
    missed: (month, ...rest) => (month < until ? story.missed(month, ...rest) : undefined),
  }
}

function monthName(day: string): string {
  return ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][Number(day.slice(5, 7)) - 1] ?? ''
}
