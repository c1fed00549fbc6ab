import { z } from 'zod'
import { AreaCode, OrganisationCode, PartialDay } from '../../src/domain/values.ts'

// Facts stay in clear and are counted: nothing a person said may ever sit in them. What is allowed is listed here, so that a shape nobody
// thought of is found too.

type Shape = Record<string, unknown>
/** A schema as JSON Schema has it. */
export const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
const codePatterns = [AreaCode, OrganisationCode, PartialDay].map((code) => shapeOf(code).pattern)

/** Where in a schema somebody could write what they like; empty where nowhere. */
export function freeStrings(shape: Shape, path: string): string[] {
  if ('const' in shape || 'enum' in shape) return []
  for (const several of ['anyOf', 'oneOf', 'allOf']) {
    if (several in shape) return (shape[several] as Shape[]).flatMap((one) => freeStrings(one, path))
  }
  if (Array.isArray(shape.type)) return shape.type.flatMap((type) => freeStrings({ ...shape, type }, path))
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
