import {
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  type IAMClient,
  type ManagedPolicyDetail,
  type RoleDetail,
} from '@aws-sdk/client-iam'
import { inTime } from './clients.ts'
import { malformedAnswer } from './gap.ts'

export type IamKind = 'iam-role' | 'iam-policy'

export const detailsOperation = 'iam:GetAccountAuthorizationDetails'

const filters: Readonly<Record<IamKind, EntityType>> = { 'iam-role': 'Role', 'iam-policy': 'LocalManagedPolicy' }
/** The most that IAM gives in a page. */
const pageSize = 1000

export interface DetailsPage {
  readonly roles: readonly RoleDetail[]
  readonly policies: readonly ManagedPolicyDetail[]
}

/** The account's roles and customer-managed policies as IAM lists them; pages may come short, even empty, with more to come. */
export async function* detailPages(client: IAMClient, kinds: readonly IamKind[]): AsyncIterable<DetailsPage> {
  const Filter = kinds.map((kind) => filters[kind])
  let marker: string | undefined
  do {
    const asked = { Filter, MaxItems: pageSize, ...(marker === undefined ? {} : { Marker: marker }) }
    const answer = await client.send(new GetAccountAuthorizationDetailsCommand(asked), inTime())
    const { RoleDetailList: roles, Policies: policies, IsTruncated, Marker } = answer
    const lacks = (kinds.includes('iam-role') && !roles) || (kinds.includes('iam-policy') && !policies)
    // IAM has both lists in every answer, empty where there is nothing.
    if (lacks) throw malformedAnswer(`no list in the answer to ${detailsOperation}`)
    yield { roles: roles ?? [], policies: policies ?? [] }
    if (IsTruncated === true && !Marker) throw malformedAnswer('more pages, and no marker to ask for them with')
    marker = IsTruncated === true ? Marker : undefined
  } while (marker !== undefined)
}
