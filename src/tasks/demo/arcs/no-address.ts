import type { Arc } from '../story.ts'

/** No address, and so no doctor, no money and no list to be on. */
export const noAddress: Arc = {
  name: 'no-address',
  weight: 20,
  ages: [22, 60],
  kin: ['sister', 'brother', 'mum', 'cousin'],
  reach: 0.35,
  came: ['voluntary', 'self', 'housing', 'health'],
  home: (who) => ({
    kind: who.index % 2 === 0 ? 'no-home' : 'staying-with-others',
    choice: 'not-mine',
    years: [0, 0],
    about: who.index % 2 === 0 ? ['The doorway of the old bank, the dry side.', 'A tent behind the allotments, very tidy.'] : ['Settees. This week {friend}’s.', 'A van that does not go.'],
  }),
  kinCares: 'neither',
  kinAbout: ['Does not know. {They} would like it kept that way.', 'Would have {them} back tomorrow, if it was {kinTheir} house.'],
  pets: 0.6,
  stays: 0.25,
  not: ['money', 'neighbours', 'animal', 'scam', 'getting-about', 'own-tongue', 'faith'],
  tell({ life, talk, note, missed, review, one, maybe, int }) {
    let goal = ''
    let want = ''
    talk(
      0.7,
      {
        where: one(['outdoors', 'drop-in'] as const),
        chose: 'person',
        heard: [
          'We talked standing up, then on a step. {They} had seen nine of me, {they} said.',
          'The first thing was the sleeping bag. The second was the library book, which was overdue.',
          '{They} would talk if I held the tea and did not write. I wrote this after.',
        ],
      },
      (s) => {
        goal = s.goal('home', ['A door I can lock from the inside', 'An address. Just to put on things', 'Be indoors by Christmas', 'Sleep with my shoes off'])
        s.matters(one(['control', 'love-and-family'] as const), ['Not having my stuff moved.', 'Keeping dry, keeping clean, keeping out of it.', 'Being said good morning to.', 'My photo of Mum. It’s in a bag in a bag in a bag.'])
        s.strength('safety', ['I can sleep with one eye open and wake up civil.', 'I keep my patch clean. Ask the baker.', 'I know every warm wall in {town}.'])
      },
    )
    note(2.5, (s) => {
      s.turnedAway('health', 'no-address', ['No address, no doctor. The sign on the wall says otherwise.', 'Asked for a gas bill.'], {
        right: 'gp',
        mustFirst: 'have-address',
      })
      s.turnedAway('housing', 'must-do-something-first', ['“Not in priority need.” {They} {was} wet through at the time.', 'They want proof of where {they} slept. In writing. From whom?'], {
        mustFirst: one(['have-a-worker', 'be-assessed', 'have-address']),
        to: 'homelessness',
        right: 'housing',
      })
      want = s.want('home', one(['housing', 'housing', 'homelessness'] as const), ['A room. I don’t need a journey, I need a room', 'A flat, with the help after, not before'], { neverAsked: one(['tired-of-asking', 'told-no']) })
      s.effect('form', 'harmed', ['Every form asks where you live and there’s no box for nowhere.', 'They send the letter to the address I’ve not got, to say I’ve missed the appointment about it.'])
    })
    if (maybe(0.6)) missed(4.5, ['both/other: Moved on from the doorway at six that morning.', 'both/wrong-contact: Phone dead. I left word with the baker.'])
    talk(
      6,
      {
        where: one(['drop-in', 'cafe', 'outdoors'] as const),
        heard: ['{They} {has} read everything in the library’s large print section, for the chairs.', '{They} had given {their} coat to somebody colder.'],
      },
      (s) => {
        const wary = s.aspect('often', ['Eyes on the exit. “No comment,” {they} said, as a joke, and then not.', 'Stood the whole time; agreed to nothing.'], { where: 'office', withWhom: ['staff', 'strangers'] }, { area: 'safety' })
        s.aspect('often', ['Everyone’s uncle: who has eaten, who is new, who to keep away from.', 'Reading aloud to two others by torch. It was a romance.'], { where: 'outdoors', withWhom: ['peers'] }, { area: 'giving', oppositeOf: wary })
        s.goes(goal, ['same: I’m on four lists. I’m wearing one as a hat.', 'further: Took me three hours to stand in the wrong queue.'], { hinderedBy: ['rule', 'wait'] })
        s.step('worker', ['Take {them} to the surgery and show them their own sign', 'Use the drop-in as {their} address, as the law lets us'], { goal })
      },
    )
    note(10, (s) => {
      const bed = s.start('homelessness', ['A bed at {hostel}, six to a room, lights on.', 'Winter beds, on a church floor, out by seven.'], { led: 'service', wants: [want] })
      s.home('hostel', 'not-mine', ['{hostel}. No dogs, no visitors, no kettle.', '{hostel}, for twenty-eight nights.'], {
        led: 'service',
        notice: 0,
      })
      s.compromise(
        {
          want,
          goal,
          wantedSector: 'housing',
          givenSector: 'homelessness',
          support: bed,
          why: one(['not-here', 'full', 'waiting']),
          whoDecided: 'rule',
          says: one(['unhappy', 'unsure']),
        },
        ['A room was wanted. A bed among strangers was given, with a curfew.'],
        'service',
      )
      s.rated(bed, ['partly: It’s dry. That’s all I’ll say for it.', 'does-not: You can’t sleep for the crying. Some of it’s mine.'])
      if (life.known.has('pet')) s.worry('love-and-family', ['{pet}’s with a mate. I can’t sleep without {pet} there.', '{pet} or the bed. I’ve picked the bed and I hate myself.'])
    })
    const backOut = maybe(0.5)
    if (backOut)
      note(13, (s) => {
        s.home('no-home', 'mine', ['Back out. {They} lasted nineteen nights.', 'Back to where it is at least {their} own noise.'], {
          led: 'person',
          notice: 0,
        })
        s.letGo(goal, 'not-possible-here', ['I’ve had it with indoors.', 'You get used to it. I’m saying that as a warning.'])
      })
    else
      talk(13.5, { where: 'hostel', heard: ['{They} had swept the landing. Nobody had asked.'] }, (s) => {
        s.progress(goal, 'same', ['Still somebody else’s lock.', 'Number nine on the list.'])
      })
    if (maybe(0.4))
      note(15, (s) => {
        s.concern({ kinds: [one(['self-neglect', 'physical'])], personWants: one(['not-act', 'act']), raisedWith: { sector: 'homelessness' } }, [
          'Kicked awake by three lads. {They} wanted {their} glasses back and nothing else.',
          'A foot that is the wrong colour. {They} asked me to look and not to ring.',
        ])
      })
    talk(
      18,
      {
        where: one(['outdoors', 'cafe', 'drop-in'] as const),
        heard: ['{They} talked about the house {they} grew up in, room by room, up to the one where {they} stopped.', 'A full hour. {They} asked if it was on the clock.'],
        late: maybe(0.5) ? int(35, 110) : 0,
      },
      (s) => {
        if (maybe(0.5)) s.turningPoint(['When I was nine we did a flit, at night, with the budgie under a coat. I’ve been flitting since.'], { from: String(life.who.birthYear + 9), precision: 'about' })
        else s.turningPoint(['When Mum died and the house was the council’s. I’d two weeks to be out of it, and I’d lived there all my life.'], { from: String(Number(life.met.slice(0, 4)) - int(2, 6)) })
        s.matters('belonging', ['Somebody knowing where I am.', 'The baker. He bangs twice on the shutter so I don’t jump.'])
      },
    )
    if (maybe(0.6)) {
      let flat = ''
      life.reach = 0.75
      note(21.5, (s) => {
        flat = s.start('housing', ['A flat first, and help after, if wanted: somebody tried it the other way round.', 'The baker’s uncle has a room over the shop. It was never on a list.'], { led: 'together', wants: [want], goals: [goal] })
        s.home('own-home', 'mine', ['Over the baker’s. It smells of bread at four.', '{flats}, ground floor, a yard.'], {
          led: 'person',
          notice: int(3, 10),
        })
        if (backOut) s.pickUp(goal, ['Go on. One more go at indoors.', 'I slept there one night to see. I didn’t hate it.'])
        s.reach(goal, ['Locked it. From the inside. Four times.', 'There. It’s got a letterbox.'])
        s.met(want, ['I’ve a key. I keep checking it.', 'Bread. I wake up and it’s bread.'], { support: flat })
      })
      talk(
        24,
        {
          where: 'home',
          chose: 'person',
          heard: ['{They} {has} a bed and sleep{s} beside it. “I’m working up to it.”', 'I was asked to knock, by somebody already standing at the open door.'],
        },
        (s) => {
          s.want('daily-living', 'voluntary', ['Somebody to show me the boiler', 'A bit of company Sundays. It’s that quiet'], {
            neverAsked: 'nobody-asked',
          })
          s.fit(flat, 'fits', ['Help comes when I say. I’ve said twice.', 'Nobody’s asked me to be ready.'])
          s.worry('feelings', ['The quiet. You can hear yourself.', 'I keep waiting for the bang on the door.'])
        },
      )
      talk(
        29,
        {
          where: 'home',
          heard: ['In the bed. With the shoes off. {They} wanted it put down.', 'A plant, a lodger’s mug, a library card with the address on.'],
        },
        (s) => {
          const next = s.aims(['love-and-family: See my sister, with clean hands', 'work-and-learning: Do two mornings at the baker’s, paid', 'giving: Be there at the soup van, other side of the table'])
          s.goes(next, ['nearer: I’ve said I’ll do it. Out loud, to somebody.', 'nearer: I’ve got as far as clean hands.'])
          s.strength('home', ['I’ve kept it all this time. Rent and all.', 'I’m a good neighbour. I’m used to thin walls.'])
        },
      )
    } else {
      missed(22, ['both/wrong-contact: Not seen for three weeks. The baker has {their} bag.', 'person/other: Gone to another town, and walked back.'])
      talk(
        26,
        {
          where: one(['outdoors', 'hospital'] as const),
          heard: ['On the same step. {They} said happy anniversary.', 'Thin, cross, alive.'],
        },
        (s) => {
          s.saidNo('mental-health', ['no-address: Closed: “no fixed abode, unable to contact”. {They} {was} in the doorway opposite.'], { mustFirst: 'have-address', to: 'homelessness', want })
          s.still(want, ['A room. Same as it ever was.'])
          s.stillUnmet(want, ['waiting: Seven ahead of {them}; there were four.'])
          s.effect('wait', 'harmed', ['You’ve asked me that every winter.', 'It costs more to keep me out here. I’ve worked it out. I’ve time.'])
        },
      )
    }
    review(33, ['Done on a step.', 'Done over a pasty.'], false, (s) => {
      s.matters('control', ['Being asked, not told. Same as everyone.'])
    })
  },
}
