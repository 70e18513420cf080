import { iamSource } from '../../aws/iam-listing.ts'
import { type Documents, readRole } from '../../aws/iam-role-read.ts'
import { toward } from '../../aws/iam-toward.ts'
import { readEach } from '../../aws/one-by-one.ts'
import type { Session } from '../../aws/session.ts'
import type { KindIo } from '../../model/kind.ts'
import { send } from './send.ts'

export const io: KindIo<Session, 'iam-role'> = {
  kind: 'iam-role',
  source: iamSource,
  toward,
  read(session, refs, depth = 'whole') {
    const documents: Documents = new Map()
    return readEach(refs, 'iam:GetRole', (ref) => readRole(session, ref, { depth, documents }))
  },
  send,
}
