import { createHash } from 'node:crypto'
import type { Answer, Asked } from './github.ts'

export interface TreeEntry {
  readonly mode: string
  readonly sha: string
}

/** Files of a tree by path, folders left out. */
export type Files = ReadonlyMap<string, TreeEntry>

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  /** Signed by GitHub: nobody named an author. */
  readonly verified: boolean
}

export interface Ticket {
  readonly number: number
  readonly login: string
  readonly isPull: boolean
  state: 'open' | 'closed'
  title: string
  body: string
  labels: string[]
  assignees: string[]
  head: string
  base: string
  mergedAt: string | null
  /** Labels set and taken off, in order, and by whom; what was set when it was opened is not among them. */
  readonly events?: { readonly event: 'labeled' | 'unlabeled'; readonly label: string; readonly login: string }[]
  readonly comments: { readonly id: number; readonly login: string; body: string }[]
}

/** An upload to code scanning. */
export interface Analysis {
  readonly id: string
  readonly commit: string
  readonly ref: string
  readonly sarif: unknown
  readonly bytes: number
  readonly errors: readonly string[]
  /** Answers that say it is not done yet. */
  readonly pending: number
  asked: number
}

export type Level = 'none' | 'read' | 'write'

/** A repository as GitHub holds it; tests look into it and turn its settings. */
export interface Hosted {
  readonly name: string
  readonly refs: Map<string, string>
  readonly commits: Map<string, Commit>
  readonly trees: Map<string, Files>
  readonly blobs: Map<string, Buffer>
  readonly tickets: Ticket[]
  readonly analyses: Analysis[]
  readonly people: Map<string, string>
  readonly permissions: { contents: Level; 'pull-requests': Level; issues: Level; 'security-events': Level }
  readonly settings: {
    actionsMayOpenPulls: boolean
    archived: boolean
    issues: boolean
    /** Entries over which a recursive tree is cut. */
    largestTree: number
    /** Entries of a new tree over which GitHub times out. */
    mostEntries: number
    graphql: boolean
    /** `GET /user` knows people's tokens alone. */
    botLogin: string
    assignable: readonly string[]
    labelsRefused: boolean
    codeScanning: 'on' | 'off' | 'unlicensed'
    /** How often an upload is said to be pending. */
    processing: number
  }
}

export function emptyState(name: string): Hosted {
  return {
    name,
    refs: new Map(),
    commits: new Map(),
    trees: new Map(),
    blobs: new Map(),
    tickets: [],
    analyses: [],
    people: new Map(),
    permissions: { contents: 'write', 'pull-requests': 'write', issues: 'write', 'security-events': 'write' },
    settings: {
      actionsMayOpenPulls: true,
      archived: false,
      issues: true,
      largestTree: 100_000,
      mostEntries: 1000,
      graphql: true,
      botLogin: 'github-actions[bot]',
      assignable: ['octocat'],
      labelsRefused: false,
      codeScanning: 'on',
      processing: 0,
    },
  }
}

export const loginOf = (at: Hosted, token: string): string => at.people.get(token) ?? at.settings.botLogin

const object = (kind: string, content: Buffer): string =>
  createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex')

export function putBlob(at: Hosted, content: string | Buffer): string {
  const bytes = Buffer.from(content)
  const sha = object('blob', bytes)
  at.blobs.set(sha, bytes)
  return sha
}

/** Stores a tree and its folders under the names that git gives them. */
export function putTree(at: Hosted, files: Files): string {
  const folders = new Map<string, Map<string, TreeEntry>>()
  const lines: { readonly sort: string; readonly line: Buffer }[] = []
  const line = (mode: string, name: string, sha: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')])
  for (const [path, entry] of files) {
    const slash = path.indexOf('/')
    if (slash < 0) {
      lines.push({ sort: path, line: line(entry.mode, path, entry.sha) })
      continue
    }
    const name = path.slice(0, slash)
    const inside = folders.get(name) ?? new Map<string, TreeEntry>()
    folders.set(name, inside.set(path.slice(slash + 1), entry))
  }
  for (const [name, inside] of folders) lines.push({ sort: `${name}/`, line: line('40000', name, putTree(at, inside)) })
  lines.sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)))
  const sha = object('tree', Buffer.concat(lines.map((one) => one.line)))
  at.trees.set(sha, files)
  return sha
}

export function putCommit(at: Hosted, commit: Omit<Commit, 'sha'>): string {
  const sha = object('commit', Buffer.from(JSON.stringify([commit, at.commits.size])))
  at.commits.set(sha, { ...commit, sha })
  return sha
}

/** Moves a branch by a commit with these files: `null` takes one away. */
export function push(
  at: Hosted,
  branch: string,
  files: Readonly<Record<string, string | TreeEntry | null>>,
  from = branch,
): string {
  const parent = at.refs.get(`refs/heads/${from}`)
  const tree = new Map(at.trees.get(at.commits.get(parent ?? '')?.tree ?? '') ?? [])
  for (const [path, content] of Object.entries(files)) {
    if (content === null) tree.delete(path)
    else tree.set(path, typeof content === 'string' ? { mode: '100644', sha: putBlob(at, content) } : content)
  }
  const parents = parent === undefined ? [] : [parent]
  const sha = putCommit(at, { tree: putTree(at, tree), parents, message: 'by hand', verified: false })
  at.refs.set(`refs/heads/${branch}`, sha)
  return sha
}

/** A file of a branch; null: there is none. */
export function fileAt(at: Hosted, branch: string, path: string): string | null {
  const commit = at.commits.get(at.refs.get(`refs/heads/${branch}`) ?? '')
  const sha = at.trees.get(commit?.tree ?? '')?.get(path)?.sha
  return sha === undefined ? null : (at.blobs.get(sha)?.toString() ?? null)
}

export function isAncestor(at: Hosted, older: string, newer: string): boolean {
  return older === newer || (at.commits.get(newer)?.parents.some((parent) => isAncestor(at, older, parent)) ?? false)
}

export const invalid = (message: string, errors: readonly unknown[] = []): Answer => ({
  status: 422,
  body: errors.length === 0 ? { message, status: '422' } : { message, errors, status: '422' },
})
export const ok = (body: unknown, status = 200): Answer => ({ status, body })

/** A page of a list with the link to the next. */
export function paged(list: readonly unknown[], { query, path }: Asked, host: string): Answer {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100)
  const page = Number(query.get('page') ?? 1)
  const body = list.slice((page - 1) * size, page * size)
  if (page * size >= list.length) return ok(body)
  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  return { status: 200, body, headers: { link: `<${host}${path}?${next}>; rel="next"` } }
}
