import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { givenInputs, listOf, parseInputs } from '../../src/github/inputs.ts'
import { inputNames } from '../../src/model/inputs.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { empty } from '../report/reports.ts'

/** As the runner hands them on. */
const read = (inputs: Readonly<Record<string, string>>) =>
  parseInputs(givenInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value]))))
const variable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`

function problemsOf(inputs: Readonly<Record<string, string>>) {
  const result = read(inputs)
  return result.kind === 'problems' ? result.problems : []
}

function inputsOf(inputs: Readonly<Record<string, string>>) {
  const result = read(inputs)
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems))
  return result.inputs
}

const unset = {
  mode: null,
  policy: null,
  roleToAssume: null,
  awsRegions: null,
  audience: null,
  approve: null,
  only: null,
  dryRun: false,
  journal: null,
  failOn: null,
  publish: null,
  reportDir: null,
  githubToken: null,
  write: false,
}
const [a, b] = ['a'.repeat(64), '0123456789abcdef'.repeat(4)]

describe('inputs', () => {
  it('that are empty are unset: no default stands for them', () => {
    expect(inputsOf({})).toEqual(unset)
    expect(inputsOf(Object.fromEntries(inputNames.map((name) => [name, ' \n ']))) as object).toEqual(unset)
  })

  it('that are given all arrive', () => {
    const given = {
      mode: 'remediate',
      policy: ' policies/prod.yml ',
      'role-to-assume': 'arn:aws-cn:iam::111122223333:role/a/path/holdfast',
      'aws-region': 'us-east-1, eu-west-1,us-east-1',
      audience: 'sts.example',
      approve: `${a}\n${b},`,
      only: 'no-open-ssh\n\narn:aws:ec2:us-east-1:111122223333:security-group/sg-0123456789abcdef0, 111122223333',
      'dry-run': 'true',
      journal: 'run:42',
      'fail-on': 'none',
      publish: 'annotations, summary',
      'report-dir': 'out',
      'github-token': 'ghs_x',
    }
    expect(inputsOf(given)).toEqual({
      mode: 'remediate',
      policy: 'policies/prod.yml',
      roleToAssume: 'arn:aws-cn:iam::111122223333:role/a/path/holdfast',
      awsRegions: ['us-east-1', 'eu-west-1'],
      audience: 'sts.example',
      approve: [a, b],
      only: ['no-open-ssh', 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-0123456789abcdef0', '111122223333'],
      dryRun: true,
      journal: 'run:42',
      failOn: 'none',
      publish: ['annotations', 'summary'],
      reportDir: 'out',
      githubToken: 'ghs_x',
      write: false,
    })
  })

  it('are only the variables of the runner', () => {
    expect([...givenInputs({ INPUT_MODE: 'undo', MODE: 'detect', 'INPUT_DRY-RUN': undefined })]).toEqual([
      ['mode', 'undo'],
    ])
  })

  it.each([
    ['a', ['a']],
    [' a ,\n b\r\nc,, a', ['a', 'b', 'c']],
    [',\n ,', null],
    [undefined, null],
  ])('lists go by comma or line: %j', (text, items) => expect(listOf(text)).toEqual(items))
})

describe('an input that cannot be', () => {
  it.each([
    ['mode', 'fix', 'detect, check, remediate, record, undo', null],
    ['mode', 'Detect', 'detect, check', 'detect'],
    ['mode', 'remedaite', 'remediate', 'remediate'],
    ['dry-run', 'yes', 'true, false', null],
    ['dry-run', 'True', 'true, false', 'true'],
    ['dry-run', '1', 'true, false', null],
    ['fail-on', 'hihg', 'none, low, medium, high, critical', 'high'],
    ['publish', 'sumary', 'summary, annotations', 'summary'],
    ['approve', a.toUpperCase(), '64 digits 0-9 a-f', null],
    ['approve', a.slice(1), '64 digits 0-9 a-f', null],
    ['approve', `${a}${b}`, '64 digits 0-9 a-f', null],
    ['role-to-assume', 'holdfast-write', 'the ARN of a role', null],
    ['role-to-assume', 'arn:aws:iam::11112222333:role/short', 'the ARN of a role', null],
    ['role-to-assume', 'arn:aws:iam::111122223333:user/me', 'the ARN of a role', null],
    ['polciy', 'x', 'mode, policy', 'policy'],
    ['dryrun', 'true', 'dry-run', 'dry-run'],
    ['role to assume', 'x', 'role-to-assume', 'role-to-assume'],
  ])('%s: %s', (name, value, expected, nearest) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toMatchObject([{ place: null, at: name.replaceAll(' ', '_'), nearest }])
    expect(problems[0]?.expected).toContain(expected)
  })

  it('publish takes every channel', () => {
    const channels = ['summary', 'annotations', 'sarif', 'comment', 'issue', 'pull-request']
    expect(inputsOf({ publish: channels.join(', ') }).publish).toEqual(channels)
  })

  it.each(['terraform-plan', 'cloudformation'])('%s comes later, and says so', (name) => {
    expect(problemsOf({ [name]: '*.json' })).toMatchObject([
      { at: name, expected: expect.stringContaining('this version') },
    ])
  })

  it('is told with all others at once', () => {
    const wrong = {
      mode: 'x',
      'dry-run': 'no',
      'fail-on': 'x',
      publish: 'x',
      approve: 'x,y',
      foo: '1',
      'role-to-assume': 'x',
    }
    expect(
      problemsOf(wrong)
        .map(({ at }) => at)
        .sort(),
    ).toEqual(['approve', 'approve', 'dry-run', 'fail-on', 'foo', 'mode', 'publish', 'role-to-assume'])
  })
})

it.each(['approve', 'only', 'aws-region', 'publish'])(
  '%s with commas alone is no list: it would narrow nothing',
  (name) => {
    expect(problemsOf({ [name]: ' , \n,' })).toMatchObject([{ at: name, found: 'a list of nothing' }])
  },
)

describe('publish', () => {
  it('none stands alone', () => {
    expect(inputsOf({ publish: 'none' }).publish).toBe('none')
    expect(problemsOf({ publish: 'none, summary' })).toMatchObject([
      { at: 'publish', found: '"none" beside others', nearest: null },
    ])
  })
})

it('action.yml has the outputs that a run writes, in their order', () => {
  const { outputs } = parse(readFileSync('action.yml', 'utf8')) as { outputs: object }
  expect(Object.keys(outputs)).toEqual(
    Object.keys(outputsOf(empty, conclude(empty), { reportDir: null, journal: null, sarif: null })),
  )
})
