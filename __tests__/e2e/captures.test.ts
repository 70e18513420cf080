import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { IpPermission } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { policyWith, ssh } from '../support/policy.ts'
import { testWorld } from '../support/world.ts'

/** A made-up account, and public captures of real ones where they are: those are not part of the project. HOLDFAST_CAPTURES names their folder. */
const folder = process.env['HOLDFAST_CAPTURES'] ?? join('..', 'shared', 'data', 'live')
const captures = ['custodian', 'cloudmapper'].map((name) => join(folder, `${name}-ec2-describe-security-groups.json`))
const files = [
  join(import.meta.dirname, '..', 'samples', 'security-groups.json'),
  ...captures.filter((file) => existsSync(file)),
]

interface Captured {
  readonly GroupName: string
  readonly IpPermissions: readonly IpPermission[]
}

function capturedIn(file: string): readonly Captured[] {
  const whole = JSON.parse(readFileSync(file, 'utf8')) as {
    data?: { SecurityGroups?: Captured[] }
    SecurityGroups?: Captured[]
  }
  return whole.data?.SecurityGroups ?? whole.SecurityGroups ?? []
}

/** What a person would say, reading the capture: SSH or RDP from anywhere. */
function isOpen({ IpPermissions }: Captured): boolean {
  return IpPermissions.some(({ IpProtocol, FromPort = 0, ToPort = 65_535, IpRanges = [], Ipv6Ranges = [] }) => {
    const reached =
      IpProtocol === '-1' || (IpProtocol === 'tcp' && [22, 3389].some((port) => FromPort <= port && port <= ToPort))
    return (
      reached &&
      (IpRanges.some(({ CidrIp }) => CidrIp === '0.0.0.0/0') || Ipv6Ranges.some(({ CidrIpv6 }) => CidrIpv6 === '::/0'))
    )
  })
}

const sourcesOf = (permission: IpPermission): IpPermission => ({
  IpProtocol: permission.IpProtocol,
  ...(permission.FromPort === undefined ? {} : { FromPort: permission.FromPort, ToPort: permission.ToPort }),
  ...(permission.IpRanges?.length ? { IpRanges: permission.IpRanges } : {}),
  ...(permission.Ipv6Ranges?.length ? { Ipv6Ranges: permission.Ipv6Ranges } : {}),
})

const hasSource = ({ IpRanges, Ipv6Ranges }: IpPermission): boolean =>
  IpRanges !== undefined || Ipv6Ranges !== undefined

describe('whole accounts', () => {
  const world = testWorld()
  for (const file of files) {
    it(`${basename(file)}: finds what a person finds, and a fix leaves none`, async () => {
      const groups = capturedIn(file)
      const ids = new Map<string, boolean>()
      for (const [index, group] of groups.entries()) {
        const permissions = group.IpPermissions.map(sourcesOf).filter(hasSource)
        ids.set(await world.cloud.group(`${basename(file)}-${index}`, permissions), isOpen(group))
      }
      expect(groups.length).toBeGreaterThan(5)
      const policy = policyWith(
        ssh().replace('["22"]', '["22", "3389"], all-traffic: revoke'),
        'limits: { changes: 1000, share: 100% }\n',
      )
      const run = await world.run({ policy })
      const found = run.report?.findings.map(({ resource }) => resource.id).filter((id) => ids.has(id)) ?? []
      expect([...found].sort()).toEqual([...ids].flatMap(([id, open]) => (open ? [id] : [])).sort())
      const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
      expect(fixed.outputs).toMatchObject({ conclusion: 'pass', findings: '0' })
    })
  }
})
