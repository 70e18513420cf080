/** A region that every account of the partition has, and where what has no region is asked for. */
export function homeRegion(partition: string): string {
  if (partition === 'aws-cn') return 'cn-north-1'
  return partition === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1'
}
