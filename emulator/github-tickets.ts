import type { Answer, Asked } from './github.ts'
import { type Hosted, invalid, loginOf, ok, paged, putCommit, putTree, type Ticket } from './github-state.ts'

type Body = Readonly<Record<string, unknown>>

/** Issues, pull requests and their comments: they share their numbers, and a pull request is an issue too. */
export function ticketsRoute(at: Hosted, asked: Asked, body: Body, host: string): Answer | null {
  const [, kind, number, rest = ''] = /^\/(pulls|issues)(?:\/(\d+))?(?:\/(\w+))?$/.exec(asked.path) ?? []
  if (kind === undefined) return commentRoute(at, asked, body)
  if (kind === 'issues' && !at.settings.issues && number === undefined)
    return { status: 410, body: { message: 'Issues has been disabled in this repository.', status: '410' } }
  if (number === undefined) return asked.method === 'GET' ? list(at, kind, asked, host) : create(at, kind, asked, body)
  const found = at.tickets.find((one) => one.number === Number(number))
  if (found === undefined) return { status: 404, body: { message: 'Not Found', status: '404' } }
  if (rest === 'comments') return comments(at, found, asked, body, host)
  if (rest === 'labels') return asked.method === 'GET' ? labels(found, asked, host) : addLabels(at, found, body)
  if (rest === 'events') return events(found, asked, host)
  return asked.method === 'PATCH' ? update(at, found, body) : ok(show(at, found))
}

function list(at: Hosted, kind: string, asked: Asked, host: string): Answer {
  const { query } = asked
  const [state, head, labels] = [query.get('state') ?? 'open', query.get('head'), query.get('labels')?.split(',') ?? []]
  const owner = at.name.split('/')[0] ?? ''
  const found = at.tickets
    .filter((one) => kind === 'issues' || one.isPull)
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) => head === null || `${owner}:${one.head}` === head)
    .filter((one) => labels.every((label) => one.labels.includes(label)))
    .sort((a, b) => b.number - a.number)
  return paged(
    found.map((one) => show(at, one)),
    asked,
    host,
  )
}

const failed = (resource: string, ...errors: readonly Body[]): Answer =>
  invalid(
    'Validation Failed',
    errors.map((error) => ({ resource, ...error })),
  )

