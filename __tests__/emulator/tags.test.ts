import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-auto-scaling'
import { CreateStackCommand } from '@aws-sdk/client-cloudformation'
import {
  AllocateAddressCommand,
  CreateImageCommand,
  CreateLaunchTemplateCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  CreateVpcEndpointCommand,
  DeleteTagsCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam'
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  type GetResourcesCommandOutput,
  TagResourcesCommand,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api'
import {
  DeleteBucketTaggingCommand,
  GetBucketAbacCommand,
  GetBucketTaggingCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-s3-control'
import { CreateTopicCommand } from '@aws-sdk/client-sns'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Cloud, cloudAt, first, startCloud, type Tags } from '../../emulator/cloud.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { codeOf } from '../support/calls.ts'

// What tests of tag policies stand on: each difference between stock moto and the patched one, with AWS's sources in the heads of
// emulator/lists.py, tags.py, buckets.py, principals.py and tagging.py.
let stock: Cloud
let cloud: Cloud
beforeAll(async () => {
  const emulator = await startEmulator(['--stock', '--port', '0'])
  stock = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
  cloud = await startCloud()
})
afterAll(async () => {
  for (const one of [stock, cloud]) await one.stop()
})

/** What stock moto says, then what the patched one says. */
const both = async <T>(ask: (cloud: Cloud) => Promise<T>): Promise<readonly T[]> => [await ask(stock), await ask(cloud)]

const volume = async (ec2: EC2Client): Promise<string> =>
  (await ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8 }))).VolumeId ?? ''
const grant = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
})
const listed = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
const many = (count: number, prefix = 'k'): Tags =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'v']))
const asTags = (tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = []): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))
const tagsOf = async (ec2: EC2Client, id: string): Promise<Tags> => {
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [id] }))
  return asTags(Volumes[0]?.Tags)
}
const tag = (ec2: EC2Client, Resources: string[], tags: Tags) =>
  codeOf(ec2.send(new CreateTagsCommand({ Resources, Tags: listed(tags) })))

