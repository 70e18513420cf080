import {
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import { CreateDBInstanceCommand } from '@aws-sdk/client-rds'
import { type Cloud, cloudAt, deployRoles, first, type Logged, type Place, type Tags } from '../../emulator/cloud.ts'
import { startIssuer } from '../../emulator/issuer.ts'
import { type FindingFile, type RunOptions, type RunResult, runAction, type StepFile } from '../../emulator/runner.ts'
import { startEmulator } from '../../emulator/start.mjs'
import { target } from './policy.ts'
import type { TestWorld } from './world.ts'

/** A policy of uses of `required-tags`; JSON is YAML. */
export const tagPolicy = (
  uses: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>> = {},
  targets = target(),
): string => {
  const rules = uses.map((use) => ({ rule: 'required-tags', response: 'fix', ...use }))
  const rest = Object.entries(more).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  return `version: 1\ntargets:\n${targets}rules: ${JSON.stringify(rules)}\n${rest.join('')}`
}

/** One use over these kinds. The share of what may change is for other tests. */
export const tagsOn = (
  resources: readonly string[],
  tags: Readonly<Record<string, unknown>>,
  targets = target(),
): string => tagPolicy([{ options: { resources, tags } }], { limits: { changes: 50, share: '100%' } }, targets)

export const listed = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

export async function volume(cloud: Cloud, tags: Tags = {}, { account = first, region = 'us-east-1' }: Place = {}) {
  const ec2 = await cloud.ec2(account, region)
  const made = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size: 8 }))
  const id = made.VolumeId ?? ''
  if (Object.keys(tags).length > 0) await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: listed(tags) }))
  return id
}

export interface Machine {
  readonly id: string
  /** Its root volume. */
  readonly disk: string
}

export async function machine(cloud: Cloud, tags: Tags = {}, more: { SubnetId?: string } = {}): Promise<Machine> {
  const ec2 = await cloud.ec2()
  const input = { ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1, ...more }
  const { Instances: [made] = [] } = await ec2.send(new RunInstancesCommand(input))
  const id = made?.InstanceId ?? ''
  if (Object.keys(tags).length > 0) await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: listed(tags) }))
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  const disk = Reservations[0]?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''
  return { id, disk }
}

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export async function role(cloud: Cloud, RoleName: string, tags: Tags = {}): Promise<string> {
  const input = { RoleName, AssumeRolePolicyDocument: trust, Tags: listed(tags) }
  return (await (await cloud.iam()).send(new CreateRoleCommand(input))).Role?.Arn ?? ''
}

export async function database(cloud: Cloud, name: string, tags: Tags): Promise<string> {
  const input = { DBInstanceIdentifier: name, DBInstanceClass: 'db.t3.micro', Engine: 'mysql', AllocatedStorage: 10 }
  const keys = { MasterUsername: 'admin', MasterUserPassword: 'password' }
  const made = await (await cloud.rds()).send(new CreateDBInstanceCommand({ ...input, ...keys, Tags: listed(tags) }))
  return made.DBInstance?.DBInstanceArn ?? ''
}

const writes = /^(Create|Delete|Tag|Untag|Put|Modify|Update)/

/** Calls that change something, of all that were logged. */
export const writesIn = (log: readonly Logged[]): readonly string[] =>
  log.map(({ action }) => action).filter((action) => writes.test(action))

/** How often each action was called. */
export const callsIn = (log: readonly Logged[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { action } of log) counts[action] = (counts[action] ?? 0) + 1
  return counts
}

/** Findings about a resource by its id: the key and the finding. */
export function keysOf({ report }: RunResult, id: string): readonly string[] {
  const found = report?.findings.filter(({ resource }) => resource.id === id) ?? []
  return found.map(keyOf).sort()
}

export const keyOf = ({ evidence }: FindingFile): string => String(evidence[0]?.['key'])

/** The finding about a resource and a key; the test fails where there is none. */
export function tagFinding({ report }: RunResult, id: string, key: string): FindingFile {
  const found = report?.findings.find((one) => one.resource.id === id && keyOf(one) === key)
  if (found === undefined) throw new Error(`no finding about ${key} of ${id}`)
  return found
}

export function stepOf(run: RunResult, id: string, key: string): StepFile {
  const { step } = tagFinding(run, id, key)
  const found = run.report?.plan.steps.find(({ hash }) => hash === step)
  if (found === undefined) throw new Error(`no step for ${key} of ${id}`)
  return found
}

/** What became of the step for a resource and key. */
export function outcomeOf(run: RunResult, id: string, key: string) {
  const { hash } = stepOf(run, id, key)
  return run.report?.outcomes.find(({ step }) => step === hash)
}

export const fix = { mode: 'remediate' } as const
export const undoing = { mode: 'undo', journal: 'holdfast-report/journal.jsonl' } as const

/** Takes a run back, approving what waits. */
export async function takenBack(world: Pick<TestWorld, 'run'>, { folder }: RunResult, env: RunOptions['env'] = {}) {
  const planned = await world.run({ inputs: { ...undoing, 'dry-run': 'true' }, folder, env })
  const hash = planned.outputs['plan-hash'] ?? ''
  const all = planned.report?.plan.steps.map((step) => step.hash).join(',') ?? ''
  return world.run({ inputs: { ...undoing, ...(hash === '' ? {} : { approve: all }) }, folder, env })
}

/** An emulator of its own: other seeds, another partition, or stock moto. */
export async function onEmulator(
  args: readonly string[],
  roles: Parameters<typeof deployRoles>[2],
  work: (world: Pick<TestWorld, 'cloud' | 'env' | 'run'>) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(['--port', '0', ...args])
  const cloud = cloudAt(`http://127.0.0.1:${emulator.ready.port}`, async () => emulator.stop())
  const issuer = await startIssuer()
  const env = { AWS_ENDPOINT_URL: cloud.url, ...issuer.env }
  try {
    await deployRoles(cloud, first, roles)
    await work({ cloud, env, run: (options) => runAction({ ...options, env: { ...env, ...options.env } }) })
  } finally {
    issuer.close()
    await cloud.stop()
  }
}
