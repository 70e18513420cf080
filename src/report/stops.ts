import type { Report } from '../model/report.ts'
import { problemText, publicMessage } from './annotations.ts'
import { type Block, foreign, type Line } from './blocks.ts'

/** What stopped the run, and every problem of a file or input with its place. */
export function stopBlocks({ stops: all, audience }: Report): readonly Block[] {
  return all.flatMap(({ reason, message, problems }): readonly Block[] => [
    { kind: 'paragraph', line: [foreign(audience === 'counts' ? publicMessage(reason, message) : message)] },
    ...(problems.length === 0 || audience === 'counts'
      ? []
      : [
          {
            kind: 'list' as const,
            items: problems.map(
              (one): Line => [
                foreign(one.place === null ? '' : `${one.place.file}:${one.place.line}:${one.place.column} `),
                foreign(problemText(one)),
              ],
            ),
          },
        ]),
  ])
}
