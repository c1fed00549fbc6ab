import type { Arc, Story } from '../story.ts'
import { usable } from '../teller.ts'

/** Somebody in the same care home for years, with reviews that change nothing. */
export const held: Arc = {
  name: 'held',
  weight: 32,
  ages: [36, 64],
  kin: ['sister', 'sister', 'brother', 'cousin', 'auntie'],
  gentle: true,
  reach: 0.1,
  came: ['carried-over', 'carried-over', 'other-service'],
  home: () => ({
    kind: 'residential',
    choice: 'not-asked',
    years: [6, 22],
    about: ['{careHome}, room 12, since {their} mother died. It was to be for six weeks.', '{careHome}. {They} came with a suitcase and a budgie; the budgie was rehomed.', '{careHome}, first floor, at the end by the fire door.'],
  }),
  kinCares: 'neither',
  kinAbout: ['Rings on Sundays. Lives two hours off.', 'Sends a card with money in. Would come more if somebody met the train.', 'Lost touch, then found {them} again through a Christmas card.'],
  helped: true,
  pets: 0,
  stays: 0.25,
  not: ['money', 'neighbours', 'scam', 'animal', 'getting-about', 'love-lost'],
  withoutPassion: true,
  tell(story) {
    const here = arrived(story)
    years(story, here)
    const way = story.life.chance.next()
    if (way < 0.16) asked(story, here)
    else if (way < 0.5) smallThing(story, here)
    else unchanged(story, here)
  },
}

interface Here {
  support: string
  compromise: string
  want: string
  goal: string
  dull: string
  wanted: 'shared-lives' | 'supported-living' | 'homeshare'
}

function arrived({ talk, note, who, one, maybe, life }: Story): Here {
  const wanted = one(['shared-lives', 'shared-lives', 'supported-living', 'supported-living', 'homeshare'] as const)
  const { since } = life
  let support = ''
  note(0.4, (s) => {
    support = s.start('residential', ['From the file: “emergency bed, six weeks”.', 'The file says where and how much. It does not say why.', 'Came in with an old contract. Nobody can find the contract.'], {
      led: one(['service', 'unknown', 'family']),
      when: { from: since, to: 'now', precision: 'about' },
    })
    s.label('health', ['“Settled. No change needed.”', '“Low functioning.”', '“Attention seeking at mealtimes.”', '“Not motivated to move on.”'], { from: since })
  })
  const here: Here = { support, compromise: '', want: '', goal: '', dull: '', wanted }
  talk(
    1.5,
    {
      where: 'care-home',
      chose: one(['worker', 'person']),
      heard: [
        'The manager stayed in the room. I asked her, twice, if she was needed elsewhere.',
        '{name} took me to the linen cupboard, where it is quiet, and sat on the towels.',
        'We were given the dining room between sittings. Somebody laid forks around us.',
      ],
      reflection: [
        'All these years and I was the first to ask where {they} would rather be. I checked. It is not in there.',
        'Everyone was kind. Nobody was curious.',
        maybe(0.5) ? 'I have signed this review myself, twice, without coming.' : 'I kept looking for the person in the file.',
      ],
    },
    (s) => {
      here.want = s.want('home', wanted, wishes[wanted], { neverAsked: one(['nobody-asked', 'nobody-asked', 'tired-of-asking', 'not-allowed', 'did-not-know']) })
      here.compromise = s.compromise(
        {
          want: here.want,
          wantedSector: wanted,
          givenSector: 'residential',
          support,
          why: one(['no-reason-given', 'not-here', 'full', 'too-dear']),
          whoDecided: one(['panel', 'worker', 'rule']),
          says: one(['unhappy', 'unhappy', 'unsure']),
        },
        ['Nobody wrote down what {they} wanted then. This is what was given.', 'Something else was looked for, for a fortnight. Then the bed was there, and {they} went into it.', 'It was full board or nothing that week. The week went on.'],
        'service',
      )
      s.matters(who.passion.area, who.passion.matters)
      here.dull = s.aspect(
        'often',
        ['In the third chair from the window, coat on, facing the door.', 'Said “all right” eleven times. I counted afterwards.', 'Asleep, or having people think so.'],
        { where: 'care-home', withWhom: ['staff', 'peers'] },
        { area: 'feelings' },
      )
      s.aspect(
        'sometimes',
        [
          'With {friend} in the garden: giggling, swearing, passing a biscuit through the fence.',
          'Put a tune on in the corridor and danced the tea trolley to the lift.',
          'Knew every carer’s children by name, and what they had had for tea.',
        ],
        { where: 'care-home', withWhom: ['friends'] },
        { area: 'fun', oppositeOf: here.dull },
      )
    },
  )
  return here
}

