import type { Many } from '../model/basics.ts'
import type { AllowStatement, Place, Tagging } from '../model/kind.ts'

/** How a service writes tags. */
export interface TagStyle extends Tagging {
  /** Resources of one family may share a call. */
  readonly family: string
  /** The call that sets tags, and the one that takes them away. */
  readonly set: string
  readonly unset: string
  /** Resources that one call may carry. */
  readonly most: number
  /** Statements that allow those of `actions` that write tags, narrowed to places and, where given, to tag keys. */
  narrowed(actions: readonly string[], places: Many<Place>, keys: readonly string[] | null): readonly AllowStatement[]
}

/** User tags that a resource may carry, in every service here. */
export const mostTags = 50

const plain = { decidesAccess: false, caseless: false } as const

/** A condition on the keys that a request names; undefined where any will do. Keys compare without case in IAM's conditions. */
function onKeys(keys: readonly string[] | null): AllowStatement['Condition'] | undefined {
  if (keys === null) return undefined
  return { 'ForAllValues:StringEqualsIgnoreCase': { 'aws:TagKeys': [...keys] } }
}

function allow(
  Sid: string,
  actions: readonly string[],
  on: { readonly resources: readonly string[]; readonly keys: readonly string[] | null },
): readonly AllowStatement[] {
  if (actions.length === 0) return []
  const condition = onKeys(on.keys)
  const statement = { Sid, Effect: 'Allow' as const, Action: actions, Resource: [...new Set(on.resources)] }
  return [condition === undefined ? statement : { ...statement, Condition: condition }]
}

const among = (actions: readonly string[], own: readonly string[]): readonly string[] =>
  actions.filter((action) => own.includes(action))

/** EC2: at most 200 resources a call here, of the 1,000 that AWS takes. `ownerless`: ARNs without an account. */
export function ec2Tags(type: string, ownerless = false): TagStyle {
  const writes = ['ec2:CreateTags', 'ec2:DeleteTags'] as const
  return {
    ...plain,
    family: 'ec2',
    writes,
    set: writes[0],
    unset: writes[1],
    most: 200,
    narrowed: (actions, places, keys) =>
      allow('TagNetwork', among(actions, writes), {
        resources: places.map(
          ({ partition, region, account }) => `arn:${partition}:ec2:${region}:${ownerless ? '' : account}:${type}/*`,
        ),
        keys,
      }),
  }
}

/**
 * IAM: a call a resource. Keys of roles are one whatever their case; tags of principals decide access (ABAC), those of
 * policies do not.
 */
export function iamTags(type: 'role' | 'policy'): TagStyle {
  const name = type === 'role' ? 'Role' : 'Policy'
  const writes = [`iam:Tag${name}`, `iam:Untag${name}`]
  return {
    family: `iam-${type}`,
    writes,
    set: `iam:Tag${name}`,
    unset: `iam:Untag${name}`,
    most: 1,
    decidesAccess: type === 'role',
    caseless: type === 'role',
    narrowed: (actions, places, keys) => {
      const resources = places.map(({ partition, account }) => `arn:${partition}:iam::${account}:${type}/*`)
      return [
        ...allow(`Read${name}`, among(actions, [`iam:Get${name}`, `iam:List${name}Tags`]), { resources, keys: null }),
        ...allow(`Tag${name}`, among(actions, writes), { resources, keys }),
      ]
    },
  }
}

/** S3: by key through S3 Control; where that cannot be, the bucket's whole set is read, merged and written. */
export const bucketTags: TagStyle = {
  ...plain,
  family: 's3',
  writes: ['s3:PutBucketTagging', 's3:TagResource', 's3:UntagResource'],
  set: 's3:TagResource',
  unset: 's3:UntagResource',
  most: 1,
  narrowed: (actions, places, keys) => {
    const resources = places.map(({ partition }) => `arn:${partition}:s3:::*`)
    return [
      ...allow('ReadBuckets', among(actions, ['s3:GetBucketTagging']), { resources, keys: null }),
      ...allow('TagBuckets', among(actions, ['s3:TagResource', 's3:UntagResource']), { resources, keys }),
      // A whole set is written: its keys are those that were there as well.
      ...allow('PutBucketTags', among(actions, ['s3:PutBucketTagging']), { resources, keys: null }),
    ]
  },
}

/**
 * Everything else, through the Resource Groups Tagging API, which asks for the service's own permission, too. ARNs of some
 * services have no account or no region, and what follows is each service's own: that much is left open.
 */
export function serviceTags(
  service: string,
  own: { readonly tag: readonly string[]; readonly untag: readonly string[] },
): TagStyle {
  const writes = [...new Set(['tag:TagResources', 'tag:UntagResources', ...own.tag, ...own.untag])]
  return {
    ...plain,
    family: 'tagging',
    writes,
    set: 'tag:TagResources',
    unset: 'tag:UntagResources',
    most: 20,
    narrowed: (actions, places, keys) => {
      const services = among(actions, [...own.tag, ...own.untag])
      // One that writes a whole set names the keys that were there as well.
      const whole = services.filter((action) => /:Put\w*Tagging$/.test(action))
      const byKey = services.filter((action) => !whole.includes(action))
      const resources = places.flatMap(({ partition, account }) =>
        [account, ''].map((owner) => `arn:${partition}:${service}:*:${owner}:*`),
      )
      const statements = [
        ...allow('TagServices', byKey, { resources, keys }),
        ...allow('TagSets', whole, { resources, keys: null }),
      ]
      const regions = places.map(({ region }) => region)
      if (regions.includes('*')) return statements
      const there = { StringEquals: { 'aws:RequestedRegion': [...new Set(regions)].sort() } }
      return statements.map((one) => ({ ...one, Condition: { ...one.Condition, ...there } }))
    },
  }
}

/** Kinds whose tags nobody writes here. */
export const unwritten: TagStyle = {
  ...plain,
  family: 'none',
  writes: [],
  set: 'none',
  unset: 'none',
  most: 1,
  narrowed: () => [],
}
