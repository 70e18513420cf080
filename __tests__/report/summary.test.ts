import { describe, expect, it } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { summaryBlocks } from '../../src/report/summary.ts'
import { toText } from '../../src/report/text.ts'
import {
  contextOf,
  empty,
  findingOf,
  hash,
  outcomeOf,
  stepFor,
  takenBack,
  targetOf,
  webShop,
  withFindings,
} from './reports.ts'

const blocksOf = (report: Report, workflow: string | null = 'holdfast.yml') =>
  summaryBlocks(report, contextOf(conclude(report), workflow))
const markdown = (report: Report, workflow?: string | null): string => toMarkdown(blocksOf(report, workflow), 1_000_000)
const text = (report: Report, workflow?: string | null): string => toText(blocksOf(report, workflow))
const firstLine = (report: Report): string => text(report).trimStart().split('\n')[0] ?? ''
const headings = (report: Report): readonly string[] =>
  [...markdown(report).matchAll(/^## (.*)$/gm)].map((match) => match[1] ?? '')

describe('the first line', () => {
  const fixed = [1, 2, 3].map((n) => findingOf(n, `sg-${n}`, { state: 'fixed' }))
  const wait = (n: number) => stepFor(n, `sg-${n}`, { decision: 'needs-approval' })

  it.each([
    ['nothing is found', empty, 'no open findings'],
    ['one is open', withFindings([findingOf(1, 'sg-1')]), '1 open finding'],
    [
      'some wait',
      withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2')], {
        plan: { hash: hash(9), steps: [wait(1), wait(2)] },
        remaining: hash(9),
      }),
      '2 open findings; 2 wait for approval',
    ],
    [
      'some are fixed',
      withFindings([...fixed, findingOf(4, 'sg-4'), findingOf(5, 'sg-5')], {
        mode: 'remediate',
        plan: { hash: hash(9), steps: [stepFor(1, 'sg-1'), stepFor(2, 'sg-2'), stepFor(3, 'sg-3'), wait(4), wait(5)] },
        outcomes: [1, 2, 3].map((n) => outcomeOf(n, 'fixed')),
        remaining: hash(9),
      }),
      '3 of 5 findings fixed; 2 wait for approval',
    ],
    [
      'all are fixed',
      withFindings(fixed, { mode: 'remediate', outcomes: [outcomeOf(1, 'fixed')] }),
      '3 of 3 findings fixed',
    ],
    [
      'there was nothing to take back',
      { ...empty, mode: 'undo' as const },
      'nothing to take back: everything is as it was before the run',
    ],
    [
      'no rule looked at anything',
      { ...empty, judged: { ...empty.judged, looked: new Map() } },
      'nothing was checked: no rule looked at any resource',
    ],
    [
      'the plan is another',
      { ...webShop, stops: [{ reason: 'plan-changed' as const, message: 'x', problems: [] }] },
      'the plan has changed since it was approved; nothing was written',
    ],
  ] as const)('says it where %s', (_, report, words) => {
    expect(firstLine(report)).toBe(`Holdfast: ${words}`)
    expect(markdown(report).split('\n')[0]).toBe(`## Holdfast: ${words}`)
  })

  it('names all that is not in order', () => {
    for (const words of [
      '3 of 5 findings fixed',
      '2 wait for approval',
      '1 could not be judged',
      '1 excepted',
      '1 target could not be reached',
      '1 read failed',
    ])
      expect(firstLine(webShop)).toContain(words)
    expect(firstLine(takenBack)).toContain(
      '1 of 4 steps taken back; 1 waits for approval; 1 no longer as the journal left it; 1 step failed',
    )
  })
})

