import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { SessionError } from '../aws/assume.ts'
import { audienceOf, partitionOf } from '../aws/partition.ts'
import { claimsOf, type Tokens, tokens } from '../aws/token.ts'
import { askRepository } from '../github/api.ts'
import { defaultMode, refusal } from '../github/authority.ts'
import { completed, type EventContext, readEvent } from '../github/event.ts'
import { inputProblem, type ReadInputs } from '../github/inputs.ts'
import { tokenSource } from '../github/token.ts'
import { nearest } from '../lib/nearest.ts'
import type { Day, Mode } from '../model/basics.ts'
import type { Inputs } from '../model/inputs.ts'
import type { Policy, Problem, TargetSpec } from '../model/policy.ts'
import type { FailureReason, Stop } from '../model/report.ts'
import type { Kind } from '../model/resource.ts'
import { parsePolicy } from '../policy/parse.ts'
import { isRegion } from '../policy/regions.ts'
import { loadBaselines } from './baselines.ts'
import { brokenBaselines, recordProblem } from './recordable.ts'
import { type Host, kindNames, meter, type Only, type Run, rulesById } from './run.ts'
import { workspaceFiles } from './workspace-files.ts'

/** What a run that was stopped before AWS still knows of itself. */
export interface Halt {
  readonly kind: 'halt'
  readonly mode: Mode
  readonly event: EventContext
  readonly policy: Policy | null
  readonly stops: readonly Stop[]
}

export type Prepared = { readonly kind: 'run'; readonly run: Run } | Halt

export const stopped = (reason: FailureReason, message: string, problems: readonly Problem[] = []): Stop => ({
  reason,
  message,
  problems,
})

/** Inputs, event and policy file → a run, or why there is none. Nothing is asked of AWS. */
export async function prepare(host: Host, read: ReadInputs): Promise<Prepared> {
  const first = readEvent(host.env, (path) => readFileSync(path, 'utf8'))
  const halt = (event: EventContext, stop: Stop, policy: Policy | null = null, mode: Mode = 'detect'): Halt => ({
    kind: 'halt',
    mode,
    event,
    policy,
    stops: [stop],
  })
  if (read.kind === 'problems') return halt(first, stopped('invalid-input', 'The inputs have problems.', read.problems))
  const { inputs } = read
  const event = await completed(first, (repository) => askRepository(inputs.githubToken, repository))
  const mode = inputs.mode ?? defaultMode(event)
  const refused = refusal(event, { mode, dryRun: inputs.dryRun, approve: inputs.approve !== null })
  if (refused !== null) return halt(event, stopped('not-allowed-on-event', refused), null, mode)
  const unusable = inputProblems(inputs, mode)
  if (unusable.length > 0)
    return halt(event, stopped('invalid-input', 'The inputs have problems.', unusable), null, mode)
  const today = new Date(host.now()).toISOString().slice(0, 10) as Day
  if (mode === 'check') return check({ host, inputs, event, today })
  const policy = await readPolicy(host, inputs, today)
  if (policy.kind === 'stop') return halt(event, policy.stop, null, mode)
  const completedPolicy = withInputs(policy.policy, inputs, host.env)
  if (completedPolicy.kind === 'stop') return halt(event, completedPolicy.stop, policy.policy, mode)
  const only = readOnly(inputs.only ?? [], completedPolicy.policy)
  if (only.kind === 'stop') return halt(event, only.stop, completedPolicy.policy, mode)
  const uses = completedPolicy.policy.uses.filter(
    (use) => only.only.uses?.some((name) => name === use.name || name === use.rule) ?? true,
  )
  const unrecordable = mode === 'record' ? recordProblem(event, completedPolicy.policy, uses) : null
  if (unrecordable !== null) return halt(event, unrecordable, completedPolicy.policy, mode)
  const loaded = mode === 'undo' ? null : loadBaselines(workspaceOf(host), completedPolicy.policy)
  if (loaded?.kind === 'problems') return halt(event, brokenBaselines(loaded.problems), completedPolicy.policy, mode)
  const run: Run = {
    host,
    inputs,
    event,
    mode,
    policy: completedPolicy.policy,
    today,
    only: only.only,
    uses,
    tokens: tokensFor(host, event),
    meter: meter(host.now),
    baselines: loaded?.baselines ?? null,
  }
  const unapproved = await environmentRefusal(run)
  return unapproved === null ? { kind: 'run', run } : halt(event, unapproved, run.policy, mode)
}

