import type { ReadInputs } from './github/inputs.ts'
import type { Done } from './main.ts'
import type { Report } from './model/report.ts'
import { audienceFor } from './stages/audience.ts'
import type { Finished } from './stages/finished.ts'
import { prepare, reportDirOf, stopped } from './stages/prepare.ts'
import type { Host, Run } from './stages/run.ts'

/** A run from its inputs to its report. Publishing is the caller's. */
export async function run(host: Host, inputs: ReadInputs): Promise<Finished> {
  const prepared = await prepare(host, inputs)
  const given = inputs.kind === 'inputs' ? inputs.inputs : null
  const reportDir = reportDirOf(host, given)
  if (prepared.kind === 'halt') {
    const { mode, event, policy, stops } = prepared
    const report = {
      ...nothing(host),
      mode,
      policy,
      stops,
      audience: audienceFor(event, policy?.publish.public ?? 'counts'),
    }
    return { report, event, inputs: given, run: null, reportDir, journal: null, accepting: null }
  }
  const ready = prepared.run
  // Loaded here: a run that ends on its policy file never pays for what asks AWS.
  const { byMode } = await import('./main.ts')
  const { parts, journal, accepting } = await byMode(ready, reportDir).catch((error: unknown): Done => {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { parts: { stops: [stopped('internal', said)] }, journal: null, accepting: null }
  })
  return {
    report: { ...nothing(host), ...basics(ready), ...parts, cost: ready.meter.cost() },
    event: ready.event,
    inputs: given,
    run: ready,
    reportDir,
    journal,
    accepting: accepting ?? null,
  }
}

/** A report of nothing: what a run that was stopped early has to say of the rest. */
function nothing({ now }: Host): Report {
  return {
    mode: 'detect',
    dryRun: false,
    undoes: null,
    policy: null,
    targets: [],
    judged: { findings: [], exceptions: [], leftOut: [], looked: new Map() },
    gaps: [],
    plan: { hash: null, steps: [] },
    outcomes: [],
    remaining: null,
    stops: [],
    trouble: [],
    cost: { calls: new Map(), seconds: 0 },
    audience: 'details',
    today: new Date(now()).toISOString().slice(0, 10),
  }
}

function basics({ mode, inputs, policy, today, event }: Run): Partial<Report> {
  return {
    mode,
    dryRun: inputs.dryRun,
    undoes: inputs.journal,
    policy,
    today,
    audience: audienceFor(event, policy.publish.public),
  }
}
