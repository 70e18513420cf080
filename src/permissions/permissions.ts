import { homeRegion } from '../lib/home-region.ts'
import type { Many, Mode } from '../model/basics.ts'
import type { KindLogic, Kinds, Place } from '../model/kind.ts'
import type { Policy, TargetSpec, Use } from '../model/policy.ts'
import type { Kind } from '../model/resource.ts'
import type { Rule } from '../model/rule.ts'
import { protection } from './protection.ts'
import type { PolicyDocument, Statement } from './statement.ts'

export interface Asking {
  readonly policy: Policy
  readonly rules: ReadonlyMap<string, Rule>
  readonly kinds: Kinds
}

/** The least that a role needs for this policy file in this mode: what its rules, kinds and responses call, and no more. */
export function permissionsFor(asking: Asking, mode: Mode): PolicyDocument {
  const { policy } = asking
  const uses = usesOf(asking)
  const writing = mode === 'remediate' || mode === 'undo'
  const reads = distinct(uses.flatMap((one) => readsOf(one, mode)))
  const writes = writing ? distinct(uses.flatMap((one) => writesOf(one, mode))) : []
  const narrow = (actions: readonly string[], logics: readonly KindLogic[]): readonly Statement[] =>
    [...new Set(logics)].flatMap((logic) => logic.narrowed(actions, placesOf(policy), tagKeysOf(uses)))
  const narrowedReads = narrow(
    reads,
    uses.flatMap(({ own, others }) => [...own, ...others]),
  )
  // What is only looked up, and what is only reported, is never written.
  const narrowedWrites = narrow(
    writes,
    uses.flatMap(({ use, own }) => (mayWrite(use) ? own : [])),
  )
  const isNarrowed = (action: string): boolean =>
    [...narrowedReads, ...narrowedWrites].some(({ Action }) => Action.includes(action))
  const statements = [
    ...regionStatement(policy),
    ...readStatement(
      policy,
      reads.filter((action) => !isNarrowed(action)),
    ),
    ...homeStatement(policy, reads),
    ...wholeStatement(
      policy,
      writes.filter((action) => !isNarrowed(action)),
    ),
    ...together([...narrowedReads, ...narrowedWrites]),
    ...(writing
      ? protection(policy, { writes, partitions: distinct(placesOf(policy).map(({ partition }) => partition)) })
      : []),
  ]
  return { Version: '2012-10-17', Statement: statements }
}

interface Involved {
  readonly use: Use
  readonly rule: Rule
  /** Kinds that it judges, and those that it looks up. */
  readonly own: readonly KindLogic[]
  readonly others: readonly KindLogic[]
}

function usesOf({ policy, rules, kinds }: Asking): readonly Involved[] {
  const logics = (of: readonly Kind[]): readonly KindLogic[] => of.flatMap((kind) => kinds.get(kind) ?? [])
  return policy.uses.flatMap((use) => {
    const rule = rules.get(use.rule)
    return rule === undefined ? [] : [{ use, rule, own: logics(use.kinds), others: logics(rule.looksUp(use.options)) }]
  })
}

const distinct = (actions: readonly string[]): readonly string[] => [...new Set(actions)].sort()

/** An undo looks at what its journal names, and judges nothing. */
function readsOf({ use, rule, own, others }: Involved, mode: Mode): readonly string[] {
  const whole = rule.depth === 'whole'
  const judging = mode === 'undo' ? [] : [...own, ...others].flatMap(({ reads }) => listed(reads, whole))
  // A check compares two policies: how bad a finding is in detail is asked of nobody.
  const detail =
    mode === 'undo' || mode === 'check' || !rule.wantsDetail ? [] : own.flatMap(({ reads }) => reads.detail)
  // What nothing is written to is not read again.
  const writing = (mode === 'remediate' || mode === 'undo') && mayWrite(use) && rule.writes(use.options, own).length > 0
  return [...judging, ...detail, ...(writing ? own.flatMap(({ reads }) => again(reads, whole)) : [])]
}

const listed = ({ list, whole }: KindLogic['reads'], all: boolean): readonly string[] =>
  all ? [...list, ...(whole?.list ?? [])] : list

const again = ({ again: own, whole }: KindLogic['reads'], all: boolean): readonly string[] =>
  all ? [...own, ...(whole?.again ?? [])] : own

function writesOf({ use, rule, own }: Involved, mode: Mode): readonly string[] {
  if (!mayWrite(use)) return []
  const actions = rule.writes(use.options, own)
  return mode === 'undo' ? own.flatMap((logic) => actions.flatMap((action) => logic.inverse(action))) : actions
}

