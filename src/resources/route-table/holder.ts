import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2'
import { inTime } from '../../aws/clients.ts'
import { malformedAnswer } from '../../aws/gap.ts'
import type { Session } from '../../aws/session.ts'
import { associated, isThere } from './normalise.ts'
import type { Table } from './sources.ts'

interface Holder {
  readonly table: string
  readonly association: string
}

/**
 * Which table of the VPC has a subnet, a gateway or the place of the main table right now, and by which association: it may be
 * another table than the one that is changed. null: a subnet that names none. Throws what AWS answers.
 */
export async function holderOf(session: Session, member: string, { vpc }: Table): Promise<Holder | null> {
  const wanted = member === 'main' ? null : (member.split(' ')[1] ?? '')
  if (!vpc.known || vpc.value === null) throw malformedAnswer('a route table without its VPC')
  const client = await session.ec2()
  let token: string | undefined
  do {
    const answer = await client.send(
      new DescribeRouteTablesCommand({
        Filters: [{ Name: 'vpc-id', Values: [vpc.value] }],
        MaxResults: 100,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      inTime(),
    )
    if (answer.RouteTables === undefined) throw malformedAnswer('no list of route tables')
    for (const { RouteTableId: table, Associations } of answer.RouteTables) {
      const found = Associations?.filter(isThere).find((one) =>
        wanted === null ? one.Main === true : one.Main !== true && associated(one) === wanted,
      )
      const association = found?.RouteTableAssociationId
      if (table !== undefined && association !== undefined) return { table, association }
    }
    token = answer.NextToken === '' ? undefined : answer.NextToken
  } while (token !== undefined)
  return null
}
