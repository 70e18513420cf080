import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeVpcsCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2'
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { RDSClient } from '@aws-sdk/client-rds'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { CreateBucketCommand, PutBucketAbacCommand, PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3'
import { S3ControlClient } from '@aws-sdk/client-s3-control'
import { SNSClient } from '@aws-sdk/client-sns'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'

export const first = '111111111111'
export const second = '222222222222'

/** As emulator/faults.py reads it. */
export interface Fault {
  readonly service?: string
  readonly action?: string
  readonly account?: string
  readonly region?: string
  readonly role?: string
  readonly skip?: number
  readonly times?: number
  readonly status?: number
  readonly code?: string
  readonly message?: string
  readonly body?: string
  readonly delay_ms?: number
  readonly drop?: boolean
  readonly truncate?: boolean
  readonly after?: boolean
  readonly hold?: boolean
  readonly first?: readonly string[]
  readonly fail_arns?: readonly string[]
}

export interface Logged {
  readonly service: string
  readonly action: string
  readonly account: string
  readonly region: string
  readonly role: string
  readonly parameters?: Readonly<Record<string, string>>
}

export interface LiveRule {
  readonly egress: boolean
  readonly protocol: string
  readonly from: number | null
  readonly to: number | null
  readonly source: string
  readonly description: string | null
  readonly tags: Readonly<Record<string, string>>
}

export type LiveState = Readonly<
  Record<string, { readonly name: string; readonly owner: string; readonly rules: readonly LiveRule[] }>
>

export type Tags = Readonly<Record<string, string>>

/** Where a test's resource is. */
export interface Place {
  readonly account?: string
  readonly region?: string
}

export interface Cloud {
  readonly url: string
  faults(rules: readonly Fault[]): Promise<void>
  hits(): Promise<readonly number[]>
  log(): Promise<readonly Logged[]>
  release(): Promise<void>
  state(account?: string, region?: string): Promise<LiveState>
  owner(group: string, owner: string): Promise<void>
  /** Every tag of an account in all its regions, by ARN; resources of EC2, S3 and IAM that have none are there too. */
  tags(account?: string): Promise<Readonly<Record<string, Tags>>>
  /** Tags that AWS alone writes (`aws:…`), on a resource of EC2 by its id or on a bucket by its ARN. */
  awsTags(id: string, tags: Tags, at?: Place): Promise<void>
  ec2(account?: string, region?: string): Promise<EC2Client>
  iam(account?: string, region?: string): Promise<IAMClient>
  s3(account?: string, region?: string): Promise<S3Client>
  s3Control(account?: string, region?: string): Promise<S3ControlClient>
  tagging(account?: string, region?: string): Promise<ResourceGroupsTaggingAPIClient>
  autoScaling(account?: string, region?: string): Promise<AutoScalingClient>
  cloudFormation(account?: string, region?: string): Promise<CloudFormationClient>
  rds(account?: string, region?: string): Promise<RDSClient>
  sns(account?: string, region?: string): Promise<SNSClient>
  /** A bucket in a region, with tags; its ARN. */
  bucket(name: string, tags?: Tags, at?: Place): Promise<string>
  /** Turns a bucket's ABAC on, or off again. */
  abac(bucket: string, enabled?: boolean, at?: Place): Promise<void>
  /** A group with ingress rules, in the region's first VPC. */
  group(
    name: string,
    ingress: readonly IpPermission[],
    at?: { account?: string; region?: string; tags?: Readonly<Record<string, string>> },
  ): Promise<string>
  stop(): Promise<void>
}

const zygote = (): string => `http://127.0.0.1:${process.env['HOLDFAST_ZYGOTE']}`

/** A private copy of the seeded accounts. */
export async function startCloud(): Promise<Cloud> {
  const { port, pid } = (await (await fetch(`${zygote()}/fork`, { method: 'POST' })).json()) as {
    port: number
    pid: number
  }
  return cloudAt(`http://127.0.0.1:${port}`, async () => {
    await fetch(`${zygote()}/fork/${pid}`, { method: 'DELETE' })
  })
}

export function cloudAt(url: string, stop: () => Promise<void>): Cloud {
  const json = async <T>(path: string, init?: RequestInit): Promise<T> =>
    (await (await fetch(`${url}${path}`, init)).json()) as T
  const put = (path: string, body: unknown): Promise<unknown> =>
    json(path, { method: 'PUT', body: JSON.stringify(body) })
  const ec2 = clientsOf(url, EC2Client)
  const s3 = clientsOf(url, S3Client)
  return {
    url,
    faults: async (rules) => void (await put('/moto-faults', rules)),
    hits: async () => (await json<{ rules: { hits: number }[] }>('/moto-faults')).rules.map(({ hits }) => hits),
    log: async () => (await json<{ log: Logged[] }>('/moto-faults')).log,
    release: async () => void (await put('/moto-release', {})),
    state: (account = first, region = 'us-east-1') => json(`/moto-state?account=${account}&region=${region}`),
    owner: async (group, owner) =>
      void (await put('/moto-owner', { account: first, region: 'us-east-1', group, owner })),
    tags: (account = first) => json(`/moto-tags?account=${account}`),
    awsTags: async (id, tags, { account = first, region = 'us-east-1' } = {}) =>
      void (await put('/moto-aws-tags', { account, region, id, tags })),
    ec2,
    iam: clientsOf(url, IAMClient),
    s3,
    // S3 Control puts the account before the host's name, which an IP address has no room for.
    s3Control: clientsOf(url, S3ControlClient, { endpointProvider: () => ({ url: new URL(url) }) }),
    tagging: clientsOf(url, ResourceGroupsTaggingAPIClient),
    autoScaling: clientsOf(url, AutoScalingClient),
    cloudFormation: clientsOf(url, CloudFormationClient),
    rds: clientsOf(url, RDSClient),
    sns: clientsOf(url, SNSClient),
    async bucket(name, tags = {}, { account = first, region = 'us-east-1' } = {}) {
      const client = await s3(account, region)
      const elsewhere = { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }
      await client.send(new CreateBucketCommand({ Bucket: name, ...(region === 'us-east-1' ? {} : elsewhere) }))
      const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
      if (TagSet.length > 0) await client.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }))
      return `arn:aws:s3:::${name}`
    },
    async abac(Bucket, enabled = true, { account = first, region = 'us-east-1' } = {}) {
      const AbacStatus = { Status: enabled ? 'Enabled' : 'Disabled' } as const
      await (await s3(account, region)).send(new PutBucketAbacCommand({ Bucket, AbacStatus }))
    },
    async group(name, ingress, { account = first, region = 'us-east-1', tags = {} } = {}) {
      const client = await ec2(account, region)
      const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}))
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
      const { GroupId = '' } = await client.send(
        new CreateSecurityGroupCommand({
          GroupName: name,
          Description: 'made by a test',
          VpcId: Vpcs[0]?.VpcId ?? '',
          ...(Tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType: 'security-group', Tags }] }),
        }),
      )
      for (const permission of ingress)
        await client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }))
      return GroupId
    },
    stop,
  }
}

