import { consoleHost } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { iamTags } from '../../tagging/style.ts'

export const logic = plainKind<'iam-policy'>(
  {
    kind: 'iam-policy',
    awsName: 'iam:policy',
    lists: true,
    reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListPolicyTags', 'tag:GetResources'],
    again: ['iam:GetPolicy'],
    consoleLink: (ref) => `https://${consoleHost(ref)}/iam/home#/policies/details/${encodeURIComponent(ref.arn)}`,
  },
  iamTags('policy'),
)
