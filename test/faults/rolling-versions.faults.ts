import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { ask, met } from '../support/asking.ts'
import { withDatabase } from '../support/database.ts'
import { allShown, houseOn } from './support/house.ts'
import { endWell, judge, lyingIn } from './support/judge.ts'
import { begin, type Service } from './support/process.ts'
import { drawn, longer, until } from './support/run.ts'
import { keepWriting } from './support/writers.ts'

// What folds, views and the write door each do with an entry that they do not know is in test/perform.test.ts and test/projecting/.

const newer = new URL('./support/newer-version.ts', import.meta.url).href

t.test(
  'two services are changed for a newer version one after the other, while people write: what the older does not know it leaves to the newer',
  async (t) => {
    const chance = drawn(t, 'rolling')
    const database = await withDatabase(t)
    const house = await houseOn(t, database)
    const services: Service[] = []
    t.teardown(() => services.map(({ process }) => process.kill('SIGKILL')))
    const start = async (version: 'older' | 'newer') => {
      const service = begin({ settings: house.settings, preload: version === 'newer' ? newer : undefined })
      services.push(service)
      return { service, address: await service.ready }
    }
    let [one, other] = await Promise.all([start('older'), start('older')])
    // Where people are sent: also to one that is about to stop, until it has.
    let open = [one.address, other.address]
    const writers = keepWriting({ address: () => chance.one(open), headers: house.headers, chance, deadline: 18_000 })
    const change = async (from: typeof one, version: 'older' | 'newer') => {
      open = open.filter((address) => address !== from.address)
      t.equal(await from.service.end('SIGTERM'), 0, 'it stops in peace')
      const next = await start(version)
      open = [...open, next.address]
      return next
    }
    const post = (address: string, person: string, ...entries: object[]) =>
      fetch(`${address}/practitioner/people/${person}/entries`, {
        method: 'POST',
        headers: house.headers,
        body: JSON.stringify({ entries }),
      })
    const read = (address: string, person: string, view: string) =>
      fetch(`${address}/practitioner/people/${person}${view}`, { headers: house.headers })
    const typesIn = async (address: string, person: string) =>
      ((await (await read(address, person, '/journey?limit=200')).json()) as { entries: { type: string }[] }).entries.map(
        ({ type }) => type,
      )

    const sam = randomUUID()
    const begun = [met()]
    t.equal((await post(one.address, sam, ...begun)).status, 201)
    writers.sent.push({ person: sam, ids: begun.map(({ id }) => id), acknowledged: true })
    const walk = ask('WalkTaken', {}, { words: { about: 'To the harbour' } })
    t.equal((await post(one.address, sam, walk)).status, 400, 'the older version does not know it')

    for (let round = 0; round < longer; round += 1) {
      await sleep(1_000)
      one = await change(one, 'newer')
      const walks = [{ ...walk, id: ask('WalkTaken', {}).id }]
      const written = await post(one.address, sam, ...walks)
      t.equal(written.status, 201, 'the newer one records it')
      writers.sent.push({ person: sam, ids: walks.map(({ id }) => id), acknowledged: true })
      const { position } = (await written.json()) as { position: string }

      const heard = ask('ConversationHeld', {}, { words: { heard: 'Hello' } })
      const refused = await post(other.address, sam, heard)
      t.match(
        [refused.status, ((await refused.json()) as { code: string }).code, refused.headers.get('retry-after')],
        [503, 'newer-entries', /^\d+$/],
      )
      t.equal((await post(other.address, sam, ...begun)).status, 200, 'what was sent before is answered by the older one too')
      t.equal((await read(other.address, sam, `?atLeast=${position}`)).status, 200, 'and it shows the person')
      t.same(
        new Set(await typesIn(other.address, sam)),
        new Set([...(round === 0 ? [] : ['ConversationHeld']), 'PersonMet']),
        'without what it does not know',
      )
      await until('every view shows all there is', () => allShown(other.address))

      await sleep(1_000)
      other = await change(other, 'newer')
      t.equal((await post(other.address, sam, heard)).status, 201, 'once it is changed too, the story is written to by both')
      writers.sent.push({ person: sam, ids: [heard.id], acknowledged: true })
      t.same(new Set(await typesIn(other.address, sam)), new Set(['ConversationHeld', 'PersonMet', 'WalkTaken']))
      await until('every view shows all there is', () => allShown(other.address))

      await sleep(500)
      other = await change(other, 'older')
      t.equal((await read(other.address, sam, '')).status, 200, 'where one has to be changed back, it serves all the same')
    }
    await sleep(500)
    await writers.stop()
    other = await change(other, 'newer')
    for (const { address } of [one, other]) await until('every view shows all there is', () => allShown(address))
    judge(t, writers, await lyingIn(database.ownerUrl))
    await endWell(
      t,
      house,
      [one, other].map(({ service }) => service),
      { preload: newer },
    )
    t.same(
      services.flatMap(({ complaints }) => complaints).filter(({ msg }) => msg === 'went wrong'),
      [],
      'nor in those that were changed',
    )
  },
)
