import type { Arc, Story } from '../story.ts'

/** Drink or drugs, and a mind that hurts: each service says that the other must come first. */
export const pillarToPost: Arc = {
  name: 'pillar-to-post',
  weight: 36,
  ages: [22, 54],
  kin: ['sister', 'mum', 'brother', 'nan'],
  reach: 0.4,
  came: ['self', 'health', 'voluntary', 'other-service', 'friend', 'housing'],
  home: () => ({
    kind: 'own-home',
    choice: 'shared',
    years: [1, 4],
    about: ['A bedsit on {street}; the door has been kicked in and put back.', 'A flat over the bookmaker’s on {street}. Damp, and {theirs}.', 'One room, a ring to cook on, and a view.'],
  }),
  kinCares: 'neither',
  kinAbout: ['Not spoken since the funeral. Still sends a card.', 'Has changed {kinTheir} number and then given {them} the new one.', 'Loves {them}; cannot have {them} in the house.'],
  pets: 0.3,
  stays: 0.2,
  not: ['neighbours', 'animal'],
  tell(story) {
    const { goal, label } = heard(story)
    circles(story, goal)
    const way = story.life.chance.next()
    if (way < 0.5) navigator(story, goal, label)
    else still(story, goal)
  },
}

function heard({ talk, life, one, maybe }: Story): { goal: string; label: string } {
  let goal = ''
  let label = ''
  talk(
    0.4,
    {
      where: one(['drop-in', 'office', 'cafe'] as const),
      heard: ['{They} asked which box {they} {was} in before {they} sat down.', '{They} gave me the whole thing in four minutes, flat, like a statement. I said we could start with tea.', 'Soaked through. We dealt with socks first.'],
      reflection: maybe(0.5) ? ['I am the sixth person this year to nod at this.', 'Funny, sharp, exhausted. The referral said “non-compliant”.'] : undefined,
    },
    (s) => {
      goal = s.aims([
        'feelings: Stop waking up wanting not to',
        'health: Get clean and stay bored',
        'health: Sleep. Then the rest',
        'love-and-family: See my lad on Sundays, sober',
        'feelings: Get my head right. Nobody’ll look at the drink till I do, or the other way about',
      ])
      s.matters('love-and-family', ['My lad. He’s seven. He thinks I work away.', 'Being spoken to like I’m stood here.', 'A birthday, somebody’s, with me in it.'])
      s.strength('giving', ['I’ve talked three people off that bridge. Nobody’s talked me off, I just got cold.', 'I can cook for twenty with a tin opener.', 'I’m honest. It’s cost me.'])
      label = s.label('mental-health', ['“Chaotic.”', '“Does not engage.”', '“Personality disorder, query.”', '“Treatment resistant.”'], {
        from: String(Number(life.met.slice(0, 4)) - life.chance.int(1, 6)),
      })
    },
  )
  return { goal, label }
}

