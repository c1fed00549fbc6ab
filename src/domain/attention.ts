import { aboutIn, type LifeArea, saidOfIn } from './attention/about.ts'
import { daySince, toldIn } from './counting/told.ts'
import type { AnyEntry, Retold, SaidBy } from './entry.ts'
import { goals } from './goal.ts'
import { lifeArea } from './lists.ts'
import type { Happened, Id, Words } from './values.ts'
import { wants } from './want.ts'

/** How much was written about something, and how much of it the person said themself. */
export interface Written {
  entries: number
  /** Of all entries of the story, 0 to 1, in thousandths. */
  share: number
  said: { person: number; others: number }
}

/** Something that matters to the person, in the words used for it now. */
export interface Mattering {
  /** The entry it was said with, then those in which it was put otherwise or said to be still so. */
  entries: Id[]
  since: Happened
  saidBy: SaidBy
  /** A worker typed it for the person. */
  toldBy?: 'worker'
  words?: Words
}

/** An area of life: what was written about it, and beside that what the person says matters there. */
export interface AreaOfLife extends Written {
  lifeArea: LifeArea
  /** What the person themself named and was not said to be so no longer. */
  matters: Mattering[]
  /** Their own goals that are open. */
  goals: (Mattering & { goal: Id })[]
  /** Wants they voiced themself that are open. */
  wants: (Mattering & { want: Id })[]
}

/** Where attention went, beside what matters to the person. It compares nothing: whoever reads it sees both. */
export interface Attention {
  /** How many entries the story has. */
  entries: number
  /** Every area of life, in the order they are listed, also those of which nothing was written. */
  areas: AreaOfLife[]
  /** Entries that are about no area of life by their facts. */
  none: Written
  /** Areas with something that matters to the person, of which nothing was written but that. */
  nothingElseWritten: LifeArea[]
}

/**
 * Where attention went in a story, over any retelling of it. An entry about two areas of life counts in both, so that the shares need not come
 * to one.
 */
export function attentionIn(retelling: readonly Retold<AnyEntry>[]): Attention {
  const about = aboutIn(retelling)
  const entries = retelling.map((entry) => ({ entry, areas: about(entry) }))
  const written = (which: (areas: readonly LifeArea[]) => boolean) =>
    writtenIn(
      retelling,
      entries.filter(({ areas }) => which(areas)).map(({ entry }) => entry),
    )
  const mattering = matteringIn(retelling)
  const areas = lifeArea.map((area): AreaOfLife => {
    const { matters, goals, wants } = mattering(area)
    return { lifeArea: area, ...written((areas) => areas.includes(area)), matters, goals, wants }
  })
  return {
    entries: retelling.length,
    areas,
    none: written((areas) => areas.length === 0),
    nothingElseWritten: areas.filter(nothingElse).map((area) => area.lifeArea),
  }

  function nothingElse({ lifeArea, matters, goals, wants }: AreaOfLife): boolean {
    const said = new Set([...matters, ...goals, ...wants].flatMap((each) => each.entries))
    return said.size > 0 && entries.every(({ entry, areas }) => !areas.includes(lifeArea) || (isOwn(entry) && said.has(entry.id)))
  }
}

function writtenIn(all: readonly unknown[], entries: readonly Retold<AnyEntry>[]): Written {
  const person = entries.filter(isOwn).length
  return {
    entries: entries.length,
    share: all.length === 0 ? 0 : Math.round((entries.length / all.length) * 1_000) / 1_000,
    said: { person, others: entries.length - person },
  }
}

/** What matters to the person, by area of life; each as told. */
function matteringIn(retelling: readonly Retold<AnyEntry>[]): (area: LifeArea) => Pick<AreaOfLife, 'matters' | 'goals' | 'wants'> {
  const told = toldIn(retelling)
  const saidOf = saidOfIn(retelling)
  const stillSo = Map.groupBy(told('StillSo'), (entry) => saidOf(entry).id)
  const rewordings = Map.groupBy(told('GoalReworded'), ({ facts }) => facts.goal)
  const noLonger = Map.groupBy(told('NoLongerSo'), ({ facts }) => facts.entry)
  const { goals: goalStates } = goals.over(retelling)
  const { wants: wantStates } = wants.over(retelling)

  const mattering = (entry: Retold<AnyEntry>, words: Words | undefined, also: readonly Retold<AnyEntry>[] = []): Mattering => ({
    entries: [entry, ...also, ...[entry, ...also].flatMap(({ id }) => stillSo.get(id) ?? [])].map(({ id }) => id),
    since: entry.happened,
    saidBy: entry.saidBy ?? { who: 'worker' },
    ...(isOwn(entry) && entry.record.by.role !== 'person' && { toldBy: 'worker' as const }),
    ...(words !== undefined && { words }),
  })

  return (area) => ({
    matters: told('WhatMattersNamed')
      .filter((entry) => entry.facts.lifeArea === area && isOwn(entry))
      .filter(({ id, span }) => !noLonger.get(id)?.some((ended) => daySince(span.first, ended) !== undefined))
      .map((entry) => mattering(entry, entry.words.what)),
    goals: told('GoalVoiced')
      .filter(({ facts }) => facts.lifeArea === area && facts.whose === 'person' && goalStates.get(facts.goal) === 'open')
      .map((entry) => {
        const again = rewordings.get(entry.facts.goal) ?? []
        return { goal: entry.facts.goal, ...mattering(entry, (again.at(-1) ?? entry).words.goal, again) }
      }),
    wants: told('WantVoiced')
      .filter((entry) => entry.facts.lifeArea === area && isOwn(entry) && wantStates.get(entry.facts.want)?.is === 'open')
      .map((entry) => ({ want: entry.facts.want, ...mattering(entry, entry.words.want) })),
  })
}

/** Whether it is the person's own word; absent means the worker's who wrote it. */
function isOwn({ saidBy }: Retold<AnyEntry>): boolean {
  return saidBy?.who === 'person'
}
