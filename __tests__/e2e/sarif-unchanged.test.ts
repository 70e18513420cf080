import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { anywhere, first, from } from '../../emulator/cloud.ts'
import type { Answer } from '../../emulator/github.ts'
import { instead } from '../../emulator/github-repository.ts'
import { type Analysis, push } from '../../emulator/github-state.ts'
import { hostedRuns } from '../support/hosted.ts'
import { policyWith, ssh, target } from '../support/policy.ts'
import { testHosted } from '../support/published.ts'
import { testWorld } from '../support/world.ts'

const policy = policyWith(ssh(), '', target(first))
const newer = { GITHUB_SHA: 'd'.repeat(40), GITHUB_RUN_ID: '43' }

describe('what stands in code scanning', () => {
  const world = testWorld([first])
  const github = testHosted(world)
  const all = () => github.run({ policy, inputs: { mode: 'detect' }, env: newer })
  const scan = () => github.run({ policy, inputs: { mode: 'detect', publish: 'summary, sarif' }, env: newer })
  let group = ''
  let stood: Analysis
  /** What was uploaded, with one text in it replaced. */
  const other = (text: string, by: string): Analysis => {
    const before = JSON.stringify(stood.sarif)
    const after = before.replaceAll(new RegExp(text, 'g'), by)
    if (after === before) throw new Error(`${text} is not in ${before}`)
    return { ...stood, sarif: JSON.parse(after) as unknown }
  }
  const stands = (...analyses: readonly Analysis[]): void => {
    github.state.analyses.splice(0, Number.POSITIVE_INFINITY, ...analyses)
  }

  beforeAll(async () => {
    group = await world.cloud.group('web', [anywhere(22)])
    await github.run({ policy, inputs: { mode: 'detect', publish: 'summary, sarif' } })
    const [analysis] = github.state.analyses
    if (analysis === undefined) throw new Error('nothing was uploaded')
    stood = analysis
  })

  beforeEach(() => {
    github.forget()
    stands(stood)
  })

  it('is not uploaded again by a later commit that finds the same', async () => {
    const run = await scan()
    expect(run.written).toEqual([])
    expect(run.asked).toContain('GET /repos/octo/infra/code-scanning/analyses/201')
    expect(run.summary).not.toMatch(/uploaded|could not be published/)
    expect(run.outputs).toMatchObject({ conclusion: 'fail', findings: '1' })
  })

  it('of a clean account is not uploaded again, and a finding that is gone is', async () => {
    const inputs = { mode: 'detect', publish: 'summary, sarif' }
    const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
    const excepted = `${policy}exceptions:\n  - { uses: [no-open-ssh], where: { ids: [${group}] }, reason: Vendor, owner: "@octo/net", until: ${until} }\n`
    const written: (readonly string[])[] = []
    for (let turn = 0; turn < 2; turn += 1) written.push((await github.run({ policy: excepted, inputs })).written)
    expect(written).toEqual([['POST /repos/octo/infra/code-scanning/sarifs'], []])
  })

  it('is not uploaded again where GitHub leaves out the help, which the same version wrote of the same rule', async () => {
    stands(other('"help":', '"leftOut":'))
    expect((await scan()).written).toEqual([])
    stands(other('"help":', '"leftOut":'), other('"help":|"helpUri":', '"leftOut":'))
    expect((await scan()).written).toHaveLength(1)
  })

  it('stands by the newest of the own category alone', async () => {
    stands(
      stood,
      other('holdfast/.github/holdfast.yml/', 'holdfast/.github/other.yml/'),
      other('"Holdfast"', '"Other"'),
    )
    expect((await scan()).written).toEqual([])
    stands(stood, other('from the internet|to the internet|open', 'shut'))
    expect((await scan()).written).toHaveLength(1)
    expect((await scan()).written).toEqual([])
  })

  it.each<readonly [string, () => readonly Analysis[]]>([
    ['nothing stands', () => []],
    ['another category', () => [other('holdfast/.github/holdfast.yml/', 'holdfast/.github/other.yml/')]],
    ['another tool', () => [other('"Holdfast"', '"Other"')]],
    ['another ref', () => [{ ...stood, ref: 'refs/heads/feature' }]],
    ['an error', () => [{ ...stood, errors: ['rejecting SARIF'] }]],
    ['an error since', () => [stood, { ...stood, errors: ['rejecting SARIF'] }]],
    ['not looked through yet', () => [{ ...stood, pending: 100 }]],
    ['another version', () => [other('"semanticVersion":"[^"]*"', '"semanticVersion":"0.0.1"')]],
    ['another rule', () => [other('"no-open-ssh"', '"no-open-rdp"')]],
    ['another severity', () => [other('"security-severity":"[^"]*"', '"security-severity":"1.0"')]],
    ['no severity', () => [other('"security-severity"', '"severity"')]],
    ['other help', () => [other('How it is put right', 'What is done')]],
    ['another level', () => [other('"level":"error","message"', '"level":"note","message"')]],
    [
      'another level of the rule',
      () => [other('"defaultConfiguration":{"level":"error"', '"defaultConfiguration":{"level":"note"')],
    ],
    ['another message', () => [other('"message":{"text":"[^"]*"', '"message":{"text":"shut"')]],
    ['another finding', () => [other('"primaryLocationLineHash":"[^"]*"', '"primaryLocationLineHash":"f:1"')]],
    ['no fingerprint', () => [other('"primaryLocationLineHash"', '"someOtherHash"')]],
    ['another line', () => [other('"startLine":\\d+', '"startLine":99')]],
    ['another file', () => [other('"uri":"[^"]*"', '"uri":"README.md"')]],
    // Every result a second time.
    ['another result', () => [other('"results":\\[(.*)\\]\\}\\]\\}', '"results":[$1,$1]}]}')]],
  ])('with %s does not keep an upload back', async (_, analyses) => {
    stands(...analyses())
    const run = await scan()
    expect(run.written).toEqual(['POST /repos/octo/infra/code-scanning/sarifs'])
    expect(run.summary).not.toContain('could not be published')
  })

  const refusals: readonly (readonly [string, Answer])[] = [
    ['403', { status: 403, body: { message: 'Resource not accessible by integration' } }],
    ['404', { status: 404, body: { message: 'Not Found' } }],
    ['422', { status: 422, body: { message: 'The analysis could not be processed' } }],
    ['500', { status: 500, body: { message: 'Server Error' } }],
    ['501', { status: 501, body: { message: 'Not Implemented' } }],
    ['no list', { status: 200, body: { message: 'odd', runs: 'none' } }],
    ['odd items', { status: 200, body: [null, 1, {}] }],
    ['cut JSON', { status: 200, body: [{ id: 1 }], broken: 'cut-body' }],
    ['bytes', { status: 200, body: null, bytes: Buffer.from('{"runs":[') }],
  ]
  const places = [
    ['the list', /^GET .*\/analyses$/],
    ['the analysis', /^GET .*\/analyses\/\d+$/],
  ] as const
  it.each(places.flatMap(([place, call]) => refusals.map(([name, answer]) => ({ place, name, call, answer }))))(
    'is uploaded over where $place is answered by $name',
    async ({ call, answer }) => {
      github.first(instead(call, answer))
      const run = await scan()
      expect(run.asked.some((one) => call.test(one))).toBe(true)
      expect(run.written).toEqual(['POST /repos/octo/infra/code-scanning/sarifs'])
      expect(run.summary).not.toContain('could not be published')
    },
    60_000,
  )

  it('is uploaded over when a finding is new, and then stands', async () => {
    await all()
    await world.cloud.group('more', [anywhere(22)])
    const changed = await all()
    expect(changed.written).toContain('POST /repos/octo/infra/code-scanning/sarifs')
    expect((await all()).written).toEqual([])
  })
})

