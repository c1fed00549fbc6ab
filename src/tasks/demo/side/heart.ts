import { daysAfter } from '../../../domain/values.ts'
import type { Side } from '../story.ts'

/** Somebody to love, which no service sells. */
export const love: Side = {
  name: 'love-lost',
  suits: (who, arc) => who.tongue !== 'none' && who.pair === undefined && arc.name !== 'safe',
  tell({ who, talk, note, review, one, maybe }) {
    let goal = ''
    talk(
      one([10.5, 11.6]),
      {
        where: one(['cafe', 'outdoors', 'home']),
        chose: 'person',
        heard: ['It took three cups of tea and then it came out in one breath.', '“Is it allowed to say?” It is.', '{They} asked if I was married and then told me why {they} had asked.'],
        reflection: maybe(0.4) ? 'Eleven life areas on our form, and not this.' : undefined,
      },
      (s) => {
        goal = s.goal('love-and-family', [
          'Somebody to wake up next to',
          'Go on a date before I’m any older',
          'Hold hands with someone at the pictures',
          'A girlfriend or a boyfriend, and no commentary',
          'Be kissed again. There, I’ve said it',
        ])
        s.want('love-and-family', one(['community', 'voluntary']), ['Somewhere to meet people that isn’t for “people like us”', 'Someone to help me with the message, what to put', 'A lift home at midnight and no questions'], {
          neverAsked: one(['not-allowed', 'nobody-asked', 'told-no']),
        })
        s.worry('feelings', ['That I’ve left it too late.', 'That they’ll want to know everything, and then they’ll know.', 'They’d have a meeting about it.'])
      },
    )
    note(one([17.7, 18.8]), (s) => {
      if (maybe(0.35))
        s.decided({ about: 'contact', decidedBy: one(['person', 'worker', 'family']), personWanted: one(['yes', 'no', 'partly']) }, [
          'Whether {they} may stay out till eleven. {They} {is} a grown-up. It took a meeting.',
          'To go. {They} bought a shirt.',
        ])
      s.goes(goal, ['nearer: We had a coffee. Nobody spilt anything.', 'nearer: I wrote, I rubbed it out, I wrote it again. It’s sent.', 'same: Nothing. But I’ve had my hair done.'])
      s.goes(goal, ['further: {They} {has} been hurt before and I’m the one that mops up.', 'nearer: {They} bought aftershave, or scent, or whatever it was. The house reeks. I’m delighted.'], { by: 'family' })
    })
    review(one([25.2, 26.1]), ['It is not in the plan. I put it in, in {their} words, and three people coughed.', 'We left that page blank, at {their} wish, and talked about it on the stairs.'], true, (s) => {
      const way = maybe(0.4)
      if (way) {
        s.reach(goal, ['Eight weeks. We’ve had a row and made up. It’s real.', 'There is somebody. That’s all you’re getting.'])
        s.put(
          'CircleMemberNamed',
          { member: s.id(), tie: 'partner', care: 'both' },
          { name: one(who.birthYear < 1965 ? ['Roy', 'Rita', 'Cliff', 'Doris'] : ['Robin', 'Ash', 'Jo', 'Sam', 'Lee']), about: ['New. {They} {is} not telling us much, quite rightly.'] },
        )
      } else if (maybe(0.4)) s.letGo(goal, one(['not-now', 'changed-mind']), ['I’ve got used to the middle of the bed.', 'I’ll be asked or I’ll not. I’m not chasing.'])
      else s.progress(goal, 'same', ['Same. But I’ve said it to somebody now, so it exists.'])
    })
  },
}

/** Faith, and getting to it. */
export const faith: Side = {
  name: 'faith',
  suits: (who) => who.tongue !== 'none' && who.tongue !== 'bfi' && who.birthYear < 1996,
  tell({ who, talk, note, one, maybe, goesWell }) {
    const mosque = who.tongue === 'ur'
    let goal = ''
    let want = ''
    talk(
      one([7.8, 8.9]),
      {
        where: 'home',
        heard: mosque
          ? ['The mat was rolled behind the door. I had seen it four times and never asked.', 'Dates and tea. It was nearly sunset and I had the sense to go.']
          : ['A candle, a bulletin three years old, a very good biscuit.', 'I asked what gets {them} through a bad night. {They} pointed up, a bit embarrassed.'],
      },
      (s) => {
        s.matters(
          'faith-and-culture',
          mosque
            ? ['My prayers, on time, on my own mat.', 'Friday. It’s the day the week hangs on.']
            : ['Being prayed for by name. You’d not think it’d hold you up.', 'Knowing the words without the book.', 'I don’t talk about it. But it’s the beam in the roof.'],
        )
        goal = s.goal('faith-and-culture', mosque ? ['Go to Friday prayers, in my own shoes, on my own feet', 'Keep Ramadan as far as I’m let'] : ['Get there of a Sunday, most Sundays', 'Be taken to the Christmas one at least'])
        want = s.want('faith-and-culture', one(['community', 'voluntary']), mosque ? ['A lift on a Friday, from someone who’s going anyway'] : ['A lift from somebody who’s going anyway', 'To be up and washed in time'], {
          neverAsked: one(['nobody-asked', 'not-allowed', 'did-not-know']),
        })
      },
    )
    note(one([15.8, 16.9]), (s) => {
      const well = goesWell()
      if (well) s.met(want, mosque ? ['The taxi lads have made a rota. For me! I brought up half of them.'] : ['The organist’s husband. He’s deaf as a post and drives like a bishop.', 'They come for me. All I’d to do was say.'])
      else s.stillUnmet(want, ['not-allowed: “We don’t do transport to worship.” I could not find who had decided that.', 'not-here: Two staff on, of a weekend, for nineteen.'])
      s.progress(goal, well ? 'nearer' : 'same', well ? ['I was there. I was sat with.', 'My own place. They’d kept it.'] : ['I do it here. It’s not the same without the others breathing.', 'On the wireless.'])
    })
    if (maybe(0.5))
      talk(27.2, { where: 'home', heard: ['{They} said a short one for me before I left. I did not know where to look.'] }, (s) => {
        s.goes(goal, ['holding: Most weeks.', 'same: When the weather and the legs agree.'])
        s.strength('faith-and-culture', ['I pray for the lot of you. You needn’t know.', 'I’ve a long list and I get through it.'])
      })
  },
}

