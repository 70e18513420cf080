import { describe, expect, it } from '@jest/globals'
import { anywhere } from '../../emulator/cloud.ts'
import type { Answer, Route } from '../../emulator/github.ts'
import { instead } from '../../emulator/github-repository.ts'
import type { Hosted } from '../../emulator/github-state.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { checkOf, checkTarget, policyFile, testPulls } from '../support/pull.ts'

const telnet = `  - rule: security-group-open-ingress
    name: no-telnet
    options: { ports: ["23"] }
`
const base = { [policyFile]: policyWith(`${ssh()}${telnet}`, '', checkTarget()) }
/** A change that would silence what is severe. */
const silencing = { [policyFile]: policyWith(telnet, '', checkTarget()) }

/** `text`: what every path is said to hold; left out: what it holds. */
function byPathsAlone(state: Hosted, text: string | null = null): Route {
  const missing: Answer = { status: 404, body: { message: 'Not Found' } }
  return ({ path, query }) => {
    const [, tree] = /\/git\/trees\/(\w+)$/.exec(path) ?? []
    if (path.includes('/git/blobs/') || (tree !== undefined && state.commits.has(tree))) return missing
    const [, file] = /\/contents\/(.+)$/.exec(path) ?? []
    if (file === undefined) return null
    const commit = state.commits.get(query.get('ref') ?? '')
    const sha = state.trees.get(commit?.tree ?? '')?.get(file)?.sha ?? ''
    const bytes = state.blobs.get(sha)
    if (bytes === undefined) return missing
    const content = (text === null ? bytes : Buffer.from(text)).toString('base64')
    return {
      status: 200,
      body: { type: 'file', encoding: 'base64', path: file, sha: text === null ? sha : 'x', content },
    }
  }
}

const failing = (status: number): Answer => ({ status, body: { message: 'refused' } })

describe('a server that lacks a part of GitHub', () => {
  const pulls = testPulls()

  it.each([403, 404, 422, 501])('the trial merge: %i, and what is silenced is found all the same', async (status) => {
    await pulls.world.cloud.group(`open-${status}`, [anywhere(22)])
    pulls.first(instead(/^GET .*\/git\/commits\//, failing(status)))
    const run = await pulls.check(base, silencing)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    expect(checkOf(run).notes).toContainEqual(expect.stringContaining('counts as taken back'))
    expect(pulls.asked.filter((one) => one.includes('/git/commits/'))).toHaveLength(1)
  })

  it('a server that shows trees by their own names and files by their paths alone', async () => {
    await pulls.world.cloud.group('by-path', [anywhere(22)])
    const shas = pulls.propose(base, silencing)
    pulls.first(byPathsAlone(pulls.state))
    const run = await pulls.run(shas)
    expect(run.outputs['failure-reason']).toBe('silenced-findings')
    expect(checkOf(run).files).toEqual([policyFile])
    // Another file than the tree names is none.
    pulls.clear()
    pulls.first(byPathsAlone(pulls.state, 'version: 1\n'))
    expect((await pulls.run(shas)).outputs['failure-reason']).toBe('unknown-findings')
  })

  it.each([404, 501])(
    'a server without GraphQL (%i): the comment is found among what others pasted',
    async (status) => {
      const shas = pulls.propose(base, silencing)
      await pulls.run(shas)
      const [ticket] = pulls.state.tickets
      const [comment] = ticket?.comments ?? []
      if (ticket === undefined || comment === undefined) throw new Error('there is no comment')
      ticket.comments.unshift({ ...comment, id: 1, login: 'mallory' })
      pulls.first(instead(/graphql$/, failing(status)))
      const run = await pulls.run(shas)
      expect(run.summary).not.toContain('could not be published')
      expect(pulls.asked.filter((one) => one.endsWith('/graphql'))).toHaveLength(1)
      expect(pulls.comments).toHaveLength(2)
    },
  )
})
