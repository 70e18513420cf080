/** Where the AWS console of a resource's partition is; its ARN says which. Only the commercial one has a host a region. */
export function consoleHost({ arn, region }: { readonly arn: string; readonly region: string }): string {
  if (arn.startsWith('arn:aws-cn:')) return 'console.amazonaws.cn'
  return arn.startsWith('arn:aws-us-gov:') ? 'console.amazonaws-us-gov.com' : `${region}.console.aws.amazon.com`
}
