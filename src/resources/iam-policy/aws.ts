import { iamSource } from '../../aws/iam-listing.ts'
import { readPolicy } from '../../aws/iam-policy-read.ts'
import { readEach } from '../../aws/one-by-one.ts'
import type { Session } from '../../aws/session.ts'
import type { KindIo } from '../../model/kind.ts'
import { send } from './send.ts'

export const io: KindIo<Session, 'iam-policy'> = {
  kind: 'iam-policy',
  source: iamSource,
  read: (session, refs, depth = 'whole') => readEach(refs, 'iam:GetPolicy', (ref) => readPolicy(session, ref, depth)),
  send,
}