describe('lists of EC2', () => {
  it('page by instances, and keep a reservation whole', async () => {
    const pages = await both(async (one) => {
      const ec2 = await one.ec2()
      for (let i = 0; i < 4; i += 1)
        await ec2.send(new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 3, MaxCount: 3 }))
      const sizes: number[] = []
      for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
        const page = await ec2.send(
          new DescribeInstancesCommand({ MaxResults: 6, ...(NextToken === undefined ? {} : { NextToken }) }),
        )
        NextToken = page.NextToken
        sizes.push((page.Reservations ?? []).flatMap(({ Instances = [] }) => Instances).length)
      }
      return sizes
    })
    expect(pages).toEqual([[12], [6, 6]])
  })

  it('are whole where no size is asked for', async () => {
    const ec2 = await cloud.ec2(first, 'eu-west-1')
    for (let i = 0; i < 110; i += 1)
      await ec2.send(new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 }))
    const { Reservations = [], NextToken } = await ec2.send(new DescribeInstancesCommand({}))
    expect([Reservations.length, NextToken]).toEqual([110, undefined])
  })

  it('refuse a page that is too large or too small, or cap it', async () => {
    const asked = (MaxResults: number) => async (one: Cloud) => {
      const ec2 = await one.ec2()
      return Promise.all([
        codeOf(ec2.send(new DescribeSubnetsCommand({ MaxResults }))),
        codeOf(ec2.send(new DescribeRouteTablesCommand({ MaxResults }))),
        codeOf(ec2.send(new DescribeLaunchTemplatesCommand({ MaxResults }))),
        codeOf(ec2.send(new DescribeInstancesCommand({ MaxResults }))),
        codeOf(ec2.send(new DescribeVolumesCommand({ MaxResults }))),
        codeOf(ec2.send(new DescribeVpcEndpointsCommand({ MaxResults }))),
      ])
    }
    const [no, done] = ['InvalidParameterValue', 'done']
    expect(await both(asked(1001))).toEqual([Array(6).fill(done), [no, no, no, no, done, done]])
    expect(await both(asked(101))).toEqual([Array(6).fill(done), [done, no, done, done, done, done]])
    expect((await both(asked(4)))[1]).toEqual([no, no, done, no, no, done])
  })

  it('of snapshots and images hold what an owner has', async () => {
    const owned = await both(async (one) => {
      const ec2 = await one.ec2()
      const { Instances = [] } = await ec2.send(
        new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 }),
      )
      await ec2.send(new CreateImageCommand({ InstanceId: Instances[0]?.InstanceId ?? '', Name: 'image' }))
      await ec2.send(new CreateSnapshotCommand({ VolumeId: await volume(ec2) }))
      const snapshots = async (owner: string) =>
        (await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: [owner] }))).Snapshots?.length
      const images = async (owner: string) =>
        (await ec2.send(new DescribeImagesCommand({ Owners: [owner] }))).Images?.length
      const other = '999999999999'
      return [await snapshots('self'), await snapshots(other), await images('self'), await images(other)]
    })
    expect(owned).toEqual([
      [2, 2, 1, 0],
      [2, 0, 1, 0],
    ])
  })

  it('of endpoints can be narrowed to some of them', async () => {
    const found = await both(async (one) => {
      const ec2 = await one.ec2()
      const [Filters, MaxResults] = [[{ Name: 'vpc-endpoint-id', Values: ['vpce-0123456789abcdef0'] }], 1000]
      const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}))
      const input = { VpcId: Vpcs[0]?.VpcId ?? '', ServiceName: 'com.amazonaws.us-east-1.s3' }
      await ec2.send(new CreateVpcEndpointCommand(input))
      return codeOf(ec2.send(new DescribeVpcEndpointsCommand({ Filters, MaxResults })))
    })
    expect(found[0]).not.toBe('done')
    expect(found[1]).toBe('done')
  })

  it('of network ACLs can be narrowed to some of them', async () => {
    const found = await both(async (one) => {
      const ec2 = await one.ec2()
      const { NetworkAcls: [acl] = [] } = await ec2.send(new DescribeNetworkAclsCommand({}))
      const Filters = [{ Name: 'network-acl-id', Values: [acl?.NetworkAclId ?? ''] }]
      return codeOf(ec2.send(new DescribeNetworkAclsCommand({ Filters })))
    })
    expect(found[0]).not.toBe('done')
    expect(found[1]).toBe('done')
  })

  it('of launch templates have the tags of now', async () => {
    const read = await both(async (one) => {
      const ec2 = await one.ec2()
      const LaunchTemplateData = { InstanceType: 't3.micro' } as const
      const made = await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName: 'web', LaunchTemplateData }))
      await tag(ec2, [made.LaunchTemplate?.LaunchTemplateId ?? ''], { owner: 'web' })
      const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}))
      return LaunchTemplates[0]?.Tags?.map(({ Key }) => Key) ?? []
    })
    expect(read).toEqual([[], ['owner']])
  })
})

