import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts } from './model.ts'

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

/** Trusted by EC2, and without any policy, boundary or instance profile. */
const bare: Facts = {
  path: '/',
  roleId: 'AROA0123456789ABCDEFG',
  trust,
  inline: { known: true, value: new Map() },
  attached: { known: true, value: [] },
  boundary: null,
  instanceProfiles: { known: true, value: [] },
  policies: new Map(),
}

export const exampleRole = (
  tags: Readonly<Record<string, string>> = {},
  { facts = {}, ...more }: Partial<Omit<Resource<'iam-role'>, 'facts'>> & { readonly facts?: Partial<Facts> } = {},
): Resource<'iam-role'> => ({ ...exampleOf('iam-role', 'iam', 'deploy', tags), facts: { ...bare, ...facts }, ...more })
