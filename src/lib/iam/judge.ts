import { type Formula, outcome, testsOf } from './formula.ts'
import type { Work } from './signatures.ts'
import { type World, worldsOf } from './worlds.ts'

/** `unknown`: neither is proved. */
export type Tri = 'yes' | 'no' | 'unknown'

/**
 * Whether there is a request for which the formula holds. `no` is proved: no outcome of the tests makes it hold. `yes`
 * means an outcome that a request can show, tests of different keys taken as independent.
 */
export function possible(formula: Formula, budget: Work): Tri {
  if (formula.kind === 'constant') return formula.value ? 'yes' : 'no'
  const keys: (readonly World[])[] = []
  for (const tests of Map.groupBy(testsOf(formula), ({ key }) => key).values()) {
    const worlds = worldsOf(tests, budget)
    if (worlds === null) return 'unknown'
    keys.push(worlds)
  }
  return search(formula, keys, new Map(), true, budget)
}

/** Key by key, leaving off as soon as the others cannot change it. */
function search(
  formula: Formula,
  [worlds, ...others]: readonly (readonly World[])[],
  settled: ReadonlyMap<string, boolean>,
  sure: boolean,
  budget: Work,
): Tri {
  budget.left -= 20
  const value = outcome(formula, settled)
  if (value === false) return 'no'
  if (value === true) return sure ? 'yes' : 'unknown'
  if (worlds === undefined || budget.left < 0) return 'unknown'
  let best: Tri = 'no'
  for (const one of worlds) {
    const found = search(formula, others, new Map([...settled, ...one.truths]), sure && one.sure, budget)
    if (found === 'yes') return 'yes'
    if (found === 'unknown') best = 'unknown'
  }
  return best
}

/** The surer of two answers to "is there any?". */
export const either = (a: Tri, b: Tri): Tri =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no'
