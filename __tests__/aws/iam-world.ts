import { CreatePolicyCommand, CreateRoleCommand, TagPolicyCommand, UntagPolicyCommand } from '@aws-sdk/client-iam'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { type Cloud, first, type Tags } from '../../emulator/cloud.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import type { Page } from '../../src/model/kind.ts'
import type { Gap, Kind, Ref, Resource } from '../../src/model/resource.ts'

const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
})
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

export interface At {
  readonly path?: string
  readonly region?: string
}

export async function makeRole(cloud: Cloud, name: string, tags: Tags = {}, at: At = {}): Promise<Ref> {
  const { path = '/', region = 'us-east-1' } = at
  const made = await (await cloud.iam(first, region)).send(
    new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: trust, Tags: tagList(tags) }),
  )
  return refOf('iam-role', name, made.Role?.Arn ?? '')
}

export async function makePolicy(cloud: Cloud, name: string, tags: Tags = {}, at: At = {}): Promise<Ref> {
  const { path = '/', region = 'us-east-1' } = at
  const iam = await cloud.iam(first, region)
  const made = await iam.send(new CreatePolicyCommand({ PolicyName: name, Path: path, PolicyDocument: document }))
  const arn = made.Policy?.Arn ?? ''
  if (Object.keys(tags).length > 0) await iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags: tagList(tags) }))
  return refOf('iam-policy', name, arn)
}

/** One that has lost its last tag: the tagging API knows it still. */
export async function makeUntagged(cloud: Cloud, name: string): Promise<Ref> {
  const ref = await makePolicy(cloud, name, { once: 'x' })
  // The emulator notes what has tags when it is asked.
  await (await cloud.tagging()).send(new GetResourcesCommand({}))
  await (await cloud.iam()).send(new UntagPolicyCommand({ PolicyArn: ref.arn, TagKeys: ['once'] }))
  return ref
}

export const refOf = (kind: Kind, id: string, arn: string): Ref => ({
  kind,
  account: first as AccountId,
  region: 'global' as Region,
  id,
  arn,
})

export interface Listed {
  readonly resources: readonly Resource[]
  readonly gaps: readonly Gap[]
}

export async function listed(pages: AsyncIterable<Page>): Promise<Listed> {
  const all = { resources: [] as Resource[], gaps: [] as Gap[] }
  for await (const page of pages) {
    if ('gap' in page) all.gaps.push(page.gap)
    else if ('resources' in page) all.resources.push(...page.resources)
  }
  return all
}

export const tagsOf = (one: Resource | undefined): Tags | string =>
  one === undefined ? 'not there' : one.tags.known ? Object.fromEntries(one.tags.value) : one.tags.why