describe('CreateTags and DeleteTags', () => {
  it('hold 50 tags of the user, beside what AWS wrote, and do nothing of a call that is refused', async () => {
    const ec2 = await cloud.ec2()
    const [full, empty] = [await volume(ec2), await volume(ec2)]
    await cloud.awsTags(full, { 'aws:cloudformation:stack-name': 'web' })
    expect(await tag(ec2, [full], many(50))).toBe('done')
    expect(await tag(ec2, [empty, full], { one: 'more' })).toBe('TagLimitExceeded')
    expect(await tagsOf(ec2, empty)).toEqual({})
    expect(await tag(ec2, [empty, full], { k1: 'overwritten' })).toBe('done')
    expect(Object.keys(await tagsOf(ec2, full))).toHaveLength(51)
  })

  it('refuse keys of AWS', async () => {
    const codes = await both(async (one) => {
      const ec2 = await one.ec2()
      const id = await volume(ec2)
      return [await tag(ec2, [id], { 'aws:mine': 'x' }), await tag(ec2, [id], { 'AWS:mine': 'x' })]
    })
    expect(codes).toEqual([
      ['done', 'done'],
      ['InvalidParameterValue', 'InvalidParameterValue'],
    ])
  })

  it('do nothing of a call with an id that is not there', async () => {
    const absent = ['vol-', 'acl-', 'nat-', 'vpce-', 'eipalloc-', 'key-', 'eni-'].map(
      (one) => `${one}${'0'.repeat(17)}`,
    )
    const codes = await both(async (one) => {
      const ec2 = await one.ec2()
      const id = await volume(ec2)
      const said: string[] = []
      for (const gone of absent) said.push(await tag(ec2, [id, gone], { owner: 'web' }))
      return [said, Object.keys(await tagsOf(ec2, id))]
    })
    expect(codes[0]?.[0]).toEqual(['InvalidVolume.NotFound', ...Array(6).fill('done')])
    expect(codes[1]).toEqual([
      [
        'InvalidVolume.NotFound',
        'InvalidNetworkAclID.NotFound',
        'NatGatewayNotFound',
        'InvalidVpcEndpointId.NotFound',
        'InvalidAllocationID.NotFound',
        'InvalidKeyPair.NotFound',
        'InvalidNetworkInterfaceID.NotFound',
      ],
      [],
    ])
    const ec2 = await cloud.ec2()
    const id = await volume(ec2)
    await tag(ec2, [id], { owner: 'web' })
    const gone = new DeleteTagsCommand({ Resources: [id, absent[0] ?? ''], Tags: [{ Key: 'owner' }] })
    expect(await codeOf(ec2.send(gone))).toBe('InvalidVolume.NotFound')
    expect(await tag(ec2, ['nonsense'], { owner: 'web' })).toBe('InvalidID')
    expect(await tag(ec2, Array(1001).fill(id), { owner: 'web' })).toBe('InvalidParameterValue')
    expect(await tagsOf(ec2, id)).toEqual({ owner: 'web' })
  })

  it('delete by value where one is given, the empty one too, and all of the user where no tag is', async () => {
    const left = await both(async (one) => {
      const ec2 = await one.ec2()
      const id = await volume(ec2)
      await tag(ec2, [id], { equal: 'a', other: 'a', blank: '', filled: 'a' })
      const Tags = [
        { Key: 'equal', Value: 'a' },
        { Key: 'other', Value: 'b' },
        { Key: 'blank', Value: '' },
        { Key: 'filled', Value: '' },
      ]
      await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags }))
      const byValue = Object.keys(await tagsOf(ec2, id)).sort()
      await ec2.send(new DeleteTagsCommand({ Resources: [id] }))
      return [byValue, Object.keys(await tagsOf(ec2, id)).sort()]
    })
    expect(left).toEqual([
      [
        ['filled', 'other'],
        ['filled', 'other'],
      ],
      [['filled', 'other'], []],
    ])
  })
})

