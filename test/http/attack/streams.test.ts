import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { personStream } from '../../../src/store/event-store.ts'
import { bearer, type Claimed, type TestApp, withApp } from '../../support/app.ts'
import { ask, met } from '../../support/asking.ts'

// A stream that was opened rightly is held on to: it ends where the right does. That it ends with the token is tried in `reviewer-replay.test.ts`.

const rae: Claimed = { sub: 'rae', roles: ['reviewer'], organisation: 'SALLOW' }
const wyn: Claimed = { sub: 'wyn', roles: ['steward'] }
const own = { saidBy: { who: 'person' as const } }
/** How many frames there are: too large, all together, for what lies between the service and a reader. */
const many = 80

async function withLongLife(t: Parameters<typeof withApp>[0]) {
  const service = await withApp(t, { clock: () => new Date('2026-06-15T10:00:00Z'), reviewsOpened: false })
  await service.app.listen({ host: '127.0.0.1', port: 0 })
  const person = randomUUID()
  const strength = 'Mends bikes. '.repeat(1_500)
  const life = [
    met(),
    ...Array.from({ length: many - 1 }, () => ask('StrengthNamed', { lifeArea: 'giving' }, { ...own, words: { strength } })),
  ]
  for (let i = 0; i < life.length; i += 20)
    await service.record.append(personStream(person), i, life.slice(i, i + 20), { by: { sub: 'amira', role: 'practitioner' } })
  const review = (until: string) => service.post(`/steward/people/${person}/reviews`, { reviewer: 'rae', until }, wyn)
  if ((await review('2026-07-01')).status !== 201) throw new Error('no review')
  return { service, person, review, url: `/reviewer/people/${person}/replay` }
}

type Life = Awaited<ReturnType<typeof withLongLife>>

const ends: Record<string, (life: Life) => Promise<unknown>> = {
  'the review is ended': ({ review }) => review('2026-06-14'),
  'the story goes to another area': ({ service, person }) => {
    const moves = ask('HomeChanged', { area: 'X10000201', kind: 'own-home', responsible: 'X10000201' }, { ledBy: 'person' })
    return service.post(`/practitioner/people/${person}/entries`, { entries: [moves] })
  },
  'it is agreed what the organisation may see': ({ service, person }) => {
    const withWhom = { sector: 'home-care', organisation: 'SALLOW' }
    const agreed = ask('SharingAgreed', { sharing: randomUUID(), withWhom, what: ['home'], purpose: 'review' })
    return service.post('/me/entries', { entries: [{ ...agreed, ...own }] }, { sub: 'pat', roles: ['person'], person })
  },
  'it is forgotten': ({ service, person }) => {
    const { happened: _, ...forgotten } = ask('StoryForgotten', { ground: 'asked-for', area: 'X10000001' })
    return service.record.append(personStream(person), many + 1, [forgotten], { by: { sub: 'wyn', role: 'steward' } })
  },
}

for (const [what, end] of Object.entries(ends))
  t.test(`where ${what} while a replay streams, it ends there`, async (t) => {
    const life = await withLongLife(t)
    const who = what === 'the story goes to another area' ? { ...rae, areas: ['X10000100'] } : rae
    const answer = await open(life.service, life.url, who)
    t.equal(answer.statusCode, 200)
    let text = ''
    let isEnded = false
    for await (const piece of answer.setEncoding('utf8')) {
      text += piece
      if (isEnded) continue
      isEnded = true
      await end(life)
    }
    const frames = text.match(/^data: /gm)?.length ?? 0
    t.ok(frames > 0 && frames < many, `${frames} of ${many} frames`)
    t.notMatch(text, /^event: end/m)
    const last = [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? ''
    const again = await life.service.get(life.url, who, { 'last-event-id': last })
    if (what.startsWith('it is agreed')) {
      t.equal(again.status, 400, 'the frames of all of it are not gone on after')
      t.notMatch(JSON.stringify((await life.service.get(life.url, who)).body), /Mends bikes/)
    } else t.equal(again.status, 403)
  })

async function open({ app }: TestApp, path: string, who: Claimed): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo
  const [answer] = (await once(get({ host: '127.0.0.1', port, path, headers: await bearer(who), agent: false }), 'response')) as [
    IncomingMessage,
  ]
  return answer
}
