import fc from 'fast-check'
import { z } from 'zod'

/** What may be written in JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What stands in a field, by its name: what its schema lets through, or something that is known besides, such as the id of an entry that is there. */
export type Known = (field: string, bySchema: fc.Arbitrary<Json>) => fc.Arbitrary<Json>

/** What bodies are made with. */
interface Making {
  known: Known
  /** What stands where somebody can write what they like. */
  text: fc.Arbitrary<string>
}

/** A schema as zod keeps it. */
interface Def {
  type: string
  shape?: Record<string, z.ZodType>
  options?: z.ZodType[]
  element?: z.ZodType
  innerType?: z.ZodType
  values?: Json[]
  entries?: Record<string, string>
}

/** How a leaf reads as JSON Schema: the formats and limits that zod keeps with it. */
interface Leaf {
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  minItems?: number
  maxItems?: number
}

/** The most things that are put into a list that may hold more. */
const listed = 3
/** The smallest and largest number of something that names none. */
const largest = 1_000_000

/**
 * Bodies that a schema lets through, made from the schema itself: of every kind that it tells apart, with each field that may be left out there or not. What a schema asks that its shape
 * does not say (such as that an end comes after its beginning) is seen to by asking it.
 */
export function validFor(schema: z.ZodType, making: Making, field = ''): fc.Arbitrary<Json> {
  return making.known(field, shaped(schema, making, field)).filter((value) => schema.safeParse(value).success)
}

function shaped(schema: z.ZodType, making: Making, field: string): fc.Arbitrary<Json> {
  const def = schema._zod.def as unknown as Def
  const inner = (of: z.ZodType | undefined) => validFor(of ?? z.never(), making, field)
  switch (def.type) {
    case 'object':
      return objectOf(def.shape ?? {}, making)
    case 'union':
      return fc.oneof(...(def.options ?? []).map(inner))
    case 'array':
      return listOf(schema, validFor(def.element ?? z.never(), making))
    case 'optional':
    case 'prefault':
    case 'default':
      return inner(def.innerType)
    case 'nullable':
      return fc.oneof({ weight: 4, arbitrary: inner(def.innerType) }, fc.constant(null))
    case 'literal':
      return fc.constantFrom(...(def.values ?? []))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'boolean':
      return fc.boolean()
    case 'number':
      return numberOf(leafOf(schema))
    case 'string':
      return textOf(leafOf(schema), making)
    default:
      throw new Error(`no bodies are made of a ${def.type}`)
  }
}

function objectOf(shape: Record<string, z.ZodType>, making: Making): fc.Arbitrary<Json> {
  // What nothing can be in is left out: a schema that takes a part of another away.
  const fields = Object.entries(shape).filter(([, inner]) => typeOf(inner) !== 'never')
  const made = Object.fromEntries(fields.map(([name, inner]) => [name, validFor(inner, making, name)]))
  const requiredKeys = fields.flatMap(([name, inner]) => (inner.safeParse(undefined).success ? [] : [name]))
  return fc.record(made, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<Json>
}

function listOf(schema: z.ZodType, element: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const { minItems = 0, maxItems = listed } = leafOf(schema)
  return fc.array(element, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, listed)) })
}

function numberOf({ minimum = -largest, maximum = largest, ...leaf }: Leaf & { type?: string }): fc.Arbitrary<number> {
  const [min, max] = [Math.max(minimum, -largest), Math.min(maximum, largest)]
  return leaf.type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => Math.round(value * 4) / 4)
}

function textOf({ format, pattern }: Leaf, { text }: Making): fc.Arbitrary<string> {
  const instant = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  if (format === 'date') return instant.map((date) => date.toISOString().slice(0, 10))
  if (format === 'date-time') return instant.map((date) => date.toISOString())
  if (format === 'uuid') return fc.uuid({ version: [4, 7] })
  return pattern === undefined ? text : fc.stringMatching(new RegExp(pattern))
}

function leafOf(schema: z.ZodType): Leaf & { type?: string } {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Leaf
}

function typeOf(schema: z.ZodType): string {
  const { type, innerType } = schema._zod.def as unknown as Def
  return innerType ? typeOf(innerType) : type
}

/** Stands in for what is taken away. */
const gone = Symbol('gone')

/** A body with one field broken: taken away, put in the place of something else, or one too many. */
export function brokenIn(body: Json, odd: readonly Json[], keys: readonly string[]): fc.Arbitrary<Json> {
  const places = placesIn(body)
  const one = fc.constantFrom(...odd)
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...places), one).map(([way, value]) => put(body, way, value)) },
    { weight: 2, arbitrary: fc.constantFrom(...places).map((way) => put(body, way, gone)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...places.filter((way) => isObject(at(body, way)))), fc.constantFrom(...keys), one)
        .map(([way, key, value]) => put(body, [...way, key], value)),
    },
  )
}

function placesIn(value: Json, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way]
  return [way, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...way, key]))]
}

function at(value: Json, way: readonly string[]): Json | undefined {
  return way.reduce<Json | undefined>((inner, key) => (inner as { [key: string]: Json })[key], value)
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy with one place changed; `__proto__` is a key like any other. */
function put(body: Json, way: readonly string[], value: Json | typeof gone): Json {
  const [last] = way.slice(-1)
  if (last === undefined) return value === gone ? {} : value
  const copy = structuredClone(body)
  const holder = at(copy, way.slice(0, -1)) as object
  if (value === gone && Array.isArray(holder)) holder.splice(Number(last), 1)
  else if (value === gone) Reflect.deleteProperty(holder, last)
  else Object.defineProperty(holder, last, { value: structuredClone(value), enumerable: true, configurable: true, writable: true })
  return copy
}
