import type { Glob, Token } from './glob.ts'

/** What may still be spent, in looks at a token of a pattern. Patterns that use it up are not decided: nothing hangs. */
export interface Work {
  left: number
}

export const work = (left = 1_500_000): Work => ({ left })

/** Where one pattern stands after some text: the positions that may come next. */
type Positions = readonly number[]
/** One set of patterns; null: it covers whatever text still comes. */
type Progress = readonly Positions[] | null

/** Longer than a sign, so equal to none: stands for all the signs that no pattern names. */
const otherSign = 'other'

/**
 * Which of the sets of patterns can a text meet at once, and which not: every combination that some text beginning with
 * `prefix` (and going on) shows, once. Exact; it walks the deterministic automaton of all patterns together, as far as
 * it can be reached. null: too much work.
 */
export function signatures(
  sets: readonly (readonly Glob[])[],
  budget: Work,
  prefix = '',
): readonly (readonly boolean[])[] | null {
  const start = [...prefix].reduce(
    (states, sign) => states.map((state, index) => step(state, sets[index] ?? [], sign, budget)),
    sets.map((globs): Progress => globs.map(({ tokens }) => entered(tokens, [0]))),
  )
  const seen = new Set([JSON.stringify(start)])
  const waiting = [start]
  const found = new Map<string, readonly boolean[]>()
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const sign of nextSigns(state, sets)) {
      const next = state.map((one, index) => step(one, sets[index] ?? [], sign, budget))
      if (budget.left < 0) return null
      const met = next.map((one, index) => accepts(one, sets[index] ?? []))
      found.set(met.join(), met)
      const key = JSON.stringify(next)
      if (seen.has(key)) continue
      seen.add(key)
      waiting.push(next)
    }
  }
  return [...found.values()]
}

function step(state: Progress, globs: readonly Glob[], sign: string, budget: Work): Progress {
  if (state === null) return null
  const next: Positions[] = []
  for (const [index, positions] of state.entries()) {
    const tokens = globs[index]?.tokens ?? []
    budget.left -= positions.length + 1
    const moved = entered(
      tokens,
      positions.flatMap((at) => after(tokens[at], at, sign)),
    )
    if (moved.at(-1) === tokens.length && endless(tokens, moved.at(-2))) return null
    next.push(moved)
  }
  return next
}

function after(token: Token | undefined, at: number, sign: string): readonly number[] {
  if (token === undefined) return []
  if (token.kind === 'sign') return token.sign === sign ? [at + 1] : []
  if (!token.colon && sign === ':') return []
  return [token.kind === 'many' ? at : at + 1]
}

/** A star may stay empty; and what stands before the last star that was reached can no longer matter. */
function entered(tokens: readonly Token[], positions: readonly number[]): Positions {
  const all = new Set(positions)
  for (const at of all) if (tokens[at]?.kind === 'many') all.add(at + 1)
  const sorted = [...all].sort((a, b) => a - b)
  return sorted.slice(
    Math.max(
      0,
      sorted.findLastIndex((at) => endless(tokens, at)),
    ),
  )
}

function endless(tokens: readonly Token[], at: number | undefined): boolean {
  const token = at === undefined ? undefined : tokens[at]
  return token?.kind === 'many' && token.colon
}

function accepts(state: Progress, globs: readonly Glob[]): boolean {
  return state === null || state.some((positions, index) => positions.at(-1) === globs[index]?.tokens.length)
}

/** The signs after which states can differ: those that a pattern waits for, the colon where it stops a star, and any other. */
function nextSigns(state: readonly Progress[], sets: readonly (readonly Glob[])[]): ReadonlySet<string> {
  const signs = new Set([otherSign])
  for (const [set, progress] of state.entries()) {
    for (const [index, positions] of (progress ?? []).entries()) {
      for (const at of positions) {
        const token = sets[set]?.[index]?.tokens[at]
        if (token?.kind === 'sign') signs.add(token.sign)
        else if (token?.colon === false) signs.add(':')
      }
    }
  }
  return signs
}

/** Whether what `part` covers, `whole` covers too; null: too much work. */
export function covers(whole: readonly Glob[], part: readonly Glob[], budget: Work = work()): boolean | null {
  const found = signatures([part, whole], budget)
  return found === null ? null : !found.some(([inPart = false, inWhole = false]) => inPart && !inWhole)
}
