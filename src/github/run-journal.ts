import type { Problem } from '../model/policy.ts'
import { githubClient } from './client.ts'
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
  const [owner = '', repo = ''] = repository.split('/')
  if (token === null) return refuse('no github-token', 'a token with `actions: read`, to fetch the journal of that run')
  if (defaultBranch === null) return refuse('an unknown default branch', 'an event or token that says it')
  const client = await githubClient(token, 30_000)
  const { actions, repos } = client.rest
  try {
    const at = { owner, repo, run_id: Number(run) }
    const { data } = await actions.getWorkflowRun(at)
    const doubt = unproved(data, { repository, defaultBranch })
    if (doubt !== null)
      return refuse(
        `run ${run}, ${doubt}`,
        `a run of ${repository} on ${defaultBranch}, by ${writingEvents.join(', ')}`,
      )
    const { data: tip } = await repos.getBranch({ owner, repo, branch: defaultBranch })
    const basehead = `${tip.commit.sha}...${data.head_sha}`
    const { data: compared } = await repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 })
    // A tag may bear the branch's name, and the run of a tag calls it its branch.
    if (!['identical', 'behind'].includes(compared.status))
      return refuse(
        `run ${run}, of a commit that is not in ${defaultBranch}`,
        `a run of ${repository} on ${defaultBranch}`,
      )
    const artifacts = await client.paginate(actions.listWorkflowRunArtifacts, { ...at, per_page: 100 })
    const texts: string[] = []
    for (const { id, expired, size_in_bytes: size } of artifacts) {
      if (expired || size > largestArtifact) continue
      const zip = await actions.downloadArtifact({ owner, repo, artifact_id: id, archive_format: 'zip' })
      texts.push(...(await journalsIn(new Uint8Array(zip.data as ArrayBuffer))))
    }
    return texts.length === 0
      ? refuse(`run ${run} without a journal in its artifacts`, 'a run that wrote, whose report folder was uploaded')
      : { kind: 'journals', texts }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return refuse(`an answer of GitHub's: ${said}`, `run ${run} of ${repository}, and a token with \`actions: read\``)
  }
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
