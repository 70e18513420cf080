import { ModifyVpcEndpointCommand, type ModifyVpcEndpointCommandInput } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { ec2Send } from '../../aws/ec2-send.ts'
import { documentText } from '../../lib/iam/value.ts'
import type { Change } from '../../model/member.ts'

export const send = ec2Send<'vpc-endpoint'>((api, changes, { ref }) => {
  if (api !== 'ec2:ModifyVpcEndpoint') return `Holdfast does not write ${changes[0].member}`
  const input = { VpcEndpointId: ref.id, ...requestOf(changes) }
  return (client) => client.send(new ModifyVpcEndpointCommand(input), inTime())
})

/** All changes of an endpoint as one request: what comes, what goes, and what is set. */
function requestOf(changes: readonly Change[]): Omit<ModifyVpcEndpointCommandInput, 'VpcEndpointId'> {
  const policy = changes.find(({ member }) => member === 'policy')
  const dns = changes.find(({ member }) => member === 'private-dns')
  return {
    ...policyIn(policy),
    ...(dns === undefined ? {} : { PrivateDnsEnabled: dns.after === true }),
    ...idsOf(
      changes,
      'route-table',
      (ids) => ({ AddRouteTableIds: ids }),
      (ids) => ({ RemoveRouteTableIds: ids }),
    ),
    ...idsOf(
      changes,
      'subnet',
      (ids) => ({ AddSubnetIds: ids }),
      (ids) => ({ RemoveSubnetIds: ids }),
    ),
    ...idsOf(
      changes,
      'security-group',
      (ids) => ({ AddSecurityGroupIds: ids }),
      (ids) => ({ RemoveSecurityGroupIds: ids }),
    ),
  }
}

/** Without a policy of its own, an endpoint has AWS's, which allows everything. */
function policyIn(change: Change | undefined): Pick<ModifyVpcEndpointCommandInput, 'PolicyDocument' | 'ResetPolicy'> {
  if (change === undefined) return {}
  const { after } = change
  if (after === null) return { ResetPolicy: true }
  return { PolicyDocument: documentText(after) }
}

type Ids = Partial<ModifyVpcEndpointCommandInput>

function idsOf(
  changes: readonly Change[],
  word: string,
  adding: (ids: string[]) => Ids,
  removing: (ids: string[]) => Ids,
): Ids {
  const own = changes.filter(({ member }) => member.startsWith(`${word} `))
  const names = (list: readonly Change[]): string[] => list.map(({ member }) => member.slice(word.length + 1))
  const [added, removed] = [own.filter(({ after }) => after !== null), own.filter(({ after }) => after === null)]
  return {
    ...(added.length === 0 ? {} : adding(names(added))),
    ...(removed.length === 0 ? {} : removing(names(removed))),
  }
}
