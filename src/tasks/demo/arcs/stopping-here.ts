import { chance } from '../chance.ts'
import type { Arc, Story } from '../story.ts'

/** Somebody old who means to stop at home, and whether they can. */
export const stoppingHere: Arc = {
  name: 'stopping-here',
  weight: 46,
  ages: [78, 95],
  kin: ['daughter', 'daughter', 'son', 'niece'],
  reach: 0.4,
  came: ['health', 'family', 'self', 'carried-over', 'friend'],
  home: () => ({
    kind: 'own-home',
    choice: 'mine',
    years: [18, 58],
    about: ['{street}, the same house since they were married.', 'A terrace on {street}. The step is scrubbed.', 'A bungalow {they} bought for the garden.'],
  }),
  kinCares: 'them-for-me',
  kinAbout: ['Does the shopping Saturdays and the worrying all week.', 'Two hours away with a job. Rings every night at seven.', 'Has a key, a rota and a bad back.'],
  helped: true,
  pets: 0.35,
  stays: 0.45,
  not: ['animal', 'money', 'love-lost', 'getting-about'],
  tell(story) {
    const here = asked(story)
    begun(story, here)
    const way = story.life.chance.next()
    if (way < 0.36) takenAway(story, here)
    else if (way < 0.66) cut(story, here)
    else grown(story, here)
    if (story.maybe(0.42)) last(story)
  },
}

interface Here {
  goal: string
  want: string
  support: string
  hours: number
}

function asked({ talk, maybe, int }: Story): Here {
  const here: Here = { goal: '', want: '', support: '', hours: int(5, 12) }
  talk(
    0.5,
    {
      where: 'home',
      with: maybe(0.4) ? ['person', 'family'] : ['person'],
      heard: [
        '{They} had the answer ready before I sat down. “I’m stopping here. Now, tea?”',
        'Cake, photographs, the good cups. It took an hour to get to the fall on the stairs.',
        '{They} walked me round the house by touch, naming who was born in which room.',
      ],
      reflection: [
        'I came with a checklist and {they} gave me a slice of cake to put on it.',
        maybe(0.5) ? '{kin} caught me at the gate: “{They} {is} not coping.” {They} {was} at the window, watching us.' : 'I wanted to fix the stairs. {They} wanted to talk about {lost}.',
      ],
    },
    (s) => {
      here.goal = s.goal('home', ['Stop here. Feet first, that’s how I’m leaving', 'Stay in my own house till I’m done with it', 'To be at home, with my own door and my own dust', 'Keep my own roof and my own hours'], { towards: 'keep' })
      s.matters('belonging', ['I know every creak. I can tell the time by that landing.', 'My bed, my side of it.', 'The bench at the bottom. We put it there in ’71.', 'Being asked. I’m not a parcel.'])
      s.strength('feelings', ['I’ve buried {lost}, two brothers and four dogs, and I still get up.', 'I’m not frightened of a quiet house.', 'I can do most things, if I’m let do them slow.'])
      s.worry(
        'safety',
        [
          'One fall and that’s it, they’ll have {them} out of there and I’ll be to blame.',
          'I lie there thinking, what if {they} {is} at the bottom of the stairs.',
          '{They} told me {they} had eaten. There was nothing in the fridge but a lemon.',
        ],
        'family',
      )
    },
  )
  return here
}

