import t from 'tap'
import { z } from 'zod'
import { kinds } from '../../src/domain/catalogue.ts'
import { AreaCode, Day, Id, OrganisationCode, PartialDay } from '../../src/domain/values.ts'
import { freeStrings, shapeOf } from '../support/free-strings.ts'

// That no kind of entry has a free string in its facts is held by `test/architecture.test.ts`; here it is held that one would be found.

t.test('of what every entry carries in clear, only what is sealed with the words is free', async (t) => {
  for (const { type, asked } of kinds) {
    const clear = shapeOf(asked.omit({ words: true }))
    t.same(freeStrings(clear, type).sort(), [`${type}.saidBy.name`, `${type}.setting.howIFelt`, `${type}.setting.whatWasHappening`])
  }
})

t.test('a free string is found wherever it hides', async (t) => {
  const text = z.string()
  const hiding: [schema: z.ZodType, where: string][] = [
    [text, 'f.here'],
    [text.min(3).max(9), 'f.here'],
    [text.regex(/^.+$/), 'f.here'],
    [text.optional(), 'f.here'],
    [text.default('none'), 'f.here'],
    [text.nullable(), 'f.here'],
    [text.transform(Number), 'f.here'],
    [z.preprocess(Number, text), 'f.here'],
    [z.email(), 'f.here'],
    [z.url(), 'f.here'],
    [z.iso.datetime(), 'f.here'],
    [z.templateLiteral(['note: ', text]), 'f.here'],
    [z.lazy(() => text), 'f.here'],
    [z.any(), 'f.here'],
    [z.unknown(), 'f.here'],
    [z.custom<string>(), 'f.here'],
    [z.array(text), 'f.here[]'],
    [z.array(z.array(text)), 'f.here[][]'],
    [z.tuple([Id, text]), 'f.here[]'],
    [z.tuple([Id], text), 'f.here[]'],
    [z.strictObject({ deep: z.strictObject({ down: text }) }), 'f.here.deep.down'],
    [z.union([Id, text]), 'f.here'],
    [
      z.discriminatedUnion('by', [z.strictObject({ by: z.literal('id'), id: Id }), z.strictObject({ by: z.literal('name'), name: text })]),
      'f.here.name',
    ],
    [z.intersection(z.strictObject({ id: Id }), z.strictObject({ note: text })), 'f.here.note'],
    [z.record(text, z.number()), 'f.here.(key)'],
    [z.record(z.enum(['a', 'b']), text), 'f.here.(value)'],
    [z.record(Id, z.array(z.strictObject({ note: text }))), 'f.here.(value)[].note'],
    [z.strictObject({ id: Id }).catchall(text), 'f.here.(value)'],
  ]
  for (const [schema, where] of hiding) {
    const found = freeStrings(shapeOf(z.strictObject({ first: z.number(), here: schema })), 'f')
    t.ok(found.includes(where), `${where} is found in ${JSON.stringify(found)}`)
  }
  for (const open of [z.looseObject({ id: Id }), z.object({ id: Id })]) {
    t.ok(freeStrings(shapeOf(open), 'f').includes('f.(value)'), 'facts that let more through than they name are found')
  }
})

t.test('codes, ids, days, amounts and booleans are no free strings', async (t) => {
  const all = z.strictObject({
    each: z.tuple([Id, Day, PartialDay, AreaCode, OrganisationCode, z.number(), z.int(), z.boolean(), z.enum(['a']), z.literal('a')]),
    some: z.array(z.union([AreaCode, z.literal('elsewhere')])).optional(),
    more: z.record(z.enum(['a', 'b']), Id),
  })
  t.same(freeStrings(shapeOf(all), 'f'), [])
})