describe('buckets', () => {
  const names = async (s3: S3Client, size: number) => {
    const pages: (readonly (readonly (string | undefined)[])[])[] = []
    let token: string | undefined
    do {
      const page = await s3.send(
        new ListBucketsCommand({ MaxBuckets: size, ...(token === undefined ? {} : { ContinuationToken: token }) }),
      )
      pages.push((page.Buckets ?? []).map(({ Name, BucketRegion }) => [Name, BucketRegion]))
      token = page.ContinuationToken
    } while (token !== undefined)
    return pages
  }

  it('come in pages, by name, with their region where a page was asked for', async () => {
    const pages = await both(async (one) => {
      for (const name of ['c', 'a', 'b']) await one.bucket(`list-${name}`, {}, { region: 'eu-west-1' })
      await one.bucket('list-d')
      return names(await one.s3(), 3)
    })
    expect(pages[0]?.map((page) => page.map(([name]) => name))).toEqual([['list-c', 'list-a', 'list-b']])
    const eu = (name: string) => [`list-${name}`, 'eu-west-1']
    expect(pages[1]).toEqual([[eu('a'), eu('b'), eu('c')], [['list-d', 'us-east-1']]])
    const s3 = await cloud.s3(first, 'eu-west-1')
    const found = async (input: object) =>
      (await s3.send(new ListBucketsCommand(input))).Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])
    expect(await found({ Prefix: 'list-a' })).toEqual([eu('a')])
    expect(await found({ BucketRegion: 'eu-west-1' })).toEqual([eu('a'), eu('b'), eu('c')])
    expect(await found({})).toContainEqual(['list-d', undefined])
    expect(await codeOf(s3.send(new ListBucketsCommand({ BucketRegion: 'us-east-1' })))).toBe('InvalidArgument')
  })

  it('with ABAC are tagged by key alone', async () => {
    const arn = await cloud.bucket('abac', { owner: 'web', stage: 'prod' })
    const s3 = await cloud.s3()
    const put = new PutBucketTaggingCommand({ Bucket: 'abac', Tagging: { TagSet: listed({ owner: 'shop' }) } })
    const status = async () => (await s3.send(new GetBucketAbacCommand({ Bucket: 'abac' }))).AbacStatus?.Status
    expect(await status()).toBe('Disabled')
    await cloud.abac('abac')
    expect(await status()).toBe('Enabled')
    expect(await codeOf(s3.send(put))).toBe('InvalidRequest')
    expect(await codeOf(s3.send(new DeleteBucketTaggingCommand({ Bucket: 'abac' })))).toBe('InvalidRequest')
    const control = await cloud.s3Control()
    const at = { AccountId: first, ResourceArn: arn }
    await control.send(new TagResourceCommand({ ...at, Tags: listed({ team: 'blue & "green"' }) }))
    await control.send(new UntagResourceCommand({ ...at, TagKeys: ['stage'] }))
    expect((await control.send(new ListTagsForResourceCommand(at))).Tags).toEqual(
      listed({ owner: 'web', team: 'blue & "green"' }),
    )
    await cloud.abac('abac', false)
    expect(await codeOf(s3.send(put))).toBe('done')
    expect((await cloud.tags())[arn]).toEqual({ owner: 'shop' })
  })

  it('hold 50 tags, and refuse keys of AWS and buckets that are not there', async () => {
    const codes = await both(async (one) => {
      const arn = await one.bucket('limits', many(50))
      const control = await one.s3Control()
      const put = (ResourceArn: string, tags: Tags) =>
        codeOf(control.send(new TagResourceCommand({ AccountId: first, ResourceArn, Tags: listed(tags) })))
      const Tagging = { TagSet: listed(many(51)) }
      return [
        await put(arn, { one: 'more' }),
        await put(arn, { k1: 'overwritten' }),
        await put(arn, { 'aws:x': 'y' }),
        await put('arn:aws:s3:::absent', { one: 'more' }),
        await codeOf((await one.s3()).send(new PutBucketTaggingCommand({ Bucket: 'limits', Tagging }))),
      ]
    })
    expect(codes).toEqual([Array(5).fill('done'), ['BadRequest', 'done', 'InvalidTag', 'NoSuchResource', 'BadRequest']])
  })

  it('keep the tags of AWS, which have to be sent back as they are', async () => {
    const arn = await cloud.bucket('stacked', { owner: 'web' })
    const aws = { 'aws:cloudformation:stack-name': 'web' }
    await cloud.awsTags(arn, aws)
    const s3 = await cloud.s3()
    const put = (tags: Tags) =>
      codeOf(s3.send(new PutBucketTaggingCommand({ Bucket: 'stacked', Tagging: { TagSet: listed(tags) } })))
    expect(await put({ owner: 'shop' })).toBe('InvalidTag')
    expect(await put({ owner: 'shop', 'aws:cloudformation:stack-name': 'mine' })).toBe('InvalidTag')
    expect(await put({ owner: 'shop', ...aws })).toBe('done')
    await s3.send(new DeleteBucketTaggingCommand({ Bucket: 'stacked' }))
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket: 'stacked' }))).TagSet).toEqual(listed(aws))
  })

  it('are named in the log and in faults by operation, S3 Control apart', async () => {
    const arn = await cloud.bucket('named', { owner: 'web' })
    await cloud.faults([
      {
        service: 's3-control',
        action: 'TagResource',
        status: 405,
        code: 'MethodNotAllowed',
        message: 'not known here',
      },
      { service: 's3', action: 'GetBucketTagging', status: 403, code: 'AccessDenied', message: 'no' },
    ])
    const [s3, control] = [await cloud.s3(), await cloud.s3Control()]
    const write = new TagResourceCommand({ AccountId: first, ResourceArn: arn, Tags: listed({ a: 'b' }) })
    expect(await codeOf(control.send(write))).toBe('MethodNotAllowed')
    expect(await codeOf(s3.send(new GetBucketTaggingCommand({ Bucket: 'named' })))).toBe('AccessDenied')
    await s3.send(new ListBucketsCommand({}))
    const log = await cloud.log()
    expect(log.map(({ service, action }) => `${service}:${action}`)).toEqual([
      's3-control:TagResource',
      's3:GetBucketTagging',
      's3:ListBuckets',
    ])
    expect(log[0]?.parameters?.['ResourceArn']).toBe(arn)
    await cloud.faults([])
  })
})

