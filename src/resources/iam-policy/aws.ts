import { GetPolicyCommand } from '@aws-sdk/client-iam'
import { inTime } from '../../aws/clients.ts'
import { iamSource } from '../../aws/iam-listing.ts'
import { policyOf } from '../../aws/iam-resources.ts'
import { sendPolicyTags } from '../../aws/iam-tags.ts'
import { tagMap } from '../../aws/live-tags.ts'
import { readEach } from '../../aws/one-by-one.ts'
import type { Session } from '../../aws/session.ts'
import type { KindIo } from '../../model/kind.ts'

export const io: KindIo<Session, 'iam-policy'> = {
  kind: 'iam-policy',
  source: iamSource,
  read: (session, refs) =>
    readEach(refs, 'iam:GetPolicy', async ({ arn }) => {
      const client = await session.iam()
      const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: arn }), inTime())
      // GetPolicy has all of a policy's tags, as the listing has not.
      return Policy === undefined ? null : policyOf(session, Policy, { known: true, value: tagMap(Policy.Tags) })
    }),
  send: sendPolicyTags,
}
