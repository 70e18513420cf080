import { hashOf } from '../lib/canonical-json.ts'
import { coversKind } from '../lib/kind-name.ts'
import type { Day, Hash, Tri } from '../model/basics.ts'
import { type Finding, type Judged, lookedKey } from '../model/finding.ts'
import type { Policy, Use } from '../model/policy.ts'
import type { Ref, Resource } from '../model/resource.ts'
import type { Breach, Rule, Subject } from '../model/rule.ts'
import type { World } from '../model/world.ts'
import { exceptionFor, exceptionUses } from './exceptions.ts'
import { select } from './match.ts'
import { compareFindings } from './order.ts'

export interface Judge {
  readonly policy: Policy
  /** By id. */
  readonly rules: ReadonlyMap<string, Rule>
  /** The uses that this run is about. */
  readonly uses: readonly Use[]
  readonly today: Day
}

/** Rules × resources → findings, sorted; the same input gives the same findings. */
export function evaluate(judge: Judge, world: World, resources: readonly Resource[] = world.resources): Judged {
  const byKind = usesByKind(judge)
  const findings: Finding[] = []
  const looked = new Map<string, number>()
  const leftOut = new Map<string, number>()
  const about = new Map<string, Resource[]>()
  for (const resource of resources) {
    for (const { use, rule } of byKind(resource.ref.kind)) {
      const { answer, leftOutBy } = select(use.where, resource)
      if (answer === 'no') {
        if (leftOutBy !== null) count(leftOut, `${leftOutBy} ${use.name}`)
        continue
      }
      count(looked, lookedKey(use.name, resource.ref))
      if (rule.beyond !== undefined) listFor(about, use.name).push(resource)
      for (const breach of breaches(rule, use, { resource, world })) {
        findings.push(findingOf(judge, use, { resource, breach: scoped(breach, answer) }))
      }
    }
  }
  // Of a part of the resources nobody can say what is missing.
  if (resources === world.resources) findings.push(...beyond(judge, { about, leftOut }, world))
  return {
    findings: findings.sort(compareFindings),
    exceptions: exceptionsMet(judge, findings),
    leftOut: listed(leftOut),
    looked,
  }
}

/** What is amiss beyond the resources: recorded ones that are gone, kinds that nobody recorded. */
function beyond(
  judge: Judge,
  on: { readonly about: ReadonlyMap<string, readonly Resource[]>; readonly leftOut: Map<string, number> },
  world: World,
): readonly Finding[] {
  return judge.uses.flatMap((use) => {
    const all = judge.rules.get(use.rule)?.beyond?.(use, on.about.get(use.name) ?? [], world) ?? []
    return all.flatMap(({ subject, breach, selected }): readonly Finding[] => {
      const { answer, leftOutBy } = selected ? { answer: 'yes' as const, leftOutBy: null } : select(use.where, subject)
      if (answer === 'no' && leftOutBy !== null) count(on.leftOut, `${leftOutBy} ${use.name}`)
      return answer === 'no' ? [] : [findingOf(judge, use, { resource: subject, breach: scoped(breach, answer) })]
    })
  })
}

export function breaches(rule: Rule, use: Use, on: { resource: Resource; world: World }): readonly Breach[] {
  const verdict = rule.check(on.resource, use.options, on.world)
  return verdict === 'pass' || verdict === 'not-applicable' ? [] : verdict
}

/** A resource of which nobody can say whether the use is about it may fail, but not for certain. */
function scoped(breach: Breach, inScope: Tri): Breach {
  if (inScope === 'yes') return breach
  return {
    ...breach,
    verdict: 'unknown',
    repair: { kind: 'none', why: 'whether the use is about this resource could not be read' },
  }
}

/** Stable over runs: neither evidence nor time nor order is in it. */
export const findingId = (use: Use, ref: Ref, { about }: Pick<Breach, 'about'>): Hash =>
  hashOf([use.name, ref.kind, ref.account, ref.region, ref.id, about]) as Hash

function findingOf(judge: Judge, use: Use, on: { resource: Subject; breach: Breach }): Finding {
  const { ref, name, tags } = on.resource
  const fixed = name.known ? name.value : null
  const shown = fixed ?? (tags.known ? (tags.value.get('Name') ?? null) : null)
  const excepted = exceptionFor(judge.policy.exceptions, use, { resource: on.resource, today: judge.today })
  return {
    id: findingId(use, ref, on.breach),
    use,
    resource: { ...ref, name: shown },
    breach: on.breach,
    state: excepted?.holds === true ? 'excepted' : 'open',
    exception: excepted?.index ?? null,
  }
}

/** The uses that judge a kind, with their rule. */
function usesByKind({
  uses,
  rules,
}: Pick<Judge, 'uses' | 'rules'>): (kind: string) => readonly { use: Use; rule: Rule }[] {
  const all = uses.map((use) => {
    const rule = rules.get(use.rule)
    if (rule === undefined) throw new Error(`policy uses rule ${use.rule}, which is not in the registry`)
    return { use, rule }
  })
  const known = new Map<string, readonly { use: Use; rule: Rule }[]>()
  return (kind) => {
    const own = known.get(kind) ?? all.filter(({ use }) => coversKind(use.kinds, kind))
    known.set(kind, own)
    return own
  }
}

export function exceptionsMet(
  { policy, today }: Pick<Judge, 'policy' | 'today'>,
  findings: readonly Finding[],
): Judged['exceptions'] {
  const matched = new Map<number, number>()
  for (const { exception } of findings) if (exception !== null) count(matched, exception)
  return exceptionUses(policy.exceptions, matched, today)
}

function listed(leftOut: ReadonlyMap<string, number>): Judged['leftOut'] {
  return [...leftOut]
    .map(([key, amount]) => {
      const [by, ...use] = key.split(' ')
      return { use: use.join(' '), by: by === 'names' ? ('names' as const) : ('tags' as const), count: amount }
    })
    .sort((a, b) => (a.use === b.use ? a.by.localeCompare(b.by) : a.use < b.use ? -1 : 1))
}

function count<K>(into: Map<K, number>, key: K): void {
  into.set(key, (into.get(key) ?? 0) + 1)
}

function listFor<K, T>(into: Map<K, T[]>, key: K): T[] {
  const own = into.get(key) ?? []
  into.set(key, own)
  return own
}
