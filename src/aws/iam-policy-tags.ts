import { ListPolicyTagsCommand } from '@aws-sdk/client-iam'
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import type { Many } from '../model/basics.ts'
import { inTime } from './clients.ts'
import { type Trouble, troubleOf } from './errors.ts'
import { malformedAnswer } from './gap.ts'
import { type LiveTag, tagMap } from './live-tags.ts'
import { isNotOffered } from './not-offered.ts'
import { homeRegion } from './partition.ts'
import type { Session } from './session.ts'

export type TagMap = ReadonlyMap<string, string>

/** Tags of policies by ARN, as far as the tagging API told them. */
export interface Told {
  readonly tags: ReadonlyMap<string, TagMap>
  /** Why it told no more; null: it told all that it knows. */
  readonly trouble: Trouble | null
}

/** The largest page that the tagging API gives. */
const pageSize = 100

/** Tags of the account's policies in a few calls: the tagging API has them at the partition's home, and none of those that never had a tag. */
export async function toldTags(sessions: Many<Session>): Promise<Told> {
  const tags = new Map<string, TagMap>()
  try {
    const client = await taggingAtHome(sessions)
    let token: string | undefined
    do {
      const { list, next } = await page(client, token)
      for (const { ResourceARN: arn, Tags } of list) if (arn !== undefined) tags.set(arn, tagMap(Tags))
      token = next === '' ? undefined : next
    } while (token !== undefined)
    return { tags, trouble: null }
  } catch (error) {
    // Where there is no such API, IAM itself is asked for each policy: nothing stays unread.
    return { tags, trouble: isNotOffered(error) ? null : troubleOf(error) }
  }
}

/** By the session of that region where there is one: its client knows how fast it may ask. */
function taggingAtHome(sessions: Many<Session>): Promise<ResourceGroupsTaggingAPIClient> {
  const own = sessions.find(({ target, partition }) => target.region === homeRegion(partition))
  return own === undefined ? sessions[0].taggingHome() : own.tagging()
}

async function page(client: ResourceGroupsTaggingAPIClient, token: string | undefined) {
  const input: GetResourcesCommandInput = {
    ResourceTypeFilters: ['iam:policy'],
    ResourcesPerPage: pageSize,
    ...(token === undefined ? {} : { PaginationToken: token }),
  }
  const answer = await client.send(new GetResourcesCommand(input), inTime())
  if (answer.ResourceTagMappingList === undefined) throw malformedAnswer('no list in the answer to tag:GetResources')
  return { list: answer.ResourceTagMappingList, next: answer.PaginationToken }
}

/** The tags of one policy, by IAM's own call. */
export async function listedTags(session: Session, arn: string): Promise<TagMap> {
  const client = await session.iam()
  const tags: LiveTag[] = []
  let marker: string | undefined
  do {
    const asked = { PolicyArn: arn, ...(marker === undefined ? {} : { Marker: marker }) }
    const { Tags, IsTruncated, Marker } = await client.send(new ListPolicyTagsCommand(asked), inTime())
    if (Tags === undefined || (IsTruncated === true && !Marker))
      throw malformedAnswer('no list of tags, or half of one')
    tags.push(...Tags)
    marker = IsTruncated === true ? Marker : undefined
  } while (marker !== undefined)
  return tagMap(tags)
}
