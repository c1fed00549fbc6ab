import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { AnyEntry } from '../../src/domain/entry.ts'
import { type Answer, type Claimed, type TestApp, withApp } from './app.ts'

/** What somebody asks of one of two people who are told of alike. */
type Asked = (person: string) => Promise<Answer>

export interface Twins {
  service: TestApp
  /** The one of whom there is something that is kept from whoever attacks. */
  one: string
  /** The one of whom there is not, or something else. */
  other: string
  /** The same is written of both. */
  both(entries: AnyEntry[], who?: Claimed): Promise<void>
  /** Something is written of one of them. */
  write(person: string, entries: AnyEntry[], who?: Claimed): Promise<void>
  /** Holds where the same is answered of both, but for who they are. Gives the answer of the first. */
  alike(what: string, asked: Asked): Promise<Answer>
}

/**
 * Two people with the same story, down to the ids of its entries, but for what is kept from whoever attacks: whatever they ask of the one must then be answered as it is of the
 * other, or they can tell that it is there. All of it happens at one instant.
 */
export async function withTwins(t: Test, now = '2026-06-15T10:00:00.000Z'): Promise<Twins> {
  const service = await withApp(t, { clock: () => new Date(now), reviewsOpened: false })
  const [one, other] = [randomUUID(), randomUUID()]
  async function write(person: string, entries: AnyEntry[], who?: Claimed): Promise<void> {
    const { status, body } = await service.post(`/practitioner/people/${person}/entries`, { entries }, who)
    if (status !== 201) throw new Error(JSON.stringify(body))
  }
  return {
    service,
    one,
    other,
    write,
    async both(entries, who) {
      for (const person of [one, other]) await write(person, entries, who)
    },
    async alike(what, asked) {
      const answers = [await asked(one), await asked(other)] as const
      const [first, second] = answers.map(({ status, headers, body }, i) => ({
        status,
        ...withoutWhoTheyAre({ etag: headers.etag, body }, [one, other][i] ?? ''),
      }))
      t.same(first, second, what)
      return answers[0]
    },
  }
}

/** An answer without whose it is, and without where in the whole record it stands. */
function withoutWhoTheyAre(answer: object, person: string): object {
  const text = JSON.stringify(answer).replaceAll(person, 'them')
  return JSON.parse(text, (key, value) => (key === 'position' ? undefined : value)) as object
}

/** Every page of something, by its cursors. `next` of a page is not part of what is told where it counts the whole record. */
export async function pagesOf(ask: (cursor: string) => Promise<Answer>, { nextIsTold = true } = {}): Promise<Answer> {
  const pages: unknown[] = []
  for (let cursor = ''; ; ) {
    const answer = await ask(cursor)
    const { next, ...page } = answer.body
    pages.push(nextIsTold ? answer.body : { ...page, more: next !== undefined })
    if (next === undefined) return { ...answer, body: pages }
    cursor = `&cursor=${next}`
  }
}
