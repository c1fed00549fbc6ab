import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bearersIn } from '../bearers.ts'
import { entriesEach } from '../conversations.ts'
import { fill } from '../filling.ts'
import { type Folder, inFolder } from '../folder.ts'
import { startService } from '../process.ts'
import { shown } from '../showing.ts'
import { storiesFor } from '../stories.ts'
import { leaveNothingWhenStopped, say } from '../telling.ts'
import { type Judge, judgeAt } from './judging.ts'
import { type Asked, askOneAfterAnother, offer } from './offering.ts'
import { type People, peopleOf } from './people.ts'
import { sendingTo } from './sending.ts'
import { table } from './table.ts'

// `npm run test:load`: whether the service holds under load. So many practitioners write at once while reviewers and commissioners read, and nothing may go wrong; then they ask for twice of what it
// can take, and what it cannot take it must send away, keep all that it acknowledged, and be as before soon after. It ends with 0 where all of that held. It runs for some six minutes; shorter
// with `-- --seconds 20 --overload 10`.

const root = path.join(import.meta.dirname, '..', '..')
const options = {
  /** How long they write as usual, and how many entries a second. */
  seconds: { type: 'string', default: '120' },
  rate: { type: 'string', default: '300' },
  practitioners: { type: 'string', default: '200' },
  /** How long they ask for twice of what it can take. */
  overload: { type: 'string', default: '60' },
} as const
/** How many people each practitioner has, and how long each story is when it begins. */
const peopleEach = 5
const storyLength = 40
/** How often others ask beside those who write, a second. */
const beside = { looking: 50, reviewing: 10, commissioning: 5 }
/** Over how many connections they come, as from somebody who stands before the service and keeps them open. */
const connections = 2_000
/** How long it is found out what it can take, in seconds. */
const findingOut = 15
/** In how many seconds all is to be shown again, and within how many milliseconds nineteen of twenty writes are to be answered then. */
const soon = { lag: 10, answers: 1_000 }

async function main(): Promise<void> {
  const { values } = parseArgs({ options })
  const asked = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Record<
    keyof typeof options,
    number
  >
  const wrong = Object.entries(asked).find(([, value]) => !(value > 0))
  if (wrong) throw new Error(`--${wrong[0]}: say a number above 0.`)
  const faults = await inFolder((folder) => holds(folder, asked))
  for (const fault of faults) process.stdout.write(`It did not hold: ${fault}.\n`)
  if (faults.length > 0) process.exitCode = 1
  else say('it held')
}

