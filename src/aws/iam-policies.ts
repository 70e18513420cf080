import type { ManagedPolicyDetail } from '@aws-sdk/client-iam'
import { inParallel } from '../lib/pool.ts'
import type { Many, Observed } from '../model/basics.ts'
import type { Depth, Page } from '../model/kind.ts'
import type { Resource } from '../model/resource.ts'
import { malformed, troubleOf } from './errors.ts'
import { everywhere } from './everywhere.ts'
import { gapOf } from './gap.ts'
import { detailsOperation } from './iam-details.ts'
import { defaultText, oldestOf, versionOf } from './iam-documents.ts'
import { listedTags, type TagMap, toldTags } from './iam-policy-tags.ts'
import { notRead, type PolicyParts, partOf, policyOf } from './iam-resources.ts'
import type { Session } from './session.ts'

const kind = 'iam-policy'
const tagsOperation = 'iam:ListPolicyTags'
/** Policies whose tags are asked for at once. */
const atOnce = 8

/**
 * Adds their tags to policies, which IAM lists without: by the tagging API, which is asked when the first policies come, and
 * where it did not answer for a policy, by a call a policy.
 */
export function policiesWithTags(sessions: Many<Session>, depth: Depth) {
  let told: ReturnType<typeof toldTags> | null = null
  const place = everywhere(sessions[0])
  return async function* (policies: readonly ManagedPolicyDetail[]): AsyncIterable<Page> {
    if (policies.length === 0) return
    const first = told === null
    told ??= toldTags(sessions)
    const { tags, trouble } = await told
    if (first && trouble !== null)
      yield { gap: gapOf(place, trouble, { kind, operation: 'tag:GetResources', id: null }) }
    const parts = await inParallel(policies, atOnce, (live) => pagesOf(place, live, { tags, depth }))
    const pages = parts.flatMap((part) => {
      if (part.kind === 'failed') throw part.error
      return part.value
    })
    yield { resources: pages.flatMap((page) => ('resources' in page ? page.resources : [])) }
    yield* pages.filter((page) => 'gap' in page)
  }
}

/** One policy, and what could not be read of it; nothing where it is gone since it was listed. */
async function pagesOf(
  place: Session,
  live: ManagedPolicyDetail,
  { tags: told, depth }: { readonly tags: ReadonlyMap<string, TagMap>; readonly depth: Depth },
): Promise<readonly Page[]> {
  const gaps: Page[] = []
  const { Arn: arn = '', PolicyName: id = null } = live
  let tags = observed(told.get(arn))
  if (!tags.known && arn !== '') {
    try {
      tags = observed(await listedTags(place, arn))
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble.why === 'not-found') return []
      tags = { known: false, why: trouble.why, operation: tagsOperation }
      gaps.push({ gap: gapOf(place, trouble, { kind, operation: tagsOperation, id }) })
    }
  }
  const policy = policyOf(place, live, { tags, ...(depth === 'tags' ? unread : listedParts(live)) })
  if (policy === null) {
    const trouble = malformed('a policy that could not be understood')
    return [{ gap: gapOf(place, trouble, { kind, operation: detailsOperation, id }) }]
  }
  // The page holds resources of any kind.
  return [{ resources: [policy as unknown as Resource] }, ...gaps]
}

const unread: PolicyParts = {
  document: notRead(detailsOperation),
  oldest: notRead(detailsOperation),
  roles: notRead(detailsOperation),
}

/** Who carries it is known only once all roles are listed. */
function listedParts(live: ManagedPolicyDetail): PolicyParts {
  const oldest = oldestOf(live.PolicyVersionList ?? [])
  return {
    document: partOf(defaultText(live), detailsOperation),
    oldest: oldest === null ? { known: true, value: null } : partOf(versionOf(oldest), detailsOperation),
    roles: unread.roles,
  }
}

const observed = (tags: TagMap | undefined): Observed<TagMap> =>
  tags === undefined ? { known: false, why: 'unsupported', operation: tagsOperation } : { known: true, value: tags }
