import { TagPolicyCommand, TagRoleCommand, UntagPolicyCommand, UntagRoleCommand } from '@aws-sdk/client-iam'
import { many } from '../lib/many.ts'
import type { Many } from '../model/basics.ts'
import type { Call, Change, Sent } from '../model/member.ts'
import type { Ref } from '../model/resource.ts'
import { tagKey } from '../tagging/members.ts'
import { inTime } from './clients.ts'
import { everywhere } from './everywhere.ts'
import { sendOnce } from './send.ts'
import type { Session } from './session.ts'

/** How IAM names one kind's resource, and its two calls. */
interface Wire {
  readonly tag: string
  readonly untag: string
  send(session: Session, on: Ref, what: Tags | Keys): Promise<unknown>
}

interface Tags {
  readonly Tags: { Key: string; Value: string }[]
}
interface Keys {
  readonly TagKeys: string[]
}

const role: Wire = {
  tag: 'iam:TagRole',
  untag: 'iam:UntagRole',
  async send(session, { id: RoleName }, what) {
    const client = await session.iamOnce()
    return 'Tags' in what
      ? client.send(new TagRoleCommand({ RoleName, ...what }), inTime())
      : client.send(new UntagRoleCommand({ RoleName, ...what }), inTime())
  },
}

const policy: Wire = {
  tag: 'iam:TagPolicy',
  untag: 'iam:UntagPolicy',
  async send(session, { arn: PolicyArn }, what) {
    const client = await session.iamOnce()
    return 'Tags' in what
      ? client.send(new TagPolicyCommand({ PolicyArn, ...what }), inTime())
      : client.send(new UntagPolicyCommand({ PolicyArn, ...what }), inTime())
  },
}

export const sendRoleTags = (session: Session, call: Call): Promise<Sent> => send(session, call, role)
export const sendPolicyTags = (session: Session, call: Call): Promise<Sent> => send(session, call, policy)

/**
 * Takes away before it sets: keys of roles are one whatever their case, so a key that is renamed must go before it comes. What
 * was taken away stays so when the second half is refused, and only that half has failed.
 */
async function send(session: Session, call: Call, wire: Wire): Promise<Sent> {
  const place = everywhere(session)
  const unsets = many(call.changes.filter(({ after }) => after === null))
  const sets = many(call.changes.filter(({ after }) => after !== null))
  if (unsets !== null) {
    const sent = await half(place, wire, unsets)
    if (sent.kind === 'refused') return { ...sent, failed: call.changes }
    if (sent.kind === 'unknown') return sent
  }
  return sets === null ? { kind: 'done' } : half(place, wire, sets)
}

function half(place: Session, wire: Wire, changes: Many<Change>): Promise<Sent> {
  const [{ on, after }] = changes
  const api = after === null ? wire.untag : wire.tag
  return sendOnce(place, { api, changes }, async () => {
    await wire.send(place, on, after === null ? { TagKeys: keysOf(changes) } : { Tags: tagsOf(changes) })
    return { kind: 'done' }
  })
}

const keysOf = (changes: readonly Change[]): string[] => changes.flatMap(({ member }) => tagKey(member) ?? [])

const tagsOf = (changes: readonly Change[]): { Key: string; Value: string }[] =>
  changes.flatMap(({ member, after }) => {
    const key = tagKey(member)
    return key === null || typeof after !== 'string' ? [] : [{ Key: key, Value: after }]
  })
