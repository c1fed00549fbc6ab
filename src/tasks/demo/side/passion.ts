import type { Line } from '../kinds.ts'
import type { Says, Side, Story } from '../story.ts'
import { usable } from '../teller.ts'

/** What somebody is most alive with: quiet in the office, the joker at the club. */
export const passion: Side = {
  name: 'passion',
  suits: () => true,
  tell(story) {
    const { life, who, talk, one, maybe, goesWell, int } = story
    const own = who.passion
    let goal = ''
    const nth = life.chance.one(usable(life, own.want))
    let want = ''
    let matters = ''
    talk(one([3, 3.6, 4.3]), { where: 'home', heard: about }, (s) => {
      matters = s.matters(own.area, own.matters)
      const quiet = s.aspect('often', quietly, { where: 'office', withWhom: ['staff'], ...(maybe(0.5) ? { whatWasHappening: one(meetings) } : {}) }, { area: own.area })
      s.aspect(one(['often', 'always', 'once']), own.alive, own.setting, { area: own.area, oppositeOf: quiet, by: one(['worker', 'worker', 'friend']) })
      s.strength(own.area, own.strength, one(['family', 'friend']))
      goal = s.goal(own.area, own.goal)
    })
    talk(one([8.4, 9.3, 10.2]), { where: own.setting.where === 'home' ? 'home' : one(['cafe', 'outdoors']), heard: again }, (s) => {
      asItGoes(story, s, goal)
      want = s.want(own.area, one(['community', 'community', 'voluntary', 'universal']), own.want[nth] ?? own.want, { neverAsked: one(['nobody-asked', 'did-not-know', 'told-no', 'tired-of-asking']) })
      if (maybe(0.5)) s.step(one(['person', 'worker', 'other']), ways, { goal })
      if (maybe(0.35)) s.progress(goal, one(['nearer', 'same', 'different']), own.kinSees, { by: 'family' })
    })
    const dropped = afterAYear(story, goal, { want, met: own.met[nth] ?? own.met })
    talk(one([27, 28.2, 29.4]), { where: own.setting.where === 'home' ? 'home' : one(['home', 'outdoors', 'cafe']), heard: later, late: maybe(0.12) ? int(33, 100) : 0 }, (s) => {
      if (dropped) s.still(matters, stillMatters)
      else if (goesWell() && maybe(0.6)) {
        s.reach(goal, own.reached)
        s.turningPoint(turned)
      } else {
        asItGoes(story, s, goal)
        s.still(matters, stillMatters)
      }
      if (dropped) s.strength(own.area, own.strength, 'family')
      else if (maybe(0.4)) s.progress(goal, one(['nearer', 'different', 'holding']), own.kinSees, { by: 'family' })
    })
  },
}

/** The middle of it: met by something near by or not at all, reworded, let go, picked up again. Whether it was let go for good. */
function afterAYear(story: Story, goal: string, { want, met: how }: { want: string; met: Line }): boolean {
  const { who, talk, note, one, maybe, goesWell } = story
  const own = who.passion
  const met = goesWell()
  note(one([14.2, 15.1, 16]), (s) => {
    if (met) {
      s.met(want, how)
      s.progress(goal, 'nearer', own.nearer)
    } else {
      s.unmet(want, one(['not-here', 'too-far', 'no-reason-given', 'waiting']), unmet)
      s.effect(one(['wait', 'rule', 'silence']), 'harmed', stuck)
    }
    if (maybe(0.55)) s.reword(goal, own.reworded, drifted)
  })
  const way = one(['on', 'on', 'pause', 'let-go', 'let-go-and-back'] as const)
  talk(one([20.3, 21.4, 22.2]), { where: one(['home', 'cafe']), heard: again }, (s) => {
    if (way === 'on') asItGoes(story, s, goal)
    if (way === 'pause') s.pause(goal, paused)
    if (way === 'let-go' || way === 'let-go-and-back') s.letGo(goal, one(['not-now', 'changed-mind', 'no-longer-matters']), letGo)
    if (!met && way === 'let-go') s.letWantGo(want, 'no-longer-matters', 'I’ll not be needing that, then.')
  })
  if (way === 'pause' || way === 'let-go-and-back') {
    talk(one([24.2, 25.3]), { where: one(['home', 'cafe', 'outdoors']), heard: later }, (s) => {
      s.pickUp(goal, back)
      asItGoes(story, s, goal)
      if (!met && maybe(0.4)) s.met(want, how)
    })
  }
  return way === 'let-go'
}

