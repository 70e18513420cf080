/** The event that started a run, as far as its authority depends on it. */
export interface EventContext {
  /** false: the command, on somebody's machine. */
  readonly inActions: boolean
  readonly name: string
  /** `refs/heads/main` */
  readonly ref: string
  readonly repository: string
  /** null: nobody said. */
  readonly defaultBranch: string | null
  readonly visibility: 'public' | 'private' | 'unknown'
  readonly runId: string
  readonly runAttempt: string
  readonly serverUrl: string
}

interface Payload {
  readonly repository?: { readonly default_branch?: unknown; readonly visibility?: unknown; readonly private?: unknown }
}

/** `readFile` reads GITHUB_EVENT_PATH; what it holds is taken for what it is: data that may lack anything. */
export function readEvent(env: NodeJS.ProcessEnv, readFile: (path: string) => string): EventContext {
  const path = env['GITHUB_EVENT_PATH']
  const { repository } = payload(path === undefined ? '{}' : attempt(() => readFile(path)))
  const branch = repository?.default_branch
  return {
    inActions: env['GITHUB_ACTIONS'] === 'true',
    name: env['GITHUB_EVENT_NAME'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    repository: env['GITHUB_REPOSITORY'] ?? '',
    defaultBranch: typeof branch === 'string' && branch !== '' ? branch : null,
    visibility: visibilityOf(repository),
    runId: env['GITHUB_RUN_ID'] ?? 'local',
    runAttempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    serverUrl: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
  }
}

function visibilityOf(repository: Payload['repository']): EventContext['visibility'] {
  if (repository?.visibility === 'public' || repository?.private === false) return 'public'
  return repository?.private === true || repository?.visibility === 'private' || repository?.visibility === 'internal'
    ? 'private'
    : 'unknown'
}

function payload(text: string): Payload {
  const parsed: unknown = JSON.parse(attempt(() => JSON.stringify(JSON.parse(text))) || '{}')
  return typeof parsed === 'object' && parsed !== null ? (parsed as Payload) : {}
}

function attempt(work: () => string): string {
  try {
    return work()
  } catch {
    return ''
  }
}

/** What the event lacks is asked of the API (a schedule's event says nothing of the repository). */
export async function completed(
  event: EventContext,
  ask: (repository: string) => Promise<Payload['repository'] | null>,
): Promise<EventContext> {
  if (!event.inActions || (event.defaultBranch !== null && event.visibility !== 'unknown')) return event
  const repository = await ask(event.repository)
  const branch = repository?.default_branch
  return {
    ...event,
    defaultBranch: event.defaultBranch ?? (typeof branch === 'string' ? branch : impliedBranch(event)),
    visibility: event.visibility === 'unknown' ? visibilityOf(repository ?? undefined) : event.visibility,
  }
}

/** GitHub starts these on the default branch alone, so their ref names it. */
function impliedBranch({ name, ref }: EventContext): string | null {
  const always = name === 'schedule' || name === 'repository_dispatch'
  return always && ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null
}
