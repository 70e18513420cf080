import { title } from '../lib/escape.ts'
import type { GitHub } from './client.ts'
import type { OwnBranch } from './own-pulls.ts'
import type { Refused } from './refusal.ts'

export interface Withdrawn {
  readonly closed: readonly number[]
  /** What did not work; the next run tries again. */
  readonly warnings: readonly string[]
}

/**
 * Closes open pull requests of ours with a word, deletes their branches, and those of merged ones. What a person closed stays
 * as it is, branch and all: so the next run knows that it was declined.
 */
export async function withdraw(gh: GitHub, branches: readonly OwnBranch[], word: string): Promise<Withdrawn> {
  const closed: number[] = []
  const warnings: string[] = []
  for (const { branch, pull } of branches) {
    if (pull === null || pull.state === 'closed') continue
    const trouble =
      pull.state === 'open' ? await close(gh, branch, pull.number, word) : [await deleteBranch(gh, branch)]
    const told = trouble.filter((one) => one !== null)
    if (pull.state === 'open' && told.every(({ about }) => about === 'word')) closed.push(pull.number)
    warnings.push(...told.map(({ message }) => `#${pull.number} (${title(branch)}): ${message}`))
  }
  return { closed, warnings }
}

type Trouble = { readonly about: 'word' | 'closing'; readonly message: string } | null

/** The branch goes before the closing: a pull request that is closed and still has its branch was closed by a person. */
async function close(gh: GitHub, branch: string, number: number, word: string): Promise<readonly Trouble[]> {
  const comment = await gh.ask('pull-requests: write', (api, at) =>
    api.rest.issues.createComment({ ...at, issue_number: number, body: word }),
  )
  const unsaid: Trouble = comment.kind === 'answer' ? null : { about: 'word', message: comment.message }
  const kept = await deleteBranch(gh, branch)
  if (kept !== null) return [unsaid, kept]
  const done = await gh.ask('pull-requests: write', (api, at) =>
    api.rest.pulls.update({ ...at, pull_number: number, state: 'closed' }),
  )
  return [unsaid, done.kind === 'answer' ? null : { about: 'closing', message: done.message }]
}

/** null: it is gone, by whomever. */
export async function deleteBranch(
  gh: GitHub,
  branch: string,
): Promise<(Refused & { readonly about: 'closing' }) | null> {
  const deleted = await gh.ask('contents: write', (api, at) =>
    api.rest.git.deleteRef({ ...at, ref: `heads/${branch}` }),
  )
  return deleted.kind === 'answer' || /does not exist/i.test(deleted.message) ? null : { ...deleted, about: 'closing' }
}
