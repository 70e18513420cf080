import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import { putBlob } from '../../emulator/github-state.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { checkOf, checkTarget, type Files, policyFile, testPulls } from '../support/pull.ts'

const policy = policyWith(ssh(), '', target())
const drift = policyWith(`${ssh()}  - rule: drift\n`, '', target())
const tagPolicy = (values: string): string =>
  JSON.stringify({
    tags: {
      owner: {
        tag_key: { '@@assign': 'owner' },
        tag_value: { '@@assign': [values] },
        enforced_for: { '@@assign': ['ec2:security-group'] },
      },
    },
  })
const tagged = policyWith(
  `  - rule: required-tags
    severity: high
    options: { resources: ["security-group"], tags: { owner: {} }, policies: [".github/tags/*.json"] }
`,
  '',
  checkTarget(),
)

describe('what stands in place of a file of the guard', () => {
  const pulls = testPulls()
  const entry = (mode: string, to: string) => ({
    mode,
    sha: mode === '160000' ? 'c'.repeat(40) : putBlob(pulls.state, to),
  })

  it.each([
    ['a link', policy, () => ({ [policyFile]: entry('120000', '../elsewhere.yml') }), policyFile, 'a link'],
    ['a submodule', policy, () => ({ [policyFile]: entry('160000', '') }), policyFile, 'a submodule'],
    ['a folder', policy, () => ({ [policyFile]: null, [`${policyFile}/policy.yml`]: policy }), policyFile, 'a folder'],
    [
      'a link for its folder',
      policy,
      () => ({ [policyFile]: null, '.github': entry('120000', 'other') }),
      '.github',
      'a link',
    ],
    [
      'a submodule for its folder',
      policy,
      () => ({ [policyFile]: null, '.github': entry('160000', '') }),
      '.github',
      'a submodule',
    ],
    ['nothing', policy, () => ({ [policyFile]: null }), policyFile, 'no such file'],
    [
      'a link for the baselines',
      drift,
      () => ({ '.github/holdfast/baselines': entry('120000', '/tmp') }),
      '.github/holdfast/baselines',
      'a link',
    ],
    [
      'a submodule above the baselines',
      drift,
      () => ({ '.github/holdfast': entry('160000', '') }),
      '.github/holdfast',
      'a submodule',
    ],
    [
      'a file for the baselines',
      drift,
      () => ({ '.github/holdfast/baselines': 'x' }),
      '.github/holdfast/baselines',
      'a file',
    ],
    [
      'a link among the baselines',
      drift,
      () => ({
        '.github/holdfast/baselines/111111111111/us-east-1/security-group/sg-1.json': entry('120000', '/etc/passwd'),
      }),
      '.github/holdfast/baselines/111111111111/us-east-1/security-group/sg-1.json',
      'a link',
    ],
  ] as const)('%s: fails, with its place', async (_, before, head, file, found) => {
    const run = await pulls.check({ [policyFile]: before }, head() as Files, { checkout: 'head' })
    expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'invalid-policy' })
    expect(run.report?.stops[0]?.problems).toMatchObject([{ file, line: 1, found }])
    expect(run.stdout).toMatch(
      new RegExp(
        `::error title=${file.includes('baselines/') ? 'A baseline' : 'The policy file'} has a problem,file=${file},line=1`,
      ),
    )
    expect(run.report?.cost.calls).toEqual({})
  })

  it('a checkout that holds a link is no matter of the commit, nor one that holds another policy', async () => {
    const run = await pulls.check(
      { [policyFile]: policy },
      { [policyFile]: `# same\n${policy}` },
      { checkout: { [policyFile]: 'version: 2\n' } },
    )
    expect(run.outputs['conclusion']).toBe('pass')
  })

  it('a policy with problems: all of them at once, each on its line', async () => {
    const broken = policy.replace('no-open-ssh', 'bad name').replace('["22"]', '["99999"]')
    const run = await pulls.check({ [policyFile]: policy }, { [policyFile]: broken })
    const lines = broken.split('\n')
    const at = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1
    expect(run.report?.stops[0]?.problems.map(({ line }) => line)).toEqual([at('bad name'), at('99999')])
    for (const line of [at('bad name'), at('99999')]) expect(run.stdout).toContain(`file=${policyFile},line=${line}`)
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
  })
})

