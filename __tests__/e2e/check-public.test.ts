import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { anywhere, first } from '../../emulator/cloud.ts'
import type { RunResult } from '../../emulator/runner.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const details = 'publish: { public: details }\n'
const rdp = `  - rule: security-group-open-ingress
    name: no-open-rdp
    options: { ports: ["3389"] }
`
const guarding = (rules: string, more = ''): { readonly [policyFile]: string } => ({
  [policyFile]: policyWith(rules, more, checkTarget()),
})

describe('in a public repository', () => {
  const pulls = testPulls()
  const everywhere = (run: RunResult): string =>
    [
      run.stdout,
      run.summary,
      ...pulls.comments,
      ...['report.json', 'plan.json', 'summary.md'].map((file) =>
        readFileSync(join(run.folder, 'holdfast-report', file), 'utf8'),
      ),
    ].join('\n')

  it('counts and ids are told, and nothing else; what the change itself says of it decides nothing', async () => {
    const group = await pulls.world.cloud.group('secret-project', [anywhere(22)])
    const run = await pulls.check(guarding(ssh()), guarding(rdp, details), { visibility: 'public' })
    const said = everywhere(run)
    for (const secret of ['secret-project', group, first, 'no-open-ssh', 'widening: lets'])
      expect(said).not.toContain(secret)
    const { silenced } = checkOf(run)
    expect(silenced).toHaveLength(1)
    expect(pulls.comments[0]).toContain(silenced[0])
    expect(pulls.comments[0]).toContain('rule removed, widening: 1')
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    const shown = await pulls.check(guarding(ssh(), details), guarding(rdp, details), { visibility: 'public' })
    expect(everywhere(shown)).toContain('secret-project')
  })

  it('or one of unknown visibility, the same', async () => {
    const run = await pulls.check(guarding(ssh()), guarding(rdp), { more: { repository: {} }, visibility: 'public' })
    expect(everywhere(run)).not.toContain('secret-project')
  })
})

describe('hostile text', () => {
  const pulls = testPulls()
  const evil = '<img src=x> @everyone #1 ](https://evil.example) ::error::forged ##[error]forged <!-- holdfast'
  const colour = '\u001b[31m'

  it('of names, tags, exceptions and labels is broken in every medium', async () => {
    const { cloud } = pulls.world
    const name = 'web @everyone #1 ::error::x'.replace(/[<>]/g, '')
    const group = await cloud.group(name, [anywhere(22)], { tags: { Name: evil } })
    const exceptions = `exceptions:
  - uses: [no-open-ssh]
    where: { ids: ["${group}"] }
    reason: ${JSON.stringify(evil + colour)}
    owner: ${JSON.stringify(`@octo/${evil}`)}
    until: 2027-03-31
gate: { acknowledge: ${JSON.stringify(evil.slice(0, 50))} }
`
    const where = `    where: { not: { names: [${JSON.stringify(evil)}] } }\n`
    const gate = `gate: { acknowledge: ${JSON.stringify(evil.slice(0, 50))} }\n`
    const shas = pulls.propose(guarding(ssh(), gate), guarding(ssh() + where, exceptions))
    const failing = await pulls.run(shas)
    expect(failing.outputs['failure-reason']).toBe('silenced-findings')
    pulls.label(evil.slice(0, 50), evil)
    const passing = await pulls.run(shas)
    expect(checkOf(passing).acknowledged?.by).toBe(evil)
    for (const run of [failing, passing]) {
      for (const markdown of [run.summary, ...pulls.comments]) {
        const own = markdown.replace(/<!-- holdfast check:[0-9a-f]+ -->\s*$/, '')
        expect(own).not.toMatch(/<img|@everyone|#1\b|\]\(https:\/\/evil|<!--/)
        expect(own).not.toContain(colour)
      }
      expect(run.stdout).not.toMatch(/^::error::/m)
      expect(run.stdout).not.toContain('##[')
      expect(run.stdout).not.toContain(colour)
      expect(readFileSync(join(run.folder, 'holdfast-report', 'report.json'), 'utf8')).not.toContain('##[')
    }
  })

  it('of thousands of findings fits a comment, and says what it leaves out', async () => {
    const { cloud } = pulls.world
    for (let n = 0; n < 150; n++) await cloud.group(`group-${n}-${'x'.repeat(200)}`, [anywhere(22)])
    const run = await pulls.check(guarding(ssh()), guarding(rdp))
    expect(checkOf(run).silenced.length).toBeGreaterThan(149)
    const [comment = ''] = pulls.comments
    expect(comment.length).toBeLessThanOrEqual(60_000)
    expect(comment).toMatch(/\d+ more of \d+ are not shown here/)
    expect(comment).toMatch(/<!-- holdfast check:[0-9a-f]{16} -->$/)
  })
})