describe('a second run that finds the same', () => {
  const world = testWorld([first])
  const github = hostedRuns(world)

  it('writes nothing at all: no issue, no alerts, no pull request', async () => {
    const drift = `  - rule: drift\n    response: { widening: approve, mixed: approve, undecided: approve, narrowing: approve, neutral: report }\n    where: { kinds: [security-group] }\n`
    push(github.state, 'main', {
      '.github/holdfast.yml': policyWith(`${ssh()}${drift}`, 'limits: { share: 100% }\n', target(first)),
    })
    const group = await world.cloud.group('web', [from('10.0.0.0/8', 80)])
    await github.run({ inputs: { mode: 'record' } })
    push(github.state, 'main', github.changed(github.open()[0]?.head ?? ''))
    github.state.tickets.splice(0)
    for (const ref of github.state.refs.keys()) if (ref !== 'refs/heads/main') github.state.refs.delete(ref)
    const ec2 = await world.cloud.ec2(first)
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [anywhere(22)] }))
    github.forget()
    await github.run({ inputs: { mode: 'detect' } })
    const made = ['/issues', '/pulls', '/code-scanning/sarifs'].map((end) => `POST /repos/octo/infra${end}`)
    expect(github.written).toEqual(expect.arrayContaining(made))
    github.forget()
    const again = await github.run({ inputs: { mode: 'detect' } })
    expect(again.outputs).toMatchObject({ conclusion: 'fail', findings: '2' })
    expect(github.written).toEqual([])
  })
})
