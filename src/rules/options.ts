import type * as z from 'zod/mini'
import type { Json } from '../model/basics.ts'

export interface OptionInfo {
  readonly name: string
  readonly type: string
  readonly standard: Json
}

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly innerType?: z.ZodMiniType
  readonly element?: z.ZodMiniType
  readonly options?: readonly z.ZodMiniType[]
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
}

const definition = (schema: z.ZodMiniType): Definition =>
  (schema as unknown as { readonly _zod: { readonly def: Definition } })._zod.def

/** The options of a rule as its schema has them: name, type in words, default. */
export function optionsOf(schema: z.ZodMiniType): readonly OptionInfo[] {
  const defaults = schema.safeParse({})
  const standard = (defaults.success ? defaults.data : {}) as Readonly<Record<string, Json>>
  return Object.entries(definition(schema).shape ?? {}).map(([name, option]) => ({
    name,
    type: typeText(option),
    standard: standard[name] ?? null,
  }))
}

function typeText(schema: z.ZodMiniType): string {
  const def = definition(schema)
  if (def.innerType !== undefined) return typeText(def.innerType)
  if (def.element !== undefined) return `list of ${typeText(def.element)}`
  if (def.options !== undefined) return def.options.map(typeText).join(' or ')
  if (def.entries !== undefined) return Object.keys(def.entries).join(' or ')
  if (def.values !== undefined) return def.values.map(String).join(' or ')
  if (def.shape !== undefined) return `map of ${Object.keys(def.shape).join(', ')}`
  return def.type === 'string' ? 'text' : def.type
}
