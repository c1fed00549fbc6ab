import type { Line } from '../kinds.ts'
import type { Desk } from './desk.ts'
import { type Misread, wrongDay, wrongFact } from './misread.ts'
import { asItIs, correct, tellSo } from './otherwise.ts'

/** A wrong day, found some weeks later. */
export function dateCorrected(desk: Desk): boolean {
  return toldWrong(desk, wrongDay(desk))
}

/** Something else that was not so, found some weeks later. */
export function factCorrected(desk: Desk): boolean {
  return toldWrong(desk, wrongFact(desk))
}

/** It was told wrong from the first, and reads as it was from then on. */
function toldWrong(desk: Desk, misread: Misread | undefined): boolean {
  const at = desk.later(misread?.of.at, 16, 80)
  if (!misread || at === undefined) return false
  const { of, kind, wrong, found } = misread
  const right = asItIs(of.entry, wrong)
  tellSo(of.entry, wrong)
  desk.write(at, (s) => correct(s, of.entry.id, kind, right, found))
  return true
}

/** It was right from the first, was put right all the same, and the correction is taken back. */
export function correctionWithdrawn(desk: Desk): boolean {
  const misread = wrongFact(desk)
  const at = desk.later(misread?.of.at, 16, 60)
  const back = desk.later(at, 5, 40)
  if (!misread || misread.wrong.saidBy || at === undefined || back === undefined) return false
  let correction = ''
  desk.write(at, (s) => {
    correction = correct(s, misread.of.entry.id, misread.kind, misread.wrong, hasty)
  })
  desk.write(back, (s) => s.put('EntryWithdrawn', { entry: correction, why: 'slip' }, { reason: rightAfterAll }))
  return true
}

const hasty: Line = ['The other file has it so.', 'So it says on the new form.', 'Put right from the list that came round.']
const rightAfterAll: Line = [
  'It was right the first time. I asked {them}, which I should have done first.',
  'I had somebody else’s letter in my hand. It stays as it was.',
  'The list was wrong. {They} had told me properly in the first place.',
]
