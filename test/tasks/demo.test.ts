import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { type Entry, kindOf, kinds, type ToldEntry } from '../../src/domain/catalogue.ts'
import type { AnyEntry, Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { changesIn } from '../../src/domain/pace.ts'
import { putsRight } from '../../src/domain/putting-right.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { retell } from '../../src/domain/retelling.ts'
import { daysBetween, londonDay } from '../../src/domain/values.ts'
import { workerIdOf } from '../../src/http/worker-id.ts'
import { livesIn } from '../../src/tasks/demo/as-recorded.ts'
import { type ImportLine, madeUpLives } from '../../src/tasks/demo/made-up-lives.ts'
import { county, howMany, lives, of, recorded, shown, today } from '../support/county.ts'

t.test('the same seed and day tell the same lives, another seed others', async (t) => {
  const few = { people: 40, years: 3, seed: 'one', today }
  t.same(madeUpLives(few), madeUpLives(few))
  const other = madeUpLives({ ...few, seed: 'two' })
  const people = (lines: ImportLine[]) => new Set(lines.map(({ person }) => person))
  t.same(
    [...people(madeUpLives(few))].filter((person) => people(other).has(person)),
    [],
    'nobody is in both',
  )
})

t.test('there are as many people as were asked for', async (t) => {
  for (const people of [1, 2, 7, 50]) t.equal(livesIn(madeUpLives({ people, years: 1, seed: 'few', today })).size, people)
  t.equal(lives.size, 400)
})

t.test('lines come in the order in which they were written down, none of them today or later', async (t) => {
  const at = county.map(({ recordedAt }) => recordedAt)
  t.same(at, [...at].sort())
  t.ok((at.at(-1) ?? '') < `${today}T00:00:00.000Z`)
  t.ok(daysBetween(londonDay(at[0] ?? ''), today) > 365 * 3 - 35, 'they begin three years ago')
  t.ok(daysBetween(londonDay(at.at(-1) ?? ''), today) < 14, 'and go on to now')
})

t.test('every entry is one that can be asked for', async (t) => {
  const entries = county.flatMap(({ body }) => body.entries)
  const wrong = entries.flatMap((entry) => {
    const asked = kindOf(entry.type)?.asked.safeParse(entry)
    return asked?.success ? [] : [{ entry, issues: asked?.error?.issues }]
  })
  t.same(wrong, [])
  t.equal(new Set(entries.map(({ id }) => id)).size, entries.length, 'no id twice')
  t.same(
    county.filter(({ body }) => body.entries.length < 1 || body.entries.length > 10),
    [],
    'up to ten in one request',
  )
})

t.test('every entry is accepted by the domain, in order, on the day it was written down', async (t) => {
  const others = livesIn(madeUpLives({ people: 60, years: 3, seed: 'accepted', today }))
  const told = [...others.values(), ...[...recorded.values()].filter((life, i) => i < 60 || life.some(putsRight))]
  t.ok(told.length > 120 + shown, `${told.length} lives`)
  for (const life of told) {
    const outcomes = life.map((entry, i) => answer(life.slice(0, i), entry))
    t.same(
      outcomes,
      life.map(({ id }) => [id]),
      'none refused, none already so',
    )
  }
})

function answer(recorded: Recorded<AnyEntry>[], { record, ...entry }: Recorded<Entry>): string[] {
  try {
    return decide(recorded, entry as Entry, londonDay(record.at), record.by).map(({ id }) => id)
  } catch (error) {
    if (error instanceof Refusal) return [error.code]
    throw error
  }
}

t.test('there is enough to read: 50 to 120 entries a person, and every kind of entry there is', async (t) => {
  const entries = [...recorded.values()].flat()
  const each = entries.length / recorded.size
  t.ok(each >= 50 && each <= 120, `${each} entries a person`)
  const told = new Set<string>(entries.map(({ type }) => type))
  t.same(
    kinds.map(({ type }) => type).filter((type) => !told.has(type)),
    [],
    'kinds that never happen',
  )
})

t.test('goals are reworded, let go and picked up again, and seen differently by somebody else', async (t) => {
  t.ok(howMany((life) => of(life, 'GoalReworded').length > 0) >= shown)
  const cameBack = howMany((life) =>
    of(life, 'GoalLetGo').some((left) =>
      of(life, 'GoalPickedUpAgain').some(({ facts, record }) => facts.goal === left.facts.goal && record.revision > left.record.revision),
    ),
  )
  t.ok(cameBack >= shown, `${cameBack} people took a goal up again that they had let go`)
  const differ = howMany((life) => {
    const views = of(life, 'GoalProgressed')
    return views.some((own) =>
      views.some((other) => sameDay(own, other) && saidBy(own, 'person') && saidBy(other, 'family') && own.facts.says !== other.facts.says),
    )
  })
  t.ok(differ >= shown, `${differ} people and their families see one goal differently on one day`)
})

function sameDay(a: Recorded<Extract<ToldEntry, { type: 'GoalProgressed' }>>, b: typeof a): boolean {
  return a.facts.goal === b.facts.goal && a.happened.from === b.happened.from
}

function saidBy(entry: Recorded<Entry>, who: string): boolean {
  return entry.saidBy?.who === who
}

t.test('people are one thing here and another there', async (t) => {
  const opposites = howMany((life) =>
    of(life, 'AspectSeen').some(({ facts, setting }) => {
      const other = of(life, 'AspectSeen').find(({ id }) => id === facts.oppositeOf)
      return other !== undefined && JSON.stringify(other.setting) !== JSON.stringify(setting)
    }),
  )
  t.ok(opposites >= shown, `${opposites} people`)
})

t.test('support is cut suddenly by services, and grows gradually where people lead', async (t) => {
  const cutSuddenly = howMany((life) =>
    adjustments(life).some(
      ({ ledBy, facts, before }) => ledBy === 'service' && (facts.hoursPerWeek ?? before) <= before * 0.75 && (facts.noticeDays ?? 0) < 28,
    ),
  )
  t.ok(cutSuddenly >= shown, `${cutSuddenly} people lost a quarter or more with under 28 days’ notice`)
  const grown = howMany(
    (life) => adjustments(life).filter(({ ledBy, facts, before }) => ledBy === 'person' && (facts.hoursPerWeek ?? 0) > before).length >= 3,
  )
  t.ok(grown >= shown, `${grown} people had theirs grow three times or more, as they asked`)
})

t.test('six weeks of help come back for some, and hours are shaved off in steps that are each too small to be seen', async (t) => {
  const cameBack = howMany((life) =>
    of(life, 'SupportEnded').some(({ facts: ended, record }) => {
      const [first, ...others] = of(life, 'SupportStarted').filter(({ facts }) => facts.sector === 'reablement')
      return first?.facts.support === ended.support && others.some((again) => again.record.revision > record.revision)
    }),
  )
  t.ok(cameBack >= shown, `${cameBack} people`)
  const shaved = howMany((life) => changesIn(retell(life)).some(({ addedUp }) => addedUp.length > 0))
  t.ok(shaved >= 5, `${shaved} people lost a quarter or more in steps that only add up to it`)
})

/** Every change of hours, with what they were before. */
function adjustments(life: Recorded<ToldEntry>[]) {
  const hours = new Map<string, number>()
  return of(life, 'SupportStarted', 'SupportAdjusted').flatMap((entry) => {
    const before = hours.get(entry.facts.support)
    if (entry.facts.hoursPerWeek !== undefined) hours.set(entry.facts.support, entry.facts.hoursPerWeek)
    return entry.type === 'SupportAdjusted' && before !== undefined ? [{ ...entry, before }] : []
  })
}

t.test('one sector is used more than wanted and reaches little; a small one reaches a lot', async (t) => {
  const compromises = [...lives.values()].flatMap((life) => of(life, 'CompromiseMade'))
  const into = compromises.filter(({ facts }) => facts.givenSector === 'residential').length
  const outOf = compromises.filter(({ facts }) => facts.wantedSector === 'residential').length
  t.ok(into > outOf && into >= shown, `${into} compromises into residential, ${outOf} out of it`)
  const residential = reached('residential')
  const shared = reached('shared-lives')
  t.ok(residential.of >= shown && residential.nearer < residential.of / 3, `${residential.nearer} of ${residential.of} in residential`)
  t.ok(shared.of >= shown && shared.nearer > (shared.of * 2) / 3, `${shared.nearer} of ${shared.of} in shared lives`)
  t.ok(shared.of < residential.of, 'and the one that reaches a lot is the smaller')
})

/** Of people with this support who said something of a goal of their own in the last year, how many last said nearer or holding of one. */
function reached(sector: string): { of: number; nearer: number } {
  const theirs = [...lives.values()].flatMap((life) => {
    const ended = new Set(of(life, 'SupportEnded').map(({ facts }) => facts.support))
    const has = of(life, 'SupportStarted').some(({ facts }) => facts.sector === sector && !ended.has(facts.support))
    const own = new Set(of(life, 'GoalVoiced').flatMap(({ facts }) => (facts.whose === 'person' ? [facts.goal] : [])))
    const said = of(life, 'GoalProgressed').filter((entry) => own.has(entry.facts.goal) && saidBy(entry, 'person') && isOfLastYear(entry))
    const last = new Map(said.map(({ facts }) => [facts.goal, facts.says]))
    return has && last.size > 0 ? [[...last.values()].some((says) => says === 'nearer' || says === 'holding')] : []
  })
  return { of: theirs.length, nearer: theirs.filter(Boolean).length }
}

function isOfLastYear({ happened }: Recorded<ToldEntry>): boolean {
  return daysBetween(happened.from ?? '2000-01-01', today) <= 365
}

t.test('people are held still for years, with reviews after which nothing changes', async (t) => {
  const still = howMany((life) => {
    const [met] = life
    const lived = of(life, 'SupportStarted').find(
      ({ facts, happened }) => facts.sector === 'residential' && (happened.from ?? '9') < (met?.happened.from ?? ''),
    )
    const moved = of(life, 'HomeChanged').some(({ happened }) => (happened.from ?? '') > (met?.happened.from ?? ''))
    const goalMoved = of(life, 'GoalReworded', 'GoalReached', 'GoalLetGo').length > 0
    return lived !== undefined && !moved && !goalMoved && of(life, 'ReviewHeld').length >= 2
  })
  t.ok(still >= shown, `${still} people`)
})

t.test('people are turned away in circles, and wants stay open for months', async (t) => {
  const circles = howMany((life) => {
    const away = of(life, 'TurnedAway')
    return away.some((one) =>
      away.some((other) => one.facts.sentTo?.sector === other.facts.by.sector && other.facts.sentTo?.sector === one.facts.by.sector),
    )
  })
  t.ok(circles >= shown, `${circles} people sent from A to B and from B to A`)
  const waiting = howMany((life) =>
    of(life, 'WantUnmet').some(({ facts, happened }) => {
      const voiced = of(life, 'WantVoiced').find((want) => want.facts.want === facts.want)
      const metAfter = of(life, 'WantMet', 'WantLetGo').some((end) => end.facts.want === facts.want)
      return !metAfter && voiced !== undefined && daysBetween(voiced.happened.from ?? '', happened.from ?? '') > 90
    }),
  )
  t.ok(waiting >= shown, `${waiting} people`)
  t.ok(howMany((life) => of(life, 'WantVoiced').some(({ facts }) => facts.neverAsked !== undefined)) >= shown, 'many were never asked')
})

t.test('labels are given and thrown back, and people of one circle are known here by one another', async (t) => {
  const notMe = howMany((life) => {
    const labels = new Set(of(life, 'LabelGiven').map(({ id }) => id))
    return of(life, 'NoLongerSo').some(({ facts }) => facts.why === 'not-me' && labels.has(facts.entry))
  })
  t.ok(notMe >= shown, `${notMe} people`)
  const couples = [...lives].filter(([person, life]) =>
    of(life, 'CircleMemberNamed').some(({ facts }) => {
      const other = facts.person === undefined ? undefined : lives.get(facts.person)
      return other !== undefined && of(other, 'CircleMemberNamed').some((back) => back.facts.person === person)
    }),
  )
  t.ok(couples.length >= shown, `${couples.length} people`)
})

t.test('who works with somebody is written down by somebody else of their organisation, and reaches them by it', async (t) => {
  for (const life of recorded.values()) {
    const started = of(life, 'WorkerStarted')
    for (const { facts, record } of started) {
      t.not(workerIdOf(record.by.sub), facts.worker)
      t.equal(record.by.organisation, facts.organisation)
    }
    const writers = new Set(of(life, 'ConversationHeld', 'PersonMet').map(({ record }) => workerIdOf(record.by.sub)))
    t.ok(
      started.some(({ facts }) => writers.has(facts.worker)),
      'and it is they who met and heard them',
    )
  }
})

t.test('some die, and nothing is told of them after it but words with the family and what ends', async (t) => {
  t.ok(howMany((life) => of(life, 'PersonDied').length === 1) >= shown)
  for (const life of lives.values()) {
    const [died] = of(life, 'PersonDied')
    if (!died) continue
    const after = life.filter(({ happened }) => (happened.from ?? '') > (died.happened.from ?? '')).map(({ type }) => type)
    t.same([...new Set(after)], ['ConversationHeld'])
    const ended = new Set(of(life, 'SupportEnded').map(({ facts }) => facts.support))
    const running = of(life, 'SupportStarted').filter(
      ({ facts, record }) => !ended.has(facts.support) && record.revision < died.record.revision,
    )
    t.same(
      running.map(({ facts }) => facts.sector),
      [],
      'nothing they had goes on',
    )
  }
})

t.test('some is written down long after it happened, and some nobody knows exactly', async (t) => {
  const late = howMany((life) =>
    life.some(({ happened, record }) => happened.from?.length === 10 && daysBetween(happened.from, londonDay(record.at)) > 28),
  )
  t.ok(late >= shown, `${late} people`)
  const entries = [...lives.values()].flat()
  t.ok(
    entries.some(({ happened }) => happened.from?.length === 4),
    'a year',
  )
  t.ok(
    entries.some(({ happened }) => happened.from?.length === 7),
    'a month',
  )
  t.ok(
    entries.some(({ happened }) => happened.precision === 'about'),
    'about then',
  )
  t.ok(
    entries.some(({ happened }) => happened.to === 'now'),
    'until now',
  )
  t.ok(
    entries.some(({ happened }) => happened.from === undefined && happened.to !== undefined),
    'by then, nobody knows since when',
  )
})

t.test('what people say is in their own language, in quotes, in signs', async (t) => {
  const languages = new Map<string, Set<string>>()
  const signed = new Set<string | undefined>()
  for (const [person, life] of lives) {
    for (const words of life.flatMap((entry) => Object.values(entry.words))) {
      if (typeof words === 'string' || words?.language === undefined) continue
      languages.set(words.language, (languages.get(words.language) ?? new Set()).add(person))
      if (words.language === 'bfi') signed.add(words.how)
    }
  }
  t.same([...signed], ['signed'])
  for (const language of ['bfi', 'cy', 'ur']) t.ok(languages.has(language), language)
  for (const person of languages.get('bfi') ?? []) {
    const where = of(lives.get(person) ?? [], 'ConversationHeld').map(({ facts }) => facts.where)
    t.equal(where.includes('phone'), false, 'nobody phones a person who signs')
  }
})

t.test('no sentence is left unfinished', async (t) => {
  const texts = [...recorded.values()].flat().map(({ words, saidBy }) => JSON.stringify({ ...words, ...saidBy }))
  t.same(
    texts.filter((text) => /undefined|\{\p{L}+\}|null/u.test(text)),
    [],
  )
  t.same(
    texts.filter((text) => /\b[Tt]hey (?:is|was|has)\b|\b(?:She|He) (?:are|were|have)\b/.test(text)),
    [],
  )
})

t.test('nothing is left to chance or to the clock', async (t) => {
  const folder = path.join(import.meta.dirname, '../../src/tasks/demo')
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !['fill.ts', 'three-rooms.ts'].includes(file),
  )
  t.ok(files.length > 20)
  for (const file of files)
    t.same((await readFile(path.join(folder, file), 'utf8')).match(/Math\.random|Date\.now|new Date\(\)|randomUUID/g), null, file)
})
