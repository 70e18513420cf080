import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { anywhere, first, second } from '../../emulator/cloud.ts'
import { instead, secondaryLimit } from '../../emulator/github-repository.ts'
import { type RunResult, runCommand } from '../../emulator/runner.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testHosted } from '../support/published.ts'
import { type SarifFile, sarifIn } from '../support/sarif-schema.ts'
import { testWorld } from '../support/world.ts'

const fileOf = ({ folder }: RunResult): string => readFileSync(join(folder, 'holdfast-report/report.sarif'), 'utf8')
const asked = { mode: 'detect', publish: 'summary, sarif' }

describe('code scanning', () => {
  const world = testWorld([first, second])
  const github = testHosted(world)
  const policy = policyWith(ssh(), '', `${target(first)}${target(second)}`)
  const uploaded = (): SarifFile | undefined => {
    const found = github.state.analyses.at(-1)?.sarif
    return found === undefined ? undefined : sarifIn(JSON.stringify(found))
  }
  let group = ''

  beforeEach(async () => {
    github.forget()
    await world.cloud.faults([])
    Object.assign(github.state.settings, { codeScanning: 'on', processing: 0 })
    github.state.permissions['security-events'] = 'write'
    group ||= await world.cloud.group('web', [anywhere(22)])
  })

  it('is given the findings of a whole run, and is waited for', async () => {
    github.state.settings.processing = 1
    const run = await github.run({ policy, inputs: { mode: 'detect' } })
    const [finding] = run.report?.findings ?? []
    expect(run.outputs['sarif-file']).toBe(join(run.folder, 'holdfast-report/report.sarif'))
    expect(sarifIn(fileOf(run)).runs[0]?.results).toHaveLength(1)
    expect(github.state.analyses).toMatchObject([
      { commit: 'c'.repeat(40), ref: 'refs/heads/main', asked: 2, errors: [] },
    ])
    const [result] = uploaded()?.runs[0]?.results ?? []
    expect(result?.message.text).toContain(group)
    expect(result?.partialFingerprints['primaryLocationLineHash']).toBe(finding?.id)
    expect(result?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: '.github/holdfast.yml' },
      region: { startLine: policy.split('\n').findIndex((line) => line.includes('- rule:')) + 1 },
    })
    expect(run.summary).not.toContain('could not be published')
  })

  it('gets nothing that is tolerated, which the file has as suppressed', async () => {
    const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
    const exception = `exceptions:\n  - { uses: [no-open-ssh], where: { ids: [${group}] }, reason: Vendor, owner: "@octo/net", until: ${until} }\n`
    const run = await github.run({ policy: `${policy}${exception}`, inputs: { mode: 'detect' } })
    expect(run.outputs['conclusion']).toBe('pass')
    expect(uploaded()?.runs[0]?.results).toEqual([])
    expect(sarifIn(fileOf(run)).runs[0]?.results.map(({ suppressions }) => suppressions?.length)).toEqual([1])
  })

  it.each([
    ['a narrowed run', { inputs: { mode: 'detect', only: first } }, false],
    ['a denied account', { inputs: { mode: 'detect' } }, true],
  ] as const)('%s uploads nothing, and says so', async (_, options, denied) => {
    if (denied)
      await world.cloud.faults([{ service: 'ec2', account: second, status: 403, code: 'UnauthorizedOperation' }])
    const run = await github.run({ policy, ...options })
    expect(github.state.analyses).toEqual([])
    expect(run.summary).toContain('nothing was uploaded')
    expect(existsSync(join(run.folder, 'holdfast-report/report.sarif'))).toBe(true)
  })

  it('dry runs, other branches and other channels upload nothing', async () => {
    for (const options of [
      { inputs: { mode: 'remediate', 'dry-run': 'true' } },
      { inputs: { mode: 'detect' }, event: 'workflow_dispatch', ref: 'refs/heads/feature' },
      { inputs: { mode: 'detect', publish: 'none' } },
      { inputs: { mode: 'detect', publish: 'issue' } },
    ]) {
      await github.run({ policy, ...options })
      expect(github.state.analyses).toEqual([])
    }
  })

  it.each(['off', 'unlicensed'] as const)('a repository where it is %s is a notice', async (codeScanning) => {
    github.state.settings.codeScanning = codeScanning
    const run = await github.run({ policy, inputs: asked })
    expect(run.summary).toContain('the repository has no code scanning')
    expect((await github.run({ policy, inputs: { mode: 'detect' } })).stdout).toMatch(
      /^::notice title=sarif::the repository has no code scanning/m,
    )
    expect(run.summary).not.toContain('could not be published')
  })

  it('a token without the permission: a notice, and a warning where it was asked for', async () => {
    github.state.permissions['security-events'] = 'read'
    const quiet = await github.run({ policy, inputs: { mode: 'detect' } })
    expect(quiet.summary).toContain('sarif: the token may not do this')
    expect(quiet.summary).toContain('security-events: write')
    const loud = await github.run({ policy, inputs: asked })
    expect(loud.summary).toContain('sarif could not be published: the token may not do this')
    expect(loud.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'open-findings' })
  })

  it.each([
    [403, /^POST .*\/sarifs$/],
    [422, /^POST .*\/sarifs$/],
    [502, /^POST .*\/sarifs$/],
    [403, /^GET .*\/sarifs\//],
    [502, /^GET .*\/sarifs\//],
  ])(
    '%s at %s is a warning, and no finding is lost',
    async (status, call) => {
      github.first(instead(call, { status, body: { message: 'no' } }))
      const run = await github.run({ policy, inputs: asked })
      expect(run.summary).toContain('sarif could not be published')
      expect(run.outputs).toMatchObject({ conclusion: 'fail', findings: '1' })
    },
    60_000,
  )

  it('limits are waited out, and an upload that is not known yet is asked for again', async () => {
    github.first(instead(/^POST .*\/sarifs$/, secondaryLimit(1), 1))
    github.first(instead(/^GET .*\/sarifs\//, { status: 404, body: { message: 'Not Found' } }, 1))
    const run = await github.run({ policy, inputs: asked })
    expect(run.summary).not.toContain('could not be published')
    expect(github.state.analyses).toMatchObject([{ asked: 1 }])
  })

  it('what GitHub finds wrong with it is told', async () => {
    github.first(
      instead(/^GET .*\/sarifs\//, {
        status: 200,
        body: { processing_status: 'failed', errors: ['it is <b>odd</b>'] },
      }),
    )
    const run = await github.run({ policy, inputs: asked })
    expect(run.summary).toContain('GitHub could not process it: it is &lt;b&gt;odd')
  })

  it('an alert about drift points to the baseline that drifted', async () => {
    const drift = policyWith('  - rule: drift\n    where: { kinds: [security-group] }\n', '', target(first))
    const { folder } = await runCommand(['record'], { policy: drift, env: world.env })
    await (await world.cloud.ec2(first)).send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(8080)] }),
    )
    await github.run({ folder, inputs: { mode: 'detect', publish: 'sarif' } })
    const results = uploaded()?.runs[0]?.results ?? []
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)).toEqual([
      expect.stringMatching(
        new RegExp(`^\\.github/holdfast/baselines/${first}/us-east-1/security-group/web~${group}\\.json$`),
      ),
    ])
  })

  it('of jobs that share a policy without targets does not take the place of one another', async () => {
    const job = (account: string) =>
      github.run({
        policy: policyWith(ssh(), '', '').replace('targets:\n', ''),
        inputs: { ...asked, 'role-to-assume': `arn:aws:iam::${account}:role/holdfast-read`, 'aws-region': 'us-east-1' },
      })
    for (const account of [first, second, first]) await job(account)
    const ids = github.state.analyses.map(({ sarif }) => sarifIn(JSON.stringify(sarif)).runs[0]?.automationDetails.id)
    // What the third found stands already.
    expect(ids).toEqual([first, second].map((account) => `holdfast/.github/holdfast.yml/${account}:us-east-1/`))
  })

  it('the command prints it, and publishes nothing', async () => {
    const run = await runCommand(['detect', '--format', 'sarif'], { policy, env: world.env })
    expect(sarifIn(run.stdout).runs[0]?.results[0]?.message.text).toContain(group)
    expect(run.code).toBe(1)
    expect((await runCommand(['validate', '--format', 'sarif'], { policy })).code).toBe(2)
  })
})

describe('a public repository', () => {
  const world = testWorld()
  const github = testHosted(world, { visibility: 'public' })

  it('keeps the file to ids and uploads nothing by itself', async () => {
    const group = await world.cloud.group('secret', [anywhere(22)])
    const run = await github.run({ policy: policyWith(ssh()), inputs: { mode: 'detect' } })
    expect(github.state.analyses).toEqual([])
    const [finding] = run.report?.findings ?? []
    expect(fileOf(run)).toContain(finding?.id)
    for (const word of [group, 'secret', first]) expect(fileOf(run)).not.toContain(word)
  })
})
