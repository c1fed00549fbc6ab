import { chance } from '../chance.ts'
import type { Arc, Story } from '../story.ts'

/** After a stroke or an accident: six weeks of help, and then the rest of a life. */
export const mending: Arc = {
  name: 'mending',
  weight: 28,
  ages: [44, 77],
  kin: ['daughter', 'son', 'sister', 'brother'],
  reach: 0.6,
  came: ['health', 'health', 'family'],
  home: () => ({
    kind: 'own-home',
    choice: 'mine',
    years: [4, 30],
    about: ['{street}; the stairs are the trouble.', 'A flat on {street}, second floor, a lift that sulks.', 'The house on {street} that {they} built the back half of.'],
  }),
  kinCares: 'them-for-me',
  kinAbout: ['Moved back into the box room “for a week”.', 'Finishes {their} sentences. Sometimes right.', 'Sees to the money till {they} can sign.'],
  pets: 0.35,
  stays: 0.4,
  not: ['animal', 'getting-about'],
  tell({ life, talk, note, review, one, maybe, int }) {
    const thing = one(['a stroke', 'a stroke', 'a fall off a ladder', 'a bleed on the brain', 'a crash on the ring road'])
    let goal = ''
    let words = ''
    let helping = ''
    let label = ''
    note(0.6, (s) => {
      s.turningPoint(
        [
          `${thing.slice(0, 1).toUpperCase()}${thing.slice(1)}, in the middle of a sandwich.`,
          `It was ${thing}. I remember the floor, and thinking: lino.`,
          `${thing.slice(0, 1).toUpperCase()}${thing.slice(1)}. There’s a before and there’s this.`,
        ],
        { from: s.month, precision: 'about' },
      )
      helping = s.start('reablement', ['Six weeks. They come at eight and stand back, which is harder than it looks.', 'Six weeks’ help to get going, free; the six is in bold.'], { led: 'service', hours: int(7, 12) })
    })
    talk(
      1.6,
      {
        where: 'home',
        with: maybe(0.5) ? ['person', 'family'] : ['person'],
        heard: [
          'It takes {them} a while to find a word. It was always worth the wait.',
          '{They} cried, and said it was the tablets, and then said it was not the tablets.',
          'We did the kettle. It took nine minutes. {They} would not be helped.',
        ],
        reflection: maybe(0.4) ? 'I finished a sentence for {them}. It was the wrong sentence.' : undefined,
      },
      (s) => {
        goal = s.aims([
          'getting-around: Walk to the end of the street and back',
          'health: Get my legs and my words back, and go to the end of the street to use them',
          'daily-living: Do for myself again: stairs, buttons, the street',
          'health: Get back to the end of the street, on my own two feet',
        ])
        words = s.want('health', 'health', ['More of the speech lady. She’s the only one who waits', 'Somebody to practise with that isn’t family', 'The hand woman to come back'], {
          neverAsked: one(['nobody-asked', 'told-no', 'did-not-know']),
        })
        s.matters('control', ['Not being finished off. My sentences, I mean.', 'Doing my own hair. Badly.', 'Being asked first and helped second.'])
        s.strength('feelings', ['Pig-headed. It’s a medical term.', 'I counted to a hundred on the hospital ceiling, every night, till I could.', 'I’ve started again before. I was married twice.'])
      },
    )
    talk(
      2.6,
      {
        where: one(['hospital', 'home'] as const),
        heard: ['{They} walked me to the gate. It was a long gate.', '“Look,” {they} said, and lifted a cup.'],
      },
      (s) => {
        s.progress(goal, 'nearer', ['To the gate. The postman clapped.', 'Two buttons. Two more than Monday.', 'I said “rhododendron”. By accident.'], { helpedBy: [helping] })
        s.goes(goal, ['nearer: {They} {is} doing too much, and nobody dare say so.', 'nearer: I see it every morning. Tiny, but every morning.'], { by: 'family' })
        s.fit(helping, 'fits', ['They let me spill it.', 'Hands in their pockets. Best thing they do.'])
      },
    )
    note(3.3, (s) => {
      s.end(helping, ['Six weeks to the day, in the week {they} stood up.', 'Ended on the Friday. “Has plateaued.” {They} went up a stair on the Sunday.'], { planned: true, notice: int(2, 7), why: 'rule', led: 'rule' })
      label = s.label('health', ['“Plateaued.”', '“Poor rehab potential.”', '“Expressive dysphasia, frustrated.”'])
      s.stillUnmet(words, ['not-allowed: Six sessions is what there is.', 'waiting: Eleven months for the next one.'])
      s.effect('rule', 'harmed', ['They went when it started working.', 'Who picked six? Was it a stroke doctor or a calendar?'])
    })
    again({ life, note })
    talk(
      8,
      {
        where: one(['home', 'outdoors', 'cafe'] as const),
        heard: ['{They} had done the exercises every day on {their} own and had a chart of it, in felt pen.', 'Low. {They} had been told it was “as good as it gets”, in a corridor.'],
      },
      (s) => {
        const quiet = s.aspect('often', ['Silent; {kin} answered. “Nods when prompted.”', 'Said “yes” and “fine”, and meant neither.'], { where: 'hospital', withWhom: ['staff', 'family'] }, { area: 'health' })
        s.aspect(
          'once',
          ['Swore, fluently, at a referee, and then wept with laughing.', 'Told a joke with no nouns in it. It was filthy and I understood it perfectly.'],
          { where: one(['home', 'club'] as const), withWhom: ['friends'] },
          { area: 'fun', oppositeOf: quiet },
        )
        s.goes(goal, ['nearer: Slow. You’d lose a race with me if you were a hedge.', 'further: I’ve slipped back. There’s nobody to do it for.', 'nearer: Farther than the lamp post. Not to the shop.'])
        s.want('belonging', one(['voluntary', 'community'] as const), ['Other people it’s happened to', 'Somebody to go wrong in front of'], { neverAsked: 'nobody-asked' })
      },
    )
    if (maybe(0.45))
      note(11, (s) => {
        s.saidNo('health', ['not-eligible: “Too long since the event.” It is the waiting that made it long.', 'not-eligible: Not eligible: “able to make basic needs known”.'], { want: words, to: 'voluntary' })
        s.pause(goal, ['I’m leaving it a bit. I’m sick of my own hand.', 'Park it a while.'])
      })
    if (maybe(0.16)) {
      note(14, (s) => {
        s.home('residential', 'not-mine', ['{careHome}, after a second fall, straight from the ward, on a Friday.'], {
          led: 'service',
          notice: int(0, 3),
        })
        const room = s.start('residential', ['The flat has stairs, so the flat was the problem, so {they} {is} here.'], {
          led: 'service',
          goals: [goal],
        })
        s.compromise(
          {
            goal,
            want: words,
            wantedSector: one(['home-care', 'reablement', 'extra-care']),
            givenSector: 'residential',
            support: room,
            why: one(['not-here', 'waiting', 'full']),
            whoDecided: 'panel',
            says: 'unhappy',
          },
          ['More of the six weeks was wanted. A bed was given.'],
          'service',
        )
      })
      life.reach = 0.1
      talk(19, { where: 'care-home', heard: ['They lift {their} cup for {them} here. {They} showed me that {they} can lift it.'] }, (s) => {
        s.progress(goal, 'further', ['I sit. I’m a sitter now.', 'They’re that kind I’ve stopped moving.'], { hinderedBy: ['rule'] })
        s.worry('control', ['I’ll forget I could.', 'My flat. Somebody’s asking {close} about my flat.'])
      })
      review(25, ['“Settled.”'], true, (s) => {
        s.progress(goal, 'same', ['The chair’s the same, the wall’s the same.'])
      })
      talk(31, { where: 'care-home', heard: ['The felt-pen chart was on the wall. It stops the week {they} came.'] }, (s) => {
        s.still(goal, ['Still want it.'])
        s.progress(goal, 'same', ['Nothing doing.'])
      })
      return
    }
    talk(
      15,
      {
        where: one(['club', 'cafe', 'drop-in'] as const),
        chose: 'person',
        heard: ['A room of people all looking for the same word. It was hilarious, {they} {was} right.', '{They} walked in. I mean: {they} walked in.'],
      },
      (s) => {
        const club = s.start('voluntary', ['The Tuesday lot: nine strokes, two crashes, one biscuit tin.', 'A walking group that walks at the speed of whoever is slowest, by rule.'], { led: 'person', hours: 2, cost: 0, goals: [goal] })
        s.fit(club, 'fits', ['They wait. They’ve all day. So have I.', 'I’m not the worst! Roy’s the worst. He’s very proud of it.'])
        s.progress(goal, 'nearer', ['I’ve done the street. Both ways. Dog walkers and all.', 'I said “I’d like a pint” and I got a pint.', 'Four stairs, rest, four stairs, rest. Bed.'], { helpedBy: [club] })
      },
    )
    talk(
      21,
      {
        where: one(['home', 'outdoors'] as const),
        heard: ['{kin} has moved out of the box room. They are both pleased and neither says it.', '{They} taught me how to peel an orange with one hand. I still cannot.'],
      },
      (s) => {
        if (maybe(0.5)) s.reword(goal, ['Get to the shop and back with the paper under my arm', 'Not drive. Be driven, by somebody I can argue with', 'Talk to the grandchildren before they’re bored'], ['The old one was the old me.'])
        s.goes(goal, ['nearer: I did it with a limp and a story.', 'holding: It’s not what it was. It’s what it is. And it’s more than it was.'])
        s.strength('giving', ['I sit with the new ones. I don’t say “it gets better”. I say “it gets different”.', 'I’ve patience now. It cost enough.'])
        s.noLonger(label, 'not-me', ['Does that look like me? Look at me.', 'I’d like that crossed out by whoever wrote it.'])
      },
    )
    if (maybe(0.5))
      talk(28, { where: one(['outdoors', 'home'] as const), heard: ['We went to the end of the street and {they} kept going.'] }, (s) => {
        s.reach(goal, ['Did it. Two years. Six weeks, my foot.', 'I’ve done it and I’m going to do it tomorrow, so you needn’t come.'])
        s.goal('fun', ['Dance at our {kin}’s wedding, one dance', 'Catch a fish left-handed', 'Go back to that hospital and walk in'])
      })
  },
}

/** For some the six weeks come round again. Chance of its own, so that nothing else in the story hangs on it. */
function again({ life, note }: Pick<Story, 'life' | 'note'>): void {
  const own = chance(life.who.person, 'again')
  if (!own.maybe(0.55)) return
  let helping = ''
  note(5.5, (s) => {
    helping = s.start('reablement', ['Six weeks again, and the same two faces. {kin} had rung, and rung.', 'They are back. It took a fall in the bath to be “eligible” again.'], {
      led: own.one(['family', 'person'] as const),
      hours: own.int(5, 8),
    })
  })
  note(7, (s) => {
    s.end(helping, ['Ended as was agreed this time, with a date on the calendar from the first day.', 'Ended. {They} asked for it to be the Thursday, and it was the Thursday.'], {
      planned: true,
      notice: own.int(28, 35),
      why: 'ended-as-planned',
    })
  })
}
