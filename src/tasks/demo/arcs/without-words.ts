import { daysAfter } from '../../../domain/values.ts'
import type { Arc } from '../story.ts'

/** Somebody who says what they say without words, and those who read it. */
export const withoutWords: Arc = {
  name: 'without-words',
  weight: 20,
  ages: [21, 46],
  kin: ['mum', 'mum', 'dad'],
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
  kinCares: 'them-for-me',
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
        s.step('service', ['Dinner for {them} at one, when the hall is empty'], { goal, followed: true })
        s.effect('rule', 'harmed', ['Dinner is at twelve because the van is at one because the kitchen shuts at two.'], 'worker')
      },
    )
    review(11, ['About {them}, around {them}, in front of {them}. {They} left. I wrote down that {they} left.', 'I asked that it be held at {spot}. It was not. It was held.'], true, (s) => {
      s.goes(goal, ['same: Once, in the summer. Once!', 'same: They say it’s on the activity plan. It’s on the plan.'], { by: 'family', hinderedBy: ['money', 'nobody-did-it'] })
      s.decided({ about: 'support', decidedBy: 'panel', how: 'best-interests', personWanted: 'not-asked', personAgreed: 'could-not-ask' }, ['To continue. “Unable to ascertain wishes.”'])
    })
    let concern: string | undefined
    if (maybe(0.5))
      note(15, (s) => {
        concern = s.concern(
          { kinds: [one(['physical', 'organisational', 'neglect'])], personWants: 'not-asked', raisedWith: { sector: 'day-support' } },
          ['Three bruises in the shape of a grip, upper arm. {kin} saw them in the bath.', 'Tied by the coat belt to a chair “for two minutes”.'],
          maybe(0.5) ? daysAfter(s.day, 60) : undefined,
        )
      })
    if (concern) {
      const raised = concern
      note(16.6, (s) => s.concernClosed(raised, one(['support-changed', 'enquiry']), one(['partly', 'fully', 'not']), ['One person has gone; the hatch is the same.', 'Looked into. The dinner was moved to one. It took a bruise.']))
    }
    talk(
      19,
      {
        where: 'family-home',
        with: ['person', 'family'],
        heard: ['{kin} had a list called “how to know {name}”. We have started to make it a film.', '{They} took my hand and put it on the door. We went.'],
      },
      (s) => {
        s.shown('control', ['A film, four minutes, of how {they} say{s} yes.', 'Two people from {ward}, one a swimmer, who had met {them} at the baths and asked.'], { sector: 'personal-assistant', want })
        s.goes(goal, ['nearer: We went twice, on my own back.', 'same: Not yet. I’ve a form.'], { by: 'family' })
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
        s.stillUnmet(want, ['too-dear: Costed, and sent back to be costed.', 'not-allowed: “The day place is already funded.”'])
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
