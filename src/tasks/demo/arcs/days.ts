import type { Arc } from '../story.ts'

/** Five days a week at the same day service for years: a job was wanted, or a friend, and days were given. */
export const days: Arc = {
  name: 'days',
  weight: 20,
  ages: [24, 58],
  kin: ['mum', 'sister', 'brother', 'dad'],
  reach: 0.28,
  came: ['carried-over', 'carried-over', 'family', 'other-service'],
  home: () => ({
    kind: 'family-home',
    choice: 'shared',
    years: [10, 26],
    about: ['With {kin}. The bus comes at ten to nine.', 'On {street} with {kin}, downstairs room.'],
    together: true,
  }),
  kinCares: 'both',
  kinAbout: ['{KinThey} does the mornings and {name} does the shopping.', 'They look after each other; ask who cares for whom and they argue.'],
  pets: 0.4,
  stays: 0.4,
  not: ['money'],
  tell({ talk, note, review, one, maybe, int, goesWell, life }) {
    const wanted = one(['employment', 'employment', 'education', 'voluntary', 'personal-assistant'] as const)
    const since = String(Number(life.met.slice(0, 4)) - int(4, 14))
    let support = ''
    let want = ''
    let compromise = ''
    let goal = ''
    const hours = one([18, 24, 30])
    talk(
      0.6,
      {
        where: 'day-service',
        heard: [
          'We sat by the snooker table with no cues. {They} told me the timetable for every day since 2016.',
          '{name} introduced me to everyone, then whispered which ones {they} liked.',
          'Glitter, glue, a wordsearch. {They} {has} done that wordsearch before, {they} said, and it is always “autumn”.',
        ],
        reflection: ['Thirty adults colouring in. I was polite about it.', 'It is safe, warm and twenty miles from anything.'],
      },
      (s) => {
        support = s.start('day-support', ['Monday to Friday at {dayPlace}. Nobody remembers who asked.', 'Since leaving college, “while something was found”.'], {
          led: one(['service', 'family', 'unknown']),
          hours,
          when: { from: since, to: 'now' },
        })
        want = s.want(
          'work-and-learning',
          wanted,
          ['A job. In a shop. With a name badge', 'Work where I get paid, even a bit', 'To learn something with a certificate at the end', 'To help out somewhere that needs me', 'Somebody to go places with, not a minibus'],
          { neverAsked: one(['nobody-asked', 'told-no', 'did-not-know']) },
        )
        compromise = s.compromise(
          {
            want,
            wantedSector: wanted,
            givenSector: 'day-support',
            support,
            why: one(['not-here', 'too-dear', 'no-reason-given', 'full']),
            whoDecided: one(['panel', 'worker', 'family']),
            says: one(['unsure', 'unhappy', 'content']),
          },
          ['Work was wanted. Days were what we buy.', 'There was a place on the bus, so there was a plan.'],
          one(['service', 'family']),
        )
        s.strength('work-and-learning', ['I’m never late. Not once. The bus is late, I’m not.', 'I can carry four chairs.', 'I notice when things are running out.', 'I’m good with the old ones. I know how they have their tea.'])
      },
    )
    talk(
      3.5,
      {
        where: 'family-home',
        with: ['person', 'family'],
        heard: ['{kin} talked about what happens on the days {dayPlace} is shut. It was not a short list.', 'Over the washing-up. {name} washed, {kin} dried, I was in the way.'],
      },
      (s) => {
        goal = s.goal('work-and-learning', ['Get a job. A real one, with a boss', 'Work in the garden centre', 'Have a wage and buy {close} a present with it', 'Be somebody’s best worker'])
        const tired = s.aspect('often', ['Head down, hood up, same seat. “Bored,” said the face.', 'Did what was asked and nothing besides.'], { where: 'day-service', withWhom: ['staff', 'peers'] }, { area: 'work-and-learning' })
        s.aspect(
          'once',
          ['Spotted that the till was short, fetched the manager, explained it twice.', 'Stacked forty chairs, thanked the caretaker, asked what was next.'],
          { where: 'other', withWhom: ['strangers'] },
          { area: 'work-and-learning', oppositeOf: tired },
        )
        s.worry(
          'money',
          ['If {they} work{s} four hours they’ll stop the lot, that’s what I’ve heard.', 'What would I do all day if {they} {was} at work? You may write that down, I’ve thought about it.', '{They}’d be taken advantage of.'],
          'family',
        )
        s.step('worker', ['Find out what happens to the benefits, in pounds, on one page', 'Ask the garden centre', 'Ask who runs the kitchen course'], { goal, by: s.day })
      },
    )
    review(7, ['Every goal on the form is the day centre’s: “will attend”, “will participate”.', '{name} attended {their} own review between lunch and bingo.'], true, (s) => {
      s.rated(support, ['partly: My friends are there. That’s all that’s there.', 'does-not: It’s for babies. But Kenny’s there.', 'partly: Tuesdays is good. Tuesdays is trampolining.'])
      s.put('GoalVoiced', { goal: s.id(), lifeArea: 'community', whose: 'of-a-service', towards: 'keep' }, { goal: ['Will attend five days', 'Will join in with group activities'] }, { by: 'worker' })
    })
    note(10, (s) => {
      s.stillUnmet(want, ['not-allowed: The job scheme takes people who have had a job.', 'full: Course full. The next starts “subject to numbers”.', 'not-here: No support worker can be spared from the building to go with one person.'])
      s.saidNo(
        wanted === 'education' ? 'education' : 'employment',
        ['not-eligible: “Not job ready.” {They} asked what ready looked like. There was no answer to that.', 'must-do-something-first: They need {them} to have a job coach to apply for a job coach.'],
        { mustFirst: one(['be-assessed', 'have-a-worker', 'other']), want },
      )
      s.effect('rule', 'harmed', ['I can’t do Wednesdays anywhere else because they’d lose the money for Wednesdays.', 'You have to be ready. You can’t get ready without doing it.'])
    })
    talk(
      14,
      {
        where: one(['outdoors', 'cafe', 'work'] as const),
        heard: ['We went to the garden centre and {they} asked for the manager before I had shut the car door.', 'Chips on a wall. {They} wanted to talk about money.'],
      },
      (s) => {
        const well = goesWell()
        s.progress(
          goal,
          well ? 'nearer' : one(['same', 'further']),
          well ? ['They let me water on Thursdays. I’m good at it. I don’t drown them.', 'One morning. Not paid. But there’s an apron.'] : ['I’m on a list to go on a list.', 'They said not this year. Was it this year, last year?'],
          { ...(well ? {} : { hinderedBy: ['rule' as const, 'wait' as const] }) },
        )
        s.goes(goal, ['same: It’s a lot of talk and {they} get{s} {their} hopes up.', 'different: {They} came home with compost up {their} arms, telling me things I never knew.'], { by: 'family' })
        if (maybe(0.5)) s.reword(goal, ['A job with plants', 'Thursdays at the garden centre, for money', 'A job, but not all week. I’d miss Kenny'], ['I tried it and now I know which bit.'])
      },
    )
    if (maybe(0.55)) {
      note(19.5, (s) => {
        s.adjust(support, ['Two days gone from the first of the month, for everyone on the list. A letter, second class.', '“Efficiencies.” {They} read it on the bus, on the way there.'], {
          hours: Math.round(hours * 0.6),
          notice: int(4, 14),
          why: 'money',
          led: 'service',
        })
        s.effect('change', one(['harmed', 'both']), ['They took Tuesdays. Tuesdays was the good one.', 'I don’t mind less. I mind not being asked which.'])
        s.worry('daily-living', ['I’ve had to drop two shifts. Nobody asked about my shifts.', 'We’re both climbing the walls.'], 'family')
      })
    }
    review(22, ['Short. Attendance was noted, to the half day.', 'Held at the side of the hall during trampolining. {They} kept looking at the trampoline.'], true, (s) => {
      s.lookAgain(compromise, true, one(['unhappy', 'unsure', 'content']), ['I still want the job. Read back what I said.', 'I’ve got used to it. Is that bad?'])
    })
    talk(
      25,
      {
        where: one(['cafe', 'family-home'] as const),
        heard: ['{They} had written “JOB?” on my hand last time. It had washed off. I had not forgotten.', '{kin} asked me to stay for tea and over tea it came out.'],
      },
      (s) => {
        if (maybe(0.35)) {
          s.letGo(goal, one(['not-possible-here', 'not-now', 'changed-mind']), ['I’m not bothered any more. Leave it.', 'They don’t want people like me, they want people like them.'])
          s.matters('belonging', ['Kenny. And the bus driver. And Fridays.', 'Being where I know where things are.'])
        } else {
          s.goes(goal, ['nearer: Two mornings now. I’ve got a locker.', 'same: I’ve filled in the form again. It asks my strengths. I put chairs.'])
        }
      },
    )
    if (maybe(0.4)) {
      talk(
        30,
        {
          where: 'work',
          chose: 'person',
          heard: ['{They} showed me round as if {they} owned it. The manager says the orders have not been wrong since.', 'I bought a fern. {name} put it through the till and gave me a receipt.'],
        },
        (s) => {
          s.shown('work-and-learning', 'A shop on {street} that needs somebody on Thursdays and does not mind slow.', {
            sector: 'community',
            want,
          })
          s.met(want, ['A job! It’s eight hours. I’ve got a badge and a boss, and the boss is called Bev.', 'They asked me. I didn’t have to be ready.'])
          s.adjust(support, ['One day fewer at {dayPlace}, because {they} {is} at work.'], {
            hours: Math.round(hours * 0.4),
            why: 'less-help-wanted',
            led: 'person',
            notice: 30,
          })
          s.fit(support, 'fits', ['Fits now. It’s my days off.', 'I go to see my mates. I used to live there.'])
        },
      )
    } else {
      talk(31, { where: 'day-service', heard: ['The wordsearch was “autumn”.', 'We sat by the snooker table. There are cues now.'] }, (s) => {
        s.still(want, ['Yeah. Still that.', 'I said it, you wrote it, there it is.'])
        s.stillUnmet(want, ['too-far: Nothing within a bus ride.', 'waiting: Still “subject to numbers”.'])
        s.rated(support, ['does-not: I’m a grown-up and I’m colouring in.', 'partly: It’s all right for the ones that like it.'])
      })
    }
  },
}
