import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContext } from '../github/event.ts'
import { dispatchInputs, type Startable } from '../github/workflow.ts'
import type { NextContext } from '../report/next-steps.ts'
import { workspaceOf } from './prepare.ts'
import type { Host } from './run.ts'

/** Bytes of a workflow file over which it is none of a person's. */
const largest = 512 * 1024

/** `holdfast.yml` out of `octo/infra/.github/workflows/holdfast.yml@refs/heads/main`; null outside a workflow. */
export function workflowFile(env: NodeJS.ProcessEnv): string | null {
  if (env['GITHUB_ACTIONS'] !== 'true') return null
  const name = env['GITHUB_WORKFLOW_REF']?.split('@')[0]?.split('/').at(-1)
  return name !== undefined && /^[\w.-]+$/.test(name) ? name : 'WORKFLOW.yml'
}

/**
 * The workflows of the checked-out repository that a person can start and that use Holdfast, the run's own first; null: the one
 * that runs is not among the files that are there, so nothing is known of what it takes.
 */
export function startable(host: Pick<Host, 'env' | 'folder'>): readonly Startable[] | null {
  const own = workflowFile(host.env)
  const folder = join(workspaceOf(host), '.github', 'workflows')
  const files = namesIn(folder).filter((name) => /^[\w.-]+\.ya?ml$/.test(name))
  if (own === null || !files.includes(own)) return null
  const ordered = [own, ...files.filter((name) => name !== own).sort()]
  return ordered.flatMap((file): readonly Startable[] => {
    const text = textOf(join(folder, file))
    const inputs = text === null || (file !== own && !/holdfast/i.test(text)) ? null : dispatchInputs(text)
    return inputs === null ? [] : [{ file, inputs }]
  })
}

/** How a run is started from a text that is read elsewhere than where the run was. */
export function startedElsewhere(host: Pick<Host, 'env' | 'folder'>, event: EventContext): NextContext {
  const { serverUrl, repository, defaultBranch } = event
  const server = serverUrl.replace(/^https?:\/\//, '')
  const repo = server === 'github.com' ? repository : `${server}/${repository}`
  const branch = defaultBranch !== null && /^[\w./-]+$/.test(defaultBranch) ? ` --ref ${defaultBranch}` : ''
  return {
    workflow: workflowFile(host.env),
    startable: startable(host),
    where: ` --repo ${repo}${branch}`,
    page: (file) => `${serverUrl}/${repository}/actions/workflows/${file}`,
    journal: null,
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(path: string): string | null {
  try {
    const entry = lstatSync(path)
    return entry.isFile() && entry.size <= largest ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}
