import { randomUUID } from 'node:crypto'
import t from 'tap'
import { withApp } from '../support/app.ts'
import { ask, met, voiced } from '../support/asking.ts'

const now = '2026-06-15T10:00:00.000Z'
const amira = { sub: 'amira', organisation: 'SALLOW', name: 'Amira Nasser' }

t.test(
  'everything that is held about a person is one bundle: both clocks, what was put right, sharing, openings and who looked',
  async (t) => {
    let clock = '2026-06-01T10:00:00.000Z'
    const { get, post } = await withApp(t, { clock: () => new Date(clock) })
    const id = randomUUID()
    const pat = { sub: 'pat', roles: ['person'], areas: [], person: id }
    const at = `/practitioner/people/${id}/entries`
    const goal = voiced(randomUUID(), 'Her own front door', { happened: { from: '2025' } })
    const sharing = ask('SharingAgreed', { sharing: randomUUID(), withWhom: 'chosen', what: ['home'], purpose: 'support' })
    await post(at, { entries: [met(), goal, sharing] }, amira)
    clock = now
    const { happened: _, ...correction } = ask(
      'EntryCorrected',
      { entry: goal.id, kind: 'slip' },
      { words: { reason: 'As she said it', words: { goal: 'My own front door' } } },
    )
    await post(at, { entries: [correction] }, amira)
    await post(
      `/practitioner/people/${id}/open`,
      { ground: 'they-asked-me-to', reason: 'She rang' },
      { sub: 'joe', organisation: 'TIDEWAY' },
    )

    const { status, body } = await get('/me/everything', pat)
    t.equal(status, 200)
    t.match(body, { person: id, name: 'Sam', madeAt: now })
    const told = body.entries.find((entry: { id: string }) => entry.id === goal.id)
    t.match(told, {
      happened: { from: '2025' },
      recordedAt: '2026-06-01T10:00:00.000Z',
      recordedBy: { role: 'practitioner', organisation: 'SALLOW' },
      words: { goal: 'My own front door' },
      asFirstTold: { words: { goal: 'Her own front door' } },
      putRight: [{ recordedAt: now, words: { reason: 'As she said it' } }],
    })
    t.match(body.sharing, [{ what: ['home'], withWhom: 'chosen', holds: true }])
    t.match(body.opened, [
      {
        type: 'StoryOpened',
        at: now,
        ground: 'they-asked-me-to',
        reason: 'She rang',
        by: { role: 'practitioner', organisation: 'TIDEWAY' },
      },
    ])
    t.same(body.heldBack, [])
    t.match(body.whoLooked, [{ at: now, who: { role: 'person' }, what: 'everything', why: 'own-story' }], 'this look is one of them')
    t.notMatch(JSON.stringify(body), /"amira"|"joe"|Nasser/)

    const steward = await get(`/steward/people/${id}/everything`, { sub: 'wyn', roles: ['steward'] })
    t.match(
      steward.body.entries.find((entry: { id: string }) => entry.id === goal.id).recordedBy,
      { sub: 'amira' },
      'a steward is told who',
    )
  },
)

t.test('as a page it can be read: what was said is text, whatever is in it', async (t) => {
  const { get, post } = await withApp(t, { clock: () => new Date(now) })
  const id = randomUUID()
  const pat = { sub: 'pat', roles: ['person'], areas: [], person: id }
  const hostile = `<script>alert(1)</script><img src=x onerror="alert(1)"> {{ 7 * 7 }} {% raw %} " ' &amp;`
  const goal = voiced(randomUUID(), hostile, { happened: { from: '2025-03' } })
  await post(`/practitioner/people/${id}/entries`, { entries: [met('X10000101', hostile.slice(0, 25)), goal] }, amira)
  const { status, headers, body } = await get('/me/everything', pat, { accept: 'text/html' })
  t.equal(status, 200)
  t.match(headers['content-type'], /^text\/html; charset=utf-8/)
  t.match(headers['cache-control'], 'no-store')
  t.notMatch(body, /<script|<img|onerror="/)
  t.notMatch(body, / 49 /)
  t.match(
    body,
    '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt; {{ 7 * 7 }} {% raw %} &quot; &#39; &amp;amp;',
  )
  t.match(body, /<html lang="en-GB">/)
  t.match(body, 'It was so: March 2025. Written down 15 June 2026 at 11:00 by Practitioner, SALLOW.')
  t.notMatch(body, id, 'ids say nothing to who reads')
  t.equal((await get('/me/everything', { ...pat, person: randomUUID() }, { accept: 'text/html' })).status, 403)
})
