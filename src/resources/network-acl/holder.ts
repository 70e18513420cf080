import { DescribeNetworkAclsCommand } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { malformedAnswer } from '../../aws/gap.ts'
import type { Session } from '../../aws/session.ts'
import type { Acl } from './sources.ts'

/**
 * Which ACL has a subnet right now, and by which association: it may be another one than the one that is changed. Every subnet
 * has one, so null: the subnet is not there. Throws what AWS answers.
 */
export async function holderOf(
  session: Session,
  subnet: string,
  { vpc }: Acl,
): Promise<{ readonly acl: string; readonly association: string } | null> {
  for await (const { NetworkAclId: acl, Associations } of aclsOf(session, vpc.known ? vpc.value : null)) {
    const association = Associations?.find(({ SubnetId }) => SubnetId === subnet)?.NetworkAclAssociationId
    if (acl !== undefined && association !== undefined) return { acl, association }
  }
  return null
}

/** The ACL that subnets of the VPC have which name no other. */
export async function defaultAclOf(session: Session, { vpc }: Acl): Promise<string | null> {
  for await (const { NetworkAclId, IsDefault } of aclsOf(session, vpc.known ? vpc.value : null))
    if (IsDefault === true && NetworkAclId !== undefined) return NetworkAclId
  return null
}

async function* aclsOf(session: Session, vpc: string | null) {
  if (vpc === null) throw malformedAnswer('a network ACL without its VPC')
  const client = await session.ec2()
  let token: string | undefined
  do {
    const answer = await client.send(
      new DescribeNetworkAclsCommand({
        Filters: [{ Name: 'vpc-id', Values: [vpc] }],
        MaxResults: 1000,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      inTime(),
    )
    if (answer.NetworkAcls === undefined) throw malformedAnswer('no list of network ACLs')
    yield* answer.NetworkAcls
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
}
