import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { anywhere, deployRoles, first, keysFor } from '../../emulator/cloud.ts'
import { startProxy, startTls, type Tls, type WebProxy } from '../../emulator/internet.ts'
import { type Issuer, startIssuer } from '../../emulator/issuer.ts'
import { findingOf } from '../../emulator/runner.ts'
import type { AccountId, Region } from '../../src/model/basics.ts'
import { kinds } from '../../src/resources/index.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

interface Partition {
  readonly name: string
  readonly region: string
  readonly other: string
  readonly suffix: string
  readonly audience: string
  readonly console: string
}

const partitions: readonly Partition[] = [
  {
    name: 'aws',
    region: 'us-east-1',
    other: 'eu-west-1',
    suffix: 'amazonaws.com',
    audience: 'sts.amazonaws.com',
    console: 'us-east-1.console.aws.amazon.com',
  },
  {
    name: 'aws-cn',
    region: 'cn-north-1',
    other: 'cn-northwest-1',
    suffix: 'amazonaws.com.cn',
    audience: 'sts.amazonaws.com.cn',
    console: 'console.amazonaws.cn',
  },
  {
    name: 'aws-us-gov',
    region: 'us-gov-west-1',
    other: 'us-gov-east-1',
    suffix: 'amazonaws.com',
    audience: 'sts.amazonaws.com',
    console: 'console.amazonaws-us-gov.com',
  },
]

describe.each(partitions)('the partition $name', ({ name, region, other, suffix, audience, console }) => {
  const world = testWorld([])
  let issuer: Issuer
  let tls: Tls
  let proxy: WebProxy
  beforeAll(async () => {
    await deployRoles(world.cloud, first, { partition: { name, region }, audience })
    issuer = await startIssuer()
    tls = await startTls(() => world.cloud.url)
    proxy = await startProxy(tls.port)
  })
  afterAll(() => {
    for (const one of [proxy, tls, issuer]) one.close()
  })
  afterEach(() => world.cloud.faults([]))

  const role = (mode: string): string => `arn:${name}:iam::${first}:role/holdfast-${mode}`
  const policy = (regions = `[${region}]`): string =>
    policyWith(
      ssh(),
      '',
      `  - { account: "${first}", regions: ${regions}, roles: { read: "${role('read')}", write: "${role('write')}" } }\n`,
    )
  /** By AWS's own names, which only the proxy leads to. */
  const byName = () => ({ ...issuer.env, AWS_ENDPOINT_URL: '', HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: tls.ca })

  it('is asked at its own regional endpoints, with its audience; its ARNs and console links are its own', async () => {
    const group = await world.cloud.group('open', [anywhere(22)], { region })
    const run = await world.run({ policy: policy(), env: byName() })
    expect(run.report?.targets).toMatchObject([{ account: first, region, state: 'read' }])
    expect(issuer.asked).toEqual([audience])
    expect([...new Set(proxy.through)].sort()).toEqual([`ec2.${region}.${suffix}:443`, `sts.${region}.${suffix}:443`])
    expect(findingOf(run, group).resource.arn).toBe(`arn:${name}:ec2:${region}:${first}:security-group/${group}`)
    expect(run.summary).toContain(`https://${console}/vpc/home?region=${region}#SecurityGroup:groupId=${group}`)
    const fixed = await world.run({ policy: policy(), inputs: { mode: 'remediate' }, env: byName() })
    expect(fixed.outputs).toMatchObject({ conclusion: 'pass', fixed: '1' })
    expect(await ingressOf(world.cloud, group, region)).toEqual([])
  })

  it("has its own console for a resource of every kind, and the account's ACLs are shown in it", async () => {
    for (const { kind, consoleLink } of kinds) {
      const arn = `arn:${name}:ec2:${region}:${first}:${kind}/x-1`
      const link = new URL(consoleLink({ kind, account: first as AccountId, region: region as Region, id: 'x-1', arn }))
      expect([kind, link.host]).toEqual([kind, console])
    }
    const checking = 'network-acl-open-ingress, options: { default-acl: check }'
    const run = await world.run({ policy: policy().replace(ssh(), `  - { rule: ${checking} }\n`), env: byName() })
    expect(run.summary).toContain(
      `https://${console}/vpcconsole/home?region=${region}#NetworkAclDetails:networkAclId=acl-`,
    )
  })

  it('is asked for its regions in a region that each of its accounts has', async () => {
    const env = { ...issuer.env, AWS_REGION: 'eu-north-1' }
    const run = await world.run({ policy: policy(`{ except: [${region}] }`), env })
    const regions = run.report?.targets.map((one) => one.region) ?? []
    const partitionOf = (one: string): string => /^(cn|us-gov)-/.exec(one)?.[1]?.replace(/^/, 'aws-') ?? 'aws'
    expect(regions).toContain(other)
    expect(regions).not.toContain(region)
    expect(new Set(regions.map(partitionOf))).toEqual(new Set([name]))
    const asked = (await world.cloud.log()).filter(({ action }) => action === 'DescribeRegions')
    expect(asked.map((call) => call.region)).toEqual([region])
  })

  it("has keys of the environment asked for its regions there, whichever of its regions they're set to", async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await keysFor(world.cloud.url, first)
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    await world.cloud.faults([])
    for (const variable of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
      const bare = policyWith(ssh(), '', `  - { account: "${first}", regions: all }\n`)
      const env = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ...keys, AWS_SESSION_TOKEN: sessionToken, [variable]: other }
      const run = await world.run({ policy: bare, env })
      expect(run.report?.targets.map((one) => one.region)).toContain(other)
    }
    const asked = (await world.cloud.log()).filter(({ action }) => action === 'DescribeRegions')
    expect(asked.map((call) => call.region)).toEqual([region, region])
  })

  it('takes no token for another audience, and says which it asked for', async () => {
    const elsewhere = 'sts.amazonaws.example'
    const run = await world.run({ policy: policy(), inputs: { audience: elsewhere }, env: issuer.env })
    expect(run.outputs['failure-reason']).toBe('credentials')
    expect(run.report?.targets[0]?.reason).toContain(`${role('read')} does not take audience ${elsewhere}`)
  })
})
