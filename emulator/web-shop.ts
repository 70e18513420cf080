import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2'
import { anywhere, type Cloud, from } from './cloud.ts'
import { webShopTagRule, webShopTags } from './web-shop-tags.ts'

const allTraffic: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temporary!!' }] }
const halves = ['0.0.0.0/1', '128.0.0.0/1'].map((half) => from(half, 22))

/** What is right, by tier. */
const good: readonly (readonly [string, readonly IpPermission[]])[] = [
  ['shop-alb', [anywhere(443), anywhere(80)]],
  ['shop-web', [from('10.0.0.0/16', 8080), from('10.0.0.0/16', 22)]],
  ['shop-api', [from('10.0.0.0/16', 8443)]],
  ['shop-db', [from('10.0.1.0/24', 5432)]],
  ['shop-cache', [from('10.0.1.0/24', 6379)]],
  ['shop-search', [from('10.0.1.0/24', 9200)]],
  ['office-vpn', [from('198.51.100.0/24', 22), anywhere(51820)]],
  ['build-agents', [from('10.0.9.0/24', 22)]],
]

/** What is wrong, and each in another way. */
const bad: readonly (readonly [string, readonly IpPermission[]])[] = [
  ['bastion', [from('198.51.100.0/24', 22), anywhere(22)]],
  ['windows-jump', [anywhere(3389)]],
  ['legacy-ftp', [anywhere(20, 25)]],
  ['everything-tcp', [anywhere(0, 65_535)]],
  ['all-traffic', [allTraffic]],
  ['two-halves', halves],
  ['ipv6-ssh', [from('::/0', 22), from('10.0.0.0/8', 22)]],
  ['partner-network', [from('8.0.0.0/9', 22)]],
]

/** A web shop's account: many good groups and nine that are not, one of them by a prefix list; and tags of all sorts. */
export async function webShop(cloud: Cloud): Promise<void> {
  const ids = new Map<string, string>()
  for (const [name, ingress] of [...good, ...bad]) ids.set(name, await cloud.group(name, ingress))
  const ec2 = await cloud.ec2()
  for (const [name, reachable] of [
    ['bastion', true],
    ['windows-jump', true],
    ['everything-tcp', false],
  ] as const) {
    await attach(ec2, ids.get(name) ?? '', reachable)
  }
  const made = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'vendors',
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: [{ Cidr: '0.0.0.0/2' }, { Cidr: '64.0.0.0/2' }],
    }),
  )
  const group = await cloud.group('vendor-access', [])
  const PrefixLists = [{ PrefixListId: made.PrefixList?.PrefixListId ?? '' }]
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, PrefixListIds: PrefixLists }]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions }))
  await webShopTags(cloud)
}

async function attach(ec2: EC2Client, group: string, reachable: boolean): Promise<void> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const made = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: Subnets[0]?.SubnetId ?? '', Groups: [group] }),
  )
  if (!reachable) return
  const { AllocationId = '' } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  const NetworkInterfaceId = made.NetworkInterface?.NetworkInterfaceId ?? ''
  await ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId }))
}

export const webShopPolicy = (account: string): string => `version: 1
targets:
  - account: "${account}"
    name: web-shop
    regions: [us-east-1]
    roles:
      read: arn:aws:iam::${account}:role/holdfast-read
      write: arn:aws:iam::${account}:role/holdfast-write
rules:
  - rule: security-group-open-ingress
    name: no-open-ssh-or-rdp
    response: fix
    options: { ports: ["22", "3389"], allow: ["198.51.100.0/24"] }
  - rule: default-security-group-closed
    response: approve
${webShopTagRule}`