function begun({ talk, note, one, maybe, life }: Story, here: Here): void {
  note(2, (s) => {
    here.want = s.want('daily-living', 'home-care', ['The same one or two faces of a morning', 'Somebody to do the bath with me that I’m not shy of', 'Help with my stockings, and no chatter before eight'], {
      neverAsked: one(['nobody-asked', 'did-not-know', 'tired-of-asking', 'told-no']),
    })
    here.support = s.start('home-care', ['A half hour morning and night. {They} chose the mornings.', 'Agreed at the kitchen table, with {kin} on the phone.', 'After the fall, in a hurry, and then gone through again properly.'], {
      hours: here.hours,
      led: one(['together', 'together', 'family', 'service']),
      wants: [here.want],
      goals: [here.goal],
    })
    if (maybe(0.6)) s.step('worker', ['See about a second rail on the stairs', 'Get the bed brought down, if and only if {they} say{s}', 'Ask the surgery about the dizzy tablets'], { goal: here.goal })
    if (maybe(0.5)) s.start('equipment', ['A rail, a raised seat and a thing to pick up other things.', 'A pendant. It hangs on the back of the kitchen door.'], { led: 'worker' })
  })
  talk(
    5,
    {
      where: 'home',
      heard: [
        'The morning carer was there, talking to {them} about her wedding. They forgot me.',
        'A different face every day that week: {they} had kept a list. Nine.',
        '{They} demonstrated getting upstairs, on {their} bottom, in {their} own time, singing.',
      ],
    },
    (s) => {
      const nine = maybe(0.5)
      s.fit(
        here.support,
        nine ? 'partly' : 'fits',
        nine
          ? ['Nine of them in a week. I’ve told my date of birth more often than my name.', 'Good girls. But they’re gone before the kettle’s boiled.']
          : ['Donna comes. She knows where things go.', 'I’d not be without them. Don’t tell them that.'],
      )
      if (nine) s.stillUnmet(here.want, ['no-reason-given: The rota is made in another town.', 'not-here: They cannot promise faces, they said, only times. The times were wrong too.'])
      else
        s.met(here.want, ['Same two. I know their children’s names.', 'Donna mornings, Precious nights. We’ve a system.'], {
          support: here.support,
        })
      s.progress(here.goal, 'holding', ['Still here, as you see.', 'Holding. Like the gutter.', 'I’m here, aren’t I? That’s the goal.'])
      s.goes(here.goal, ['further: On a good day, yes. There are fewer.', 'further: {They} {is} managing because I am running, that’s why.', 'holding: I’ll admit it’s going better than I thought.'], { by: 'family' })
    },
  )
  if (maybe(0.55))
    note(8, (s) => {
      s.aspect(
        'often',
        ['Vague, apologetic; could not say what day it was, three times.', 'Agreed to everything the consultant said, then asked me what he had said.'],
        { where: 'hospital', withWhom: ['staff', 'strangers'] },
        { area: 'health' },
      )
      s.retold('health', true, ['Told four people in one night where {they} live{s}. The last one wrote it on {their} hand.', 'The whole story to the ambulance, the desk, the ward and the other ward.'])
      s.label('health', ['“Pleasantly confused.”', '“Acopia.”', '“Poor historian.”', '“Frequent faller.”'])
    })
  talk(
    11,
    {
      where: 'home',
      heard: [
        'Back in {their} own chair {they} knew the day, the date and the price of butter.',
        'Quiet. {They} had had the fire on and told me I looked cold.',
        'We sat on the bench at the bottom, which took twenty minutes to get to and was worth it.',
      ],
      late: maybe(0.12) ? life.chance.int(34, 90) : 0,
    },
    (s) => {
      s.goes(here.goal, ['further: I’ve had a wobble. I’ve had wobbles before.', 'further: Some days the stairs are Everest. But it’s my Everest.', 'holding: I’m here and I’m warm.'], { helpedBy: [here.support] })
      s.want('community', one(['community', 'voluntary'] as const), ['Company that isn’t washing me', 'Somebody to play cribbage with, for pennies', 'A drive out. Just to see if it’s all still there'], { neverAsked: 'nobody-asked' })
      if (maybe(0.45))
        s.turningPoint(['The year {lost} died. I stopped making plans and started making lists.', '{lost} going. The house got very big, and then it got to be mine.'], {
          from: String(Number(life.met.slice(0, 4)) - life.chance.int(3, 12)),
          precision: 'about',
        })
      if (maybe(0.4)) s.shown('community', ['The wool table at {café}: a lift there, a lift back, nobody in a uniform.', 'A student who would lodge for low rent and ten hours’ company a week. {They} laughed, then asked if they’d be tidy.'])
    },
  )
}

