import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AssociateVpcCidrBlockCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteSubnetCommand,
  DescribeNatGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DetachInternetGatewayCommand,
  DisassociateVpcCidrBlockCommand,
  type EC2Client,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { type Cloud, cloudAt, startCloud } from '../../emulator/cloud.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { codeOf, once } from '../support/calls.ts'

// What tests of drift stand on: each difference between stock moto and the patched one, with AWS's words in the head of vpcs.py.
let clouds: readonly Cloud[]
beforeAll(async () => {
  const stock = await startEmulator(['--stock', '--port', '0'])
  clouds = [cloudAt(`http://127.0.0.1:${stock.ready.port}`, async () => stock.stop()), await startCloud()]
})
afterAll(async () => {
  for (const cloud of clouds) await cloud.stop()
})

/** What stock moto says, then what the patched one says. */
async function both<T>(ask: (ec2: EC2Client) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = []
  for (const cloud of clouds) answers.push(await ask(await once(cloud)))
  return answers
}
/** What came of a call: the code of its refusal, or null. */
const refusal = async (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    () => codeOf(call),
  )

const vpc = async (ec2: EC2Client, more: { AmazonProvidedIpv6CidrBlock?: boolean } = {}): Promise<string> =>
  (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.66.0.0/16', ...more }))).Vpc?.VpcId ?? ''
const subnet = async (ec2: EC2Client, VpcId: string): Promise<string> =>
  (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.66.1.0/24' }))).Subnet?.SubnetId ?? ''
const gateway = async (ec2: EC2Client): Promise<string> =>
  (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? ''
const on = { Value: true }

it('two attributes of a VPC at once are taken, and hostnames without support', async () => {
  const answers = await both(async (ec2) => {
    const VpcId = await vpc(ec2)
    const two = { VpcId, EnableDnsSupport: { Value: false }, EnableDnsHostnames: { Value: false } }
    const at = await refusal(ec2.send(new ModifyVpcAttributeCommand(two)))
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: false } }))
    return [at, await refusal(ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: on })))]
  })
  expect(answers).toEqual([
    [null, null],
    ['InvalidParameterCombination', 'InvalidParameterCombination'],
  ])
})

it('attributes of a subnet: several at once, some unheard of, and IPv6 addresses without a block', async () => {
  const answers = await both(async (ec2) => {
    const SubnetId = await subnet(ec2, await vpc(ec2))
    const modify = (more: object) => refusal(ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...more })))
    const refused = [
      await modify({ MapPublicIpOnLaunch: on, EnableDns64: on }),
      await modify({ AssignIpv6AddressOnCreation: on }),
    ]
    await modify({ EnableDns64: on })
    await modify({ PrivateDnsHostnameTypeOnLaunch: 'resource-name' })
    await modify({ MapCustomerOwnedIpOnLaunch: on, CustomerOwnedIpv4Pool: 'ipv4pool-coip-1' })
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
    const { EnableDns64, CustomerOwnedIpv4Pool, PrivateDnsNameOptionsOnLaunch } = Subnets[0] ?? {}
    return [...refused, EnableDns64, CustomerOwnedIpv4Pool, PrivateDnsNameOptionsOnLaunch?.HostnameType]
  })
  expect(answers).toEqual([
    [null, null, undefined, undefined, 'ip-name'],
    ['InvalidParameterCombination', 'InvalidParameterValue', true, 'ipv4pool-coip-1', 'resource-name'],
  ])
})

it('a block goes under its subnets', async () => {
  const answers = await both(async (ec2) => {
    const VpcId = await vpc(ec2)
    const added = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '10.67.0.0/16' }))
    const AssociationId = added.CidrBlockAssociation?.AssociationId ?? ''
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.67.1.0/24' }))
    const used = await refusal(ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId })))
    if (used === null) return [used]
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId ?? '' }))
    return [used, await refusal(ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId })))]
  })
  expect(answers).toEqual([[null], ['DependencyViolation', null]])
})

it('a second gateway of a VPC is attached, and one is detached under public addresses', async () => {
  const answers = await both(async (ec2) => {
    const VpcId = await vpc(ec2)
    const [InternetGatewayId, other] = [await gateway(ec2), await gateway(ec2)]
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    const second = await refusal(ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: other, VpcId })))
    const SubnetId = await subnet(ec2, VpcId)
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
    const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? ''
    await ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId }))
    return [second, await refusal(ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId })))]
  })
  expect(answers).toEqual([
    [null, null],
    ['InvalidParameterValue', 'DependencyViolation'],
  ])
})

it('an endpoint: private names stay, any text is a policy, any id a route table', async () => {
  const answers = await both(async (ec2) => {
    const ServiceName = 'com.amazonaws.us-east-1.s3'
    const made = await ec2.send(new CreateVpcEndpointCommand({ VpcId: await vpc(ec2), ServiceName }))
    const VpcEndpointId = made.VpcEndpoint?.VpcEndpointId ?? ''
    const modify = (more: object) => refusal(ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ...more })))
    const refused = [await modify({ PolicyDocument: 'x' }), await modify({ AddRouteTableIds: ['rtb-0'] })]
    await modify({ PrivateDnsEnabled: false })
    const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [VpcEndpointId] }))
    return [...refused, VpcEndpoints[0]?.PrivateDnsEnabled]
  })
  expect(answers).toEqual([
    [null, null, true],
    ['InvalidParameter', 'InvalidRouteTableId.NotFound', false],
  ])
})

it('a NAT gateway that names no connectivity has none', async () => {
  const answers = await both(async (ec2) => {
    const made = await ec2.send(new CreateNatGatewayCommand({ SubnetId: await subnet(ec2, await vpc(ec2)) }))
    const NatGatewayIds = [made.NatGateway?.NatGatewayId ?? '']
    const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds }))
    return NatGateways[0]?.ConnectivityType
  })
  expect(answers).toEqual([undefined, 'public'])
})
