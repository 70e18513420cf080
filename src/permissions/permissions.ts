import { matches } from '../lib/wildcard.ts'
import type { Many, Mode } from '../model/basics.ts'
import type { KindLogic, Place } from '../model/kind.ts'
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
  const narrow = (actions: readonly string[]): readonly Statement[] =>
    [...kinds.values()].flatMap((logic) => logic.narrowed(actions, placesOf(policy)))
  const asked = [...reads].sort()
  const narrowed = narrow(asked)
  const whole = asked.filter((action) => !narrowed.some(({ Action }) => Action.includes(action)))
  const statements = [
    ...regionStatement(policy),
    ...readStatement(policy, whole),
    ...narrowed,
    ...narrow([...writes].sort()),
    ...(writing ? protection(policy, [...writes].sort()) : []),
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

const partitionOf = (region: string): string => /^(cn|us-gov)-/.exec(region)?.[1]?.replace(/^/, 'aws-') ?? 'aws'

/** Where the policy's targets are. */
function placesOf({ targets }: Policy): Many<Place> {
  const of = ({ account, regions, roles }: TargetSpec): readonly Place[] => {
    const named = regions.kind === 'these' ? regions.regions : ['*']
    const [, ofRole, owner = '*'] = /^arn:([^:]+):iam::(\d{12}):/.exec(roles.write ?? roles.read ?? '') ?? []
    return named.map((region) => ({ partition: ofRole ?? partitionOf(region), region, account: account ?? owner }))
  }
  const all = new Map(targets.flatMap(of).map((place) => [Object.values(place).join(':'), place]))
  const [first = { partition: 'aws', region: '*', account: '*' }, ...rest] = [...all.keys()]
    .sort()
    .flatMap((key) => all.get(key) ?? [])
  return [first, ...rest]
}

/** What changes a principal or lets somebody become it; none of it is ever asked for on what is protected. */
const principalWrites = {
  role: [
    'iam:AttachRolePolicy',
    'iam:DeleteRole',
    'iam:DeleteRolePermissionsBoundary',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:PutRolePermissionsBoundary',
    'iam:PutRolePolicy',
    'iam:TagRole',
    'iam:UntagRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateRole',
  ],
  policy: [
    'iam:CreatePolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:TagPolicy',
    'iam:UntagPolicy',
  ],
  user: [
    'iam:AttachUserPolicy',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:DeleteUser',
    'iam:DeleteUserPermissionsBoundary',
    'iam:DeleteUserPolicy',
    'iam:DetachUserPolicy',
    'iam:PutUserPermissionsBoundary',
    'iam:PutUserPolicy',
    'iam:TagUser',
    'iam:UntagUser',
    'iam:UpdateLoginProfile',
    'iam:UpdateUser',
  ],
} as const

/** Whether a pattern may name a resource of a service that begins with `kind`: a wildcard in it hides nothing from the deny. */
function mayName(pattern: string, service: string, kind: string): boolean {
  const [, , ofService = '', , , ...resource] = pattern.split(':')
  const sure = /^[^*?]*/.exec(resource.join(':'))?.[0] ?? ''
  const open = sure !== resource.join(':') && kind.startsWith(sure)
  return matches(ofService, service) && (open || sure.startsWith(kind))
}

/**
 * What no run may touch, no credentials of a run can: an explicit deny outlasts whatever else the role is allowed later. The
 * run's own roles are among it as soon as the role may write to IAM at all.
 */
function protection(policy: Policy, writes: readonly string[]): readonly Statement[] {
  const entered = policy.targets.flatMap(({ roles, via }) => [...Object.values(roles), via?.read, via?.write])
  const own = writes.some((action) => action.startsWith('iam:')) ? entered.flatMap((arn) => arn ?? []) : []
  const patterns = [...new Set([...policy.protected, ...own])].sort()
  const of = (service: string, kind: string): readonly string[] =>
    patterns.filter((pattern) => mayName(pattern, service, kind))
  const deny = (Sid: string, Action: readonly string[], Resource: readonly string[]): readonly Statement[] =>
    Action.length === 0 || Resource.length === 0 ? [] : [{ Sid, Effect: 'Deny', Action, Resource }]
  const network = writes.filter((action) => action.startsWith('ec2:'))
  return [
    ...deny('Protected', network, of('ec2', '')),
    ...deny('ProtectedRoles', principalWrites.role, of('iam', 'role/')),
    ...deny('ProtectedPolicies', principalWrites.policy, of('iam', 'policy/')),
    ...deny('ProtectedUsers', principalWrites.user, of('iam', 'user/')),
  ]
}
