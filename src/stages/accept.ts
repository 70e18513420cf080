import { refKey } from '../collect/world.ts'
import { compareRefs } from '../evaluate/order.ts'
import { sha256 } from '../lib/canonical-json.ts'
import { many } from '../lib/many.ts'
import type { RecordedResource } from '../model/baseline.ts'
import { type Many, severities } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Plan } from '../model/plan.ts'
import type { Ref } from '../model/resource.ts'
import { type Accept, acceptBlocks, acceptTitle } from '../report/accept.ts'
import { toMarkdown } from '../report/markdown.ts'
import { type Accepting, type AcceptPart, together } from './accepting.ts'
import { audienceFor } from './audience.ts'
import { isRecording } from './baselines.ts'
import type { Verdicts } from './judge.ts'
import { contentFrom, jobIn, longestBody, markerOf, narrowing } from './propose.ts'
import { readWholly, type WhatWasRead } from './read-wholly.ts'
import { type RecordedOne, recordEach } from './record.ts'
import { kindMap, type Run } from './run.ts'
import { startedElsewhere } from './workflows.ts'

/** What drafting asks of a run. */
type Asked = Pick<Run, 'policy' | 'event' | 'inputs' | 'only' | 'uses' | 'baselines'> & {
  readonly host: Pick<Run['host'], 'env' | 'folder'>
}

interface Found {
  readonly verdicts: Verdicts
  readonly plan: Plan
  readonly states: WhatWasRead['states']
}

/** A resource that drifted, and what would be recorded of it. */
interface Drifting {
  readonly said: RecordedResource
  readonly files: RecordedOne['files']
  readonly findings: Many<Finding>
}

/**
 * The pull requests that would accept the drift of a run: one with all that opens nothing, one for each other resource. null: the
 * run may not say so, or looked too little to know what it would bless.
 */
export function draftAccepts(run: Asked, found: Found): Accepting | null {
  const { policy, event, inputs, only } = run
  const shown = audienceFor(event, policy.publish.public) === 'details'
  if (!event.inActions || inputs.dryRun || !shown || only.uses !== null || !run.uses.some(isRecording)) return null
  const read = readIn(run, found)
  const drifting = [...driftingOf(run, found)].sort(worstFirst)
  const part = partsIn(run, found)
  // A part of what opens nothing is never taken for all of it.
  const harmless = narrowing(run) === null ? many(drifting.filter(opensNothing)) : null
  return {
    marker: markerOf('accept', run),
    parts: [
      ...drifting
        .filter((one) => !opensNothing(one))
        .map((one) => part([one], { subject: subjectOf(run, one.said.ref), whole: read.whole(one.said.ref) })),
      ...(harmless === null ? [] : [part(harmless, { subject: `${together}${jobIn(run, found)}`, whole: read.all })]),
    ],
    settled: settledIn(run, found, read),
  }
}

/** What is not recorded, or cannot be judged, is accepted by a record. */
function driftingOf(run: Asked, { verdicts: { judged, world } }: Found): readonly Drifting[] {
  const { baselines } = run
  const drift = new Map<string, Finding[]>()
  for (const finding of judged.findings) {
    const { use, state, breach, resource } = finding
    if (!isRecording(use) || state !== 'open' || breach.verdict !== 'fail' || breach.rating === null) continue
    const own = drift.get(refKey(resource))
    if (own === undefined) drift.set(refKey(resource), [finding])
    else own.push(finding)
  }
  if (baselines === null || drift.size === 0) return []
  const uses = run.uses.filter(isRecording)
  const at = { world, kinds: kindMap, baselines, uses, findings: judged.findings }
  const { there, gone } = recordEach(at, (ref) => drift.has(refKey(ref)))
  return [...there, ...gone].flatMap(({ said, files }): readonly Drifting[] => {
    const findings = said === null ? null : many(drift.get(refKey(said.ref)) ?? [])
    return said === null || findings === null || files.length === 0 ? [] : [{ said, files, findings }]
  })
}

const harmless: readonly unknown[] = ['narrowing', 'neutral']

/** What is gone or took another's name is undecided, and a finding like the others. */
const opensNothing = ({ findings }: Drifting): boolean =>
  findings.every(({ breach }) => harmless.includes(breach.rating))

/** As the findings are: by severity, then by how much was opened. */
function worstFirst(a: Drifting, b: Drifting): number {
  const worst = ({ findings }: Drifting, of: (finding: Finding) => number): number => Math.max(...findings.map(of))
  const severity = ({ use }: Finding): number => severities.indexOf(use.severity)
  const weight = ({ breach }: Finding): number => breach.weight
  return (
    worst(b, severity) - worst(a, severity) ||
    worst(b, weight) - worst(a, weight) ||
    compareRefs(a.said.ref, b.said.ref)
  )
}

const subjectOf = ({ policy }: Pick<Run, 'policy'>, { account, region, kind, id }: Ref): string =>
  sha256(JSON.stringify([policy.file, account, region, kind, id])).slice(0, 12)

type Drafting = (drifting: Many<Drifting>, about: Pick<AcceptPart, 'subject' | 'whole'>) => AcceptPart

function partsIn(run: Asked, { plan }: Found): Drafting {
  const content = contentFrom(run)
  const steps = new Map(plan.steps.map((step) => [step.finding, step]))
  const { serverUrl, repository, runId } = run.event
  const next = startedElsewhere(run.host, run.event)
  return (drifting, about) => {
    const findings = drifting.flatMap((one) => one.findings)
    const accept: Accept = {
      resources: drifting.map(({ said }) => said),
      findings,
      steps: findings.flatMap(({ id }) => steps.get(id) ?? []),
      next,
      run: `${serverUrl}/${repository}/actions/runs/${runId}`,
    }
    return {
      ...about,
      ...content(drifting.flatMap(({ files }) => files)),
      findings: findings.map(({ id }) => id),
      title: acceptTitle(accept, about.subject.startsWith(together)),
      body: () => toMarkdown(acceptBlocks(accept), longestBody),
      labels: run.policy.publish.pullRequest.labels,
    }
  }
}

/** What a run read as a whole: only of that it may say that there is no more drift. */
interface Read {
  readonly all: boolean
  whole(ref: Ref): boolean
}

function readIn(run: Asked, { verdicts: { judged, world }, states }: Found): Read {
  const at = { states, gaps: world.gaps }
  // Drift that nobody could judge is not gone.
  const unjudged = new Set(
    judged.findings
      .filter(({ use, breach }) => isRecording(use) && breach.verdict === 'unknown')
      .map(({ resource }) => refKey(resource)),
  )
  const narrowed = narrowing(run) !== null
  return {
    all: !narrowed && unjudged.size === 0 && readWholly(at),
    whole: (ref) =>
      !narrowed && !unjudged.has(refKey(ref)) && readWholly(at, ref) && world.get(ref.kind, ref.id, ref).known,
  }
}

/** Of a resource that nobody knows any more, only a run that read everything can say that its drift is gone. */
function settledIn(run: Asked, { verdicts: { world }, states }: Found, read: Read): Accepting['settled'] {
  const job = jobIn(run, { states })
  let known: ReadonlyMap<string, Ref> | null = null
  return (subject) => {
    if (subject.startsWith(together)) return read.all && (job === '' || subject === `${together}${job}`)
    known ??= new Map(
      [
        ...(run.baselines?.files ?? []).map(({ baseline }) => baseline.ref),
        ...world.resources.map(({ ref }) => ref),
      ].map((ref) => [subjectOf(run, ref), ref]),
    )
    const ref = known.get(subject)
    return ref === undefined ? read.all && job === '' : read.whole(ref)
  }
}