function circles({ talk, note, missed, one, maybe, int, life }: Story, goal: string): void {
  let want = ''
  note(2.5, (s) => {
    want = s.want('feelings', 'mental-health', ['Somebody to look at my head and not send me away till I’m better', 'To be seen for both. I’m one person', 'The same person twice'], { neverAsked: one(['tired-of-asking', 'told-no']) })
    s.turnedAway(
      'mental-health',
      'must-do-something-first',
      ['“Come back when you have stopped using for three months.”', 'A letter: closed, “as substance use is primary”. It came to the old address.', 'Seen for twenty minutes by somebody who did not take his coat off.'],
      { mustFirst: 'stop-using', to: 'drug-and-alcohol', want },
    )
    s.effect('rule', 'harmed', ['I drink to shut it up. They said shut it up first.', 'It’s like being told to swim to the lifeboat.'])
  })
  note(5, (s) => {
    s.handedOver('mental-health', 'drug-and-alcohol', false, ['A leaflet with an address ringed in biro.', 'A number to ring, between ten and twelve, on a phone {they} had sold.'])
    s.retold('drug-and-alcohol', true, ['The lot, again, with {their} back to a door that kept opening.', '{They} told it with the dates, as by now {they} know{s} them.'])
    s.turnedAway('drug-and-alcohol', 'must-do-something-first', ['“Too unstable for the programme. Once the mental health side is settled.”', 'They need a letter from the clinic. The clinic needs a letter from them.'], {
      mustFirst: 'be-stable',
      to: 'mental-health',
      want,
    })
    s.stillUnmet(want, ['waiting: Two services, each waiting for the other to go first.', 'not-allowed: Both polite. Both closed.'])
  })
  if (maybe(0.6)) missed(7, ['person/afraid: {They} got as far as the bus stop.', 'us/wrong-contact: The letter went to {street}. {They} {was} not at {street}.', 'person/travel: Two buses and no fare. Counted as a missed appointment.'])
  talk(
    9,
    {
      where: one(['outdoors', 'hospital', 'drop-in'] as const),
      heard: [
        'We walked, because {they} could not sit. Twice round the dock.',
        '{They} had been brought in on Saturday and let out on Sunday with a bus ticket.',
        '{They} {was} grey. {They} asked how my mother was; I had mentioned her once.',
      ],
    },
    (s) => {
      s.goes(goal, ['further: Worse. Thanks for asking, though.', 'same: I did nine days. Nobody was there to tell.', 'same: Same wheel, same hamster.'], {
        hinderedBy: one([['rule', 'wait'], ['rule'], ['health', 'rule']]),
      })
      const raw = s.aspect(
        'often',
        ['Jumpy, hood up, swearing at the floor; left before the form was out.', 'Silent, arms round the bag. Security had been told to stand near.'],
        { where: 'office', withWhom: ['staff', 'strangers'] },
        { area: 'feelings' },
      )
      s.aspect(
        'sometimes',
        ['Calm as you like, holding somebody’s hand till the ambulance came, talking about football.', 'Handed out the soup, knew who was veggie, made a very old man laugh.'],
        { where: one(['drop-in', 'outdoors'] as const), withWhom: ['peers'] },
        { area: 'giving', oppositeOf: raw },
      )
      if (maybe(0.5)) s.worry('safety', ['That nobody’d notice till the smell.', 'That I’ve used up people.', 'I’m not scared of dying. I’m scared of February.'])
    },
  )
  note(12, (s) => {
    s.saidNo(
      one(['mental-health', 'health'] as const),
      ['missed-appointments: Closed after two missed letters.', 'too-complex: “Too complex for this team.” There is no team after this team.', 'no-reason-given: Told at the desk, through the glass, with a queue behind.'],
      { to: 'drug-and-alcohol', want, ...(maybe(0.4) ? { right: 'gp' as const } : {}) },
    )
    s.pause(goal, ['I can’t be doing it on my own.', 'Park it. I’ve got to get through the week.'])
    if (maybe(0.5)) s.effect('silence', 'harmed', ['You could hear them close the file.', 'They discharged me by text. There was a smiley.'])
  })
  if (maybe(0.35))
    note(13.5, (s) => {
      s.home(one(['no-home', 'staying-with-others', 'hostel'] as const), 'not-mine', ['Lost the room: the money stopped when the letters did.', 'On {friend}’s settee, three nights at a time so nobody notices.'], {
        led: one(['service', 'rule', 'life']),
        notice: int(0, 14),
        when: { from: s.month },
      })
    })
  if (maybe(0.5))
    talk(
      15,
      {
        where: one(['outdoors', 'cafe'] as const),
        heard: ['A better day. {They} told me about the allotment {their} dad had.', 'We did not talk about any of it. We talked about {friend}’s new teeth.'],
        late: maybe(0.35) ? int(40, 110) : 0,
      },
      (s) => {
        s.turningPoint(['When I was nine. I won’t say what. You can write “nine”.', 'Dad walked out in the middle of a card game. I’ve still got his hand. Two pair.', 'Sixteen, first drink, and for the first time the noise stopped.'], {
          from: String(life.who.birthYear + 9),
          to: String(life.who.birthYear + 16),
          precision: 'about',
        })
        s.matters('giving', ['Being some use to somebody.', 'Not being a story people tell.'])
      },
    )
}