function takenAway({ life, talk, note, review, one, maybe, int }: Story, here: Here): void {
  let compromise = ''
  let room = ''
  note(17, (s) => {
    s.home('hospital', 'not-asked', ['A broken hip, on the second stair from the bottom.', 'Pneumonia. Six hours on the kitchen floor first.'], { led: 'life', notice: 0 })
    s.pauseSupport(here.support, 'hospital', 'Paused; the agency will hold it for two weeks.')
    s.progress(here.goal, 'could-not-ask', ['Not asked on the ward. I rang twice to say it should be.'], { by: 'worker' })
  })
  life.reach = 0.12
  note(18.6, (s) => {
    s.decided(
      {
        about: 'home',
        decidedBy: one(['panel', 'worker', 'family']),
        how: one(['best-interests', 'supported', 'delegated']),
        personWanted: one(['no', 'no', 'not-asked']),
        personAgreed: one(['no', 'could-not-ask']),
      },
      ['To go to {careHome} “for assessment”. {They} said home, loudly, and threw a slipper.', 'A bed was there, the ward was full, it was a Friday.'],
    )
    s.home('residential', 'not-mine', ['{careHome}, with one bag. {They} thought it was for the weekend.', 'A room at {careHome}, view of the bins.'], { led: 'service', notice: int(1, 6) })
    s.end(here.support, ['Given back to the agency after fourteen days; by the fifteenth it was somebody else’s.'], {
      planned: false,
      notice: int(0, 4),
      why: 'hospital',
      next: 'residential',
      led: 'service',
    })
    room = s.start('residential', ['Two weeks, it says. No end date is written.'], { led: 'service', goals: [here.goal] })
    compromise = s.compromise(
      {
        goal: here.goal,
        wantedSector: one(['home-care', 'home-care', 'extra-care']),
        givenSector: 'residential',
        support: room,
        why: one(['not-here', 'waiting', 'too-dear']),
        whoDecided: 'panel',
        says: one(['unhappy', 'unhappy', 'unsure']),
      },
      ['Home was wanted, with a night sitter. There are no night sitters this side of {town}.', 'Home-care could not start till the Tuesday week. The bed was wanted on the Friday.'],
      'service',
    )
  })
  talk(
    21,
    {
      where: 'care-home',
      heard: ['{They} had {their} coat on and {their} bag packed. “Is it today?”', 'In the lounge, facing a television. {They} whispered, as if we might be overheard wanting things.'],
    },
    (s) => {
      s.progress(here.goal, 'further', ['I’ve been stolen. Very politely.', 'My house is stood there with the heating on.', 'They say soon. Soon’s a long word.'], { hinderedBy: one([['wait'], ['rule'], ['wait', 'nobody-did-it']]) })
      s.goes(here.goal, ['different: I sleep at night now. I hate myself for it.', 'same: {They} {is} safe. I keep saying it. {They} {is} safe.'], { by: 'family' })
      s.rated(room, ['does-not: It’s clean. So’s a hospital.', 'does-not: They call me darling. I’ve a name.', 'partly: The food’s good. I’ll be fair.'])
      s.step('worker', ['Ask for a trial week at home, with dates', 'Find a night sitter, anywhere'], { goal: here.goal })
    },
  )
  review(24, ['Six weeks late. “Settled.” {They} asked who they were talking about.', 'By phone, with the home. {kin} on speaker. {name} in the lounge.'], true, (s) => {
    s.lookAgain(compromise, maybe(0.9), one(['unhappy', 'unhappy', 'unsure', 'content']), ['I said home. How many ways do you want it?', 'I’m tired of asking. Put down that I’m tired, not that I’m content.'])
    if (maybe(0.5)) s.decided({ about: 'money', decidedBy: 'attorney', personWanted: one(['no', 'not-asked']) }, ['To put the house up. {kin} signed it, and wept in the car park.'])
  })
  talk(
    28,
    {
      where: 'care-home',
      heard: ['{They} asked after the bench. I had a photograph of it on my phone.', '{friend} had come, with a bag of windfalls from {their} own tree.'],
    },
    (s) => {
      if (maybe(0.5)) s.letGo(here.goal, 'not-possible-here', ['All right. I’ll stop asking. It upsets our {kin}.', 'It’s sold, I gather. So that’s that.'])
      else s.progress(here.goal, 'same', ['I’m going home. Not today. I’m going.', 'Same. Write same.'])
      s.matters('belonging', ['That somebody waters the bench roses.', 'My own pillowcase. They all come back somebody else’s.', 'A window that opens.'])
    },
  )
}

