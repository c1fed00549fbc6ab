import type { Arc, Story } from '../story.ts'

/** A young person in the family home, and a front door of their own. */
export const frontDoor: Arc = {
  name: 'front-door',
  weight: 34,
  ages: [19, 31],
  kin: ['mum', 'mum', 'mum', 'dad', 'nan'],
  reach: 0.55,
  came: ['family', 'self', 'carried-over', 'school', 'other-service'],
  home: () => ({
    kind: 'family-home',
    choice: 'not-asked',
    years: [8, 19],
    about: ['The back bedroom at {kin}’s, same wallpaper since {they} {was} nine.', 'With {kin}, on {street}.', 'With {kin}. A bunk bed, top half storage.'],
    together: true,
  }),
  kinCares: 'them-for-me',
  kinAbout: ['Does everything: food, forms, tablets, lifts. Tired, and would not say so.', '{KinThey} sleep{kinS} with the door open to listen for {them}.', 'Answers for {them} before {they} {has} opened {their} mouth, out of love.'],
  pets: 0.35,
  stays: 0.3,
  not: ['neighbours', 'money'],
  tell(story) {
    const { goal, want } = voiced(story)
    looking(story, goal, want)
    const way = story.life.chance.next()
    if (way < 0.46) theKey(story, goal, want)
    else if (way < 0.72) notQuite(story, goal, want)
    else stillWaiting(story, goal, want)
  },
}

function voiced({ talk, maybe, one }: Story): { goal: string; want: string } {
  let goal = ''
  let want = ''
  talk(
    0.4,
    {
      where: 'family-home',
      with: ['person', 'family'],
      heard: [
        '{kin} did most of the talking. When {kinThey} went to see to the kettle {name} leant over and said it: a front door.',
        'I asked {name} to show me round instead of sitting. {They} showed me a folder under the bed with pictures of kitchens.',
        'The telly was on. {name} turned it off to say the one thing, then turned it on again.',
      ],
      reflection: ['I nearly missed it because I was looking at the person who was speaking.', 'Three times I asked {name} and {kin} answered. Next time somewhere else.'],
    },
    (s) => {
      goal = s.goal('home', ['My own front door', 'A flat with my name on the bell', 'A key that’s mine and nobody else’s', 'Live somewhere that isn’t my bedroom'])
      s.matters('control', ['A door I can shut.', 'Deciding what’s for tea. Once. Just to see.', 'Nobody coming in while I’m in the bath.', 'My own telly, my own remote.'])
      s.worry(
        'safety',
        ['What if {they} leave{s} the gas on? What if somebody moves in on {them}?', '{They} {has} never spent a night on {their} own. Not one.', 'I won’t be here for ever. That’s what keeps me awake, not the washing.'],
        'family',
      )
      s.strength(
        'love-and-family',
        ['{They} never go{es} to bed without saying goodnight to everyone, and that includes the cat next door.', '{They} get{s} me. I don’t have to say when it’s a bad day.', '{They} {is} the only one of mine who remembers birthdays.'],
        'family',
      )
      want = s.want('home', 'housing', ['Somebody to tell me how you even get a flat', 'A flat near the bus, not on the ring road', 'Somewhere with a bath and no stairs to argue about'], {
        neverAsked: one(['nobody-asked', 'did-not-know', 'told-no']),
      })
    },
  )
  talk(
    2,
    {
      where: 'cafe',
      chose: 'person',
      heard: ['{name} chose the table by the window and paid for mine.', 'Just the two of us at {café}. {They} talked for fifty minutes. {kin} had told me {they} {was} not a talker.'],
      reflection: maybe(0.4) ? 'A different person from the one on the settee. Or the same, with room.' : undefined,
    },
    (s) => {
      const quiet = s.aspect(
        'often',
        ['Looked to {kin} before each answer; four words in an hour.', 'Small, agreeable, hands in sleeves. Said “I don’t mind” to everything.'],
        { where: 'family-home', withWhom: ['family', 'staff'] },
        { area: 'control' },
      )
      s.aspect(
        'once',
        ['Ordered, paid, counted the change and told the waitress it was wrong. It was.', 'Opinions about everything: the cake, the council, my car.'],
        { where: 'cafe', withWhom: ['strangers'] },
        { area: 'control', oppositeOf: quiet },
      )
      s.strength('money', ['I know what everything costs. I do the big shop in my head.', 'I’ve got four hundred pounds saved. {close} doesn’t know. Don’t say.', 'I’m good at waiting. I’ve had practice.'])
      s.step('worker', ['Ring the housing office and find out what list there is', 'Find out who has moved into a flat round here and would talk to {name}'], { goal })
      s.step('person', ['Cook one tea a week, with {kin} out of the kitchen', 'Get a passport photo, for the forms'], { goal })
    },
  )
  return { goal, want }
}