/** Somebody at the door, or in the phone, after what little there is. */
export const scam: Side = {
  name: 'scam',
  suits: (who, arc) => who.tongue === 'en' && (who.birthYear < 1958 || arc.name === 'days' || arc.name === 'front-door'),
  tell({ talk, note, one, maybe, int }) {
    let concern = ''
    talk(
      int(12, 14),
      { where: 'home', heard: ['{They} had been told by a very nice man not to tell the bank, or me.', 'A new roof was mentioned. I looked up. It was not.', 'A “friend” had been staying. The fridge was empty and so was the tin.'] },
      (s) => {
        concern = s.concern(
          { kinds: ['financial'], personWants: one(['act', 'not-act', 'act']), raisedWith: { sector: 'other' } },
          ['Eight hundred pounds, in vouchers, read out down the phone.', 'Card and number both, to a lad who said {they} {was} his best mate.', 'Four hundred for “slates”.'],
          maybe(0.3) ? daysAfter(s.day, int(20, 60)) : undefined,
        )
        s.worry('money', ['Don’t tell {close}. I feel that daft.', 'He was company. I know what he was. He was company.'])
        s.turningPoint(['When I heard myself say the number out loud.', 'When the girl in the shop put her hand over the card and said “who’s asking?”'], { from: s.month })
      },
    )
    note(int(16, 18), (s) => {
      s.concernClosed(concern, one(['support-changed', 'passed-on', 'enquiry']), one(['partly', 'fully', 'not']), [
        'Some of it came back. {They} answer{s} the door with {neighbour} on the line now.',
        'The bank were kind; the police were busy. The lad has moved on to somebody.',
      ])
      s.strength('safety', ['I know the voice now. I let them talk, I’m making my tea.', 'I told the whole bingo. So they’d know. I stood up and told them.'])
      const want = s.want('belonging', 'community', ['Somebody to talk to of an evening, so I’m not glad of that phone', 'A visitor who’s not after anything'], { neverAsked: 'nobody-asked' })
      if (maybe(0.5)) s.met(want, ['{neighbour} comes over with the crossword. For nothing. I check my pockets, for a joke.'])
      else s.unmet(want, 'waiting', ['A list for a voice on the phone, twelve weeks long.'])
    })
  },
}

/** Pain that nobody had looked for, in somebody who cannot say where it hurts. */
export const unsaid: Side = {
  name: 'unsaid',
  suits: (who) => who.tongue === 'none',
  tell({ talk, note, review, one, maybe }) {
    let label = ''
    let goal = ''
    talk(
      one([8.6, 9.6]),
      {
        where: 'hospital',
        with: ['person', 'family'],
        heard: ['Four hours in a bright corridor. {kin} held {their} head. Nobody would say what they thought.', 'They wanted {them} to point. {They} looked at the door, at {kin}, at the door.'],
      },
      (s) => {
        label = s.label('health', ['“Self-injurious behaviour, part of the condition.”', '“Behavioural. Increase and review.”'])
        s.saidNo('health', ['too-complex: “We can’t examine someone who won’t keep still.”', 'no-reason-given: Sent home with a stronger tablet.'], { right: one(['dentist', 'gp']) })
        goal = s.goal('health', ['To find out what hurts.', 'For someone to look in {their} mouth.'], { by: 'family', whose: 'family' })
        s.worry('health', ['I know {them}. That’s not temper, that’s pain.', 'They look at me like I’m making it up.'], 'family')
      },
    )
    note(one([12.2, 13.1]), (s) => {
      s.shown('health', ['A dentist who does it in {kinTheir} own kitchen chair, in the car, anywhere.'.replace('in {kinTheir} own kitchen chair, ', ''), 'A nurse who comes six times and does nothing, so that the seventh is possible.'], {
        sector: 'health',
      })
      s.reach(goal, ['Two teeth, rotten to the root. Two years we were told it was temper.', 'An ear. A whole year of that, from an ear.'], 'family')
      s.noLonger(label, 'not-me', ['Not once since. Not one bite.', 'It was a tooth. You can cross out the rest.'], 'family')
      s.aspect('always', ['Slept, and ate an apple. Lay with {their} cheek on the cold side of the window, smiling.'], { where: 'family-home', withWhom: ['family'] }, { area: 'health' })
    })
    review(one([21.2, 22.3]), ['The tablets were still on the chart. I asked why. They are off the chart.', 'The word “behavioural” had been copied forward. We took it out.'], false, (s) => {
      s.effect('form', 'harmed', ['The first doctor wrote one word and every doctor after read that word.'], 'family')
      if (maybe(0.6)) s.strength('control', ['{They} told us for two years, in the only way {they} had. It was us that was non-verbal.'], 'family')
      s.matters('health', ['Cheek to the cold glass, when something aches. It is on the card now.'])
    })
  },
}
