import type { FastifyInstance } from 'fastify'
import { show, showProblem } from '../asking.ts'
import { type Household, householdInWords } from '../household.ts'
import { asking, known } from './asking.ts'
import { type Attention, attentionInWords } from './attention-in-words.ts'
import { type Change, changeInWords, paceInShort } from './pace-in-words.ts'
import { pacePicture, paceSigns } from './pace-picture.ts'
import { type Path, pathInWords } from './path-in-words.ts'
import { type Us, usInWords } from './us-in-words.ts'

/** What can be asked of a life as at a day and as known on another, a page each. */
export function looks(app: FastifyInstance): void {
  page(app, 'pace', (body: { changes: Change[]; summary: Parameters<typeof paceInShort>[0] }) => ({
    rows: body.changes.map((change) => changeInWords(change)),
    sentences: paceInShort(body.summary),
    picture: pacePicture(body.changes),
    paceSigns,
  }))
  page(app, 'us', (body: Us) => usInWords(body))
  page(app, 'path', (body: Path) => pathInWords(body))
  page(app, 'attention', (body: Attention) => attentionInWords(body))
  page(app, 'household', (body: Household) => ({ living: householdInWords(body) }))
}

/** The page of one of them. Where nothing was known of the person then, it says so. */
function page<A>(app: FastifyInstance, view: string, inWords: (body: A) => object): void {
  app.get(`/:person/${view}`, { schema: { hide: true } }, async (request, reply) => {
    const { person, chosen, ask } = asking(app, request)
    const { status, body } = await ask(view, { asAt: chosen.asAt, knownAt: known(chosen.knownAt) })
    const context = { page: view, person, chosen }
    if (status === 404) return show(request, reply, `reviewer/${view}.njk`, { ...context, missing: body.title })
    if (status !== 200) return showProblem(request, reply, { status, body })
    return show(request, reply, `reviewer/${view}.njk`, { ...context, ...inWords(body), withheld: body.withheld })
  })
}