describe('all tags of an account', () => {
  it('hold every region, and what has none', async () => {
    const [east, west] = [await cloud.ec2(), await cloud.ec2(first, 'eu-west-1')]
    const id = await volume(east)
    const { AllocationId = '' } = await west.send(new AllocateAddressCommand({}))
    await tag(west, [AllocationId], { owner: '日本語 “quoted”' })
    const tags = await cloud.tags()
    expect(tags[`arn:aws:ec2:us-east-1:${first}:volume/${id}`]).toEqual({})
    expect(tags[`arn:aws:ec2:eu-west-1:${first}:elastic-ip/${AllocationId}`]).toEqual({ owner: '日本語 “quoted”' })
    expect(Object.keys(tags).some((arn) => arn.includes(':network-acl/'))).toBe(true)
  })
})

describe('tags of IAM', () => {
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [] })
  const role = async (one: Cloud, RoleName: string, tags: Tags) => {
    const iam = await one.iam()
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: grant, Tags: listed(tags) }))
    return {
      tag: (more: Tags) => codeOf(iam.send(new TagRoleCommand({ RoleName, Tags: listed(more) }))),
      untag: (...TagKeys: string[]) => codeOf(iam.send(new UntagRoleCommand({ RoleName, TagKeys }))),
      tags: async () => asTags((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags),
    }
  }

  it('of roles and users have keys whose case does not count, and stays', async () => {
    const read = await both(async (one) => {
      const web = await role(one, 'web', { Owner: 'a' })
      await web.tag({ owner: 'b' })
      const iam = await one.iam()
      await iam.send(new CreateUserCommand({ UserName: 'web', Tags: listed({ Owner: 'a' }) }))
      await iam.send(new TagUserCommand({ UserName: 'web', Tags: listed({ OWNER: 'b' }) }))
      const user = asTags((await iam.send(new ListUserTagsCommand({ UserName: 'web' }))).Tags)
      const before = await web.tags()
      await web.untag('OWNER')
      await iam.send(new UntagUserCommand({ UserName: 'web', TagKeys: ['owner'] }))
      const left = asTags((await iam.send(new ListUserTagsCommand({ UserName: 'web' }))).Tags)
      return [before, user, await web.tags(), left]
    })
    const [two, three] = [
      { Owner: 'a', owner: 'b' },
      { Owner: 'a', OWNER: 'b' },
    ]
    expect(read).toEqual([
      [two, three, two, three],
      [{ Owner: 'b' }, { Owner: 'b' }, {}, {}],
    ])
  })

  it('are 50, without those of AWS', async () => {
    const codes = await both(async (one) => {
      const full = await role(one, 'full', many(49))
      const said = [
        await full.tag({ a: '1', b: '2' }),
        await full.tag({ K1: 'overwritten' }),
        await full.tag({ 'aws:x': 'y' }),
      ]
      return [...said, Object.keys(await full.tags()).length]
    })
    expect(codes[0]).toEqual(['done', 'done', 'done', 53])
    expect(codes[1]).toEqual(['LimitExceededException', 'done', 'InvalidInputException', 49])
  })

  it('of policies have keys whose case counts, and are in the tagging API of us-east-1', async () => {
    const read = await both(async (one) => {
      const iam = await one.iam()
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: 'web', PolicyDocument: grant, Tags: listed({ Owner: 'a' }) }),
      )
      const PolicyArn = Policy?.Arn ?? ''
      await iam.send(new TagPolicyCommand({ PolicyArn, Tags: listed({ owner: 'b', stage: 'prod' }) }))
      await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ['stage'] }))
      const { Tags: tags } = await iam.send(new ListPolicyTagsCommand({ PolicyArn }))
      const found = async (region: string) => {
        const input = { ResourceTypeFilters: ['iam:policy'] }
        return (await (await one.tagging(first, region)).send(new GetResourcesCommand(input))).ResourceTagMappingList
      }
      return [asTags(tags), (await found('us-east-1'))?.length, (await found('eu-west-1'))?.length]
    })
    expect(read).toEqual([
      [{ owner: 'b' }, 0, 0],
      [{ Owner: 'a', owner: 'b' }, 1, 0],
    ])
  })

  it('come with all roles in pages, and without those of policies', async () => {
    const iam = await cloud.iam('333333333333')
    const AssumeRolePolicyDocument = trust
    for (let i = 0; i < 5; i += 1)
      await iam.send(
        new CreateRoleCommand({ RoleName: `r${i}`, AssumeRolePolicyDocument, Tags: listed({ n: `${i}` }) }),
      )
    for (let i = 0; i < 3; i += 1)
      await iam.send(new CreatePolicyCommand({ PolicyName: `p${i}`, PolicyDocument: grant, Tags: listed({ a: 'b' }) }))
    const input = { Filter: ['Role', 'LocalManagedPolicy'] as EntityType[], MaxItems: 3 }
    const pages: GetAccountAuthorizationDetailsCommandOutput[] = []
    let Marker: string | undefined
    do {
      const at = Marker === undefined ? {} : { Marker }
      const page: GetAccountAuthorizationDetailsCommandOutput = await iam.send(
        new GetAccountAuthorizationDetailsCommand({ ...input, ...at }),
      )
      pages.push(page)
      Marker = page.IsTruncated ? page.Marker : undefined
    } while (Marker !== undefined)
    expect(pages.map((page) => [page.RoleDetailList?.length ?? 0, page.Policies?.length ?? 0])).toEqual([
      [3, 0],
      [2, 1],
      [0, 2],
    ])
    expect(pages.flatMap(({ RoleDetailList = [] }) => RoleDetailList.map(({ Tags: tags }) => asTags(tags)))).toEqual(
      [0, 1, 2, 3, 4].map((i) => ({ n: `${i}` })),
    )
    const policies = pages.flatMap(({ Policies = [] }) => Policies)
    expect(policies.map(({ PolicyName }) => PolicyName)).toEqual(['p0', 'p1', 'p2'])
    expect(policies.some((one) => 'Tags' in one)).toBe(false)
  })
})

