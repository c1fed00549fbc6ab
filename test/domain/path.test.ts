import t from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Path, pathIn } from '../../src/domain/path.ts'
import { retell } from '../../src/domain/retelling.ts'
import type { Service } from '../../src/domain/values.ts'
import { met, on } from '../support/profiled.ts'
import { entry, recordedAs } from '../support/spec.ts'

const housing: Service = { sector: 'housing' }
const health: Service = { sector: 'health' }
const mind: Service = { sector: 'mental-health' }
const drugs: Service = { sector: 'drug-and-alcohol' }
const homeless: Service = { sector: 'homelessness' }

const handedOver = (day: string, from: Service, to: Service, warm = false) =>
  entry('HandedOver', on(day, { ledBy: 'service', facts: { from, to, warm } }))

const turnedAway = (day: string, by: Service, more: object) =>
  entry('TurnedAway', on(day, { facts: { by, reason: 'must-do-something-first', ...more } }))

/** The path of somebody of whom all this was written down, whatever the order it is given in. */
function pathOf(...entries: AnyEntry[]): Path {
  return pathIn(retell([met, ...entries].map(recordedAs)))
}

const loopsOf = (...entries: AnyEntry[]) => pathOf(...entries).loops
const deadlocksOf = (...entries: AnyEntry[]) => pathOf(...entries).deadlocks

t.test('a path is told in order of life, with what each service did', async (t) => {
  const retold = entry(
    'StoryRetold',
    on('2026-03-20', { facts: { to: housing, hadWeThisAlready: true }, words: { about: 'All of it again' } }),
  )
  const over = handedOver('2026-02-01', health, mind, true)
  const away = turnedAway('2026-03', mind, { mustFirst: 'stop-using', rightRefused: 'gp' })
  const { steps, told } = pathOf(retold, entry('ConversationHeld'), away, over, { ...retold, id: entry('StoryRetold').id })
  t.equal(told, 2, 'told twice over')
  t.same(steps.map(({ entry }) => entry).slice(0, 3), [over.id, away.id, retold.id])
  t.same(steps.slice(0, 3), [
    {
      entry: over.id,
      type: 'HandedOver',
      on: '2026-02-01',
      happened: { from: '2026-02-01' },
      from: health,
      to: mind,
      warm: true,
      saidBy: { who: 'person' },
      ledBy: 'service',
      words: {},
    },
    {
      entry: away.id,
      type: 'TurnedAway',
      on: '2026-03-01',
      happened: { from: '2026-03' },
      by: mind,
      reason: 'must-do-something-first',
      mustFirst: 'stop-using',
      rightRefused: 'gp',
      saidBy: { who: 'person' },
      ledBy: 'person',
      words: {},
    },
    {
      entry: retold.id,
      type: 'StoryRetold',
      on: '2026-03-20',
      happened: { from: '2026-03-20' },
      to: housing,
      hadWeThisAlready: true,
      saidBy: { who: 'person' },
      ledBy: 'person',
      words: { about: 'All of it again' },
    },
  ])
})

t.test('handed over, and sent back, is a loop', async (t) => {
  const there = handedOver('2025-01-10', health, mind)
  const back = turnedAway('2026-02-20', mind, { reason: 'too-complex', sentTo: health })
  t.same(loopsOf(back, there), [{ services: [health, mind, health], entries: [there.id, back.id], from: '2025-01-10', to: '2026-02-20' }])
  t.same(loopsOf(there), [], 'on the way there it is none')
  t.same(loopsOf(there, turnedAway('2026-02-20', mind, { mustFirst: 'be-assessed' })), [], 'a no that sends nowhere is none')
  t.same(loopsOf(handedOver('2025-01-10', mind, health), handedOver('2025-02-10', mind, health)), [], 'the same way twice is none')
})

t.test('a longer way round is a loop, whatever went on beside it', async (t) => {
  const one = handedOver('2026-01-01', health, mind)
  const beside = handedOver('2026-01-15', housing, homeless)
  const two = handedOver('2026-02-01', mind, drugs)
  const three = turnedAway('2026-03-01', drugs, { reason: 'full', sentTo: health })
  t.same(loopsOf(one, beside, two, three), [
    { services: [health, mind, drugs, health], entries: [one.id, two.id, three.id], from: '2026-01-01', to: '2026-03-01' },
  ])
  t.same(loopsOf(one, three), [], 'with a piece missing it is none')
})