/** Keys that the rules may write; null: some rule may write any. */
function tagKeysOf(uses: readonly Involved[]): readonly string[] | null {
  const keys = uses.filter(({ use }) => mayWrite(use)).map(({ use, rule }) => rule.tagKeys(use.options))
  return keys.includes(null) ? null : distinct(keys.flatMap((own) => own ?? []))
}

/** Statements that differ in their resources alone become one; each has a name of its own. */
function together(statements: readonly Statement[]): readonly Statement[] {
  const groups = new Map<string, Statement[]>()
  for (const one of statements) {
    const key = JSON.stringify([one.Effect, one.Action, one.Condition ?? null])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const names = new Map<string, number>()
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return []
    const Resource = distinct([first, ...rest].flatMap((one) => one.Resource))
    const count = (names.get(first.Sid) ?? 0) + 1
    names.set(first.Sid, count)
    return [{ ...first, Sid: count === 1 ? first.Sid : `${first.Sid}${count}`, Resource }]
  })
}

const mayWrite = ({ response }: Use): boolean =>
  typeof response === 'string' ? response !== 'report' : Object.values(response).some((one) => one !== 'report')

/** `regions: all` asks which ones the account has enabled. */
function regionStatement({ targets }: Policy): readonly Statement[] {
  if (!targets.some(({ regions }) => regions.kind === 'enabled')) return []
  return [{ Sid: 'Regions', Effect: 'Allow', Action: ['ec2:DescribeRegions'], Resource: '*' }]
}

/** The regions that the policy names, as a condition; undefined: it may act in any. */
function inRegions({ targets }: Policy): Statement['Condition'] | undefined {
  if (targets.length === 0 || targets.some(({ regions }) => regions.kind === 'enabled')) return undefined
  const named = targets.flatMap(({ regions }) => (regions.kind === 'these' ? regions.regions : []))
  return { StringEquals: { 'aws:RequestedRegion': distinct(named) } }
}

function statement(Sid: string, Action: readonly string[], Condition?: Statement['Condition']): readonly Statement[] {
  if (Action.length === 0) return []
  return [{ Sid, Effect: 'Allow', Action, Resource: '*', ...(Condition === undefined ? {} : { Condition }) }]
}

/** Writes of services that know no resources here: the tagging API's. */
const wholeStatement = (policy: Policy, actions: readonly string[]): readonly Statement[] =>
  statement('Write', actions, inRegions(policy))

/** Describe calls know no resources; the regions that the policy names narrow them all the same, where the service has any. */
function readStatement(policy: Policy, actions: readonly string[]): readonly Statement[] {
  const isGlobal = (action: string): boolean => /^(iam|s3):/.test(action)
  return [
    ...statement(
      'Read',
      actions.filter((action) => !isGlobal(action)),
      inRegions(policy),
    ),
    ...statement('ReadGlobal', actions.filter(isGlobal)),
  ]
}

/** Tags of IAM's policies are told by the tagging API of the partition's home, whether or not the policy names that region. */
function homeStatement(policy: Policy, reads: readonly string[]): readonly Statement[] {
  const named = inRegions(policy)?.['StringEquals']?.['aws:RequestedRegion']
  if (named === undefined || !reads.includes('iam:ListPolicyTags')) return []
  const homes = distinct(placesOf(policy).map(({ partition }) => homeRegion(partition)))
  const others = homes.filter((region) => !named.includes(region))
  if (others.length === 0) return []
  return statement('ReadHome', ['tag:GetResources'], { StringEquals: { 'aws:RequestedRegion': others } })
}

const partitionOf = (region: string): string => /^(cn|us-gov)-/.exec(region)?.[1]?.replace(/^/, 'aws-') ?? 'aws'

/** Where the policy's targets are. */
function placesOf({ targets }: Policy): Many<Place> {
  const of = ({ account, regions, roles }: TargetSpec): readonly Place[] => {
    const named = regions.kind === 'these' ? regions.regions : ['*']
    const [, ofRole, owner = '*'] =
      /^arn:([^:]+):iam::(\d{12}):/.exec(roles.write ?? roles.read ?? roles.check ?? '') ?? []
    return named.map((region) => ({ partition: ofRole ?? partitionOf(region), region, account: account ?? owner }))
  }
  const all = new Map(targets.flatMap(of).map((place) => [Object.values(place).join(':'), place]))
  const [first = { partition: 'aws', region: '*', account: '*' }, ...rest] = [...all.keys()]
    .sort()
    .flatMap((key) => all.get(key) ?? [])
  return [first, ...rest]
}
