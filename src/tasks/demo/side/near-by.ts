import type { Side } from '../story.ts'
import type { Who } from '../who.ts'

const speaks = (who: Who) => who.tongue !== 'none'

/** A friend who moves, dies, or comes back. */
export const friendship: Side = {
  name: 'friendship',
  suits: speaks,
  tell({ life, talk, note, one, maybe }) {
    let goal = ''
    let want = ''
    talk(one([6.5, 7.5]), { where: one(['home', 'outdoors', 'cafe']), heard: ['{friend} came up in every second sentence.', '{They} told me how {they} and {friend} met, with a diagram.'] }, (s) => {
      if (!life.known.has('friend')) s.named('friend', { tie: 'friend', care: 'neither' }, '{friend}', '{FriendThey} comes up in every second sentence.')
      s.matters('belonging', ['{friend}. {FriendThey}’s seen me at my worst and laughed.', 'Somebody who knew me before all this. {friend} did.', 'Having one person you needn’t be polite to.'])
      goal = s.goal('belonging', ['See {friend} every week, not when somebody’s free', 'Go for a drink with {friend} like we used to', 'Have {friend} over without it being a visit'])
      if (maybe(0.5)) s.strength('belonging', ['{They} {is} the one I’d ring at three in the morning, and {they} know{s} it.', 'Never once made me feel I owed {them}.', 'Remembers what you said. Brings it up when you need it.'], 'friend')
    })
    const gone = one(['moved', 'died', 'no', 'no'] as const)
    note(one([14.5, 15.5]), (s) => {
      if (gone === 'no') {
        s.goes(goal, [
          'nearer: Every week, near enough. We don’t even arrange it.',
          'nearer: We went. We stayed too late. It was perfect.',
          'same: It’s the getting there. {FriendThey}’s got it as bad as me.',
          'same: We send each other pictures of our dinners. It’s not the same.',
        ])
      } else {
        s.gone(
          'friend',
          gone,
          gone === 'died' ? ['Nobody told {them} for nine days.', '{They} went to the funeral and stood at the back.'] : ['To the coast, to be near a daughter.', 'Moved, with a week’s warning, to where there was a bed.'],
        )
        s.letGo(
          goal,
          gone === 'died' ? 'other' : 'not-possible-here',
          gone === 'died' ? ['Well, I can’t, can I?', 'I keep saving things up to tell {friendThem}.'] : ['It’s two buses and a train. It might as well be the moon.', 'We said we’d write. We’re not writers.'],
          'life',
        )
        s.effect('silence', 'harmed', ['Nobody thought to tell me. I’m not family, you see.', 'There’s no box for a friend.'])
      }
      want = s.want('belonging', one(['community', 'voluntary']), ['Somebody to be daft with', 'Company that isn’t on a rota', 'One more friend. I’ve room for one'], { neverAsked: 'nobody-asked' })
    })
    talk(one([25.5, 26.5]), { where: one(['cafe', 'home', 'outdoors']), heard: ['We raised a cup to {friend}.', 'There is a new name. I heard it four times.', 'Quiet on that subject. I let it be.'] }, (s) => {
      if (maybe(0.5)) s.met(want, ['There’s a woman on the bus. We’ve got as far as biscuits.', '{neighbour}. Who’d have thought it? We’d nodded for ten years.', 'I said hello first. That was all it wanted.'])
      else s.stillUnmet(want, ['not-here: A befriending scheme, with a form, and an end date.', 'not-allowed: Twelve weeks, then they close you.'])
    })
  },
}