const smallGoals = [
  { area: 'daily-living', goal: 'Make my own cup of tea', step: 'The home to see about a kettle' },
  { area: 'getting-around', goal: 'Go to the shop by myself and come back by myself', step: 'Somebody to walk the way to the shop with {them}, three times' },
  { area: 'control', goal: 'Have a key to my own room', step: 'The manager to ask head office about a key' },
  { area: 'control', goal: 'Get up when I wake up', step: 'The night staff and the day staff to talk to each other about mornings' },
  { area: 'home', goal: 'Live somewhere with a cat', step: 'The home to ask whether the cat next door may come in' },
  { area: 'love-and-family', goal: 'Go and see where Mum’s buried', step: 'The home to find a driver for one afternoon' },
] as const

const wishes = {
  'shared-lives': ['A house. With people in it that I picked.', 'To live with a family that has a dog', 'To go home. I know the house is sold. You know what I mean. A home'],
  'supported-living': ['A house. With people in it that I picked.', 'Somewhere with a back door', 'A kitchen with me in it', 'My own front room, and one person who comes'],
  homeshare: ['A house. With somebody in it that I picked.', 'To live with one other person and halve the bills', 'Somewhere with a back door'],
} as const

function years(story: Story, here: Here): void {
  const { talk, review, note, missed, who, one, maybe, int } = story
  review(
    4,
    [
      'Yearly review. {They} {was} at the chiropodist, so it went ahead without {them}.',
      '“No change.” Done by phone with the senior on shift, nine minutes.',
      'Same words as last year. I know, because the date of last year was still on it.',
    ],
    true,
    (s) => {
      s.rated(here.support, ['does-not: It’s warm. They’re nice. It isn’t mine.', 'partly: I’m looked after. So’s the carpet.', 'not-sure: What’s the other choice? Nobody’s said one.'])
      if (maybe(0.5)) s.decided({ about: 'support', decidedBy: 'panel', personWanted: 'not-asked', personAgreed: 'could-not-ask' }, 'To carry on as before.')
    },
  )
  talk(
    6.5,
    {
      where: one(['care-home', 'outdoors', 'cafe'] as const),
      heard: ['We got as far as the postbox. {They} posted a letter to {kin} and looked at the hill.', '{They} asked if I was from the council and if I was stopping.', 'A walk, slow. {They} read me every house name.'],
    },
    (s) => {
      const small = one(smallGoals)
      here.goal = s.goal(small.area, small.goal)
      s.strength('belonging', ['I know everybody’s name. Even the night ones.', 'I’ve never fallen out with anyone here and believe me.', 'I can keep a secret. I’ve got six.'])
      s.step('service', small.step, { goal: here.goal })
    },
  )
  if (maybe(0.7))
    note(9, (s) => {
      s.effect('rule', 'harmed', [
        'Kettles are a risk, so nobody has tea unless it’s tea time.',
        'There’s a form for going out. The form needs a person. The person’s on holiday.',
        'Bed checks, every two hours, with a torch. I’m a grown-up. What am I going to do?',
      ])
      s.stillUnmet(here.want, ['full: Asked. There is one family in the county with a room, and it is promised.', 'no-reason-given: No answer yet to my two emails.', 'not-here: Nothing this side of the hills.'])
    })
  if (maybe(0.4)) missed(11, ['us/forgot: {They} had {their} coat on. We did not come.', 'us/cancelled: Double booked. Nobody told {them} until tea time.'])
  talk(
    13,
    {
      where: 'care-home',
      heard: ['{They} had kept my card in a biscuit tin.', '“You came back,” {they} said. “They don’t.”', 'A quiet one. {friend} had been moved to another floor.'],
    },
    (s) => {
      s.goes(here.goal, ['same: Same. I asked. They said they’d ask.', 'further: I’ve stopped asking. You wear your asker out.', 'same: There was a meeting about it. I wasn’t at it.'], {
        hinderedBy: one([['rule'], ['nobody-did-it'], ['rule', 'wait']]),
      })
      s.goes(here.goal, ['holding: They tell me {they} {is} happy as Larry.', 'further: {They} sounded flat on Sunday. They said {they} {was} fine.', 'same: I said could {they} come for a weekend. It has to go to somebody.'], {
        by: 'family',
      })
      s.want(who.passion.area, 'community', who.passion.want, { neverAsked: one(['nobody-asked', 'told-no']) })
    },
  )
  review(16, ['Eight in the room. {name} said thank you for coming to each of them.', 'I asked what had changed. There was a silence, and then somebody mentioned the new carpets.'], true, (s) => {
    s.lookAgain(here.compromise, true, one(['unhappy', 'unsure']), ['You wrote down a house. I’m still here, so it’s not happened, has it?', 'I don’t know any more. I’d have to learn it all again.'])
  })
  talk(
    20,
    {
      where: one(['care-home', 'cafe'] as const),
      heard: ['{They} told me about the house on {street} as if it were yesterday.', 'Rain. We looked at three photographs for an hour.'],
      late: maybe(0.4) ? int(35, 100) : 0,
    },
    (s) => {
      s.turningPoint(
        ['When I was nine they took me to a big house with a drive. Mum said she’d be back by tea.', 'The day Dad’s shop closed. We lived over it.', 'The ward. Forty beds. I had the one by the sluice. You don’t forget the noise.'],
        { from: String(who.birthYear + 9), precision: 'about' },
      )
      s.matters('love-and-family', ['{close}’s voice of a Sunday.', 'My photographs. They’re in order. Don’t let anybody tidy them.', 'Mum’s ring. It’s in the safe. I’ve not seen it since I came.'])
      s.worry('home', ['That I’ll die here and nobody will say where I was from.', 'Being moved with an hour’s notice like Albert was.', 'That I’d not manage, outside. They’ve told me so often.'])
    },
  )
}