function cut({ life, talk, note, review, maybe, int }: Story, here: Here): void {
  // Chance of its own, so that no other story changes with it.
  const inSlices = chance(life.who.person, 'slices').maybe(0.6)
  if (inSlices) sliced(note, here)
  else {
    note(18, (s) => {
      s.plan('less', ['A letter: from Monday week, one call a day. “Following a review of all packages.”', 'A phone call on the Friday, from nobody {they} knew.'], { support: here.support, hours: Math.ceil(here.hours * 0.5) })
    })
    note(18.2, (s) => {
      s.adjust(here.support, ['The evening call has gone. {They} sleep{s} in the chair.', 'Half the time, half the faces, the same stairs.'], { hours: Math.ceil(here.hours * 0.5), notice: int(4, 12), why: 'money', led: 'service' })
      s.effect('change', 'harmed', ['I’ve not had my shoes off since Tuesday. I can’t get them back on, so I don’t take them off.', 'They’ve saved six pound. I’ve lost my evenings.', 'Who decided I don’t go to bed?'])
    })
  }
  talk(
    20.5,
    {
      where: 'home',
      with: ['person', 'family'],
      heard: ['{They} {was} in the chair with {their} coat over {them}. {kin} showed me the rota of who does what now. It is all {kin}.', 'A bruise the shape of the door handle. “Don’t fuss.”'],
    },
    (s) => {
      s.progress(here.goal, 'further', ['Hanging on by the curtains.', 'It’s going backwards and I can tell you the date it started.'], {
        hinderedBy: ['money', 'rule'],
      })
      s.fit(here.support, 'does-not', ['Twenty minutes. I can be dry or I can be fed.', 'She’s a lovely girl and she runs.'])
      s.worry('love-and-family', ['I’ve used my holidays. All of them.', 'I shouted at {them}. I’ve never shouted at {them}.'], 'family')
      s.step('worker', ['Ask for it to be looked at again, in writing, with the photographs of the chair'], { goal: here.goal, by: s.day })
    },
  )
  note(25, (s) => {
    const back = maybe(0.5)
    if (back)
      s.adjust(here.support, [inSlices ? 'What was shaved off is back. It took {kin} and a kitchen timer.' : 'The evening call is back. It took {kin}’s letter, and a second letter.'], {
        hours: Math.ceil(here.hours * 0.9),
        why: 'more-help-wanted',
        led: 'family',
      })
    else s.effect('silence', 'harmed', ['No answer. You’d answer a gas bill.', 'I rang. I was seventh in the queue. I’m eighty-odd, I’ve been in queues.'])
  })
  review(29, ['At the house, for once. {They} ran it from the chair.', 'Long overdue. {They} had baked for the first date.'], true, (s) => {
    s.goes(here.goal, ['holding: Still here. No thanks to some.', 'further: I’ve come downstairs to live. It’s still my house.'])
    if (maybe(0.6)) s.reword(here.goal, ['Stop here, downstairs, with the bed in the front room', 'Stay till the roses are over. Then ask me again'], ['I’ve shrunk it so I can keep it.'])
  })
}