/** A dog, a cat, a bird: the one who is always pleased. */
export const animal: Side = {
  name: 'animal',
  suits: speaks,
  tell({ life, talk, note, one, maybe }) {
    const there = life.known.has('pet')
    let want = ''
    talk(
      one([7, 8]),
      {
        where: 'home',
        heard: there
          ? ['I was inspected by {pet} and allowed in.', '{They} talk{s} to {pet} as {they} talk{s} to nobody else.']
          : ['{They} {has} a picture of a {animal} on the fridge. It is of nobody’s {animal}.', 'There is a bowl by the back door and nobody to drink from it; it was the last one’s.'],
      },
      (s) => {
        s.matters(
          'love-and-family',
          there ? ['{pet}. End of list.', 'Something that needs me before it needs its dinner.', '{pet} doesn’t know I’m ill.'] : ['I’ve always had an animal. A house isn’t right without.', 'Something warm that doesn’t ask.'],
        )
        want = there
          ? s.want('safety', one(['voluntary', 'community']), ['Somebody to have {pet} if I’m taken in, so I’d go', 'A walk for {pet} on my bad days'], { neverAsked: 'nobody-asked' })
          : s.want('love-and-family', one(['housing', 'community', 'voluntary']), ['A {animal}. I’ve the time and I’ve the lap', 'A home that lets me have a {animal}'], { neverAsked: one(['not-allowed', 'nobody-asked']) })
        s.worry('safety', there ? ['What happens to {pet} if I go first?', 'They’ll take me in and nobody’ll think of {pet}.'] : ['That I’m too old, or too poorly, or too something, to be trusted with one.'])
      },
    )
    note(one([18, 19.5]), (s) => {
      if (there && maybe(0.4)) {
        s.gone('pet', 'died', ['Fourteen years old. {They} carried {pet} there and back.', 'On the kitchen floor, {their} hand on {pet}’s side.'])
        s.worry('feelings', ['It’s the coming in. It’s the no noise.', 'I cried more than I did for my own father. Don’t tell anyone.'])
        s.letWantGo(want, 'no-longer-matters', 'No call for it now.', 'life')
      } else if (maybe(0.6))
        s.met(
          want,
          there
            ? ['{neighbour} has a key. {pet} has two houses now, and two dinners.', 'A card on the door: “I have an animal.” You wouldn’t think it’d let me sleep. It has.']
            : ['I’ve a half share in next door’s. Afternoons.', 'She’s eleven, she’s deaf, she’s mine.'],
        )
      else s.stillUnmet(want, ['not-allowed: Against the rules of the building. The rules are from 1988.', 'not-here: Nobody does it round here; I have asked the vet.'])
    })
    if (there && maybe(0.5))
      talk(27, { where: 'home', heard: ['A hair on my coat and a paw on my shoe.', 'There is a photograph by the clock.'] }, (s) => {
        s.strength('giving', ['I’ve never missed a walk. Not one. Look at my shoes.', 'I can look after a living thing. That’s worth knowing about a person.'])
      })
  },
}

/** Next door: trouble, or a friend, or first one and then the other. */
export const neighbours: Side = {
  name: 'neighbours',
  suits: speaks,
  tell({ talk, note, one, maybe }) {
    let want = ''
    let concern: string | undefined
    talk(
      one([8, 9.2]),
      { where: 'home', heard: ['We stopped while the wall was kicked, and went on.', 'Eggs on the window. {They} had washed the ones {they} could reach.', 'A very small quarrel about a bin that has been going for three years.'] },
      (s) => {
        s.worry('safety', ['They know which nights I’m on my own.', 'I’ve stopped putting the light on.', 'It’s only kids. It’s only every night.'])
        want = s.want('safety', one(['universal', 'housing']), ['Somebody to talk to them. Not police. Somebody', 'A door that shuts properly', 'To be moved, or them to be'], { neverAsked: one(['tired-of-asking', 'told-no']) })
        if (maybe(0.45))
          concern = s.concern({ kinds: [one(['discriminatory', 'psychological'])], personWants: one(['act', 'not-act']), raisedWith: { sector: 'housing' } }, [
            'Names through the letterbox, and worse than names.',
            'A word sprayed on the step. {They} asked for it to be scrubbed before {kin} saw.',
          ])
      },
    )
    note(one([16.3, 17]), (s) => {
      if (maybe(0.55)) {
        s.met(want, ['{neighbour} had a word. In a dressing gown. It’s stopped.', 'Turned out the lad was twelve and bored. He does my bins now.', 'They’ve put a light and a proper lock on. It took a photograph and a cake.'])
        s.turningPoint(['I took him a plate of chips. That was the end of it.', 'I knocked on theirs. My knees were going.'])
      } else {
        s.stillUnmet(want, ['waiting: A diary, to be filled in for twelve weeks, of being frightened.', 'no-reason-given: Passed from the police to housing to us. I had no one left to pass it to.'])
        s.handedOver('housing', 'other', false, ['A reference number. {They} {has} it on the fridge with the others.'])
      }
      if (concern) s.concernClosed(concern, one(['support-changed', 'passed-on', 'no-further-step']), one(['partly', 'not', 'fully']), ['{They} had asked for one thing. We did two others.', 'Scrubbed, lit and spoken to.'])
    })
  },
}