describe('the tagging API', () => {
  const at = (kind: string, id: string) => `arn:aws:ec2:us-east-1:${first}:${kind}/${id}`
  const found = async (one: Cloud, input: GetResourcesCommandInput, account = first) => {
    const { ResourceTagMappingList = [] } = await (await one.tagging(account)).send(new GetResourcesCommand(input))
    return ResourceTagMappingList.map(({ ResourceARN = '', Tags: tags }) => [ResourceARN, asTags(tags)] as const)
  }
  const write = async (one: Cloud, ResourceARNList: string[], tags: Tags) =>
    (await (await one.tagging()).send(new TagResourcesCommand({ ResourceARNList, Tags: { ...tags } })))
      .FailedResourcesMap ?? {}
  const remove = async (one: Cloud, ResourceARNList: string[], ...TagKeys: string[]) =>
    (await (await one.tagging()).send(new UntagResourcesCommand({ ResourceARNList, TagKeys }))).FailedResourcesMap ?? {}

  it('has pages of 100, whose last has an empty token', async () => {
    const account = '333333333333'
    const pages = await both(async (one) => {
      const ec2 = await one.ec2(account)
      for (let i = 0; i < 103; i += 1) await tag(ec2, [await volume(ec2)], { n: `${i}`, a: 'b' })
      const tagging = await one.tagging(account)
      const sizes: number[] = []
      let token: string | undefined
      do {
        const more = token === undefined ? {} : { PaginationToken: token }
        const page: GetResourcesCommandOutput = await tagging.send(
          new GetResourcesCommand({ ResourceTypeFilters: ['ec2:volume'], ResourcesPerPage: 100, ...more }),
        )
        sizes.push(page.ResourceTagMappingList?.length ?? 0)
        token = page.PaginationToken
      } while (token !== undefined && token !== '' && token !== null)
      return [sizes, token]
    })
    expect(pages).toEqual([
      [[49, 49, 5], undefined],
      [[100, 3], ''],
    ])
    const tagging = await cloud.tagging(account)
    expect(await codeOf(tagging.send(new GetResourcesCommand({ ResourcesPerPage: 101 })))).toBe(
      'InvalidParameterException',
    )
  })

  it('leaves out what was never tagged, and keeps what was', async () => {
    const rows = await both(async (one) => {
      const TemplateBody = JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic' } } })
      await (await one.cloudFormation()).send(new CreateStackCommand({ StackName: 'never', TemplateBody }))
      const id = await volume(await one.ec2())
      await tag(await one.ec2(), [id], { once: 'x' })
      await found(one, {})
      await (await one.ec2()).send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: 'once' }] }))
      const left = await found(one, { ResourceTypeFilters: ['ec2:volume'], ResourcesPerPage: 50 })
      return [
        (await found(one, { ResourceTypeFilters: ['cloudformation:stack'] })).length,
        left.filter(([arn]) => arn.endsWith(id)).map(([, t]) => t),
      ]
    })
    expect(rows).toEqual([
      [1, []],
      [0, [{}]],
    ])
  })

  it('knows a service, and each of its types', async () => {
    const kinds = ['sns', 'sns:topic', 'sns:other', 's3', 's3:bucket', 'sn']
    const sizes = await both(async (one) => {
      await (await one.sns(first)).send(new CreateTopicCommand({ Name: 'web', Tags: listed({ filter: 'x' }) }))
      await one.bucket('filter', { filter: 'x' })
      const counts: number[] = []
      for (const kind of kinds) {
        const input = { ResourceTypeFilters: [kind], TagFilters: [{ Key: 'filter', Values: ['x', 'y'] }] }
        counts.push((await found(one, input)).length)
      }
      return counts
    })
    expect(sizes).toEqual([
      [1, 0, 0, 1, 1, 0],
      [1, 1, 0, 1, 1, 0],
    ])
    const wanted = ['arn:aws:s3:::filter', 'arn:aws:s3:::absent']
    expect(await found(cloud, { ResourceARNList: wanted })).toEqual([['arn:aws:s3:::filter', { filter: 'x' }]])
  })

  it('writes and removes tags of services that stock moto has not, each apart', async () => {
    const outcome = await both(async (one) => {
      const ec2 = await one.ec2()
      const topic = await (await one.sns()).send(new CreateTopicCommand({ Name: 'written' }))
      const written = new CreatePolicyCommand({ PolicyName: 'written', PolicyDocument: grant })
      const { Policy } = await (await one.iam()).send(written)
      const arns = [
        at('volume', await volume(ec2)),
        await one.bucket('written'),
        topic.TopicArn ?? '',
        Policy?.Arn ?? '',
      ]
      const absent = [
        at('volume', `vol-${'0'.repeat(17)}`),
        `arn:aws:iam::${first}:role/web`,
        at('volume', 'x').replace('us-east', 'eu-west'),
      ]
      const failed = Object.keys(await write(one, [...arns, ...absent], { written: 'x', kept: 'y' }))
      const gone = Object.keys(await remove(one, [...arns, ...absent], 'written'))
      const tags = await one.tags().catch(() => ({}))
      return [failed.length, gone.length, arns.map((arn) => (tags as Record<string, Tags>)[arn]?.['kept'])]
    })
    expect(outcome.map(([failed, gone]) => [failed, gone])).toEqual([
      [7, 7],
      [3, 3],
    ])
    expect(outcome[1]?.[2]).toEqual(['y', 'y', 'y', 'y'])
    expect(Object.values(await cloud.tags()).some((tags) => 'written' in tags)).toBe(false)
  })

  it('takes 20 resources and no key of AWS', async () => {
    const arn = await cloud.bucket('twenty')
    const said = (arns: string[], tags: Tags) => codeOf(write(cloud, arns, tags))
    expect(await said(Array(21).fill(arn), { a: 'b' })).toBe('InvalidParameterException')
    expect(await said([arn], many(51))).not.toBe('done')
    expect(await said([arn], { 'aws:a': 'b' })).toBe('InvalidParameterException')
  })

  it('can be made to fail for one resource of several', async () => {
    const [one, two] = [await cloud.bucket('fails-1'), await cloud.bucket('fails-2')]
    await cloud.faults([{ action: 'TagResources', fail_arns: [two], message: 'not now', times: 1 }])
    expect(await write(cloud, [one, two], { owner: 'web' })).toEqual({
      [two]: { StatusCode: 500, ErrorCode: 'InternalServiceException', ErrorMessage: 'not now' },
    })
    expect(await cloud.hits()).toEqual([1])
    const tags = await cloud.tags()
    expect([tags[one], tags[two]]).toEqual([{ owner: 'web' }, {}])
    expect(await write(cloud, [two], { owner: 'web' })).toEqual({})
    expect((await cloud.log())[0]?.parameters?.['ResourceARNList']).toBe(JSON.stringify([one, two]))
    await cloud.faults([])
  })
})

