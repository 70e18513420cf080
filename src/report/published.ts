import type { PullRequest, Report } from '../model/report.ts'
import { type Block, foreign, type Line, link } from './blocks.ts'

/** Where else the run is told of, and what kept it from being told. */
export function publishedBlocks({ published, trouble }: Report): readonly Block[] {
  const issue = published?.issue ?? null
  const links: readonly Line[] = [
    ...(issue === null ? [] : [['State of the accounts: ', link(`issue ${issue.number}`, issue.url)]]),
    ...(published?.pullRequests ?? []).map(
      ({ number, url, state }): Line => [link(`Pull request ${number}`, url), stateWords[state]],
    ),
  ]
  const failed = trouble.map(({ reporter, why }): Line => [`${reporter} could not be published: `, foreign(why)])
  const told = (published?.notices ?? []).map(({ reporter, why }): Line => [`${reporter}: `, foreign(why)])
  return [...listOf([...links]), ...listOf([...failed, ...told])]
}

const stateWords: Readonly<Record<PullRequest['state'], string>> = {
  opened: ' was opened',
  standing: ' is open, as it was',
  kept: ' is open, of an earlier run: too little was read to replace it',
  declined: ' proposes this, and a person closed it: reopen it, or delete its branch to have it proposed anew',
  closed: ' was closed',
}

const listOf = (items: readonly Line[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }])
