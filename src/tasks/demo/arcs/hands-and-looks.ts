import type { Arc } from '../story.ts'

/** Somebody who signs, among people who do not. */
export const hands: Arc = {
  name: 'hands',
  weight: 14,
  ages: [30, 84],
  kin: ['sister', 'daughter', 'brother'],
  tongue: 'bfi',
  gentle: true,
  reach: 0.4,
  came: ['health', 'family', 'friend', 'carried-over'],
  communicates: ['British Sign Language. Book a registered interpreter; pen and paper is not a conversation.', 'I sign. I do not lip-read you, I guess. Face me, stop chewing.', 'BSL. My {relation} is my {relation}, not my interpreter.'],
  home: (who) =>
    who.birthYear < 1965
      ? {
          kind: 'extra-care',
          choice: 'shared',
          years: [1, 4],
          about: ['{extraCare}, flat 9. Nobody else in the building signs.', 'A flat at {extraCare}. There is an intercom.'],
        }
      : {
          kind: 'supported-living',
          choice: 'not-mine',
          years: [2, 7],
          about: ['{flats}, with three hearing people and a rota.', 'A room at {flats}. The doorbell light came after two years.'],
        },
  kinCares: 'neither',
  kinAbout: ['Signs a bit, from childhood: food, bed, naughty.', 'Signs beautifully. Lives in another country.', 'Texts every night.'],
  pets: 0.4,
  stays: 0.4,
  not: ['alone', 'scam', 'faith'],
  tell({ talk, note, review, missed, one, maybe, int, goesWell, life, who }) {
    let goal = ''
    let want = ''
    let support = ''
    const old = who.birthYear < 1965
    note(0.5, (s) => {
      support = s.start(old ? 'extra-care' : 'supported-living', ['Four staff on shift, none of whom sign.', 'They write notes. {They} {has} a drawer of the notes.'], {
        led: 'service',
        hours: int(8, 16),
        when: { from: String(Number(s.year) - 2) },
      })
      s.label('health', ['“Withdrawn.”', '“Limited understanding.”', '“Refuses to join in.”'])
    })
    missed(1.2, 'us', 'other', ['No interpreter was booked. {They} had made cake. We mimed being sorry.'])
    talk(
      2.2,
      {
        where: 'home',
        with: ['person', 'interpreter'],
        heard: [
          'With an interpreter, it took two hours, as there were four years to catch up on.',
          '{They} asked, first, what everyone in the building was called. Nobody had ever said.',
          '{They} {is} very funny. I had read “limited understanding”.',
        ],
        reflection: ['The limited understanding was ours.', 'I kept looking at the interpreter. {They} tapped my knee: me.'],
      },
      (s) => {
        goal = s.goal(one(['belonging', 'community', 'fun']), ['A conversation, every day, with a person', 'Go to the deaf club again, Fridays', 'Know the gossip', 'Argue about politics', 'Play cards with people who answer'])
        want = s.want(
          'belonging',
          one(['personal-assistant', 'supported-living', 'voluntary'] as const),
          ['One person on the staff who signs. One', 'Someone who signs, to go to the bank with and the doctor', 'To live with other deaf people'],
          { neverAsked: one(['nobody-asked', 'tired-of-asking', 'told-no']) },
        )
        s.matters('belonging', ['My language. It is where I live.', 'Being in on the joke when it happens, not after.', 'My hands. Please keep them warm.'])
        const shut = s.aspect('always', ['Alone at the corner table, looking at the plate.', 'In {their} room by four.'], { where: 'home', withWhom: ['staff', 'strangers'] }, { area: 'belonging' })
        s.aspect(
          'once',
          ['Two hours, three stories, one of them with a camel. The room could not keep up.', 'The whole table at the deaf club had stopped eating to watch {them} tell it.'],
          { where: 'club', withWhom: ['friends', 'interpreter'] },
          { area: 'belonging', oppositeOf: shut },
        )
      },
    )
    note(5, (s) => {
      s.turnedAway('health', one(['no-reason-given', 'missed-appointments']), ['The surgery’s booking line is a telephone.', 'Called by name in a waiting room; struck off for not answering.'], { right: 'gp', want })
      s.unmet(want, one(['not-here', 'too-dear', 'no-reason-given']), ['“We have somebody with level one.” Level one is colours and the weather.', 'The agency has no one who signs; it has an app.'])
      s.effect('silence', 'harmed', ['I am told at the end what everyone decided.', 'Four years of thumbs up.'])
    })
    talk(
      9,
      {
        where: one(['video', 'cafe'] as const),
        with: ['person', 'interpreter'],
        heard: ['By video, with the interpreter in the corner of the screen and {their} {animal} in the other.', '{They} {has} been teaching the cook: tea, thank you, rubbish.'],
      },
      (s) => {
        s.progress(goal, goesWell() ? 'nearer' : 'same', ['Four signs. The cook has four signs. It is a start.', 'No. A card at Christmas. It had a robin.', 'I talk to the {animal}. The {animal} watches.'])
        s.progress(goal, one(['same', 'further']), ['I see it in the texts. They get shorter.', 'They tell me {they} {is} no trouble. I wish {they} {was} some trouble.'], { by: 'family' })
        s.strength('giving', ['I teach. Put me in front of anyone for an hour.', 'I watch people. I know who is ill before they do.'])
        s.step('service', ['Two of the staff to learn, in work time', 'An interpreter booked for every review, before the date is set'], {
          goal,
        })
        s.fit(support, 'does-not', ['Clean, kind, silent.', 'They help with everything but talking.'])
      },
    )
    review(14, ['An interpreter was booked, for the week after. Held with pen and paper.', 'Interpreter present. It ran over; nobody had ever had answers before.'], true, (s) => {
      const compromise = s.compromise(
        {
          want,
          wantedSector: 'personal-assistant',
          givenSector: old ? 'extra-care' : 'supported-living',
          support,
          why: one(['not-here', 'too-dear']),
          whoDecided: 'panel',
          says: 'unhappy',
        },
        ['Somebody who signs was wanted. A tablet with an app was given.'],
        'service',
      )
      s.lookAgain(compromise, true, 'unhappy', ['The app says “hen” for “here”. I have stopped laughing.'])
    })
    talk(
      18,
      {
        where: 'home',
        with: ['person', 'interpreter'],
        heard: ['{They} told me about the school, with the light off on the landing so that nobody could talk.', 'Photographs of the deaf football team, all hair.'],
        late: maybe(0.35) ? int(33, 90) : 0,
      },
      (s) => {
        s.turningPoint(['When I was nine: hands tied to the chair, for signing. I signed with my eyebrows.', 'The first day at the deaf club, sixteen years old. I had thought I was slow. I was the fastest there.'], {
          from: String(who.birthYear + 9),
          precision: 'about',
        })
        if (maybe(0.5)) s.pause(goal, ['Winter. Nobody will come out in winter.'])
        s.worry('health', ['Being ill here and nobody able to ask me where it hurts.', 'Forgetting signs. You need two for a language.'])
      },
    )
    if (maybe(0.6)) {
      note(22.5, (s) => {
        const friend = s.start('community', ['{friend}, from the deaf club, Tuesdays and Fridays, there and back.', 'Two from the deaf club come for cards. The building has never been so noisy to look at.'], {
          led: 'person',
          cost: 0,
          hours: 5,
          paidBy: ['nobody'],
          goals: [goal],
        })
        s.fit(friend, 'fits', ['We argue. At last.', 'My face hurts from talking.'])
        s.met(want, ['It is not the staff. It is {friend}. It will do.', 'I have someone who answers.'], { support: friend })
      })
      life.reach = 0.75
      talk(
        26,
        {
          where: one(['club', 'home'] as const),
          with: ['person', 'interpreter', 'friends'],
          heard: ['I was the only one in the room who could not follow. It was put right for me, kindly.'],
        },
        (s) => {
          s.progress(goal, 'nearer', ['Twice a week. And the cook is up to sixty signs, most of them rude.', 'I am tired in a good way.'])
          s.reword(goal, ['Run the deaf club’s Fridays', 'Teach the whole kitchen', 'A conversation every day, and one fight a week'], ['I asked for too little.'])
          s.noLonger(s.aspect('always', '“Withdrawn.”', { where: 'home', withWhom: ['staff'] }), 'not-me', ['I was not withdrawn. I was unplugged.'])
        },
      )
    } else {
      talk(
        26,
        {
          where: 'home',
          with: ['person', 'interpreter'],
          heard: ['One of the staff had learnt, and has left. {They} showed me the sign {they} gave her.'],
        },
        (s) => {
          s.progress(goal, 'further', ['She had good hands. New job.', 'Back to thumbs.'], { hinderedBy: ['other-people', 'money'] })
          s.still(want, ['One person. I have not moved.'])
        },
      )
    }
    review(32, ['With an interpreter, on the day, in the room.'], true, (s) => {
      s.progress(goal, goesWell() ? 'holding' : 'same', ['As it was. Write that I said it myself.'])
    })
  },
}