/** The policy in force decides where AWS is asked, and with what; the change's own is only judged. */
async function check(at: { host: Host; inputs: Inputs; event: EventContext; today: Day }): Promise<Prepared> {
  const { host, event } = at
  const { prepareCheck } = await import('./check/prepare.ts')
  const done = await prepareCheck(at)
  if (done.kind === 'stop') return { kind: 'halt', mode: 'check', event, policy: done.policy, stops: [done.stop] }
  const { policy, comparison } = done
  const whole = { only: { uses: null, ids: null, accounts: null }, uses: policy.uses, baselines: null }
  const tools = { tokens: tokensFor(host, event), meter: meter(host.now) }
  return { kind: 'run', run: { ...at, ...whole, ...tools, mode: 'check', policy, comparison } }
}

function inputProblems(inputs: Inputs, mode: Mode): readonly Problem[] {
  const problems: Problem[] = []
  if (mode === 'undo' && inputs.journal === null)
    problems.push(inputProblem('journal', 'nothing', 'run:ID of a workflow run, or the path of a journal'))
  if (mode === 'undo' && inputs.journal?.startsWith('run:') && !/^run:\d+$/.test(inputs.journal)) {
    problems.push(
      inputProblem('journal', `"${inputs.journal}"`, 'run: and the id of a workflow run, such as run:1234567890'),
    )
  }
  if (mode !== 'undo' && inputs.journal !== null)
    problems.push(inputProblem('journal', 'a journal', 'no journal outside mode undo'))
  if (['detect', 'check', 'record'].includes(mode) && inputs.approve !== null)
    problems.push(inputProblem('approve', 'hashes', 'no approve outside modes remediate and undo'))
  for (const region of inputs.awsRegions ?? [])
    if (!isRegion(region)) problems.push(inputProblem('aws-region', `"${region}"`, 'regions of AWS, by comma'))
  return problems
}

export type ReadPolicy =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'stop'; readonly stop: Stop }

export async function readPolicy({ env, folder }: Host, inputs: Inputs, today: Day): Promise<ReadPolicy> {
  const path = inputs.policy ?? '.github/holdfast.yml'
  const base = env['GITHUB_WORKSPACE'] ?? folder
  const whole = resolve(base, path)
  const shown = relative(base, whole) || path
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(whole))
  } catch (error) {
    const missing = (error as { code?: string }).code === 'ENOENT'
    const found = missing ? 'no such file' : 'a file that cannot be read as UTF-8 text'
    const expected = missing
      ? 'a policy file: check out the repository before this step, or set the input policy'
      : 'a policy file in UTF-8'
    return {
      kind: 'stop',
      stop: stopped('invalid-policy', `${shown} cannot be read.`, [
        { place: { file: shown, line: 1, column: 1 }, at: '', found, expected, nearest: null },
      ]),
    }
  }
  await Promise.all([...rulesById.values()].map(({ load }) => load?.(text)))
  const parsed = parsePolicy(text, shown, {
    rules: rulesById,
    kinds: kindNames,
    today,
    files: workspaceFiles(base),
  })
  if (parsed.kind === 'policy') return parsed
  return {
    kind: 'stop',
    stop: stopped(
      'invalid-policy',
      `${shown} has ${parsed.problems.length === 1 ? 'a problem' : `${parsed.problems.length} problems`}.`,
      parsed.problems,
    ),
  }
}

