import type { Arc } from '../story.ts'

const home: Arc['home'] = () => ({
  kind: 'own-home',
  choice: 'mine',
  years: [3, 16],
  about: ['A ground-floor flat on {street} with wide doors, fought for.', 'The adapted end house on {street}. The ramp has {their} tyre marks on it.', '{flats}, with a lift that mostly works.'],
})

const holds = [
  { area: 'work-and-learning', goal: 'Keep my job and be home before midnight', lost: 'I’ve handed my notice in. You can’t be late four days in five.' },
  { area: 'work-and-learning', goal: 'Finish the evening class and get the certificate', lost: 'I’ve missed three classes. They’ve given my place away.' },
  { area: 'giving', goal: 'Chair the tenants’ meeting without anyone speaking for me', lost: 'I’ve stood down. They said they’d keep my seat. They won’t.' },
  { area: 'love-and-family', goal: 'Be the one who picks the kids up', lost: 'Somebody else picks them up now. They’ve stopped asking why.' },
  { area: 'fun', goal: 'Play in the wheelchair team, first five', lost: 'They’ve given my shirt to a lad of nineteen. Nice lad.' },
] as const

/** Help that runs a life well, and a letter that takes half of it. */
export const cut: Arc = {
  name: 'cut',
  weight: 32,
  ages: [26, 64],
  kin: ['sister', 'brother', 'mum', 'daughter'],
  reach: 0.7,
  came: ['carried-over', 'carried-over', 'self', 'health'],
  home,
  kinCares: 'neither',
  kinAbout: ['Is {their} {relation} and refuses to be {their} carer. They both prefer it.', 'Lives near. Has a bad hip of {kinTheir} own.'],
  helped: true,
  pets: 0.4,
  stays: 0.35,
  tell({ life, talk, note, review, one, maybe, int }) {
    const sector = one(['personal-assistant', 'personal-assistant', 'home-care'] as const)
    const since = String(Number(life.met.slice(0, 4)) - int(2, 9))
    const hours = int(26, 48)
    const held = one(holds)
    let help = ''
    let goal = ''
    let want = ''
    note(0.4, (s) => {
      help = s.start(sector, ['Three people {they} chose, one {they} sacked.', 'Mornings, two evenings, and Saturday for living.', 'Worked out over years, hour by hour, on {their} own spreadsheet.'], {
        led: 'person',
        hours,
        when: { from: since, to: 'now' },
        ...(sector === 'personal-assistant' ? { how: 'direct-payment' as const } : {}),
        paidBy: ['council', 'person'],
      })
      s.fit(help, 'fits', ['I forget it’s there. That’s what good help is.', 'They’re my hands. They don’t have opinions about my breakfast.'])
    })
    talk(
      2.5,
      {
        where: one(['home', 'cafe', 'work'] as const),
        chose: 'person',
        heard: ['{They} had an agenda. I was item three.', 'We met where {they} work{s}, between two of {their} meetings.', '{They} wanted it understood that {they} {was} not a nice story.'],
      },
      (s) => {
        goal = s.goal(held.area, held.goal)
        s.matters('control', ['Saying when. That’s all of it. When.', 'Not being grateful.', 'Picking who touches me.'])
        s.strength('control', ['I run a staff of three, a budget and a bladder, before nine.', 'I can explain anything to anybody, twice, nicely, and then not nicely.', 'I’m good at asking. People think that’s weak. Try it.'])
        const meek = s.aspect('once', ['Careful, very polite, kept saying “I do appreciate”. {Their} hands shook.', 'Read from a sheet; did not look up.'], { where: 'office', withWhom: ['staff', 'strangers'] }, { area: 'control' })
        s.aspect('always', ['Running three conversations and an argument about onions.', 'Boss. Everyone’s, including mine.'], { where: 'home', withWhom: ['friends', 'staff'] }, { area: 'control', oppositeOf: meek })
      },
    )
    review(7, ['“No change” wanted by both sides, and got.', 'Went through the hours. {They} knew each by what it was for.'], true, (s) => {
      s.progress(goal, 'nearer', ['Going well. Touch wood, or whatever this is.', 'On it. On track. Don’t touch anything.'], {
        helpedBy: [help],
      })
    })
    talk(
      12,
      {
        where: one(['cafe', 'home', 'video'] as const),
        heard: ['Just news. {They} {has} a cold, a plan and a new {animal} in mind.', 'They were all laughing when I came in and would not say why.'],
      },
      (s) => {
        s.goes(goal, ['nearer: Did it. Doing it again Thursday.', 'holding: Three months without having to explain myself.'], { helpedBy: [help] })
        want = s.want('community', 'universal', ['A bus driver who’ll put the ramp down', 'A swimming pool with a hoist that works', 'One pub. One pub with a toilet I can get in'], { neverAsked: 'tired-of-asking' })
      },
    )
    const after = Math.round(hours * one([0.45, 0.5, 0.6]))
    note(19, (s) => {
      s.adjust(
        help,
        [
          `From ${hours} hours to ${after}. The letter came on a Saturday, so that there was nobody to ring.`,
          'Nearly half. “Following a desktop review.” Nobody had come to the desk, or the door.',
          'Cut, from the end of the month. Nobody used the word.',
        ],
        { hours: after, notice: int(3, 15), why: 'money', led: 'service' },
      )
      s.decided({ about: 'support', decidedBy: 'panel', personWanted: 'no', personAgreed: 'no' }, ['To bring it “into line”. With what, it does not say.'])
      s.effect('change', 'harmed', [
        'They’ve not cut my hours. They’ve cut my evenings, my job and my temper.',
        'I go to bed at half past seven. I’m a grown-up. I lie there and listen to the street.',
        'I had to choose between the toilet and the tea. You write that down.',
        'A person who’s never met me has decided when I wash.',
      ])
    })
    life.reach = 0.2
    if (maybe(0.5))
      note(20, (s) => {
        s.start('family-and-friends', ['{kin} does the evenings now. Nobody asked {kinThem}, either.', 'A rota of {kin}, {friend} and whoever is passing.'], { led: 'service', cost: 0, hours: 7, paidBy: ['nobody'] })
      })
    talk(
      21,
      {
        where: 'home',
        heard: ['In bed at four in the afternoon, dressed. “This is my evening.”', 'One of {their} people has gone already; she needed the hours.', 'The spreadsheet was on the wall with half of it in red.'],
        reflection: maybe(0.4) ? 'I work for the people who did this. I said so. {They} said {they} knew.' : undefined,
      },
      (s) => {
        s.progress(goal, 'further', [held.lost, 'Gone. Not paused. Gone.'], { hinderedBy: ['money', 'rule'] })
        s.progress(goal, 'further', ['I do the evenings now. We were family. Now we’re a rota.', 'I’ve heard {them} cry, and {they} do{es} not cry.'], { by: 'family' })
        s.fit(help, 'does-not', ['You can’t do half a toilet.', 'They run in, they run out. We’ve stopped having jokes.'])
        s.worry('feelings', ['I’m turning into what they think I am.', 'It took me fifteen years to build and one letter.'])
        s.step('worker', ['Ask for the reasons in writing', 'Get an advocate this week, not next month', 'Write down what each lost hour was for'], { goal, by: s.day })
      },
    )
    note(23.5, (s) => {
      const voice = s.start('advocacy', ['Somebody from the speaking-up people who reads law for pleasure.'], {
        led: 'person',
        hours: 1,
        goals: [goal],
      })
      s.fit(voice, 'fits', ['She asked what I wanted. Then she wrote that. Those words.'])
      if (maybe(0.4)) s.letGo(goal, 'not-possible-here', ['Leave it. I’ve not the evenings to want things in.'])
    })
    review(26, ['An appeal, by another name. {They} brought the spreadsheet, and {friend}, and a cushion.', 'Twelve people. {They} spoke for nine minutes. You could hear the radiator.'], false, (s) => {
      s.still(s.matters('control', 'Evenings.'), 'Evenings. Still. E-ven-ings.')
      s.step('service', ['An answer within twenty-eight days'])
    })
    if (maybe(0.55)) {
      note(29.5, (s) => {
        s.adjust(help, ['Put back, most of it. No apology; a spreadsheet error, it says. It was not theirs that had the error.', 'Evenings restored on the third asking.'], {
          hours: Math.round(hours * 0.9),
          why: 'more-help-wanted',
          led: 'person',
        })
        life.reach = 0.6
      })
      talk(
        32,
        {
          where: one(['home', 'cafe'] as const),
          heard: ['Half past ten at night when {they} answered my message. “I’m UP,” {they} wrote.'],
        },
        (s) => {
          const again = s.goal('control', ['Get back to where I was before the letter', 'Evenings, and somebody to waste them with', 'Never be that frightened of an envelope again'])
          s.progress(again, 'nearer', ['Slowly. You don’t get the job back with the hours.', 'It’s coming. I’m not who I was before, mind.'], { helpedBy: [help] })
          s.rated(help, ['fits: Back to forgetting it’s there. Nearly.', 'partly: I count them now. I never used to count.'])
        },
      )
    } else {
      talk(
        31.5,
        {
          where: 'home',
          heard: ['No answer yet. {They} had stopped opening the post.', 'Smaller. It is the word I keep taking out and putting back.'],
        },
        (s) => {
          s.fit(help, 'does-not', ['It keeps me alive. I used to have a life.', 'Ask me again when I’ve had a bath.'])
          s.unmet(want, 'no-reason-given', 'That, and the rest.')
          s.effect('silence', 'harmed', ['Twenty-eight days was a good while ago.', 'They’re waiting for me to get tired. It’s working.'])
        },
      )
    }
  },
}

