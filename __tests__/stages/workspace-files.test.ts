import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { workspaceFiles } from '../../src/stages/workspace-files.ts'

describe('the files of a workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
  const workspace = join(folder, 'repository')
  const find = (glob: string) => workspaceFiles(workspace)(glob)
  const paths = (glob: string) => {
    const found = find(glob)
    return found.kind === 'files' ? found.files.map(({ path }) => path) : found.found
  }

  beforeAll(() => {
    mkdirSync(join(workspace, '.github/tags/deep'), { recursive: true })
    mkdirSync(join(workspace, 'node_modules'))
    for (const path of [
      '.github/tags/b.json',
      '.github/tags/a.json',
      '.github/tags/deep/c.json',
      'node_modules/d.json',
    ])
      writeFileSync(join(workspace, path), path)
    writeFileSync(join(workspace, 'bad.json'), Buffer.from([0xff]))
    writeFileSync(join(folder, 'secret.json'), '{}')
    symlinkSync(join(folder, 'secret.json'), join(workspace, 'out.json'))
    symlinkSync(folder, join(workspace, 'away'))
    symlinkSync(join(workspace, '.github/tags/a.json'), join(workspace, 'in.json'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are found by globs, sorted, with their text', () => {
    expect(paths('.github/tags/*.json')).toEqual(['.github/tags/a.json', '.github/tags/b.json'])
    expect(paths('.github/**/*.json')).toHaveLength(3)
    expect(paths('in.json')).toEqual(['in.json'])
    expect(find('.github/tags/a.json')).toEqual({
      kind: 'files',
      files: [{ path: '.github/tags/a.json', text: '.github/tags/a.json' }],
    })
  })

  it('lie within it, links or not', () => {
    expect(paths('out.json')).toContain('leads out of the repository')
    expect(paths('away/secret.json')).toContain('leads out of the repository')
    expect(paths('**/secret.json')).toContain('no file matches')
    for (const glob of ['../secret.json', '/etc/passwd', '.github/../x', 'a\\b', './a.json'])
      expect(find(glob)).toMatchObject({ kind: 'problem', expected: expect.stringContaining('within the repository') })
  })

  it('that are none, or no text, are problems', () => {
    expect(paths('nothing/*.json')).toContain('no file matches')
    expect(paths('bad.json')).toContain('cannot be read as UTF-8')
    expect(paths('**/d.json')).toContain('no file matches')
  })
})
