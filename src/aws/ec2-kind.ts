import type { EC2Client, Filter } from '@aws-sdk/client-ec2'
import type { KindIo } from '../model/kind.ts'
import type { HouseKind } from '../model/resource.ts'
import { sendEc2Tags } from './ec2-tags.ts'
import { type Asked, type ListedKind, listedKind } from './listed-kind.ts'
import type { Session } from './session.ts'

/** EC2 takes up to 200 values in a filter. */
const idsInAFilter = 200

/** A kind that EC2 lists in pages, with its tags. `send`: how it is written; left out: by its tags alone. */
export function ec2Kind<K extends HouseKind, L>(
  spec: Omit<ListedKind<K, L, EC2Client>, 'client' | 'idsAtOnce'> & { readonly idsAtOnce?: number },
  send: KindIo<Session, K>['send'] = sendEc2Tags,
): KindIo<Session, K> {
  return listedKind({ idsAtOnce: idsInAFilter, ...spec, client: (session) => session.ec2() }, send)
}

/** By a filter: ids that are not there are left out of the answer, where naming them would fail the whole call. */
export const filteredBy = (name: string, { ids }: Pick<Asked, 'ids'>): { Filters: Filter[] } | Record<string, never> =>
  ids === null ? {} : { Filters: [{ Name: name, Values: [...ids] }] }

export const nextPage = ({ token }: Pick<Asked, 'token'>): { NextToken: string } | Record<string, never> =>
  token === undefined ? {} : { NextToken: token }

export const ec2Arn =
  (type: string, ownerless = false) =>
  (id: string, { partition, target }: Session): string =>
    `arn:${partition}:ec2:${target.region}:${ownerless ? '' : target.account}:${type}/${id}`
