import { describe, expect, it } from '@jest/globals'
import { marked } from 'marked'
import { logLine } from '../../src/lib/escape.ts'
import type { Policy } from '../../src/model/policy.ts'
import type { Report } from '../../src/model/report.ts'
import { foreign } from '../../src/report/blocks.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { summaryBlocks } from '../../src/report/summary.ts'
import { toText } from '../../src/report/text.ts'
import {
  changeOf,
  consoleLink,
  contextOf,
  findingOf,
  gapOf,
  outcomeOf,
  policy,
  refTo,
  stepFor,
  targetOf,
  useOf,
  webShop,
} from './reports.ts'

const corpus = [
  '[x](javascript:alert(1))',
  '[x]: https://evil.example\n\n[x]',
  '![](http://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '</details></td></table><script>alert(1)</script>',
  '<!-- hidden',
  'a | b | c |',
  '`code` ``more`` ```\nfence\n```',
  '**bold** _it_ __b__ ~~gone~~ $x$',
  '@everyone @octo/network',
  '#1 octo/infra#2 GH-1',
  'https://evil.example www.evil.example <https://evil.example> http://evil.example',
  'mail@evil.example',
  'a\n===\nb\n---\n# heading',
  '- item\n1. item\n> quote\n    code',
  '::error::forged\n::set-output name=conclusion::pass',
  '##[error]forged ##[group]x',
  '%0A::error::forged',
  '\u001b[2K\u001b]8;;http://evil.example\u0007link\r over',
  '\u202eesrever\u202c \u2066isolated\u2069 zero\u200bwidth \ufeff',
  '\ud800 lone \udc00',
  'line\u2028separator\u2029paragraph\u0085next\u000bvertical',
  '&lt;b&gt; &#60;b&#62; \\<b\\>',
  '\u{1f469}\u200d\u{1f467}'.repeat(3000),
]

/** The web shop, with a text wherever AWS, a policy's author or a pull request may have written one. */
function shopWith(text: string): Report {
  const use = useOf(text)
  const id = `sg-${text}`
  const on = { ...refTo(id), id }
  const exceptions = policy.exceptions.map((one) => ({ ...one, uses: [text], reason: text, owner: text }))
  return {
    ...webShop,
    policy: { ...policy, exceptions } satisfies Policy,
    targets: [
      targetOf('us-east-1', { target: { ...targetOf('us-east-1').target, name: text } }),
      targetOf('eu-west-1', { state: 'failed', reason: text }),
    ],
    judged: {
      ...webShop.judged,
      findings: [
        findingOf(1, id, { use, resource: { ...on, name: text }, about: { message: text } }),
        findingOf(2, id, { use, resource: { ...on, name: text }, about: { repair: { kind: 'none', why: text } } }),
        findingOf(3, id, { use, resource: { ...on, name: text }, state: 'fixed' }),
      ],
      leftOut: [{ use: text, by: 'tags', count: 1 }],
    },
    gaps: [gapOf({ id: text, operation: text, detail: text })],
    plan: {
      hash: null,
      steps: [
        stepFor(1, id, { on, reason: text, changes: [changeOf(on, text, text, null), changeOf(on, text, null, text)] }),
        stepFor(3, id, { on, changes: [changeOf(on, text, text, text)] }),
      ],
    },
    outcomes: [outcomeOf(1, 'failed', { why: text }), outcomeOf(3, 'fixed')],
    undoes: text,
    stops: [
      {
        reason: 'plan-changed',
        message: `Changed: ${text}`,
        problems: [{ place: { file: text, line: 1, column: 1 }, at: text, found: text, expected: text, nearest: text }],
      },
    ],
  }
}

const blocksOf = (report: Report) => summaryBlocks(report, contextOf(conclude(report), 'holdfast.yml'))
const ours =
  /^<\/?(h2|p|ul|li|table|thead|tbody|tr|th|td|details|summary|code|br|pre)>$|^<code class="language-sh">$|^<a href="https:\/\/[a-z0-9.-]+\.aws\.amazon\.com\/[^"]*">$|^<\/a>$/

describe.each(corpus.map((text) => [JSON.stringify(text).slice(0, 60), text] as const))('%s', (_, text) => {
  for (const report of [shopWith(text), { ...shopWith(text), mode: 'undo' as const }]) {
    const made = toMarkdown(blocksOf(report), 1_000_000)

    it(`begins no block of its own in mode ${report.mode}`, () => {
      for (const before of ['', '     ']) {
        const html = marked.parse(
          toMarkdown(
            [
              { kind: 'paragraph', line: ['before'] },
              { kind: 'paragraph', line: [foreign(before + text)] },
            ],
            100_000,
          ),
          { async: false },
        )
        expect((html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<\/?p>$/.test(tag))).toEqual([])
      }
    })

    it(`stays text in the Markdown of mode ${report.mode}`, () => {
      const html = marked.parse(made, { async: false })
      expect((html.match(/<[^>]*>/g) ?? []).filter((tag) => !ours.test(tag))).toEqual([])
      expect(made.replaceAll(/\]\(https:[^)]*\)/g, '')).not.toMatch(
        /@(?!\u200b)|:\/\/|www\.|GH-\d|##\[|\p{Cs}|\u202e|[^\P{Cc}\n]/iu,
      )
      // Its columns are those of the head, so nothing in it ended a cell.
      const rows = made.split('\n').filter((line) => line.startsWith('| '))
      expect(rows.length).toBeGreaterThan(5)
      for (const row of rows) expect([1, 2, 3, 4, 5]).toContain(row.split(' | ').length)
    })

    it(`stays on its line and moves nothing in the text of mode ${report.mode}`, () => {
      const shown = toText(blocksOf(report))
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(shown).toBe(shown.toWellFormed())
      const harmless = toText(blocksOf({ ...shopWith('harmless'), mode: report.mode }))
      expect(shown.split('\n').length).toBe(harmless.split('\n').length)
      // The command prints these lines as they are, in workflows as well.
      for (const line of shown.split('\n')) expect(line).not.toMatch(/^\s*::|##\[/)
      for (const line of shown.split('\n')) expect(logLine(line)).not.toMatch(/^\s*::|##\[/)
    })
  }
})

it('links lead to the console, made of ids alone', () => {
  expect(consoleLink(refTo('sg-1'))).toBe(
    'https://us-east-1.console.aws.amazon.com/vpc/home?region=us-east-1#SecurityGroup:groupId=sg-1',
  )
  const made = toMarkdown(blocksOf(shopWith('x](https://evil.example)')), 1_000_000)
  expect(made).not.toContain('](https://evil')
  expect(made.match(/\]\(/g) ?? []).toEqual([])
})
