import {
  GetPolicyCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam'
import type { Depth } from '../model/kind.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { inTime } from './clients.ts'
import { oldestOf } from './iam-documents.ts'
import { allPages, atMarker } from './iam-pages.ts'
import { notRead, observed, policyOf, sortedTexts } from './iam-resources.ts'
import { versionText } from './iam-role-read.ts'
import { tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

type Facts = Resource<'iam-policy'>['facts']

/** One policy by its own calls; null: what AWS answered cannot be understood. */
export async function readPolicy(session: Session, { arn }: Ref, depth: Depth): Promise<Resource<'iam-policy'> | null> {
  const client = await session.iam()
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: arn }), inTime())
  if (Policy === undefined) return null
  // GetPolicy has all of a policy's tags, as the listing has not.
  const tags = { known: true, value: tagMap(Policy.Tags) } as const
  if (depth === 'tags')
    return policyOf(session, Policy, {
      tags,
      document: notRead('iam:GetPolicyVersion'),
      oldest: notRead('iam:ListPolicyVersions'),
      roles: notRead('iam:ListEntitiesForPolicy'),
    })
  const { DefaultVersionId: version } = Policy
  const [document, oldest, roles] = await Promise.all([
    observed('iam:GetPolicyVersion', async () => (version === undefined ? null : versionText(client, arn, version))),
    oldestVersion(client, arn),
    observed('iam:ListEntitiesForPolicy', () => carriers(client, arn)),
  ])
  return policyOf(session, Policy, { tags, document, oldest, roles })
}

/** IAM lists versions without their documents. */
async function oldestVersion(client: IAMClient, PolicyArn: string): Promise<Facts['oldest']> {
  const versions = await observed('iam:ListPolicyVersions', () =>
    allPages('iam:ListPolicyVersions', async (marker) => {
      const command = new ListPolicyVersionsCommand({ PolicyArn, ...atMarker(marker) })
      const { Versions, ...more } = await client.send(command, inTime())
      return { items: Versions, ...more }
    }),
  )
  if (!versions.known) return versions
  const oldest = oldestOf(versions.value)
  if (oldest === null) return { known: true, value: null }
  return observed('iam:GetPolicyVersion', async () => {
    const { VersionId: id } = oldest
    const document = id === undefined ? null : await versionText(client, PolicyArn, id)
    return id === undefined || document === null ? null : { id, document }
  })
}

/** Roles that it is attached to, and those that it bounds. */
async function carriers(client: IAMClient, PolicyArn: string): Promise<readonly string[] | null> {
  const roles = await allPages('iam:ListEntitiesForPolicy', async (marker) => {
    const asked = { PolicyArn, EntityFilter: 'Role' as const, ...atMarker(marker) }
    const { PolicyRoles, ...more } = await client.send(new ListEntitiesForPolicyCommand(asked), inTime())
    return { items: PolicyRoles, ...more }
  })
  return sortedTexts([...new Set(roles.map(({ RoleName }) => RoleName))])
}
