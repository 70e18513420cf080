import { consoleHost } from '../../lib/console.ts'
import { plainKind } from '../../tagging/kind.ts'
import { iamTags } from '../../tagging/style.ts'

export const logic = plainKind<'iam-role'>(
  {
    kind: 'iam-role',
    awsName: 'iam:role',
    lists: true,
    reads: ['iam:GetAccountAuthorizationDetails'],
    again: ['iam:GetRole'],
    consoleLink: (ref) => `https://${consoleHost(ref)}/iam/home#/roles/details/${encodeURIComponent(ref.id)}`,
  },
  iamTags('role'),
)
