import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { marked } from 'marked'
import { commandData, commandProperty, json, logLine, markdown, oneLine, terminal } from '../../src/lib/escape.ts'

const hostile = [
  '::error::x',
  '  ::set-output name=a::b',
  'a ##[error]b',
  '#\u200b#[error]b',
  '#\u2060#[command]x',
  '<img src=x onerror=alert(1)>',
  '<!-- comment',
  '[text](javascript:alert(1))',
  '![image](http://evil.example/x.png)',
  'https://evil.example/x',
  'www.evil.example',
  'mail@evil.example @octo @everyone',
  '#1 GH-1 octo/infra#2',
  'a | b',
  '`code` ``more``',
  '**bold** _it_ ~~gone~~ $x$',
  '# heading',
  '- item',
  '1. item',
  '===',
  '\\<b\\>',
  '&lt;b&gt; &#60;b&#62;',
  'line\r\nbreak\u2028and\u2029more',
  '\u001b[31mred\u001b]8;;http://evil\u0007link',
  '\u202edeceived\u202c',
  '\ud800 lone',
  '%0A::error::x',
  '```\nfence',
  '</details></td><script>',
]
const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...hostile, ' ', '\n'), { maxLength: 4 }).map((parts) => parts.join('')),
)

const decoded = (html: string): string =>
  html.replace(
    /&(lt|gt|amp|quot|#39);/g,
    (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" })[name] ?? '',
  )

describe('Markdown', () => {
  it('renders as text: no link, image, HTML, code, heading, list, mention or reference', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = markdown(text)
        expect(made).not.toMatch(/[<\]]|@(?!\u200b)|#(?!\u200b)|##\[/)
        const html = marked.parse(`| a |\n| --- |\n| x ${made} |\n`, { async: false })
        expect(html.match(/<(?!\/?(table|thead|tbody|tr|th|td)\b)[^>]*>/g) ?? []).toEqual([])
        const alone = marked.parse(made, { async: false })
        expect(alone.match(/<(?!\/?p\b)[^>]*>/g) ?? []).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('says the same words', () => {
    const plain = 'web-frontend_v2 (eu-west-1): 10.0.0.0/8'
    expect(decoded(marked.parse(`x ${markdown(plain)}`, { async: false }))).toContain(plain)
    expect(markdown('sg-0123456789abcdef0')).toBe('sg-0123456789abcdef0')
  })

  it('cuts by characters', () => expect(markdown('😀'.repeat(2000), 10)).toBe(`${'😀'.repeat(9)}…`))
})

describe('the log', () => {
  it('holds no command, and nothing that moves the cursor', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of [logLine(text), terminal(text)]) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u)
        expect(logLine(text)).not.toMatch(/^\s*::|##\[/)
        expect(commandData(text)).not.toMatch(/[\r\n]|##\[/)
        expect(commandProperty(text)).not.toMatch(/[\r\n:,]|##\[/)
      }),
    )
  })

  it('leaves what stands in a command as it was, for the runner to read', () =>
    expect(commandData('100%\nx')).toBe('100%25%0Ax'))
})

describe('JSON', () => {
  it('means the same, and holds no command', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const made = json({ text, list: [text] }, 0)
        expect(made).not.toContain('##[')
        expect(JSON.parse(made)).toEqual({ text, list: [text] })
      }),
    )
    expect(JSON.parse(json({ a: '####[[##[' }))).toEqual({ a: '####[[##[' })
  })
})

it('one line has no line breaks', () => expect(oneLine('a\r\nb\u2028c')).toBe('a  b c'))
