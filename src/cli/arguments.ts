import { parseArgs } from 'node:util'
import { type Given, inputProblem } from '../github/inputs.ts'
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
      readonly files: readonly string[]
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

const valueOptions = inputNames.filter((name) => name !== 'dry-run')

/** The command line → inputs by name, as the action gets them; the same checks follow. */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(valueOptions.map((name) => [name, { type: 'string' as const }])),
      format: { type: 'string' },
      'dry-run': { type: 'boolean' },
      write: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  const known = [...valueOptions, 'format', 'dry-run', 'write', 'help', 'version']
  const problems: Problem[] = []
  const given = new Map<string, string>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    if (token.name === 'help') return { kind: 'help' }
    if (token.name === 'version') return { kind: 'version' }
    if (!known.includes(token.name))
      problems.push(
        inputProblem(
          'command line',
          `the option ${token.rawName}`,
          `one of ${known.map((name) => `--${name}`).join(', ')}`,
          near(token.name, known),
        ),
      )
    else if (token.name === 'dry-run') given.set('dry-run', token.value ?? 'true')
    else if (token.value === undefined) problems.push(inputProblem(`--${token.name}`, 'nothing', 'a value'))
    else given.set(token.name, given.has(token.name) ? `${given.get(token.name)}\n${token.value}` : token.value)
  }
  const [name, ...files] = words
  const command = commands.find((one) => one === name)
  if (command === undefined)
    problems.push(
      inputProblem(
        'command line',
        name === undefined ? 'no command' : `"${name}"`,
        `one of ${commands.join(', ')}`,
        name === undefined ? null : nearest(name, commands),
      ),
    )
  const format = formats.find((one) => one === (given.get('format') ?? 'text'))
  if (format === undefined)
    problems.push(inputProblem('--format', `"${given.get('format')}"`, `one of ${formats.join(', ')}`))
  given.delete('format')
  if (command === undefined || format === undefined || problems.length > 0) return { kind: 'problems', problems }
  return { kind: 'command', name: command, given, format, files }
}

const near = (name: string, known: readonly string[]): string | null => {
  const word = nearest(name, known)
  return word === null ? null : `--${word}`
}
