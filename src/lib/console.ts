interface Place {
  readonly region: string
  readonly id: string
  readonly arn: string
}

/** The console of the partition that an ARN lies in; each region of `aws` has its own. */
export function consoleHost({ region, arn }: Pick<Place, 'region' | 'arn'>): string {
  if (arn.startsWith('arn:aws-cn:')) return 'console.amazonaws.cn'
  if (arn.startsWith('arn:aws-us-gov:')) return 'console.amazonaws-us-gov.com'
  return region === 'global' ? 'console.aws.amazon.com' : `${region}.console.aws.amazon.com`
}

/** A page of EC2's or the VPC console about one id: `InstanceDetails:instanceId`. */
export const ec2Console =
  (app: 'ec2' | 'vpc' | 'vpcconsole', page: string) =>
  (ref: Place): string =>
    `https://${consoleHost(ref)}/${app}/home?region=${ref.region}#${page}=${ref.id}`