interface Settings {
  readonly region: string
  readonly endpoint: string
  readonly credentials: Awaited<ReturnType<typeof keysFor>>
  readonly endpointProvider?: () => { readonly url: URL }
  readonly forcePathStyle: boolean
}

/** Clients of a service, one an account and region. */
function clientsOf<Client>(url: string, Service: new (settings: Settings) => Client, more: Partial<Settings> = {}) {
  const known = new Map<string, Client>()
  return async (account = first, region = 'us-east-1'): Promise<Client> => {
    const at = `${account}/${region}`
    const client =
      known.get(at) ??
      new Service({
        region,
        endpoint: url,
        credentials: await keysFor(url, account),
        forcePathStyle: true,
        ...more,
      })
    known.set(at, client)
    return client
  }
}

/** Keys of an account: moto gives them for any role. */
export async function keysFor(url: string, account: string) {
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  })
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/seed`, RoleSessionName: 'seed' }),
  )
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
}

export const provider = 'token.actions.githubusercontent.com'
export const subject = 'repo:octo/infra:ref:refs/heads/main'

/** What a user deploys: GitHub's OIDC provider, and a role to read and one to write that trust the repository's main branch. */
export async function deployRoles(
  cloud: Cloud,
  account = first,
  wanted: {
    /** For all roles, or by the role's name. */
    readonly subject?: string | Readonly<Record<string, string>>
    readonly audience?: string
    readonly roles?: readonly string[]
    /** IAM's home region there, for a partition other than `aws`. */
    readonly partition?: { readonly name: string; readonly region: string }
  } = {},
): Promise<void> {
  const { audience = 'sts.amazonaws.com', partition = { name: 'aws', region: 'us-east-1' } } = wanted
  const iam = await cloud.iam(account, partition.region)
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${provider}`,
      ClientIDList: [audience],
      ThumbprintList: ['f'.repeat(40)],
    }),
  )
  const asked = (role: string): string | undefined =>
    typeof wanted.subject === 'object' ? wanted.subject[role] : wanted.subject
  const trust = (role: string) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition.name}:iam::${account}:oidc-provider/${provider}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${provider}:aud`]: audience, [`${provider}:sub`]: asked(role) ?? subject },
        },
      },
    ],
  })
  for (const role of wanted.roles ?? ['holdfast-read', 'holdfast-write']) {
    await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: JSON.stringify(trust(role)) }))
  }
}

/** A member's role that a hub's role may assume, with this external id where one is given. */
export async function deployMember(
  cloud: Cloud,
  account: string,
  wanted: { readonly role: string; readonly hub: string; readonly externalId?: string },
): Promise<void> {
  const { role, hub, externalId } = wanted
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: hub },
    Action: 'sts:AssumeRole',
    ...(externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await (await cloud.iam(account)).send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }))
}

export const anywhere = (port: number, to = port): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: to,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
})
export const from = (cidr: string, port: number, to = port): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: to,
  ...(cidr.includes(':') ? { Ipv6Ranges: [{ CidrIpv6: cidr }] } : { IpRanges: [{ CidrIp: cidr }] }),
})
