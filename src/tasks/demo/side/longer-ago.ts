import type { Side } from '../story.ts'

/** Things from long before we met, told late. */
export const childhood: Side = {
  name: 'childhood',
  suits: (who) => who.tongue !== 'none' && who.tongue !== 'bfi',
  tell({ who, talk, note, one, maybe, int }) {
    const year = String(who.birthYear + 9)
    talk(
      int(11, 16),
      {
        where: one(['home', 'outdoors', 'cafe']),
        chose: 'person',
        late: maybe(0.35) ? int(32, 110) : 0,
        heard: [
          'I had my hand on the door when {they} started. I took my coat off again.',
          'It was the rain that did it, {they} said: it was raining then.',
          'We had been talking about biscuits.',
          '{They} told it to the window. I looked at the window too.',
        ],
        reflection: ['Nobody needed to know this for any form. {They} needed it known.', 'I have thought about it all week.', undefined][int(0, 2)],
      },
      (s) => {
        s.turningPoint(
          [
            'When I was nine Dad sold the van and I knew. Nobody said anything, but I knew.',
            'I was nine. I was sent to my auntie’s for a week and it was four years.',
            'When I was nine the teacher read my story out, and left my name off.',
            'We moved eleven times before I was ten. I can pack a room in an hour.',
            'My brother went in the water when I was nine. I could swim. That’s the whole of it.',
            'Nine years old, in hospital, at Christmas. A nurse gave me her own orange.',
            'When I was nine I told somebody, and they told me not to be silly.',
          ],
          { from: year, precision: 'about' },
        )
        s.matters('love-and-family', ['That I’m believed.', 'Somebody knowing that, who isn’t dead.', 'That it isn’t in my file as “adverse”.', 'I don’t want anything done. I want it known.'])
        if (maybe(0.5)) s.strength('feelings', ['I kept the little ones quiet and fed. Nobody taught me.', 'I learnt to be funny. It works.', 'I learnt to see a mood coming down the street.'])
      },
    )
    note(int(19, 25), (s) => {
      s.matters(
        'belonging',
        ['A street. It’s a car park now. I could draw it.', 'My gran’s kitchen, any time up to 1970-odd.', 'The smell of a coal fire and somebody frying.', 'A song. I’ll not tell you which.'].filter(
          (line) => who.birthYear < 1962 || (!line.includes('coal') && !line.includes('1970')),
        ),
      )
      s.worry('feelings', ['That it’ll come out in a room full of people with pens.', 'That I’m like him.', 'I’ve told you, so now you’ll look at me different.'])
    })
  },
}

/** A first language that is not English, and what it is worth to hear it. */
export const ownTongue: Side = {
  name: 'own-tongue',
  suits: (who) => who.tongue === 'cy' || who.tongue === 'ur' || who.tongue === 'pl',
  tell({ who, talk, note, review, one, maybe, goesWell }) {
    const said = sayings[who.tongue as 'cy' | 'ur' | 'pl']
    const inIt = (text: string) => ({ text, language: who.tongue, quote: true })
    let goal = ''
    let want = ''
    talk(
      one([5.2, 6.3]),
      {
        where: 'home',
        with: ['person', 'interpreter'],
        heard: ['With somebody who speaks it. I had been meeting a translation.', 'In {their} own language {they} {is} quicker than any of us, and ruder.', 'I learnt to say thank you. I was corrected, twice, with pleasure.'],
      },
      (s) => {
        goal = s.id()
        s.put('GoalVoiced', { goal, lifeArea: 'belonging', whose: 'person', towards: 'change' })
        worded(s.entries, 'goal', inIt(one(said.goals)))
        s.put('WhatMattersNamed', { lifeArea: 'faith-and-culture' })
        worded(s.entries, 'what', inIt(one(said.matters)))
        want = s.want('belonging', one(['voluntary', 'community', 'home-care']), ['Someone who speaks it, an hour a week', 'The news in my own language and somebody to be cross about it with', 'A carer I can be funny with'], {
          neverAsked: one(['nobody-asked', 'did-not-know']),
        })
      },
    )
    note(13, (s) => {
      if (maybe(0.6)) {
        const visits = s.start('community', ['Found through the butcher: a woman two streets away, same valley, or same province, or same parish.', 'A student who misses {their} own grandmother comes on Wednesdays.'].slice(0, 1), {
          led: 'together',
          hours: 2,
          cost: 0,
          paidBy: ['nobody'],
          wants: [want],
        })
        s.met(want, ['We talk. It’s like taking your shoes off.', 'We shout at the news together. Wonderful.'], { support: visits })
        s.fit(visits, 'fits', ['I’m clever again, Wednesdays.'])
      } else s.stillUnmet(want, ['not-here: A list of interpreters, for appointments. It is not that.'])
    })
    review(23, ['With an interpreter; {they} stopped being nodded at.', 'Without one. It was brief, and we both smiled a great deal.'], true, (s) => {
      s.put('GoalProgressed', { goal, says: goesWell() ? 'nearer' : 'same' })
      worded(s.entries, 'how', inIt(one(said.going)))
      s.effect('other', one(['both', 'harmed', 'helped']), ['They speak slower and louder and I get older.', 'In English I’m a patient. At home I was a teacher.'].slice(maybe(0.5) ? 0 : 1))
    })
  },
}

/** Puts words in just as they were said into the entry put down last. */
function worded(entries: { words: object }[], key: string, words: object): void {
  const last = entries.at(-1)
  if (last) last.words = { ...last.words, [key]: words }
}

const sayings = {
  cy: {
    goals: ['Siarad Cymraeg gyda rhywun bob dydd', 'Mynd yn ôl i’r capel a chanu', 'Darllen i’r plant yn Gymraeg'],
    matters: ['Fy iaith i. Dyna pwy ydw i.', 'Cael fy neall heb orfod meddwl.', 'Te, bara brith a chlonc.'],
    going: ['Yn well, diolch. Mae rhywun yn dod ar ddydd Mercher.', 'Dim eto. Dw i’n dal i aros.'],
  },
  ur: {
    goals: ['کسی سے روز اردو میں بات کرنا', 'جمعے کو مسجد جانا', 'بچوں کو اپنی کہانیاں سنانا'],
    matters: ['میری زبان، میرا گھر۔', 'اپنے ہاتھ کی چائے۔', 'عزت۔ بس عزت۔'],
    going: ['پہلے سے بہتر ہے، شکر ہے۔', 'ابھی نہیں۔ انتظار ہے۔'],
  },
  pl: {
    goals: ['Porozmawiać z kimś po polsku, codziennie', 'Ugotować Wigilię dla wszystkich', 'Pojechać jeszcze raz do siostry'],
    matters: ['Mój język. W nim się śmieję.', 'Żeby ktoś wymawiał moje imię.', 'Cisza w niedzielę rano.'],
    going: ['Lepiej. Ktoś przychodzi w środy.', 'Bez zmian. Czekam.'],
  },
} as const
