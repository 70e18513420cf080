import { CreateTagsCommand, DeleteTagsCommand } from '@aws-sdk/client-ec2'
import type { Call, Sent } from '../model/member.ts'
import { tagKey } from '../tagging/members.ts'
import { inTime } from './clients.ts'
import { sendOnce } from './send.ts'
import type { Session } from './session.ts'

/** One CreateTags or DeleteTags: the same tags on every resource of the call. EC2 does all of a call or nothing. */
export function sendEc2Tags(session: Session, call: Call): Promise<Sent> {
  const Resources = [...new Set(call.changes.map(({ on }) => on.id))]
  return sendOnce(session, call, async () => {
    const client = await session.ec2Once()
    if (call.api === 'ec2:CreateTags')
      await client.send(new CreateTagsCommand({ Resources, Tags: tagsIn(call, 'after') }), inTime())
    // With its value, a tag goes only as it was read.
    else await client.send(new DeleteTagsCommand({ Resources, Tags: tagsIn(call, 'before') }), inTime())
    return { kind: 'done' }
  })
}

/** The tags that a call sets (`after`) or takes away (`before`), each once. */
function tagsIn({ changes }: Call, side: 'before' | 'after'): { Key: string; Value: string }[] {
  const tags = changes.flatMap((change): readonly (readonly [string, string])[] => {
    const [key, value] = [tagKey(change.member), change[side]]
    return key === null || typeof value !== 'string' ? [] : [[key, value]]
  })
  return [...new Map(tags)].map(([Key, Value]) => ({ Key, Value }))
}