t.test('a loop in the middle of a way is one, and so is the way when it leads back', async (t) => {
  const out = handedOver('2026-01-01', health, mind)
  const on = handedOver('2026-01-02', mind, drugs)
  const back = handedOver('2026-01-03', drugs, mind)
  const home = handedOver('2026-01-04', mind, health)
  t.same(
    loopsOf(out, on, back, home).map(({ services, entries }) => ({ services, entries })),
    [
      { services: [mind, drugs, mind], entries: [on.id, back.id] },
      { services: [health, mind, health], entries: [out.id, home.id] },
    ],
  )
})

t.test('once back, a new loop begins', async (t) => {
  const [one, two, three, four] = [
    handedOver('2026-01-01', health, mind),
    handedOver('2026-01-02', mind, health),
    handedOver('2026-01-03', health, mind),
    handedOver('2026-01-04', mind, health),
  ] as const
  const entries = (...moves: AnyEntry[]) => loopsOf(...moves).map(({ entries }) => entries)
  t.same(entries(one, two, three), [[one.id, two.id]], 'there, back and there again is one')
  t.same(entries(one, two, three, four), [
    [one.id, two.id],
    [three.id, four.id],
  ])
})

t.test('of several ways back it is the one that began last, and the same way twice is one going', async (t) => {
  const years = handedOver('2009-01-01', health, mind)
  const lately = handedOver('2026-01-01', health, drugs)
  const onward = handedOver('2026-01-20', drugs, mind)
  const back = handedOver('2026-02-01', mind, health)
  t.same(
    loopsOf(years, lately, onward, back).map(({ entries }) => entries),
    [[lately.id, onward.id, back.id]],
  )
  const again = handedOver('2026-01-08', health, mind)
  const oneMore = handedOver('2026-02-08', mind, health)
  t.same(
    loopsOf(years, again, back, oneMore).map(({ entries }) => entries),
    [[again.id, back.id]],
  )
})

t.test('services are the same where the sector is and, where both say which, the organisation', async (t) => {
  const north: Service = { sector: 'mental-health', organisation: 'NORTH' }
  const south: Service = { sector: 'mental-health', organisation: 'SOUTH' }
  const there = handedOver('2026-01-01', north, housing)
  t.same(loopsOf(there, handedOver('2026-02-01', housing, south)), [], 'another organisation is no way back')
  t.same(
    loopsOf(there, handedOver('2026-02-01', housing, mind))[0]?.services,
    [north, housing, north],
    'which one is said where anybody said it',
  )
  t.same(loopsOf(handedOver('2026-01-01', mind, housing), handedOver('2026-02-01', housing, south))[0]?.services, [south, housing, south])
  t.equal(loopsOf(handedOver('2026-01-01', north, south), handedOver('2026-02-01', south, north)).length, 1)
  t.same(loopsOf(handedOver('2026-01-01', mind, mind), handedOver('2026-02-01', mind, mind)), [], 'within one service nobody is passed on')
})

t.test('a longer way is found through a service that is named in one entry and not in another', async (t) => {
  const north: Service = { sector: 'mental-health', organisation: 'NORTH' }
  const south: Service = { sector: 'mental-health', organisation: 'SOUTH' }
  const through = (into: Service, out: Service) =>
    loopsOf(handedOver('2026-01-01', health, into), handedOver('2026-01-02', out, housing), handedOver('2026-01-03', housing, health))
  const services = (into: Service, out: Service) => through(into, out).map(({ services }) => services)
  t.same(services(mind, north), [[health, north, housing, health]])
  t.same(services(north, mind), [[health, north, housing, health]])
  t.same(services(north, north), [[health, north, housing, health]])
  t.same(services(north, south), [], 'in at one and out at another is no way through')
})

