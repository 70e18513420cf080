import { folded } from './key.ts'
import type { Tag } from './tag.ts'
import { type ValueRules, valuesOf } from './value.ts'

/** As the schema's library takes it. */
type Issue = { readonly code: 'custom'; readonly path: string[]; readonly message: string; readonly input: unknown }

const issue = (path: string[], input: unknown, message: string): Issue => ({ code: 'custom', path, input, message })

/** The values of a key as its own options have them. */
export const rulesOfTag = (tag: Tag): ValueRules => ({
  lists: tag.values === undefined ? [] : [tag.values],
  pattern: tag.pattern ?? null,
  blank: false,
  aliases: tag.aliases,
  normalise: tag.normalise,
})

/** What contradicts itself: a default or an alias that the key would not allow, an alias that could never hold. */
export function tagProblems(tag: Tag): readonly Issue[] {
  const { allows, words } = valuesOf(rulesOfTag(tag))
  const standard =
    tag.default === undefined || allows(tag.default)
      ? []
      : [issue(['default'], tag.default, `${words}, as the key says`)]
  const aliases = Object.entries(tag.aliases).flatMap(([from, to]) => {
    const path = ['aliases', from]
    if (!allows(to)) return [issue(path, to, `${words}, as the key says`)]
    const listed = tag.values?.includes(from) === true
    return listed ? [issue(path, to, `no alias of ${JSON.stringify(from)}: values name it as it is`)] : []
  })
  return [...standard, ...aliases, ...sameAliases(tag)]
}

/** With normalise, aliases are compared without case and space around them. */
function sameAliases({ aliases, normalise }: Tag): readonly Issue[] {
  if (!normalise) return []
  const seen = new Map<string, string>()
  return Object.entries(aliases).flatMap(([from, to]) => {
    const known = seen.get(folded(from.trim()))
    if (known === undefined) seen.set(folded(from.trim()), to)
    if (known === undefined || known === to) return []
    return [issue(['aliases', from], to, `${JSON.stringify(known)}, as its other spelling says`)]
  })
}