function navigator({ life, talk, note, one, maybe, int }: Story, goal: string, label: string): void {
  let with_ = ''
  life.reach = 0.65
  note(16.5, (s) => {
    with_ = s.start('voluntary', ['Somebody from the hall who has been there, who comes to find {them} and does not close anything.', 'A walking-about sort of worker. No building, no threshold. Stays.'], {
      led: 'together',
      hours: 3,
      goals: [goal],
    })
    s.pickUp(goal, ['He said he’d come Tuesday and he came Tuesday.', 'I’ll have one more go. One.'])
    s.step('worker', ['Get both services in one room, with {name} in it', 'Go with {them} to the surgery and stay in the waiting room'], {
      goal,
    })
  })
  talk(
    19,
    {
      where: one(['cafe', 'outdoors'] as const),
      chose: 'person',
      heard: ['Both services, one table, {name} in the chair with its back to the wall. It took forty minutes. It had taken all this time.', 'They each said “we can if they will”. {name} said: “Well? Will you?”'],
    },
    (s) => {
      s.handedOver('drug-and-alcohol', 'mental-health', true, ['By walking across the road together.'], 'together')
      const seen = s.start('mental-health', ['Same hour, same room, every other week, using or not.'], {
        led: 'together',
        hours: 1,
        goals: [goal],
      })
      s.rated(seen, ['fits: She doesn’t flinch.', 'fits: It’s the same chair. You’ve no idea what that does.'])
      s.progress(goal, 'nearer', ['Eleven days. And somebody to tell.', 'I slept. Five hours. I checked the clock in case it was broken.'])
    },
  )
  talk(
    23,
    {
      where: one(['cafe', 'home', 'drop-in'] as const),
      heard: ['{They} had slipped and had rung somebody the same day. The ringing was new.', 'A hair cut. {They} let me not mention it for ten minutes.'],
    },
    (s) => {
      s.goes(goal, ['further: I had a weekend. I came back Monday. That’s the bit to write down.', 'nearer: It’s not a line, it’s a scribble. It’s going up.'], { helpedBy: [with_] })
      s.goes(goal, ['nearer: I’ve heard it before. But {they} rang me sober to say sorry, and left it at that.', 'same: I’d like to believe it. I’m near to it.'], { by: 'family' })
      if (maybe(0.6)) s.reword(goal, ['Days I’d be willing to have again', 'Stay well enough to be of use', 'Keep the Sundays'], ['Clean’s not a life. It’s a floor.'])
    },
  )
  talk(
    28,
    {
      where: one(['drop-in', 'club'] as const),
      heard: ['{They} had the keys to the drop-in on {their} belt.', '{They} interrupted me to make a lad a sandwich.'],
    },
    (s) => {
      s.progress(goal, 'nearer', ['Four months. I’ve a library card.', 'I got a Sunday. A whole one. Nobody looked at me funny.'])
      s.want('work-and-learning', 'employment', ['To be one of them that walks about. For a wage', 'A reference from somebody who’s seen me well'], { neverAsked: 'did-not-know' })
      s.noLonger(label, 'not-me', ['That’s off the front of my file, or I’m off.', 'I turned up to everything that was open. They shut.'])
      s.fit(with_, 'fits', ['He’s never once asked me to rate myself.', 'Stayed. That’s the whole review.'])
    },
  )
  if (maybe(0.5))
    note(33, (s) => {
      s.plan('end', ['The grant for this is coming to its end. Nobody has told {name} but me.'], { support: with_ })
      s.worry('feelings', ['And there it is. I knew there’d be a bit of paper.', 'Don’t tell me it’ll be managed. I’ve been managed.'])
      s.adjust(with_, ['Every other week till then. {They} found out from a poster.'], {
        hours: int(1, 2),
        notice: 9,
        why: 'money',
        led: 'service',
      })
    })
}

function still({ talk, note, missed, one, maybe, int }: Story, goal: string): void {
  if (maybe(0.6))
    note(17, (s) => {
      const prison = maybe(0.3)
      s.home(prison ? 'prison' : 'hostel', 'not-mine', prison ? ['Eleven weeks, for a razor, some cheese and a window.'] : ['{hostel}. Four to a landing. The thing {they} {is} trying to give up is sold in the yard.'], {
        led: prison ? 'rule' : 'service',
        notice: int(0, 3),
      })
      s.turnedAway('housing', 'must-do-something-first', ['“Not tenancy ready.”', 'Six months’ rent up front, or a guarantor with a house.'], { mustFirst: one(['be-stable', 'have-address']), right: 'housing' })
    })
  if (maybe(0.7)) missed(20, ['both/wrong-contact: The number was dead. I left a note with the soup van.', 'person/afraid: Gone quiet.'])
  talk(
    23,
    {
      where: one(['hostel', 'hospital', 'drop-in', 'outdoors'] as const),
      heard: ['{They} asked was I still allowed to see {them}.', '“Same again?” {they} said, like a barman.', 'Thinner. Still asked after my mother.'],
    },
    (s) => {
      if (maybe(0.45)) s.letGo(goal, one(['not-possible-here', 'no-longer-matters', 'not-now']), ['I’m done filling in who I am.', 'You can’t get in. I’ve tried every door and there’s only two.'])
      else {
        s.pickUp(goal, ['Go on then. What’s left to lose?'])
        s.progress(goal, 'same', ['Where it was. So am I.'])
      }
      s.effect('handover', 'harmed', ['I’ve had nine workers and no help.', 'Everybody’s lovely and nobody’s mine.'])
      s.retold('mental-health', true, ['Again, to a locum.'])
    },
  )
  talk(
    29,
    {
      where: one(['outdoors', 'drop-in'] as const),
      heard: ['{They} talked about {place} and for ten minutes {they} {was} all there.', 'A bench, a pasty each, a very rude joke.'],
    },
    (s) => {
      s.want('belonging', one(['community', 'voluntary'] as const), ['Somewhere to be of a morning that isn’t waiting for something', 'One person who doesn’t clock off'], { neverAsked: 'nobody-asked' })
      s.saidNo('drug-and-alcohol', ['must-do-something-first: Assessed as needing an assessment.'], {
        to: 'mental-health',
        mustFirst: 'be-assessed',
      })
      if (maybe(0.4)) s.declined('homelessness', ['I’d sooner the doorway than that landing.'])
    },
  )
}
