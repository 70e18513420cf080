import { oneLine } from '../lib/escape.ts'
import { isLimit, limitedUntil } from './limits.ts'
import { type Failure, failureOf, type Permission, type Refused, refused, said } from './refusal.ts'

export interface Place {
  /** `https://github.com`, or that of a GitHub Enterprise Server. */
  readonly serverUrl: string
  readonly owner: string
  readonly repo: string
}

/** An error of the client → why, and what a person can do. `need`: the permission that the request takes. */
export function refusalOf(error: unknown, need: Permission, place: Place, now: number): Refused {
  const failure = failureOf(error)
  const text = oneLine(said(failure))
  const found = settingsRefusal(failure, text, place) ?? statusRefusal(failure, text, need, now)
  return { ...found, status: failure.status, fields: failure.errors.map(({ field }) => field).filter((name) => name) }
}

function settingsRefusal(failure: Failure, text: string, { serverUrl, owner, repo }: Place): Refused | null {
  const home = `${serverUrl}/${owner}/${repo}`
  if (/not permitted to create or approve pull requests/i.test(text)) {
    const urls = [`${home}/settings/actions`, `${serverUrl}/organizations/${owner}/settings/actions`]
    const message = `GitHub Actions may not open pull requests here: allow it at ${urls[0]} (where that is greyed out, at ${urls[1]})`
    return refused('setting', message, { urls })
  }
  if (failure.status === 403 && /\barchived\b/i.test(text)) {
    const urls = [`${home}/settings`]
    return refused('archived', `${owner}/${repo} is archived, and nothing can be written there: see ${urls[0]}`, {
      urls,
    })
  }
  if (failure.status === 410) {
    const urls = [`${home}/settings`]
    return refused('issues-disabled', `${owner}/${repo} has no issues: turn them on at ${urls[0]}`, { urls })
  }
  if (/rule violations|protected branch|creations being restricted/i.test(text)) {
    const urls = [`${home}/rules`]
    return refused('rule', `a rule of the repository forbids it: ${text} (see ${urls[0]})`, { urls })
  }
  return null
}

function statusRefusal(failure: Failure, text: string, need: Permission, now: number): Refused {
  const { status, method } = failure
  if (isLimit(failure)) {
    const until = new Date(limitedUntil(failure, now, 1)).toISOString()
    return refused('rate-limited', `GitHub's limit of requests is reached; it asks to wait until ${until} (${text})`)
  }
  if (status === null) return refused('unreachable', `GitHub could not be reached: ${text}`)
  if (status === 200 || status === 201) return refused('malformed', `GitHub's answer could not be read whole: ${text}`)
  if (status === 401) return refused('token', `GitHub does not take the token that github-token holds: ${text}`)
  if (status === 403 || status === 404) return withheld(failure, text, need)
  if (status === 501) return refused('not-found', `this server does not know the request (501): ${text}`)
  if (status === 413 || /request timed out|too large to process/i.test(text))
    return refused('too-large', `GitHub could not take so much at once: ${text}`)
  if (status >= 500) return refused('unavailable', `GitHub had trouble of its own (${status}): ${text}`)
  if (/No commits between/i.test(text)) return refused('no-difference', text)
  if (/already exists/i.test(text)) return refused('exists', text)
  return refused('invalid', `GitHub refused ${method === 'GET' ? 'the question' : 'the change'} (${status}): ${text}`)
}

/** GitHub answers 404 for what a token may not see, too; its own words differ where a thing is really not there. */
function withheld({ status, method, headers }: Failure, text: string, need: Permission): Refused {
  const asked = permissionIn(headers['x-accepted-github-permissions']) ?? need
  const add = `add \`${asked}\` under \`permissions:\` of the workflow's job`
  if (status === 403 && !/not accessible by/i.test(text))
    return refused('denied', `GitHub refused it: ${text}; if a permission lacks, ${add}`, { permission: asked })
  if (status === 404 && method === 'GET')
    return refused('not-found', `it is not there, or the token may not see it (${text}): if it is there, ${add}`, {
      permission: asked,
    })
  return refused('permission', `the token may not do this (${text}): ${add}`, { permission: asked })
}

/** `contents=write; pull_requests=write`, or several such sets by comma: the first that we know of. */
function permissionIn(header: string | number | undefined): Permission | null {
  const [, name, level] =
    /\b(actions|contents|issues|pull_requests|security_events)=(read|write)\b/.exec(String(header ?? '')) ?? []
  return name === undefined || level === undefined ? null : (`${name.replace('_', '-')}: ${level}` as Permission)
}
