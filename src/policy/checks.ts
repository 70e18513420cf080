import { nearest } from '../lib/nearest.ts'
import { visible } from '../lib/visible.ts'
import type { Day } from '../model/basics.ts'
import type { Problem } from '../model/policy.ts'
import { type Path, pathText, placeOf, problem, type Source } from './document.ts'
import { described } from './issues.ts'
import { houseKind, kindNameProblem, recordedKinds } from './kinds.ts'
import type { PolicyContext } from './parse.ts'

type Raw = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const mapsIn = (value: unknown): readonly (readonly [number, Raw])[] =>
  Array.isArray(value)
    ? value.flatMap((one, index): (readonly [number, Raw])[] => (isMap(one) ? [[index, one]] : []))
    : []
const textsIn = (value: unknown): readonly (readonly [number, string])[] =>
  Array.isArray(value)
    ? value.flatMap((one, index): (readonly [number, string])[] => (typeof one === 'string' ? [[index, one]] : []))
    : []

/** What no schema can say: names that must exist, be unique or agree. Works on what is there, however broken the rest is. */
export function crossChecks(source: Source, data: unknown, context: PolicyContext): readonly Problem[] {
  if (!isMap(data)) return []
  const say = (path: Path, found: string, expected: string, near: string | null = null): Problem =>
    problem(placeOf(source, path), pathText(path), found, expected, near)
  return [
    ...ruleNames(data, context, say),
    ...useNames(data, say),
    ...targetChecks(data, say),
    ...rolesWithoutTargets(data, say),
    ...whereChecks(data, context, say),
    ...recordedChecks(data, context, say),
    ...optionKinds(data, context, say),
    ...exceptionChecks(data, context, say),
  ]
}

type Say = (path: Path, found: string, expected: string, near?: string | null) => Problem

function ruleNames(data: Raw, { rules }: PolicyContext, say: Say): readonly Problem[] {
  const known = [...rules.keys()].sort()
  return mapsIn(data['rules']).flatMap(([index, use]) => {
    const id = use['rule']
    if (typeof id !== 'string' || rules.has(id)) return []
    return [
      say(['rules', index, 'rule'], described(id), `a rule of this version: ${known.join(', ')}`, nearest(id, known)),
    ]
  })
}

export const useNameOf = (use: Raw): string | null => {
  const name = use['name'] ?? use['rule']
  return typeof name === 'string' ? name : null
}

function useNames(data: Raw, say: Say): readonly Problem[] {
  const seen = new Set<string>()
  return mapsIn(data['rules']).flatMap(([index, use]) => {
    const name = useNameOf(use)
    if (name === null || !seen.has(name)) {
      if (name !== null) seen.add(name)
      return []
    }
    const path = ['rules', index, use['name'] === undefined ? 'rule' : 'name']
    return [say(path, `the name ${visible(name)} a second time`, 'a name of its own for each use: add name:')]
  })
}

function targetChecks(data: Raw, say: Say): readonly Problem[] {
  const names = new Set<string>()
  return mapsIn(data['targets'])
    .flatMap(([index, target]) => {
      const problems: Problem[] = []
      const { name, account, via } = target
      if (typeof name === 'string' && names.has(name))
        problems.push(
          say(
            ['targets', index, 'name'],
            `the name ${visible(name)} a second time`,
            'a name of its own for each target',
          ),
        )
      if (typeof name === 'string') names.add(name)
      const roles = isMap(target['roles']) ? target['roles'] : {}
      const given: (readonly [Path, unknown])[] = [
        [['targets', index, 'role'], target['role']],
        ...Object.entries(roles).map(([key, role]): readonly [Path, unknown] => [
          ['targets', index, 'roles', key],
          role,
        ]),
      ]
      for (const [path, role] of given) {
        const own = typeof role === 'string' ? /^arn:[^:]+:iam::(\d{12}):/.exec(role)?.[1] : undefined
        if (own !== undefined && typeof account === 'string' && own !== account)
          problems.push(say(path, `a role of account ${own}`, `a role of the target's account ${visible(account)}`))
      }
      return [...problems, ...hubChecks(['targets', index, 'via'], via, say)]
    })
    .concat(hubChecks(['via'], data['via'], say))
}

/** Roles at the top stand for those of targets; without any they would be ignored. */
function rolesWithoutTargets(data: Raw, say: Say): readonly Problem[] {
  if (data['targets'] !== undefined) return []
  return ['role', 'roles', 'via'].flatMap((key) =>
    data[key] === undefined
      ? []
      : [say([key], `${key} without targets`, 'targets that it stands for, or the input role-to-assume instead')],
  )
}

