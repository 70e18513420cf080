import { hashOf } from '../lib/canonical-json.ts'
import { coversKind } from '../lib/kind-name.ts'
import type { Day, Hash, Tri } from '../model/basics.ts'
import { type Finding, type Judged, lookedKey } from '../model/finding.ts'
import type { Policy, Use } from '../model/policy.ts'
import type { Ref, Resource } from '../model/resource.ts'
import type { Breach, Rule } from '../model/rule.ts'
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
  for (const resource of resources) {
    for (const { use, rule } of byKind(resource.ref.kind)) {
      const { answer, leftOutBy } = select(use.where, resource)
      if (answer === 'no') {
        if (leftOutBy !== null) count(leftOut, `${leftOutBy} ${use.name}`)
        continue
      }
      count(looked, lookedKey(use.name, resource.ref))
      for (const breach of breaches(rule, use, { resource, world })) {
        findings.push(findingOf(judge, use, { resource, breach: scoped(breach, answer) }))
      }
    }
  }
  return {
    findings: findings.sort(compareFindings),
    exceptions: met(judge, findings),
    leftOut: listed(leftOut),
    looked,
  }
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

function findingOf(judge: Judge, use: Use, on: { resource: Resource; breach: Breach }): Finding {
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

function met({ policy, today }: Judge, findings: readonly Finding[]): Judged['exceptions'] {
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