function asked({ life, talk, note, one, int }: Story, here: Here): void {
  let shared = ''
  talk(
    22.5,
    {
      where: 'cafe',
      chose: 'person',
      heard: ['{name} met Pat and Joan, who have a room, a dog and a lot of questions. {They} had more.', 'Tea with a family. Nobody mentioned the word “suitable”. The dog decided.'],
    },
    (s) => {
      s.shown('home', ['A room at Pat and Joan’s, ten minutes from {ward}. They have been waiting for somebody too.'], {
        sector: 'shared-lives',
        want: here.want,
      })
      s.decided({ about: 'home', decidedBy: 'together', how: 'supported', personWanted: 'yes', personAgreed: 'yes' }, ['To try a tea, then a night, then a weekend, and ask {them} after each.'])
      shared = s.plan('start', 'First a tea a week, then nights, then see.', { sector: 'shared-lives' })
    },
  )
  note(26, (s) => {
    s.home('shared-lives', 'mine', ['Pat and Joan’s. {They} carried {their} own suitcase in and asked where the kettle was.'], {
      led: 'person',
      notice: int(60, 90),
    })
    s.start('shared-lives', ['It took as long as it took, at {their} pace, with two steps back.'], {
      support: shared,
      led: 'person',
      wants: [here.want],
      goals: [here.goal],
    })
    s.end(here.support, ['They had a party for {them} at {careHome}. Two carers cried and one has asked for Pat’s number.'], {
      planned: true,
      notice: int(60, 90),
      why: 'asked-for',
      next: 'shared-lives',
      led: 'person',
    })
  })
  life.reach = 0.85
  talk(
    28.5,
    {
      where: 'home',
      chose: 'person',
      heard: ['{They} made me a cup of tea. It was terrible. I had two.', 'The back door was open and {they} {was} on the step with the dog.'],
    },
    (s) => {
      s.met(here.want, ['A house. I said a house, all them years.', 'There’s a back door. I go in and out of it.'], { support: shared })
      s.reach(here.goal, ['Done it. Did it on the Tuesday. Nobody wrote it down.', 'I did that the first morning. It’s nothing, here. You just do it.'])
      s.fit(shared, 'fits', ['They shout me when tea’s ready. They don’t put it in front of me.', 'Pat’s got a temper. So have I. It’s a house.'])
      s.progress(here.goal, 'nearer', ['I had got used to thinking that was just how {they} {was}. It {was} the chair.'], { by: 'family' })
    },
  )
  talk(32, { where: 'home', heard: ['{They} talked over me to Joan about what was for tea. I have never been so pleased to be ignored.'] }, (s) => {
    s.goal('fun', ['Go on a holiday with a beach in it', 'Learn to ride in the front', one(['Have {friend} round for a tea', 'Have my birthday here'])])
    s.noLonger(here.dull, 'not-me', ['That wasn’t me. That was the chair.', 'I was never quiet. I was waiting.'])
  })
}

