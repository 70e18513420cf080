import { expect, it } from '@jest/globals'
import type { Hash } from '../../src/model/basics.ts'
import type { JournalLine } from '../../src/model/journal.ts'
import type { Member } from '../../src/model/member.ts'
import type { Kind } from '../../src/model/resource.ts'
import { touchedBy } from '../../src/plan/undo.ts'
import { oneAfterAnother } from '../../src/stages/undo.ts'

const hash = 'a'.repeat(64) as Hash
const on = { kind: 'security-group' as Kind, account: '1', region: 'r', id: 'sg-1', arn: 'arn:sg-1' } as never
const member = 'ingress tcp 22-22 0.0.0.0/0' as Member

/** A journal with one call that took the member from `before` to `after`. */
const journal = (at: string, before: string, after: string): { at: string; lines: readonly JournalLine[] } => ({
  at,
  lines: [
    { kind: 'run', version: 1, repository: 'octo/infra', run: '42', policy: hash, at },
    {
      kind: 'intent',
      n: 1,
      steps: [{ hash, finding: hash, use: null, on }],
      call: { api: 'x', changes: [{ on, member, before, after }] },
    },
    { kind: 'answer', n: 1, sent: { kind: 'done' } },
  ],
})

it('journals of one run are taken back in the order of their time, wherever they lay', () => {
  const [first, second] = [journal('2026-11-24T10:00:00.000Z', 'a', 'b'), journal('2026-11-24T10:00:09.000Z', 'b', 'c')]
  for (const journals of [
    [first, second],
    [second, first],
  ]) {
    const [touched] = touchedBy(oneAfterAnother(journals))
    expect(touched?.members.get(member)).toEqual({ original: 'a', left: ['c'] })
  }
})
