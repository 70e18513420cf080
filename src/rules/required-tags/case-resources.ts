import type { Kind, Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'
import { exampleInstance } from '../../resources/instance/example.ts'
import { exampleVolume } from '../../resources/volume/example.ts'
import { exampleOf } from '../../tagging/example.ts'

/** What the worked examples are about, as resources of any kind. */
export const instance = (tags: Readonly<Record<string, string>>): Resource =>
  exampleInstance(tags) as unknown as Resource
export const volume = (tags: Readonly<Record<string, string>>): Resource =>
  exampleVolume(tags, ['i-0123456789abcdef0']) as unknown as Resource
export const second = (tags: Readonly<Record<string, string>>): Resource => {
  const one = instance(tags)
  return { ...one, ref: { ...one.ref, id: 'i-00000000000000002', arn: `${one.ref.arn}2` } }
}
export const shared = (): Resource =>
  exampleVolume({}, ['i-0123456789abcdef0', 'i-00000000000000002']) as unknown as Resource
export const stack = (tags: Readonly<Record<string, string>>): Resource => ({
  ...exampleOf('cloudformation:stack' as Kind, 'cloudformation', 'shop/1a2b', tags),
  facts: null,
})
export const stackId = {
  'aws:cloudformation:stack-id': 'arn:aws:cloudformation:us-east-1:111111111111:stack/shop/1a2b',
}
export const unread = (): Resource => ({
  ...exampleOf('rds:db' as Kind, 'rds', 'orders', {}),
  tags: { known: false, why: 'denied', operation: 'tag:GetResources' },
  facts: null,
})
export const database = (tags: Readonly<Record<string, string>>): Resource => ({
  ...exampleOf('rds:db' as Kind, 'rds', 'orders', tags),
  facts: null,
})

export const role = (tags: Readonly<Record<string, string>>): Resource => exampleRole(tags) as unknown as Resource
