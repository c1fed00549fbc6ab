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
  helped: true,
  pets: 1,
  stays: 0.4,
  not: ['neighbours', 'scam', 'faith'],
  tell({ talk, note, review, missed, one, maybe, int, goesWell, life, who }) {
    let goal = ''
    let want = ''
    let support = ''
    let label = ''
    const old = who.birthYear < 1965
    note(0.5, (s) => {
      support = s.start(old ? 'extra-care' : 'supported-living', ['Four staff on shift, none of whom sign.', 'They write notes. {They} {has} a drawer of the notes.'], {
        led: 'service',
        hours: int(8, 16),
        when: { from: life.since },
      })
      label = s.label('health', ['“Withdrawn.”', '“Limited understanding.”', '“Refuses to join in.”'])
    })
    missed(1.2, ['us/other: No interpreter was booked. {They} had made cake. We mimed being sorry.'])
    talk(
      2.2,
      {
        where: 'home',
        with: ['person', 'interpreter'],
        heard: [
          'With an interpreter, it took two hours, as there was so much to catch up on.',
          '{They} asked, first, what everyone in the building was called. Nobody had ever said.',
          '{They} {is} very funny. I had read “limited understanding”.',
        ],
        reflection: ['The limited understanding was ours.', 'I kept looking at the interpreter. {They} tapped my knee: me.'],
      },
      (s) => {
        goal = s.aims([
          'belonging: A conversation, every day, with a person',
          'community: Go to the deaf club again, Fridays',
          'belonging: Know the gossip',
          'fun: Argue about politics with somebody who argues back',
          'fun: Play cards with people who answer',
        ])
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
      s.saidNo('health', ['no-reason-given: The surgery’s booking line is a telephone.', 'missed-appointments: Called by name in a waiting room; struck off for not answering.'], { right: 'gp', want })
      s.stillUnmet(want, ['not-here: “We have somebody with level one.” Level one is colours and the weather.', 'not-here: The agency has no one who signs; it has an app.'])
      s.effect('silence', 'harmed', ['I am told at the end what everyone decided.', 'All this time, and thumbs up.'])
    })
    talk(
      9,
      {
        where: 'video',
        with: ['person', 'interpreter'],
        heard: ['By video, with the interpreter in the corner of the screen and {their} {animal} in the other.', '{They} {has} been teaching the cook: tea, thank you, rubbish.'],
      },
      (s) => {
        s.goes(goal, ['nearer: Four signs. The cook has four signs. It is a start.', 'same: No. A card at Christmas. It had a robin.', 'same: I talk to the {animal}. The {animal} watches.'])
        s.goes(goal, ['further: I see it in the texts. They get shorter.', 'same: They tell me {they} {is} no trouble. I wish {they} {was} some trouble.'], { by: 'family' })
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
          s.noLonger(label, 'not-me', ['I was not that. I was unplugged.', 'They wrote it. They could not ask me.'])
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
