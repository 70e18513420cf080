import { describe, expect, it } from '@jest/globals'
import { actionsLog, terminalLog } from '../../src/github/log.ts'
import type { Log } from '../../src/model/log.ts'

const hostile = [
  '::error::forged',
  '  ::add-mask::x',
  '\u00a0::error::forged',
  '\u0085::error::forged',
  'a\n::error::forged',
  'a\r::error::forged',
  'a\u2028::error::forged',
  'a\u0000\n::stop-commands::x',
  'x ##[error]forged',
  '##[add-mask]x',
  '#\u200b#[error]forged',
  '###[group]x',
  '##\u200b[error]x',
  '%0A::error::forged',
  'a\u001b[2K\u001b[1A::error::forged',
]

function written(say: (log: Log) => void, make = actionsLog): string {
  let text = ''
  let now = 0
  say(
    make(
      {
        write: (more: string) => {
          text += more
        },
      },
      () => {
        now += 10_000
        return now
      },
    ),
  )
  return text
}

/** What the runner takes for commands: new ones at a line's start, old ones anywhere; what it prints is decoded only then. */
const commandsIn = (text: string): readonly string[] => [
  ...text.split(/\r\n|\n|\r/).flatMap((line) => (line.trimStart().startsWith('::') ? [line.trimStart()] : [])),
  ...(text.match(/##\[/g) ?? []),
]

describe('text that others wrote makes no command in a workflow', () => {
  it.each(hostile)('%j', (text) => {
    expect(commandsIn(written((log) => log.info(text)))).toEqual([])
    expect(commandsIn(written((log) => log.progress(text)))).toEqual([])
    expect(commandsIn(written((log) => log.group(text)))).toHaveLength(1)
    const place = { file: text, line: 1, column: 1 }
    const annotation = written((log) => log.annotate({ level: 'error', title: text, message: text, place }))
    expect(commandsIn(annotation)).toHaveLength(1)
    expect(annotation).toMatch(/^::error title=[^:,]*,file=[^:,]*,line=1,col=1::[^\n]*\n$/)
  })

  it('the message of an annotation comes out as it went in, line by line', () => {
    const text = written((log) => log.annotate({ level: 'notice', title: 't', message: '50 %\n100%25', place: null }))
    expect(text).toBe('::notice title=t::50 %25%0A100%2525\n')
  })
})

describe('text that others wrote moves no cursor on a terminal', () => {
  it.each(hostile)('%j', (text) => {
    const place = { file: text, line: 1, column: 1 }
    const said = written((log) => {
      log.info(text)
      log.group(text)
      log.annotate({ level: 'error', title: text, message: text, place })
    }, terminalLog)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/)
    expect(said.split('\n')).toHaveLength(4)
  })
})
