import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }],
})

/** It lets items of tables be read. */
export const examplePolicy = (
  tags: Readonly<Record<string, string>> = {},
  facts: Partial<Facts> = {},
): Resource<'iam-policy'> => ({
  ...exampleOf('iam-policy', 'iam', 'read-orders', tags),
  facts: {
    path: '/',
    policyId: 'ANPA0123456789ABCDEFG',
    document: { known: true, value: document },
    oldest: { known: true, value: null },
    roles: { known: true, value: [] },
    ...facts,
  },
})
