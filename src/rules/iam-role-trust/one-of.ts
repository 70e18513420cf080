import { type Formula, holds, never, or } from '../../lib/iam/formula.ts'
import { arnGlob, type Glob, glob } from '../../lib/iam/glob.ts'

/**
 * Whether a key has one of some values, whichever operator the trust policy asks about it with: tests of one family know
 * of each other.
 */
export function oneOf(key: string, values: readonly Glob[]): Formula {
  return values.length === 0 ? never : inFamily('text', key, values)
}

/** Where letters of another case are no other value. */
export function oneOfAnyCase(key: string, values: readonly Glob[]): Formula {
  if (values.length === 0) return never
  const lower = values.map(
    ({ text, tokens }): Glob => ({
      text: text.toLowerCase(),
      tokens: tokens.map((one) => (one.kind === 'sign' ? { ...one, sign: one.sign.toLowerCase() } : one)),
    }),
  )
  return or(inFamily('text', key, values), inFamily('text-without-case', key, lower))
}

export function oneOfTexts(key: string, texts: readonly string[]): Formula {
  return oneOfAnyCase(key, texts.map(glob))
}

export function oneOfArns(key: string, arns: readonly string[]): Formula {
  if (arns.length === 0) return never
  return or(oneOfTexts(key, arns), inFamily('arn', key, arns.map(arnGlob)))
}

const inFamily = (family: 'text' | 'text-without-case' | 'arn', key: string, globs: readonly Glob[]): Formula =>
  holds({ id: JSON.stringify([key, 'allowed', family, globs.map(({ text }) => text)]), key, family, globs })
