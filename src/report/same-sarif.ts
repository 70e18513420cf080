/** The parts of a SARIF run that alerts are made of. */
interface Parts {
  /** Tool, rules and results, without the help of rules. */
  readonly text: string
  /** By rule; null: GitHub did not give it back. */
  readonly help: ReadonlyMap<string, string | null>
}

/**
 * Whether what stands in code scanning says what an upload would say. GitHub gives back a part of what was uploaded, with additions of
 * its own: what alerts are made of has to be there and be equal; the help of a rule, where it is given back. Where it is not, the same
 * version wrote it of the same rule.
 */
export function isSameSarif(upload: unknown, standing: unknown): boolean {
  const [ours, theirs] = [partsOf(upload), partsOf(standing)]
  if (ours === null || theirs === null || ours.text !== theirs.text) return false
  return [...ours.help].every(([id, help]) => [help, null].includes(theirs.help.get(id) ?? null))
}

/** null: something is missing. */
function partsOf(sarif: unknown): Parts | null {
  const runs = listAt(sarif, 'runs')
  const [run] = runs ?? []
  const driver = at(run, 'tool', 'driver')
  const [rules, results] = [listAt(driver, 'rules'), listAt(run, 'results')]
  if (runs?.length !== 1 || rules === null || results === null) return null
  // GitHub gives the one back as the other.
  const version = at(driver, 'semanticVersion') ?? at(driver, 'version')
  const all = [[at(driver, 'name'), version], ...rules.map(ruleParts), ...results.map(resultParts)]
  if (all.flat().some((part) => part === undefined || part === null)) return null
  const text = JSON.stringify([rules.length, all.map((parts) => JSON.stringify(parts)).sort()])
  return { text, help: new Map(rules.map((rule) => [String(at(rule, 'id')), helpOf(rule)])) }
}

const ruleParts = (rule: unknown): readonly unknown[] => [
  at(rule, 'id'),
  at(rule, 'helpUri'),
  at(rule, 'defaultConfiguration', 'level'),
  at(rule, 'properties', 'security-severity'),
]

function resultParts(result: unknown): readonly unknown[] {
  const locations = listAt(result, 'locations') ?? []
  const place = at(locations[0], 'physicalLocation')
  return [
    at(result, 'ruleId') ?? at(result, 'rule', 'id'),
    at(result, 'partialFingerprints', 'primaryLocationLineHash'),
    at(result, 'level'),
    at(result, 'message', 'text'),
    at(place, 'artifactLocation', 'uri'),
    at(place, 'region', 'startLine'),
    locations.length,
  ]
}

function helpOf(rule: unknown): string | null {
  const texts = [at(rule, 'help', 'text'), at(rule, 'help', 'markdown')].filter((text) => typeof text === 'string')
  return texts.length === 0 ? null : [...new Set(texts)].join('\n')
}

const at = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
        ? Reflect.get(inside, name)
        : undefined,
    value,
  )

function listAt(value: unknown, name: string): readonly unknown[] | null {
  const list = at(value, name)
  return Array.isArray(list) ? list : null
}
