import {
  AttachRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { inTime } from '../../aws/clients.ts'
import { everywhere } from '../../aws/everywhere.ts'
import { sendRoleTags } from '../../aws/iam-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import { documentText } from '../../lib/iam/value.ts'
import type { Call, Change, Sent } from '../../model/member.ts'
import { split } from './parts.ts'

type Write = (client: IAMClient, change: Change) => Promise<unknown>

const text = ({ after }: Change): string => (after === null ? '' : documentText(after))
const nameIn = ({ member }: Change): string => split(member)[1]

const writes: Readonly<Record<string, Write>> = {
  'iam:AttachRolePolicy': (client, change) =>
    client.send(new AttachRolePolicyCommand({ RoleName: change.on.id, PolicyArn: nameIn(change) }), inTime()),
  'iam:DetachRolePolicy': (client, change) =>
    client.send(new DetachRolePolicyCommand({ RoleName: change.on.id, PolicyArn: nameIn(change) }), inTime()),
  'iam:PutRolePolicy': (client, change) =>
    client.send(
      new PutRolePolicyCommand({ RoleName: change.on.id, PolicyName: nameIn(change), PolicyDocument: text(change) }),
      inTime(),
    ),
  'iam:DeleteRolePolicy': (client, change) =>
    client.send(new DeleteRolePolicyCommand({ RoleName: change.on.id, PolicyName: nameIn(change) }), inTime()),
  'iam:UpdateAssumeRolePolicy': (client, change) =>
    client.send(new UpdateAssumeRolePolicyCommand({ RoleName: change.on.id, PolicyDocument: text(change) }), inTime()),
  'iam:PutRolePermissionsBoundary': (client, change) =>
    client.send(
      new PutRolePermissionsBoundaryCommand({ RoleName: change.on.id, PermissionsBoundary: String(change.after) }),
      inTime(),
    ),
  'iam:DeleteRolePermissionsBoundary': (client, change) =>
    client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: change.on.id }), inTime()),
}

/** Sends one write of a role, of its parts or of its tags. */
export async function send(session: Session, call: Call): Promise<Sent> {
  if (call.api === 'iam:TagRole' || call.api === 'iam:UntagRole') return sendRoleTags(session, call)
  const write = writes[call.api]
  if (write === undefined)
    return { kind: 'refused', why: 'IAM has no call that writes this part of a role', failed: call.changes }
  const client = await session.iamOnce()
  return sendOnce(everywhere(session), call, async () => {
    await write(client, call.changes[0])
    return { kind: 'done' }
  })
}