describe('a policy file that is not there yet, or elsewhere', () => {
  const pulls = testPulls()

  it('is the first: nothing can be silenced, and the defaults decide', async () => {
    await pulls.world.cloud.group('open', [anywhere(22)])
    const head = policyWith(ssh(), 'publish: { public: details }\n', checkTarget())
    const run = await pulls.check({}, { [policyFile]: head })
    expect(run.outputs).toMatchObject({ conclusion: 'pass' })
    expect(checkOf(run)).toMatchObject({ against: 'first', silenced: [], added: [], staying: [], files: [policyFile] })
    // What the change brings decides nothing: neither where AWS is asked nor who may read it.
    expect(run.report?.cost.calls).toEqual({})
    expect(run.summary).toContain('there is no policy file before this one')
    const shown = await pulls.check({ [policyFile]: null }, { [policyFile]: head }, { visibility: 'public' })
    expect(Object.keys(checkOf(shown)).sort()).toEqual(['added', 'silenced', 'staying'])
  })

  it('mends one that is broken', async () => {
    const run = await pulls.check(
      { [policyFile]: policy.replace('version: 1', 'version: 2') },
      { [policyFile]: policy },
    )
    expect(checkOf(run)).toMatchObject({ against: 'broken' })
    expect(run.summary).toContain('cannot be used as it is')
    expect(run.outputs['conclusion']).toBe('pass')
  })

  it('is broken on both sides, and neither looks at the other', async () => {
    const broken = policy.replace('version: 1', 'version: 2')
    const run = await pulls.check({ [policyFile]: broken }, { 'README.md': 'x' })
    expect(run.outputs['failure-reason']).toBe('invalid-policy')
  })

  it('is named by the input, and held against the file of that name', async () => {
    const file = 'guards/aws.yml'
    const run = await pulls.check(
      { [file]: policy, [policyFile]: policy },
      { [file]: `${policy}gate: { fail-on: none }\n` },
      { inputs: { policy: './guards/aws.yml' } },
    )
    expect(checkOf(run)).toMatchObject({ against: 'policy', files: [file], changes: [{ name: 'gate.fail-on' }] })
    for (const path of ['../holdfast.yml', '/etc/passwd', '.']) {
      const outside = await pulls.check({}, {}, { inputs: { policy: path } })
      expect(outside.outputs['failure-reason']).toBe('invalid-input')
    }
  })
})

describe('tag policies beside the policy file', () => {
  const pulls = testPulls()
  const file = '.github/tags/all.json'

  it('are compared, and what they no longer ask is silenced', async () => {
    await pulls.world.cloud.group('web', [], { tags: { owner: 'nobody' } })
    const base = { [policyFile]: tagged, [file]: tagPolicy('web') }
    const run = await pulls.check(base, { [file]: tagPolicy('*') })
    const { silenced, why, changes, files } = checkOf(run)
    expect(files).toEqual([file])
    expect(silenced).toHaveLength(1)
    expect(why).toMatchObject([{ by: 'options', fails: true }])
    expect(changes).toMatchObject([{ about: 'rule', what: 'changed', name: 'required-tags' }])
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    const moved = await pulls.check(base, { [file]: `\n\n${tagPolicy('web')}` })
    expect(checkOf(moved)).toMatchObject({ changes: [], silenced: [], added: [] })
  })

  it('are files themselves, and none of them is gone', async () => {
    const base = { [policyFile]: tagged, [file]: tagPolicy('web') }
    const link = { mode: '120000', sha: putBlob(pulls.state, '/etc/passwd') }
    for (const head of [
      { [file]: null },
      { [file]: link },
      { [file]: null, '.github/tags': link },
      { [file]: '{"tags": 3}' },
    ]) {
      const run = await pulls.check({ '.github/tags': null, ...base }, head)
      expect(run.outputs['failure-reason']).toBe('invalid-policy')
      expect(run.report?.stops[0]?.problems).toHaveLength(1)
    }
  })
})
