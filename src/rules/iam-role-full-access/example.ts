import type { Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'

type Facts = Resource<'iam-role'>['facts']
type Statement = Readonly<Record<string, unknown>>

export const doc = (...Statement: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
export const allow = (Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
export const deny = (Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
})

const aws = 'arn:aws:iam::aws:policy'
export const own = 'arn:aws:iam::111111111111:policy'
export const [admin, s3Full] = [`${aws}/AdministratorAccess`, `${aws}/AmazonS3FullAccess`]

interface Given {
  readonly inline?: Readonly<Record<string, string>>
  /** ARN → document; null: it was not read. */
  readonly attached?: Readonly<Record<string, string | null>>
  readonly boundary?: readonly [string, string | null]
  readonly more?: Partial<Facts>
}

/** A role with these policies. */
export function role({ inline = {}, attached = {}, boundary, more = {} }: Given): Resource<'iam-role'> {
  const read = [...Object.entries(attached), ...(boundary === undefined ? [] : [boundary])]
  const policies = read.flatMap(([arn, text]): (readonly [string, string])[] => (text === null ? [] : [[arn, text]]))
  return exampleRole(
    {},
    {
      facts: {
        inline: { known: true, value: new Map(Object.entries(inline)) },
        attached: { known: true, value: Object.keys(attached) },
        boundary: boundary?.[0] ?? null,
        policies: new Map(policies),
        ...more,
      },
    },
  )
}

export const inline = (...statements: readonly Statement[]): Resource<'iam-role'> =>
  role({ inline: { p: doc(...statements) } })
export const s3 = { services: ['s3'] }

export const kms = { services: ['kms'] }
/** Actions of KMS that begin with one of these letters. */
export const of = (letters: string): readonly string[] => [...letters].map((one) => `kms:${one}*`)

/** The same role as AWS makes it for a service of its own. */
export const linked = (given: Resource<'iam-role'>): Resource<'iam-role'> => ({
  ...given,
  ref: { ...given.ref, arn: given.ref.arn.replace('role/', 'role/aws-service-role/support.amazonaws.com/') },
})
