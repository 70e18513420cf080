import type { Hash, Region } from '../../src/model/basics.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Change, Member } from '../../src/model/member.ts'
import type { Outcome, PlannedStep } from '../../src/model/plan.ts'
import type { Exception, Policy, Use } from '../../src/model/policy.ts'
import type { Report, TargetState } from '../../src/model/report.ts'
import type { Gap, Ref } from '../../src/model/resource.ts'
import type { SummaryContext } from '../../src/report/summary.ts'
import { kinds } from '../../src/resources/index.ts'
import { exampleGroup } from '../../src/resources/security-group/example.ts'

const base = exampleGroup().ref
export const hash = (n: number): Hash => n.toString(16).padStart(64, '0') as Hash
export const refTo = (id: string, region: string = base.region): Ref => ({
  ...base,
  id,
  region: region as Region,
  arn: base.arn.replace(base.id, id).replace(base.region, region),
})

const nowhere = { accounts: [], regions: [], kinds: [], ids: [], names: [], vpcs: [], tags: new Map(), not: null }
export const useOf = (name: string, more: Partial<Use> = {}): Use => ({
  rule: 'security-group-open-ingress',
  name,
  severity: 'critical',
  response: 'fix',
  where: nowhere,
  kinds: ['security-group'],
  options: {},
  place: { file: '.github/holdfast.yml', line: 8, column: 5 },
  ...more,
})

interface Told extends Partial<Finding> {
  readonly about?: Partial<Finding['breach']>
}

export function findingOf(n: number, id: string, { about = {}, ...more }: Told = {}): Finding {
  return {
    id: hash(n),
    use: useOf('no-open-ssh'),
    resource: { ...refTo(id), name: 'web' },
    breach: {
      about: '',
      verdict: 'fail',
      message: 'tcp/22 is open to the internet: 0.0.0.0/0 holds 3,702,258,432 public addresses, at most 65,535 may be',
      evidence: [{ member: 'ingress tcp 22-22 0.0.0.0/0' }],
      rating: null,
      repair: { kind: 'none', why: 'the use only reports' },
      weight: 1,
      ...about,
    },
    state: 'open',
    exception: null,
    ...more,
  }
}

export const changeOf = (on: Ref, member: string, before: Change['before'], after: Change['after']): Change => ({
  on,
  member: member as Member,
  before,
  after,
})

const described = { description: 'office' }

export function stepFor(n: number, id: string, more: Partial<PlannedStep> = {}): PlannedStep {
  const on = refTo(id)
  return {
    hash: hash(0xa000 + n),
    finding: hash(n),
    use: useOf('no-open-ssh'),
    on,
    changes: [changeOf(on, 'ingress tcp 22-22 0.0.0.0/0', described, null)],
    rating: 'narrowing',
    words: [],
    decision: 'apply',
    reason: 'narrowing, and the policy says fix',
    limited: false,
    behind: [],
    ...more,
  }
}

export const outcomeOf = (n: number, state: Outcome['state'], more: Partial<Outcome> = {}): Outcome => ({
  step: hash(0xa000 + n),
  state,
  why: null,
  done: [],
  ...more,
})

export const gapOf = (more: Partial<Gap> = {}): Gap => ({
  account: base.account,
  region: base.region,
  kind: 'prefix-list',
  id: 'pl-0123456789abcdef0',
  operation: 'ec2:GetManagedPrefixListEntries',
  role: 'arn:aws:iam::111111111111:role/holdfast-read',
  why: 'denied',
  detail:
    'allow ec2:GetManagedPrefixListEntries to arn:aws:iam::111111111111:role/holdfast-read. AccessDenied: User: arn:aws:sts::111111111111:assumed-role/holdfast-read/x is not authorized',
  ...more,
})

export const targetOf = (region: string, more: Partial<TargetState> = {}): TargetState => ({
  target: { account: base.account, name: 'production', region: region as Region },
  state: 'read',
  reason: null,
  partial: [],
  resources: new Map([['security-group', 412]]),
  ...more,
})

const exceptionOf = (index: number, more: Partial<Exception>): Exception => ({
  index,
  uses: ['no-open-ssh'],
  where: nowhere,
  reason: 'Vendor access until the tunnel is up',
  owner: '@octo/network',
  until: '2026-12-01' as Exception['until'],
  place: null,
  ...more,
})

export const policy: Policy = {
  hash: hash(7),
  file: '.github/holdfast.yml',
  targets: [],
  uses: [useOf('no-open-ssh')],
  exceptions: [exceptionOf(0, {}), exceptionOf(1, { until: '2026-11-20' as Exception['until'], reason: 'Moved' })],
  limits: { changes: 50, share: 0.2, failures: 3 },
  gate: { failOn: 'low', unknown: 'fail', silencing: 'high', acknowledge: 'holdfast-acknowledged' },
  approvals: null,
  protected: [],
  publish: { issue: { labels: [], assignees: [] }, pullRequest: { labels: [] }, public: 'counts' },
}

export const empty: Report = {
  mode: 'detect',
  dryRun: false,
  undoes: null,
  policy,
  targets: [targetOf('us-east-1')],
  judged: { findings: [], exceptions: [], leftOut: [], looked: new Map([['no-open-ssh/1/us-east-1', 412]]) },
  gaps: [],
  plan: { hash: null, steps: [] },
  outcomes: [],
  remaining: null,
  stops: [],
  trouble: [],
  cost: { calls: new Map(), seconds: 0 },
  audience: 'details',
  today: '2026-11-24',
}

