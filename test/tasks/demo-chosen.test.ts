import t from 'tap'
import { profileIn } from '../../projections/profile.ts'
import { retell } from '../../src/domain/retelling.ts'
import { tieOf } from '../../src/domain/ties.ts'
import { daysBetween } from '../../src/domain/values.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { livesIn } from '../../src/tasks/demo/as-recorded.ts'
import { interestingPerson } from '../../src/tasks/demo/chosen.ts'
import { madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { county, of, recorded, shown, today } from '../support/county.ts'

t.test('the person shown at the end reads differently a year ago, and by a correction differently as known then', async (t) => {
  for (const seed of ['county', 'another']) {
    const lines = seed === 'county' ? county : madeUpLives({ people: 100, years: 3, seed, today })
    const { person, name, asAt, knownAt, worker } = interestingPerson(lines)
    const life = livesIn(lines).get(person) ?? []
    const now = retell(life)
    const then = retell(life, { asAt })
    const thenAsKnown = retell(life, { asAt, knownAt })
    t.equal(of(life, 'PersonMet')[0]?.words.name, name)
    t.same(of(life, 'PersonDied'), [])
    const asker = { sub: worker.sub, idOf: workerIdOf, organisation: worker.organisation, leads: false }
    t.same(tieOf(life, asker, `${today}T12:00:00.000Z`), { why: 'works-with-them' }, 'somebody works with them')
    t.ok(daysBetween(asAt, today) >= 260 && daysBetween(asAt, today) <= 470, 'about a year ago')
    t.equal(knownAt.slice(0, 10), asAt)
    t.ok(thenAsKnown.length >= 25, 'there was much to read then')
    const corrected = of(life, 'EntryCorrected').find(({ record }) => record.at > knownAt)
    t.ok(
      thenAsKnown.some(({ id }) => id === corrected?.facts.entry),
      'something known then was corrected later',
    )
    const [known, knownNow] = [profileIn(thenAsKnown), profileIn(then)].map((profile) => new Map(Object.entries(profile)))
    const differ = [...(knownNow ?? [])].filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(known?.get(part)))
    t.ok(differ.length >= 1 && differ.length <= 2, `${differ.map(([part]) => part)} of the profile differs by it`)
    const since = now.filter(({ span }) => span.first > asAt).map(({ type }) => type)
    t.ok(
      since.some((type) => ['GoalReworded', 'GoalReached', 'GoalLetGo', 'GoalPickedUpAgain'].includes(type)),
      'a goal moved',
    )
    t.ok(
      since.some((type) => ['HomeChanged', 'SupportStarted', 'SupportAdjusted', 'SupportEnded'].includes(type)),
      'home or support changed',
    )
  }
})

t.test('the person shown at the end is living, where anybody is', async (t) => {
  const dead = [...recorded].filter(([, life]) => of(life, 'PersonDied').length > 0).map(([person]) => person)
  const living = [...recorded.keys()].filter((person) => !dead.includes(person)).at(-1)
  t.ok(dead.length >= shown)
  for (const died of dead) {
    const both = county.filter(({ person }) => person === died || person === living)
    t.equal(interestingPerson(both).person, living)
  }
})

t.test('somebody is shown in a county of one person too, also where they have died', async (t) => {
  const alone = [...Array(40).keys()].map((seed) => madeUpLives({ people: 1, years: 3, seed, today }))
  t.ok(alone.some((lines) => [...livesIn(lines).values()].some((life) => of(life, 'PersonDied').length > 0)))
  for (const lines of alone) t.equal(interestingPerson(lines).person, lines[0]?.person)
})