function asItGoes({ who, one, goesWell }: Story, s: Says, goal: string): void {
  if (goesWell()) s.progress(goal, 'nearer', who.passion.nearer)
  else s.progress(goal, one(['same', 'same', 'further']), who.passion.same, { hinderedBy: [one(['transport', 'money', 'nobody-did-it', 'rule'])] })
}

const about = [
  ...['We got on to {place}, and I put my list away.', 'I asked what {they} would do with a free Saturday. It was not a short answer.', 'The photograph by the door started it.'],
  ...['{They} lit up. I had been there forty minutes.', 'This was the bit {they} had been waiting for me to get to.', 'I knew nothing about it when I came and a good deal when I left.'],
]
const quietly = [
  ...['Looked at the carpet tiles. Answered what was asked, and nothing else.', 'Small voice, coat on, both hands round a cup {they} did not drink.', 'Said “fine” eight times.', 'Let everyone else finish {their} sentences.'],
  ...['Polite to the point of not being there.', 'Watched the door. Laughed when others did, a beat late.', 'Agreed with the last person who spoke, each time.', 'Sat as far back as the chair allowed and called me “miss”.'],
]
const meetings = ['A review, six people round a table.', 'A form, read out.', 'First meeting in a room with a buzzer.', 'Waiting to be called.', 'Everyone had a lanyard but one.']
const again = [
  ...[
    'I asked about {place} before anything else, as I should have the first time.',
    'News of {place}, good and bad.',
    'We talked while {they} did something with {their} hands.',
    'Short, cheerful, mostly gossip.',
    'It came up sideways, on the way out.',
  ],
  ...['{They} wanted to tell me something and made me guess.', 'A grey day. We talked about {place} to cheer us both up.'],
]
const later = [
  ...['Caught up on {place}.', '{They} showed me, as telling would not do it.', '“You remember,” {they} said, and I did.', 'I had read back to what {they} said at the start. {They} said: read it out.'],
  ...['The same people, the same jokes, one empty chair.', 'We had the time, for once.'],
]
const ways = ['Ask there, out loud, the next time', 'Write down what it would take, on one side of paper', 'Find out about the lift', 'Have one go, with somebody, and see', 'Ring the one who runs it']
const unmet = ['Nobody yet. I have put a card in two windows.', 'Asked at the meeting; it is not something that we buy.', 'There was somebody, and then there was not.', 'The answer was a leaflet.', 'No transport after four.']
const stuck = [
  ...[
    'It’s one thing. It’s one small thing.',
    'You’d think I’d asked for the moon with a ramp.',
    'If it was medicine they’d have sent it.',
    'I’ve been told it’s not a need. I’ll tell you what a need is.',
    'Everybody’s job is to write down that I asked.',
  ],
]
const drifted = ['I’ve had a think.', 'That’s more like it.', 'I was aiming at the wrong bit.', 'It’s changed. I’ve changed. Put that.', 'Somebody said something and it stuck.']
const paused = ['Not just now. I’ve not the puff.', 'It’s having a rest, same as me.', 'When the weather turns.', 'Other things on.']
const letGo = ['I’ve gone off the idea. It happens.', 'It was a nice thought.', 'I don’t want to be disappointed again, so I’ve stopped.', 'Somebody else can have a turn at wanting that.', 'No. I’m done with that one.']
const back = ['I missed it. I didn’t think I would.', 'I saw somebody else doing it and I was sick with envy.', 'It’s back on.', 'I woke up thinking about it. So.', 'I’d only put it down. I hadn’t thrown it.']
const stillMatters = ['Yes. Always.', 'More than it did.', 'You needn’t ask. But thank you.', 'Same as ever.', 'That’s not going anywhere.']
const turned = ['That day. I walked home the long way.', 'Being asked, by name, in front of people.', 'I saw my own face in the window, grinning.', 'Nobody helped me. They just budged up.']
