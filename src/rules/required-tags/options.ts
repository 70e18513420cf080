import * as z from 'zod/mini'
import type { DocumentKey } from './documents.ts'
import { folded, isBlank, lengthOf, longest } from './key.ts'
import { patternOf } from './pattern.ts'
import { sources } from './tag.ts'
import { tagProblems } from './tag-problems.ts'

const text = (expected: string) => z.string({ error: expected })
const value = text('a text').check(
  z.refine((one: string) => lengthOf(one) <= longest.value, {
    error: `a tag value of at most ${longest.value} characters`,
  }),
)
const allowed = text('a text, in which * stands for any text').check(
  z.refine((one: string) => lengthOf(one.replaceAll('*', '')) <= longest.value, {
    error: `a tag value of at most ${longest.value} characters`,
  }),
)
const pattern = text('a regular expression').check(
  z.check(({ value: one, issues }) => {
    const compiled = patternOf(one)
    if (compiled.kind === 'problem') issues.push({ code: 'custom', message: compiled.expected, input: one })
  }),
)

const tag = z
  .strictObject(
    {
      required: z._default(z.boolean(), true),
      values: z.optional(z.array(allowed).check(z.minLength(1, { error: 'at least one value, or no values' }))),
      pattern: z.optional(pattern),
      aliases: z._default(z.record(z.string(), value, { error: 'a map of wrong values to right ones' }), {}),
      normalise: z._default(z.boolean(), false),
      default: z.optional(value),
      inherit: z._default(z.array(z.enum(sources, { error: `one of ${sources.join(', ')}` })), []),
      fill: z._default(z.enum(['approve', 'fix'], { error: 'approve or fix' }), 'approve'),
      'strict-case': z._default(z.boolean(), false),
    },
    { error: 'a map of what holds for the key: {} for any value' },
  )
  .check(z.check(({ value: one, issues }) => void issues.push(...tagProblems(one))))

const key = z.string().check(
  z.refine((one: string) => !isBlank(one) && lengthOf(one) <= longest.key, {
    error: `a tag key of 1 to ${longest.key} characters`,
  }),
  z.refine((one: string) => !folded(one).startsWith('aws:'), {
    error: 'a key that does not begin with aws: those only AWS writes',
  }),
)

const tags = z.record(key, tag, { error: 'a map of tag keys to what holds for them' }).check(
  z.check(({ value: all, issues }) => {
    const seen = new Map<string, string>()
    for (const one of Object.keys(all)) {
      const first = seen.get(folded(one))
      if (first === undefined) seen.set(folded(one), one)
      else {
        const message = `each key once, whatever its case: ${JSON.stringify(first)} is there already`
        issues.push({ code: 'custom', message, path: [one], params: { at: 'key' }, input: one })
      }
    }
  }),
)

export const optionsSchema = z
  .strictObject({
    resources: z.optional(
      z
        .array(text('a kind of resource such as ec2:instance'), { error: 'a list of kinds such as ["ec2:instance"]' })
        .check(z.minLength(1, { error: 'at least one kind of resource' })),
    ),
    tags: z._default(tags, {}),
    policies: z._default(z.array(text('a path in the repository, in which * and ** may stand')), []),
  })
  .check(
    z.refine((options) => Object.keys(options.tags).length > 0 || options.policies.length > 0, {
      path: ['tags'],
      error: 'tags, policies, or both: what resources must carry',
    }),
    z.refine((options) => options.resources !== undefined || options.policies.length > 0, {
      path: ['resources'],
      error: 'a list of kinds such as ["ec2:instance"]: only tag policies can say it in its place',
    }),
  )

/** With what the documents say that `policies` names, once they are read. */
export type Options = z.infer<typeof optionsSchema> & { readonly documents?: readonly DocumentKey[] }