function looking({ talk, note, review, missed, maybe, one }: Story, goal: string, want: string): void {
  note(4.5, (s) => {
    s.saidNo(
      'housing',
      [
        'not-eligible: “Adequately housed.” {They} {has} a bed, so there is no need, they said.',
        'must-do-something-first: They want a letter that says {they} can manage, from somebody who has seen {them} manage.',
        'no-reason-given: Sent a form for the wrong list and then closed it because it was the wrong list.',
      ],
      { want, mustFirst: one(['be-assessed', 'have-a-worker', 'other']) },
    )
    s.stillUnmet(want, ['waiting: On a list. Nobody could say how long, or whether it was the right one.', 'too-far: No flats with any help nearer than forty minutes away.'])
    s.effect('form', 'harmed', ['Nineteen pages. One of them asked if I was pregnant.', 'They keep asking me to prove I’m still like this.'])
  })
  talk(
    7,
    {
      where: one(['family-home', 'outdoors', 'club'] as const),
      heard: [
        '{name} had done four teas. Fish fingers, fish fingers, a curry, fish fingers.',
        'We looked at {flats} from the outside and guessed whose curtains were whose.',
        '{kin} walked ahead so that we could talk. I noticed, and so did {name}.',
      ],
    },
    (s) => {
      s.goes(goal, ['nearer: I can do four teas. Nobody’s been poisoned.', 'same: It’s the same. I’ve got a number. I’m number eighty-one.', 'nearer: I went and stood outside one. It had a blue door.'])
      s.goes(
        goal,
        [
          'nearer: I never thought I’d say it, but {they} cooked and I sat there like a lodger.',
          'same: {They} talk{s} about it and then {they} can’t find {their} own socks.',
          'further: {They} {was} up all night with worry after that form. I’d call it backwards.',
        ],
        { by: 'family', hinderedBy: ['wait', 'rule'] },
      )
      if (maybe(0.6))
        s.reword(
          goal,
          ['A flat near the bus, and {close} not crying about it', 'Somewhere of my own with somebody I like upstairs', 'Live by myself but not on my own'],
          ['I’ve thought about the nights.', 'I don’t want an empty one. I want one with people near.'],
        )
    },
  )
  if (maybe(0.5)) missed(9, ['us/forgot: {name} waited on the wall for an hour in {their} good coat.', 'us/forgot: We had it in for the wrong week.', 'person/unwell: {They} sent a message: “not today sorry”. Fair enough.'])
  talk(
    11,
    {
      where: one(['cafe', 'outdoors'] as const),
      heard: ['Took {name} to meet a man who moved into his own place last year. They talked about bins.', 'We wrote a list called “things nobody told me”. It has thirty-one lines.'],
    },
    (s) => {
      s.shown(
        'home',
        [
          'Living with a family who have a room and a dog: {they} asked whether you are allowed to be in a mood.',
          'Two friends, two bedrooms, and somebody on call at the end of a phone.',
          'A tenancy in {their} own name, with help that belongs to {them} and not to the building.',
        ],
        { want },
      )
      s.want('belonging', one(['community', 'voluntary'] as const), ['Someone my own age to watch films with', 'A mate to go halves on a pizza', 'Somebody to text that isn’t paid'], { neverAsked: 'nobody-asked' })
      s.worry('feelings', ['What if I get it and I hate it?', 'What if {close}’s lonely?', 'The dark. That’s all. Just the dark bit.'])
    },
  )
  review(14, ['Yearly. Twelve people invited, {name} not one of them until I asked.', 'A form, filled in at the table with {kin}. Nothing was added and nothing taken away.'], true, (s) => {
    s.decided(
      {
        about: 'home',
        decidedBy: one(['panel', 'worker', 'family']),
        personWanted: one(['no', 'not-asked', 'partly']),
        personAgreed: one(['no', 'could-not-ask']),
      },
      ['To leave it for another year and see.', 'Home is “meeting need”. To be looked at when circumstances change.'],
    )
    s.progress(goal, 'same', ['They say next year. They said that last year.', 'I was the only one in there who’d seen a flat.'])
  })
}

