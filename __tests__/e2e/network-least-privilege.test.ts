import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  EC2Client,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2'
import { DeleteRolePolicyCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { type Ministack, ministackAccount, startMinistack } from '../../emulator/ministack.ts'
import { type RunResult, runAction, runCommand } from '../../emulator/runner.ts'
import { policyWith, target } from '../support/policy.ts'

interface Document {
  readonly Statement: readonly { readonly Sid: string; readonly Effect: string; readonly Action: readonly string[] }[]
}

const policy = policyWith(
  `  - rule: drift
    response: { widening: fix, narrowing: approve, mixed: approve, undecided: approve }
    where: { kinds: [route-table, network-acl] }
`,
  'limits: { share: 100% }\n',
  target(ministackAccount),
)

// Permissions are proved where IAM is enforced, on an emulator that is not the one that everything else is tested on.
describe('drift of a network under an emulator that enforces IAM', () => {
  let aws: Ministack | null = null
  let issuer: Issuer | null = null
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('asked for before the block began')
    return value
  }
  beforeAll(async () => {
    aws = await startMinistack()
    issuer = await startIssuer()
    await aws.deploy('holdfast', 'deploy/roles.yaml', { Owner: 'octo', Repository: 'infra' })
  })
  afterAll(() => {
    issuer?.close()
    aws?.stop()
  })

  /** The role has this document and no other. */
  async function allow(role: string, document: Document): Promise<void> {
    const iam = new IAMClient(there(aws).config)
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }))
    for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName }))
    const PolicyDocument = JSON.stringify(document)
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: 'printed', PolicyDocument }))
  }
  /** As it is printed, but for what this emulator cannot tell: it knows no ARNs of network ACLs. */
  async function printed(mode: string): Promise<Document> {
    const document = JSON.parse((await runCommand(['permissions', '--mode', mode], { policy })).stdout) as Document
    const Statement = document.Statement.map((one) => (/Acl/.test(one.Sid) ? { ...one, Resource: '*' } : one))
    return { ...document, Statement }
  }
  const env = () => ({ AWS_ENDPOINT_URL: there(aws).url, ...there(issuer).env })
  const run = (folder: string, inputs: Readonly<Record<string, string>>): Promise<RunResult> =>
    runAction({ inputs, policy, env: env(), folder })

  async function wiring(ec2: EC2Client, vpc: string): Promise<readonly string[]> {
    const Filters = [{ Name: 'vpc-id', Values: [vpc] }]
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }))
    return [
      ...RouteTables.flatMap(({ RouteTableId, Routes = [], Associations = [] }) => [
        ...Routes.map(({ DestinationCidrBlock, GatewayId }) => `${RouteTableId} ${DestinationCidrBlock} ${GatewayId}`),
        ...Associations.map(({ SubnetId }) => `${RouteTableId} ${SubnetId ?? 'main'}`),
      ]),
      ...NetworkAcls.flatMap(({ NetworkAclId, Entries = [] }) =>
        Entries.map(({ RuleNumber, RuleAction }) => `${NetworkAclId} ${RuleNumber} ${RuleAction}`),
      ),
    ].sort()
  }

  it('is found, put back and taken back with exactly what permissions prints, and named where an action is missing', async () => {
    const ec2 = new EC2Client(there(aws).config)
    const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }))).Vpc?.VpcId ?? ''
    const subnet = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.9.1.0/24' }))
    const table = async () => (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? ''
    const [open, closed] = [await table(), await table()]
    const igw = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? ''
    await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: igw }))
    const anywhere = { DestinationCidrBlock: '0.0.0.0/0' }
    await ec2.send(new CreateRouteCommand({ RouteTableId: open, ...anywhere, GatewayId: igw }))
    const { AssociationId } = await ec2.send(
      new AssociateRouteTableCommand({ RouteTableId: closed, SubnetId: subnet.Subnet?.SubnetId }),
    )
    const NetworkAclId = (await ec2.send(new CreateNetworkAclCommand({ VpcId }))).NetworkAcl?.NetworkAclId ?? ''
    const entry = { NetworkAclId, Egress: false, Protocol: '-1', RuleAction: 'allow' as const }
    await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 100, CidrBlock: '10.0.0.0/8' }))

    await allow('holdfast-read', await printed('detect'))
    const { folder, code } = await runCommand(['record'], { policy, env: env() })
    expect(code).toBe(0)
    const before = await wiring(ec2, VpcId)

    await ec2.send(new CreateRouteCommand({ RouteTableId: closed, ...anywhere, GatewayId: igw }))
    await ec2.send(new DeleteRouteCommand({ RouteTableId: open, ...anywhere }))
    await ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: open }))
    await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 110, CidrBlock: '0.0.0.0/0' }))
    await ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, RuleNumber: 100, Egress: false }))
    const changed = await wiring(ec2, VpcId)

    const seen = await run(folder, { mode: 'detect' })
    expect(seen.report?.gaps).toEqual([])
    expect(seen.report?.findings.map(({ evidence }) => evidence[0]?.['member']).sort()).toEqual([
      `association ${subnet.Subnet?.SubnetId}`,
      `association ${subnet.Subnet?.SubnetId}`,
      'entry ingress 100',
      'entry ingress 110',
      'route 0.0.0.0/0',
      'route 0.0.0.0/0',
    ])

    const whole = await printed('remediate')
    const all = seen.report?.plan.steps.map(({ hash }) => hash).join(',') ?? ''
    const lacking = whole.Statement.map((one) => ({
      ...one,
      Action: one.Effect === 'Allow' ? one.Action.filter((action) => action !== 'ec2:CreateRoute') : one.Action,
    }))
    await allow('holdfast-write', { ...whole, Statement: lacking.filter(({ Action }) => Action.length > 0) })
    const refused = await run(folder, { mode: 'remediate', approve: all })
    expect(refused.report?.outcomes.filter(({ state }) => state === 'failed')).toMatchObject([
      { why: expect.stringContaining('allow ec2:CreateRoute to') },
    ])
    await allow('holdfast-write', whole)
    const rest = (await run(folder, { mode: 'detect' })).report?.plan.steps.map(({ hash }) => hash).join(',') ?? ''
    const fixed = await run(folder, { mode: 'remediate', approve: rest })
    expect([fixed.outputs['conclusion'], await wiring(ec2, VpcId)]).toEqual(['pass', before])

    await allow('holdfast-write', await printed('undo'))
    for (const journal of ['journal-2.jsonl', 'journal.jsonl']) {
      const undo = { mode: 'undo', journal: `holdfast-report/${journal}` }
      const asked = await run(folder, { ...undo, 'dry-run': 'true' })
      const hashes = asked.report?.plan.steps.map(({ hash }) => hash).join(',') ?? ''
      const undone = await run(folder, { ...undo, approve: hashes })
      expect(undone.report?.outcomes.map(({ state }) => state)).toEqual(undone.report?.outcomes.map(() => 'fixed'))
    }
    expect(await wiring(ec2, VpcId)).toEqual(changed)
  })
})
