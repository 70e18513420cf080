import * as z from 'zod/mini'
import { loadedActions } from '../../tables/load.ts'

const standard = ['*', 'iam', 's3', 'ec2', 'sts', 'kms', 'organizations']
const expected = 'the prefix of a service as actions have it, such as s3, or * for all services'

const service = z.string({ error: expected }).check(
  z.check(({ value: one, issues }) => {
    if (one === '*' || loadedActions().has(one)) return
    // With all words that would do, so that the nearest can be told.
    issues.push({ code: 'invalid_value', values: [...loadedActions().keys()], message: expected, input: one })
  }),
)

export const optionsSchema = z.strictObject({
  services: z._default(
    z
      .array(service, { error: 'a list of services such as ["iam", "s3"]' })
      .check(z.minLength(1, { error: 'at least one service' })),
    standard,
  ),
})

export type Options = z.infer<typeof optionsSchema>
