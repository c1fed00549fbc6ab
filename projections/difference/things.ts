import type { AnyEntry, Retold } from '../../src/domain/entry.ts'
import type { Id } from '../../src/domain/values.ts'
import type { Profile } from '../profile.ts'
import { type Fields, type Item, type Thing, thing } from './thing.ts'

/** Everything in a profile, each with what it is made of. */
export function thingsIn(profile: Profile): Thing[] {
  return [...ofCircle(profile), ...ofSelf(profile), ...ofGoals(profile), ...ofWants(profile), ...ofSupports(profile)]
}

function ofCircle(profile: Profile): Thing[] {
  const { name, met, described, area, birthYear, died, home, homesBefore, stages, circle, circleBefore, lastConversationOn } = profile
  const { howToReachMe, howNotToReachMe, howICommunicate } = profile
  const only = (item: Item, shown: object | undefined, words: string[] = [], concerns?: Thing['concerns']): Thing[] =>
    shown ? [thing(item, shown, { only: true, there: true, words, ...(concerns && { concerns }) })] : []
  const reaching = howToReachMe || howNotToReachMe || howICommunicate ? { howToReachMe, howNotToReachMe, howICommunicate } : undefined
  return [
    ...only('met', met && { birthYear, ...met }),
    ...only('name', name, ['name', 'pronouns']),
    ...only('how-to-reach', reaching, ['howToReachMe', 'howNotToReachMe', 'howICommunicate'], isOf('PersonMet')),
    ...only('described', described, ['words']),
    ...only('area', area === undefined ? undefined : { area }, [], ({ type, facts }) => type === 'PersonMet' || 'responsible' in facts),
    // Another home that somebody moved to is what a home is left with.
    ...[...homesBefore, ...(home ? [home] : [])].map((each) =>
      thing('home', each, { there: each === home, words: ['words'], concerns: isOf('HomeChanged') }),
    ),
    ...stages.map((stage) => thing('stage', stage, { there: true, words: ['words'] })),
    ...only('death', died),
    ...[...circle, ...circleBefore].map((member) =>
      thing('circle-member', member, { id: member.member, there: !member.left, state: ['left'], words: ['name', 'words'] }),
    ),
    ...only('conversation', lastConversationOn === undefined ? undefined : { lastConversationOn }, [], isOf('ConversationHeld')),
  ]
}

function ofSelf({ aspects, noLongerSo, ...profile }: Profile): Thing[] {
  const still = { ...profile, aspects: aspects.flatMap(({ sides }) => sides) }
  return kindsOfSelf.flatMap(([item, kind, words]) => {
    const over = noLongerSo.filter((each) => each.kind === kind).map(({ kind: _, ...each }) => each)
    return ([...still[kind], ...over] as (Fields & { id: Id })[]).map((each) =>
      thing(item, each, { id: each.id, there: !each.noLonger, state: ['noLonger'], words: [words] }),
    )
  })
}

const kindsOfSelf = [
  ['what-matters', 'whatMatters', 'what'],
  ['strength', 'strengths', 'strength'],
  ['aspect', 'aspects', 'aspect'],
  ['worry', 'worries', 'worry'],
  ['label', 'labels', 'label'],
  ['turning-point', 'turningPoints', 'what'],
] as const

function ofGoals({ goals, steps }: Profile): Thing[] {
  return [
    ...goals.map((goal) => {
      const { wordings, movement, state } = goal
      const latest = new Map(movement.map((saying) => [saying.saidBy.who, saying]))
      return thing('goal', goal, {
        id: goal.goal,
        there: state !== 'let-go',
        state: ['state', 'why'],
        words: ['words'],
        saidLast: Object.fromEntries([...latest].map(([who, { says }]) => [who, says])),
        history: {
          wordings: wordings.map((said) => ({ said, shown: said === wordings.at(-1) ? ['goal'] : [] })),
          movement: movement.map((said) => ({ said, shown: said === latest.get(said.saidBy.who) ? ['says'] : [] })),
        },
      })
    }),
    ...steps.map((step) => thing('step', step, { id: step.step, there: step.state !== 'let-go', state: ['state'], words: ['words'] })),
  ]
}

function ofWants({ wants, compromises, possibilities }: Profile): Thing[] {
  return [
    ...wants.map((want) => {
      const { unmet } = want
      return thing('want', want, {
        id: want.want,
        there: want.state !== 'let-go',
        state: ['state', 'metBy'],
        words: ['words'],
        saidLast: unmet.at(-1)?.why,
        history: { unmet: unmet.map((said) => ({ said, shown: said === unmet.at(-1) ? ['why'] : [] })) },
      })
    }),
    ...compromises.map((compromise) =>
      thing('compromise', compromise, {
        id: compromise.compromise,
        there: compromise.open,
        state: ['open'],
        words: ['words'],
        goes: ['says'],
        // It closes when its want is met or let go.
        concerns: ({ type, facts }) => (type === 'WantMet' || type === 'WantLetGo') && 'want' in facts && facts.want === compromise.want,
      }),
    ),
    ...possibilities.map((possibility) => thing('possibility', possibility, { there: true, words: ['words'] })),
  ]
}

function ofSupports({ supports, workers }: Profile): Thing[] {
  return [
    ...supports.map((support) => {
      const changes = support.changes as { entry: Id; hoursPerWeek?: number; costPerWeek?: number }[]
      const fit = Object.entries(support.fit)
      return thing('support', support, {
        id: support.support,
        there: support.state !== 'ended',
        planned: support.state === 'planned',
        state: ['state'],
        words: ['words'],
        goes: amounts,
        saidLast: Object.fromEntries(fit.map(([who, rated]) => [who, rated.fit])),
        history: {
          changes: changes.map((said) => ({ said, shown: amounts.filter((amount) => said === lastWith(changes, amount)) })),
          fit: fit.map(([, said]) => ({ said, shown: ['fit'] })),
        },
      })
    }),
    ...workers.map((worker) =>
      // Who has left is in no profile.
      thing('worker', worker, {
        id: worker.worker,
        there: true,
        words: ['words'],
        concerns: ({ type, facts }) => type === 'WorkerLeft' && 'worker' in facts && facts.worker === worker.worker,
      }),
    ),
  ]
}

const amounts = ['hoursPerWeek', 'costPerWeek'] as const

function lastWith<T>(changes: readonly T[], amount: keyof T): T | undefined {
  return changes.findLast((change) => change[amount] !== undefined)
}

function isOf(of: string): (entry: Retold<AnyEntry>) => boolean {
  return ({ type }) => type === of
}
