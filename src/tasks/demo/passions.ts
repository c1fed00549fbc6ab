import type { LifeArea, Setting } from './kinds.ts'
import { gentlePassions } from './passions-gentle.ts'
import { outdoorPassions } from './passions-outdoors.ts'

/**
 * What somebody is most alive with, and how they and others talk of it. Lines in `matters`, `goal`, `reworded`, `nearer`, `same`, `want`,
 * `met` and `reached` are the person’s own; `strength` is said by somebody close; `alive` and `kinSees` by whoever was there.
 */
export interface Passion {
  key: string
  ages: readonly [number, number]
  /** It can be done from a chair, and in a home for older people. */
  gentle?: true
  /** It lives by ear: nobody gives it to a person who signs. */
  sound?: true
  area: LifeArea
  place: string
  setting: Setting
  matters: readonly string[]
  strength: readonly string[]
  alive: readonly string[]
  goal: readonly string[]
  reworded: readonly string[]
  nearer: readonly string[]
  same: readonly string[]
  kinSees: readonly string[]
  want: readonly string[]
  met: readonly string[]
  reached: readonly string[]
}

const indoorPassions: readonly Passion[] = [
  {
    key: 'boxing',
    ages: [16, 58],
    area: 'health',
    place: 'the Tin Hall boxing club',
    setting: { where: 'club', withWhom: ['peers'] },
    matters: [
      'Boxing. Tuesdays and Thursdays. Don’t book me owt on a Thursday.',
      'The club. They know my name there and nobody’s paid to.',
    ],
    strength: [
      '{They} {has} not missed a session in a year, snow included.',
      '{They} always notice{s} the new one by the door and go{es} over.',
    ],
    alive: [
      'The joker. Did the referee’s voice until the whole gym was helpless.',
      'Loud, quick, teasing everybody; wrapped a younger lad’s hands without being asked.',
    ],
    goal: ['Get my badge so I can help coach the little ones', 'Help coach the under-tens, properly, with a badge'],
    reworded: ['Help with the little ones. I don’t need a badge to hold pads', 'Be one of the ones who unlocks the hall'],
    nearer: [
      'I held the pads for the under-tens. One of them asked if I was a teacher.',
      'They let me do the warm-up. I did it backwards by mistake and they loved it.',
      'Big Tone said “ask our coach” and he meant me.',
      'I’ve learnt the first aid bit. I bandaged a banana.',
    ],
    same: [
      'The badge form’s still in the drawer.',
      'You need a card from some office before you can help with kids. The office is shut.',
      'I watch from the bench. I’m good at the bench.',
    ],
    kinSees: ['{They} hit the bag and come{s} home calm. I don’t care about badges.', 'I worry about {their} head, but you can’t say it.'],
    want: ['Somebody to go on the bus with me when it gets dark early', 'A lift home on a Thursday, the last bus goes before we’ve done'],
    met: [
      'Big Tone from the club drops me off. It’s on his way, he says. It isn’t.',
      'A lad from the club lives two streets down. We get the same bus now.',
    ],
    reached: ['I’ve got my own key to the hall now.'],
  },
  {
    key: 'trains',
    ages: [16, 90],
    gentle: true,
    area: 'belonging',
    place: 'the model railway above the library',
    setting: { where: 'club', withWhom: ['friends'] },
    matters: [
      'The layout. We’re doing the old harbour branch, 1957, down to the right cats.',
      'Trains make sense. They say when and then they do it.',
    ],
    strength: [
      'Knows every timetable since the war and never once makes you feel daft.',
      'Patience. {They} spent five weeks on one signal box.',
    ],
    alive: [
      'Talked for forty minutes without a stop, and made three grown men laugh about a coal truck.',
      'Took charge of the whole exhibition table; people queued to ask {them} things.',
    ],
    goal: ['Finish the harbour branch in time for the spring show', 'Get our harbour layout finished and shown'],
    reworded: ['Finish the harbour branch. Never mind which show', 'Show the harbour to people who’d remember it'],
    nearer: [
      'The tide goes in and out now. With a washing-up bowl.',
      'I’ve done the cats. Eleven cats, all different.',
      'Mr Pell let me wire the signal box. It lit up. So did he.',
      'We ran the coal truck the whole length. It only fell off the once.',
    ],
    same: [
      'Nobody free to take me up the stairs on club night.',
      'It’s waiting. A layout doesn’t mind waiting. I do.',
      'They’ve not had the room. There’s a keep-fit.',
    ],
    kinSees: ['It’s the only night {they} eat{s} with other people.', 'I used to think it was a way to hide. It’s the opposite.'],
    want: ['The club moved downstairs, so I can get in', 'Somebody who’ll stay till the end and not look at their watch'],
    met: [
      'They carried the whole harbour down to the reading room. For me. Twelve of them.',
      'Mr Pell fetches me now. He’s never early and never late.',
    ],
    reached: ['It ran. Eleven minutes without a derailment. I had to sit down.'],
  },
  {
    key: 'darts',
    ages: [25, 82],
    area: 'fun',
    place: 'the back room of the Ropemakers',
    setting: { where: 'club', withWhom: ['friends'] },
    matters: [
      'Monday darts. I throw off a stool these days and I still take their money.',
      'The team. We’re bottom of the league and we’ve got shirts.',
    ],
    strength: ['Keeps the scores in {their} head faster than the machine.', '{They} took on the new lad when nobody would play him.'],
    alive: [
      'Ran the whole room: scores, jokes, who owed whom a drink.',
      'Stood straight for an hour and a half. I had not seen {them} stand.',
    ],
    goal: ['Play every Monday again, home and away', 'Get back in the team and off the bottom of the league'],
    reworded: ['Be there on Mondays. Home matches will do', 'Captain, if they’ll have me. Non-playing'],
    nearer: [
      'Played two legs on Monday. Lost both. Best night I’ve had.',
      'They picked me. I’d to ask what time we’d be home.',
      'Double eighteen to win it. I couldn’t tell you how.',
      'They’ve put my name back on the board.',
    ],
    same: [
      '(care) Nobody to put me to bed after nine, so I leave before the doubles.',
      'Not been for a month. The taxi costs more than the beer.',
      'I throw at the back of the door. The door’s winning.',
    ],
    kinSees: ['{They} came in grinning like a schoolchild and ate a whole pie.', 'I’d sooner {they} stopped in of a night, if I’m honest.'],
    want: ['To stay out till ten on a Monday like anybody else', 'A step at the Ropemakers that I can get over'],
    met: [
      'Our Mondays start at six now. They voted on it. For me.',
      'The landlord laid a ramp out of two planks and a doormat. It’s been there since.',
    ],
    reached: ['Third from bottom. Third! There was a cake.'],
  },
  {
    key: 'baking',
    ages: [16, 92],
    area: 'giving',
    place: 'the church hall kitchen',
    setting: { where: 'other', withWhom: ['friends'] },
    matters: [
      'Baking for people. There’s nothing like watching somebody have seconds.',
      'My gran’s parkin. It’s in my head, not on paper.',
    ],
    strength: ['Remembers what every single person likes and what they can’t have.', '{Their} hands know what to do even on the bad days.'],
    alive: ['Bossy, floury and happy; sent the vicar back to wash his hands.', 'Sang over the mixing bowl, told everyone where to stand.'],
    goal: ['Sell my cakes at the Saturday market', 'Have a cake table of my own at the market'],
    reworded: ['A table at the market, one Saturday a month, when I feel like it', 'Bake for whoever’s having a bad week. No table'],
    nearer: [
      'I took two dozen and came home with a tin of coppers.',
      'Sold out by eleven. I kept one back for you.',
      'I did the scones on my own. Nobody took the tray off me.',
      'A woman asked me for the recipe. I gave her it with one thing missing.',
    ],
    same: [
      '(care) They won’t let me near an oven where I am. “Risk.”',
      'The oven’s been broken since Easter. I’ve reported it four times.',
      'I’ve read the recipes in bed. You can’t eat that.',
    ],
    kinSees: [
      'I had crumbs in my car for a week and I have never been so pleased.',
      'I’d have said it was too much for {them}. I was wrong.',
    ],
    want: ['Use of a proper oven without somebody standing over me', 'Somebody to carry the trays, that’s all I can’t do'],
    met: ['The chapel ladies gave me Wednesdays. And a key.', 'The lad from number nine carries. He’s paid in flapjack.'],
    reached: ['Forty-three at the harvest supper. I counted the plates.'],
  },
  {
    key: 'drawing',
    ages: [16, 62],
    gentle: true,
    area: 'work-and-learning',
    place: 'the comic table at the library',
    setting: { where: 'drop-in', withWhom: ['peers'] },
    matters: [
      'Drawing. If I’m drawing I’m listening, I just don’t look like it.',
      'My comic. There are nine issues. It’s about a social worker who’s a heron.',
    ],
    strength: ['{They} see{s} what people are like and gets it in four lines.', 'Give {them} a biro and {they} can tell you anything.'],
    alive: [
      'Explained the whole plot to two strangers, acting all the parts.',
      'Laughed out loud at {their} own page and passed it round.',
    ],
    goal: ['Finish issue ten and print fifty', 'Get my comic printed, with my name on the front'],
    reworded: ['Sell the comic at the market, never mind the shop', 'Draw other people’s stories, not just mine'],
    nearer: [
      'Thirty-one pages inked. My hand’s killing me. It’s great.',
      'The man at the print shop said it was good and he didn’t have to.',
      'I showed it to the table. Somebody laughed in the right place.',
      'I’ve done the cover. The heron’s got a lanyard.',
    ],
    same: [
      'Stuck on page four. Everything’s stuck on page four.',
      'No table, no page. It’s hard to draw on a duvet.',
      'I’ve not picked a pen up. I look at it.',
    ],
    kinSees: [
      'Up till three drawing. I’ve stopped telling {them} off for it.',
      'It’s how we talk now. {They} leave{s} me one on the fridge.',
    ],
    want: ['A table that isn’t my bed', 'Somebody who draws, to draw with'],
    met: [
      'A woman gave me her lad’s old desk. It’s got his name in it.',
      'The library said I could have the corner on Wednesdays. There are five of us now.',
    ],
    reached: ['Fifty copies. My name’s on the front. I’ve looked at it about a hundred times.'],
  },
  {
    key: 'worlds',
    ages: [16, 38],
    gentle: true,
    area: 'belonging',
    place: 'online, with the building crew',
    setting: { where: 'home', withWhom: ['friends'] },
    matters: ['My worlds. I’ve built a whole city, there’s sewers and everything.', 'The crew. I’ve never met them and they know me best.'],
    strength: ['Leads nine people online and nobody ever falls out.', '{They} can hold a whole city in {their} head.'],
    alive: [
      'Giving orders, cracking jokes, ten at once; you’d not know it was the same person.',
      'Calm and quick. Sorted out a row between two others in a minute.',
    ],
    goal: ['Meet the crew for real, at the big meet-up', 'Meet the people I build with, in a room'],
    reworded: ['Meet one of the crew. One’s enough', 'Meet somewhere quiet. Not the big one'],
    nearer: [
      'Spoke on camera for the first time. They said I looked normal.',
      'I’ve priced the train. There’s a quiet carriage, it’s a real thing.',
      'Moth says she’ll meet me off the platform with a sign.',
      'I practised chips in a café, on my own. I know it sounds daft.',
    ],
    same: [
      'Internet’s down half the week. “It’s being looked at.”',
      'No one to go with, so I’m not going.',
      'They all went. I saw the photo.',
    ],
    kinSees: [
      'I used to shout at {them} to come off it. Then I sat and watched. {They} {was} kind to people.',
      'It’s still four in the morning, whatever you call it.',
    ],
    want: ['Internet that works', 'Somebody to come to the meet-up and then go away again'],
    met: [
      'The neighbour shares his signal with me. I do his tablet.',
      'The lady at the library sorted the booking and the train. She never said “are you sure”.',
    ],
    reached: ['I met Moth. She’s from Wales and she’s tiny. We ate chips.'],
  },
  {
    key: 'mending',
    ages: [30, 86],
    area: 'giving',
    place: 'the repair table at Mill Lane hall',
    setting: { where: 'drop-in', withWhom: ['friends'] },
    matters: [
      'Mending things. Toasters, mostly. I can’t abide a thing chucked out that works.',
      'Being useful. I’ve been “done to” enough.',
    ],
    strength: ['Give {them} a thing in bits and an afternoon.', '{They} show{s} people how, {they} never just do{es} it for them.'],
    alive: [
      'Six people waiting, screwdriver behind the ear, explaining fuses to a child.',
      'Steady hands, steady voice; the shake I had seen was not there.',
    ],
    goal: ['Have my own repair table, first Saturday of the month', 'Get my tools back and mend for people again'],
    reworded: ['Share a table with Winston. He does clocks, I do the rest', 'Show the youngsters how to solder'],
    nearer: [
      'Fourteen things in, eleven mended. One was only the plug.',
      'I’ve a box of tools again. It’s a start.',
      'A lad watched me do a kettle and then he did a kettle.',
      'They’ve asked me to do the Saturday when Winston’s away.',
    ],
    same: [
      'Tools are still in store and it’s forty pound a month to keep them there.',
      '(care) They say I can’t have a soldering iron where I live.',
      'There’s a toaster on the side, looking at me.',
    ],
    kinSees: ['{They} came home with filthy hands and slept.', 'The flat’s full of other folk’s toasters. I’m not complaining.'],
    want: ['A bench. Three foot of bench', 'Somebody to bring the heavy things in from the car'],
    met: ['The caretaker’s cleared me a corner. He had a radio wanted doing.', 'Two sixth-formers carry for me. One’s got the knack.'],
    reached: ['They’ve put my name on the poster.'],
  },
  {
    key: 'cooking',
    ages: [22, 84],
    area: 'giving',
    place: 'the community kitchen in Abbey Fields',
    setting: { where: 'drop-in', withWhom: ['peers'] },
    matters: ['Feeding people. I can’t see somebody hungry.', 'Proper food. Onions first, slowly. Nobody here has the patience.'],
    strength: ['Can make a dinner for ten out of nothing.', 'Everybody tells {them} things while {they} chop{s}.'],
    alive: [
      'Head of the table, tasting, laughing, sending plates back for more.',
      'In charge of eight people and two languages and never raised {their} voice.',
    ],
    goal: ['Cook for the community lunch on my own', 'Be the cook at the Friday lunch, start to finish'],
    reworded: ['Cook the lunch with Bev. Two’s better', 'Write my recipes down for the young ones'],
    nearer: [
      'Sixty plates. Sixty. And they scraped the pan.',
      'I did the onions and the rice. Next week the lot.',
      'They asked what was in it. I told them: time.',
      'Bev let me order the veg. I’d have paid her to.',
    ],
    same: [
      '(care) It all comes frozen here, in trays. I’m not allowed in the kitchen.',
      'The lunch is stopped till they find a new hall.',
      'I do toast. I’m a cook and I do toast.',
    ],
    kinSees: ['I’ve not smelled that in the house since Mum died.', '{They} {was} that tired after. But happy tired.'],
    want: ['A kitchen I’m let into', 'Fresh coriander, and somebody to fetch it'],
    met: ['They’ve lowered one worktop. One. It’ll do.', 'Bev picks me up with the veg on Fridays. The pans go on my knee.'],
    reached: ['They asked for me by name.'],
  },
]

export const passions: readonly Passion[] = [...indoorPassions, ...outdoorPassions, ...gentlePassions]
