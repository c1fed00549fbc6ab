import { daysAfter } from '../../../domain/values.ts'
import { wards } from '../places.ts'
import type { Arc } from '../story.ts'

/** Somebody on their own since a death or a move, and what small things near by can do. */
export const alone: Arc = {
  name: 'alone',
  weight: 28,
  ages: [63, 88],
  kin: ['daughter', 'son', 'niece', 'sister'],
  reach: 0.65,
  came: ['self', 'friend', 'health', 'voluntary', 'family'],
  home: () => ({
    kind: 'own-home',
    choice: 'mine',
    years: [5, 44],
    about: ['{street}. Two armchairs, one dent.', 'A flat on {street}, very tidy, the radio on in every room for company.', 'The end house on {street}, curtains drawn at four.'],
  }),
  kinCares: 'neither',
  kinAbout: ['In another country. Video on Sundays, when it works.', 'Twenty minutes away and always about to come.', 'Fell out over the funeral. Both sorry, neither says.'],
  pets: 0.4,
  stays: 0.55,
  tell({ talk, note, review, missed, one, maybe, int, dies }) {
    let goal = ''
    let want = ''
    talk(
      0.8,
      {
        where: 'home',
        chose: 'person',
        heard: [
          'The referral was about the bath. We did the bath in five minutes. The rest was {lost}.',
          '{They} had laid two cups. “Habit,” {they} said, and put one back, and then took it out again for me.',
          'I was the first person {they} had spoken to since Thursday. It was Wednesday.',
        ],
        reflection: maybe(0.4) ? '{They} said “I mustn’t keep you” four times, and kept me, and I was glad.' : undefined,
      },
      (s) => {
        s.matters('love-and-family', ['{lost}’s chair. Don’t sit in it. Oh, sit in it, go on.', 'Being expected somewhere.', 'The hour after tea. That’s the long one.', 'Cooking for somebody. It’s not worth it for one.'])
        goal = s.aims([
          'community: Have somewhere to be on a Thursday',
          'giving: Use my hands for something',
          'belonging: Make one new friend before I forget how',
          'fun: Get out of this chair and into the world',
          'belonging: Be missed if I don’t turn up',
        ])
        s.strength('giving', [
          'I ran a wages office. Two hundred men and never a penny out.',
          'I was forty years on the boats. I can mend a net, a kettle or a mood.',
          'I can talk to anybody once I’ve started. It’s starting.',
          'I brought up five, on one wage and a lot of soup.',
        ])
        s.worry('feelings', ['Dying in here and it being the smell that tells them.', 'I talk to the radio. I’ve started to mind what it thinks of me.', 'That I’m boring. I never used to be boring.'])
      },
    )
    note(2.5, (s) => {
      s.saidNo('mental-health', ['not-complex-enough: “Grief is not an illness.” True. It is not nothing either.', 'no-reason-given: Sent a leaflet on sleep.'], { to: 'voluntary' })
      want = s.want(
        'belonging',
        one(['community', 'community', 'voluntary', 'homeshare'] as const),
        ['Men, in a shed, not talking about it', 'Somebody to have my dinner with', 'To be useful. I don’t want visiting, I want a job', 'A lift to anything'],
        { neverAsked: one(['nobody-asked', 'nobody-asked', 'did-not-know']) },
      )
      s.step('person', ['Go as far as the door of the hall and look in', 'Ring one person from the old address book'], { goal, by: daysAfter(s.day, 21) })
    })
    if (maybe(0.4)) missed(4.5, ['person/afraid: Got as far as the hall and came home.', 'us/cancelled: We were to go together. I was off sick and nobody told {them}.'])
    talk(6.5, { where: one(['home', 'outdoors', 'cafe'] as const), heard: ['{They} had been past the hall four times and in once.', 'Same two cups. {They} used the second one without noticing.'] }, (s) => {
      s.shown('community', ['The repair table wants somebody who can add up.', 'The school down the road needs people who have time to be read to.', 'The wool table, the walking lot, the shed: I said what I knew of each, and shut up.'], {
        sector: 'community',
        want,
      })
      s.goes(goal, ['same: I looked in. They were laughing. I came home.', 'nearer: I went in! I had a biscuit and left.', 'same: Not yet. Don’t rush me, I’ve all day.'])
      const indoors = s.aspect('often', ['Slow, apologetic, asked me twice what day it was.', 'Grey. Buttons done up wrong.'], { where: 'home', withWhom: ['alone', 'staff'] }, { area: 'feelings' })
      s.aspect(
        'once',
        ['Took over the tea urn, the rota and the treasurer’s hat in one afternoon.', 'Told the one about the bishop and the ferret to a table of strangers, with actions.'],
        { where: 'drop-in', withWhom: ['peers'] },
        { area: 'belonging', oppositeOf: indoors },
      )
    })
    note(10, (s) => {
      const place = s.start('community', ['Thursdays at the hall; {neighbour} calls for {them} at ten.', 'Reading with the little ones on Mondays. They call {them} by {their} first name. It was a shock.'], {
        led: 'person',
        hours: 3,
        cost: 0,
        paidBy: ['nobody'],
        wants: [want],
        goals: [goal],
      })
      s.met(want, ['I’d a cold, and three people rang. Three!', 'They’ve given me a mug with my name on. So I’m in.', 'I’ve my dinner there, Thursdays. Somebody else’s gravy.'], { support: place })
      s.fit(place, 'fits', ['I’m not a client, I’m the treasurer.', 'It’s just folk.'])
    })
    if (maybe(0.5))
      talk(
        14,
        { where: one(['home', 'cafe'] as const), heard: ['The anniversary. We looked at the wedding, and the caravan, and the other caravan.', 'A bad week in a good month, {they} said.'], late: maybe(0.3) ? int(30, 70) : 0 },
        (s) => {
          s.turningPoint(['Scattering the ashes in the wrong wind. I laughed. I thought, hello, I’m still here.', 'Giving the clothes away. The girl in the shop held my hand.'], { from: s.month, precision: 'about' })
          s.progress(goal, 'holding', ['I go. Some weeks I go and sit in the car. But I go.'])
        },
      )
    talk(18, { where: one(['club', 'cafe', 'drop-in'] as const), heard: ['I had to make an appointment.', '{They} interrupted me to take a phone call about raffle prizes.'] }, (s) => {
      s.goes(goal, ['nearer: I’m out four days in seven. The {animal} next door has noticed.', 'nearer: I’ve three in the address book that aren’t dead.', 'nearer: I was missed. I’d the flu and there was soup on the step.'])
      s.goes(goal, ['nearer: I can’t get {them} on the phone! I’m not complaining.', 'different: {They} told me about a Roy, or a Rita. I asked no questions.'], { by: 'family' })
      if (maybe(0.6)) s.reword(goal, ['Somewhere to be, Thursdays, and somebody to fetch', 'Be the one who calls for the others', 'A friend to go on the coach with'], ['I’ve enough for me. There’s others.'])
    })
    if (maybe(0.35))
      note(22, (s) => {
        s.effect('change', 'harmed', ['They’ve put the rent up on the hall. Two hundred pounds a month for a kettle and some kindness.', 'The bus has gone. That’s nine of us indoors.'])
        s.want('getting-around', 'universal', ['The ten o’clock bus back', 'A lift, Thursdays'], { neverAsked: 'nobody-asked' })
      })
    review(26, ['“What support do you receive?” “None. I’ve friends.” It will not let me leave it blank.'], true, (s) => {
      s.goes(goal, ['nearer: Full diary. Look.', 'holding: I’m all right. You can stop coming, but don’t.'])
    })
    if (maybe(0.5))
      talk(30, { where: one(['outdoors', 'home', 'club'] as const), heard: ['{They} {has} taken to calling for somebody newer, two doors down, whose curtains were drawn at four.'] }, (s) => {
        s.reach(goal, ['I’d say so. I’m expected.', 'Tick it. I’ve things to do.'])
        s.strength('giving', ['I knock. Three times. I know what it’s like not to answer.'])
      })
    if (maybe(0.25))
      dies(
        33,
        ['In the night, at home, the diary open on a full week.'],
        ['Two hundred at the funeral. {kin} had thought {they} {was} lonely.', '{kin} found a mug with {their} name on it and rang to ask where it was from. I told {kinThem} all of it.'],
      )
  },
}

