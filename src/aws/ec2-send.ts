import type { EC2Client } from '@aws-sdk/client-ec2'
import type { KindIo } from '../model/kind.ts'
import type { Change, Sent } from '../model/member.ts'
import type { HouseKind, Resource } from '../model/resource.ts'
import { sendEc2Tags } from './ec2-tags.ts'
import { sendOnce } from './send.ts'
import type { Session } from './session.ts'

/** What a write comes to: a request, or why there is none. */
export type Write = ((client: EC2Client) => Promise<object>) | string

/** Sends tags as all of EC2's are sent, and other calls as `write` says. */
export function ec2Send<K extends HouseKind>(
  write: (api: string, changes: readonly [Change, ...Change[]], fresh: Resource<K>) => Write,
): KindIo<Session, K>['send'] {
  return (session, call, fresh) => {
    if (call.api.endsWith('Tags')) return sendEc2Tags(session, call)
    const made = write(call.api, call.changes, fresh)
    if (typeof made === 'string') return Promise.resolve({ kind: 'refused', why: made, failed: call.changes })
    return sendOnce(session, call, async (): Promise<Sent> => {
      const answer = await made(await session.ec2Once())
      // EC2 says false, and throws nothing, for what it did not do; of most calls it says nothing at all.
      const undone = 'Return' in answer && answer.Return === false
      return undone ? { kind: 'unknown', why: 'EC2 answered that it did not do it' } : { kind: 'done' }
    })
  }
}
