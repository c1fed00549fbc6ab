import type { Arc } from '../story.ts'

const themes = [
  {
    area: 'health',
    goal: ['Come off half of them tablets and still be me', 'Get a night’s sleep that isn’t chemical', 'Feel my own feet. Fewer tablets'],
    nearer: ['nearer: Down by a quarter, with a doctor who reads. I can feel my feet.', 'nearer: Half of what it was. I laughed at an advert.'],
  },
  {
    area: 'work-and-learning',
    goal: ['Work outside, with a wage', 'Be a gardener and not a patient in a garden'],
    nearer: ['nearer: Two mornings in the garden. Nobody’s clocked me.', 'nearer: They gave me the key to the shed. And the sharp things.'],
  },
  {
    area: 'control',
    goal: ['Have a week with nobody writing me down', 'Live without an office at the bottom of my stairs'],
    nearer: ['nearer: Four days. Nobody knocked. I knocked for somebody else.', 'nearer: They’ve stopped counting my cups.'],
  },
] as const

/** Years in mental health services, and what grew beside them. */
export const voices: Arc = {
  name: 'voices',
  weight: 26,
  ages: [27, 61],
  kin: ['mum', 'sister', 'brother', 'dad'],
  reach: 0.5,
  came: ['carried-over', 'health', 'self', 'other-service'],
  home: () => ({ kind: 'supported-living', choice: 'shared', years: [1, 9], about: ['{flats}, a flat with a staff office at the bottom of the stairs.', 'A room at {flats} after the ward; it was going to be for six months.'] }),
  kinCares: 'neither',
  kinAbout: ['Was there when it started. Still jumps when the phone goes.', 'Believes {them}, which not everybody did.'],
  pets: 0.35,
  stays: 0.3,
  tell({ life, who, talk, note, review, missed, one, maybe, int }) {
    const theme = one(themes)
    let goal = ''
    let label = ''
    let support = ''
    let want = ''
    note(0.4, (s) => {
      support = s.start('supported-living', ['Two visits a day to see {they} {is} in and the tablets are out.', 'Background support, they call it. It is very much in the foreground.'], {
        led: 'service',
        hours: int(9, 20),
        when: { from: life.since },
      })
      label = s.label('mental-health', ['“Treatment-resistant. Poor insight.”', '“Chronic. Revolving door.”', '“Manipulative around discharge.”', '“Negative symptoms: does not initiate.”'], { from: String(who.birthYear + 20) })
    })
    talk(
      2,
      {
        where: one(['outdoors', 'cafe', 'home'] as const),
        chose: 'person',
        heard: [
          'We walked, since walls listen, {they} said. After a mile {they} laughed at that.',
          '{They} told me what the voices are called. One is all right.',
          '{They} asked if I was frightened of {them}. I said no. {They} said good, because {they} {was} of me.',
        ],
      },
      (s) => {
        goal = s.goal(theme.area, theme.goal)
        s.matters('control', ['Being believed the first time.', 'Not having to be well to be listened to.', 'My own kettle, my own record player, my own bad mood.'])
        s.strength('feelings', ['I’ve had that voice since I was nineteen and I’ve never done what it says.', 'I know when it’s coming. Nobody asks, but I know.', 'I can sit with someone who’s bad and not need them to stop.'])
        const odd = s.aspect('often', ['Flat, slow, eyes down. “Blunted,” somebody typed, while {they} {was} speaking.', 'Agreed with everything, signed everything.'], { where: 'office', withWhom: ['staff'] }, { area: 'feelings' })
        s.aspect(
          'often',
          ['Foreman of the whole garden: loud, exact, covered in muck, teasing the vicar.', 'Quick and sly and kind; taught me to graft an apple.'],
          { where: 'outdoors', withWhom: ['peers'] },
          { area: 'work-and-learning', oppositeOf: odd },
        )
      },
    )
    review(5.5, ['Eleven minutes. The tablets were reviewed; {they} {was} present.', '“Stable.” {They} asked, stable like a table or stable like a horse?'], true, (s) => {
      s.progress(goal, 'same', ['They said “maybe in the new year”. They didn’t say which.', 'Nobody asked. You’re asking. Same.'], { hinderedBy: ['rule'] })
      s.decided({ about: 'care', decidedBy: 'worker', how: 'own', personWanted: one(['no', 'partly', 'not-asked']), personAgreed: one(['no', 'yes']) }, ['Dose to stay as it is for a further six months.'])
    })
    note(8, (s) => {
      want = s.want(
        'work-and-learning',
        one(['employment', 'voluntary', 'personal-assistant'] as const),
        ['Somebody who’s been mad, to talk to about being mad', 'A job trial, with a boss who knows', 'Support that goes out with me, not comes in on me'],
        { neverAsked: one(['did-not-know', 'nobody-asked', 'tired-of-asking']) },
      )
      s.stillUnmet(want, ['not-here: There was one. It was “recommissioned”.', 'waiting: A waiting list with nobody’s name against it.'])
      if (maybe(0.5)) s.turnedAway('employment', 'must-do-something-first', ['“When {they} {has} been well for a year.” Well by whose clock?'], { mustFirst: 'be-stable', want })
    })
    if (maybe(0.5)) missed(10.5, ['person/unwell: Curtains shut. A thumb through the letterbox.', 'us/cancelled: Called off by us, twice, by text.'])
    if (maybe(0.45)) {
      note(12, (s) => {
        s.home('hospital', 'not-mine', ['Sectioned on the Sunday. {They} had rung on the Thursday and got the machine.'], { led: 'service', notice: 0 })
        s.pause(goal, ['Everything’s on hold when you’re in.'], 'service')
        s.pauseSupport(support, 'hospital', 'While on the ward.', 'service')
        s.effect('silence', 'harmed', ['I rang on Thursday. I said it’s coming. I was told to have a bath.', 'I asked for help quietly and got it loudly.'])
      })
      note(14.5, (s) => {
        s.home('supported-living', 'shared', ['Back to {flats}. Someone had watered the tomatoes.'], { led: 'together' })
        s.resume(support, 'other', 'From the day {they} came back.')
        s.pickUp(goal, ['Same goal. Same coat.', 'It’s the one thing I didn’t lose in there.'])
      })
    }
    talk(
      17,
      {
        where: one(['outdoors', 'home', 'cafe'] as const),
        heard: ['{They} brought me a bag of beans and a question: who decides when it is over?', 'A good hour and a bad ten minutes, in that order, on purpose.'],
        late: maybe(0.25) ? int(33, 80) : 0,
      },
      (s) => {
        s.goes(goal, [...theme.nearer, 'same: Not so’s you’d notice.'])
        s.goes(goal, ['nearer: {They} made a joke at dinner. I’d forgotten {they} {was} the funny one.', 'same: I watch for signs. {They} watch{es} me watching.'], { by: 'family' })
        s.turningPoint(['Nineteen, second term, the radiator. That’s all I’ll say.', 'When I was nine and Gran could hear them too, and it was just a thing Gran did.', 'The day a nurse said “what’s it saying?” and not “it isn’t there”.'], {
          from: String(who.birthYear + 9),
          to: String(who.birthYear + 24),
          precision: 'about',
        })
        s.noLonger(label, 'not-me', ['Insight! I’ve nothing but.', 'I don’t resist treatment. It resisted me.', 'I’m not a door.'])
      },
    )
    if (maybe(0.4))
      note(20, (s) => {
        s.adjust(support, ['Staff office closed. Visits halve from Monday; there is a number to ring.', 'Half the hours, for everyone in the building, by one email.'], { hours: int(4, 7), notice: int(2, 10), why: 'money', led: 'service' })
        s.effect('change', one(['both', 'harmed']), ['I wanted them gone. I wanted to be asked to want it.', 'You don’t take the rail off the stairs on a Monday.'])
      })
    talk(
      24,
      {
        where: one(['outdoors', 'club', 'drop-in'] as const),
        heard: ['A Thursday at the garden. {They} introduced me as “from the council, but all right”.', '{They} had started a thing, with a kettle and no name, for people on the way out of the ward.'],
      },
      (s) => {
        const group = s.start('community', ['Thursdays, a kettle, a shed. Nobody is referred; people turn up.', 'The allotment people and the chapel, and no one in charge.'], {
          led: 'person',
          hours: 4,
          cost: 0,
          paidBy: ['nobody'],
          goals: [goal],
        })
        s.fit(group, 'fits', ['Nobody’s a patient with a spade.', 'If I’m bad I dig. If I’m really bad I sit, and somebody else digs.'])
        s.met(want, ['There’s four of us been there. We don’t talk about it. We talk about slugs.'], { support: group })
        if (maybe(0.55)) s.reword(goal, ['Make the tea at somebody else’s bad time', 'Be out more than I’m in', 'Be well enough, my way, most weeks'], ['“Recovered” was their word.'])
      },
    )
    review(28.5, ['Held in the shed. The psychiatrist sat on a bucket, and listened, and stayed.', 'By letter: “remains under the team”.'], true, (s) => {
      s.rated(support, ['partly: Some of them are good. None of them are my friends and that’s all right.', 'does-not: They come to see I’m in. I’m in.'])
      s.goes(goal, ['nearer: Slowly, slowly. Things grow at night.', 'holding: Getting there. Don’t tell anyone, they’ll want a form.'])
    })
    if (maybe(0.5))
      talk(33, { where: 'outdoors', heard: ['{They} talked about next spring without touching wood.'] }, (s) => {
        s.strength('giving', ['I’ve been asked to talk to the new nurses. Me. They’ve asked for slides.'])
        s.goal('giving', ['Teach nurses what not to say', 'See the apple fruit'])
      })
  },
}

