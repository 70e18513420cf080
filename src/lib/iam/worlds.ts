import type { AddressSet } from '../address-set.ts'
import { assertNever } from '../assert-never.ts'
import { signatures, type Work } from './signatures.ts'
import type { Test } from './test-of-request.ts'

/** One way in which the tests of a key can come out together. `sure`: there is such a request; else there may be. */
export interface World {
  readonly truths: readonly (readonly [string, boolean])[]
  readonly sure: boolean
}

const mostClosed = 6
const mostWorlds = 4_096

/**
 * Every way in which these tests, all of one key, can come out together; ways that are missing cannot be. null: too
 * many. The first is that the key is missing or another value than all that are asked about.
 */
export function worldsOf(tests: readonly Test[], budget: Work): readonly World[] | null {
  const families = Map.groupBy(tests, ({ family }) => family)
  const missing = families.get('absent') ?? []
  families.delete('absent')
  let worlds: readonly World[] = [{ truths: [], sure: true }]
  for (const [, family] of families) {
    const own = familyWorlds(family, budget)
    if (own === null || own.length * worlds.length > mostWorlds) return null
    // Two families of one key: nobody has looked whether a value can meet both.
    worlds = worlds.flatMap((left) => own.map((right) => both(left, right)))
  }
  if (missing.length === 0) return worlds
  const absentIs = (value: boolean): World['truths'] => missing.map(({ id }) => [id, value] as const)
  const nothing = tests.filter(({ family }) => family !== 'absent').map(({ id }) => [id, false] as const)
  return [
    { truths: [...nothing, ...absentIs(true)], sure: !tests.some(({ family }) => family === 'closed') },
    ...worlds.map(({ truths, sure }) => ({ truths: [...truths, ...absentIs(false)], sure })),
  ]
}

function both(left: World, right: World): World {
  const idle = [left, right].some(({ truths }) => truths.every(([, value]) => !value))
  return { truths: [...left.truths, ...right.truths], sure: left.sure && right.sure && idle }
}

function familyWorlds(tests: readonly Test[], budget: Work): readonly World[] | null {
  const [first] = tests
  if (first === undefined) return []
  switch (first.family) {
    case 'text':
    case 'text-without-case':
    case 'arn':
      return textWorlds(tests, budget)
    case 'address':
      return addressWorlds(tests)
    case 'bool':
      return boolWorlds(tests)
    case 'closed':
      return freeWorlds(tests, (trues) => trues === 0 || tests.length === 1)
    case 'unread':
      return freeWorlds(tests, () => false)
    case 'absent':
      return []
    default:
      return assertNever(first)
  }
}

const world = (tests: readonly Test[], met: readonly boolean[], sure: boolean): World => ({
  truths: tests.map(({ id }, index) => [id, met[index] ?? false] as const),
  sure,
})

function textWorlds(tests: readonly Test[], budget: Work): readonly World[] | null {
  const sets = tests.map((one) => ('globs' in one ? one.globs : []))
  const found = signatures(sets, budget)
  if (found === null) return null
  const present = found.map((met) => world(tests, met, true))
  // Where `*` is asked for, only a missing key meets nothing.
  const missing = world(tests, [], false)
  return found.some((met) => !met.includes(true)) ? present : [missing, ...present]
}

function addressWorlds(tests: readonly Test[]): readonly World[] {
  const found = new Map<string, World>([['', world(tests, [], false)]])
  for (const family of ['v4', 'v6'] as const) {
    const sets = tests.map((one): AddressSet => (one.family === 'address' ? one[family] : []))
    for (const at of [0n, ...sets.flat().flatMap(({ first, last }) => [first, last + 1n])]) {
      if (at > (family === 'v4' ? 2n ** 32n : 2n ** 128n) - 1n) continue
      const met = sets.map((set) => set.some(({ first, last }) => first <= at && at <= last))
      found.set(met.join(), world(tests, met, true))
    }
  }
  return [...found.values()]
}

/** A key that is always there, as aws:SecureTransport is, is never neither true nor false: so that is not sure. */
function boolWorlds(tests: readonly Test[]): readonly World[] {
  const asked = (value: string): World =>
    world(
      tests,
      tests.map((one) => one.family === 'bool' && one.values.includes(value)),
      true,
    )
  return [world(tests, [], false), asked('true'), asked('false')]
}

function freeWorlds(tests: readonly Test[], sure: (trues: number) => boolean): readonly World[] | null {
  if (tests.length > mostClosed) return null
  return Array.from({ length: 2 ** tests.length }, (_, bits) => {
    const met = tests.map((_test, index) => ((bits >> index) & 1) === 1)
    return world(tests, met, sure(met.filter(Boolean).length))
  })
}
