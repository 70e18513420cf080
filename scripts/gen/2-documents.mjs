// Reference tables in the documents, between <!-- generated:NAME --> and <!-- /generated -->.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { permissionsFor } from '../../src/permissions/permissions.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { kinds } from '../../src/resources/index.ts'
import { rules } from '../../src/rules/index.ts'
import { optionsOf } from '../../src/rules/options.ts'
import { anyKind } from '../../src/tagging/any-kind.ts'

// Cases have patterns; what they need is loaded as for a policy file.
await Promise.all(rules.map(({ id, load }) => load?.(`${id} pattern`)))
const documents = ['README.md', 'docs/policy.md', ...rules.map(({ id }) => `src/rules/${id}/README.md`)]
const cell = (value) => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ')
/** What a case gives, as the kind's members; of a tag its value, too. */
function given(resource) {
  const logic = kinds.find(({ kind }) => kind === resource.ref.kind) ?? anyKind(resource.ref.kind)
  const tag = (member, { value }) => (member.startsWith('tag ') ? `${member} = ${JSON.stringify(value)}` : member)
  const told = [...logic.members(resource)].map(([member, value]) => code(tag(member, value)))
  return [...(resource.tags.known ? [] : ['unread tags']), ...told].join(', ') || 'nothing'
}
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
const code = (value) => `\`${value}\``

function action() {
  return parse(readFileSync('action.yml', 'utf8'))
}

const optionRows = (rule) =>
  optionsOf(rule.options).map(({ name, type, standard }) => [
    code(name),
    type,
    standard === null ? 'none' : code(JSON.stringify(standard)),
  ])

async function casesOf(id) {
  const { cases } = await import(`../../src/rules/${id}/cases.ts`)
  return cases.map(({ title, group, options, resource, expect }) => [
    title,
    Object.keys(options).length === 0 ? '' : code(JSON.stringify(options)),
    given(resource),
    group === 'near-miss' ? `${expect.verdict} (near miss)` : expect.verdict,
    (expect.changes ?? []).map(code).join(', '),
  ])
}

const tables = {
  inputs: () =>
    table(
      ['input', 'meaning'],
      Object.entries(action().inputs).map(([name, { description }]) => [code(name), description]),
    ),
  outputs: () =>
    table(
      ['output', 'meaning'],
      Object.entries(action().outputs).map(([name, { description }]) => [code(name), description]),
    ),
  rules: () =>
    table(
      ['rule', 'what it holds', 'severity', 'Security Hub', 'CIS'],
      rules.map(({ id, title, severity, controls }) => [
        `[${code(id)}](../src/rules/${id}/README.md)`,
        title,
        severity,
        controls.securityHub.join(', '),
        controls.cis.join(', '),
      ]),
    ),
  options: () =>
    rules
      .map(
        (rule) =>
          `### ${rule.id}\n\n${optionRows(rule).length === 0 ? 'No options.' : table(['option', 'type', 'default'], optionRows(rule))}`,
      )
      .join('\n\n'),
}

const where = (named) => (named === undefined ? '' : `where: { kinds: [${named.join(', ')}] }, `)

/** What one rule asks for in a mode with a response, as `holdfast permissions` prints it for a policy of that rule alone. */
function asked({ rule, options, kinds: named }, response, mode) {
  const text = `version: 1\ntargets: [{ account: "111122223333", regions: [us-east-1] }]\nrules: [{ rule: ${rule.id}, response: ${response}, ${where(named)}options: ${JSON.stringify(options)} }]\n`
  const house = new Map(kinds.map((one) => [one.kind, one]))
  const maps = {
    rules: new Map(rules.map((one) => [one.id, one])),
    kinds: { get: (kind) => house.get(kind) ?? (kind.includes(':') ? anyKind(kind) : undefined) },
  }
  const parsed = parsePolicy(text, 'policy', { rules: maps.rules, kinds, today: '2026-01-01' })
  if (parsed.kind !== 'policy') throw new Error(`${rule.id} needs options: ${JSON.stringify(parsed)}`)
  const { Statement } = permissionsFor({ policy: parsed.policy, ...maps }, mode)
  return [...new Set(Statement.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])))].sort()
}
const actions = (list) => list.map(code).join(', ')

/** A rule as the table shows it: once, or where its options decide what it calls, once for each that does. */
function shown(rule) {
  if (rule.id === 'drift') {
    const groups = Map.groupBy(
      kinds.filter(({ recording }) => recording !== null).map(({ kind }) => kind),
      (kind) => (kind.startsWith('iam-') ? 'iam' : kind),
    )
    return [...groups.values()].map((named) => ({
      rule,
      kinds: named,
      title: `${code(rule.id)} of ${named.map(code).join(', ')}`,
      options: {},
    }))
  }
  if (rule.id !== 'required-tags') return [{ rule, title: code(rule.id), options: {} }]
  const of = (what, kinds, more = {}) => ({
    rule,
    title: `${code(rule.id)}${what}`,
    options: { resources: [kinds].flat(), tags: { owner: more } },
  })
  return [
    of(` of ${code('ec2:volume')}; other kinds of EC2 have their own Describe call`, 'ec2:volume'),
    of(` with ${code('inherit')} of each source, beside its own kinds`, 'ec2:volume', {
      inherit: ['instance', 'vpc', 'stack', 'auto-scaling-group'],
    }),
    of(` of ${code('s3:bucket')}`, 's3:bucket'),
    of(` of ${code('iam:role')}, ${code('iam:policy')}`, ['iam:role', 'iam:policy']),
    of(` of what the tagging API alone knows, such as ${code('rds:db')}: its service's own tag actions, too`, 'rds:db'),
  ]
}

/** A row a mode and response; what a mode adds to detect only. */
function permissionRows(one) {
  const reads = asked(one, 'report', 'detect')
  const more = asked(one, 'fix', 'remediate').filter((action) => !reads.includes(action))
  const rows = [[one.title, '`detect`', 'any', actions(reads)]]
  if (more.length > 0)
    rows.push(
      ['', '`remediate`', '`fix`, `approve`', `those, and ${actions(more)}`],
      ['', '`undo`', '`fix`, `approve`', actions(asked(one, 'fix', 'undo'))],
    )
  return rows
}
const permissions = table(['rule', 'mode', 'response', 'actions'], rules.flatMap(shown).flatMap(permissionRows))
tables.permissions = () => permissions

/** A workflow of examples/ as it runs; of its comments those stay that say which version a pinned commit is. */
function workflow(file) {
  const lines = readFileSync(`examples/${file}`, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => line.replace(/\s+#(?! v\d).*$/, '').replace(/(# v[\d.]+) .*$/, '$1'))
  return `\`\`\`yaml\n# ${file}\n${lines.join('\n').trim()}\n\`\`\``
}
for (const file of readdirSync('examples').filter((name) => name.endsWith('.yml')))
  tables[`workflow-${file.slice(0, -4)}`] = () => workflow(file)

export async function files() {
  const made = new Map()
  for (const path of documents.filter((one) => existsSync(one))) {
    let text = readFileSync(path, 'utf8')
    const rule = rules.find(({ id }) => path.includes(`/${id}/`))
    const cases = rule === undefined ? [] : await casesOf(rule.id)
    text = text.replace(/(<!-- generated:([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g, (_, start, name, end) => {
      const own = { ...tables, cases: () => table(['case', 'options', 'given', 'verdict', 'changes'], cases) }
      if (own[name] === undefined) throw new Error(`${path}: no generated table ${name}`)
      return `${start}${own[name]()}\n${end}`
    })
    made.set(path, text)
  }
  return made
}
