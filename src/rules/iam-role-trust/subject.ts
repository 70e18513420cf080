import { type Glob, glob } from '../../lib/iam/glob.ts'

/**
 * Jobs on GitHub that an entry of `allow` names. A subject says a repository and, behind it, a branch or an environment;
 * the same can stand in claims of their own.
 */
export interface Subject {
  /** Whole subjects, in each form that GitHub gives them. */
  readonly whole: readonly Glob[]
  /** Subjects of its repository, whatever stands behind it; empty: it names none. */
  readonly ofRepository: readonly Glob[]
  /** Claims that name the repository by themselves. */
  readonly repository: readonly Claim[]
  /** What is asked beside the repository; null: nothing. `sub`: only the whole subject says it. */
  readonly beside: Claim | 'sub' | null
}

export interface Claim {
  readonly claim: string
  readonly value: string
}

/** Claims that say for themselves whose job it is. */
const telling = /^(repository|repository_id|repository_owner_id|enterprise_id|job_workflow_ref|actor_id):(.+)$/

/** null: it is none. */
export function subjectOf(text: string): Subject | null {
  const [, owner, repository, rest] = /^repo:([^:/]+)\/([^:/]+)(?::(.+))?$/.exec(text) ?? []
  if (owner !== undefined && repository !== undefined) return repositorySubject(owner, repository, rest ?? '*')
  if (/^(repo|repository_owner):./.test(text))
    return { whole: [glob(text)], ofRepository: [], repository: [], beside: 'sub' }
  const [, claim, value] = telling.exec(text) ?? []
  if (claim === undefined || value === undefined) return null
  return { whole: [glob(text), glob(`${text}:*`)], ofRepository: [], repository: [{ claim, value }], beside: null }
}

function repositorySubject(owner: string, repository: string, rest: string): Subject {
  const [name, id] = repository.split('@')
  const immutable = id !== undefined || owner.includes('@')
  const forms = (behind: string): readonly Glob[] => [
    glob(`repo:${owner}/${repository}:${behind}`),
    // Repositories made, renamed or moved since July 2026 have their ids in the subject; the names mean the same.
    ...(immutable ? [] : [withIds(owner, repository, behind)]),
  ]
  const claims: readonly Claim[] = !immutable
    ? [{ claim: 'repository', value: `${owner}/${name}` }]
    : id === undefined
      ? []
      : [{ claim: 'repository_id', value: id }]
  return { whole: forms(rest), ofRepository: forms('*'), repository: claims, beside: besideOf(rest) }
}

function besideOf(rest: string): Subject['beside'] {
  if (/^\*+$/.test(rest)) return null
  const [, claim, value] = /^(ref|environment):(.+)$/.exec(rest) ?? []
  return claim === undefined || value === undefined ? 'sub' : { claim, value }
}

/** `repo:octo@1/infra@2:…`, whatever the ids are. */
function withIds(owner: string, repository: string, behind: string): Glob {
  const anyId = { kind: 'many', colon: false } as const
  return {
    text: `repo:${owner}@*/${repository}@*:${behind}`,
    tokens: [
      ...glob(`repo:${owner}@`).tokens,
      anyId,
      ...glob(`/${repository}@`).tokens,
      anyId,
      ...glob(`:${behind}`).tokens,
    ],
  }
}
