import type * as z from 'zod/mini'
import { hashOf } from '../lib/canonical-json.ts'
import type { AccountId, Day, Hash, Many, Region, Severity } from '../model/basics.ts'
import type { Exception, Policy, Problem, Roles, TargetSpec, Use, Where } from '../model/policy.ts'
import { crossChecks } from './checks.ts'
import { placeOf, readYaml, type Source } from './document.ts'
import { problemsOf } from './issues.ts'
import { houseKind, type KindName, kindsNamed } from './kinds.ts'
import { policySchema, type RawPolicy, type RawTarget, type RawUse, type RawWhere } from './schema.ts'

/** What a file is read against: the rules and kinds of this version, and the day. */
export interface PolicyContext {
  readonly rules: ReadonlyMap<
    string,
    {
      readonly id: string
      readonly severity: Severity
      readonly options: z.ZodMiniType
      kinds(options: unknown): readonly string[]
    }
  >
  readonly kinds: readonly KindName[]
  readonly today: Day
}

export type Parsed =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** All of the file, in its order. */
  | { readonly kind: 'problems'; readonly problems: Many<Problem> }

/** Text → policy, or every problem of the file. `file` is the path that problems name. */
export function parsePolicy(text: string, file: string, context: PolicyContext): Parsed {
  const source = readYaml(text, file)
  const parsed = source.readable ? policySchema.safeParse(source.data) : null
  const structural =
    parsed?.success === false
      ? problemsOf(source, parsed.error.issues, { schema: policySchema, data: source.data, prefix: [] })
      : []
  const options = parsed === null ? [] : optionProblems(source, context)
  const crossed = parsed === null ? [] : crossChecks(source, source.data, context)
  const [first, ...rest] = sorted([...source.problems, ...structural, ...options, ...crossed])
  if (first !== undefined) return { kind: 'problems', problems: [first, ...rest] }
  if (parsed?.success !== true) throw new Error('a file without problems that did not parse')
  return { kind: 'policy', policy: policyOf(parsed.data, source, context) }
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}

/** Each rule's options by the rule's own schema, also where other parts of the file are broken. */
function optionProblems(source: Source, { rules }: PolicyContext): readonly Problem[] {
  const data = source.data as { readonly rules?: unknown } | null
  const uses: readonly unknown[] = Array.isArray(data?.rules) ? data.rules : []
  return uses.flatMap((use, index) => {
    const { rule, options = {} } = (use ?? {}) as { readonly rule?: unknown; readonly options?: unknown }
    const known = typeof rule === 'string' ? rules.get(rule) : undefined
    if (known === undefined || typeof options !== 'object' || options === null || Array.isArray(options)) return []
    const parsed = known.options.safeParse(options)
    if (parsed.success) return []
    return problemsOf(source, parsed.error.issues, {
      schema: known.options,
      data: options,
      prefix: ['rules', index, 'options'],
    })
  })
}

function policyOf(raw: RawPolicy, source: Source, context: PolicyContext): Policy {
  const accounts = new Map(
    (raw.targets ?? []).flatMap(({ name, account }) => (name === undefined ? [] : [[name, account]])),
  )
  return {
    hash: hashOf(raw) as Hash,
    file: source.file,
    targets: (raw.targets ?? []).map((target) => targetOf(target, raw)),
    uses: raw.rules.map((use, index) => useOf(use, { index, source, context, accounts })),
    exceptions: (raw.exceptions ?? []).map(
      (one, index): Exception => ({
        index,
        uses: one.uses,
        where: whereOf(one.where, accounts, context),
        reason: one.reason,
        owner: one.owner,
        until: one.until as Day,
        place: placeOf(source, ['exceptions', index]),
      }),
    ),
    limits: {
      changes: raw.limits?.changes ?? 50,
      share: Number.parseFloat(raw.limits?.share ?? '20%') / 100,
      failures: raw.limits?.failures ?? 3,
    },
    gate: {
      failOn: raw.gate?.['fail-on'] ?? 'low',
      unknown: raw.gate?.unknown ?? 'fail',
      silencing: raw.gate?.silencing ?? 'high',
      acknowledge: raw.gate?.acknowledge ?? 'holdfast-acknowledged',
    },
    approvals: raw.approvals ?? null,
    protected: raw.protected ?? [],
    publish: {
      issue: { labels: raw.publish?.issue?.labels ?? [], assignees: raw.publish?.issue?.assignees ?? [] },
      pullRequest: { labels: raw.publish?.['pull-request']?.labels ?? [] },
      public: raw.publish?.public ?? 'counts',
    },
  }
}

