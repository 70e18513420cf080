import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
} from '@aws-sdk/client-auto-scaling'
import {
  AllocateAddressCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateKeyPairCommand,
  CreateLaunchTemplateCommand,
  CreateNatGatewayCommand,
  CreateRouteTableCommand,
  CreateSnapshotCommand,
  CreateSubnetCommand,
  CreateVolumeCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  type EC2Client,
  RegisterImageCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { expect } from '@jest/globals'
import { type Cloud, first } from '../../emulator/cloud.ts'
import type { HouseKind } from '../../src/model/resource.ts'

/** A resource that was made, and what is to be read of it. */
export interface Made {
  readonly id: string
  readonly vpc?: string
  readonly name?: string
  readonly facts: unknown
}

/** How a kind of EC2 is made in the emulator, and how EC2 describes it. */
export interface Ec2Row {
  readonly kind: HouseKind
  readonly action: string
  readonly prefix: string
  /** Of the ARN. */
  readonly type: string
  readonly ownerless?: true
  /** The list in the answer. */
  readonly set: string
  item(id: string, owner?: string): string
  /** What a listing of all asks for. */
  readonly asks: Readonly<Record<string, unknown>>
  make(ec2: EC2Client, name: string): Promise<Made>
}

const primary = (cidr: string) => ({ cidr, primary: true, association: expect.stringContaining('vpc-cidr-assoc-') })
const page = (size: number) => ({ MaxResults: size })
const item =
  (idTag: string, ownerTag: string | null, more = '') =>
  (id: string, owner = first): string =>
    `<item><${idTag}>${id}</${idTag}>${ownerTag === null ? '' : `<${ownerTag}>${owner}</${ownerTag}>`}${more}</item>`

async function vpcOf(ec2: EC2Client): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.8.0.0/16' }))
  return Vpc?.VpcId ?? ''
}

async function subnetOf(ec2: EC2Client): Promise<{ readonly vpc: string; readonly id: string }> {
  const vpc = await vpcOf(ec2)
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '10.8.1.0/24' }))
  return { vpc, id: Subnet?.SubnetId ?? '' }
}

const volumeOf = async (ec2: EC2Client): Promise<string> =>
  (await ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1 }))).VolumeId ?? ''