function theKey({ talk, note, int }: Story, goal: string, want: string): void {
  let support = ''
  const hours = int(10, 22)
  note(17, (s) => {
    support = s.plan('start', ['A one-bedroom at {flats} comes free in six weeks and {their} name is on it.', 'The housing people rang: a ground floor, number four, somebody is moving to the coast.'], { sector: 'supported-living', hours })
    s.step('family', ['{kin} to choose one thing to give {them} and one thing to keep', 'Sleep there once with {kin} on the sofa, then once without'], { goal })
  })
  talk(
    19.5,
    {
      where: 'home',
      chose: 'person',
      heard: ['{name} opened the door to me. Then shut it, and opened it again, to do it properly.', 'Boxes, a kettle, a chair. {They} offered me the chair.'],
    },
    (s) => {
      s.home('own-home', 'mine', ['{flats}, number four. {Their} name on the bell, spelt right.', 'A flat at {flats}. The door is blue.'])
      s.start('supported-living', ['Mornings and teatime at first; nights by phone if {they} want{s} them.'], {
        support,
        hours,
        wants: [want],
        goals: [goal],
      })
      s.met(want, ['I’ve got the key on a string so I can feel it.', 'Number four. Four’s my number now.'], { support })
      s.progress(goal, 'nearer', ['I had toast at midnight. Because I could.', 'I cried the first night and then I watched a film and then it was morning.'])
      s.goes(goal, ['nearer: The house is that quiet. But {they} invited me round. With a date and a time!', 'different: I still buy two chops.'], { by: 'family' })
    },
  )
  talk(
    23,
    {
      where: 'home',
      heard: ['Washing on the airer, music on, a bit of mould in the bath. A home.', '{name} was late for me because {they} {was} talking to {neighbour}.'],
    },
    (s) => {
      s.reach(goal, ['It’s mine. I’ve had a parcel.', 'I’ve lived here long enough to have lost the key. And found it. Myself.'])
      s.rated(support, ['fits: They knock. That’s the difference.', 'partly: Good ones Monday to Thursday. Friday’s one tidies me up like a cupboard.'])
      s.turningPoint(['The first night I was ill and I sorted it out.', 'When I shut the door and nobody opened it.'])
    },
  )
  talk(
    27,
    {
      where: 'home',
      heard: ['{They} asked for less. I asked why, and wrote it down as {they} said it.', '{name} had made a rota of {their} own help and crossed half of it out.'],
    },
    (s) => {
      s.adjust(support, ['Teatimes go. {They} cook{s} with {neighbour} now.', 'Down a bit, because {they} asked. To be put back if {they} ask{s}.'], { hours: Math.round(hours * 0.8), why: 'less-help-wanted', led: 'person', notice: 28 })
      s.goal('love-and-family', ['Have {close} round for a tea I’ve made, on plates', 'A girlfriend or a boyfriend. I’m not fussed which gets here first', 'Get a kitten and keep it alive'])
      s.strength('daily-living', ['I do my own bins. Even the brown one.', 'I can be on my own now. I didn’t used to be able to say that.'])
    },
  )
  note(31, (s) =>
    s.adjust(support, ['Down again, at {their} asking: Saturdays are {their} own now.'], {
      hours: Math.round(hours * 0.6),
      why: 'less-help-wanted',
      led: 'person',
      notice: 35,
    }),
  )
}

