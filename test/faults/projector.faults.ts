import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { personStream } from '../../src/store/event-store.ts'
import { ask, met, voiced } from '../support/asking.ts'
import { type TestDatabase, withDatabase } from '../support/database.ts'
import { amira, recordIn } from '../support/lives.ts'
import { allShown, houseOn, standing } from './support/house.ts'
import { endWell, judge, lyingIn } from './support/judge.ts'
import { begin, run } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting, type Sent } from './support/writers.ts'

// One batch that is cut short, a checkpoint that somebody else moved, and one view that fails among others are each in test/projecting/ and test/projections/every.test.ts. Here it is whole
// services, which also write.

/** So many entries at once, before any service runs: views then have to take them in batches. Where it is longer it is so many that they are built anew instead. */
const behind = longer > 1 ? 25_000 : 8_000

async function fill(database: TestDatabase, entries: number): Promise<Sent[]> {
  const record = recordIn(database)
  const each = 40
  const sent: Sent[] = []
  for (let people = entries / each; people > 0; people -= 1) {
    const person = randomUUID()
    const story = [
      met(),
      ...Array.from({ length: each - 1 }, (_, i) =>
        i % 2 ? ask('ConversationHeld', {}, { words: { heard: `It went on ${i}` } }) : voiced(randomUUID(), 'A dog'),
      ),
    ]
    await record.append(personStream(person), 0, story, { by: amira })
    sent.push({ person, ids: story.map(({ id }) => id), acknowledged: true })
  }
  return sent
}

t.test(
  'whoever moves the views is killed at random moments while they are far behind, and two fight over them: each entry is taken exactly once',
  async (t) => {
    const chance = drawn(t, 'projector')
    const database = await withDatabase(t)
    const house = await houseOn(t, database)
    const before = await fill(database, behind)
    const start = () => {
      const service = begin(house)
      t.teardown(() => service.process.kill('SIGKILL'))
      return service
    }
    const services = [start(), start()]
    let addresses = await Promise.all(services.map(({ ready }) => ready))
    const writers = keepWriting({
      address: () => chance.one(addresses),
      headers: house.headers,
      chance,
      writers: 3,
      rest: 20,
      deadline: 18_000,
    })
    let kills = 0
    for (; kills < 8 * longer; kills += 1) {
      await sleep(chance.int(0, 1_500))
      const which = kills % 2
      await services[which]?.end('SIGKILL')
      services[which] = start()
      if (chance.maybe(0.5)) continue
      addresses = await Promise.all(services.map(({ ready }) => ready))
    }
    addresses = await Promise.all(services.map(({ ready }) => ready))
    await writers.stop()
    const [one = '', other = ''] = addresses
    await until('every view shows all there is', () => allShown(one), 60_000)

    // The one that has the views in hand may be either: with one of them gone, the other goes on.
    await services[0]?.end('SIGKILL')
    const sam = randomUUID()
    const entries = [met()]
    const answer = await fetch(`${other}/practitioner/people/${sam}/entries`, {
      method: 'POST',
      headers: house.headers,
      body: JSON.stringify({ entries }),
    })
    t.equal(answer.status, 201)
    const sent = [...before, ...writers.sent, { person: sam, ids: entries.map(({ id }) => id), acknowledged: true }]
    t.comment(
      `after ${kills} kills the one that is left moved every view ${await until('the other takes over', () => allShown(other))} ms after the last of them died`,
    )
    judge(t, { ...writers, sent }, await lyingIn(database.ownerUrl))
    await endWell(t, house, services.slice(1))
  },
)

t.test(
  'an entry that one view cannot take stops that view and says so; it goes on once it is mended and built anew, while two services serve',
  async (t) => {
    const chance = drawn(t, 'poison')
    const database = await withDatabase(t)
    const house = await houseOn(t, database)
    const services = [begin(house), begin(house)]
    t.teardown(() => services.map(({ process }) => process.kill('SIGKILL')))
    const addresses = await Promise.all(services.map(({ ready }) => ready))
    const owner = new pg.Client(database.ownerUrl)
    await owner.connect()
    t.teardown(() => owner.end())
    const write = async (person: string) =>
      fetch(`${chance.one(addresses)}/practitioner/people/${person}/entries`, {
        method: 'POST',
        headers: house.headers,
        body: JSON.stringify({ entries: [met()] }),
      })

    const poison = randomUUID()
    await owner.query(`
    create function failing() returns trigger language plpgsql as $$ begin raise exception 'it cannot be taken'; end $$;
    create trigger failing before insert or update on profile_v1 for each row when (new.person = '${poison}') execute function failing()`)
    for (const person of [randomUUID(), poison, randomUUID()]) t.equal((await write(person)).status, 201, 'it is recorded all the same')
    for (const address of addresses) {
      const stopped = async () =>
        (await standing(address))?.body.projections?.filter((one) => one.stopped).map(({ projection }) => projection)
      await until('it is stopped', async () => (await stopped())?.length === 1)
      t.same(await stopped(), ['profile'])
      t.match(await standing(address), { status: 503, body: { ready: false } })
    }
    const others = async () =>
      (await standing(addresses[0] ?? ''))?.body.projections
        ?.filter(({ projection }) => projection !== 'profile')
        .every(({ lag }) => lag === 0)
    await until('all other views go on', async () => (await others()) === true)

    await owner.query('drop trigger failing on profile_v1')
    t.match(await run('src/tasks/rebuild.ts', ['profile'], house), { code: 0 })
    for (const address of addresses) await until('every view shows all there is', () => allShown(address))
    t.equal((await write(randomUUID())).status, 201)
    for (const address of addresses) await until('every view shows all there is', () => allShown(address))
    await endWell(t, house, services)
  },
)
