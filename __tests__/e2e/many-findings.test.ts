import { describe, expect, it } from '@jest/globals'
import { policyWith } from '../support/policy.ts'
import { testHosted } from '../support/published.ts'
import { sarifIn } from '../support/sarif-schema.ts'
import { testWorld } from '../support/world.ts'

describe('more than 5,000 findings', () => {
  const world = testWorld()
  const github = testHosted(world)

  it('are told within what GitHub takes, and told again without a write', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => world.cloud.group(`group-${n}`, [])))
    const keys = Array.from({ length: 90 }, (_, n) => `key-${n}: { default: x }`)
    const policy = policyWith(`  - rule: required-tags
    response: approve
    options:
      resources: ["ec2:security-group"]
      tags: { ${keys.join(', ')} }
`)
    const run = await github.run({ policy, inputs: { mode: 'detect' } })
    const count = run.report?.findings.length ?? 0
    expect(count).toBeGreaterThan(5_000)
    const [issue] = github.issues
    expect(issue?.title).toBe(`Holdfast: ${count} open findings in 1 account`)
    expect(issue?.body.length).toBeLessThanOrEqual(60_000)
    expect(issue?.body).toContain('https://github.com/octo/infra/actions/runs/42')
    const uploaded = sarifIn(JSON.stringify(github.state.analyses[0]?.sarif))
    expect(uploaded.runs[0]?.results).toHaveLength(5_000)
    expect(run.summary).toContain(`the ${count - 5_000} least of the findings had no room`)
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024)
    const again = await github.run({
      policy,
      inputs: { mode: 'detect', publish: 'issue, sarif' },
      env: { GITHUB_RUN_ID: '43' },
    })
    expect(again.written).toEqual([])
    const narrowed = await github.run({
      policy,
      inputs: { mode: 'detect', publish: 'issue', only: run.report?.findings[0]?.resource.id ?? '' },
    })
    expect([narrowed.written, issue?.state]).toEqual([[], 'open'])
  }, 120_000)
})
