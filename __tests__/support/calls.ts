import {
  CreateSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVpcsCommand,
  EC2Client,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2'
import { type Cloud, first, keysFor } from '../../emulator/cloud.ts'

/** What AWS calls the error of a call; `done` where there was none. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: Error) => error.name,
  )

/** A client that tries once, so that what a fault did is seen and not tried again. */
export async function once(cloud: Cloud, { account = first, region = 'us-east-1' } = {}): Promise<EC2Client> {
  return new EC2Client({
    region,
    endpoint: cloud.url,
    credentials: await keysFor(cloud.url, account),
    maxAttempts: 1,
  })
}

/** An empty group in a VPC that is not the default one, where EC2 answers a revoke of nothing with an error. */
export async function emptyGroup(ec2: EC2Client, name: string): Promise<string> {
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['false'] }] }),
  )
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: 'made by a test', VpcId: Vpcs[0]?.VpcId ?? '' }),
  )
  return made.GroupId ?? ''
}

export async function rulesOf(ec2: EC2Client, group: string): Promise<readonly SecurityGroupRule[]> {
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [group] }] }),
  )
  return SecurityGroupRules
}

/** Sources of a group's ingress rules, in the order of their names. */
export const ingressSources = async (ec2: EC2Client, group: string): Promise<readonly string[]> =>
  (await rulesOf(ec2, group))
    .filter(({ IsEgress }) => IsEgress === false)
    .map(({ CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }) =>
      String(CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupInfo?.GroupId),
    )
    .sort()