function notQuite({ life, talk, note, review, int, one, maybe }: Story, goal: string, want: string): void {
  const given = one(['supported-living', 'supported-living', 'residential'] as const)
  let support = ''
  let compromise = ''
  life.reach = given === 'residential' ? 0.1 : 0.3
  note(16.5, (s) => {
    s.home(
      given,
      one(['not-mine', 'not-asked']),
      given === 'residential'
        ? ['{careHome}: a room on the second floor. Everyone else there is over sixty.', 'A bed at {careHome}, “for the time being”.']
        : ['A house at {flats} with four others {they} had not met. The room was free, so it was {their} room.', 'Four bedrooms, four strangers, one kettle.'],
      { led: 'service', notice: int(3, 20) },
    )
    support = s.start(given, ['Sudden: {kin} was taken into hospital on the Monday, the van came on the Wednesday.', 'It was that or nothing, we were told. Nothing was not offered.'], {
      led: 'service',
      ...(given === 'residential' ? {} : { hours: int(20, 40) }),
      goals: [goal],
    })
    compromise = s.compromise(
      {
        want,
        goal,
        wantedSector: 'housing',
        givenSector: given,
        support,
        why: one(['not-here', 'waiting', 'too-dear']),
        whoDecided: 'panel',
        says: one(['unhappy', 'unsure']),
      },
      ['A door of {their} own was wanted. A room with a fire notice was given.', 'A round peg, a square hole, and all of us in the meeting knew it.'],
      'service',
    )
  })
  talk(
    19,
    {
      where: 'home',
      heard: ['{name} showed me {their} room by standing outside it.', 'There is a rota for the sofa. {They} {is} on it on Tuesdays.'],
    },
    (s) => {
      s.progress(goal, 'further', ['It’s not my front door. There’s a code. Staff know the code.', 'I said a flat and I got a corridor.'], {
        hinderedBy: ['rule', 'other-people'],
      })
      s.goes(goal, ['nearer: At least {they} {has} left home, that’s something. Isn’t it?', 'same: They tell me {they} {is} settled. Settled is what they said about my mother.'], { by: 'family' })
      s.fit(support, 'does-not', ['Bedtime’s ten. I’m a grown-up.', 'There’s always somebody shouting and it’s not even the telly.'])
      s.matters('control', ['A lock. I’m not asking for the moon.', 'Choosing who I have my breakfast with.'])
    },
  )
  review(23.5, ['All well, it says. I read it to {name}, who asked whose review it was.'], true, (s) => {
    s.lookAgain(compromise, true, 'unhappy', ['You said you’d look again. So look.', 'I don’t hate it. I just don’t live here.'])
    s.stillUnmet(want, ['full: Asked again about {flats}. Eleven people before {them}.'])
  })
  talk(
    29,
    {
      where: 'cafe',
      chose: 'person',
      heard: ['{They} had brought the folder with the kitchens.', 'We sat where we sat the first time. {They} ordered the same.'],
    },
    (s) => {
      if (maybe(0.6)) s.reword(goal, ['A door with a lock, to start with', 'Two rooms, me and {friend}, and not here'], ['If I ask for less I might get it.'])
      s.goes(goal, ['same: Still here. Still got the folder.', 'nearer: They’ve put a lock on. It took a letter from you, me and a councillor.'])
      s.still(want, ['Same answer as last time. Write it bigger.', 'Yes. I want it. Yes.'])
    },
  )
}

function stillWaiting({ talk, one }: Story, goal: string, want: string): void {
  talk(
    17,
    {
      where: 'family-home',
      heard: ['{name} did not want to talk about flats. We did a jigsaw.', 'The folder has gone from under the bed. I did not ask.'],
    },
    (s) => {
      s.letGo(goal, one(['not-possible-here', 'not-now']), ['Forget it. I’m fine here. Don’t write that I’m sad.', 'There aren’t any. You can’t want a thing that there aren’t any of.'])
      s.effect('wait', 'harmed', ['You lot lit a fire and then went home.', 'I told everyone at the club I was moving. Now I don’t go.'])
      s.aspect('often', ['Flat, polite, early to bed.', 'Agreed with everything I said, including two things that contradicted each other.'], { where: 'family-home', withWhom: ['family'] }, { area: 'feelings' })
    },
  )
  talk(
    24,
    {
      where: one(['cafe', 'outdoors'] as const),
      chose: 'person',
      heard: ['{name} rang me. First time. {friend} has got a flat.', '{They} had been to {friend}’s flat. {They} described the door handle.'],
    },
    (s) => {
      s.pickUp(goal, ['If {friend} can, I can. And {friendThey} can’t even do toast.', 'I slept on {friend}’s floor. I didn’t think about the dark once.'])
      s.reword(goal, ['A flat in the same street as {friend}', 'My own place, with {friend} two doors down'], 'I know what it’s for now.')
      s.want('home', 'voluntary', ['Somebody who’s done it, to help me with the form. Not {kin}. Not you either, sorry'], {
        neverAsked: 'did-not-know',
      })
      s.step('person', ['Ask {friend}’s landlord'], { goal })
    },
  )
  talk(
    30,
    {
      where: 'family-home',
      with: ['person', 'family'],
      heard: ['{kin} had cleared the back bedroom “just to see what it looks like empty”.', 'The three of us went through the form. {kin} let {name} hold the pen.'],
    },
    (s) => {
      s.goes(goal, ['nearer: Number twelve on the list. I was eighty-one.', 'nearer: The landlord said maybe. He wrote my name in a book.'])
      s.progress(goal, 'nearer', ['I’m more ready than {they} {is}, if I’m honest.', 'I said yes out loud. I’d never said it out loud.'], {
        by: 'family',
      })
      s.unmet(want, 'waiting', ['Twelfth. It moves about three a year.'])
    },
  )
}
