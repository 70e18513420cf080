import { coversKind } from '../../lib/kind-name.ts'
import { many } from '../../lib/many.ts'
import type { Kind, Resource } from '../../model/resource.ts'
import type { Breach, Need, Verdict } from '../../model/rule.ts'
import { defineRule } from '../define.ts'
import { type Demand, demandsOf, kindsIn } from './demand.ts'
import { documentFiles } from './documents.ts'
import { kindsBehind, needsOf } from './inherit.ts'
import { judge } from './judge.ts'
import { isBlank, quoted, tagsByKey } from './key.ts'
import { type Options, optionsSchema } from './options.ts'
import { loadPatterns } from './pattern.ts'
import type { InheritFrom } from './tag.ts'

export const rule = defineRule<Options, Kind>({
  id: 'required-tags',
  title: 'Resources carry the tags that the policy asks for',
  severity: 'medium',
  // Each of them asks the same of one kind that this rule is often used for; they know keys, and no values.
  controls: {
    securityHub: [
      'EC2.37',
      'EC2.38',
      'EC2.39',
      'EC2.40',
      'EC2.41',
      'EC2.42',
      'EC2.43',
      'EC2.44',
      'EC2.45',
      'EC2.46',
      'IAM.24',
    ],
    cis: [],
  },
  depth: 'tags',
  kinds: kindsIn,
  kindsOption: 'resources',
  files: documentFiles,
  load: async (text) => {
    if (text.includes('pattern')) await loadPatterns()
  },
  looksUp: (options) => [
    ...new Set([...demandsOf(options).inherit].flatMap((source) => kindsBehind(source, judgesSnapshots(options)))),
  ],
  needs: (options, resource) => (resource === null ? [] : needed(options, resource)),
  tagKeys: (options) => demandsOf(options).all.map(({ key }) => key),
  writes: (_, kinds) => [...new Set(kinds.flatMap(({ tagging }) => tagging.writes))],
  options: optionsSchema,
  check(resource, options, world): Verdict {
    const { all } = demandsOf(options)
    if (!resource.tags.known) return many(all.map((demand) => unread(demand, resource.tags))) ?? 'pass'
    const held = tagsByKey(resource)
    const breaches = all.flatMap(
      (demand) => judge(demand, { resource, held: held.get(demand.folded) ?? [], world }) ?? [],
    )
    return many(breaches) ?? 'pass'
  },
})

const judgesSnapshots = (options: Options): boolean =>
  coversKind(kindsIn(options), 'snapshot') || coversKind(kindsIn(options), 'ec2:snapshot')

/** What the keys that it lacks inherit from. A volume leads its snapshots to instances whatever it carries itself. */
function needed(options: Options, resource: Resource): readonly Need[] {
  const { all, inherit } = demandsOf(options)
  if (inherit.size === 0) return []
  const held = tagsByKey(resource)
  const lacking = all.filter((demand) => demand.inherit.length > 0 && lacks(demand, resource, held))
  const wanted = new Set<InheritFrom>(lacking.flatMap((demand) => demand.inherit))
  if (resource.ref.kind === 'volume' && inherit.has('instance') && judgesSnapshots(options)) wanted.add('instance')
  return [...wanted].flatMap((source) => needsOf(source, resource))
}

function lacks({ folded, requiredOn }: Demand, { ref }: Resource, held: ReturnType<typeof tagsByKey>): boolean {
  const own = held.get(folded) ?? []
  return own.length === 0 ? requiredOn(ref.kind) : own.some(({ value }) => isBlank(value))
}

/** Unread tags are never missing ones. */
function unread({ key, values }: Demand, tags: Resource['tags']): Breach {
  const why = tags.known ? 'not read' : `${tags.why} (${tags.operation})`
  return {
    about: key,
    verdict: 'unknown',
    message: `The tag ${quoted(key)} could not be judged: the tags could not be read, ${why}.`,
    evidence: [{ key, found: null, expected: values.words }],
    rating: null,
    repair: { kind: 'none', why: 'the tags could not be read' },
    weight: 0,
  }
}
