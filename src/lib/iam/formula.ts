import { assertNever } from '../assert-never.ts'
import type { Test } from './test-of-request.ts'

/** When something holds, over tests of the request of which each may hold or not. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] }

export const always: Formula = { kind: 'constant', value: true }
export const never: Formula = { kind: 'constant', value: false }
export const holds = (test: Test): Formula => ({ kind: 'test', test })

export function not(of: Formula): Formula {
  if (of.kind === 'constant') return of.value ? never : always
  return of.kind === 'not' ? of.of : { kind: 'not', of }
}

export const and = (...parts: readonly Formula[]): Formula => joined('and', parts)
export const or = (...parts: readonly Formula[]): Formula => joined('or', parts)

function joined(kind: 'and' | 'or', parts: readonly Formula[]): Formula {
  const [neutral, final] = kind === 'and' ? [always, never] : [never, always]
  const decides = (one: Formula): boolean => one.kind === 'constant' && one.value === (final === always)
  if (parts.some(decides)) return final
  const [first, ...rest] = parts.filter(({ kind: part }) => part !== 'constant')
  if (first === undefined) return neutral
  return rest.length === 0 ? first : { kind, of: [first, ...rest] }
}

/** The tests that it asks about, each once, in order of their names. */
export function testsOf(formula: Formula): readonly Test[] {
  const found = new Map(asked(formula).map((test) => [test.id, test]))
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function asked(formula: Formula): readonly Test[] {
  switch (formula.kind) {
    case 'constant':
      return []
    case 'test':
      return [formula.test]
    case 'not':
      return asked(formula.of)
    case 'and':
    case 'or':
      return formula.of.flatMap(asked)
    default:
      return assertNever(formula)
  }
}

/** Its value where some tests are settled; null: it depends on the others. */
export function outcome(formula: Formula, settled: ReadonlyMap<string, boolean>): boolean | null {
  switch (formula.kind) {
    case 'constant':
      return formula.value
    case 'test':
      return settled.get(formula.test.id) ?? null
    case 'not': {
      const inner = outcome(formula.of, settled)
      return inner === null ? null : !inner
    }
    case 'and':
    case 'or': {
      const final = formula.kind === 'or'
      const values = formula.of.map((one) => outcome(one, settled))
      if (values.includes(final)) return final
      return values.includes(null) ? null : !final
    }
    default:
      return assertNever(formula)
  }
}
