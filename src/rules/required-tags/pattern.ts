import type { RE2JS } from 're2js'

let engine: typeof RE2JS | null = null

/** The engine is large, and most policies have no pattern: to be called before a file that has one is parsed. */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS
}

/** Steps of the engine: what a value of 256 characters may cost is held down by it. */
const largest = 1000
const longest = 1000

export type Pattern =
  | { readonly kind: 'pattern'; matches(value: string): boolean }
  | { readonly kind: 'problem'; readonly expected: string }

/** RE2: its time grows with the value's length and never with what a pattern makes of it. The whole value must match. */
export function patternOf(text: string): Pattern {
  if (text.length > longest) return { kind: 'problem', expected: `a pattern of at most ${longest} characters` }
  if (engine === null) throw new Error('a pattern before loadPatterns')
  try {
    const compiled = engine.compile(text)
    if (compiled.programSize() > largest) return { kind: 'problem', expected: 'a pattern that repeats less' }
    return { kind: 'pattern', matches: (value) => compiled.matches(value) }
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error)
    return { kind: 'problem', expected: `a regular expression in RE2's syntax (${said})` }
  }
}
