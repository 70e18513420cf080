import { consoleLink, contextOf, webShop } from '../../__tests__/report/reports.ts'
import { hide } from '../../src/github/hidden.ts'
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
  }
}
