import type { AnyEntry, Retold } from '../entry.ts'
import { lifeArea } from '../lists.ts'
import type { Id } from '../values.ts'

export type LifeArea = (typeof lifeArea)[number]

/** Kinds that are about an area of life by what they are. */
const byKind: Readonly<Record<string, LifeArea>> = { HomeChanged: 'home', ConcernRaised: 'safety', ConcernClosed: 'safety' }

/** What an entry goes on with, by the fact that names it, and the kind of entry that began it. */
const beginnings: Readonly<Record<string, string>> = {
  goal: 'GoalVoiced',
  want: 'WantVoiced',
  step: 'StepAgreed',
  compromise: 'CompromiseMade',
  support: 'SupportStarted',
}

/**
 * Which areas of life each entry of a retelling is about. What says that something is still so, or no longer, is about what that is about. Of any
 * other, in this order, and the first that says something is the answer:
 *
 * 1. its own area: its `lifeArea`; `home` for a home that changed; `safety` for a concern, raised or closed; for a decision about home, money or
 *    safety the area of that name;
 * 2. the areas of every goal and want that it names: of a support that started those it is for, of a compromise what was wanted, of somebody turned
 *    away what they came for;
 * 3. those of the step, the compromise or the support that it goes on with: what a support is for is said when it starts.
 *
 * It may be more than one area. A conversation, a hand-over, a name, somebody in the circle are about none by their facts, and nothing is guessed
 * from words.
 */
export function aboutIn(retelling: readonly Retold<AnyEntry>[]): (entry: Retold<AnyEntry>) => LifeArea[] {
  const saidOf = saidOfIn(retelling)
  const begun = new Map<string, Retold<AnyEntry>>()
  for (const entry of retelling) {
    for (const [thing, type] of Object.entries(beginnings)) {
      const [id] = entry.type === type ? idsIn(entry.facts, thing) : []
      if (id !== undefined && !begun.has(`${thing} ${id}`)) begun.set(`${thing} ${id}`, entry)
    }
  }
  const named = (entry: Retold<AnyEntry>, things: readonly string[]) =>
    things.flatMap((thing) => [thing, `${thing}s`].flatMap((fact) => idsIn(entry.facts, fact).map((id) => begun.get(`${thing} ${id}`))))

  function about(entry: Retold<AnyEntry>, passed: readonly Id[] = []): LifeArea[] {
    const own = ownArea(entry)
    if (own) return [own]
    const before = [...passed, entry.id]
    for (const things of [
      ['goal', 'want'],
      ['step', 'compromise', 'support'],
    ]) {
      const areas = named(entry, things).flatMap((other) => (other && !before.includes(other.id) ? about(other, before) : []))
      if (areas.length > 0) return [...new Set(areas)]
    }
    return []
  }
  return (entry) => about(saidOf(entry))
}

/** What an entry that says "still so" or "no longer" says it of, through as many of those as there are; any other entry itself. */
export function saidOfIn(retelling: readonly Retold<AnyEntry>[]): (entry: Retold<AnyEntry>) => Retold<AnyEntry> {
  const entries = new Map(retelling.map((entry) => [entry.id, entry]))
  const known = new Map<Retold<AnyEntry>, Retold<AnyEntry>>()
  return (entry) => {
    const passed = new Set<Retold<AnyEntry>>()
    let of = entry
    while (!passed.has(of) && !known.has(of)) {
      passed.add(of)
      const [id] = idsIn(of.facts, 'entry')
      of = (id !== undefined && entries.get(id)) || of
    }
    const said = known.get(of) ?? of
    for (const each of passed) known.set(each, said)
    return said
  }
}

function ownArea({ type, facts }: Retold<AnyEntry>): LifeArea | undefined {
  const said = 'lifeArea' in facts ? facts.lifeArea : type === 'DecisionMade' && 'about' in facts ? facts.about : byKind[type]
  return lifeArea.find((area) => area === said)
}

function idsIn(facts: object, name: string): Id[] {
  const value = (facts as Readonly<Record<string, unknown>>)[name]
  return [value].flat().filter((id) => typeof id === 'string')
}
