import { daysAfter } from '../../../domain/values.ts'
import type { Side } from '../story.ts'
import type { Who } from '../who.ts'

const speaks = (who: Who) => who.tongue !== 'none'

/** Brown envelopes. */
export const money: Side = {
  name: 'money',
  suits: speaks,
  tell({ talk, note, one, maybe }) {
    let goal = ''
    let step = ''
    let want = ''
    talk(
      one([5.4, 6.2]),
      { where: 'home', heard: ['A carrier bag of unopened post. We did it together, brown ones first.', 'The heating was off and it was the third of the month.', '{They} knew to the penny. It was the pennies that were missing.'] },
      (s) => {
        s.worry('money', ['That they’ll want it all back. They do, you know. They want it back.', 'I open the cupboard and do sums.', 'The word “assessment”. I go cold.'])
        goal = s.goal('money', ['Get straight, and stop being frightened of the post', 'Have twenty pounds left at the end of the month', 'Pay my own way', 'Buy a winter coat that’s new'])
        want = s.want('money', one(['universal', 'voluntary']), ['Somebody to sit next to me while I ring them', 'A person, not a number with music'.replace(' with music', ''), 'The form done by somebody who speaks form'], {
          neverAsked: one(['did-not-know', 'nobody-asked']),
        })
        step = s.step(one(['worker', 'person']), ['Ask for it to be looked at again, in writing, within the month', 'Take the bag to the advice people on Tuesday'], { goal, by: daysAfter(s.day, 28), followed: true })
      },
    )
    note(one([11.5, 12.5]), (s) => {
      const taken = maybe(0.6)
      if (taken) s.taken(step, ['Done, together, at the kitchen table.', 'Sent, with a copy, with a receipt.'])
      else s.stepLetGo(step, one(['nobody-could', 'other']), ['I was off, and nobody picked it up. The month ran out.', 'The advice people have closed on Tuesdays.'])
      if (!taken) s.saidNo('universal', ['missed-appointments: Stopped, for not coming to an appointment that was sent to the wrong door.'], { right: 'benefits', want })
      s.progress(
        goal,
        taken ? 'nearer' : 'further',
        taken ? ['They’d got it wrong. Forty-one pounds a week wrong.', 'I opened one on my own. It was a vet’s bill, but I opened it.'] : ['I’m eating at {friend}’s.', 'It’s all stopped. I’ve a tin for the meter and that’s it.'],
        taken ? {} : { hinderedBy: ['nobody-did-it', 'rule'] },
      )
    })
    talk(one([22.3, 23.4]), { where: one(['home', 'office', 'cafe']), heard: ['The bag is thinner.', 'There was a tin with labels in it: gas, food, daft.'] }, (s) => {
      s.goes(goal, ['nearer: Straight-ish. Straighter than you.', 'holding: I’m not frightened of it. I’m only cross.', 'same: It’s the same money and dearer bread.'])
      if (maybe(0.5)) s.met(want, ['The woman at the hall. She puts the phone on loud and pulls faces.'.replace('puts the phone on loud and pulls', 'rolls up her sleeves and pulls')])
      else s.stillUnmet(want, ['waiting: Six weeks for an appointment, by which time it is a different form.'])
    })
  },
}

/** A tooth, and nobody to take it out. */
export const teeth: Side = {
  name: 'teeth',
  suits: speaks,
  tell({ talk, note, one, maybe }) {
    let want = ''
    talk(one([9.3, 10.4]), { where: one(['home', 'cafe']), heard: ['Soup. I asked about the soup, and then about the tooth.', 'A hand over {their} mouth the whole time. I had put it down to shyness.'] }, (s) => {
      want = s.want('health', 'health', ['A dentist', 'Somebody to have this out', 'My teeth seen to, so I’d smile with them'], { neverAsked: one(['told-no', 'tired-of-asking']) })
      s.worry('health', ['I’ve had a go at it myself. With pliers. I’m not joking.', 'The chair. I don’t like being tipped back.'])
      s.saidNo('health', ['full: No practice in {town} is taking anybody. One laughed.', 'no-reason-given: They would, privately. It was a month’s money.'], { right: 'dentist', want })
    })
    note(one([17.4, 18.6]), (s) => {
      if (maybe(0.6)) {
        s.met(want, ['Out. He let me keep it.', 'A student did it, with a proper one watching. She held my foot. I asked her to.'])
        s.shown('health', 'The teaching clinic, where they need mouths.', { want, sector: 'health' })
      } else s.stillUnmet(want, ['too-far: Nearest is two hours off. {They} bite{s} on the other side.', 'full: On a list that is not moving.'])
      s.effect('wait', 'harmed', ['I’ve lived on custard.', 'They’ll review my “nutrition”. They’ll not look in my mouth.'])
    })
  },
}

/** Getting about: a bus, a pass, a kerb. */
export const gettingAbout: Side = {
  name: 'getting-about',
  suits: (who) => speaks(who) && who.birthYear < 1985,
  tell({ talk, note, review, one, maybe, goesWell }) {
    let goal = ''
    let want = ''
    talk(one([4.8, 5.9]), { where: 'outdoors', chose: 'person', heard: ['We did the journey together, to see. It took an hour and forty and it is two miles.', 'I was shown every kerb between here and the shop, and its history.'] }, (s) => {
      goal = s.goal('getting-around', ['Get to town and back under my own steam', 'Go where I like on a Tuesday', 'Get to {kin}’s without being fetched'])
      want = s.want('getting-around', one(['universal', 'community', 'equipment']), ['A dropped kerb outside the chemist', 'A scooter that gets up the hill', 'A bus that comes', 'Somebody to do it with me three times, then leave me be'], {
        neverAsked: one(['nobody-asked', 'told-no']),
      })
      s.step('worker', ['Write to the council about the kerb. Yes, I know', 'Do the route with {them}, three Tuesdays'], { goal })
    })
    note(one([13.4, 14.3]), (s) => {
      const well = goesWell()
      s.progress(
        goal,
        well ? 'nearer' : 'same',
        well ? ['There and back. I missed my stop and I coped.', 'Did it with {worker} on the seat behind, pretending not to know me.'] : ['Bus is off. “Driver shortage.”', 'They’ve dug the road up, the one bit I could do.'],
        well ? {} : { hinderedBy: ['transport'] },
      )
      if (well) s.met(want, ['Kerb’s done! I was there. I shook his hand.', 'It gets up the hill. I beeped all the way.'])
      else s.stillUnmet(want, ['waiting: On next year’s list, it says. It said so last year.', 'no-reason-given: Passed to the bus people. The bus people passed it back.'])
    })
    review(24, ['I asked how {they} got there. It was the most useful question of the day.', 'Nobody had booked the taxi home. It came up under any other business.'], true, (s) => {
      if (maybe(0.4)) s.reword(goal, ['Get to town on my own, and not be early for once', 'Go by myself one way, and be fetched back'], 'I know what it takes, now.')
      s.goes(goal, ['nearer: I’m a regular. The driver waves.', 'holding: Some weeks. I don’t count the others.'])
    })
  },
}
