import * as z from 'zod/mini'
import { entryOf } from './allowed.ts'

const expected =
  'an account id, the ARN of a role or user, a service such as ec2.amazonaws.com, a provider (its ARN or URL), an organization (o-…), or jobs on GitHub such as "repo:octo/infra:ref:refs/heads/main"'

const entry = z.string({ error: expected }).check(z.refine((text) => entryOf(text) !== null, { error: expected }))

export const optionsSchema = z.strictObject({
  allow: z._default(z.array(entry, { error: 'a list of whom roles may trust' }), [
    '*.amazonaws.com',
    '*.amazonaws.com.cn',
  ]),
  'require-external-id': z._default(z.boolean(), false),
})

export type Options = z.infer<typeof optionsSchema>
