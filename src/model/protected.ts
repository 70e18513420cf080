/** ARN patterns of what no run may touch, whatever the policy says: without these an account cannot be recovered. */
export const alwaysProtected = [
  'arn:*:iam::*:role/aws-service-role/*',
  'arn:*:iam::*:role/aws-reserved/*',
  'arn:*:iam::*:role/OrganizationAccountAccessRole',
  'arn:*:iam::*:role/AWSControlTowerExecution',
] as const
