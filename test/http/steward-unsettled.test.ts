import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met } from '../support/asking.ts'
import { told } from '../support/lives.ts'

const wyn = { sub: 'wyn', roles: ['steward'] }

t.test(
  'what waits for a steward: disputes until they are answered or withdrawn, what is held back until its day or until it is lifted',
  async (t) => {
    let now = '2026-06-15T10:00:00.000Z'
    const { get, post, put, settled } = await withApp(t, { clock: () => new Date(now) })
    const sam = randomUUID()
    const saidBy = { who: 'person' as const }
    const held = (until: string) =>
      ask(
        'WorryVoiced',
        { lifeArea: 'safety' },
        { saidBy: { who: 'family' }, words: { worry: 'The card' }, heldBack: { ground: 'third-party', until } },
      )
    const [later, sooner] = [held('2026-08-01'), held('2026-06-20')]
    const dispute = () => ask('EntryDisputed', { entry: later.id, asks: 'remove', meanwhile: 'use' }, { saidBy, words: { words: 'No' } })
    const [answered, withdrawn, open] = [dispute(), dispute(), dispute()]
    const at = `/practitioner/people/${sam}/entries`
    await post(at, { entries: [met(), later, sooner, answered, withdrawn, open] })
    await settled()
    const disputes = async () => (await get('/steward/disputes', wyn)).body.disputes.map(({ entry }: { entry: string }) => entry).sort()
    const heldBack = async () => (await get('/steward/hold-backs', wyn)).body.heldBack

    t.same(await disputes(), [answered, withdrawn, open].map(({ id }) => id).sort())
    t.match((await get('/steward/disputes', wyn)).body.disputes, [
      { person: sam, about: later.id, asks: 'remove', meanwhile: 'use', recordedAt: now },
    ])
    t.same(await heldBack(), [
      { person: sam, entry: sooner.id, type: 'WorryVoiced', ground: 'third-party', until: '2026-06-20', recordedAt: now },
      { person: sam, entry: later.id, type: 'WorryVoiced', ground: 'third-party', until: '2026-08-01', recordedAt: now },
    ])
    t.notMatch(JSON.stringify([await heldBack(), (await get('/steward/disputes', wyn)).body]), /card|"No"/)

    const answer = ask('DisputeAnswered', { entry: answered.id, answer: 'kept-dispute-shown' }, { words: { reason: 'Both' } })
    await post(`/practitioner/people/${sam}/open`, { ground: 'covering-for-a-colleague', reason: 'To answer' }, { sub: 'joe' })
    await post(at, { entries: [answer] }, { sub: 'joe' })
    await post(at, { entries: [ask('EntryWithdrawn', { entry: withdrawn.id, why: 'slip' }, { words: { reason: 'No' } })] })
    await put(`/steward/people/${sam}/hold-backs/${sooner.id}`, { lifted: true }, wyn)
    await settled()
    t.same(await disputes(), [open.id])
    t.same(
      (await heldBack()).map(({ entry }: { entry: string }) => entry),
      [later.id],
    )
    now = '2026-08-02T10:00:00.000Z'
    t.same(await heldBack(), [], 'its day has passed')
    await put(`/steward/people/${sam}/hold-backs/${sooner.id}`, { until: '2026-09-01' }, wyn)
    await settled()
    t.match(await heldBack(), [{ entry: sooner.id, until: '2026-09-01' }], 'a steward can hold it back again')
  },
)

t.test('a dispute that was held back waits as both, and stops no view', async (t) => {
  const { get, post, record, settled } = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z') })
  const sam = randomUUID()
  const said = ask('WorryVoiced', { lifeArea: 'safety' }, { saidBy: { who: 'person' }, words: { worry: 'The card' } })
  await post(`/practitioner/people/${sam}/entries`, { entries: [met(), said] })
  const heldBack = { ground: 'third-party' as const, until: '2026-07-01' }
  const dispute = ask(
    'EntryDisputed',
    { entry: said.id, asks: 'remove', meanwhile: 'use' },
    { saidBy: { who: 'family' }, words: { words: 'No' }, heldBack },
  )
  await told(record, sam, dispute)
  await settled()
  t.match((await get('/steward/disputes', wyn)).body.disputes, [{ entry: dispute.id }])
  t.match((await get('/steward/hold-backs', wyn)).body.heldBack, [{ entry: dispute.id }])
})
