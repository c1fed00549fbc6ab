import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { withDatabase } from '../support/database.ts'

const noting = path.join(import.meta.dirname, '..', 'support', 'noting.ts')

t.test('whoever was told that a look is kept was told the truth, however the service ended', async (t) => {
  const database = await withDatabase(t)
  const told: string[] = []
  for (let run = 0; run < 8; run += 1) {
    const child = spawn(process.execPath, [noting, database.serviceUrl, `run${run}`], { stdio: ['ignore', 'pipe', 'inherit'] })
    t.teardown(() => child.kill('SIGKILL'))
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => told.push(line))
    await once(lines, 'line')
    await sleep(Math.random() * 150)
    child.kill('SIGKILL')
    await once(lines, 'close')
  }
  const { rows } = await database.open('owner').pool.query<{ what: string }>('select what from look')
  const kept = new Set(rows.map(({ what }) => what))
  t.ok(told.length > 8, `${told.length} were told, ${kept.size} are kept`)
  t.same(
    told.filter((what) => !kept.has(what)),
    [],
  )
  t.equal(kept.size, rows.length, 'each is kept once')
})
