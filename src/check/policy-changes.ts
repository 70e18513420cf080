import { cut } from '../lib/escape.ts'
import { severities } from '../model/basics.ts'
import type { GuardChange } from '../model/check.ts'
import type { Rating } from '../model/member.ts'
import type { Exception, Policy, TargetSpec, Use } from '../model/policy.ts'
import { meaningOf, whereText } from './meaning.ts'
import { settingChanges } from './settings.ts'

/** What a change makes of a policy file, read as text: what it comes to for the accounts, their findings say. */
export function policyChanges(base: Policy, head: Policy): readonly GuardChange[] {
  return [
    ...useChanges(base.uses, head.uses),
    ...exceptionChanges(base.exceptions, head.exceptions),
    ...targetChanges(base.targets, head.targets, head),
    ...settingChanges(base, head),
  ]
}

type Told = Omit<GuardChange, 'accepts'>
const told = (change: Told): GuardChange => ({ ...change, accepts: false })

function useChanges(base: readonly Use[], head: readonly Use[]): readonly GuardChange[] {
  const before = new Map(base.map((use) => [use.name, use]))
  const after = new Map(head.map((use) => [use.name, use]))
  const all = [...before.keys(), ...[...after.keys()].filter((name) => !before.has(name))]
  return all.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)]
    if (now === undefined && old !== undefined)
      return [
        told({ about: 'rule', what: 'removed', name, rating: 'widening', words: [`rule ${old.rule}`], place: null }),
      ]
    if (old === undefined && now !== undefined)
      return [
        told({
          about: 'rule',
          what: 'added',
          name,
          rating: 'narrowing',
          words: [`rule ${now.rule}`],
          place: now.place,
        }),
      ]
    return old === undefined || now === undefined ? [] : useChange(old, now)
  })
}

function useChange(old: Use, now: Use): readonly GuardChange[] {
  const parts: readonly (readonly [Rating, string] | null)[] = [
    old.rule === now.rule ? null : ['undecided', `rule ${old.rule} → ${now.rule}`],
    severityPart(old, now),
    differs(old.response, now.response)
      ? ['neutral', `response ${shown(old.response)} → ${shown(now.response)}`]
      : null,
    differs(old.where, now.where) ? ['undecided', `where ${whereText(old.where)} → ${whereText(now.where)}`] : null,
    ...optionParts(old.options, now.options),
    // Kinds follow from options and where: told by themselves only where neither says it.
    differs(old.kinds, now.kinds) && !differs(old.options, now.options) && !differs(old.where, now.where)
      ? ['undecided', `kinds ${shown(old.kinds)} → ${shown(now.kinds)}`]
      : null,
  ]
  const said = parts.filter((part) => part !== null)
  if (said.length === 0) return []
  const words = said.map(([, text]) => text)
  const rating = worst(said.map(([one]) => one))
  return [told({ about: 'rule', what: 'changed', name: now.name, rating, words, place: now.place })]
}

function severityPart(old: Use, now: Use): readonly [Rating, string] | null {
  if (old.severity === now.severity) return null
  const lower = severities.indexOf(now.severity) < severities.indexOf(old.severity)
  return [lower ? 'widening' : 'narrowing', `severity ${old.severity} → ${now.severity}`]
}

function optionParts(old: unknown, now: unknown): readonly (readonly [Rating, string])[] {
  if (!differs(old, now)) return []
  const [before, after] = [entriesOf(old), entriesOf(now)]
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort()
  return keys
    .filter((key) => differs(before.get(key), after.get(key)))
    .map((key) => ['undecided', `${key} ${shown(before.get(key))} → ${shown(after.get(key))}`])
}

const entriesOf = (options: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof options === 'object' && options !== null ? Object.entries(options) : [])

