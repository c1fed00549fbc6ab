import type { Arc } from '../story.ts'

/** Somebody who moves in with a family that has a room, and what ordinary life does. */
export const sharedLife: Arc = {
  name: 'shared-life',
  weight: 28,
  ages: [20, 62],
  kin: ['mum', 'sister', 'brother', 'auntie'],
  reach: 0.85,
  came: ['carried-over', 'family', 'other-service', 'self'],
  home: () => ({
    kind: 'shared-lives',
    choice: 'mine',
    years: [1, 5],
    about: ['With Maud and Gordon on {street}, the room with the skylight. They asked for each other.', 'At Precious’s, on {street}, with her two boys and a lizard.', 'With the Tindle family. {They} chose them out of three, for the dog.'],
  }),
  kinCares: 'neither',
  kinAbout: ['Comes to tea on Sundays, as a guest.', 'Took a year to stop checking. Now forgets to ring.', 'Was dead against it and says so at every party.'],
  pets: 0.4,
  stays: 0.7,
  not: ['money', 'neighbours', 'scam'],
  tell({ life, who, talk, note, review, one, maybe, int, goesWell }) {
    let home = ''
    let goal = ''
    const { since } = life
    const they = { kitchen: one(['Maud', 'Precious', 'Jean Tindle']) }
    life.words.set('host', they.kitchen)
    note(0.4, (s) => {
      home = s.start('shared-lives', ['Found over four months of Sunday dinners.', 'A match, the scheme calls it. {name} calls it “getting on”.'], { led: 'person', when: { from: since }, how: 'arranged' })
      s.fit(home, 'fits', ['They argue in front of me. That’s how you know.', 'I’ve got a hook for my coat and my own shelf and I get told off about both.'])
    })
    talk(
      2,
      {
        where: 'home',
        chose: 'person',
        heard: ['I was asked to take my shoes off, by {name}.', 'Soup. {host} talked, {name} corrected her.', 'The house was loud and I could not tell who was being supported.'],
      },
      (s) => {
        goal = s.aims([
          'getting-around: Get the bus into {town} on my own and home again',
          'daily-living: Do the Sunday roast from start to finish',
          'work-and-learning: Drive the ride-on mower, by myself, the whole field',
          'daily-living: Do the big shop, list and all, on my own',
        ])
        s.matters('home', ['My hook. My shelf. My mug, the chipped one.', 'That they’d miss me.', 'A house with noise in it.', 'Someone saying “where’ve you been?”'])
        s.strength('love-and-family', ['Laughs at the same bit of the same film, every time, until all of us do.', 'First up if one of the kids is poorly.', 'Knows when I’ve had a bad day from how I shut the door.'], 'other')
        const before = s.aspect('often', ['“Did not initiate.” That was written of {them}, there, every month for six years.', 'Sat where {they} {was} put.'], { where: 'care-home', withWhom: ['staff'] }, { area: 'control' })
        s.aspect('always', ['Starts everything: the washing-up, the quarrel, the singing.', 'Sends {host} out of {their} kitchen.'], { where: 'home', withWhom: ['family'] }, { area: 'control', oppositeOf: before })
        s.step('person', ['Do it once with {host}, then once with {host} in the next room', 'Ask at the depot about the pass', 'Make the list'], { goal })
      },
    )
    talk(
      6,
      {
        where: one(['home', 'outdoors', 'cafe'] as const),
        heard: ['{They} reported back as to a committee: done, done, not done, not doing.', 'Walked to the shop for bread, and were stopped four times by people who know {them}.'],
      },
      (s) => {
        s.goes(goal, ['nearer: Done it with {host} behind. Next time without.', 'holding: I got it wrong and I laughed. That’s new.', 'nearer: Did it. Got it wrong. Did it again.'], { helpedBy: [home] })
        s.goes(goal, ['nearer: I’d have stopped {them}. It’s as well I don’t live there.', 'different: {They} told me to sit down in {their} house. I sat.'], { by: 'family' })
        const want = s.want(
          'belonging',
          'community',
          ['Somebody else to be daft with, not in the family', 'A seat at the darts', 'To sing with people', 'A friend with a car'].filter((line) => !line.includes('sing') || who.tongue !== 'bfi'),
          { neverAsked: 'nobody-asked' },
        )
        s.met(want, ['{friend} from {place} picks me up on a Wednesday. {host} fixed it over a hedge.', 'It’s a lad from the bus. He was just there.'])
      },
    )
    review(10, ['At the kitchen table with a cake. {name} took the minutes. They are mostly drawings.', 'Half an hour. What changed, {they} said, and counted on {their} fingers, and used both hands.'], true, (s) => {
      s.fit(home, 'fits', ['I’m not placed. I live here.', 'It’s good. Put GOOD.'])
      if (maybe(0.5)) s.decided({ about: 'money', decidedBy: 'person', how: 'supported', personWanted: 'yes', personAgreed: 'yes' }, ['{They} hold{s} {their} own bank card from now on.'])
      s.goes(goal, ['nearer: Nearly. Give me till the summer.', 'holding: It’s going on nicely, thank you.'])
    })
    if (maybe(0.55))
      talk(
        14,
        {
          where: 'home',
          heard: ['{host} was ill for three weeks and {name} ran the house. I found out afterwards.', 'A bad patch: shouting, a broken plate. They sorted it out with a lot of tea, and told me.'],
        },
        (s) => {
          s.worry('home', ['What happens to me if she dies?', 'If they get fed up of me. Everybody says they won’t.'])
          s.strength('giving', ['I did the tablets, the bins, the boys. I wrote it on the door.', 'I can look after folk. Nobody had tried me.'])
          s.step('worker', ['Write down, with {them}, what happens if {host} is ill for long'], { goal })
        },
      )
    talk(
      18,
      {
        where: one(['home', 'cafe', 'work'] as const),
        heard: ['{They} did it. I got the whole story, with actions.', '“Guess,” {they} said. I guessed wrong three times on purpose.'],
      },
      (s) => {
        if (goesWell())
          s.reach(
            goal,
            ['I’ve done it. There’s a photo on the fridge.', 'Did it. On my own. I rang {close} after, not before.', 'Done. What’s next?'].filter((line) => !line.includes('rang') || who.tongue !== 'bfi'),
          )
        else s.reword(goal, ['Do it my way, with {host}, Saturdays', 'A smaller one of the same'], ['I don’t like doing it alone. So?'])
        s.turningPoint(['When I called it home by accident.', 'Christmas. They’d bought me the wrong thing and nobody minded.', 'When she shouted at me like she shouts at her own.'])
        s.aims(['love-and-family: Have a girlfriend or boyfriend to this table', 'love-and-family: Be an uncle or an auntie, properly, with sweets', 'fun: Grow the biggest pumpkin on {street}', 'fun: See the sea from the other side'])
      },
    )
    talk(
      24,
      {
        where: 'home',
        heard: ['Nobody had told me about the holiday until I saw the photographs. That seems right.', 'I stayed too long again.'],
      },
      (s) => {
        s.still(goal, ['Still. Or the next one on from it.', 'Yeah, that, and a dog.'])
        s.fit(home, 'fits', ['Same as ever. Grand.', 'If it’s not broke.'])
        s.progress(goal, 'holding', ['I just do it now. It isn’t a goal, it’s Tuesday.'])
        if (maybe(0.4)) s.noLonger(s.worry('home', 'That they’ll send me back.'), 'changed', 'I’ve stopped keeping the bag packed.')
      },
    )
    if (maybe(0.5))
      note(29, (s) => {
        const trips = s.start('community', ['Saturday mornings with the litter pickers, then the café. {They} {was} asked by a neighbour.'], { led: 'person', hours: 3, cost: 0, paidBy: ['nobody'] })
        s.fit(trips, 'fits', ['I’ve a stick with a claw.'])
      })
    if (maybe(0.3)) note(31, (s) => s.effect('form', one(['harmed', 'unclear']), ['They’ve sent {host} forty pages and it asks if I’m “appropriate”.', 'A man came to check the bath.']))
    review(33, ['Cake again. The drawings are better.', '{name} chaired. Any other business was pudding.'], true, (s) => {
      s.goes(goal, ['nearer: I’ve gone past it.', 'holding: Good. Next.'])
      if (maybe(0.4))
        s.adjust(home, ['A bit less from the scheme: {they} go{es} to {kin} alone on the train now.'], {
          cost: 420 - int(0, 30),
          why: 'less-help-wanted',
          led: 'person',
          notice: 30,
        })
    })
  },
}
