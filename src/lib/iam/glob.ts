/** A pattern, taken apart. `colon` false: within one part of an ARN. */
export type Token =
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'one' | 'many'; readonly colon: boolean }

export interface Glob {
  readonly text: string
  readonly tokens: readonly Token[]
}

const token = (sign: string, colon: boolean): Token =>
  sign === '*' ? { kind: 'many', colon } : sign === '?' ? { kind: 'one', colon } : { kind: 'sign', sign }

/** `*` is any text, `?` any one character. Runs of stars are one star, or hostile patterns would be long for nothing. */
export function glob(text: string): Glob {
  const signs = [...text.replace(/\*[*?]*/g, (run) => `${run.replaceAll('*', '')}*`)]
  return { text, tokens: signs.map((sign) => token(sign, true)) }
}

/** Text that means itself. */
export const literally = (text: string): Glob => ({
  text,
  tokens: [...text].map((sign) => ({ kind: 'sign', sign })),
})

/** As `ArnLike` reads: each of the first five parts for itself, stars do not reach over its colon; the sixth is the rest. */
export function arnGlob(text: string): Glob {
  let colons = 0
  const tokens = [...text].map((sign) => {
    if (sign === ':') colons++
    return token(sign, colons >= 5)
  })
  return { text, tokens }
}

/**
 * A pattern that may hold policy variables: `${*}`, `${?}` and `${$}` are those signs themselves, any other stands for
 * a text that only the request knows, so that the pattern covers at most what a star there would.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function globWithVariables(text: string): { readonly glob: Glob; readonly variable: boolean } {
  let variable = false
  const tokens = text.split(/(\$\{[^}]*\})/).flatMap((part, index) => {
    if (index % 2 === 0) return glob(part).tokens
    const escaped = /^\$\{([*?$])\}$/.exec(part)?.[1]
    if (escaped !== undefined) return [{ kind: 'sign' as const, sign: escaped }]
    variable = true
    return [{ kind: 'many' as const, colon: true }]
  })
  return { glob: { text, tokens }, variable }
}

export const isLiteral = ({ tokens }: Glob): boolean => tokens.every(({ kind }) => kind === 'sign')
/** Whether every text is covered (a lone star, or one with a sign before it: nothing is named by the empty text). */
export const isTotal = ({ tokens }: Glob): boolean =>
  tokens.length > 0 &&
  tokens.length < 3 &&
  tokens.every((one) => one.kind !== 'sign' && one.colon) &&
  tokens.at(-1)?.kind === 'many' &&
  tokens.filter(({ kind }) => kind === 'one').length < 2