/** Without targets in the file, the inputs say where; the gate may be overridden by input. */
export function withInputs(policy: Policy, inputs: Inputs, env: NodeJS.ProcessEnv): ReadPolicy {
  const gate = inputs.failOn === null ? policy.gate : { ...policy.gate, failOn: inputs.failOn }
  if (policy.targets.length > 0) {
    const given = [
      inputs.roleToAssume === null ? null : 'role-to-assume',
      inputs.awsRegions === null ? null : 'aws-region',
    ].filter((name) => name !== null)
    if (given.length === 0) return { kind: 'policy', policy: { ...policy, gate } }
    return {
      kind: 'stop',
      stop: stopped(
        'invalid-input',
        'The inputs have problems.',
        given.map((name) =>
          inputProblem(
            name,
            `the input ${name}`,
            'no such input: the policy file has targets, which name roles and regions',
          ),
        ),
      ),
    }
  }
  const regions =
    inputs.awsRegions ??
    [env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']].filter((region) => region !== undefined && region !== '')
  const known = regions.filter((region) => region !== undefined).filter(isRegion)
  if (known.length === 0) {
    return {
      kind: 'stop',
      stop: stopped('invalid-input', 'The inputs have problems.', [
        inputProblem('aws-region', 'nothing', 'a region: the policy file has no targets'),
      ]),
    }
  }
  const role = inputs.roleToAssume
  const target: TargetSpec = {
    account: null,
    name: null,
    regions: { kind: 'these', regions: known },
    roles: { read: role, write: role, check: role },
    via: null,
  }
  return { kind: 'policy', policy: { ...policy, gate, targets: [target] } }
}

/** Kinds whose ids are names that people choose: roles, buckets, what only the tagging API knows. */
const hasNames = (kind: Kind): boolean => /^(iam|s3)-|:/.test(kind)

export function readOnly(
  words: readonly string[],
  policy: Policy,
): { readonly kind: 'only'; readonly only: Only } | { readonly kind: 'stop'; readonly stop: Stop } {
  const known = [...new Set(policy.uses.flatMap(({ name, rule }) => [name, rule]))]
  const uses = words.filter((word) => known.includes(word))
  const accounts = words.filter((word) => /^\d{12}$/.test(word))
  const isName = policy.uses.some(({ kinds }) => kinds.some(hasNames))
  const ids = words.filter(
    (word) =>
      !uses.includes(word) &&
      !accounts.includes(word) &&
      (/^arn:[^:]+:/.test(word) || /^[a-z]+-[0-9a-f]{8,17}$/.test(word) || (isName && nearest(word, known) === null)),
  )
  const problems = words
    .filter((word) => !uses.includes(word) && !accounts.includes(word) && !ids.includes(word))
    .map((word) =>
      inputProblem(
        'only',
        `"${word}"`,
        `names of uses or rules (${known.join(', ')}), ids or ARNs of resources, account ids`,
        nearest(word, known),
      ),
    )
  if (problems.length > 0)
    return { kind: 'stop', stop: stopped('invalid-input', 'The inputs have problems.', problems) }
  const some = (list: readonly string[]) => (list.length === 0 ? null : list)
  return { kind: 'only', only: { uses: some(uses), ids: some(ids), accounts: some(accounts) } }
}

/** The job's OIDC tokens. One for another ref than the run's was not made for it. */
function tokensFor({ env, log, now }: Host, { inActions, ref }: EventContext): Tokens | null {
  const source = tokenSource(env, (secret) => log.mask(secret))
  if (source === null) return null
  const fetch = async (audience: string): Promise<string> => {
    const token = await source(audience).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error)
      throw new SessionError(`GitHub gave no OIDC token: does the job have \`permissions: id-token: write\`? (${said})`)
    })
    const claims = claimsOf(token)
    if (inActions && claims.ref !== null && claims.ref !== ref) {
      throw new SessionError(`the OIDC token is for ${claims.ref}, and the run is on ${ref}: nothing was asked of AWS`)
    }
    return token
  }
  return tokens(fetch, now)
}

/** `approvals.environments`: approving takes a job whose token names one of them. */
async function environmentRefusal({ policy, inputs, event, tokens: held }: Run): Promise<Stop | null> {
  if (policy.approvals === null || inputs.approve === null || !event.inActions) return null
  const wanted = policy.approvals.environments
  const audience = inputs.audience ?? audienceOf(partitionOf(policy.targets[0]?.roles.write ?? ''))
  const refuse = (found: string): Stop =>
    stopped(
      'not-allowed-on-event',
      `approve works only in a job of environment ${wanted.join(' or ')} (approvals.environments), and ${found}`,
    )
  if (held === null)
    return refuse('this job has no OIDC token that could name it: give it `permissions: id-token: write`')
  try {
    const { environment } = claimsOf(await held.get(audience))
    return environment !== null && wanted.includes(environment)
      ? null
      : refuse(`this job's token names ${environment ?? 'none'}`)
  } catch (error) {
    return stopped('credentials', error instanceof Error ? error.message : String(error))
  }
}

export const workspaceOf = ({ env, folder }: Pick<Host, 'env' | 'folder'>): string => env['GITHUB_WORKSPACE'] ?? folder
export const reportDirOf = (host: Host, inputs: Inputs | null): string =>
  resolve(workspaceOf(host), inputs?.reportDir ?? join('holdfast-report'))