/** Found out late to be autistic, after a drawer full of other words. */
export const lateWord: Arc = {
  name: 'late-word',
  weight: 18,
  ages: [25, 54],
  kin: ['mum', 'sister', 'brother', 'dad'],
  reach: 0.55,
  came: ['self', 'self', 'health', 'friend'],
  home: () => ({ kind: 'own-home', choice: 'mine', years: [1, 8], about: ['A flat on {street} with the bulbs changed and the clock outside the door.', 'Alone, on {street}, top floor, no neighbours above by design.'] }),
  kinCares: 'them-for-me',
  kinAbout: ['Was told it was {kinTheir} fault, in about 1999.', 'Does the phone calls.'],
  pets: 1,
  stays: 0.4,
  tell({ who, talk, note, review, one, maybe }) {
    let goal = ''
    let normal = ''
    let want = ''
    const labels: string[] = []
    talk(
      0.6,
      {
        where: one(['letter', 'home', 'outdoors'] as const),
        chose: 'person',
        heard: ['By email first. Four pages, numbered, and funnier than I expected.', '{They} met me at the door with a list, and handed me a copy.', 'Side by side on a bench. It is easier if nobody has a face, {they} said.'],
        reflection: maybe(0.4) ? 'I said “no worries” and {they} asked which worries. Fair.' : undefined,
      },
      (s) => {
        for (const [i, year] of [who.birthYear + 13, who.birthYear + 21].entries())
          labels.push(
            s.label(
              i === 0 ? 'education' : 'mental-health',
              i === 0 ? ['“Lazy.”', '“Bright but wilful.”', '“Daydreamer.”', '“Attention seeking.”'] : ['“Borderline.”', '“Generalised anxiety.”', '“Treatment-resistant depression.”', '“Emotionally unstable.”'],
              { from: String(year), precision: 'about' },
            ),
          )
        goal = s.goal('work-and-learning', ['Keep a job longer than eleven months', 'Work somewhere for a whole year, and leave because I want to', 'Have a job that doesn’t flatten me'])
        normal = s.goal('control', 'Be normal')
        s.strength('work-and-learning', ['I can see the mistake on a page before I’ve read it.', 'I’m loyal to the point of stupidity.', 'I don’t lie. It’s not a virtue. I can’t think fast enough.'])
        s.matters('feelings', ['Knowing when it ends.', 'Being told the rules before I break them.', 'One light off. Just one.', 'My Thursday.'])
      },
    )
    note(3, (s) => {
      want = s.want('feelings', 'health', ['Somebody to say yes or no', 'The word, and then help that knows the word', 'An assessment in a room without a strip light'], { neverAsked: one(['did-not-know', 'told-no']) })
      s.turnedAway('mental-health', 'not-eligible', ['“Not unwell enough.” {They} had put a suit on for it.', 'Made eye contact, so could not be.', '“You have a degree.”'], { to: 'health', want })
      s.saidNo('health', ['full: The list is three years, and there is a form to join the list.', 'not-complex-enough: Not complex enough for the one team; too complex for the other.'], {
        to: 'mental-health',
        mustFirst: one(['be-assessed', 'have-diagnosis']),
        want,
      })
      s.effect('wait', 'harmed', ['I’ve a reference number. I know it by heart. It’s a nice number.', 'They want me worse. I could do worse. I’d rather not.'])
    })
    talk(7, { where: one(['outdoors', 'home'] as const), heard: ['{They} had lost the job, in the eleventh month. {They} had predicted the week.', 'We did an hour on hand dryers. It was worth knowing.'] }, (s) => {
      const masked = s.aspect('often', ['Charming, quick, laughing in the right places; asleep for two days after.', 'Perfect. {Their} knee did not stop.'], { where: 'work', withWhom: ['staff', 'strangers'] }, { area: 'feelings' })
      s.aspect(
        'always',
        ['On the floor with the {animal} and nine kinds of washer, explaining, happy, unhurried.', 'Silent, swaying a bit, completely easy.'],
        { where: 'home', withWhom: ['alone'] },
        { area: 'feelings', oppositeOf: masked, by: maybe(0.5) ? 'family' : 'worker' },
      )
      s.goes(goal, ['further: I lasted till the birthday cake. There was singing.', 'same: Same loop. I’ve drawn you the loop.'], { hinderedBy: ['other-people', 'wait'] })
      s.goes(goal, ['same: {They} {has} always been like this. I mean that kindly. I wish I’d known I meant it kindly.', 'same: I blame myself. {They} tell{s} me that’s illogical.'], { by: 'family' })
    })
    if (maybe(0.5))
      note(11, (s) => {
        s.retold('mental-health', true, ['The fifth time. {They} sent the numbered pages. They asked {them} to say it in {their} own words.'])
        s.pause(goal, ['I need a year off from improving.', 'Burnt out. It’s not tired. It’s when the lights stay off.'])
      })
    talk(
      15.5,
      {
        where: one(['home', 'outdoors', 'letter'] as const),
        chose: 'person',
        heard: ['The word came, from a private clinic, with {kin}’s savings. {They} read it to me, twice.', 'The letter came. {They} had ironed it.', 'Diagnosed, at last, by a woman who turned the light off without being asked.'],
      },
      (s) => {
        s.turningPoint(['A stranger asked me about numbers and textures for three hours and I cried at the bus stop with relief.', 'I’m not a broken one. I’m a whole other one.'], { from: s.month })
        s.met(want, ['Yes. It’s yes. It was always yes.', 'I’ve the word. I’d like a refund on the others.'])
        for (const label of labels) s.noLonger(label, 'not-me', ['That was never it.', 'Wrong drawer.', 'Put a line through that, with a ruler.'])
      },
    )
    note(19, (s) => {
      s.turnedAway('mental-health', 'not-eligible', ['“Now that it is autism, it is not for us.”'], { to: 'other' })
      const next = s.want('work-and-learning', 'employment', ['A boss who writes it down', 'A job with a door', 'Somebody to explain me to a workplace so I needn’t'], { neverAsked: 'did-not-know' })
      s.shown('work-and-learning', ['A printer on {street} who has somebody autistic on the floor already, and would like another.', 'A workplace passport: one page, {theirs}, in numbered points.'], {
        want: next,
        sector: 'employment',
      })
      if (maybe(0.6)) s.met(next, ['Four days, a door, a list. Nobody says “pop by”.', 'I start at seven, when it’s empty. I go when it fills.'])
      else s.unmet(next, one(['not-here', 'waiting']), 'Nobody yet. {They} {has} asked eleven, with a table of the answers.')
    })
    talk(23, { where: one(['home', 'outdoors', 'work'] as const), heard: ['{They} {has} found others. They meet in the library and mostly do not talk.', 'A good report, in sections.'] }, (s) => {
      if (maybe(0.7)) s.reword(goal, ['Be myself before six o’clock as well', 'A life that doesn’t need two days’ sleep after it', 'Keep this job, and one friend'], ['The old one was a goal for somebody else.'])
      s.goes(goal, ['nearer: Fourteen months. It’s a record. I’ve told no one, I’m telling you.', 'nearer: I asked for the light off. In a meeting. They turned it off.'])
      const group = s.start('community', ['Wednesdays in the library, a table, a jigsaw, no introductions.'], { led: 'person', cost: 0, hours: 2, paidBy: ['nobody'], goals: [goal] })
      s.fit(group, 'fits', ['Nobody asks how I am. It’s bliss.', 'We all left at the same time without saying anything. It was perfect.'])
    })
    review(27, ['In writing, at {their} request; the best one I have done.'], false, (s) => {
      s.strength('giving', ['I’ve written a guide to the bus station. It’s on the wall there.', 'I explain us to people. In numbered points.'])
      s.effect('form', one(['helped', 'both']), ['You sent the questions first. That’s all it took.', 'Written down, I’m articulate. Who knew? I knew.'])
    })
    if (maybe(0.5))
      note(31, (s) => {
        s.letGo(normal, 'no-longer-matters', ['I’d had it since I was six. I’d like it noted that I’ve put it down.', 'No longer required.'])
        s.goal('love-and-family', ['Tell {close}, properly, in numbered points', 'Have somebody round and not tidy first'])
      })
  },
}
