import type { Conclusion, Report } from '../model/report.ts'
import type { Block } from './blocks.ts'
import { checkBlocks } from './check.ts'
import { headline } from './headline.ts'
import { toMarkdown } from './markdown.ts'
import { stopBlocks } from './stops.ts'

/** GitHub takes 65,536 characters; a character is at most as long as its bytes, and the mark follows. */
const budget = 59_000

/**
 * What a pull request's one comment has to say. `nothing`: there is nothing any more, which is said where something was. `leave`: a
 * check that could not judge knows neither.
 */
export type Comment =
  | { readonly kind: 'say'; readonly body: string }
  | { readonly kind: 'nothing'; readonly body: string }
  | { readonly kind: 'leave' }

export function commentOf(report: Report, conclusion: Conclusion): Comment {
  const { check, stops } = report
  const heading: Block = { kind: 'heading', line: [`Holdfast: ${headline(report, conclusion)}`] }
  if (stops.some(({ reason }) => reason === 'invalid-policy'))
    return { kind: 'say', body: toMarkdown([heading, ...stopBlocks(report)], budget) }
  if (check === undefined || stops.length > 0) return { kind: 'leave' }
  if (check.against !== 'policy' || check.changes.length + check.silenced.length + check.added.length > 0)
    return { kind: 'say', body: toMarkdown([heading, ...checkBlocks(report, check)], budget) }
  // Who could not get in cannot say that nothing would be silenced.
  if (report.targets.some(({ state }) => state === 'failed')) return { kind: 'leave' }
  const text = 'Holdfast: nothing to say any more: the change leaves what guards the accounts as it is.'
  return { kind: 'nothing', body: toMarkdown([{ kind: 'paragraph', line: [text] }], budget) }
}
