import type { Report } from '../model/report.ts'
import { type Block, foreign, type Line, link } from './blocks.ts'

/** Where else the run is told of, and what kept it from being told. */
export function publishedBlocks({ published, trouble }: Report): readonly Block[] {
  const issue = published?.issue ?? null
  const links: readonly Line[] = [
    ...(issue === null ? [] : [['State of the accounts: ', link(`issue ${issue.number}`, issue.url)]]),
    ...(published?.pullRequests ?? []).map(({ number, url }): Line => [link(`Pull request ${number}`, url)]),
  ]
  const failed = trouble.map(({ reporter, why }): Line => [`${reporter} could not be published: `, foreign(why)])
  const told = (published?.notices ?? []).map(({ reporter, why }): Line => [`${reporter}: `, foreign(why)])
  return [...listOf([...links]), ...listOf([...failed, ...told])]
}

const listOf = (items: readonly Line[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }])
