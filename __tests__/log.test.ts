import { describe, expect, it } from '@jest/globals'
import { actionsLog, terminalLog } from '../src/github/log.ts'

function out(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, write: (text: string) => void written.push(text), text: () => written.join('') }
}

describe('the log of a workflow run', () => {
  it('has groups, annotations with their place, and sparse progress', () => {
    let now = 10_000
    const to = out(false)
    const log = actionsLog(to, () => now)
    log.group('Reading')
    log.progress('read 1')
    now += 6_000
    log.progress('read 2')
    log.progress('read 3')
    log.endGroup()
    log.annotate({ level: 'error', title: 'a: b, c', message: 'x\ny %', place: { file: 'p.yml', line: 3, column: 7 } })
    log.mask('secret')
    expect(to.text()).toBe(
      '::group::Reading\nread 2\n::endgroup::\n::error title=a%3A b%2C c,file=p.yml,line=3,col=7::x%0Ay %25\n::add-mask::secret\n',
    )
  })
})

describe('the log on a terminal', () => {
  it('overwrites its progress line, and sets it off from what follows', () => {
    const to = out(true)
    const log = terminalLog(to, () => 0)
    log.progress('read 1')
    log.progress('read 2')
    log.info('done')
    expect(to.text()).toBe('\r\u001b[Kread 1\r\u001b[Kread 2\r\u001b[Kdone\n')
  })

  it('is plain and sparse elsewhere, and never shows a secret', () => {
    const to = out(false)
    const log = terminalLog(to, () => 0)
    log.annotate({ level: 'warning', title: 't', message: 'm \u001b[31m', place: null })
    log.mask('secret')
    expect(to.text()).toBe('warning: t: m  [31m\n')
  })
})
