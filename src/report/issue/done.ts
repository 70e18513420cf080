import type { Outcome, PlannedStep } from '../../model/plan.ts'
import type { Report } from '../../model/report.ts'
import { type Block, code, foreign, type Inline, type Line, stacked } from '../blocks.ts'
import { changeText } from '../changes.ts'
import { toMarkdown } from '../markdown.ts'
import { plural } from '../words.ts'

const longest = 50_000
const states = ['fixed', 'failed', 'unverified', 'stale', 'not-reached', 'held'] as const
const order: readonly string[] = states
const words: Readonly<Record<(typeof states)[number], string>> = {
  fixed: 'fixed, and proved',
  failed: 'failed',
  unverified: 'could not be proved',
  stale: 'stale: changed since the plan was made',
  'not-reached': 'not reached',
  held: 'held',
}

/** What a run did or tried, for the issue; null: nothing that is news. */
export function doneText(report: Report, run: string): string | null {
  const told = report.outcomes.filter(({ state }) => state !== 'not-approved' && state !== 'held')
  if (told.length === 0 || report.dryRun) return null
  const count = (state: Outcome['state']): number => told.filter((one) => one.state === state).length
  const counts = states.flatMap((state) => (count(state) === 0 ? [] : [`${count(state)} ${words[state]}`]))
  const steps = new Map(report.plan.steps.map((step) => [step.hash, step]))
  const ordered = [...told].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const items = ordered.map((outcome) => lineOf(outcome, steps.get(outcome.step), report.audience))
  const blocks: readonly Block[] = [
    {
      kind: 'paragraph',
      line: [`${plural(told.length, 'step')}: ${counts.join('; ')}.`, ' ', { kind: 'link', text: 'The run', url: run }],
    },
    { kind: 'list', items },
  ]
  return toMarkdown(blocks, longest).trimEnd()
}

function lineOf({ step, state, why }: Outcome, planned: PlannedStep | undefined, audience: Report['audience']): Line {
  const word = words[state as (typeof states)[number]] ?? state
  if (audience === 'counts' || planned === undefined) return [`${word}: step `, code(step)]
  const { on, changes } = planned
  const shown = changes
    .slice(0, 8)
    .flatMap((change, index): readonly Inline[] => [...(index === 0 ? [] : [', ']), code(changeText(change))])
  const rest: Line = changes.length > 8 ? [` and ${changes.length - 8} more`] : []
  return stacked([
    [`${word}: `, foreign(on.id), ` in ${on.account} ${on.region}: `, ...shown, ...rest],
    ...(why === null || state === 'fixed' ? [] : [[foreign(why)]]),
    ['step ', code(step)],
  ])
}
