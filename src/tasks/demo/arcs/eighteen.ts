import type { Arc } from '../story.ts'

const courses = [
  { goal: ['Get on the car mechanics course', 'Learn engines, properly'], shown: 'A garage that takes one young person at a time.', did: 'nearer: They let me do the brakes. Supervised, but.' },
  { goal: ['Do hair and beauty, not “life skills”', 'Be a hairdresser'], shown: 'A salon on {street} that wants somebody on Saturdays, to sweep and to learn.', did: 'nearer: I did a whole head of foils. Nobody cried.' },
  { goal: ['Be a chef in a proper kitchen', 'Cook for a living'], shown: 'A taster fortnight in the college kitchen. No form, no forever.', did: 'nearer: I did forty covers on pastry. I’ve burns and everything.' },
  { goal: ['Work with little kids', 'Be a nursery nurse'], shown: 'A nursery that will have {them} two mornings, to see if they suit each other.', did: 'nearer: A kid fell over and came to me. Me.' },
  {
    goal: ['Anything with animals. Not a farm park for special kids', 'Be the one who holds the dog at the vet’s'],
    shown: 'A student who did the animal course, and talks about it like a film.',
    did: 'nearer: I clipped a goat. It bit the tutor.',
  },
] as const

/** Turning eighteen: everything that was there stops on a birthday. */
export const eighteen: Arc = {
  name: 'eighteen',
  weight: 27,
  ages: [18, 18],
  agesAt: 9,
  kin: ['mum', 'mum', 'nan', 'auntie', 'dad'],
  reach: 0.45,
  came: ['school', 'school', 'family', 'other-service', 'self'],
  home: (who) =>
    who.index % 3 === 0
      ? {
          kind: 'staying-with-others',
          choice: 'shared',
          years: [2, 6],
          about: ['With foster carers on {street}. Third family; the one that stuck.'],
        }
      : {
          kind: 'family-home',
          choice: 'shared',
          years: [10, 16],
          about: ['With {kin}, two brothers and a lot of shoes.', 'With {kin}, top of the house, door shut.'],
          together: true,
        },
  kinCares: 'them-for-me',
  kinAbout: ['Has a folder for every year. Is on folder eleven.', 'Fights for {them} in meetings and with {them} at home.'],
  pets: 0.4,
  stays: 0.15,
  not: ['childhood', 'love-lost', 'money'],
  tell({ life, who, talk, note, review, missed, one, maybe, int }) {
    const course = one(courses)
    let goal = ''
    let want = ''
    let youth = ''
    const cared = who.index % 3 === 0
    note(0.6, (s) => {
      youth = s.start("children's-services", ['A key worker {they} {has} had since {they} {was} eleven, Wednesdays.', 'Short breaks, a keyworker, speech therapy, a taxi with the same driver.'], {
        led: 'family',
        hours: int(4, 9),
        when: { from: String(Number(s.year) - int(2, 5)) },
      })
      s.rated(youth, ['fits: Jo’s alright. Jo gets it.', 'fits: It’s the only place I don’t have to explain.'])
    })
    talk(
      2,
      {
        where: one(['cafe', 'outdoors', 'college'] as const),
        chose: 'person',
        heard: ['{They} answered in single words until the chips came.', 'Earphones in. Then one earphone out. Then both.', '{They} showed me a playlist instead of an answer. It was a good answer.'].filter(
          (line) => who.tongue !== 'bfi' || !line.includes('playlist'),
        ),
        reflection: maybe(0.3) ? 'Everyone keeps saying “transition”. {They} asked me, a transition to what?' : undefined,
      },
      (s) => {
        goal = s.goal('work-and-learning', course.goal)
        s.matters('belonging', ['My mates. Both of them.', 'Not being on the minibus.', 'People knowing I can take a joke.', 'My room. My actual room.'])
        s.strength(one(['giving', 'fun', 'work-and-learning'] as const), ['I can take anything apart. I can mostly put it back.', 'I’m funny. I’m funnier than you.', 'I look after the little ones at break. No one asks me to.'])
        s.worry('home', ['What happens when I’m eighteen? Everyone goes quiet when I say eighteen.', 'My birthday. I don’t want it.', 'I’ll have to talk to new people about old stuff.'])
      },
    )
    review(5, ['Nineteen pages called “my plan”. It is written in the third person.', 'The last of the school ones. Everyone said they would miss {them}, and some meant it.'], true, (s) => {
      want = s.want('work-and-learning', one(['education', 'employment'] as const), ['The course. With somebody for the writing', 'A Saturday job, a real one, with moaning', 'Somebody my age to go in with me the first week'], {
        neverAsked: one(['nobody-asked', 'told-no']),
      })
      s.step('service', ['The adult team to name somebody before the birthday', 'College to say yes or no by half term'], { goal })
      s.progress(goal, 'same', ['They’re having a meeting about a meeting.', 'Dunno. Nobody’s said.'])
    })
    note(9, (s) => {
      s.stage('eighteen', ['Cake, balloons, and a letter.', '{They} spent it in bed with a hoodie over {their} face.'], {
        from: s.year === String(who.birthYear + 18) ? s.month : `${who.birthYear + 18}-12`,
      })
      s.end(youth, ['On the day. Wednesday there was Jo, and the Wednesday after there was not.', 'The taxi, the therapy, the key worker: all on one date.'], { planned: maybe(0.3), notice: int(0, 21), why: 'rule', led: 'rule' })
      s.handedOver("children's-services", 'other', false, ['A spreadsheet. {They} {is} row forty.', '“Referral received.” By whom, it does not say.'])
      s.effect('change', 'harmed', ['I went to bed seventeen with five people and woke up with a leaflet.', 'Like falling off the end of a pier.', 'Happy birthday to me.'])
      s.saidNo(
        one(['health', 'education', 'mental-health'] as const),
        ['not-eligible: Too old for one list, too young for the other.', 'not-eligible: “Does not meet the adult threshold.”', 'full: The therapy is for under-eighteens. The stammer has not heard.'],
        { want },
      )
    })
    if (cared && maybe(0.6))
      note(10.5, (s) => {
        s.stage('left-care', ['A flat, a microwave and a number to ring in office hours.'])
        s.home('own-home', 'not-asked', ['A flat on {street}. {They} had never spent a night alone.'], { led: 'rule', notice: int(7, 27) })
      })
    if (maybe(0.5)) missed(12, ['us/wrong-contact: The letter went to the school {they} had left.', 'person/afraid: {They} saw me, and walked past the café, twice.', 'us/other: Nobody had been given {them} yet.'])
    talk(
      14,
      {
        where: one(['family-home', 'outdoors'] as const),
        heard: ['Nocturnal, pale, funny. {kin} talked over the banister.', 'We sat on the wall. {They} kicked it for a bit, then talked.'],
      },
      (s) => {
        const shut = s.aspect('often', ['Hood, one-word answers, out of the door at the first pause.', 'Said “whatever” to all nine questions, in order.'], { where: 'office', withWhom: ['staff', 'strangers'] }, { area: 'feelings' })
        s.aspect(
          'often',
          ['The entertainer: voices, impressions, three little cousins hanging off {them}.', 'Patient, bossy, brilliant with the little ones.'],
          { where: 'family-home', withWhom: ['family'] },
          { area: 'fun', oppositeOf: shut },
        )
        s.goes(goal, ['further: I’m not doing anything. Literally. Ask my phone.', 'further: They started without me.'], { hinderedBy: ['wait', 'rule'] })
        s.progress(goal, 'further', ['{They} {has} gone backwards. I’ve lost {them} to a screen.', 'All those years of work and it’s just… stopped.'], { by: 'family' })
      },
    )
    if (maybe(0.5)) {
      let support = ''
      note(17, (s) => {
        support = s.start('day-support', ['Three days at {dayPlace}. There was a space.'], { led: 'service', hours: 18 })
        s.compromise(
          {
            want,
            goal,
            wantedSector: one(['education', 'employment']),
            givenSector: 'day-support',
            support,
            why: one(['not-here', 'full', 'waiting']),
            whoDecided: one(['panel', 'worker']),
            says: one(['unhappy', 'unsure']),
          },
          ['A course was wanted. A place at a centre where the next youngest is forty was given.'],
          'service',
        )
      })
      life.reach = 0.25
      talk(
        20,
        {
          where: 'day-service',
          heard: ['{They} had sat by the door so as to be first out.', 'Somebody’s gran was teaching {them} dominoes. They were both cheating.'],
        },
        (s) => {
          s.fit(support, 'does-not', ['It’s for old people. They’re nice. It’s for old people.', 'We did a wordsearch. AUTUMN.'])
          s.progress(goal, 'same', ['On a list. What else.', 'Ask them.'])
          s.unmet(want, 'waiting', 'September, “subject to support being agreed”.')
        },
      )
      if (maybe(0.5))
        note(23, (s) => {
          s.end(support, ['{They} stopped going. Nobody rang for a fortnight.'], { planned: false, why: 'asked-for', led: 'person' })
          s.declined('day-support', ['I’m not going back. I’m not being rude.'], { support })
        })
    }
    talk(
      25,
      {
        where: one(['college', 'cafe', 'work'] as const),
        chose: 'person',
        heard: ['{They} messaged me. First time. “can u come to the college thing”', '{They} had got up at seven. {kin} sent a photograph of it.'],
      },
      (s) => {
        if (maybe(0.6)) s.reword(goal, ['Level one, part time, and not die of embarrassment', 'The Saturday bit first. See if I can hack it', 'The same thing, but slower, and with a mate'], ['That was what I wanted when I was a kid.'])
        s.shown('work-and-learning', course.shown, { want })
        s.start('education', ['Two days a week, with somebody for the writing.'], {
          led: 'together',
          hours: 12,
          goals: [goal],
          wants: [want],
        })
        life.reach = 0.65
      },
    )
    talk(
      29,
      {
        where: one(['cafe', 'college', 'outdoors'] as const),
        heard: ['{They} had a bag with things in it. Pens. A timetable with swear words.', 'Late, because of a friend. I wrote that down as news.'],
      },
      (s) => {
        s.goes(goal, [
          'holding: I’m not the worst. Somebody else is the worst.',
          course.did,
          'holding: It’s alright. Don’t make a face.',
          'nearer: I got seventy-one per cent and a detention.',
          'same: I missed two weeks. I’ve been back once.',
        ])
        s.progress(goal, 'nearer', ['I heard {them} laugh on the phone. I stood on the stairs like a burglar.', '{They} got up. By {themself}. In the dark.'], { by: 'family' })
        s.turningPoint(['When the tutor said “you again” like it was good.', 'Getting the bus with people from the course, and not the taxi.'])
      },
    )
    note(33, (s) => s.effect(one(['wait', 'form']), one(['harmed', 'both']), ['It worked out. I’ll never be seventeen again, though.', 'You could’ve just asked me in the first place.']))
  },
}
