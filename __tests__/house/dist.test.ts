import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from '@jest/globals'

/** Prints every module that Node loads, with the text of files that CommonJS reads by itself included. */
const witness = `import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context) } })`

/** Text that stands in the code of what only some runs need. */
const heavy = { sdk: /AmazonEC2/, octokit: /octokit\/request/, undici: /UND_ERR_/ }

/** dist/ alone: what a runner has, with no node_modules beside or above it. */
let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-dist-'))
  cpSync('dist', join(home, 'dist'), { recursive: true })
  mkdirSync(join(home, 'work', '.github'), { recursive: true })
  writeFileSync(join(home, 'work', '.github', 'holdfast.yml'), 'version: 1\nbogus: 2\n')
  writeFileSync(join(home, 'witness.mjs'), witness)
})

const textOf = (files: readonly string[]): string => files.map((file) => readFileSync(file, 'utf8')).join('\n')
const packed = (): readonly string[] =>
  readdirSync('dist')
    .filter((name) => name.endsWith('.js'))
    .map((name) => join('dist', name))

function runPacked(entry: string, args: readonly string[], inputs: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env
  const done = spawnSync(
    process.execPath,
    ['--import', join(home, 'witness.mjs'), join(home, 'dist', entry), ...args],
    { cwd: join(home, 'work'), encoding: 'utf8', env: { PATH, HOME, ...inputs } },
  )
  const loaded = [...done.stderr.matchAll(/^loaded (file:\S+)$/gm)]
    .map(([, url = '']) => fileURLToPath(url))
    .filter((file) => file.startsWith(join(home, 'dist')) && file.endsWith('.js'))
  return { ...done, loaded: [...new Set(loaded)] }
}

describe('what the runner runs', () => {
  it.each([
    ['an input that is wrong', { INPUT_MODE: 'nope' }, 'mode: found "nope"'],
    ['a policy file that is wrong', { INPUT_MODE: 'detect' }, 'bogus: found the key bogus'],
  ])('says what is wrong with %s from dist/ alone, without loading what asks AWS or GitHub', (_, inputs, said) => {
    const { status, stdout, loaded } = runPacked('index.js', [], inputs)
    expect(stdout).toContain(said)
    expect(status).toBe(1)
    const text = textOf(loaded)
    // The run's own text is among what was loaded, so the list is not empty by mistake.
    expect(loaded.map((file) => file.slice(home.length + 1))).toContain(join('dist', 'index.js'))
    expect(text).toContain('AWS was not asked anything')
    for (const sign of Object.values(heavy)) expect(text).not.toMatch(sign)
  })

  it('knows the SDK, Octokit and undici when it sees them', () => {
    const text = textOf(packed())
    for (const sign of Object.values(heavy)) expect(text).toMatch(sign)
  })

  it('is a command as well, over the same files', () => {
    const { status, stdout, loaded } = runPacked('cli.js', ['--version'], {})
    expect({ status, stdout: stdout.trim() }).toEqual({
      status: 0,
      stdout: (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
    })
    expect(loaded.map((file) => file.slice(home.length + 1))).toContain(join('dist', 'index.js'))
    expect(readFileSync('dist/cli.js', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync('dist/cli.js').mode & 0o111).toBe(0o111)
  })

  it('names every package that is in it with a licence and its text', () => {
    const notices = readFileSync('dist/licenses.txt', 'utf8')
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Readonly<Record<string, string>>
    }
    const named = [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+)@(\d[\w.-]*)\n(.+)$/gm)]
    const versions = new Map(named.map(([, name = '', version = '']) => [name, version]))
    // What is not called is dropped, so not every dependency is in it; what is has the pinned version.
    expect([...versions.keys()]).toEqual(expect.arrayContaining(['@aws-sdk/client-ec2', 'yaml', 'zod', 'undici']))
    for (const [name, version] of Object.entries(dependencies)) {
      expect(versions.get(name) ?? version).toBe(version)
    }
    const texts = notices.split(/^(?:@[\w.-]+\/)?[\w.-]+@\d[\w.-]*\n.+$/m).slice(1)
    expect(texts.filter((text) => text.trim().length < 100)).toEqual([])
  })

  it('holds nothing of the machine that built it', () => {
    expect(textOf(packed())).not.toContain(process.cwd())
    expect(textOf(packed())).not.toMatch(/sourceMappingURL=/)
  })
})