describe('the first line of a run that did not go well', () => {
  it.each([
    [
      'says what failed, what was not reached and what could not be proved',
      withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2'), findingOf(3, 'sg-3')], {
        mode: 'remediate',
        plan: { hash: null, steps: [1, 2, 3].map((n) => stepFor(n, `sg-${n}`)) },
        outcomes: [outcomeOf(1, 'failed'), outcomeOf(2, 'not-reached'), outcomeOf(3, 'unverified')],
      }),
      '0 of 3 findings fixed; 1 step failed; 1 step could not be proved; 1 step not reached',
    ],
    [
      'says that a dry run wrote nothing',
      withFindings([findingOf(1, 'sg-1')], { mode: 'remediate', dryRun: true }),
      '1 open finding; dry run: nothing was written',
    ],
    [
      'does not say that there is nothing where a target was not reached',
      { ...empty, targets: [targetOf('us-east-1'), targetOf('eu-west-1', { state: 'failed' })] },
      'no open findings in what was read; 1 target could not be reached',
    ],
    [
      'does not say that there is nothing where nobody looked',
      {
        ...empty,
        targets: [targetOf('eu-west-1', { state: 'failed' })],
        judged: { ...empty.judged, looked: new Map() },
      },
      'nothing was looked at; 1 target could not be reached',
    ],
    [
      'counts what is stale once',
      takenBack,
      '1 of 4 steps taken back; 1 waits for approval; 1 no longer as the journal left it; 1 step failed',
    ],
    [
      'does not wait for what another step put right',
      withFindings([findingOf(1, 'sg-1', { state: 'fixed' })], {
        mode: 'remediate',
        plan: { hash: null, steps: [stepFor(1, 'sg-1', { decision: 'needs-approval' })] },
        outcomes: [outcomeOf(1, 'not-approved')],
      }),
      '1 of 1 finding fixed',
    ],
  ] as const)('%s', (_, report, words) => expect(firstLine(report as Report)).toBe(`Holdfast: ${words}`))
})

