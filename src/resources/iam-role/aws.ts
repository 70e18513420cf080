import { GetRoleCommand } from '@aws-sdk/client-iam'
import { inTime } from '../../aws/clients.ts'
import { iamSource } from '../../aws/iam-listing.ts'
import { roleOf } from '../../aws/iam-resources.ts'
import { sendRoleTags } from '../../aws/iam-tags.ts'
import { readEach } from '../../aws/one-by-one.ts'
import type { Session } from '../../aws/session.ts'
import type { KindIo } from '../../model/kind.ts'

export const io: KindIo<Session, 'iam-role'> = {
  kind: 'iam-role',
  source: iamSource,
  read: (session, refs) =>
    readEach(refs, 'iam:GetRole', async ({ id }) => {
      const client = await session.iam()
      const { Role } = await client.send(new GetRoleCommand({ RoleName: id }), inTime())
      return Role === undefined ? null : roleOf(session, Role)
    }),
  send: sendRoleTags,
}
