import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { people } from '../../src/http/sign-in/people.ts'
import { browser } from '../support/signing-in.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** `npm run demo`, small; what it printed once it serves. */
async function demo(dataDir: string, ...more: string[]): Promise<{ process: ChildProcess; printed: string }> {
  const { PATH = '', HOME = '' } = process.env
  const running = spawn(process.execPath, ['src/tasks/demo.ts', '--people', '150', '--years', '2', ...more], {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let complained = ''
  running.stdout.on('data', (data) => (printed += data))
  running.stderr.on('data', (data) => (complained += data))
  while ((printed.match(/curl/g) ?? []).length < 6) {
    if (running.exitCode !== null) throw new Error(complained)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { process: running, printed }
}

async function stop(running: ChildProcess): Promise<number | null> {
  running.kill('SIGINT')
  if (running.exitCode === null) await once(running, 'exit')
  return running.exitCode
}

/** What a trend shows, number or not. */
function shownIn(trend: unknown): (number | null)[] {
  const { series } = trend as { series: { points: { value: number | null }[] }[] }
  return series.flatMap(({ points }) => points.map(({ value }) => value))
}

/** The lines as a person would paste them, one after another. */
async function answersOf(printed: string): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = []
  for (const [line] of printed.matchAll(/^ {2}curl .*\\\n.*$/gm))
    answers.push(JSON.parse((await promisify(execFile)('sh', ['-c', line], { cwd: root, maxBuffer: 1e8 })).stdout))
  return answers
}

/** What the page of each of the made-up people says whose address was printed: a browser that keeps cookies would come to it. */
async function openedBy(printed: string): Promise<[sub: string, { at: string; says: string }][]> {
  const addresses = [...printed.matchAll(/^ {4}(http\S+\/enter\?as=(\w+)\S+)$/gm)].map(([, url = '', sub = '']) => ({ url, sub }))
  t.same(
    addresses.map(({ sub }) => sub),
    people.map(({ sub }) => sub),
  )
  const pages: [string, { at: string; says: string }][] = []
  for (const { url, sub } of addresses) {
    const by = browser()
    let at = url
    for (let answer = await by.go(at); ; answer = await by.go(at)) {
      const next = answer.headers.get('location')
      if (next === null) {
        pages.push([sub, { at, says: await answer.text() }])
        break
      }
      at = new URL(next, at).href
    }
  }
  return pages
}

/** What each of them sees. */
const expected: Record<string, RegExp> = {
  amira: /<h1[^>]*>My people[\s\S]*Log a conversation/,
  carlton: /<h1[^>]*>My people/,
  sunita: /<h1[^>]*>My people/,
  ruth: /First met/,
  farida: /<h1[\s\S]*Sallowshire/,
  owen: /There are no pages for what you do here yet/,
  angela: /Where I am heading/,
  christine: /This is the story of <strong>Des/,
}

t.test(
  'the demonstration fills an empty folder, serves it, and its lines answer with content; started again it serves the same',
  async (t) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'unfolding-demo-'))
    // As root, PostgreSQL runs as another user, who has to get in.
    await chmod(dataDir, 0o755)
    t.teardown(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
    const first = await demo(dataDir)
    const [person, then, thenAsKnownNow, trend, me, whoLooked, ...others] = await answersOf(first.printed)
    t.same(others, [])
    t.ok(Number(person?.revision) > 10)
    t.ok(Array.isArray(person?.goals) && person.goals.length > 0)
    t.ok(Number(then?.revision) > 0)
    t.ok(Number(then?.revision) < Number(person?.revision), 'less was known then')
    t.equal(thenAsKnownNow?.revision, person?.revision)
    const { revision: _, knownAt, ...known } = then ?? {}
    t.match(knownAt, `${known.asAt}T`)
    const differ = Object.keys(known).filter((part) => JSON.stringify(known[part]) !== JSON.stringify(thenAsKnownNow?.[part]))
    t.ok(differ.length > 0 && differ.length <= 8, `of what was known then ${differ} was put right, and the rest stands`)
    t.ok(
      shownIn(trend).some((value) => typeof value === 'number'),
      'some numbers are shown',
    )
    t.ok(shownIn(trend).includes(null), 'and some are withheld')
    t.equal(me?.person, person?.person)
    t.same(me?.goals, person?.goals, 'the person reads the same of themself')
    const { looks } = whoLooked as { looks: { who: { role: string }; what: string; why: string }[] }
    t.same(
      looks.map(({ who, what, why }) => [who.role, what, why]),
      [
        ['person', 'who looked', 'own-story'],
        ['person', 'now', 'own-story'],
        ['reviewer', 'profile', 'reviews-it'],
        ['reviewer', 'profile', 'reviews-it'],
        ['practitioner', 'now', 'works-with-them'],
      ],
      'and that all of them looked, newest first',
    )
    for (const [sub, { at, says }] of await openedBy(first.printed)) t.match(says, expected[sub], `${sub} at ${at}`)
    t.equal(await stop(first.process), 0)

    const again = await demo(dataDir, '--people', '3')
    const [same] = await answersOf(again.printed)
    t.same(same, person)
    t.equal(await stop(again.process), 0)
  },
)

t.test('it does not begin in a folder that holds somebody’s own record', async (t) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'unfolding-demo-'))
  // As root, PostgreSQL runs as another user, who has to get in.
  await chmod(dataDir, 0o755)
  t.teardown(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  const first = await demo(dataDir, '--people', '2')
  await stop(first.process)
  await rm(path.join(dataDir, 'demo.json'))
  await t.rejects(demo(dataDir), { message: /holds a record already/ })
})
