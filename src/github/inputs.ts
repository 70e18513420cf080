import { nearest } from '../lib/nearest.ts'
import { modes, severities } from '../model/basics.ts'
import { type Channel, channels, type InputName, type Inputs, inputNames } from '../model/inputs.ts'
import type { Problem } from '../model/policy.ts'

/** What was given, by the input's name. */
export type Given = ReadonlyMap<string, string>

export type ReadInputs =
  | { readonly kind: 'inputs'; readonly inputs: Inputs }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** The runner hands inputs on as INPUT_ variables; an empty one is not given. */
export function givenInputs(env: NodeJS.ProcessEnv): Given {
  return new Map(
    Object.entries(env).flatMap(([key, value]): [string, string][] => {
      if (!key.startsWith('INPUT_') || value === undefined || value.trim() === '') return []
      return [[key.slice('INPUT_'.length).toLowerCase(), value.trim()]]
    }),
  )
}

/** A problem of an input or option: it has a name, and no place in a file. */
export const inputProblem = (at: string, found: string, expected: string, near: string | null = null): Problem => ({
  place: null,
  at,
  found,
  expected,
  nearest: near,
})

/** `later`: inputs and values of the contract that this version does not have yet. */
const later: readonly InputName[] = ['terraform-plan', 'cloudformation']

/** By comma or line. */
export const lists: readonly InputName[] = ['aws-region', 'approve', 'only', 'publish']

/** Every problem at once; an input that is not known is one. */
export function parseInputs(given: Given): ReadInputs {
  const problems: Problem[] = []
  const unknown = [...given.keys()].filter((name) => !inputNames.some((known) => known === name))
  for (const name of unknown)
    problems.push(inputProblem(name, `the input ${name}`, `one of ${inputNames.join(', ')}`, nearest(name, inputNames)))
  for (const name of later)
    if (given.has(name))
      problems.push(
        inputProblem(
          name,
          `the input ${name}`,
          'an input that this version has: infrastructure code is checked by a later version',
        ),
      )
  const one = <T extends string>(name: InputName, allowed: readonly T[]): T | null => {
    const value = given.get(name)
    if (value === undefined) return null
    const known = allowed.find((word) => word === value)
    if (known === undefined)
      problems.push(inputProblem(name, `"${value}"`, `one of ${allowed.join(', ')}`, nearest(value, allowed)))
    return known ?? null
  }
  for (const name of lists)
    if (given.has(name) && listOf(given.get(name)) === null)
      problems.push(inputProblem(name, 'a list of nothing', 'at least one item; leave the input empty to not set it'))
  const inputs: Inputs = {
    mode: one('mode', modes),
    policy: given.get('policy') ?? null,
    roleToAssume: given.get('role-to-assume') ?? null,
    awsRegions: listOf(given.get('aws-region')),
    audience: given.get('audience') ?? null,
    approve: approvals(given, problems),
    only: listOf(given.get('only')),
    dryRun: one('dry-run', ['true', 'false']) === 'true',
    journal: given.get('journal') ?? null,
    failOn: one('fail-on', ['none', ...severities]),
    publish: channelsOf(given, problems),
    reportDir: given.get('report-dir') ?? null,
    githubToken: given.get('github-token') ?? null,
    write: false,
  }
  const role = inputs.roleToAssume
  if (role !== null && !/^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/.+$/.test(role)) {
    problems.push(inputProblem('role-to-assume', `"${role}"`, 'the ARN of a role, arn:aws:iam::111122223333:role/NAME'))
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'inputs', inputs }
}

/** By comma or line. */
export function listOf(text: string | undefined): readonly string[] | null {
  const items = (text ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return items.length === 0 ? null : [...new Set(items)]
}

function approvals(given: Given, problems: Problem[]): readonly string[] | null {
  const hashes = listOf(given.get('approve'))
  for (const hash of hashes ?? []) {
    if (!/^[0-9a-f]{64}$/.test(hash))
      problems.push(
        inputProblem(
          'approve',
          `"${hash}"`,
          'hashes of the plan or of steps: 64 digits 0-9 a-f each, by comma or line',
        ),
      )
  }
  return hashes
}

function channelsOf(given: Given, problems: Problem[]): readonly Channel[] | 'none' | null {
  const words = listOf(given.get('publish'))
  if (words === null) return null
  if (words.length === 1 && words[0] === 'none') return 'none'
  return words.flatMap((word) => {
    if (word === 'none') {
      problems.push(inputProblem('publish', '"none" beside others', 'none alone, or no none'))
      return []
    }
    const channel = channels.find((known) => known === word)
    if (channel === undefined)
      problems.push(
        inputProblem(
          'publish',
          `"${word}"`,
          `any of ${channels.join(', ')}, or none`,
          nearest(word, [...channels, 'none']),
        ),
      )
    return channel === undefined ? [] : [channel]
  })
}