/** Somebody who says what they say without words, and those who read it. */
export const withoutWords: Arc = {
  name: 'without-words',
  weight: 20,
  ages: [19, 52],
  kin: ['mum', 'mum', 'sister', 'dad'],
  tongue: 'none',
  reach: 0.45,
  came: ['family', 'carried-over', 'school'],
  communicates: [
    'With {their} eyes, {their} left hand and the speed of {their} rocking. Yes is a look up. Give it ten seconds.',
    'By going and standing next to the thing. No is very clear.',
    'A hum means yes, a hand on the door means now. {kin} has written the rest on a card.',
  ],
  home: () => ({
    kind: 'family-home',
    choice: 'shared',
    years: [15, 30],
    about: ['With {kin}, downstairs, the window side. {They} watch{es} the bins with great interest.', 'The family house on {street}, half of it rebuilt round {them}.'],
    together: true,
  }),
  kinCares: 'me-for-them',
  kinAbout: ['Reads {them} like a page. Is the only one who can, which is the worry.', 'Has not slept through since the last government but three.'],
  pets: 0.4,
  stays: 0.45,
  withoutPassion: true,
  tell({ life, who, talk, note, review, one, maybe, int }) {
    let goal = ''
    let want = ''
    let days = ''
    const spot = one([
      { what: 'the big trampoline at the leisure hall', where: 'club' as const },
      { what: 'the washing machines at the laundrette', where: 'other' as const },
      { what: 'the top deck of the number nine', where: 'outdoors' as const },
      { what: 'the sea, to the knees', where: 'outdoors' as const },
      { what: 'the organ at St Brannoc’s', where: 'other' as const },
    ])
    life.words.set('spot', spot.what)
    talk(
      1,
      {
        where: 'family-home',
        with: ['person', 'family'],
        heard: ['I sat on the floor for an hour. In the last ten minutes {they} moved {their} chair to where I was.', '{kin} translated. “That’s a maybe. That’s a no. That’s you’re in my light.”'],
        reflection: ['The file says “non-verbal, no preferences expressed”. {They} expressed eleven while I was there.', 'I talked too fast for {them} to say no.'],
      },
      (s) => {
        s.matters('fun', ['Goes to {spot} with the whole body, before the coat is on.', 'The stones from the beach, in order, every evening.', 'The same cup. Another cup is not a cup.'])
        s.strength(
          'love-and-family',
          ['{They} can tell who’s sad in a room and go{es} and lean{s} on them.', '{They} wait{s} longer for people than they do for {them}.', 'If {they} like{s} you, you’re all right. I’ve hired on it.'],
          'family',
        )
        const bad = s.aspect(
          'often',
          ['Hands over ears, biting {their} sleeve, on the floor by the door.', '“Challenging”, it says in the book. What I saw: a bell, a shout, a slammed hatch, and then a person on the floor.'],
          { where: 'day-service', withWhom: ['staff', 'peers'], whatWasHappening: 'Dinner time: forty people, one hatch.' },
          { area: 'feelings' },
        )
        s.aspect('always', ['Still, bright, humming, one hand out flat.', 'Laughing aloud at {spot}, until strangers laughed too.'], { where: spot.where, withWhom: ['family'] }, { area: 'fun', oppositeOf: bad })
        goal = s.goal('fun', ['{They} should get to {spot} every week, as anybody would who loved a thing.', 'For {them} to have {spot} in {their} week and not as a treat.'], { by: 'family', whose: 'family' })
        s.worry('home', ['Who reads {them} when I’m gone?', 'I’ve to live for ever. That’s the plan. That’s the whole plan.', 'They’ll put {them} somewhere with a hatch.'], 'family')
      },
    )
    note(3, (s) => {
      days = s.start('day-support', ['Five days at {dayPlace}, since school.'], {
        led: 'service',
        hours: 30,
        when: { from: String(who.birthYear + 19), to: 'now' },
      })
      want = s.want('fun', 'personal-assistant', ['Two people {they} know{s}, who would go to {spot} with {them}', 'Somebody young and strong who likes {them}'], {
        by: 'family',
        neverAsked: one(['told-no', 'nobody-asked', 'did-not-know']),
      })
      s.compromise(
        {
          want,
          wantedSector: 'personal-assistant',
          givenSector: 'day-support',
          support: days,
          why: one(['too-dear', 'not-here']),
          whoDecided: 'panel',
          says: 'could-not-ask',
        },
        ['Two people for two mornings were asked for. A seat in a hall of forty was given.'],
        'service',
        'family',
      )
    })
    talk(
      6.5,
      {
        where: 'day-service',
        with: ['person', 'staff'],
        heard: ['I stayed for dinner. I would have bitten my sleeve too.', 'One of the staff has worked it out: she takes {them} out by the back before the bell. Nobody had asked her.'],
      },
      (s) => {
        s.put('SupportFitRated', { support: days, fit: 'does-not' }, { why: ['Stops at the door with both feet. Every day but swimming day.', 'Bites at noon, never at three.'] }, { by: 'person' })
        s.put('SupportFitRated', { support: days, fit: one(['partly', 'does-not']) }, { why: ['It’s the only six hours I get.', 'I send {them} and I feel sick.'] }, { by: 'family' })
        s.step('service', ['Dinner for {them} at one, when the hall is empty'], { goal })
        s.effect('rule', 'harmed', ['Dinner is at twelve because the van is at one because the kitchen shuts at two.'], 'worker')
      },
    )
    review(11, ['About {them}, around {them}, in front of {them}. {They} left. I wrote down that {they} left.', 'I asked that it be held at {spot}. It was not. It was held.'], true, (s) => {
      s.progress(goal, one(['same', 'further']), ['Once, in the summer. Once!', 'They say it’s on the activity plan. It’s on the plan.'], { by: 'family', hinderedBy: ['money', 'nobody-did-it'] })
      s.decided({ about: 'support', decidedBy: 'panel', how: 'best-interests', personWanted: 'not-asked', personAgreed: 'could-not-ask' }, ['To continue. “Unable to ascertain wishes.”'])
    })
    if (maybe(0.5))
      note(15, (s) => {
        const concern = s.concern(
          { kinds: [one(['physical', 'organisational', 'neglect'])], personWants: 'not-asked', raisedWith: { sector: 'day-support' } },
          ['Three bruises in the shape of a grip, upper arm. {kin} saw them in the bath.', 'Tied by the coat belt to a chair “for two minutes”.'],
          maybe(0.5) ? addDays(s.day, 60) : undefined,
        )
        s.concernClosed(concern, one(['support-changed', 'enquiry']), one(['partly', 'fully', 'not']), ['One person has gone; the hatch is the same.', 'Looked into. The dinner was moved to one. It took a bruise.'])
      })
    talk(
      19,
      {
        where: 'family-home',
        with: ['person', 'family'],
        heard: ['{kin} had a list called “how to know {name}”. We have started to make it a film.', '{They} took my hand and put it on the door. We went.'],
      },
      (s) => {
        s.shown('control', ['A film, four minutes, of how {they} say{s} yes.', 'Two people from {ward}, one a swimmer, who had met {them} at the baths and asked.'], { sector: 'personal-assistant', want })
        s.progress(goal, one(['nearer', 'same']), ['We went twice, on my own back.', 'Not yet. I’ve a form.'], { by: 'family' })
      },
    )
    if (maybe(0.6)) {
      note(22.5, (s) => {
        const pair = s.start('personal-assistant', ['Two mornings: chosen by who {they} sat next to.', 'They came four times as guests first. {They} handed one of them {their} shoes.'], {
          led: 'together',
          hours: int(8, 14),
          how: 'direct-payment',
          wants: [want],
          goals: [goal],
        })
        s.met(want, ['Up at the window by eight on those days, shoes in hand.'], { support: pair })
        s.put('SupportFitRated', { support: pair, fit: 'fits' }, { why: ['Shoes on the wrong feet, by the door, at seven.', 'Came back wet, humming, and ate.'] }, { by: 'person' })
        s.adjust(days, ['Three days in place of five; the two bad ones went.'], {
          hours: 18,
          why: 'less-help-wanted',
          led: 'family',
          notice: 30,
        })
      })
      life.reach = 0.85
      talk(
        28,
        {
          where: spot.where,
          with: ['person', 'staff'],
          heard: ['I went along. I got a hand, flat, for about a second. I am told that is a lot.', '{They} hummed the whole way there, in the key of the bus.'],
        },
        (s) => {
          s.progress(goal, 'nearer', ['Every week. {They} {has} stopped biting. Nobody treated it. We just went out.'], { by: 'family' })
          s.progress(goal, 'nearer', ['Hand out flat, the whole time.', 'Would not leave; then would, at the second asking, with a look.'])
          s.strength('control', ['{They} said no to me today, twice, and I was that proud.'], 'family')
        },
      )
    } else {
      note(24, (s) => {
        s.unmet(want, one(['too-dear', 'not-here', 'waiting']), ['Costed, and sent back to be costed.', '“The day place is already funded.”'])
        s.effect('wait', 'harmed', ['I’m sixty-odd and I’m doing the lifting while you cost it.'], 'family')
      })
      talk(
        29,
        {
          where: 'family-home',
          with: ['person', 'family'],
          heard: ['The card is on the wall. Nobody new has read it.', '{They} {was} at the window. The bins came. It was a good day for that.'],
        },
        (s) => {
          s.progress(goal, 'same', ['At the window.'], { by: 'worker' })
          s.progress(goal, 'further', ['I can’t get {them} in the car any more by myself. So that’s {spot} gone.'], {
            by: 'family',
            hinderedBy: ['health', 'nobody-did-it'],
          })
        },
      )
    }
    review(33, ['The film was played. It was quiet afterwards.', 'By post.'], true, (s) => {
      s.matters('control', ['Looked up, and held it, when asked about {spot}.'])
    })
  },
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
