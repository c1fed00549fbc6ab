import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { type Entry, kindOf, storyKinds } from '../../src/domain/catalogue.ts'
import type { Recorded } from '../../src/domain/entry.ts'
import { decide } from '../../src/domain/life.ts'
import { londonDay } from '../../src/domain/values.ts'

// One stored example of every kind of entry ever released. They are the promise that what was written once can be read for ever: a test that
// fails here is mended in the domain, never in the example.

const folder = new URL('../recorded/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const examples = files.map((name) => ({ name, example: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Recorded<Entry> }))

t.test('every kind of entry has an example, under its own name', async (t) => {
  for (const { type } of storyKinds) t.ok(files.includes(`${type}.json`), `${type} has one`)
  for (const { name, example } of examples) t.equal(name, `${example.type}.json`)
})

t.test('every example is understood, and says the same afterwards', async (t) => {
  for (const { name, example } of examples) {
    const { record, ...entry } = example
    const kind = kindOf(entry.type)
    t.ok(kind, `${name} is of a kind that is known`)
    t.same(kind?.asked.parse(entry), entry, name)
    t.equal(entry.v, 1, `${name} says in which version it was stored`)
  }
})

t.test('every example says when, where and by whom it was written down', async (t) => {
  for (const { name, example } of examples) {
    t.match(example.record, { position: /^\d+$/, at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, by: { sub: /./, role: /./ } }, name)
  }
})

t.test('told one after another, the examples are one life, and each could be recorded on the day it was', async (t) => {
  const life = examples.map(({ example }) => example).sort((a, b) => a.record.revision - b.record.revision)
  for (const [i, example] of life.entries()) {
    const { record, ...entry } = example
    t.same(decide(life.slice(0, i), entry as Entry, londonDay(record.at), record.by), [entry], entry.type)
  }
})

t.test('who said it cannot be left out where it counts, and can elsewhere', async (t) => {
  const mustSay = [
    'WhatMattersNamed,StrengthNamed,AspectSeen,WorryVoiced,LabelGiven,TurningPointNamed,StillSo,NoLongerSo',
    'WantVoiced,PossibilityShown,WantUnmet,WantMet,WantLetGo,CompromiseMade,CompromiseLookedAt',
    'GoalVoiced,GoalReworded,GoalProgressed,GoalPaused,GoalPickedUpAgain,GoalReached,GoalLetGo,StepAgreed,StepTaken,StepLetGo',
    'SupportFitRated,SystemEffectNoted,EntryDisputed',
  ].flatMap((types) => types.split(','))
  for (const { example } of examples) {
    const { record, saidBy, ...entry } = example
    t.equal(kindOf(entry.type)?.asked.safeParse(entry).success, !mustSay.includes(entry.type), entry.type)
  }
})

t.test('who led it cannot be left out where a life changed, and can elsewhere', async (t) => {
  const mustSay = [
    'HomeChanged,GoalReworded,GoalPaused,GoalPickedUpAgain,GoalLetGo,WantLetGo,CompromiseMade,HandedOver',
    'SupportStarted,SupportAdjusted,SupportPaused,SupportResumed,SupportEnded',
  ].flatMap((types) => types.split(','))
  for (const { example } of examples) {
    const { record, ledBy, ...entry } = example
    t.equal(kindOf(entry.type)?.asked.safeParse(entry).success, !mustSay.includes(entry.type), entry.type)
  }
})

t.test('when it was so cannot be left out, but where an entry puts another right or says who came to see the story', async (t) => {
  const canBeLeftOut = [
    ...['EntryCorrected', 'EntryWithdrawn', 'EntryDisputed', 'DisputeAnswered', 'WordsRemoved'],
    ...['StoryOpened', 'ReviewOpened', 'HoldBackConfirmed', 'HoldBackLifted', 'StoryForgotten'],
  ]
  for (const { example } of examples) {
    const { record, happened, ...entry } = example
    const asked = kindOf(entry.type)?.asked
    t.equal(asked?.safeParse(entry).success, canBeLeftOut.includes(entry.type), `${entry.type} without`)
    t.equal(asked?.safeParse({ ...entry, happened: { from: '2024-03' } }).success, true, `${entry.type} with`)
  }
})

t.test('what is not known of a kind is refused by name, not dropped', async (t) => {
  for (const { example } of examples) {
    const { record, ...entry } = example
    const asked = kindOf(entry.type)?.asked
    for (const more of [
      { ...entry, record },
      { ...entry, facts: { ...entry.facts, mood: 1 } },
      { ...entry, words: { ...entry.words, mood: 'low' } },
    ]) {
      t.equal(asked?.safeParse(more).success, false, entry.type)
    }
  }
})
