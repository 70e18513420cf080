import { consoleLink, contextOf, empty, findingOf, useOf, webShop } from '../../__tests__/report/reports.ts'
import { hide } from '../../src/github/hidden.ts'
import { commentOf } from '../../src/report/comment.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { issueText } from '../../src/report/issue/issue.ts'
import { merged } from '../../src/report/issue/merge.ts'
import { nothingListed } from '../../src/report/issue/state.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { approval } from '../../src/report/next-steps.ts'
import { summaryBlocks } from '../../src/report/summary.ts'

const home = 'https://github.com/octo/infra'
const startable = [{ file: 'holdfast.yml', inputs: ['mode', 'approve', 'journal'] }]

/** What each place on GitHub shows of a web shop, as Markdown by name. */
export async function shown() {
  const next = { workflow: 'holdfast.yml', startable, journal: null }
  const published = { issue: { number: 7, url: `${home}/issues/7` }, pullRequests: [], notices: [] }
  const report = { ...webShop, published, trouble: [] }
  const narrowed = { uses: null, ids: null, accounts: null }
  const state = merged(report, { report, uses: new Set(['no-open-ssh', 'no-open-rdp']), narrowed }, nothingListed)
  const issue = issueText(state, {
    file: '.github/holdfast.yml',
    approve: (text, hash) =>
      approval(
        { ...next, where: ' --repo octo/infra --ref main', page: (file) => `${home}/actions/workflows/${file}` },
        text,
        hash,
      ),
    consoleLink,
    hide,
    run: `${home}/actions/runs/42`,
  })
  const context = { ...contextOf(conclude(report), 'holdfast.yml'), startable }
  return {
    summary: toMarkdown(summaryBlocks(report, context), 1_000_000),
    issue: `## ${issue.title}\n\n${issue.body}`,
    comment: comment(),
  }
}

/** A pull request that takes a rule out and adds an exception. */
function comment() {
  const place = { file: '.github/holdfast.yml', line: 31, column: 5 }
  const change = (about, what, name, words) => ({
    about,
    what,
    name,
    rating: 'widening',
    words: [words],
    place,
    accepts: false,
  })
  const check = {
    base: 'a'.repeat(40),
    head: 'b'.repeat(40),
    pull: 12,
    against: 'policy',
    files: ['.github/holdfast.yml'],
    changes: [
      change('rule', 'removed', 'no-open-rdp', 'no resource is held to it any more'),
      change('exception', 'added', 'exceptions[1]', 'no-open-ssh on sg-4 until 2027-01-31, by @octo/network'),
    ],
    silenced: [
      {
        finding: findingOf(5, 'sg-5', { use: useOf('no-open-rdp', { severity: 'high' }) }),
        by: 'rule',
        why: 'the rule no-open-rdp is removed',
        rating: 'widening',
      },
      {
        finding: findingOf(4, 'sg-4'),
        by: 'exception',
        why: 'exceptions[1] tolerates it until 2027-01-31',
        rating: 'widening',
      },
    ],
    added: [],
    staying: [findingOf(1, 'sg-1')],
    acknowledged: null,
    gaps: 0,
    notes: ['infrastructure code was not looked at: none was given'],
  }
  const report = { ...empty, mode: 'check', check }
  const said = commentOf(report, conclude(report))
  return said.kind === 'leave' ? '' : said.body
}