describe('keys and values', () => {
  const hostile = {
    ' around ': ' a\u00a0 ',
    blank: '',
    'ключ 鍵 \u{1f511}': '::error::`@all` <b>&amp;</b> "quoted"',
    'a=b&c+d%20': 'x=y&z+1 %41',
  }

  it('stay as they were written, by whichever service', async () => {
    const ec2 = await cloud.ec2()
    const id = await volume(ec2)
    expect(await tag(ec2, [id], hostile)).toBe('done')
    expect(await tagsOf(ec2, id)).toEqual(hostile)
    const put = await cloud.bucket('hostile-put', hostile)
    const s3 = await cloud.s3()
    expect(asTags((await s3.send(new GetBucketTaggingCommand({ Bucket: 'hostile-put' }))).TagSet)).toEqual(hostile)
    const control = await cloud.s3Control()
    const at = { AccountId: first, ResourceArn: await cloud.bucket('hostile-control') }
    await control.send(new TagResourceCommand({ ...at, Tags: listed(hostile) }))
    expect(asTags((await control.send(new ListTagsForResourceCommand(at))).Tags)).toEqual(hostile)
    await control.send(new UntagResourceCommand({ ...at, TagKeys: Object.keys(hostile) }))
    const tagging = await cloud.tagging()
    const arn = await cloud.bucket('hostile-tagging')
    await tagging.send(new TagResourcesCommand({ ResourceARNList: [arn], Tags: hostile }))
    const { ResourceTagMappingList: rows } = await tagging.send(new GetResourcesCommand({ ResourceARNList: [arn] }))
    expect(asTags(rows?.[0]?.Tags)).toEqual(hostile)
    const tags = await cloud.tags()
    expect([tags[put], tags[arn], tags[at.ResourceArn]]).toEqual([hostile, hostile, {}])
    expect(await cloud.tags()).toEqual(tags)
  })
})

