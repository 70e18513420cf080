import {
  type FailureInfo,
  TagResourcesCommand,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { many } from '../lib/many.ts'
import type { Call, Change, Sent } from '../model/member.ts'
import { readArn } from '../tagging/arn.ts'
import { tagKey } from '../tagging/members.ts'
import { tagActionsOf } from '../tagging/tables.ts'
import { inTime } from './clients.ts'
import { troubleOf } from './errors.ts'
import { refusedBy } from './gap.ts'
import { sendOnce } from './send.ts'
import type { Session } from './session.ts'

type Failures = Readonly<Record<string, FailureInfo>>

/** One TagResources or UntagResources: the same tags on every resource of the call, of which each may fail for itself. */
export function sendServiceTags(session: Session, call: Call): Promise<Sent> {
  const arns = [...new Set(call.changes.map(({ on }) => on.arn))]
  return sendOnce(session, call, async () => {
    try {
      return answerOf(session, call, await ask(session, call))
    } catch (error) {
      if (arns.length === 1 || troubleOf(error).code !== 'InvalidParameterException') throw error
      // One ARN that the API does not take makes it refuse the whole call, undone: the others are not to pay for it.
      return apart(session, call, arns)
    }
  })
}

async function ask(session: Session, { api, changes }: Call): Promise<Failures> {
  const client = await session.taggingOnce()
  const ResourceARNList = [...new Set(changes.map(({ on }) => on.arn))]
  const pairs = changes.flatMap(({ member, after }): readonly (readonly [string, string])[] => {
    const key = tagKey(member)
    return key === null ? [] : [[key, typeof after === 'string' ? after : '']]
  })
  const { FailedResourcesMap } =
    api === 'tag:TagResources'
      ? await client.send(new TagResourcesCommand({ ResourceARNList, Tags: Object.fromEntries(pairs) }), inTime())
      : await client.send(new UntagResourcesCommand({ ResourceARNList, TagKeys: [...new Map(pairs).keys()] }), inTime())
  return FailedResourcesMap ?? {}
}

/** What the map of failures names was not done, and only that. Where it names none of ours, nothing is taken for done. */
function answerOf(session: Session, call: Call, failures: Failures): Sent {
  const arns = Object.keys(failures)
  if (arns.length === 0) return { kind: 'done' }
  const failed = many(call.changes.filter(({ on }) => Object.hasOwn(failures, on.arn))) ?? call.changes
  const words = Object.entries(failures).map(([arn, failure]) =>
    said(session, { ...call, changes: failed }, arn, failure),
  )
  return { kind: 'refused', why: [...new Set(words)].sort().join('; '), failed }
}

/** AWS's words, and what to allow: beside the API's own action, that of the service. */
function said(session: Session, call: Call, arn: string, { ErrorCode, ErrorMessage }: FailureInfo): string {
  const trouble = troubleOf({ name: ErrorCode ?? 'Error', message: ErrorMessage ?? 'no reason was given' })
  const own = tagActionsOf(readArn(arn)?.service ?? '')
  const actions = call.api === 'tag:TagResources' ? own?.tag : own?.untag
  const sent = refusedBy(session, { ...call, api: actions?.join(', ') ?? call.api }, trouble)
  return sent.kind === 'refused' ? sent.why : trouble.message
}

async function apart(session: Session, call: Call, arns: readonly string[]): Promise<Sent> {
  const failed: Change[] = []
  const words = new Set<string>()
  for (const arn of arns) {
    const changes = many(call.changes.filter(({ on }) => on.arn === arn))
    if (changes === null) continue
    const sent = await sendServiceTags(session, { ...call, changes })
    // Nobody knows what came of it, and so of the call: what is read says it of each.
    if (sent.kind === 'unknown') return sent
    if (sent.kind === 'done') continue
    failed.push(...sent.failed)
    words.add(sent.why)
  }
  const all = many(failed)
  return all === null ? { kind: 'done' } : { kind: 'refused', why: [...words].sort().join('; '), failed: all }
}