function smallThing({ life, talk, note, review, who, one, maybe }: Story, here: Here): void {
  const nth = one(usable(life, who.passion.want))
  let want = ''
  talk(
    23,
    {
      where: 'care-home',
      heard: ['I came about something else and {they} talked about {place} for the whole hour.', '{friend} is back on the same floor. It was {name} who asked, in the end, and asked again.'],
    },
    (s) => {
      want = s.want(who.passion.area, 'community', who.passion.want[nth] ?? who.passion.want)
      s.shown(who.passion.area, ['A neighbour, a lift, an hour: not a service.', 'There is a card in the window at {café} asking for exactly this.'], { sector: 'community', want })
    },
  )
  note(26.5, (s) => {
    s.met(want, who.passion.met[nth] ?? who.passion.met)
    const visitor = s.start('community', ['An hour on Thursdays. Nobody referred anybody.', 'Somebody from {ward} who likes the same thing. It costs a bus fare.'], { led: 'together', cost: 0, hours: 1.5, paidBy: ['nobody'], wants: [want] })
    s.fit(visitor, 'fits', ['First person who’s come here that wasn’t paid or dying.', 'We don’t say much. It’s grand.'])
  })
  review(29, ['Yearly. The hour on Thursdays is not in the form, as there is no box for it.', '“No change.” There had been the one, and it was not ours.'], true, (s) => {
    s.progress(here.goal, 'same', ['That’s the same. Thursdays isn’t the same.', 'No. But I’ve got Thursdays.'])
  })
  talk(32.5, { where: 'care-home', heard: ['{They} had a diary open. It has something in it.'] }, (s) => {
    s.still(here.want, ['Yes. A house. Thursdays is lovely but it’s not a house.', 'Still so. I’ll tell you when it isn’t.'])
    s.lookAgain(here.compromise, true, maybe(0.5) ? 'unsure' : 'unhappy', ['It’s bearable. I’d not put it higher.', 'Better with Thursdays. Put that.'])
    s.stillUnmet(here.want, ['too-dear: Put forward again. The panel wants it costed.', 'not-here: Nobody with a room this quarter.'])
  })
}

function unchanged(story: Story, here: Here): void {
  const { talk, review, note, one, maybe } = story
  if (maybe(0.6))
    talk(
      24,
      {
        where: one(['care-home', 'letter'] as const),
        heard: ['{They} wanted to know if there was news. There was not.', 'A short visit. The lounge was being painted the colour it was before.'],
      },
      (s) => {
        s.goes(here.goal, ['same: No. Have you got anything else to ask?', 'further: I’m older. That’s the only news.'], {
          hinderedBy: ['nobody-did-it'],
        })
        s.worry('feelings', ['I’ve stopped thinking about it. Is that what you want?', 'I dream about the house and then there’s the torch.'])
      },
    )
  review(28, ['Yearly. “Remains appropriately placed.” {name} asked what placed meant.', 'Cancelled twice, then done on paper.'], true, (s) => {
    s.lookAgain(here.compromise, true, one(['unhappy', 'could-not-ask', 'unsure']), ['Ask me something you’re going to do something about.', 'All right. All right. All right.'])
    s.stillUnmet(here.want, ['no-reason-given: Same answer as before, without a reason.', 'not-allowed: Not pursued: “appropriately placed”.'])
  })
  if (ageOf(story) > 54 && maybe(0.45)) {
    story.dies(
      32,
      ['Died in the night at {careHome}. The night carer had gone back to sit with {them}.', 'A chest infection, the General, nine days.'],
      ['{kin} came and asked which chair was {theirs}. It had somebody in it. We talked about the house on {street}.', '{kin} asked for the photographs. They were in order.'],
    )
    return
  }
  note(33, (s) => s.effect('silence', 'harmed', ['They think no news is good news. It’s just no news.', 'I’ve been here longer than the manager, the cook and the boiler.']))
}

function ageOf({ life, who }: Story): number {
  return Number(life.met.slice(0, 4)) - who.birthYear
}