/** Support that somebody builds up themselves, little by little. */
export const grown: Arc = {
  name: 'grown',
  weight: 22,
  ages: [25, 66],
  kin: ['sister', 'brother', 'mum', 'daughter'],
  reach: 0.85,
  came: ['self', 'health', 'friend', 'voluntary'],
  home,
  kinCares: 'them-for-me',
  kinAbout: ['Did everything for a year and is ready to be a {relation} again.', 'Drives {them} everywhere and is late for work on account of it.'],
  helped: true,
  pets: 0.5,
  stays: 0.75,
  tell({ talk, note, review, one, maybe, int, goesWell }) {
    let hours = int(4, 8)
    let help = ''
    let goal = ''
    let want = ''
    talk(
      1,
      {
        where: one(['home', 'cafe'] as const),
        chose: 'person',
        heard: ['{They} had written one line on the back of a seed packet and slid it over.', 'I asked what a good Tuesday was. It took an hour and was the whole plan.', '{They} did not want help. {They} wanted {their} Thursdays.'],
      },
      (s) => {
        goal = s.aims([
          'getting-around: Go out without it being an expedition',
          'daily-living: Live in my own house, not just be in it',
          'fun: Have my Thursdays, and people round',
          'control: Say yes to things and not have to ring round first',
        ])
        want = s.want('daily-living', 'personal-assistant', ['One person, that I pick, who’s strong and doesn’t talk before ten', 'Somebody to be my arms, and drive', 'Two lads from the estate, not an agency'], {
          neverAsked: one(['did-not-know', 'nobody-asked']),
        })
        s.shown('control', ['Holding the money {themself}, with somebody to do the payslips.', 'Meeting a woman down the road who has done it for years and keeps a file.'], { sector: 'personal-assistant', want })
        s.strength('control', ['I ran a kitchen for eleven years. I can run a rota.', 'I know what I like. It saves time.', 'I’m fussy and I’m fair.'])
      },
    )
    note(3.5, (s) => {
      help = s.start('personal-assistant', ['Starts small: one person, one morning, to see.', '{They} wrote the advert: “Must like dogs and silence.”'], {
        led: 'person',
        hours,
        how: 'direct-payment',
        wants: [want],
        goals: [goal],
        paidBy: ['council'],
      })
      s.met(want, ['Her name’s Ayo, she’s late, she’s perfect.', 'He used to lift pianos. I’m no piano.'], { support: help })
    })
    for (const [month, about] of [
      [7, ['A second morning, as the first one worked.', 'A Thursday evening added. {They} called it the luxury hour.']],
      [12, ['Saturdays too, now that {they} {has} somewhere to be of a Saturday.', 'Two more hours, to get to {place} and not watch the clock.']],
      [19, ['Up by a couple, and swapped about: less washing, more out.', '{They} moved the hours {themself} and told us after. Quite right.']],
    ] as const) {
      talk(
        month,
        {
          where: one(['home', 'cafe', 'outdoors', 'work'] as const),
          heard: [
            '“It’s working, so I want a bit more of it,” {they} said.',
            '{They} did the interview of the second one {themself}. I was made to wait in the kitchen.',
            'News in order of size: the boiler, the wall, the job.',
            'We reckoned up on the seed packet. {They} {has} kept it.',
          ],
        },
        (s) => {
          hours += int(1, 3)
          s.adjust(help, about, { hours, why: 'more-help-wanted', led: 'person', notice: 30 })
          s.goes(
            goal,
            [
              'nearer: Went, came back, wasn’t tired. That’s three firsts.',
              'nearer: I’ve done it four Tuesdays. It’s nearly boring.',
              'nearer: Had six round the table. Six! We’d five chairs.',
              'nearer: I was out till eleven. In the rain.',
            ],
            { helpedBy: [help] },
          )
          if (month === 12) s.goes(goal, ['nearer: I rang and {they} {was} out. I sat there with the phone like a fool, smiling.', 'different: I’ve been sacked, I think. It’s wonderful.'], { by: 'family' })
          if (month === 7) s.fit(help, 'fits', ['She does what I’d do if I could. No more, no less.', 'It fits because I cut it.'])
          if (month === 19) s.reword(goal, ['Be the one who has people round', 'Work mornings and be out Thursdays, for good', 'Stop calling it an outing'], ['It’s grown. So have I.'])
        },
      )
    }
    review(23, ['{They} sent round the figures beforehand. Under budget by eleven pounds.', 'Short. “What would you change?” “The weather.”'], true, (s) => {
      s.fit(help, 'fits', ['Same as last time. Don’t fiddle.', 'Best thing I ever signed.'])
      s.decided({ about: 'support', decidedBy: 'person', how: 'own', personWanted: 'yes', personAgreed: 'yes' }, ['To keep it in {their} own hands.'])
    })
    talk(
      28,
      {
        where: one(['home', 'work', 'club'] as const),
        heard: ['{They} {was} showing somebody newer how to write an advert.', 'Tea at {theirs}. Seven chairs.'],
      },
      (s) => {
        if (goesWell()) s.reach(goal, ['I’d call that done. I’d call that a life.', 'Reached. I’ll have another, please.'])
        s.aims(['giving: Show three other people how to do this', 'fun: Take Ayo’s kids to the panto, my treat', 'love-and-family: Fall in love, I’ve the evenings for it'])
        s.strength('giving', ['I’m an employer. Payslips and all.', 'I explain it to people without the jargon. There was a lot of jargon.'])
        if (maybe(0.5))
          s.adjust(help, ['An hour less: {they} gave it back, “before you ask”.'], {
            hours: hours - 1,
            why: 'less-help-wanted',
            led: 'person',
            notice: 30,
          })
      },
    )
  },
}
