import * as z from 'zod/mini'
import { severities } from '../model/basics.ts'
import { ratings } from '../model/member.ts'
import { responses } from '../model/policy.ts'
import { knownRegions } from './regions.ts'

const text = (expected: string) => z.string({ error: expected }).check(z.minLength(1, { error: expected }))
const matching = (pattern: RegExp, expected: string) =>
  z.string({ error: expected }).check(z.regex(pattern, { error: expected }))
const texts = (expected: string) => z.array(text(expected), { error: `a list, each ${expected}` })
const filled = (expected: string) => texts(expected).check(z.minLength(1, { error: `at least one: ${expected}` }))

const account = matching(/^\d{12}$/, 'an account id of 12 digits, quoted: "111122223333"')
const region = z.enum(knownRegions, { error: 'a region of AWS such as eu-west-1' })
const roleArn = matching(
  /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}|\{account\}):role\/[\w+=,.@/-]+$/,
  'the ARN of a role, arn:aws:iam::111122223333:role/NAME ({account} may stand for the account)',
)
const severity = z.enum(severities, { error: `one of ${severities.join(', ')}` })
const response = z.enum(responses, { error: `one of ${responses.join(', ')}` })

const roles = z.strictObject(
  { read: z.optional(roleArn), write: z.optional(roleArn), check: z.optional(roleArn) },
  { error: 'a map of read, write and check to the ARN of a role' },
)
const hub = z.strictObject({
  read: z.optional(roleArn),
  write: z.optional(roleArn),
  'external-id': z.optional(text('a text')),
})
const regions = z.union(
  [z.literal('all'), z.strictObject({ except: z.array(region) }), z.array(region).check(z.minLength(1))],
  { error: 'a list of regions such as [eu-west-1], all, or { except: [REGION, …] }' },
)

const target = z.strictObject({
  account,
  name: z.optional(text('a name')),
  regions,
  role: z.optional(roleArn),
  roles: z.optional(roles),
  via: z.optional(hub),
})

const pattern = 'a text, in which * and ? stand for any text and any character'
/** What findings say of what has no region. */
const place = z.enum([...knownRegions, 'global'], {
  error: 'a region of AWS such as eu-west-1, or global for what has none (IAM)',
})
const whereShape = {
  accounts: z.optional(filled('an account id or the name of a target')),
  regions: z.optional(z.array(place).check(z.minLength(1, { error: 'at least one region' }))),
  kinds: z.optional(filled('a kind such as security-group')),
  ids: z.optional(filled('an id or ARN')),
  names: z.optional(filled(pattern)),
  vpcs: z.optional(filled('an id such as vpc-0123456789abcdef0')),
  tags: z.optional(
    z.record(z.string(), z.union([text(pattern), filled(pattern)], { error: `${pattern}, or a list of such` }), {
      error: 'a map of tag keys to values',
    }),
  ),
}

export interface RawWhere {
  readonly accounts?: readonly string[] | undefined
  readonly regions?: readonly string[] | undefined
  readonly kinds?: readonly string[] | undefined
  readonly ids?: readonly string[] | undefined
  readonly names?: readonly string[] | undefined
  readonly vpcs?: readonly string[] | undefined
  readonly tags?: Readonly<Record<string, string | readonly string[]>> | undefined
  readonly not?: RawWhere | undefined
}

const where: z.ZodMiniType<RawWhere> = z.strictObject({
  ...whereShape,
  get not(): z.ZodMiniOptional<z.ZodMiniType<RawWhere>> {
    return z.optional(where)
  },
})

const ratedResponse = z.strictObject({
  narrowing: z.optional(response),
  neutral: z.optional(response),
  widening: z.optional(response),
  mixed: z.optional(response),
  undecided: z.optional(response),
})

const use = z.strictObject({
  rule: text('the id of a rule'),
  name: z.optional(matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'a name of letters, digits, ".", "_" and "-"')),
  severity: z.optional(severity),
  response: z.optional(
    z.union([response, ratedResponse], {
      error: `one of ${responses.join(', ')}, or a map of ${ratings.join(', ')} to one of them`,
    }),
  ),
  where: z.optional(where),
  options: z.optional(z.record(z.string(), z.unknown(), { error: "a map of the rule's options" })),
})

const exception = z.strictObject({
  uses: filled('the name of a use of a rule'),
  where: z.strictObject({ ids: filled('an id or ARN'), accounts: whereShape.accounts, regions: whereShape.regions }),
  reason: text('why it is tolerated'),
  owner: text('who answers for it'),
  until: matching(/^\d{4}-\d{2}-\d{2}$/, 'the last day on which it holds, such as 2027-03-31'),
})

const wholeNumber = (least: number) =>
  z
    .number({ error: `a whole number, ${least} or more` })
    .check(
      z.int({ error: `a whole number, ${least} or more` }),
      z.gte(least, { error: `a whole number, ${least} or more` }),
    )
const share = z.string({ error: 'a percentage such as 20%' }).check(
  z.refine((value) => /^\d{1,3}(\.\d+)?%$/.test(value) && Number.parseFloat(value) <= 100, {
    error: 'a percentage from 0% to 100%',
  }),
)

export const policySchema = z.strictObject({
  version: z.literal(1, { error: '1' }),
  targets: z.optional(z.array(target).check(z.minLength(1, { error: 'at least one target, or no targets at all' }))),
  role: z.optional(roleArn),
  roles: z.optional(roles),
  via: z.optional(hub),
  rules: z
    .array(use, { error: 'a list of uses of rules' })
    .check(z.minLength(1, { error: 'at least one use of a rule' })),
  exceptions: z.optional(z.array(exception)),
  limits: z.optional(
    z.strictObject({
      changes: z.optional(wholeNumber(0)),
      share: z.optional(share),
      failures: z.optional(wholeNumber(1)),
    }),
  ),
  gate: z.optional(
    z.strictObject({
      'fail-on': z.optional(z.enum(['none', ...severities], { error: `one of none, ${severities.join(', ')}` })),
      unknown: z.optional(z.enum(['fail', 'report'], { error: 'fail or report' })),
      silencing: z.optional(z.enum(['none', ...severities], { error: `one of none, ${severities.join(', ')}` })),
      acknowledge: z.optional(text('the name of a label')),
    }),
  ),
  approvals: z.optional(z.strictObject({ environments: filled('the name of an environment') })),
  // What is no ARN would match nothing, and protect nothing without a word.
  protected: z.optional(
    z.array(matching(/^(arn:|\*)/, 'an ARN such as arn:aws:iam::*:role/NAME, in which * and ? may stand'), {
      error: 'a list of ARNs',
    }),
  ),
  publish: z.optional(
    z.strictObject({
      issue: z.optional(
        z.strictObject({ labels: z.optional(texts('a label')), assignees: z.optional(texts('a login')) }),
      ),
      'pull-request': z.optional(z.strictObject({ labels: z.optional(texts('a label')) })),
      public: z.optional(z.enum(['counts', 'details'], { error: 'counts or details' })),
    }),
  ),
})

export type RawPolicy = z.infer<typeof policySchema>
export type RawUse = RawPolicy['rules'][number]
export type RawTarget = NonNullable<RawPolicy['targets']>[number]