function create(at: Hosted, kind: string, { token }: Asked, body: Body): Answer {
  const isPull = kind === 'pulls'
  const resource = isPull ? 'PullRequest' : 'Issue'
  const wrong = badText(resource, body) ?? badPeople(at, resource, body) ?? (isPull ? badPull(at, body) : null)
  if (wrong !== null) return wrong
  const ticket: Ticket = {
    number: at.tickets.length + 1,
    login: loginOf(at, token),
    isPull,
    state: 'open',
    title: String(body['title']),
    body: String(body['body'] ?? ''),
    labels: strings(body['labels']),
    assignees: strings(body['assignees']),
    head: String(body['head'] ?? ''),
    base: String(body['base'] ?? ''),
    mergedAt: null,
    comments: [],
  }
  at.tickets.push(ticket)
  return ok(show(at, ticket), 201)
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function badText(resource: string, { title, body }: Body): Answer | null {
  if (title === '') return failed(resource, { code: 'missing_field', field: 'title' })
  if (String(title ?? '').length > 256)
    return failed(resource, {
      code: 'custom',
      field: 'title',
      message: 'title is too long (maximum is 256 characters)',
    })
  if (String(body ?? '').length > 65_536)
    return failed(resource, {
      code: 'custom',
      field: 'body',
      message: 'body is too long (maximum is 65536 characters)',
    })
  return null
}

function badPeople(at: Hosted, resource: string, { assignees, labels }: Body): Answer | null {
  const unknown = strings(assignees).find((login) => !at.settings.assignable.includes(login))
  if (unknown !== undefined) return failed(resource, { value: unknown, field: 'assignees', code: 'invalid' })
  if (strings(labels).some((name) => name.length > 50 || at.settings.labelsRefused))
    return failed(resource, { value: strings(labels), field: 'labels', code: 'invalid' })
  return null
}

function badPull(at: Hosted, { head, base }: Body): Answer | null {
  const [from, to] = [head, base].map((name) => at.refs.get(`refs/heads/${name}`))
  if (to === undefined) return failed('PullRequest', { field: 'base', code: 'invalid' })
  if (from === undefined) return failed('PullRequest', { field: 'head', code: 'invalid' })
  if (from === to) return failed('PullRequest', { code: 'custom', message: `No commits between ${base} and ${head}` })
  const owner = at.name.split('/')[0]
  return at.tickets.some((one) => one.isPull && one.state === 'open' && one.head === head)
    ? failed('PullRequest', { code: 'custom', message: `A pull request already exists for ${owner}:${head}.` })
    : null
}

function update(at: Hosted, ticket: Ticket, body: Body): Answer {
  const wrong = badText('Issue', body) ?? badPeople(at, 'Issue', body)
  if (wrong !== null) return wrong
  if (typeof body['title'] === 'string') ticket.title = body['title']
  if (typeof body['body'] === 'string') ticket.body = body['body']
  if (body['state'] === 'open' || body['state'] === 'closed') ticket.state = body['state']
  return ok(show(at, ticket))
}

function addLabels(at: Hosted, ticket: Ticket, body: Body): Answer {
  const wrong = badPeople(at, 'Label', body)
  if (wrong !== null) return wrong
  ticket.labels = [...new Set([...ticket.labels, ...strings(body['labels'])])]
  return ok(ticket.labels.map((name) => ({ name })))
}

const labels = (ticket: Ticket, asked: Asked, host: string): Answer =>
  paged(
    ticket.labels.map((name) => ({ name })),
    asked,
    host,
  )

const events = (ticket: Ticket, asked: Asked, host: string): Answer =>
  paged(
    (ticket.events ?? []).map(({ event, label, login }, index) => ({
      id: index + 1,
      event,
      actor: { login },
      label: { name: label },
    })),
    asked,
    host,
  )

function show(at: Hosted, one: Ticket) {
  const page = `https://github.com/${at.name}/${one.isPull ? 'pull' : 'issues'}/${one.number}`
  const { number, state, title, body, labels, assignees } = one
  return {
    number,
    state,
    title,
    body,
    html_url: page,
    user: { login: one.login },
    labels: labels.map((name) => ({ name })),
    assignees: assignees.map((login) => ({ login })),
    ...(one.isPull
      ? {
          pull_request: { url: page },
          merged_at: one.mergedAt,
          head: { ref: one.head, sha: at.refs.get(`refs/heads/${one.head}`) ?? '', repo: { full_name: at.name } },
          base: { ref: one.base },
        }
      : {}),
  }
}

function comments(at: Hosted, ticket: Ticket, asked: Asked, body: Body, host: string): Answer {
  const shown = ({ id, login, body: text }: Ticket['comments'][number]) => ({
    id,
    body: text,
    user: { login },
    html_url: `https://github.com/${at.name}/issues/${ticket.number}#issuecomment-${id}`,
  })
  if (asked.method === 'GET') return paged(ticket.comments.map(shown), asked, host)
  const wrong = badText('IssueComment', body)
  if (wrong !== null) return wrong
  const comment = {
    id: 1000 * ticket.number + ticket.comments.length,
    login: loginOf(at, asked.token),
    body: String(body['body']),
  }
  ticket.comments.push(comment)
  return ok(shown(comment), 201)
}

function commentRoute(at: Hosted, { method, path }: Asked, body: Body): Answer | null {
  const [, id] = /^\/issues\/comments\/(\d+)$/.exec(path) ?? []
  if (id === undefined) return null
  for (const { comments: list } of at.tickets) {
    const index = list.findIndex((one) => one.id === Number(id))
    const found = list[index]
    if (found === undefined) continue
    if (method === 'DELETE') {
      list.splice(index, 1)
      return { status: 204, body: null }
    }
    const wrong = badText('IssueComment', body)
    if (wrong !== null) return wrong
    found.body = String(body['body'])
    return ok({ id: found.id, body: found.body, user: { login: found.login } })
  }
  return { status: 404, body: { message: 'Not Found', status: '404' } }
}

/** Merges a pull request as its page does: what its branch changed, on top of its base. Throws where both changed the same file. */
export function mergePull(at: Hosted, number: number): void {
  const ticket = at.tickets.find((one) => one.number === number && one.isPull && one.state === 'open')
  if (ticket === undefined) throw new Error(`no open pull request ${number}`)
  const treeOf = (sha: string | undefined) => at.trees.get(at.commits.get(sha ?? '')?.tree ?? '') ?? new Map()
  const [head, tip] = [ticket.head, ticket.base].map((name) => at.refs.get(`refs/heads/${name}`) ?? '')
  const [before, after, there] = [at.commits.get(head ?? '')?.parents[0], head, tip].map(treeOf)
  const tree = new Map(there)
  for (const path of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const [was, is, now] = [before, after, there].map((files) => files?.get(path))
    if (was?.sha === is?.sha) continue
    if (now?.sha !== was?.sha && now?.sha !== is?.sha) throw new Error(`conflict in ${path}`)
    if (is === undefined) tree.delete(path)
    else tree.set(path, is)
  }
  const parents = [tip, head].filter((sha) => sha !== undefined)
  const commit = { tree: putTree(at, tree), parents, message: `Merge #${number}`, verified: true }
  at.refs.set(`refs/heads/${ticket.base}`, putCommit(at, commit))
  Object.assign(ticket, { state: 'closed', mergedAt: '2026-11-24T00:00:00Z' })
}
