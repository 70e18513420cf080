import type { Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'

type Statement = Readonly<Record<string, unknown>>

export const own = '111111111111'
export const foreign = '999900001111'
export const host = 'token.actions.githubusercontent.com'
export const github = { Federated: `arn:aws:iam::${own}:oidc-provider/${host}` }
export const deleted = 'AROAABCDEFGHIJKLMNOPQ'

export const doc = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
export const role = (...statements: readonly Statement[]): Resource<'iam-role'> =>
  exampleRole({}, { facts: { trust: doc(...statements) } })
export const to = (Principal: unknown, Condition: Statement = {}, Action: unknown = 'sts:AssumeRole'): Statement => ({
  Effect: 'Allow',
  Principal,
  Action,
  Condition,
})
export const jobs = (Condition: Statement): Statement => to(github, Condition, 'sts:AssumeRoleWithWebIdentity')
export const denied = (statement: Statement): Statement => ({ ...statement, Effect: 'Deny' })
export const [sub, aud] = [`${host}:sub`, { [`${host}:aud`]: 'sts.amazonaws.com' }]
export const claim = (name: string): string => `${host}:${name}`

export const infra = { allow: ['repo:octo/infra:ref:refs/heads/main', 'repo:octo/infra:environment:prod'] }
export const provider = { allow: [`https://${host}`] }
export const partner = { allow: [foreign] }
export const partnerWithId = { ...partner, 'require-external-id': true }
export const organization = 'o-a1b2c3d4e5'
export const main = 'repo:octo/infra:ref:refs/heads/main'

/** The same role as AWS makes it for a service of its own. */
export const linked = (given: Resource<'iam-role'>): Resource<'iam-role'> => ({
  ...given,
  ref: { ...given.ref, arn: given.ref.arn.replace('role/', 'role/aws-service-role/support.amazonaws.com/') },
})