export const rows: readonly Ec2Row[] = [
  {
    kind: 'instance',
    action: 'DescribeInstances',
    prefix: 'i',
    type: 'instance',
    set: 'reservationSet',
    item: (id, owner = first) =>
      `<item><ownerId>${owner}</ownerId><instancesSet>${item('instanceId', null)(id)}</instancesSet></item>`,
    asks: { ...page(1000), IncludeManagedResources: true },
    async make(ec2) {
      const { vpc, id: SubnetId } = await subnetOf(ec2)
      const input = { ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1, SubnetId }
      const { Instances = [] } = await ec2.send(new RunInstancesCommand(input))
      return { id: Instances[0]?.InstanceId ?? '', vpc, facts: { autoScalingGroup: null } }
    },
  },
  {
    kind: 'volume',
    action: 'DescribeVolumes',
    prefix: 'vol',
    type: 'volume',
    set: 'volumeSet',
    item: item('volumeId', null),
    asks: { ...page(1000), IncludeManagedResources: true },
    make: async (ec2) => ({ id: await volumeOf(ec2), facts: { instances: [] } }),
  },
  {
    kind: 'snapshot',
    action: 'DescribeSnapshots',
    prefix: 'snap',
    type: 'snapshot',
    ownerless: true,
    set: 'snapshotSet',
    item: item('snapshotId', 'ownerId'),
    asks: { ...page(1000), OwnerIds: ['self'] },
    async make(ec2) {
      const volume = await volumeOf(ec2)
      const { SnapshotId = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId: volume }))
      return { id: SnapshotId, facts: { volume } }
    },
  },
  {
    kind: 'image',
    action: 'DescribeImages',
    prefix: 'ami',
    type: 'image',
    ownerless: true,
    set: 'imagesSet',
    item: item('imageId', 'imageOwnerId'),
    asks: { ...page(1000), Owners: ['self'], IncludeDisabled: true },
    async make(ec2, name) {
      const { ImageId = '' } = await ec2.send(new RegisterImageCommand({ Name: name }))
      return { id: ImageId, name, facts: {} }
    },
  },
  {
    kind: 'vpc',
    action: 'DescribeVpcs',
    prefix: 'vpc',
    type: 'vpc',
    set: 'vpcSet',
    item: item('vpcId', 'ownerId', '<cidrBlock>10.0.0.0/16</cidrBlock>'),
    asks: page(1000),
    async make(ec2) {
      const id = await vpcOf(ec2)
      return { id, vpc: id, facts: expect.objectContaining({ isDefault: false, blocks: [primary('10.8.0.0/16')] }) }
    },
  },
  {
    kind: 'subnet',
    action: 'DescribeSubnets',
    prefix: 'subnet',
    type: 'subnet',
    set: 'subnetSet',
    item: item('subnetId', 'ownerId'),
    asks: page(1000),
    make: async (ec2) => ({
      ...(await subnetOf(ec2)),
      facts: expect.objectContaining({ blocks: [{ ...primary('10.8.1.0/24'), association: null }] }),
    }),
  },
  {
    kind: 'route-table',
    action: 'DescribeRouteTables',
    prefix: 'rtb',
    type: 'route-table',
    set: 'routeTableSet',
    item: item('routeTableId', 'ownerId', '<routeSet/><associationSet/>'),
    asks: page(100),
    async make(ec2) {
      const vpc = await vpcOf(ec2)
      const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }))
      const routes = [{ destination: '10.8.0.0/16', target: 'local', origin: 'table' }]
      return {
        id: RouteTable?.RouteTableId ?? '',
        vpc,
        facts: { routes, associations: [], main: false, propagating: [] },
      }
    },
  },
  {
    kind: 'vpc-peering',
    action: 'DescribeVpcPeeringConnections',
    prefix: 'pcx',
    type: 'vpc-peering-connection',
    set: 'vpcPeeringConnectionSet',
    item: item(
      'vpcPeeringConnectionId',
      null,
      `<status><code>active</code></status>${['requester', 'accepter']
        .map((side) => `<${side}VpcInfo><ownerId>${first}</ownerId><vpcId>vpc-1</vpcId></${side}VpcInfo>`)
        .join('')}`,
    ),
    asks: page(1000),
    async make(ec2) {
      const [VpcId, PeerVpcId] = [await vpcOf(ec2), await vpcOf(ec2)]
      const made = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }))
      const own = { account: first, region: 'us-east-1', dns: false }
      return {
        id: made.VpcPeeringConnection?.VpcPeeringConnectionId ?? '',
        vpc: VpcId,
        facts: {
          status: 'pending-acceptance',
          requester: { ...own, vpc: VpcId, cidrs: ['10.8.0.0/16'] },
          accepter: { ...own, vpc: PeerVpcId, cidrs: null },
        },
      }
    },
  },
  {
    kind: 'internet-gateway',
    action: 'DescribeInternetGateways',
    prefix: 'igw',
    type: 'internet-gateway',
    set: 'internetGatewaySet',
    item: item('internetGatewayId', 'ownerId'),
    asks: page(1000),
    async make(ec2) {
      const vpc = await vpcOf(ec2)
      const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
      const id = InternetGateway?.InternetGatewayId ?? ''
      await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpc }))
      return { id, vpc, facts: { attachments: [vpc] } }
    },
  },
  {
    kind: 'nat-gateway',
    action: 'DescribeNatGateways',
    prefix: 'nat',
    type: 'natgateway',
    set: 'natGatewaySet',
    item: item('natGatewayId', null),
    asks: page(1000),
    async make(ec2) {
      const { vpc, id } = await subnetOf(ec2)
      const made = await ec2.send(new CreateNatGatewayCommand({ SubnetId: id, ConnectivityType: 'private' }))
      const facts = expect.objectContaining({ vpc, subnet: id, connectivity: 'private' })
      return { id: made.NatGateway?.NatGatewayId ?? '', vpc, facts }
    },
  },
  {
    kind: 'elastic-ip',
    action: 'DescribeAddresses',
    prefix: 'eipalloc',
    type: 'elastic-ip',
    set: 'addressesSet',
    item: item('allocationId', null),
    asks: {},
    async make(ec2) {
      const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
      return { id: AllocationId, facts: { instance: null } }
    },
  },
  {
    kind: 'vpc-endpoint',
    action: 'DescribeVpcEndpoints',
    prefix: 'vpce',
    type: 'vpc-endpoint',
    set: 'vpcEndpointSet',
    item: item('vpcEndpointId', 'ownerId'),
    asks: page(1000),
    async make(ec2) {
      const vpc = await vpcOf(ec2)
      const { VpcEndpoint } = await ec2.send(
        new CreateVpcEndpointCommand({ VpcId: vpc, ServiceName: 'com.amazonaws.us-east-1.s3' }),
      )
      const facts = expect.objectContaining({ requesterManaged: false, service: 'com.amazonaws.us-east-1.s3' })
      return { id: VpcEndpoint?.VpcEndpointId ?? '', vpc, facts }
    },
  },
  {
    kind: 'launch-template',
    action: 'DescribeLaunchTemplates',
    prefix: 'lt',
    type: 'launch-template',
    set: 'launchTemplates',
    item: item('launchTemplateId', null),
    asks: { ...page(200), IncludeManagedResources: true },
    async make(ec2, name) {
      const { LaunchTemplate } = await ec2.send(
        new CreateLaunchTemplateCommand({ LaunchTemplateName: name, LaunchTemplateData: { InstanceType: 't3.micro' } }),
      )
      return { id: LaunchTemplate?.LaunchTemplateId ?? '', name, facts: {} }
    },
  },
  {
    kind: 'key-pair',
    action: 'DescribeKeyPairs',
    prefix: 'key',
    type: 'key-pair',
    set: 'keySet',
    item: item('keyPairId', null),
    asks: {},
    async make(ec2, name) {
      const { KeyPairId = '' } = await ec2.send(new CreateKeyPairCommand({ KeyName: name }))
      return { id: KeyPairId, name, facts: {} }
    },
  },
]

