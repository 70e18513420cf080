import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { freeJournalPath, writeOutputs, writeReportFile, writeSummary } from '../../src/github/files.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'files-'))

/** As the runner reads its command files: a name and a delimiter, lines up to that delimiter. */
function outputsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const lines = text.split('\n')
  while (lines.length > 1) {
    const [name = '', delimiter = ''] = (lines.shift() ?? '').split('<<')
    const end = lines.indexOf(delimiter)
    if (end < 0) throw new Error(`no end of ${name}`)
    found.set(name, lines.slice(0, end).join('\n'))
    lines.splice(0, end + 1)
  }
  return found
}

describe("the runner's files", () => {
  it('are appended to, and no value ends its own block', () => {
    const path = join(folder(), 'output')
    writeFileSync(path, 'before<<x\n1\nx\n')
    const outputs = { conclusion: 'fail', 'plan-hash': '', 'report-dir': 'a\nghadelimiter_x\nforged<<EOF\n1\nEOF' }
    writeOutputs(path, outputs)
    writeOutputs(path, { findings: '1' })
    expect(Object.fromEntries(outputsIn(readFileSync(path, 'utf8')))).toEqual({
      before: '1',
      ...outputs,
      findings: '1',
    })
  })

  it('use another delimiter each time', () => {
    const path = join(folder(), 'output')
    writeOutputs(path, { a: '1', b: '2', c: '3' })
    expect(new Set(readFileSync(path, 'utf8').match(/<<\S+/g))).toHaveProperty('size', 3)
  })

  it('keep the summary of an earlier writer in the same step', () => {
    const path = join(folder(), 'summary')
    writeSummary(path, '# one\n')
    writeSummary(path, '# two\n')
    expect(readFileSync(path, 'utf8')).toBe('# one\n# two\n')
  })
})

describe('files of a report', () => {
  it('are written into a folder that is made for them, over those of an earlier run', () => {
    const inside = join(folder(), 'a', 'b')
    writeReportFile(inside, 'report.json', 'a longer text')
    expect(writeReportFile(inside, 'report.json', 'new')).toBe(join(inside, 'report.json'))
    expect(readFileSync(join(inside, 'report.json'), 'utf8')).toBe('new')
  })

  it('are not written through a link', () => {
    const [inside, outside] = [folder(), join(folder(), 'kept')]
    writeFileSync(outside, 'kept')
    symlinkSync(outside, join(inside, 'report.json'))
    expect(() => writeReportFile(inside, 'report.json', 'new')).toThrow('is a link')
    expect(readFileSync(outside, 'utf8')).toBe('kept')
  })

  it('are not written through a link that leads nowhere yet', () => {
    const [inside, outside] = [folder(), join(folder(), 'not-yet')]
    symlinkSync(outside, join(inside, 'report.json'))
    expect(() => writeReportFile(inside, 'report.json', 'new')).toThrow('is a link')
    expect(existsSync(outside)).toBe(false)
    symlinkSync(outside, join(inside, 'journal.jsonl'))
    expect(freeJournalPath(inside)).toBe(join(inside, 'journal-2.jsonl'))
  })

  it('that cannot be written are an error, not silence', () => {
    const inside = folder()
    mkdirSync(join(inside, 'report.json'))
    expect(() => writeReportFile(inside, 'report.json', 'x')).toThrow('EISDIR')
    writeFileSync(join(inside, 'file'), '')
    expect(() => writeReportFile(join(inside, 'file', 'sub'), 'report.json', 'x')).toThrow()
  })
})

describe('the path of a journal', () => {
  it('is the first that is free, whatever else lies there', () => {
    const inside = join(folder(), 'report')
    const taken = ['journal.jsonl', 'journal-2.jsonl', 'journal-4.jsonl', 'journal-5.jsonl.bak']
    expect(freeJournalPath(inside)).toBe(join(inside, 'journal.jsonl'))
    for (const name of taken) writeFileSync(join(inside, name), '')
    expect(freeJournalPath(inside)).toBe(join(inside, 'journal-3.jsonl'))
    expect(existsSync(join(inside, 'journal-3.jsonl'))).toBe(false)
    writeFileSync(join(inside, 'journal-3.jsonl'), '')
    expect(freeJournalPath(inside)).toBe(join(inside, 'journal-5.jsonl'))
  })
})