/** An exception has no name: its uses and what it is about tell it, and each is matched once. */
function exceptionChanges(base: readonly Exception[], head: readonly Exception[]): readonly GuardChange[] {
  const left = [...base]
  const take = (same: (one: Exception) => boolean): Exception | null => {
    const at = left.findIndex(same)
    return at === -1 ? null : (left.splice(at, 1)[0] ?? null)
  }
  const fresh = head.filter((one) => take((other) => meaning(other) === meaning(one)) === null)
  const changes = fresh.map((one): GuardChange => {
    const old = take((other) => !differs(aim(other), aim(one)))
    const name = `exceptions[${one.index}]`
    if (old === null)
      return told({
        about: 'exception',
        what: 'added',
        name,
        rating: 'widening',
        words: exceptionWords(one),
        place: one.place,
      })
    const rating = one.until > old.until ? 'widening' : one.until < old.until ? 'narrowing' : 'neutral'
    const words = [`until ${old.until} → ${one.until}`, ...exceptionWords(one)]
    return told({ about: 'exception', what: 'changed', name, rating, words, place: one.place })
  })
  const gone = left.map((one) =>
    told({
      about: 'exception',
      what: 'removed',
      name: `exceptions[${one.index}] of before`,
      rating: 'narrowing',
      words: exceptionWords(one),
      place: null,
    }),
  )
  return [...changes, ...gone]
}

const aim = ({ uses, where }: Exception) => ({ uses, where })
const meaning = ({ uses, where, reason, owner, until }: Exception): string =>
  meaningOf({ uses, where, reason, owner, until })

const exceptionWords = ({ uses, where, reason, owner, until }: Exception): readonly string[] => [
  `${uses.join(', ')} for ${whereText(where)} until ${until}`,
  `${reason} (${owner})`,
]

function targetChanges(
  base: readonly TargetSpec[],
  head: readonly TargetSpec[],
  { file }: Pick<Policy, 'file'>,
): readonly GuardChange[] {
  // An account may have several targets: they are told together.
  const byAccount = (targets: readonly TargetSpec[]): ReadonlyMap<string, readonly TargetSpec[]> =>
    Map.groupBy(targets, ({ account }) => account ?? 'of the credentials')
  const [before, after] = [byAccount(base), byAccount(head)]
  const place = { file, line: 1, column: 1 }
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [old, now] = [before.get(name) ?? [], after.get(name) ?? []]
    if (!differs(old, now)) return []
    if (now.length === 0)
      return [told({ about: 'target', what: 'removed', name, rating: 'widening', words: targetWords(old), place })]
    if (old.length === 0)
      return [told({ about: 'target', what: 'added', name, rating: 'narrowing', words: targetWords(now), place })]
    const words = [`${targetWords(old).join('; ')} → ${targetWords(now).join('; ')}`]
    return [told({ about: 'target', what: 'changed', name, rating: 'undecided', words, place })]
  })
}

const targetWords = (targets: readonly TargetSpec[]): readonly string[] =>
  targets.map(({ name, regions, roles, via }) => {
    const where =
      regions.kind === 'these' ? regions.regions.join(', ') : `all but ${regions.except.join(', ') || 'none'}`
    const given = Object.entries({
      ...roles,
      ...(via === null ? {} : { 'via.read': via.read, 'via.write': via.write }),
    })
    const named = given.flatMap(([key, arn]) => (arn === null ? [] : [`${key}: ${arn}`]))
    return [name ?? '', where, ...named].filter((part) => part !== '').join(', ')
  })

export const differs = (a: unknown, b: unknown): boolean => meaningOf(a) !== meaningOf(b)

/** A value in a line, short enough to be read there. */
export const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : cut(JSON.stringify(JSON.parse(meaningOf(value))), 200)

/** Of parts that one file changes together. */
export function worst(ratings: readonly Rating[]): Rating {
  if (ratings.includes('undecided')) return 'undecided'
  if (ratings.includes('mixed') || (ratings.includes('widening') && ratings.includes('narrowing'))) return 'mixed'
  return ratings.find((one) => one !== 'neutral') ?? 'neutral'
}
