import { CreatePolicyVersionCommand, DeletePolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam'
import { inTime } from '../../aws/clients.ts'
import { everywhere } from '../../aws/everywhere.ts'
import { sendPolicyTags } from '../../aws/iam-tags.ts'
import { sendOnce } from '../../aws/send.ts'
import type { Session } from '../../aws/session.ts'
import { documentText } from '../../lib/iam/value.ts'
import type { Call, Change, Sent } from '../../model/member.ts'

/** Sends one write of a policy, of its document or of its tags. */
export async function send(session: Session, call: Call): Promise<Sent> {
  if (call.api === 'iam:TagPolicy' || call.api === 'iam:UntagPolicy') return sendPolicyTags(session, call)
  const write = call.api === 'iam:CreatePolicyVersion' ? create : call.api === 'iam:DeletePolicyVersion' ? remove : null
  if (write === null)
    return { kind: 'refused', why: 'IAM has no call that writes this part of a policy', failed: call.changes }
  const client = await session.iamOnce()
  return sendOnce(everywhere(session), call, async () => {
    await write(client, call.changes[0])
    return { kind: 'done' }
  })
}

const create = (client: IAMClient, { on, after }: Change): Promise<unknown> =>
  client.send(
    new CreatePolicyVersionCommand({
      PolicyArn: on.arn,
      PolicyDocument: after === null ? '' : documentText(after),
      SetAsDefault: true,
    }),
    inTime(),
  )

/** IAM itself refuses to delete the default version. */
const remove = (client: IAMClient, { on, member }: Change): Promise<unknown> =>
  client.send(
    new DeletePolicyVersionCommand({ PolicyArn: on.arn, VersionId: member.replace(/^version /, '') }),
    inTime(),
  )