function targetOf(raw: RawTarget, top: RawPolicy): TargetSpec {
  const hub = raw.via ?? top.via
  return {
    account: raw.account as AccountId,
    name: raw.name ?? null,
    regions: regionsOf(raw.regions),
    roles: rolesOf(raw, top),
    via:
      hub === undefined
        ? null
        : {
            read: filledIn(hub.read, raw.account),
            write: filledIn(hub.write, raw.account),
            externalId: hub['external-id'] ?? null,
          },
  }
}

function regionsOf(raw: RawTarget['regions']): TargetSpec['regions'] {
  if (raw === 'all') return { kind: 'enabled', except: [] }
  if (Array.isArray(raw)) return { kind: 'these', regions: [...new Set(raw)] as unknown as readonly Region[] }
  return { kind: 'enabled', except: (raw as { readonly except: readonly string[] }).except as readonly Region[] }
}

/** A target's own roles before those at the top; `role` stands for every mode that has none of its own. */
function rolesOf(raw: RawTarget, top: RawPolicy): Roles {
  const of = (name: keyof Roles): string | null =>
    filledIn(raw.roles?.[name] ?? raw.role ?? top.roles?.[name] ?? top.role, raw.account)
  // A role for everything is no role for pull requests: those ask nothing of AWS unless a role is named for them.
  const check = filledIn(raw.roles?.check ?? top.roles?.check, raw.account)
  return { read: of('read'), write: of('write'), check }
}

const filledIn = (arn: string | undefined, account: string): string | null =>
  arn?.replaceAll('{account}', account) ?? null

function useOf(
  raw: RawUse,
  at: { index: number; source: Source; context: PolicyContext; accounts: ReadonlyMap<string, string> },
): Use {
  const rule = at.context.rules.get(raw.rule)
  if (rule === undefined) throw new Error(`rule ${raw.rule} passed the checks and is not there`)
  const options = rule.options.parse(raw.options ?? {})
  return {
    rule: raw.rule,
    name: raw.name ?? raw.rule,
    severity: raw.severity ?? rule.severity,
    response: responseOf(raw.response),
    where: whereOf(raw.where ?? {}, at.accounts, at.context),
    kinds: kindsNamed(rule.kinds(options), at.context.kinds),
    options,
    place: placeOf(at.source, ['rules', at.index]),
  }
}

function responseOf(raw: RawUse['response']): Use['response'] {
  if (raw === undefined || typeof raw === 'string') return raw ?? 'report'
  return Object.fromEntries(Object.entries(raw).filter(([, response]) => response !== undefined))
}

export function whereOf(
  raw: RawWhere,
  accounts: ReadonlyMap<string, string>,
  { kinds }: Pick<PolicyContext, 'kinds'>,
): Where {
  return {
    accounts: (raw.accounts ?? []).map((account) => accounts.get(account) ?? account),
    regions: raw.regions ?? [],
    kinds: (raw.kinds ?? []).map((name) => houseKind(name, kinds)),
    ids: raw.ids ?? [],
    names: raw.names ?? [],
    vpcs: raw.vpcs ?? [],
    tags: new Map(
      Object.entries(raw.tags ?? {}).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]),
    ),
    not: raw.not === undefined ? null : whereOf(raw.not, accounts, { kinds }),
  }
}