/** Somebody who got away, and the life after. */
export const safe: Arc = {
  name: 'safe',
  weight: 15,
  ages: [22, 56],
  kin: ['sister', 'mum', 'auntie', 'cousin'],
  reach: 0.55,
  came: ['health', 'friend', 'voluntary', 'self'],
  home: () => ({ kind: 'own-home', choice: 'shared', years: [2, 10], about: ['With a partner, in a house {they} may not have keys to.', 'A nice house on {street}. The curtains are chosen for {them}.'] }),
  kinCares: 'neither',
  kinAbout: ['Not seen for two years; was told {they} had gone off {kinThem}.', 'Keeps a bag packed for {them} behind {kinTheir} wardrobe.'],
  pets: 0.3,
  stays: 0.45,
  not: ['neighbours', 'love-lost', 'scam', 'animal'],
  sidesAfter: 11,
  tell({ life, who, talk, note, review, missed, one, maybe, int }) {
    const partner = who.pronouns === 'he' ? 'she' : 'he'
    life.words
      .set('p', partner)
      .set('pThem', partner === 'he' ? 'him' : 'her')
      .set('P', partner === 'he' ? 'He' : 'She')
    const elsewhere = one(wards.filter(({ town }) => town !== who.ward.town)).code
    let goal = ''
    let concern = ''
    let small = ''
    missed(0.8, ['person/afraid: Cancelled by text, in a style that was not {theirs}.'])
    talk(
      2,
      {
        where: one(['hospital', 'cafe', 'other'] as const),
        chose: 'worker',
        heard: [
          'Ten minutes, in the baby-changing room of the surgery, with the tap running.',
          '{They} answered every question with “we”. I asked about “I”. It was a long wait.',
          '{They} looked at the phone each time it lit. It lit eleven times.',
        ],
        reflection: 'I did not push. I left the number inside a leaflet about ear wax.',
      },
      (s) => {
        s.named('partner', { tie: 'partner', care: 'neither' }, one(partner === 'he' ? ['Carl', 'Simon', 'Mick'] : ['Dawn', 'Nicola', 'Jo']), ['{P} answers the phone.', 'Very charming to me.'])
        small = s.aspect('always', ['Bright, quick, “we’re fine”; checked the door.', 'Spoke when looked at. Asked for permission to take {their} coat off.'], { where: 'home', withWhom: ['family'] }, { area: 'safety' })
        concern = s.concern(
          { kinds: one([['domestic'], ['domestic', 'psychological'], ['domestic', 'financial']]), personWants: one(['not-act', 'not-act', 'act']), raisedWith: { sector: 'other' } },
          ['A wrist, held out as if by accident. “I’m clumsy.”', 'No bank card, no key, a mileage check on the car. {They} said it as if everyone had one.'],
          daysAfter(s.day, int(40, 85)),
        )
        s.matters('love-and-family', ['{close}’s number, in my head. Nowhere else.', 'Being in a room with the door open.', 'Somebody knowing where I am, who isn’t {pThem}.'])
      },
    )
    note(4.5, (s) => {
      s.decided({ about: 'safety', decidedBy: 'person', how: 'own', personWanted: 'yes', personAgreed: 'yes' }, ['Not yet. {They} asked me to keep asking.', 'A day, a bag, a neighbour with a car. {They} chose the day.'])
      s.saidNo('housing', ['wrong-area: “Local connection.” {They} {is} being found by the local connection.', 'full: No spaces that take an older child, or an animal.'], { right: 'housing', to: 'voluntary' })
    })
    talk(
      7.5,
      { where: one(['other', 'video'] as const), chose: 'person', heard: ['{They} {has} gone. Two bags, the photographs, odd shoes.', 'From a kitchen that is not on any map. {They} talked for two hours and laughed once, in surprise.'] },
      (s) => {
        s.home('refuge', 'mine', ['A room with a lock on the right side. The address is not written here.'], { led: 'person', notice: 0, area: 'elsewhere' })
        s.start('voluntary', ['The women and men who run it have mostly been there.', 'A worker who has done this for twenty years and never once says “why didn’t you”.'], { led: 'together', hours: 3 })
        goal = s.aims(['safety: Sleep on my own in a bed in the dark', 'home: A home {p} doesn’t know the door of', 'control: My own money in my own name', 'control: Find out what I like for breakfast', 'love-and-family: Have {kin} back'])
        s.gone('partner', 'not-safe', 'Not to be told anything, by anyone.')
        s.concernClosed(concern, one(['support-changed', 'enquiry']), one(['fully', 'partly']), ['{They} {is} away. The rest is {theirs} to decide.'])
      },
    )
    talk(
      11,
      { where: one(['cafe', 'other'] as const), chose: 'person', heard: ['{They} chose the seat facing the door, and said so, and then swapped with me.', 'We opened a bank account. {They} practised the signature on a napkin.'] },
      (s) => {
        s.goes(goal, ['nearer: Eggs. I like eggs. I didn’t know.', 'nearer: Four nights through.', 'nearer: I’ve a card with my name on. I took it out to look at on the bus.', 'same: I still put the tins facing forward.'])
        s.goes(goal, ['nearer: {They} rang. I didn’t say “I told you”. I bit clean through my tongue.', 'same: {They} flinched when I hugged {them}. I cried in the loo.'], { by: 'family' })
        s.strength('safety', ['I got out. With odd shoes, but I got out.', 'I can read a room through a wall.', 'I saved eleven pounds a week in a box of cereal. For two years.'])
        const want = s.want('home', 'housing', ['A flat a long way off, with two ways out', 'Somewhere with a garden, for a {animal}, for noise'], { neverAsked: 'nobody-asked' })
        s.unmet(want, 'waiting', 'On the list in three towns.')
      },
    )
    note(15, (s) => {
      s.retold('housing', true, ['To housing, through glass, with a queue.', 'To the fourth one. {They} asked could it be printed on a card.'])
      s.effect('form', 'harmed', ['They wrote to the old house to ask if I’d left it.', 'They wanted {pThem} to sign that I’d gone.'])
      s.worry('safety', ['Every silver car.', 'That {p}’ll be sorry. {P}’s very good at sorry.', 'That I’ll go back. I’ve gone back before. Four times. Write four.'])
    })
    const back = maybe(0.25)
    if (back)
      note(17, (s) => {
        s.pause(goal, ['I went back for a weekend. Don’t be kind about it.', 'I’m not talking about it for a bit.'])
      })
    talk(
      20.5,
      {
        where: 'home',
        chose: 'person',
        heard: ['A flat, three locks, yellow walls. {They} painted it {themself}, badly, and will not be told.', 'Something was in the oven. {They} had burnt it and nobody had minded; {they} told me that twice.'],
      },
      (s) => {
        s.home('own-home', 'mine', ['A flat. Where, is {their} business.'], { led: 'person', notice: 20, area: elsewhere })
        if (back) s.pickUp(goal, ['For good, this time. Five, but for good.'])
        s.turningPoint(['I dropped a plate. Nothing happened. I dropped another one.', 'When {kin} said “we never stopped”.'])
        s.aims(['work-and-learning: Go back to nursing, or what’s left of it', 'fun: A night out, with shoes', 'belonging: Be somebody’s neighbour', 'fun: Get a loud hobby'])
        s.aspect('often', ['Loud. Opinions, elbows, a laugh you could hear from the stairs.'], { where: 'home', withWhom: ['family', 'friends'] }, { area: 'safety', oppositeOf: small })
      },
    )
    review(26, ['By choice, and short.'], false, (s) => {
      s.strength('giving', ['I sit with the new ones of a night. I don’t say anything. I do toast.'])
      s.matters('control', ['The remote. The window. The last word, now and then.'])
    })
    talk(31, { where: one(['cafe', 'home', 'outdoors'] as const), heard: ['{They} sat with {their} back to the door. I noticed before {they} did.', '{kin} was there, and they bickered all through.'] }, (s) => {
      const now = s.goal('feelings', ['A whole week without checking the street'], { towards: 'keep' })
      s.progress(now, 'nearer', ['Five days. Then a silver car. Then five days.'])
    })
  },
}
