import type { Arc } from '../story.ts'

/** Somebody whose memory goes, and who is married to somebody whose own story is told here too. */
export const memory: Arc = {
  name: 'memory',
  weight: 19,
  ages: [71, 88],
  kin: ['daughter', 'son'],
  gentle: true,
  reach: 0.35,
  came: ['health', 'family', 'carried-over'],
  home: (who) => ({
    kind: 'own-home',
    choice: 'shared',
    years: [22, 48],
    about: [`With {their} ${who.pronouns === 'she' ? 'husband' : 'wife'}, on {street}. Labels on the cupboards, in two handwritings.`, `The house on {street}, with {their} ${who.pronouns === 'she' ? 'husband' : 'wife'} and two armchairs.`],
    together: true,
  }),
  kinCares: 'neither',
  kinAbout: ['Comes Fridays with the children and a tin of something.', 'Phones the one to ask about the other.'],
  helped: true,
  pets: 0.3,
  stays: 0.5,
  not: ['love-lost', 'money', 'animal', 'scam', 'getting-about', 'neighbours'],
  tell({ who, talk, note, review, one, maybe, int, goesWell, life, dies }) {
    const other = who.pair?.other
    life.words.set('spouse', who.pronouns === 'she' ? 'husband' : 'wife')
    let goal = ''
    let want = ''
    let care = ''
    talk(
      0.5,
      {
        where: 'home',
        with: ['person', 'family'],
        heard: [
          '{They} told me the story of the tandem twice, and it was better the second time.',
          'We sat, the three of us, with the photograph box. The names came, if nobody asked for them.',
          '{They} asked if I was the plumber. I said no. “Pity,” {they} said.',
        ],
      },
      (s) => {
        if (other) s.named('spouse', { tie: 'partner', care: 'them-for-me', person: other }, undefined, 'Married longer than I have been alive.')
        s.label('health', ['“Mixed dementia, moderate.”', '“Alzheimer’s type. Wandering.”', '“Lacks insight.”'])
        goal = s.goal('love-and-family', ['Be in the same bed as my own {spouse}', 'Walk to the paper shop, same as I always have', 'Not be a nuisance to my other half', 'Stay together'], { towards: 'keep' })
        s.matters('love-and-family', ['That face. Whatever they call it. That one there.', 'Holding hands going over the road.', 'Dancing in the kitchen.'])
        s.strength('feelings', ['Still makes me laugh before I’ve got my teeth in.', 'Always thanks people. It is in there deeper than the names.', 'Knows when a child’s about to cry.'], 'family')
      },
    )
    talk(
      3.5,
      {
        where: one(['home', 'outdoors'] as const),
        heard: ['{They} walked me to the paper shop. {They} did not need me. The shopkeeper had the paper folded ready.', '{They} had taken the mower to bits. All the pieces were in order.'],
      },
      (s) => {
        const lost = s.aspect('often', ['Lost, pulling at the door, asking for {their} mother.', 'Could not say the year. Wept at being asked.'], { where: 'hospital', withWhom: ['strangers', 'staff'] }, { area: 'feelings' })
        s.aspect(
          'often',
          ['Host of the house: coats, chairs, the good biscuits. Word-perfect on the tandem.', 'Led the singing at the wool table, every verse.'],
          { where: one(['home', 'cafe'] as const), withWhom: ['friends'] },
          { area: 'belonging', oppositeOf: lost },
        )
        want = s.want('community', one(['community', 'voluntary'] as const), ['Somebody to walk with who knows the way and doesn’t say so', 'To still go to the club', 'A job to do. Give me a job'], { neverAsked: 'nobody-asked' })
        s.step('worker', ['Ask the paper shop, the bus drivers and {neighbour} to keep half an eye', 'A card for {their} pocket that says who to ring'], { goal })
      },
    )
    note(7, (s) => {
      const shopkeeper = s.start('community', ['The paper shop, the allotment gate and {neighbour}: seven people know the way home, and which story to ask for.'], {
        led: 'together',
        cost: 0,
        paidBy: ['nobody'],
        wants: [want],
        goals: [goal],
      })
      s.met(want, ['I’m needed at the allotment. They can’t do without me.', 'Off I go and back I come.'], { support: shopkeeper })
      care = s.start('home-care', ['An hour in the morning, so that somebody else does the socks.'], {
        led: 'family',
        hours: 7,
        goals: [goal],
      })
    })
    talk(
      11,
      {
        where: 'home',
        with: ['person', 'family'],
        heard: ['{They} {was} not sure of me. {They} {was} sure of the armchair, the hand and the tune.', 'A good day: a whole conversation about soil.'],
      },
      (s) => {
        s.goes(goal, ['holding: We’re all right, us.', 'holding: Here we are. The two of us and you.'])
        s.goes(goal, ['further: Three nights up, the pair of them. Don’t put that where {they} can read it.', 'further: {They} get{s} to the shop. It is the coming home that has gone.'], { by: 'family' })
        s.rated(care, ['not-sure: There’s a lass comes. I don’t know what for.', 'fits: She lets me do my own buttons.'])
        if (maybe(0.5))
          s.turningPoint(['The day of the tandem. The brakes went. That’s how we met the ditch, and each other.'], {
            from: String(who.birthYear + 22),
            precision: 'about',
          })
      },
    )
    if (maybe(0.5))
      note(14, (s) => {
        s.plan('less', ['The hour becomes a half. A letter to “the family”.'], { support: care, hours: 3.5 })
        s.adjust(care, ['Half an hour. The socks, or the wash, or the breakfast.'], {
          hours: 3.5,
          notice: int(5, 13),
          why: 'money',
          led: 'service',
        })
        s.effect('change', 'harmed', ['{They} will not be hurried. So {they} {is} hit-and-missed instead.'], 'family')
      })
    review(16, ['By phone, with {kin}. It was decided that it was stable.', 'The form asks for risks. I wrote the tandem under “other”.'], true, (s) => {
      s.goes(goal, ['holding: Said so by taking a hand.', 'could-not-ask: Not asked.'], { by: 'worker' })
    })
    const { moves, dies: end } = who.pair ?? {}
    if (moves) {
      note(moves, (s) => {
        s.decided(
          {
            about: 'home',
            decidedBy: one(['family', 'panel', 'worker']),
            how: 'best-interests',
            personWanted: one(['no', 'not-asked']),
            personAgreed: 'could-not-ask',
          },
          ['To go to {careHome}. A live-in carer, or a flat for two, was what they both wanted.'],
        )
        s.home('residential', 'not-mine', ['{careHome}, without {their} {spouse}. The bed is a single.'], {
          led: 'service',
          notice: int(1, 8),
        })
        s.end(care, ['Stopped on the day of the move.'], {
          planned: false,
          notice: int(1, 6),
          why: 'moved',
          next: 'residential',
          led: 'service',
        })
        const room = s.start('residential', ['After eleven nights up and one in the police car, a bed was found in an afternoon.'], {
          led: 'service',
          goals: [goal],
        })
        s.compromise(
          {
            goal,
            wantedSector: one(['extra-care', 'home-care']),
            givenSector: 'residential',
            support: room,
            why: one(['not-here', 'full', 'too-dear']),
            whoDecided: 'panel',
            says: one(['unhappy', 'could-not-ask']),
          },
          ['A flat for the two of them at {extraCare} was wanted. One room for one of them was given.'],
          'service',
        )
      })
      life.reach = 0.1
      talk(
        moves + 3,
        {
          where: 'care-home',
          with: ['person', 'family'],
          heard: ['{They} {was} at the door with somebody else’s hat. When the hand came {they} sat.', 'They have pushed two chairs together. The home keeps putting them back.'],
        },
        (s) => {
          s.progress(goal, 'further', ['At the door most of the day, {they} look{s} for one person.', 'Would not go to bed. Pointed at the other half of it.'], { by: 'worker', hinderedBy: ['rule'] })
          s.progress(goal, 'further', ['{They} ask{s} to go home. I say tomorrow. I have said tomorrow forty times.', 'Two chairs. I push them together, I go, and by morning they are apart.'], { by: 'family' })
          s.still(goal, 'Together. It’s all that’s ever asked for.', 'family')
        },
      )
      review(moves + 7, ['“Settled in well.” The two chairs are in nobody’s plan.'], true, (s) => {
        s.progress(goal, 'same', ['As it was.'], { by: 'worker' })
      })
    } else {
      life.reach = 0.6
      talk(
        21,
        {
          where: 'home',
          with: ['person', 'family'],
          heard: ['{They} poured. It went in the saucer and nobody looked.', 'The new morning person sings, so it goes in half the time.'],
        },
        (s) => {
          s.adjust(care, ['An hour again, and the same person: asked for, waited for, got.'], {
            hours: 8,
            why: 'more-help-wanted',
            led: 'family',
          })
          s.progress(goal, 'holding', ['We’ve been to look at the sea. I drove. Didn’t I?', 'All present and correct.'])
          s.progress(goal, 'holding', ['Two in a bed and one of them awake. But two.'], { by: 'family' })
        },
      )
      talk(
        26,
        {
          where: one(['home', 'outdoors'] as const),
          with: ['person', 'family'],
          heard: ['The names have gone. The manners have not.', '{They} patted the chair next to {them}, for me.'],
        },
        (s) => {
          s.matters('feelings', ['A hand. Any hand, but that one best.', 'The tune. Not the words, the tune.'])
          s.progress(goal, goesWell() ? 'holding' : 'further', ['Smiled, and did not let go.'], { by: 'worker' })
        },
      )
    }
    if (end)
      dies(end, moves ? ['Died at {careHome}, an afternoon, the two chairs together.'] : ['Died at home, in the double bed.'], [
        '{kin} had read the tandem story out at the bedside. {They} opened {their} eyes for the ditch.',
        '{kin} asked that we go on calling on the one who is left. We will.',
      ])
  },
}
