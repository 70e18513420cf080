import type * as z from 'zod/mini'
import type { Json } from '../model/basics.ts'
import type { Rating } from '../model/member.ts'
import type { OptionFiles } from '../model/option-files.ts'
import type { Kind, Resource } from '../model/resource.ts'
import type { Rule, Verdict } from '../model/rule.ts'

/** One worked example of a rule: a test and a piece of its documentation at once. */
export interface Case<K extends Kind = Kind> {
  readonly title: string
  readonly group: 'pass' | 'fail' | 'unknown' | 'near-miss'
  /** As a policy file would spell them. */
  readonly options: { readonly [key: string]: Json }
  readonly resource: Resource<K>
  /** Other resources that are there, and ones that could not be read. */
  readonly others?: readonly Resource[]
  /** As baselines of the repository have them; left out: the rule needs none. */
  readonly recorded?: readonly Resource[]
  readonly unread?: readonly { readonly kind: Kind; readonly id: string | null }[]
  readonly expect: {
    readonly verdict: 'pass' | 'not-applicable' | 'fail' | 'unknown'
    /** Parts of the message that a person relies on. */
    readonly says?: readonly string[]
    /** Of what happened, for drift: the repair is then no fix of one kind, and is rated by itself. */
    readonly rating?: Rating
    readonly repair?: 'changes' | 'ask' | 'none'
    /** `- member` and `+ member`, sorted. */
    readonly changes?: readonly string[]
  }
}

/** A rule with the schema of its options: defaults are filled in when the policy is parsed. */
export interface RuleDefinition<O = unknown, K extends Kind = Kind> extends Rule<O, K> {
  readonly options: z.ZodMiniType<O>
  /** The option that lists kinds, if one does: its names are checked when a policy is parsed. */
  readonly kindsOption?: string
  /** Files of the repository that the options name. */
  readonly files?: OptionFiles<O>
  /** Loads what only some options need, before a policy file with this text is parsed. */
  readonly load?: (text: string) => Promise<void>
}

/** As a rule's folder exports it, whatever its options are. */
export type AnyRule = RuleDefinition

type Optional = 'needs' | 'looksUp' | 'tagKeys' | 'depth' | 'wantsDetail'

/**
 * Makes a rule out of its parts. The options that reach `check` were parsed by `options`, so the one widening of
 * their type here is safe.
 */
export function defineRule<O, K extends Kind>(
  rule: Omit<RuleDefinition<O, K>, Optional> & Partial<Pick<RuleDefinition<O, K>, Optional>>,
): AnyRule {
  const whole: RuleDefinition<O, K> = {
    needs: () => [],
    looksUp: () => [],
    tagKeys: () => [],
    depth: 'whole',
    wantsDetail: false,
    ...rule,
  }
  return whole as unknown as AnyRule
}

export type { Resource, Verdict }
