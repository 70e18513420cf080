import {
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  type IAMClient,
  type ManagedPolicyDetail,
  type RoleDetail,
} from '@aws-sdk/client-iam'
import type { Depth } from '../model/kind.ts'
import { inTime } from './clients.ts'
import { malformedAnswer } from './gap.ts'
import { atMarker } from './iam-pages.ts'

export type IamKind = 'iam-role' | 'iam-policy'

export const detailsOperation = 'iam:GetAccountAuthorizationDetails'

/** The most that IAM gives in a page. */
const pageSize = 1000

export interface DetailsPage {
  readonly roles: readonly RoleDetail[]
  readonly policies: readonly ManagedPolicyDetail[]
}

/**
 * What roles may do stands in the managed policies that they carry, AWS's and the account's own; and whom a policy's change
 * reaches, in the roles.
 */
function filterOf(kinds: readonly IamKind[], depth: Depth): readonly EntityType[] {
  const whole = depth === 'whole'
  return [
    ...(whole || kinds.includes('iam-role') ? (['Role'] as const) : []),
    ...(whole || kinds.includes('iam-policy') ? (['LocalManagedPolicy'] as const) : []),
    ...(whole && kinds.includes('iam-role') ? (['AWSManagedPolicy'] as const) : []),
  ]
}

/**
 * The account's roles and managed policies as IAM lists them, those of AWS as far as somebody carries them; pages may come
 * short, even empty, with more to come.
 */
export async function* detailPages(
  client: IAMClient,
  kinds: readonly IamKind[],
  depth: Depth,
): AsyncIterable<DetailsPage> {
  const Filter = [...filterOf(kinds, depth)]
  let marker: string | undefined
  do {
    const asked = { Filter, MaxItems: pageSize, ...atMarker(marker) }
    const answer = await client.send(new GetAccountAuthorizationDetailsCommand(asked), inTime())
    const { RoleDetailList: roles, Policies: policies, IsTruncated, Marker } = answer
    const lacks = (Filter.includes('Role') && !roles) || (Filter.includes('LocalManagedPolicy') && !policies)
    // IAM has both lists in every answer, empty where there is nothing.
    if (lacks) throw malformedAnswer(`no list in the answer to ${detailsOperation}`)
    yield { roles: roles ?? [], policies: policies ?? [] }
    if (IsTruncated === true && (!Marker || Marker === marker))
      throw malformedAnswer('more pages, and no new marker to ask for them with')
    marker = IsTruncated === true ? Marker : undefined
  } while (marker !== undefined)
}
