export { homeRegion } from '../lib/home-region.ts'

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov'

/** The partition that an ARN or a region lies in. */
export function partitionOf(arnOrRegion: string): Partition {
  if (/^(arn:aws-cn:|cn-)/.test(arnOrRegion)) return 'aws-cn'
  return /^(arn:aws-us-gov:|us-gov-)/.test(arnOrRegion) ? 'aws-us-gov' : 'aws'
}

/** The audience that GitHub's token is asked for, where nobody says otherwise. */
export const audienceOf = (partition: Partition): string =>
  partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com'