export const withFindings = (findings: readonly Finding[], more: Partial<Report> = {}): Report => ({
  ...empty,
  judged: { ...empty.judged, findings },
  ...more,
})

const rdp = useOf('no-open-rdp', { severity: 'high' })

/** A web shop after a run: three fixed, two that wait, one of a prefix list that nobody could read, one excepted. */
export const webShop: Report = {
  ...empty,
  mode: 'remediate',
  targets: [
    targetOf('us-east-1', { state: 'partial' }),
    targetOf('eu-west-1', { resources: new Map([['security-group', 88]]) }),
    targetOf('ap-south-1', { state: 'failed', reason: 'STS is not active in this region', resources: new Map() }),
  ],
  judged: {
    findings: [
      findingOf(1, 'sg-1', { state: 'fixed' }),
      findingOf(2, 'sg-2', { state: 'fixed' }),
      findingOf(3, 'sg-3', { state: 'fixed' }),
      findingOf(4, 'sg-4', { resource: { ...refTo('sg-4'), name: 'bastion' } }),
      findingOf(5, 'sg-5', { use: rdp, resource: { ...refTo('sg-5', 'eu-west-1'), name: null } }),
      findingOf(6, 'sg-6', {
        about: { verdict: 'unknown', message: 'the entries of pl-0123456789abcdef0 could not be read' },
      }),
      findingOf(7, 'sg-7', { state: 'excepted', exception: 0 }),
    ],
    exceptions: [
      { index: 0, matched: 1, state: 'expiring' },
      { index: 1, matched: 0, state: 'ended' },
    ],
    leftOut: [{ use: 'no-open-ssh', by: 'names', count: 3 }],
    looked: new Map([['no-open-ssh/1/us-east-1', 500]]),
  },
  gaps: [gapOf()],
  plan: {
    hash: hash(0xfeed),
    steps: [
      stepFor(1, 'sg-1'),
      stepFor(2, 'sg-2'),
      stepFor(3, 'sg-3'),
      stepFor(4, 'sg-4', {
        decision: 'needs-approval',
        reason: 'an all-traffic rule can only be revoked whole',
        changes: [changeOf(refTo('sg-4'), 'ingress -1 all 0.0.0.0/0', described, null)],
      }),
      stepFor(5, 'sg-5', {
        use: rdp,
        decision: 'needs-approval',
        reason: 'the use says approve',
        changes: [
          changeOf(refTo('sg-5'), 'ingress tcp 0-3388 0.0.0.0/0', null, described),
          changeOf(refTo('sg-5'), 'ingress tcp 0-65535 0.0.0.0/0', described, null),
          changeOf(refTo('sg-5'), 'ingress tcp 3390-65535 0.0.0.0/0', null, described),
        ],
      }),
    ],
  },
  outcomes: [
    outcomeOf(1, 'fixed', { done: stepFor(1, 'sg-1').changes }),
    outcomeOf(2, 'fixed', { done: stepFor(2, 'sg-2').changes }),
    outcomeOf(3, 'fixed', { done: stepFor(3, 'sg-3').changes }),
    outcomeOf(4, 'not-approved', { why: 'an all-traffic rule can only be revoked whole' }),
    outcomeOf(5, 'not-approved', { why: 'the use says approve' }),
  ],
  remaining: hash(0xfeed),
  trouble: [{ reporter: 'summary', why: 'ENOSPC: no space left on device' }],
  cost: {
    calls: new Map([
      ['ec2:RevokeSecurityGroupIngress', 3],
      ['ec2:DescribeSecurityGroups', 6],
    ]),
    seconds: 12.3,
  },
}

/** A run taken back: one step done, one that waits, one that is stale, one refused. */
export const takenBack: Report = {
  ...empty,
  mode: 'undo',
  undoes: 'run:42',
  judged: { ...empty.judged, looked: new Map() },
  plan: {
    hash: hash(0xbeef),
    steps: [
      stepFor(1, 'sg-1', { use: null, reason: 'the journal is proved' }),
      stepFor(2, 'sg-2', { use: null, decision: 'needs-approval', reason: 'taking it back is widening: tcp/22' }),
      stepFor(3, 'sg-3', { use: null, decision: 'hold', reason: 'no longer as the journal left it', stale: true }),
      stepFor(4, 'sg-4', { use: null, reason: 'the journal is proved' }),
    ],
  },
  outcomes: [
    outcomeOf(1, 'fixed'),
    outcomeOf(2, 'not-approved', { why: 'taking it back is widening: tcp/22' }),
    outcomeOf(3, 'stale', { why: 'no longer as the journal left it' }),
    outcomeOf(4, 'failed', { why: 'RulesPerSecurityGroupLimitExceeded' }),
  ],
  remaining: hash(0xbeef),
}

const group = kinds.find(({ kind }) => kind === 'security-group')

export const consoleLink = (ref: Ref): string => group?.consoleLink(ref) ?? ''
export const contextOf = (conclusion: SummaryContext['conclusion'], workflow: string | null = null) => ({
  conclusion,
  consoleLink,
  workflow,
  journal: 'run:42',
})
