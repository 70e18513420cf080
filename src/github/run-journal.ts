import type { Problem } from '../model/policy.ts'
import { type Api, type At, openGitHub } from './client.ts'
import { inputProblem } from './inputs.ts'

export interface RunQuestion {
  readonly token: string | null
  /** `octo/infra` */
  readonly repository: string
  readonly defaultBranch: string | null
  /** The id of the workflow run, digits. */
  readonly run: string
}

export type FetchedJournals =
  /** Texts of the journals that the run uploaded, in no order: what they say of their time counts. */
  | { readonly kind: 'journals'; readonly texts: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Events on which a run may write: a journal from any other is not Holdfast's. */
const writingEvents = ['schedule', 'workflow_dispatch', 'push', 'repository_dispatch']
const largestArtifact = 200 * 1024 * 1024

const refuse = (found: string, expected: string): FetchedJournals => ({
  kind: 'problems',
  problems: [inputProblem('journal', found, expected)],
})

/**
 * The journals of a workflow run, once the run is proved: this repository's own, on the default branch, of a writing event.
 * Artifacts of other runs may hold anything: a pull request's author writes them.
 */
export async function fetchRunJournals(question: RunQuestion): Promise<FetchedJournals> {
  const { token, repository, defaultBranch, run } = question
  if (token === null) return refuse('no github-token', 'a token with `actions: read`, to fetch the journal of that run')
  if (defaultBranch === null) return refuse('an unknown default branch', 'an event or token that says it')
  const gh = await openGitHub({ token, repository, env: process.env, mask: () => undefined })
  const fetched = await gh.ask('actions: read', async (api, at) => ({
    data: await journalsOf(api, at, { ...question, defaultBranch }),
  }))
  if (fetched.kind === 'answer') return fetched.value
  return refuse(
    `an answer of GitHub's: ${fetched.message}`,
    `run ${run} of ${repository}, and a token with \`actions: read\``,
  )
}

type Asked = RunQuestion & { readonly defaultBranch: string }

async function journalsOf(api: Api, repo: At, { repository, defaultBranch, run }: Asked): Promise<FetchedJournals> {
  const { actions, repos } = api.rest
  const at = { ...repo, run_id: Number(run) }
  const { data } = await actions.getWorkflowRun(at)
  const doubt = unproved(data, { repository, defaultBranch })
  if (doubt !== null)
    return refuse(`run ${run}, ${doubt}`, `a run of ${repository} on ${defaultBranch}, by ${writingEvents.join(', ')}`)
  const { data: tip } = await repos.getBranch({ ...repo, branch: defaultBranch })
  const basehead = `${tip.commit.sha}...${data.head_sha}`
  const { data: compared } = await repos.compareCommitsWithBasehead({ ...repo, basehead, per_page: 1 })
  // A tag may bear the branch's name, and the run of a tag calls it its branch.
  if (!['identical', 'behind'].includes(compared.status))
    return refuse(
      `run ${run}, of a commit that is not in ${defaultBranch}`,
      `a run of ${repository} on ${defaultBranch}`,
    )
  const artifacts = await api.paginate(actions.listWorkflowRunArtifacts, { ...at, per_page: 100 })
  const texts: string[] = []
  for (const { id, expired, size_in_bytes: size } of artifacts) {
    if (expired || size > largestArtifact) continue
    const zip = await actions.downloadArtifact({ ...repo, artifact_id: id, archive_format: 'zip' })
    const journals = await journalsIn(new Uint8Array(zip.data as ArrayBuffer)).catch(() => null)
    if (journals === null)
      return refuse(`an artifact of run ${run} that is no zip file`, 'artifacts as GitHub keeps them')
    texts.push(...journals)
  }
  return texts.length === 0
    ? refuse(`run ${run} without a journal in its artifacts`, 'a run that wrote, whose report folder was uploaded')
    : { kind: 'journals', texts }
}

interface WorkflowRun {
  readonly event: string
  readonly head_branch: string | null
  readonly repository: { readonly full_name: string }
  readonly head_repository: { readonly full_name: string } | null
}

function unproved(
  run: WorkflowRun,
  { repository, defaultBranch }: { repository: string; defaultBranch: string },
): string | null {
  if (run.repository.full_name !== repository) return `of ${run.repository.full_name}`
  if (run.head_repository?.full_name !== repository)
    return `with the code of ${run.head_repository?.full_name ?? 'a repository that is gone'}`
  if (run.head_branch !== defaultBranch) return `on ${run.head_branch ?? 'no branch'}`
  return writingEvents.includes(run.event) ? null : `by ${run.event}`
}

async function journalsIn(zip: Uint8Array): Promise<readonly string[]> {
  const { strFromU8, unzipSync } = await import('fflate')
  const files = unzipSync(zip, {
    filter: ({ name, originalSize }) => /(^|\/)journal(-\d+)?\.jsonl$/.test(name) && originalSize <= largestArtifact,
  })
  return Object.values(files).map((content) => strFromU8(content))
}