describe('the summary', () => {
  it('stands in the contract’s order, findings worst first', () => {
    expect(headings(webShop).slice(1)).toEqual([
      'no-open-ssh: 2 open (critical)',
      'no-open-rdp: 1 open (high)',
      'Fixed and proved: 3',
      'Could not be read: 2',
      'Exceptions',
      'Left out by name or tag',
      'Looked at',
    ])
    expect(headings(empty)).toEqual(['Holdfast: no open findings', 'Looked at'])
  })

  it('has the next step to copy right below its first line, for a workflow and for the command', () => {
    const approve = `approve=${hash(0xfeed)}`
    expect(markdown(webShop)).toMatch(/^## .*\n\n.*\n\n```sh\ngh workflow run holdfast\.yml /)
    expect(markdown(webShop)).toContain(`gh workflow run holdfast.yml -f mode=remediate -f ${approve}\n`)
    expect(text(webShop, null)).toContain(`\n    holdfast remediate --approve ${hash(0xfeed)}\n`)
    expect(text(takenBack, null)).toContain(`\n    holdfast undo --journal run:42 --approve ${hash(0xbeef)}\n`)
    expect(text({ ...takenBack, undoes: 'a; rm -rf /' }, null)).toContain('--journal JOURNAL ')
    expect(markdown({ ...webShop, remaining: null })).not.toContain('approve=')
    const found = withFindings([findingOf(1, 'sg-1')], { plan: { hash: null, steps: [stepFor(1, 'sg-1')] } })
    expect(markdown(found)).toContain('gh workflow run holdfast.yml -f mode=remediate\n')
  })

  it('says how to take the run back, and how to go on from a dry run', () => {
    expect(markdown(webShop)).toContain('gh workflow run holdfast.yml -f mode=undo -f journal=run:42\n')
    expect(text({ ...takenBack, undoes: 'j.jsonl' }, null)).toContain('    holdfast undo --journal run:42\n')
    const dry = { dryRun: true, plan: { hash: null, steps: [stepFor(1, 'sg-1')] } }
    expect(text({ ...empty, ...dry, mode: 'remediate' }, null)).toContain('    holdfast remediate\n')
    expect(text({ ...empty, ...dry, mode: 'undo', undoes: 'j.jsonl' }, null)).toContain(
      '    holdfast undo --journal j.jsonl\n',
    )
    const open = { ...webShop, audience: 'counts' as const }
    expect(markdown(open)).toContain(`approve=${hash(0xfeed)}`)
    expect(markdown(open)).not.toContain('journal=')
  })

  it('shows of each finding where it is, what is wrong, what would be done, and what waits', () => {
    const row = markdown(webShop)
      .split('\n')
      .find((line) => line.startsWith('| [sg-5]'))
    expect(row?.split(' | ')).toEqual([
      '| [sg-5](https://eu-west-1.console.aws.amazon.com/vpc/home?region=eu-west-1#SecurityGroup:groupId=sg-5)<br>111111111111 eu-west-1',
      findingOf(5, 'sg-5').breach.message,
      '− <code>ingress tcp 0-65535 0.0.0.0/0</code><br>+ <code>ingress tcp 0-3388 0.0.0.0/0</code><br>+ <code>ingress tcp 3390-65535 0.0.0.0/0</code>',
      `waits for approval: the use says approve<br>step <code>${hash(0xa005)}</code> |`,
    ])
    expect(markdown(webShop)).toContain('unknown: the entries of pl-0123456789abcdef0 could not be read')
  })

  it('says of what was not read which action was denied, and what to do', () => {
    for (const words of [
      'ec2:GetManagedPrefixListEntries',
      'was denied',
      'allow ec2:GetManagedPrefixListEntries to',
      'holdfast-read',
      'STS is not active',
    ])
      expect(text(webShop)).toContain(words)
  })

  it('tells exceptions that hold, that will end and that have', () => {
    for (const words of ['Vendor access until the tunnel is up', '2026-12-01 (expiring)', '2026-11-20 (ended)'])
      expect(text(webShop)).toContain(words)
    const holding = [{ index: 0, matched: 1, state: 'active' as const }]
    expect(text({ ...webShop, judged: { ...webShop.judged, exceptions: holding } })).toContain('until     2026-12-01\n')
  })

  it('of an undo says of each step what came of it', () => {
    expect(headings(takenBack).slice(1)).toEqual(['Taking back', 'Looked at'])
    for (const words of [
      'taken back',
      'waits for approval: taking it back is widening',
      'stale: no longer as',
      'failed: RulesPer',
    ])
      expect(text(takenBack)).toContain(words)
  })

  it('says the same words on a terminal and in Markdown', () => {
    const words = (rendered: string): readonly string[] =>
      rendered
        .replace(/<br>|<\/?code>|[\u200b|*`[\]()<>]/g, ' ')
        .split(/\s+/)
        .filter((word) => /^[\w./:-]{3,}$/.test(word))
    for (const report of [webShop, takenBack, { ...webShop, audience: 'counts' as const }]) {
      const there = new Set(words(markdown(report)))
      expect(words(text(report)).filter((word) => !there.has(word) && !word.startsWith('https:'))).toEqual([])
    }
  })

  it('sets words off where there are colours, and only then', () => {
    const style = { strong: (words: string) => `\u001b[1m${words}\u001b[22m`, faint: (words: string) => words }
    expect(toText(blocksOf(webShop), style)).toContain('\u001b[1mLooked at\u001b[22m')
    expect(text(webShop)).not.toContain('\u001b')
  })

  it('of a public repository holds counts and ids of findings, no more', () => {
    for (const report of [webShop, takenBack]) {
      const shown = markdown({ ...report, audience: 'counts' }) + text({ ...report, audience: 'counts' })
      expect(shown).not.toMatch(
        /sg-|pl-0|arn:|\b\d{12}\b|us-east-1|production|bastion|0\.0\.0\.0|octo|Vendor|STS is|no-open/,
      )
    }
    expect(markdown({ ...webShop, audience: 'counts' })).toContain(`<code>${hash(4)}</code>`)
    for (const reason of ['internal', 'credentials'] as const) {
      const stopped: Report = {
        ...empty,
        audience: 'counts',
        stops: [{ reason, message: 'role arn:aws:iam::1', problems: [] }],
      }
      expect(markdown(stopped) + text(stopped) + JSON.stringify(annotationsOf(stopped))).not.toContain('arn:')
      expect(markdown({ ...stopped, audience: 'details' })).toContain('arn:aws:iam')
    }
  })
})
