import type { Wrong } from '../model/baseline.ts'
import type { Json, Observed } from '../model/basics.ts'
import type { Change, Member, Shift } from '../model/member.ts'
import { incomparable, unchanged } from './effect.ts'

/** One sort of members of a kind, known by their first word: what they are, how a file has them, what a change of them does. */
export interface Part<F> {
  readonly word: string
  /** A member as a file may have it. */
  readonly example: string
  /** Whether it is always there, so that no write can take it away. */
  readonly always: boolean
  members(facts: F): readonly (readonly [Member, Observed<Json>])[]
  changed(facts: F, change: Pick<Change, 'member' | 'after'>): F
  /** What is wrong with a member of a file, or with its value; null: nothing. */
  wrong(member: Member, value: Json): Pick<Wrong, 'part' | 'expected'> | null
  /** Where its members could not be read, and nobody can name them. */
  unread(facts: F): Extract<Observed<never>, { readonly known: false }> | null
  shift(before: F, after: F): Shift
}

export interface Form {
  readonly expected: string
  is(value: Json): boolean
}

/** A fact that stands in one member: `dns-support`. A known null is not there. */
export function setting<F>(of: {
  readonly word: string
  readonly value: Form
  read(facts: F): Observed<Json | null>
  write(facts: F, value: Json | null): F
  shift(before: Json | null, after: Json | null): Shift
}): Part<F> {
  const member = of.word as Member
  return {
    word: of.word,
    example: of.word,
    always: true,
    members: (facts) => {
      const seen = of.read(facts)
      if (!seen.known) return [[member, seen]]
      return seen.value === null ? [] : [[member, { known: true, value: seen.value }]]
    },
    changed: (facts, { member: changed, after }) => (changed === member ? of.write(facts, after) : facts),
    wrong: (named, value) => {
      if (named !== member) return { part: 'member', expected: `"${of.word}"` }
      return of.value.is(value) ? null : { part: 'value', expected: of.value.expected }
    },
    unread: () => null,
    shift: (before, after) => between(of.word, of.read(before), of.read(after), of.shift),
  }
}

export type Values = ReadonlyMap<string, Json>

/** A fact that stands in a member an entry: `cidr 10.0.0.0/16`. */
export function entries<F>(of: {
  readonly word: string
  /** Of a name, as a file may have it. */
  readonly name: string
  isName(name: string): boolean
  readonly value: Form
  read(facts: F): Observed<Values>
  write(facts: F, values: Values): F
  shift(before: Values, after: Values): Shift
}): Part<F> {
  const start = `${of.word} `
  return {
    word: of.word,
    example: `${start}${of.name}`,
    always: false,
    members: (facts) => {
      const seen = of.read(facts)
      if (!seen.known) return []
      return [...seen.value].map(([name, value]) => [`${start}${name}` as Member, { known: true, value }])
    },
    changed: (facts, { member, after }) => {
      const seen = of.read(facts)
      if (!seen.known || !member.startsWith(start)) return facts
      const values = new Map(seen.value)
      if (after === null) values.delete(member.slice(start.length))
      else values.set(member.slice(start.length), after)
      return of.write(facts, values)
    },
    wrong: (member, value) => {
      if (!member.startsWith(start) || !of.isName(member.slice(start.length)))
        return { part: 'member', expected: `a member such as "${start}${of.name}"` }
      return of.value.is(value) ? null : { part: 'value', expected: of.value.expected }
    },
    unread: (facts) => {
      const seen = of.read(facts)
      return seen.known ? null : seen
    },
    shift: (before, after) => between(of.word, of.read(before), of.read(after), of.shift),
  }
}

function between<V>(
  word: string,
  before: Observed<V>,
  after: Observed<V>,
  shift: (before: V, after: V) => Shift,
): Shift {
  if (before.known && after.known) return shift(before.value, after.value)
  // Read neither before nor after, it is the same part of the same resource.
  return before.known === after.known ? unchanged : incomparable(`${word} could not be read`)
}

export const flag: Form = { expected: 'true or false', is: (value) => typeof value === 'boolean' }
export const text: Form = { expected: 'a text', is: (value) => typeof value === 'string' && value !== '' }
/** The value of a member whose name says everything. */
export const there: Form = { expected: 'true', is: (value) => value === true }

/** A fact of which AWS said nothing: not there, where it may be missing. */
export const told = (value: Json | undefined | null): Observed<Json | null> => ({ known: true, value: value ?? null })

/** An id that AWS gives: `isId('rtb')`. */
export const isId =
  (prefix: string) =>
  (id: string): boolean =>
    new RegExp(`^${prefix}-\\S+$`).test(id)

export const textOf = (value: Json | null): string | null => (typeof value === 'string' ? value : null)

/** Names as members whose value says nothing more. */
export const asValues = (names: readonly string[]): Values => new Map(names.map((name) => [name, true]))
