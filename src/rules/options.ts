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
  readonly valueType?: z.ZodMiniType
  readonly options?: readonly z.ZodMiniType[]
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
}

const definition = (schema: z.ZodMiniType): Definition =>
  (schema as unknown as { readonly _zod: { readonly def: Definition } })._zod.def

/** The options of a rule as its schema has them: name, type in words, default. Those of a map's values stand below it: `tags.<key>.values`. */
export function optionsOf(schema: z.ZodMiniType): readonly OptionInfo[] {
  return optionsBelow(schema, '')
}

function optionsBelow(schema: z.ZodMiniType, prefix: string): readonly OptionInfo[] {
  return Object.entries(definition(schema).shape ?? {}).flatMap(([key, option]) => {
    const name = `${prefix}${key}`
    const inner = unwrapped(option)
    const own = { name, type: typeText(option), standard: standardOf(option) }
    return inner.valueType === undefined ? [own] : [own, ...optionsBelow(inner.valueType, `${name}.<key>.`)]
  })
}

/** The default, null where there is none. A map's own parts may have more of their own, so it is parsed. */
function standardOf(option: z.ZodMiniType): Json {
  const parsed = option.safeParse(undefined)
  return parsed.success ? ((parsed.data ?? null) as Json) : null
}

function unwrapped(schema: z.ZodMiniType): Definition {
  const def = definition(schema)
  return def.innerType === undefined ? def : unwrapped(def.innerType)
}

function typeText(schema: z.ZodMiniType): string {
  const def = definition(schema)
  if (def.innerType !== undefined) return typeText(def.innerType)
  if (def.element !== undefined) return `list of ${typeText(def.element)}`
  if (def.options !== undefined) return def.options.map(typeText).join(' or ')
  if (def.entries !== undefined) return Object.keys(def.entries).join(' or ')
  if (def.values !== undefined) return def.values.map(String).join(' or ')
  if (def.valueType !== undefined) return `map of a key to ${valueText(def.valueType)}`
  if (def.shape !== undefined) return `map of ${Object.keys(def.shape).join(', ')}`
  return def.type === 'string' ? 'text' : def.type
}

/** What stands below in rows of its own is not told twice. */
const valueText = (schema: z.ZodMiniType): string =>
  unwrapped(schema).shape === undefined ? typeText(schema) : 'its own options'
