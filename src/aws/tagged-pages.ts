import { GetResourcesCommand, type ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api'
import { ownText } from '../lib/own-text.ts'
import { inTime } from './clients.ts'
import { malformedAnswer } from './gap.ts'
import { tagMap } from './live-tags.ts'
import type { Session } from './session.ts'

/** A resource as the Resource Groups Tagging API answers it. */
export interface Tagged {
  readonly arn: string
  readonly tags: ReadonlyMap<string, string>
}

/** Resources of a page, and ARNs that GetResources takes: AWS's bounds. */
const aPage = 100
export const arnsACall = 100
/** Types that GetResources takes. */
export const typesACall = 100

/** What has tags or had some, of these types (empty: of any), page by page. Throws what AWS refuses. */
export async function* taggedPages(session: Session, types: readonly string[]): AsyncIterable<readonly Tagged[]> {
  const client = await session.tagging()
  const filter = types.length === 0 ? {} : { ResourceTypeFilters: [...types] }
  let token: string | undefined
  do {
    const input = { ...filter, ResourcesPerPage: aPage, ...(token === undefined ? {} : { PaginationToken: token }) }
    const { ResourceTagMappingList, PaginationToken } = await client.send(new GetResourcesCommand(input), inTime())
    yield understood(ResourceTagMappingList)
    token = PaginationToken === '' || PaginationToken === null ? undefined : PaginationToken
  } while (token !== undefined)
}

/** Those of these ARNs that the API knows, at most 100 of them. It takes neither types nor pages with them. */
export async function taggedByArn(session: Session, arns: readonly string[]): Promise<readonly Tagged[]> {
  const client = await session.tagging()
  const { ResourceTagMappingList } = await client.send(
    new GetResourcesCommand({ ResourceARNList: [...arns] }),
    inTime(),
  )
  return understood(ResourceTagMappingList)
}

function understood(list: readonly ResourceTagMapping[] | undefined): readonly Tagged[] {
  if (list === undefined) throw malformedAnswer('no list in the answer to tag:GetResources')
  return list.map(({ ResourceARN, Tags }) => {
    if (ResourceARN === undefined) throw malformedAnswer('a resource without its ARN in the answer to tag:GetResources')
    return { arn: ownText(ResourceARN), tags: tagMap(Tags) }
  })
}
