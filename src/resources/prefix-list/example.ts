import type { AccountId, Region } from '../../model/basics.ts'
import type { Resource } from '../../model/resource.ts'

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region

/** A prefix list in the account and region of the example group. */
export function exampleList(id: string, entries: readonly string[]): Resource<'prefix-list'> {
  return {
    ref: { kind: 'prefix-list', account, region, id, arn: `arn:aws:ec2:${region}:${account}:prefix-list/${id}` },
    name: { known: true, value: null },
    tags: { known: true, value: new Map() },
    vpc: { known: true, value: null },
    facts: { entries },
  }
}
