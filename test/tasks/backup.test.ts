import { randomUUID } from 'node:crypto'
import { copyFile, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { ask, met } from '../support/asking.ts'
import { filesIn, newFolder, run } from '../support/backing-up.ts'
import { caughtUp, ended, environment, folder, start, tokenFor } from '../support/service.ts'

const planted = 'Quibblewick'

interface Sent {
  person: string
  ids: string[]
  acknowledged: boolean
}

/** Writes of several people at once, two entries a request, until it is told to stop. */
function writing(address: string, headers: Record<string, string>): { sent: Sent[]; stop(): Promise<void> } {
  const sent: Sent[] = []
  let stopping = false
  const one = async () => {
    for (let person = randomUUID(), begun = 0; !stopping; begun += 1) {
      if (begun % 5 === 0) person = randomUUID()
      const heard = () => ask('ConversationHeld', { where: 'home' }, { words: { heard: `${planted} ${begun}` } })
      const entries = begun % 5 === 0 ? [met('X10000101', planted), heard()] : [heard(), heard()]
      const request: Sent = { person, ids: entries.map(({ id }) => id), acknowledged: false }
      sent.push(request)
      const body = JSON.stringify({ entries })
      const answer = await fetch(`${address}/practitioner/people/${person}/entries`, { method: 'POST', headers, body })
      request.acknowledged = answer.status === 201
    }
  }
  const writers = Promise.all(Array.from({ length: 4 }, one))
  return {
    sent,
    async stop() {
      stopping = true
      await writers
    },
  }
}

t.test(
  'while a service serves and is written to, what is backed up is all that was acknowledged, and nothing half; restored into an empty place it is whole',
  async (t) => {
    const dataDir = await folder(t)
    const service = await start(dataDir)
    const headers = await tokenFor(dataDir, '--sub', 'amira')
    const { sent, stop } = writing(service.address, headers)
    while (sent.filter(({ acknowledged }) => acknowledged).length < 60) await new Promise((resolve) => setTimeout(resolve, 20))
    const [first] = sent
    await caughtUp(service.address)
    t.equal((await fetch(`${service.address}/practitioner/people/${first?.person}`, { headers })).status, 200)

    const before = sent.filter(({ acknowledged }) => acknowledged)
    const backup = path.join(await newFolder(t), 'today')
    const backedUp = await run(environment(dataDir), 'backup', backup)
    t.match(backedUp, { code: 0, err: '' })
    t.match(backedUp.out, /^[\d,]+ entries are in .*record \([\d,]+ rows .*\), and their keys in .*keys \([\d,]+ rows\)\./)
    const after = sent.filter(({ acknowledged }) => acknowledged)
    t.ok(after.length > before.length, `it was written to meanwhile: ${before.length} requests before, ${after.length} after`)
    await stop()
    t.equal(await ended(service.process, 'SIGTERM'), 0)

    for (const file of await filesIn(backup)) {
      const text = await readFile(file, 'utf8')
      t.notOk(text.includes(planted), `no word in ${path.basename(file)}`)
      t.equal((await stat(file)).mode & 0o777, 0o600, `${path.basename(file)} is for nobody else to read`)
    }
    for (const inside of [backup, path.join(backup, 'record'), path.join(backup, 'keys')]) t.equal((await stat(inside)).mode & 0o777, 0o700)
    const master = (await readFile(path.join(dataDir, 'sealing.key'), 'utf8')).trim()
    for (const file of await filesIn(backup)) {
      const bytes = await readFile(file, 'utf8')
      t.notOk(bytes.includes(master) || bytes.includes(Buffer.from(master, 'base64').toString('hex')), 'the master key is nowhere in it')
    }

    const place = await folder(t)
    t.match(
      await run(environment(place), 'restore', backup),
      { code: 2, err: /^There is no key file / },
      'without the master key it is not tried',
    )
    await copyFile(path.join(dataDir, 'sealing.key'), path.join(place, 'sealing.key'))
    const restored = await run(environment(place), 'restore', backup)
    t.match(restored, { code: 0, err: '', out: /^[\d,]+ entries in [\d,]+ stories are restored: / })
    t.match(await run(environment(place), 'verify'), { code: 0, out: /^the record: whole/ }, 'before any view is made')

    const again = await start(place)
    await caughtUp(again.address)
    const verified = await run(environment(place), 'verify')
    t.equal(verified.code, 0, verified.out)
    t.notMatch(verified.out, /behind/)
    const held = await heldOf(again.address, await tokenFor(place, '--sub', 'amira'), [...new Set(sent.map(({ person }) => person))])
    const times = (id: string) => held.get(id) ?? 0
    for (const { ids } of before) t.same(ids.map(times), [1, 1], 'what was acknowledged before is there once')
    const there = sent.filter(({ ids }) => ids.some((id) => times(id) > 0))
    t.ok(
      there.every(({ ids }) => ids.every((id) => times(id) === 1)),
      'and nothing half, or twice',
    )
    t.equal(held.size, there.length * 2, 'and nothing that nobody sent')
    t.ok(there.length < sent.length, 'what came after is not in it')
    const person = first?.person ?? ''
    t.equal(
      (await fetch(`${again.address}/practitioner/people/${person}`, { headers: await tokenFor(place, '--sub', 'amira') })).status,
      200,
      'and another look can be kept',
    )
    t.equal(await ended(again.process, 'SIGTERM'), 0)

    t.match(await run(environment(place), 'restore', backup), {
      code: 1,
      err: /^There is something in this database already \(area\).*\nNothing was restored\.\n$/,
    })
  },
)

/** How often each entry is in the journeys of people, with its words. */
async function heldOf(address: string, headers: Record<string, string>, people: readonly string[]): Promise<Map<string, number>> {
  const held = new Map<string, number>()
  for (const person of people) {
    const answer = await fetch(`${address}/practitioner/people/${person}/journey?limit=200`, { headers })
    if (answer.status === 403 || answer.status === 404) continue
    const { entries } = (await answer.json()) as { entries: { id: string; words: object }[] }
    for (const { id, words } of entries) if (JSON.stringify(words).includes(planted)) held.set(id, (held.get(id) ?? 0) + 1)
  }
  return held
}
