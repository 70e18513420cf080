import type { Mode } from '../model/basics.ts'
import type { KindLogic } from '../model/kind.ts'
import type { Policy, TargetSpec, Use } from '../model/policy.ts'
import type { Kind } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'

export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

export interface Asking {
  readonly policy: Policy
  readonly rules: ReadonlyMap<string, Rule>
  readonly kinds: ReadonlyMap<Kind, KindLogic>
}

/** The least that a role needs for this policy file in this mode: what its rules, kinds and responses call, and no more. */
export function permissionsFor({ policy, rules, kinds }: Asking, mode: Mode): PolicyDocument {
  const uses = policy.uses.flatMap((use) => {
    const rule = rules.get(use.rule)
    return rule === undefined ? [] : [{ use, rule }]
  })
  const writing = mode === 'remediate' || mode === 'undo'
  const logics = (of: readonly Kind[]): readonly KindLogic[] => of.flatMap((kind) => kinds.get(kind) ?? [])
  const reads = new Set<string>()
  const writes = new Set<string>()
  for (const { use, rule } of uses) {
    const own = logics(rule.kinds(use.options))
    // An undo looks at what its journal names, and judges nothing.
    if (mode !== 'undo') {
      add(
        reads,
        [...own, ...logics(rule.looksUp)].flatMap((logic) => logic.reads.list),
      )
      if (rule.wantsDetail)
        add(
          reads,
          own.flatMap((logic) => logic.reads.detail),
        )
    }
    if (!writing || !mayWrite(use)) continue
    add(
      reads,
      own.flatMap((logic) => logic.reads.again),
    )
    add(
      writes,
      mode === 'undo'
        ? own.flatMap((logic) => rule.writes(use.options).flatMap(logic.inverse))
        : rule.writes(use.options),
    )
  }
  const statements = [
    ...regionStatement(policy),
    ...readStatement(policy, [...reads].sort()),
    ...[...kinds.values()].flatMap((logic) => logic.narrowed([...writes].sort(), arns(policy))),
    ...protection(policy, [...writes].sort()),
  ]
  return { Version: '2012-10-17', Statement: statements }
}

function add(into: Set<string>, actions: readonly string[]): void {
  for (const action of actions) into.add(action)
}

const mayWrite = ({ response }: Use): boolean =>
  typeof response === 'string' ? response !== 'report' : Object.values(response).some((one) => one !== 'report')

/** `regions: all` asks which ones the account has enabled. */
function regionStatement({ targets }: Policy): readonly Statement[] {
  if (!targets.some(({ regions }) => regions.kind === 'enabled')) return []
  return [{ Sid: 'Regions', Effect: 'Allow', Action: ['ec2:DescribeRegions'], Resource: '*' }]
}

/** EC2's Describe calls know no resources; the regions that the policy names narrow them all the same. */
function readStatement({ targets }: Policy, actions: readonly string[]): readonly Statement[] {
  if (actions.length === 0) return []
  const regions = targets.flatMap(({ regions: choice }) => (choice.kind === 'these' ? choice.regions : []))
  const all = targets.length === 0 || targets.some(({ regions: choice }) => choice.kind === 'enabled')
  const statement: Statement = { Sid: 'Read', Effect: 'Allow', Action: actions, Resource: '*' }
  return [
    all
      ? statement
      : { ...statement, Condition: { StringEquals: { 'aws:RequestedRegion': [...new Set(regions)].sort() } } },
  ]
}

/** Partition, region and account of everything that may be written, as the beginning of an ARN: `arn:aws:ec2:eu-west-1:111122223333`. */
function arns({ targets }: Policy): readonly string[] {
  const of = ({ account, regions, roles }: TargetSpec): readonly string[] => {
    const partition = /^arn:([^:]+):/.exec(roles.write ?? roles.read ?? '')?.[1] ?? 'aws'
    const named = regions.kind === 'these' ? regions.regions : ['*']
    return named.map((region) => `arn:${partition}:ec2:${region}:${account ?? '*'}`)
  }
  return targets.length === 0 ? ['arn:aws:ec2:*:*'] : [...new Set(targets.flatMap(of))].sort()
}

/** What no run may touch, no credentials of a run can. */
function protection({ protected: patterns }: Policy, writes: readonly string[]): readonly Statement[] {
  const own = patterns.filter((pattern) => /^arn:[^:]*:ec2:/.test(pattern))
  if (own.length === 0 || writes.length === 0) return []
  return [{ Sid: 'Protected', Effect: 'Deny', Action: writes, Resource: own }]
}
