import {
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling'
import { listedKind } from '../../aws/listed-kind.ts'
import { ownText } from '../../lib/own-text.ts'
import type { Facts } from './model.ts'

/** The largest page, and as many names as a call may give that asks for it. */
const most = 100

export const io = listedKind<'auto-scaling-group', AutoScalingGroup, AutoScalingClient>(
  {
    kind: 'auto-scaling-group',
    operation: 'autoscaling:DescribeAutoScalingGroups',
    // Its id is its name, which may be anything.
    prefixes: [''],
    idsAtOnce: most,
    client: (session) => session.autoScaling(),
    async page(client, { ids, token }, options) {
      const narrowed = ids === null ? {} : { AutoScalingGroupNames: [...ids] }
      const next = token === undefined ? {} : { NextToken: token }
      const input = { ...narrowed, IncludeInstances: false, MaxRecords: most, ...next }
      const answer = await client.send(new DescribeAutoScalingGroupsCommand(input), options)
      return { items: answer.AutoScalingGroups, next: answer.NextToken }
    },
    idOf: ({ AutoScalingGroupName }) => AutoScalingGroupName,
    tagsOf: ({ Tags }) => Tags,
    nameOf: ({ AutoScalingGroupName }) => AutoScalingGroupName,
    factsOf,
    // It holds a UUID that only Auto Scaling knows.
    arnOf: (_id, _session, { AutoScalingGroupARN }) => ownText(AutoScalingGroupARN ?? ''),
  },
  async (_session, call) => ({
    kind: 'refused',
    why: 'Holdfast writes no Auto Scaling group',
    failed: call.changes,
  }),
)

function factsOf({ AutoScalingGroupARN, Tags }: AutoScalingGroup): Facts | null {
  if (AutoScalingGroupARN === undefined) return null
  const propagated = (Tags ?? []).filter(({ PropagateAtLaunch }) => PropagateAtLaunch === true)
  return { propagated: propagated.flatMap(({ Key }) => (Key === undefined ? [] : [ownText(Key)])).sort() }
}