describe('what writes tags of its own', () => {
  it('an Auto Scaling group names itself on its instances', async () => {
    const scaling = await cloud.autoScaling()
    await scaling.send(
      new CreateLaunchConfigurationCommand({
        LaunchConfigurationName: 'web',
        ImageId: 'ami-12c6146b',
        InstanceType: 't3.micro',
      }),
    )
    const Tag = { Key: 'owner', Value: 'web', PropagateAtLaunch: true }
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: 'web',
        LaunchConfigurationName: 'web',
        MinSize: 1,
        MaxSize: 1,
        AvailabilityZones: ['us-east-1a'],
        Tags: [Tag],
      }),
    )
    const of = Object.values(await cloud.tags()).filter((tags) => 'aws:autoscaling:groupName' in tags)
    expect(of).toEqual([{ owner: 'web', 'aws:autoscaling:groupName': 'web' }])
    const { Tags: tags = [] } = await scaling.send(new DescribeTagsCommand({}))
    expect(tags.map(({ Key, Value, ResourceId }) => [Key, Value, ResourceId])).toEqual([['owner', 'web', 'web']])
  })

  it('a stack names itself on its resources', async () => {
    const Resources = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.9.0.0/16' } } }
    const stacks = await cloud.cloudFormation()
    const made = await stacks.send(
      new CreateStackCommand({
        StackName: 'web',
        TemplateBody: JSON.stringify({ Resources }),
        Tags: listed({ owner: 'web' }),
      }),
    )
    const of = Object.values(await cloud.tags()).filter((tags) => tags['aws:cloudformation:stack-name'] === 'web')
    expect(of.map((tags) => [tags['aws:cloudformation:stack-id'], tags['owner']])).toContainEqual([made.StackId, 'web'])
  })
})
