import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateTagsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { CreateRoleCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import type { Cloud } from './cloud.ts'

const role = 'shop-orders'
const toLambda = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}
const readsOrders = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: '*' }],
}

const allOfS3 = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }

/** What an attacker, or a hurried colleague, changes in the shop. */
export interface ShopDrift {
  /** The private route table. */
  readonly table: string
  /** Gives the role all of S3, and the private network a way to the internet. */
  happen(): Promise<void>
  /** The role's inline policies, and where the table leads. */
  now(): Promise<{ readonly policies: readonly string[]; readonly destinations: readonly string[] }>
}

/** A role that reads orders, and a private network. */
export async function webShopDrift(cloud: Cloud): Promise<ShopDrift> {
  const [iam, ec2] = [await cloud.iam(), await cloud.ec2()]
  await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: JSON.stringify(toLambda) }))
  const orders = { RoleName: role, PolicyName: 'read-orders', PolicyDocument: JSON.stringify(readsOrders) }
  await iam.send(new PutRolePolicyCommand(orders))
  const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({}))
  const VpcId = vpc?.VpcId ?? ''
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
  const table = RouteTable?.RouteTableId ?? ''
  await ec2.send(new CreateTagsCommand({ Resources: [table], Tags: [{ Key: 'Name', Value: 'shop-private' }] }))
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}))
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  return {
    table,
    async happen() {
      const all = { RoleName: role, PolicyName: 'temporary', PolicyDocument: JSON.stringify(allOfS3) }
      await iam.send(new PutRolePolicyCommand(all))
      const way = { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId }
      await ec2.send(new CreateRouteCommand(way))
    },
    async now() {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }))
      const { RouteTables: [found] = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [table] }))
      return {
        policies: PolicyNames,
        destinations: (found?.Routes ?? []).map(({ DestinationCidrBlock = '' }) => DestinationCidrBlock),
      }
    },
  }
}

/** The same shop, with its roles and its network held to what the repository recorded. */
export const webShopDriftRule = `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [iam-role, route-table], not: { names: ["holdfast-*"] } }
`
