import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  type PolicyDetail,
} from '@aws-sdk/client-iam'
import type { Observed } from '../model/basics.ts'
import type { Depth } from '../model/kind.ts'
import type { Ref, Resource } from '../model/resource.ts'
import { inTime } from './clients.ts'
import { documentText } from './iam-documents.ts'
import { allPages, atMarker } from './iam-pages.ts'
import { attachedOf, inlineOf, notRead, observed, profilesOf, type RoleParts, roleOf } from './iam-resources.ts'
import type { Session } from './session.ts'

/** Documents of managed policies by ARN, each asked for once; null: it could not be read. */
export type Documents = Map<string, Promise<string | null>>

/** One role by its own calls; null: what AWS answered cannot be understood. */
export async function readRole(
  session: Session,
  { id: RoleName }: Ref,
  { depth, documents }: { readonly depth: Depth; readonly documents: Documents },
): Promise<Resource<'iam-role'> | null> {
  const client = await session.iam()
  const { Role } = await client.send(new GetRoleCommand({ RoleName }), inTime())
  if (Role === undefined) return null
  if (depth === 'tags') return roleOf(session, Role, unreadParts)
  const [inline, attached, instanceProfiles] = await Promise.all([
    inlinePolicies(client, RoleName),
    observed('iam:ListAttachedRolePolicies', async () => attachedOf(await attachedPolicies(client, RoleName))),
    observed('iam:ListInstanceProfilesForRole', async () => profilesOf(await profiles(client, RoleName))),
  ])
  const bounds = Role.PermissionsBoundary?.PermissionsBoundaryArn
  const carried = [...(attached.known ? attached.value : []), ...(bounds === undefined ? [] : [bounds])]
  const policies = await documentsOf(client, carried, documents)
  return roleOf(session, Role, { inline, attached, instanceProfiles, policies })
}

const unreadParts: RoleParts = {
  inline: notRead('iam:GetRolePolicy'),
  attached: notRead('iam:ListAttachedRolePolicies'),
  instanceProfiles: notRead('iam:ListInstanceProfilesForRole'),
  policies: new Map(),
}

async function inlinePolicies(client: IAMClient, RoleName: string): Promise<Observed<ReadonlyMap<string, string>>> {
  const names = await observed('iam:ListRolePolicies', () =>
    allPages('iam:ListRolePolicies', async (marker) => {
      const { PolicyNames, ...more } = await client.send(
        new ListRolePoliciesCommand({ RoleName, ...atMarker(marker) }),
        inTime(),
      )
      return { items: PolicyNames, ...more }
    }),
  )
  if (!names.known) return names
  return observed('iam:GetRolePolicy', async () => {
    const list: PolicyDetail[] = []
    for (const PolicyName of names.value) {
      const one = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }), inTime())
      list.push({ PolicyName, PolicyDocument: one.PolicyDocument })
    }
    return inlineOf(list)
  })
}

const attachedPolicies = (client: IAMClient, RoleName: string) =>
  allPages('iam:ListAttachedRolePolicies', async (marker) => {
    const command = new ListAttachedRolePoliciesCommand({ RoleName, ...atMarker(marker) })
    const { AttachedPolicies, ...more } = await client.send(command, inTime())
    return { items: AttachedPolicies, ...more }
  })

const profiles = (client: IAMClient, RoleName: string) =>
  allPages('iam:ListInstanceProfilesForRole', async (marker) => {
    const command = new ListInstanceProfilesForRoleCommand({ RoleName, ...atMarker(marker) })
    const { InstanceProfiles, ...more } = await client.send(command, inTime())
    return { items: InstanceProfiles, ...more }
  })

/** What could not be read is left out: of such a policy only the name is known. */
async function documentsOf(
  client: IAMClient,
  arns: readonly string[],
  documents: Documents,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const arn of arns) {
    const asked = documents.get(arn) ?? defaultDocument(client, arn).catch(() => null)
    documents.set(arn, asked)
    const text = await asked
    if (text !== null) texts.set(arn, text)
  }
  return texts
}

/** The text of a policy's default version; null: the answer lacks it. Throws what AWS refused. */
export async function defaultDocument(client: IAMClient, PolicyArn: string): Promise<string | null> {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }), inTime())
  return Policy?.DefaultVersionId === undefined ? null : versionText(client, PolicyArn, Policy.DefaultVersionId)
}

/** The text of one version; null: the answer lacks it. */
export async function versionText(client: IAMClient, PolicyArn: string, VersionId: string): Promise<string | null> {
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }), inTime())
  return PolicyVersion?.Document === undefined ? null : documentText(PolicyVersion.Document)
}
