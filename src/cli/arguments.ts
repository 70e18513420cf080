import { parseArgs } from 'node:util'
import { type Given, inputProblem, lists } from '../github/inputs.ts'
import { nearest } from '../lib/nearest.ts'
import { inputNames } from '../model/inputs.ts'
import type { Problem } from '../model/policy.ts'

export const modeCommands = ['detect', 'check', 'remediate', 'record', 'undo'] as const
export const otherCommands = ['validate', 'rules', 'init', 'permissions'] as const
const commands = [...modeCommands, ...otherCommands]
export type CommandName = (typeof commands)[number]
export const formats = ['text', 'json', 'markdown', 'sarif'] as const
export type Format = (typeof formats)[number]

export type Arguments =
  | {
      readonly kind: 'command'
      readonly name: CommandName
      readonly given: Given
      readonly format: Format
      /** Of record: files into the working tree. */
      readonly write: boolean
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

const valueOptions = inputNames.filter((name) => name !== 'dry-run')

/** Options that are not inputs of the action. */
const ownOptions = ['format', 'write', 'help', 'version'] as const
const known: readonly string[] = [...inputNames, ...ownOptions]

/** The command line → inputs by name, as the action gets them; the same checks follow. */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries([...valueOptions, 'format'].map((name) => [name, { type: 'string' as const }])),
      ...Object.fromEntries(['dry-run', 'write', 'version'].map((name) => [name, { type: 'boolean' as const }])),
      help: { type: 'boolean', short: 'h' },
    },
  })
  const options = tokens.filter((token) => token.kind === 'option')
  if (options.some(({ name }) => name === 'help')) return { kind: 'help' }
  if (options.some(({ name }) => name === 'version')) return { kind: 'version' }
  // What follows an option that nobody knows was meant as its value: one problem, not two.
  const meant = new Set(options.flatMap(({ name, index }) => (known.includes(name) ? [] : [index + 1])))
  const words = tokens.flatMap((token) => (token.kind === 'positional' && !meant.has(token.index) ? [token.value] : []))
  const { given, problems } = readOptions(options)
  const { command, problems: ofWords } = readWords(words)
  const format = formats.find((one) => one === (given.get('format') ?? 'text'))
  if (format === undefined)
    problems.push(inputProblem('--format', `"${given.get('format')}"`, `one of ${formats.join(', ')}`))
  given.delete('format')
  if (given.has('mode') && modeCommands.some((mode) => mode === command))
    problems.push(inputProblem('--mode', `--mode beside ${command}`, 'no mode: the command is one'))
  const write = given.delete('write')
  if (write && command !== 'record')
    problems.push(inputProblem('--write', `--write beside ${command ?? 'no command'}`, 'it beside record alone'))
  if (command === null || format === undefined || problems.length + ofWords.length > 0)
    return { kind: 'problems', problems: [...problems, ...ofWords] }
  return { kind: 'command', name: command, given, format, write }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function readOptions(tokens: readonly OptionToken[]): { given: Map<string, string>; problems: Problem[] } {
  const given = new Map<string, string>()
  const problems: Problem[] = []
  for (const token of tokens) {
    const problem = problemOf(token, given)
    if (problem !== null) problems.push(problem)
    else {
      const [before, value = 'true'] = [given.get(token.name), token.value]
      given.set(token.name, before === undefined ? value : `${before}\n${value}`)
    }
  }
  return { given, problems }
}

function problemOf({ name, rawName, value, inlineValue }: OptionToken, given: Given): Problem | null {
  if (!known.includes(name)) {
    const all = known.map((one) => `--${one}`).join(', ')
    return inputProblem('command line', `the option ${rawName}`, `one of ${all}`, near(name))
  }
  if (name !== 'dry-run' && name !== 'write') {
    if (value === undefined || value.trim() === '') return inputProblem(`--${name}`, 'nothing', 'a value')
    // `--report-dir --dry-run` has forgotten a value: it must not become a run that writes.
    if (inlineValue !== true && value.startsWith('-'))
      return inputProblem(`--${name}`, `"${value}"`, `a value; one that begins with a dash as --${name}=${value}`)
  }
  if (given.has(name) && !lists.some((list) => list === name))
    return inputProblem(`--${name}`, `--${name} twice`, 'it once')
  return null
}

function readWords([name, ...more]: readonly string[]): { command: CommandName | null; problems: readonly Problem[] } {
  const command = commands.find((one) => one === name) ?? null
  const found = name === undefined ? 'no command' : `"${name}"`
  const none = inputProblem(
    'command line',
    found,
    `one of ${commands.join(', ')}`,
    name === undefined ? null : nearest(name, commands),
  )
  // `remediate dry-run` must not become a run that writes.
  const stray = more.map((word) =>
    inputProblem('command line', `"${word}"`, 'options only after the command', near(word)),
  )
  return { command, problems: [...(command === null ? [none] : []), ...stray] }
}

const near = (name: string): string | null => {
  const word = nearest(name, known)
  return word === null ? null : `--${word}`
}
