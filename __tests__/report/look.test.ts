import { it } from '@jest/globals'
import { marked } from 'marked'
import { cut, json, linkTarget, logLine, markdown, terminal } from '../../src/lib/escape.ts'
import { annotationsOf } from '../../src/report/annotations.ts'
import { conclude } from '../../src/report/conclusion.ts'
import { reportJson } from '../../src/report/json.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { summaryBlocks } from '../../src/report/summary.ts'
import { toText } from '../../src/report/text.ts'
import {
  contextOf,
  empty,
  findingOf,
  gapOf,
  hash,
  outcomeOf,
  stepFor,
  takenBack,
  targetOf,
  useOf,
  webShop,
  withFindings,
} from './reports.ts'

const out: string[] = []
const p = (...a: unknown[]) => out.push(a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))).join(' '))
it('x', () => {
  for (const t of [
    '     indented',
    '\t\tx',
    ':smile:',
    'a_b_',
    'foo__bar__baz',
    '_x_',
    'é_x_é',
    '__x__',
    'http:evil',
    'mailto:a@b.c',
    'xmpp:a@b',
    'ftp://x.y',
    'a\u00ad<b',
    '~~~',
    '~~x~~',
    '+ x',
    '=====',
    '10) x',
    'WWW.EVIL.COM',
    'https\u200b://evil.example',
    'GH-1',
    'gh-1',
    '&#60;script&#62;',
    '&amp;lt;',
    '\u{e0061}x',
    '\ufe0f#\ufe0f#\ufe0f[error]',
    '"><img>',
    "' onload=",
    '{{x}}',
    '#\u00ad#[error]',
    '#\ufe0f#[error]x',
  ])
    p(
      t,
      '→',
      markdown(t),
      '→',
      marked.parse(markdown(t), { async: false }).trim(),
      ' | in bold ctx ',
      marked.parse('x ' + markdown(t), { async: false }).trim(),
    )
  p('terminal', terminal('a ##[error]b'), 'log', logLine('a ##[error]b'), logLine('##\u00ad[error]'))
  p('json', json({ a: '##[error]', b: '###[', c: '####[[##[', d: '#\\u0023[' }, 0))
  for (const u of [
    'https://x.y/a?b#c=d',
    'javascript:alert(1)',
    'https://x.y/a)b',
    'http://x/',
    'https://x.y/"',
    'https://x.y/ a',
    '//x',
  ])
    p('url', u, '→', linkTarget(u))
  p(cut('👩‍👩‍👧‍👧'.repeat(10), 5), cut('ab', 2), cut('abc', 2), cut('abc', 0))
  // budget with many rules
  for (const rules of [1, 3, 6, 12, 30]) {
    const fs = Array.from({ length: 60000 }, (_, n) =>
      findingOf(n, `sg-${n}`, { use: useOf(`rule-${n % rules}`) }),
    ).sort((a, b) => (a.use.name < b.use.name ? -1 : 1))
    const r = withFindings(fs, {
      gaps: [gapOf()],
      judged: {
        ...empty.judged,
        findings: [...fs, findingOf(70000, 'sg-f', { state: 'fixed' })],
        exceptions: [{ index: 0, matched: 1, state: 'active' }],
      },
    })
    const t0 = Date.now()
    const c = conclude(r)
    const md = toMarkdown(summaryBlocks(r, contextOf(c)), 1_000_000)
    p(
      'rules',
      rules,
      'bytes',
      Buffer.byteLength(md),
      'ms',
      Date.now() - t0,
      'headings',
      (md.match(/^## /gm) ?? []).length,
      'looked',
      md.includes('## Looked at'),
      'fixed',
      md.includes('Fixed and proved'),
      'notread',
      md.includes('Could not be read:'),
      'rest',
      md.includes('The rest did not fit'),
      [...md.matchAll(/(\d+) more of (\d+)/g)].map((m) => m[1]),
    )
  }
  // dry run, failing outcomes
  const dry = withFindings([findingOf(1, 'sg-1')], {
    mode: 'remediate',
    dryRun: true,
    plan: { hash: null, steps: [stepFor(1, 'sg-1')] },
  })
  p(toText(summaryBlocks(dry, contextOf(conclude(dry), 'holdfast.yml'))))
  const bad = withFindings([findingOf(1, 'sg-1'), findingOf(2, 'sg-2')], {
    mode: 'remediate',
    plan: { hash: null, steps: [stepFor(1, 'sg-1'), stepFor(2, 'sg-2')] },
    outcomes: [
      outcomeOf(1, 'failed', { why: 'Throttled' }),
      outcomeOf(2, 'not-reached', { why: '3 calls were refused' }),
    ],
  })
  p(
    toText(summaryBlocks(bad, contextOf(conclude(bad), 'holdfast.yml'))),
    conclude(bad),
    annotationsOf(bad).map((a) => `${a.level} ${a.title} ${a.message}`),
  )
  const none = { ...empty, judged: { ...empty.judged, looked: new Map() } }
  p(conclude(none), annotationsOf(none))
  p(conclude(takenBack), annotationsOf(takenBack))
  // left plan
  const rest = withFindings([findingOf(1, 'sg-1')], {
    mode: 'remediate',
    plan: { hash: null, steps: [stepFor(1, 'sg-1')] },
    outcomes: [outcomeOf(1, 'unverified', { why: 'the finding stays', done: stepFor(1, 'sg-1').changes })],
    remaining: hash(0xabc),
  })
  p(toText(summaryBlocks(rest, contextOf(conclude(rest), 'holdfast.yml'))))
  // reported gate
  const rep = withFindings([findingOf(1, 'sg-1', { about: { verdict: 'unknown' } })], {
    gaps: [gapOf()],
    policy: { ...empty.policy!, gate: { ...empty.policy!.gate, unknown: 'report' } },
  })
  p(
    conclude(rep),
    annotationsOf(rep).map((a) => a.level),
  )
  const halted = {
    ...empty,
    policy: null,
    targets: [],
    judged: { ...empty.judged, looked: new Map() },
    stops: [{ reason: 'internal' as const, message: 'Error: sg-0123 of 111111111111\n at x', problems: [] }],
    audience: 'counts' as const,
  }
  p(
    toText(summaryBlocks(halted, contextOf(conclude(halted)))),
    annotationsOf(halted),
    reportJson(halted, conclude(halted)),
  )
  const c = { ...webShop, audience: 'counts' as const, trouble: [{ reporter: 'x', why: '/home/sg-4 arn:aws:x' }] }
  p(annotationsOf(c))
  const one = {
    ...empty,
    targets: [targetOf('us-east-1', { state: 'failed' as const, reason: 'x' })],
    judged: { ...empty.judged, looked: new Map() },
  }
  p(toText(summaryBlocks(one, contextOf(conclude(one)))), conclude(one))
  console.log(out.join('\n'))
})
