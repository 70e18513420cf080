import { describe, expect, it } from '@jest/globals'
import { readArguments } from '../../src/cli/arguments.ts'
import { parseInputs } from '../../src/github/inputs.ts'
import { inputNames } from '../../src/model/inputs.ts'

function problemsOf(line: string) {
  const read = readArguments(line.split(' '))
  return read.kind === 'problems' ? read.problems : []
}

function commandOf(args: readonly string[]) {
  const read = readArguments(args)
  if (read.kind !== 'command') throw new Error(JSON.stringify(read))
  return { ...read, given: Object.fromEntries(read.given) }
}

describe('the command line', () => {
  it.each(['detect', 'check', 'remediate', 'record', 'undo', 'validate', 'rules', 'init', 'permissions'])(
    'has %s',
    (name) => expect(commandOf([name])).toEqual({ kind: 'command', name, given: {}, format: 'text', write: false }),
  )

  it('gives the inputs of the action by the same names', () => {
    const named = inputNames.filter((name) => name !== 'dry-run' && name !== 'mode')
    const { given } = commandOf(['remediate', '--dry-run', ...named.flatMap((name) => [`--${name}`, `of ${name}`])])
    expect(given).toEqual({ 'dry-run': 'true', ...Object.fromEntries(named.map((name) => [name, `of ${name}`])) })
  })

  it('takes a value after an equals sign, options before the command, and lists by repetition', () => {
    const { name, given, format } = commandOf([
      '--only=no-open-ssh',
      'detect',
      '--format=json',
      '--only',
      '111122223333,sg-0123456789abcdef0',
    ])
    expect([name, format]).toEqual(['detect', 'json'])
    const inputs = parseInputs(new Map(Object.entries(given)))
    expect(inputs).toMatchObject({ inputs: { only: ['no-open-ssh', '111122223333', 'sg-0123456789abcdef0'] } })
  })

  it.each(['json', 'markdown', 'sarif', 'text'])('has format %s', (format) =>
    expect(commandOf(['detect', '--format', format])).toMatchObject({ format, given: {} }),
  )

  it('leaves the check of values to the one that the action has', () => {
    const { given } = commandOf(['detect', '--fail-on', 'hihg', '--dry-run=maybe'])
    expect(parseInputs(new Map(Object.entries(given)))).toMatchObject({
      problems: [{ at: 'dry-run' }, { at: 'fail-on', nearest: 'high' }],
    })
  })

  it.each([['--help'], ['-h'], ['detect', '--help'], ['--nonsense', '--help']])('%s %s asks for help', (...args) =>
    expect(readArguments(args)).toEqual({ kind: 'help' }),
  )

  it('tells its version', () => expect(readArguments(['--version'])).toEqual({ kind: 'version' }))
})

describe('a command line that cannot be', () => {
  it.each([
    ['detect --polcy x', 'the option --polcy', '--policy'],
    ['detect --dryrun', 'the option --dryrun', '--dry-run'],
    ['detect --no-dry-run', 'the option --no-dry-run', '--dry-run'],
    ['detect -x', 'the option -x', null],
    ['detect --__proto__ x', 'the option --__proto__', null],
    ['detekt', '"detekt"', 'detect'],
    ['Detect', '"Detect"', 'detect'],
    ['--policy x', 'no command', null],
    ['remediate dry-run', '"dry-run"', '--dry-run'],
    ['remediate --dry-run true', '"true"', null],
    ['undo journal.jsonl', '"journal.jsonl"', null],
    ['detect -- --only', '"--only"', '--only'],
  ])('%s', (line, found, nearest) => {
    expect(problemsOf(line)).toMatchObject([{ place: null, at: 'command line', found, nearest }])
  })

  it.each(['detect --policy', 'detect --format', 'detect --approve'])('%s lacks its value', (line) =>
    expect(problemsOf(line)).toMatchObject([{ found: 'nothing', expected: 'a value' }]),
  )

  it.each([
    ['detect', '--policy='],
    ['remediate', '--approve', ''],
    ['detect', '--only', ' '],
  ])('%j lacks its value', (...args) => expect(readArguments(args)).toMatchObject({ problems: [{ found: 'nothing' }] }))

  it.each([
    ['remediate --report-dir --dry-run', { at: '--report-dir', found: '"--dry-run"' }],
    ['remediate --audience -x', { at: '--audience', found: '"-x"' }],
    ['detect --policy a --policy b', { at: '--policy', found: '--policy twice' }],
    ['remediate --dry-run --dry-run=false', { at: '--dry-run', found: '--dry-run twice' }],
    ['detect --mode remediate', { at: '--mode', found: '--mode beside detect' }],
    ['detect --write', { at: '--write', expected: 'it beside record alone' }],
  ])('%s', (line, problem) => expect(problemsOf(line)).toMatchObject([problem]))

  it('takes a value with a dash after an equals sign', () =>
    expect(commandOf(['detect', '--report-dir=-x']).given).toEqual({ 'report-dir': '-x' }))

  it('has no other format', () =>
    expect(problemsOf('detect --format yaml')).toMatchObject([
      { at: '--format', found: '"yaml"', expected: expect.stringContaining('text, json, markdown') },
    ]))

  it('is told whole', () => expect(problemsOf('detekt --polcy x --format yaml')).toHaveLength(3))
})
