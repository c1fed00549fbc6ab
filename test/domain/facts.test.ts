import t from 'tap'
import { z } from 'zod'
import { kinds } from '../../src/domain/catalogue.ts'
import { AreaCode, Day, Id, OrganisationCode, PartialDay } from '../../src/domain/values.ts'

// Facts stay in clear and are counted: nothing a person said may ever sit in them. What is allowed is listed here, so that a shape nobody
// thought of is found too.

type Shape = Record<string, unknown>
const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
const codePatterns = [AreaCode, OrganisationCode, PartialDay].map((code) => shapeOf(code).pattern)

/** Where in a schema somebody could write what they like; empty where nowhere. */
function freeStrings(shape: Shape, path: string): string[] {
  if ('const' in shape || 'enum' in shape) return []
  for (const several of ['anyOf', 'oneOf', 'allOf']) {
    if (several in shape) return (shape[several] as Shape[]).flatMap((one) => freeStrings(one, path))
  }
  if (['number', 'integer', 'boolean', 'null'].includes(shape.type as string)) return []
  if (shape.type === 'string') {
    const isCode = shape.format === 'uuid' || shape.format === 'date' || codePatterns.includes(shape.pattern)
    return isCode ? [] : [path]
  }
  if (shape.type === 'array') {
    const places = [...((shape.prefixItems as Shape[]) ?? []), ...(shape.items ? [shape.items as Shape] : [])]
    return places.length === 0 ? [`${path}[]`] : places.flatMap((place) => freeStrings(place, `${path}[]`))
  }
  if (shape.type === 'object') {
    const named = Object.entries((shape.properties ?? {}) as Record<string, Shape>)
    const found = named.flatMap(([name, inner]) => freeStrings(inner, `${path}.${name}`))
    if (shape.additionalProperties === false) return found
    const keys = (shape.propertyNames ?? {}) as Shape
    const values = (shape.additionalProperties ?? {}) as Shape
    return [...found, ...freeStrings(keys, `${path}.(key)`), ...freeStrings(values, `${path}.(value)`)]
  }
  return [path]
}

t.test('no kind of entry has a free string in its facts', async (t) => {
  t.ok(kinds.length >= 53, 'every kind is looked at')
  for (const { type, facts } of kinds) t.same(freeStrings(shapeOf(facts), type), [], `${type} has none`)
})

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
