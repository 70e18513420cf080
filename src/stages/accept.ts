import { refKey } from '../collect/world.ts'
import { compareRefs } from '../evaluate/order.ts'
import { sha256 } from '../lib/canonical-json.ts'
import { many } from '../lib/many.ts'
import type { RecordedResource } from '../model/baseline.ts'
import type { Many } from '../model/basics.ts'
import { severities } from '../model/basics.ts'
import type { Finding } from '../model/finding.ts'
import type { Plan } from '../model/plan.ts'
import type { Ref } from '../model/resource.ts'
import { acceptBlocks, acceptTitle } from '../report/accept.ts'
import { toMarkdown } from '../report/markdown.ts'
import { type Accepting, type AcceptPart, together } from './accepting.ts'
import { audienceFor } from './audience.ts'
import { isRecording } from './baselines.ts'
import type { Verdicts } from './judge.ts'
import { contentOf, longestBody, markerOf, narrowing } from './propose.ts'
import { workflowFile } from './publish.ts'
import { readWholly, type WhatWasRead } from './read-wholly.ts'
import { type RecordedOne, recordEach } from './record.ts'
import { kindMap, type Run } from './run.ts'

interface Found {
  readonly verdicts: Verdicts
  readonly plan: Plan
  readonly states: WhatWasRead['states']
}

/** A resource that drifted, and what would be recorded of it. */
interface Drifting {
  readonly ref: Ref
  readonly said: RecordedResource
  readonly files: RecordedOne['files']
  readonly findings: Many<Finding>
}

/**
 * The pull requests that would accept the drift of a run: one with all that opens nothing, one for each other resource. null: the
 * run may not say so, or looked too little to know what it would bless.
 */
export function draftAccepts(run: Run, found: Found): Accepting | null {
  const { policy, event, inputs, only } = run
  const shown = audienceFor(event, policy.publish.public) === 'details'
  if (!event.inActions || inputs.dryRun || !shown || only.uses !== null || !run.uses.some(isRecording)) return null
  const drifting = driftingOf(run, found)
  const [harmless, others] = [drifting.filter(opensNothing), drifting.filter((one) => !opensNothing(one))]
  const parts = others.sort(worstFirst).map((one) => partOf(run, found, [one]))
  // A part of what opens nothing is never taken for all of it.
  const joint = narrowing(run) === null ? many(harmless.sort((a, b) => compareRefs(a.ref, b.ref))) : null
  return {
    marker: markerOf('accept', run),
    parts: [...parts, ...(joint === null ? [] : [partOf(run, found, joint, true)])],
    settled: settledIn(run, found),
  }
}

/** What is not recorded, or cannot be judged, is accepted by a record. */
function driftingOf(run: Run, { verdicts: { judged, world } }: Found): readonly Drifting[] {
  const { baselines } = run
  const drift = new Map<string, Finding[]>()
  for (const finding of judged.findings) {
    const { use, state, breach, resource } = finding
    if (!isRecording(use) || state !== 'open' || breach.verdict !== 'fail' || breach.rating === null) continue
    const key = refKey(resource)
    drift.set(key, [...(drift.get(key) ?? []), finding])
  }
  if (baselines === null || drift.size === 0) return []
  const uses = run.uses.filter(isRecording)
  const at = { world, kinds: kindMap, baselines, uses, findings: judged.findings }
  const { there, gone } = recordEach(at, (ref) => drift.has(refKey(ref)))
  return [...there, ...gone].flatMap(({ said, files }): readonly Drifting[] => {
    const findings = said === null ? null : many(drift.get(refKey(said.ref)) ?? [])
    return said === null || findings === null || files.length === 0 ? [] : [{ ref: said.ref, said, files, findings }]
  })
}

const harmless: readonly unknown[] = ['narrowing', 'neutral']

const opensNothing = ({ said, findings }: Drifting): boolean =>
  said.what !== 'gone' &&
  said.replaced === null &&
  [...said.changed, ...findings.map(({ breach }) => breach)].every(({ rating }) => harmless.includes(rating))

/** As the findings are: by severity, then by how much was opened. */
function worstFirst(a: Drifting, b: Drifting): number {
  const worst = ({ findings }: Drifting, of: (finding: Finding) => number): number => Math.max(...findings.map(of))
  const [severity, weight] = [
    ({ use }: Finding) => severities.indexOf(use.severity),
    ({ breach }: Finding) => breach.weight,
  ]
  return worst(b, severity) - worst(a, severity) || worst(b, weight) - worst(a, weight) || compareRefs(a.ref, b.ref)
}

const subjectOf = ({ policy }: Run, { account, region, kind, id }: Ref): string =>
  sha256(JSON.stringify([policy.file, account, region, kind, id])).slice(0, 12)

function partOf(run: Run, found: Found, drifting: Many<Drifting>, joint = false): AcceptPart {
  const [{ ref }] = drifting
  const findings = drifting.flatMap((one) => one.findings)
  const ids = new Set(findings.map(({ id }) => id))
  const accept = {
    resources: drifting.map(({ said }) => said),
    findings,
    steps: found.plan.steps.filter(({ finding }) => ids.has(finding)),
    workflow: workflowFile(run.host.env),
    run: `${run.event.serverUrl}/${run.event.repository}/actions/runs/${run.event.runId}`,
  }
  return {
    findings: [...ids],
    subject: joint ? together : subjectOf(run, ref),
    ...contentOf(
      run,
      drifting.flatMap(({ files }) => files),
    ),
    title: acceptTitle(accept, joint),
    body: toMarkdown(acceptBlocks(accept), longestBody),
    labels: run.policy.publish.pullRequest.labels,
    whole: joint ? wholeRun(run, found) : isWhole(run, found, ref),
  }
}

/** Findings that nobody could judge are no drift that is gone. */
const unjudged = ({ verdicts }: Found): readonly Finding[] =>
  verdicts.judged.findings.filter(({ use, breach }) => isRecording(use) && breach.verdict === 'unknown')

const wholeRun = (run: Run, found: Found): boolean =>
  narrowing(run) === null && readWholly(readOf(found)) && unjudged(found).length === 0

function isWhole(run: Run, found: Found, ref: Ref): boolean {
  const { world } = found.verdicts
  return (
    narrowing(run) === null &&
    readWholly(readOf(found), ref) &&
    world.get(ref.kind, ref.id, ref).known &&
    !unjudged(found).some(({ resource }) => refKey(resource) === refKey(ref))
  )
}

const readOf = ({ states, verdicts }: Found): WhatWasRead => ({ states, gaps: verdicts.world.gaps })

/** Of a resource that nobody knows any more, only a run that read everything can say that its drift is gone. */
function settledIn(run: Run, found: Found): Accepting['settled'] {
  const { world } = found.verdicts
  let known: ReadonlyMap<string, Ref> | null = null
  return (subject) => {
    known ??= new Map(
      [
        ...(run.baselines?.files ?? []).map(({ baseline }) => baseline.ref),
        ...world.resources.map(({ ref }) => ref),
      ].map((ref) => [subjectOf(run, ref), ref]),
    )
    const ref = known.get(subject)
    return ref === undefined ? wholeRun(run, found) : isWhole(run, found, ref)
  }
}
