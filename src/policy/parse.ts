import type * as z from 'zod/mini'
import { hashOf } from '../lib/canonical-json.ts'
import type { AccountId, Day, Hash, Many, Region, Severity } from '../model/basics.ts'
import type { FilesFound, OptionFiles } from '../model/option-files.ts'
import type { Exception, Policy, Problem, Roles, TargetSpec, Use, Where } from '../model/policy.ts'
import { crossChecks } from './checks.ts'
import { placeOf, readYaml, type Source } from './document.ts'
import { problemsOf } from './issues.ts'
import { houseKind, type KindName, kindsNamed, recordedKinds } from './kinds.ts'
import { type ReadOptions, readOptions } from './options.ts'
import { policySchema, type RawPolicy, type RawTarget, type RawUse, type RawWhere } from './schema.ts'

/** What a file is read against: the rules and kinds of this version, and the day. */
export interface PolicyContext {
  readonly rules: ReadonlyMap<
    string,
    {
      readonly id: string
      readonly severity: Severity
      readonly options: z.ZodMiniType
      readonly kindsOption?: string
      readonly files?: OptionFiles<unknown>
      kinds(options: unknown): readonly string[]
      readonly recorded?: true
    }
  >
  readonly kinds: readonly KindName[]
  readonly today: Day
  /** Files of the repository that a glob names; asked only where a rule's options name some. Left out: there are none. */
  readonly files?: (glob: string) => FilesFound
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
  const options = parsed === null ? noOptions : readOptions(source, context)
  const crossed = parsed === null ? [] : crossChecks(source, source.data, context)
  const [first, ...rest] = sorted(file, [...source.problems, ...structural, ...options.problems, ...crossed])
  if (first !== undefined) return { kind: 'problems', problems: [first, ...rest] }
  if (parsed?.success !== true) throw new Error('a file without problems that did not parse')
  return { kind: 'policy', policy: policyOf(parsed.data, { source, context, options }) }
}

const noOptions: ReadOptions = { problems: [], uses: new Map(), meanings: [] }

/** The policy's own first, then file by file; each once, though two uses may read one document. */
function sorted(own: string, problems: readonly Problem[]): readonly Problem[] {
  const fileOf = ({ place }: Problem): string => (place === null || place.file === own ? '' : place.file)
  const once = new Map(problems.map((one) => [JSON.stringify(one), one]))
  return [...once.values()].sort((a, b) => {
    if (fileOf(a) !== fileOf(b)) return fileOf(a) < fileOf(b) ? -1 : 1
    return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
  })
}

interface Reading {
  readonly source: Source
  readonly context: PolicyContext
  readonly options: ReadOptions
}

/** What documents say counts as what the file itself says. */
const hashed = (raw: RawPolicy, { meanings }: ReadOptions): Hash =>
  hashOf(meanings.length === 0 ? raw : { policy: raw, documents: meanings }) as Hash

function policyOf(raw: RawPolicy, { source, context, options }: Reading): Policy {
  const accounts = new Map(
    (raw.targets ?? []).flatMap(({ name, account }) => (name === undefined ? [] : [[name, account]])),
  )
  return {
    hash: hashed(raw, options),
    file: source.file,
    targets: (raw.targets ?? []).map((target) => targetOf(target, raw)),
    uses: raw.rules.map((use, index) => useOf(use, { index, source, context, options, accounts })),
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
  at: Reading & { readonly index: number; readonly accounts: ReadonlyMap<string, string> },
): Use {
  const rule = at.context.rules.get(raw.rule)
  if (rule === undefined) throw new Error(`rule ${raw.rule} passed the checks and is not there`)
  const options = at.options.uses.get(at.index)
  const where = whereOf(raw.where ?? {}, at.accounts, at.context)
  const held = where.kinds.length === 0 ? recordedKinds(at.context.kinds) : where.kinds
  return {
    rule: raw.rule,
    name: raw.name ?? raw.rule,
    severity: raw.severity ?? rule.severity,
    response: responseOf(raw.response),
    where,
    kinds: rule.recorded === true ? held : kindsNamed(rule.kinds(options), at.context.kinds),
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