/** Gives what did not hold, in sentences. */
async function holds(folder: Folder, { seconds, rate, practitioners, overload }: Record<keyof typeof options, number>): Promise<string[]> {
  say(`putting ${practitioners * peopleEach} stories on the record …`)
  const lives = storiesFor(practitioners * peopleEach, { storyLength, workers: practitioners })
  await fill(folder, lives)
  const service = await startService(folder.dataDir, { projects: true })
  const judge = await judgeAt(folder.ownerUrl)
  const { send, open, close } = sendingTo(service.address, connections)
  const faults: string[] = []
  const written: Asked[] = []
  const people = peopleOf(lives, await bearersIn(folder.dataDir, lives))
  const keep = (asked: readonly Asked[]) => void written.push(...asked.filter(({ about }) => about === people.writing.about))

  /** So much is asked for so long; what came of it is shown. */
  async function during(what: string, entries: number, lasts: number, within = soon.lag): Promise<Asked[]> {
    say(`${what}: ${entries.toFixed(0)} entries a second for ${lasts} s …`)
    await open(connections)
    const lags = watch(judge)
    const began = performance.now()
    const asked = await offer(send, [{ asking: people.writing, aSecond: entries / entriesEach }, ...readers(people)], lasts)
    const lasted = (performance.now() - began) / 1_000
    const most = await lags.most()
    keep(asked)
    process.stdout.write(`\n${shown(table(asked, { lasts, lasted }))}\n\nThe views were ${most.toFixed(2)} s behind at most.\n\n`)
    const after = await untilShown(judge)
    say(`${after.toFixed(1)} s after the end they were less than a second behind`)
    if (after > within) faults.push(`${what}: all was shown only ${after.toFixed(1)} s after the end`)
    return asked
  }
  const noneFailed = (what: string, asked: readonly Asked[]) => {
    const failed = asked.filter(({ status }) => status === 'none' || status > 299)
    if (failed.length > 0)
      faults.push(`${what}: ${failed.length} requests failed, one with ${failed[0]?.status} ${failed[0]?.body.slice(0, 300)}`)
  }

  try {
    say('warming up …')
    keep(await offer(send, [{ asking: people.writing, aSecond: 50 }, ...readers(people)], 5))
    noneFailed('as usual', await during('as usual', rate, seconds))

    say(`finding out what it can take: ${practitioners} at once, each again as soon as they are answered …`)
    const full = await askOneAfterAnother(send, people.writing, { atOnce: practitioners, seconds: findingOut })
    keep(full)
    noneFailed('as many as it can', full)
    const most = (full.length * entriesEach) / findingOut
    say(`${most.toFixed(0)} entries a second`)
    await untilShown(judge)

    // Views take what was told more slowly than it can be told: they are given as long again to show it.
    const over = await during('twice of that', most * 2, overload, soon.lag + overload)
    const sentAway = over.filter(({ status, retryAfter = 0 }) => status === 503 && retryAfter > 0)
    if (sentAway.length === 0) faults.push('twice of that: nothing was sent away, so that nothing is known of how it does so')
    noneFailed(
      'twice of that',
      over.filter((each) => !sentAway.includes(each)),
    )

    const { status } = await send({ method: 'GET', path: '/health/ready', headers: {} })
    if (status !== 200) faults.push(`after that: /health/ready answers ${status}`)
    const again = await during('after that', rate / 3, 10)
    noneFailed('after that', again)
    const took = again.filter(({ about }) => about === people.writing.about).map(({ ms }) => ms)
    const late = took.filter((ms) => ms > soon.answers).length
    if (late > took.length / 20) faults.push(`after that: ${late} of ${took.length} writes took longer than ${soon.answers} ms`)

    say(`judging by SQL what is on the record of ${written.length} requests …`)
    faults.push(...(await judge.faultsOf(written)))
  } finally {
    close()
    await judge.close()
    await service.stop()
  }
  faults.push(...(await verified(folder)))
  return faults
}

/** `npm run verify` of what is left behind. */
async function verified({ dataDir }: Folder): Promise<string[]> {
  const verify = spawn('npm', ['run', '-s', 'verify'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  // How far it has come is of interest only where it did not come to its end.
  const [said, [code]] = await Promise.all([text(verify.stderr), once(verify, 'exit')])
  return code === 0 ? [] : [`npm run verify ended with ${code}: ${said.trim().split('\n').at(-1)}`]
}

function readers(people: People): Parameters<typeof offer>[1] {
  return (['looking', 'reviewing', 'commissioning'] as const).map((who) => ({ asking: people[who], aSecond: beside[who] }))
}

/** Looks five times a second how far the views are behind. */
function watch(judge: Judge): { most(): Promise<number> } {
  let over = false
  const watching = (async () => {
    let most = 0
    for (; !over; await setTimeout(200)) most = Math.max(most, await judge.lag())
    return most
  })()
  return {
    most() {
      over = true
      return watching
    },
  }
}

/** How many seconds it takes until no view is a second behind; who has waited for two minutes waits no longer. */
async function untilShown(judge: Judge): Promise<number> {
  const began = performance.now()
  const passed = () => (performance.now() - began) / 1_000
  while ((await judge.lag()) >= 1 && passed() < 120) await setTimeout(50)
  return passed()
}

leaveNothingWhenStopped()
await main()