function hubChecks(path: Path, via: unknown, say: Say): readonly Problem[] {
  if (!isMap(via) || via['read'] === undefined || via['read'] !== via['write']) return []
  return [say([...path, 'write'], 'the hub that reads', 'a second hub role: who may read must not be able to write')]
}

function whereChecks(data: Raw, context: PolicyContext, say: Say): readonly Problem[] {
  const targets = mapsIn(data['targets']).map(([, target]) => target)
  const accounts = targets
    .flatMap(({ account, name }) => [account, name])
    .filter((one): one is string => typeof one === 'string')
  const check = (path: Path, where: unknown): readonly Problem[] => {
    if (!isMap(where)) return []
    const unknownAccounts = textsIn(where['accounts']).flatMap(([index, account]) => {
      const fits = targets.length === 0 ? /^\d{12}$/.test(account) : accounts.includes(account)
      if (fits) return []
      const expected =
        targets.length === 0 ? 'an account id of 12 digits' : `the account or name of a target: ${accounts.join(', ')}`
      return [say([...path, 'accounts', index], described(account), expected, nearest(account, accounts))]
    })
    const unknownKinds = kindNames(where['kinds'], [...path, 'kinds'], { context, patterns: false, say })
    return [...unknownAccounts, ...unknownKinds, ...check([...path, 'not'], where['not'])]
  }
  const ofUses = mapsIn(data['rules']).flatMap(([index, use]) => check(['rules', index, 'where'], use['where']))
  return [
    ...ofUses,
    ...mapsIn(data['exceptions']).flatMap(([index, one]) => check(['exceptions', index, 'where'], one['where'])),
  ]
}

/** A rule that holds resources to their baselines takes kinds that are recorded. */
function recordedChecks(data: Raw, { rules, kinds }: PolicyContext, say: Say): readonly Problem[] {
  const recorded = recordedKinds(kinds)
  return mapsIn(data['rules']).flatMap(([index, { rule, where }]) => {
    if (typeof rule !== 'string' || rules.get(rule)?.recorded !== true || !isMap(where)) return []
    return textsIn(where['kinds']).flatMap(([at, name]) =>
      // What is no kind at all is said already.
      kindNameProblem(name, kinds, false) !== null || recorded.includes(houseKind(name, kinds))
        ? []
        : [
            say(
              ['rules', index, 'where', 'kinds', at],
              described(name),
              `a kind that is recorded: ${recorded.join(', ')}`,
            ),
          ],
    )
  })
}

function kindNames(names: unknown, path: Path, at: { context: PolicyContext; patterns: boolean; say: Say }) {
  return textsIn(names).flatMap(([index, name]): readonly Problem[] => {
    const wrong = kindNameProblem(name, at.context.kinds, at.patterns)
    return wrong === null ? [] : [at.say([...path, index], described(name), wrong.expected, wrong.nearest)]
  })
}

/** Kinds that a rule's options name. */
function optionKinds(data: Raw, context: PolicyContext, say: Say): readonly Problem[] {
  return mapsIn(data['rules']).flatMap(([index, { rule, options }]) => {
    const option = typeof rule === 'string' ? context.rules.get(rule)?.kindsOption : undefined
    if (option === undefined || !isMap(options)) return []
    return kindNames(options[option], ['rules', index, 'options', option], { context, patterns: true, say })
  })
}

function exceptionChecks(data: Raw, { today }: PolicyContext, say: Say): readonly Problem[] {
  const names = mapsIn(data['rules']).flatMap(([, use]) => useNameOf(use) ?? [])
  return mapsIn(data['exceptions']).flatMap(([index, exception]) => {
    const unknown = textsIn(exception['uses']).flatMap(([at, name]) =>
      names.includes(name)
        ? []
        : [
            say(
              ['exceptions', index, 'uses', at],
              described(name),
              `the name of a use: ${names.join(', ')}`,
              nearest(name, names),
            ),
          ],
    )
    return [...unknown, ...dayChecks(['exceptions', index, 'until'], exception['until'], { today, say })]
  })
}

function dayChecks(path: Path, until: unknown, { today, say }: { today: Day; say: Say }): readonly Problem[] {
  if (typeof until !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return []
  if (!isDay(until)) return [say(path, described(until), 'a day that the calendar has')]
  const latest = oneYearAfter(today)
  return until <= latest ? [] : [say(path, described(until), `a day at most a year ahead: ${latest} or before`)]
}

export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function oneYearAfter(today: Day): string {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + 1)
  return date.toISOString().slice(0, 10)
}