/** Nobody cut it: it was trimmed, and trimmed again, and neither was much. */
function sliced(note: Story['note'], here: Here): void {
  const quarters = (share: number) => Math.round(here.hours * share * 4) / 4
  note(18, (s) => {
    s.adjust(here.support, ['A quarter of an hour off each morning. “You will hardly notice.”', 'The calls are shorter. Somebody changed the sheet on the fridge.'], { hours: quarters(0.85), notice: 7, why: 'money', led: 'service' })
  })
  note(18.5, (s) => {
    s.adjust(here.support, ['And now the evenings, fifteen minutes. Nobody has added it up but {kin}.', 'Another slice, three weeks after the last.'], { hours: quarters(0.7), notice: 7, why: 'money', led: 'service' })
    s.effect('change', 'harmed', ['It’s only a quarter of an hour, they said. Twice.', 'I’ve been trimmed like a chop.'])
  })
}

function grown({ life, talk, note, one, maybe }: Story, here: Here): void {
  life.reach = 0.75
  note(16, (s) => {
    const neighbour = s.start('community', ['Fish and chips here on Tuesdays, with {neighbour}. Nobody arranged it.', 'A list on the back of the door: who looks in, which day. Seven names.'], {
      led: one(['person', 'together'] as const),
      cost: 0,
      hours: 3,
      paidBy: ['nobody'],
      goals: [here.goal],
    })
    s.fit(neighbour, 'fits', ['They come because they want the gossip.', 'It’s not help. It’s Tuesdays.'])
  })
  talk(
    20,
    {
      where: 'home',
      heard: ['{They} had been to the sea. I heard about it in order.', 'A jigsaw of the Alps. Four different people have done a corner.'],
    },
    (s) => {
      s.progress(here.goal, 'holding', ['I’m not stopping here, I’m living here. There’s a difference.', 'Better than last year and I’m a year older. Explain that.'], { helpedBy: [here.support] })
      s.progress(here.goal, 'holding', ['I go home on a Sunday and I sleep. I’d forgotten.', 'It’s not what I would have picked and it’s working.'], { by: 'family' })
      if (maybe(0.5)) s.reword(here.goal, ['Stop here, and have folk in', 'Be at home and be some use'], ['It was only ever half of it, the house.'])
    },
  )
  note(24, (s) =>
    s.adjust(here.support, ['A little more in the mornings, as {they} asked, so {they} can get out by ten.', 'Sunday call added, for church or for lying in; {they} decide{s} on the day.'], {
      hours: here.hours + 2,
      why: 'more-help-wanted',
      led: 'person',
    }),
  )
  talk(
    28.5,
    {
      where: one(['home', 'outdoors'] as const),
      heard: ['On the bench, in a rug, in charge.', '{They} told a young couple looking at next door about the damp.'],
    },
    (s) => {
      s.fit(here.support, 'fits', ['Donna’s had her baby. I’ve knitted nothing, I can’t knit. I’ve bought a hat.', 'We’ve got it how I like it now.'])
      s.strength('giving', ['I hear little Kofi read. He does the long words and I do the voices.', 'People tell me things. I’m going nowhere, so it stays here.'])
      s.progress(here.goal, 'holding', ['Feet first, I said. Not yet, I said.', 'Here I am.'])
    },
  )
}

function last({ life, int, dies }: Story): void {
  const elsewhere = life.reach < 0.2
  dies(
    int(29, 33),
    elsewhere
      ? ['Died at {careHome}, a Sunday, {kin} on the way.', 'In the General, a fortnight after a second fall.']
      : ['At home, in the front room, {kin} and the night nurse there, the window open.', 'Died in {their} own bed. Donna found {them} and made the calls, and then made tea.'],
    elsewhere
      ? ['{kin}: “{They} asked for home until the Thursday. I want that written down.” It is.', 'We went through the bag {they} always had packed. A clean vest, a door key, a tin of salmon.']
      : ['{kin}: “Feet first. {They} always said.” We laughed, both of us, and then we did not.', '{kin} asked me to come and sit on the bench. I did. The roses need doing.'],
  )
}