t.test('two that each say the other one first are a deadlock', async (t) => {
  const stop = turnedAway('2025-03-10', mind, { mustFirst: 'stop-using' })
  const stable = turnedAway('2025-06-05', drugs, { mustFirst: 'be-stable' })
  t.same(deadlocksOf(stable, stop), [
    { between: [mind, drugs], entries: [stop.id, stable.id], from: '2025-03-10', to: '2025-06-05', since: '2025-06-05' },
  ])
  t.same(deadlocksOf(stop), [])
  const itself = [
    turnedAway('2025-03-10', drugs, { mustFirst: 'stop-using' }),
    turnedAway('2025-06-05', drugs, { mustFirst: 'stop-using' }),
  ]
  t.same(deadlocksOf(...itself), [], 'a service that says the same twice is in none with itself')
  t.same(
    deadlocksOf(stop, turnedAway('2025-06-05', drugs, { mustFirst: 'stop-using' })),
    [],
    'a service that points at itself points nowhere',
  )
  t.same(
    deadlocksOf(stop, turnedAway('2025-06-05', housing, { mustFirst: 'be-stable' })),
    [],
    'a third that points there is not pointed at',
  )
})

t.test('where they were sent is what counts, and only where nobody said does what they must do first point somewhere', async (t) => {
  const noAddress = turnedAway('2026-01-01', health, { mustFirst: 'have-address' })
  t.equal(deadlocksOf(noAddress, turnedAway('2026-01-02', housing, { mustFirst: 'have-diagnosis' })).length, 1)
  t.equal(deadlocksOf(noAddress, turnedAway('2026-01-02', homeless, { reason: 'full', sentTo: health })).length, 1)
  t.same(deadlocksOf(noAddress, turnedAway('2026-01-02', housing, { mustFirst: 'have-diagnosis', sentTo: mind })), [])
  for (const mustFirst of ['have-a-worker', 'be-assessed', 'other']) {
    t.same(deadlocksOf(noAddress, turnedAway('2026-01-02', housing, { mustFirst })), [], `${mustFirst} points nowhere`)
  }
})

t.test('a deadlock is made within twelve months, to the day', async (t) => {
  const stop = turnedAway('2024-03-01', mind, { mustFirst: 'stop-using' })
  t.equal(deadlocksOf(stop, turnedAway('2025-03-01', drugs, { mustFirst: 'be-stable' })).length, 1)
  t.same(deadlocksOf(stop, turnedAway('2025-03-02', drugs, { mustFirst: 'be-stable' })), [])
})

t.test('said again it is the same deadlock; begun anew it is another', async (t) => {
  const stop = (day: string) => turnedAway(day, mind, { mustFirst: 'stop-using' })
  const stable = (day: string) => turnedAway(day, drugs, { mustFirst: 'be-stable' })
  const first = [stop('2021-01-01'), stop('2021-02-01'), stable('2021-03-01'), stop('2022-02-01'), stable('2023-01-15')]
  const second = [stable('2025-05-01'), stop('2025-06-01')]
  const alone = stop('2024-02-01')
  t.same(deadlocksOf(...second, alone, ...first), [
    { between: [mind, drugs], entries: first.map(({ id }) => id), from: '2021-01-01', to: '2023-01-15', since: '2021-03-01' },
    { between: [drugs, mind], entries: second.map(({ id }) => id), from: '2025-05-01', to: '2025-06-01', since: '2025-06-01' },
  ])
})

t.test('a deadlock is between two services, and another organisation is another', async (t) => {
  const north: Service = { sector: 'mental-health', organisation: 'NORTH' }
  const south: Service = { sector: 'mental-health', organisation: 'SOUTH' }
  const one = turnedAway('2026-01-01', north, { mustFirst: 'stop-using' })
  const two = turnedAway('2026-02-01', south, { mustFirst: 'stop-using' })
  const both = turnedAway('2026-03-01', drugs, { mustFirst: 'be-stable' })
  const between = (...entries: AnyEntry[]) => deadlocksOf(...entries).map(({ between, entries }) => ({ between, entries }))
  t.same(between(one, two, both), [
    { between: [south, drugs], entries: [two.id, both.id] },
    { between: [north, drugs], entries: [one.id, both.id] },
  ])
  t.same(between(one, turnedAway('2026-02-01', drugs, { reason: 'full', sentTo: south })), [])
  const unnamed = turnedAway('2026-02-15', mind, { mustFirst: 'stop-using' })
  t.same(
    between(one, unnamed, both),
    [{ between: [north, drugs], entries: [one.id, unnamed.id, both.id] }],
    'which one is said where anybody said it',
  )
})
