import type { GitHub } from './client.ts'
import type { PullEvent } from './pull-event.ts'
import { type Answer, answer, refused } from './refusal.ts'

/** The two commits that a check compares. */
export interface Compared {
  readonly base: string
  readonly head: string
}

/**
 * What would be merged, against what it would be merged into: the trial merge and its first parent where GitHub made one, so that a
 * branch that lags behind takes nothing back; else the commits as the event names them, which takes back more rather than less.
 */
export async function comparedCommits(
  gh: GitHub,
  change: PullEvent,
  defaultBranch: string | null,
): Promise<Answer<Compared>> {
  const { merge, head } = change
  if (merge !== null && head !== null && merge !== head) {
    const found = await gh.ask('contents: read', (api, at) => api.rest.git.getCommit({ ...at, commit_sha: merge }))
    const [first, second, ...more] = found.kind === 'answer' ? (found.value.parents ?? []) : []
    if (first !== undefined && second?.sha === head && more.length === 0)
      return answer({ base: first.sha, head: merge })
  }
  if (head === null) return refused('malformed', 'the event names no commit that would be merged')
  if (change.base !== null) return answer({ base: change.base, head })
  if (change.pull !== null || defaultBranch === null)
    return refused('malformed', 'the event names no commit that the change would be merged into')
  const branch = await gh.ask('contents: read', (api, at) => api.rest.repos.getBranch({ ...at, branch: defaultBranch }))
  return branch.kind === 'refused' ? branch : answer({ base: branch.value.commit.sha, head })
}
