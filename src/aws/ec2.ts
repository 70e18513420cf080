import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { inTime } from './clients.ts'

/** The EC2 client, in a chunk of its own: a run that ends before AWS never loads it. */
export const ec2Client = (config: NonNullable<ConstructorParameters<typeof EC2Client>[0]>): EC2Client =>
  new EC2Client(config)

/** Names of the regions that the account has enabled; null: the answer had none. */
export async function enabledRegionNames(client: EC2Client): Promise<readonly string[] | null> {
  const { Regions } = await client.send(new DescribeRegionsCommand({ AllRegions: false }), inTime())
  return Regions?.flatMap(({ RegionName }) => RegionName ?? []) ?? null
}