export const answerOf = ({ action, set }: Pick<Ec2Row, 'action' | 'set'>, items: string, token = ''): string =>
  `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><${set}>${items}</${set}><nextToken>${token}</nextToken></${action}Response>`

/** An Auto Scaling group, with tags of which some go to its instances. */
export async function autoScalingGroup(
  cloud: Cloud,
  name: string,
  tags: Readonly<Record<string, { readonly value: string; readonly propagated: boolean }>> = {},
): Promise<void> {
  const client = await cloud.autoScaling()
  const LaunchConfigurationName = `of-${name}`
  await client.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId: 'ami-12345678',
      InstanceType: 't3.micro',
    }),
  )
  const sizes = { MinSize: 0, MaxSize: 0, AvailabilityZones: ['us-east-1a'] }
  await client.send(
    new CreateAutoScalingGroupCommand({ AutoScalingGroupName: name, LaunchConfigurationName, ...sizes }),
  )
  const Tags = Object.entries(tags).map(([Key, { value, propagated }]) => ({
    ...{ ResourceId: name, ResourceType: 'auto-scaling-group' },
    ...{ Key, Value: value, PropagateAtLaunch: propagated },
  }))
  if (Tags.length > 0) await client.send(new CreateOrUpdateTagsCommand({ Tags }))
}
