import { nearest } from '../lib/nearest.ts'
import { matches } from '../lib/wildcard.ts'
import { kindNames, kindOfListed, taggedServices, typesOf } from './tables.ts'

export interface Arn {
  readonly partition: string
  readonly service: string
  /** `rds:db` */
  readonly kind: `${string}:${string}`
  /** Empty where the ARN has none. */
  readonly region: string
  readonly account: string
  /** All that follows the type. */
  readonly id: string
}

/** What an ARN says after its account. */
interface Resource {
  readonly type: string
  readonly id: string
}

/** ARNs that name a resource without its type: which type it is; null: this one has its type in it. */
type Bare = (resource: string, account: string) => string | null

const deeper = (resource: string, one: string, below: string): string => (/[:/]/.test(resource) ? below : one)

// From the ARN formats of AWS's service authorization reference.
const bare: Readonly<Record<string, Bare>> = {
  codecommit: () => 'repository',
  codepipeline: (text) => (text.includes(':') ? null : deeper(text, 'pipeline', 'stage')),
  s3: (text, account) => (account === '' ? deeper(text, 'bucket', 'object') : null),
  sns: (text) => (text.includes('/') ? null : deeper(text, 'topic', 'subscription')),
  sqs: () => 'queue',
  'ssm-sap': () => 'application',
}

/** Types that are in no ARN: GetResources is asked for the whole service. */
const withoutFilter: Readonly<Record<string, readonly string[]>> = {
  codecommit: ['repository'],
  codepipeline: ['pipeline', 'stage', 'action'],
  s3: ['bucket', 'object'],
  sns: ['topic', 'subscription'],
  sqs: ['queue'],
  'ssm-sap': ['application', 'component', 'database'],
}

/** ARNs whose type comes second: `regional/webacl/…`, `AWSMarketplace/Entity/…`. */
const scoped = new Set(['aws-marketplace', 'wafv2'])

function typedResource(text: string): Resource | null {
  const [, type, id] = /^([^:/]+)[:/](.+)$/s.exec(text) ?? []
  return type === undefined || id === undefined ? null : { type, id }
}

function resourceIn(service: string, text: string, account: string): Resource {
  const type = bare[service]?.(text, account) ?? null
  if (type !== null) return { type, id: text }
  const plain = text.replace(/^\//, '')
  const outer = typedResource(plain)
  const inner = outer !== null && scoped.has(service) ? typedResource(outer.id) : null
  return inner ?? outer ?? { type: 'resource', id: plain }
}

/** A kind in AWS's own form and the id, out of an ARN: `arn:aws:rds:eu-west-1:111122223333:db:orders` is `rds:db` and `orders`; null: no ARN. */
export function readArn(arn: string): Arn | null {
  const [, partition, service, region, account, text] = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(arn) ?? []
  if (partition === undefined || service === undefined || text === undefined) return null
  const { type, id } = resourceIn(service, text, account ?? '')
  return { partition, service, kind: `${service}:${type}`, region: region ?? '', account: account ?? '', id }
}

/** A kind as ARNs have it, of any name that AWS gives it: `rds:proxy` is `rds:db-proxy`; null: no ARN begins with it, or it is no kind. */
export function arnKind(kind: string): `${string}:${string}` | null {
  const at = kind.indexOf(':')
  const [service, type] = [kind.slice(0, at), kind.slice(at + 1)]
  const known = at < 0 ? null : typesOf(service)
  if (known === null) return kindOfListed(kind)
  const found = known.inArns.has(type) ? type : (known.others.get(type) ?? null)
  return found === null ? kindOfListed(kind) : `${service}:${found}`
}

/**
 * What GetResources takes as ResourceTypeFilters for a kind or pattern of kinds: `rds:db` is `rds:db`, `sns:topic` and `sns:*` are `sns`; null: no filter can be named.
 * It takes what is embedded in ARNs, so where that is not sure, the whole service: more than is asked for, never less.
 */
export function typeFilter(kind: string): string | null {
  const [service = '', type = ''] = kind.split(':')
  if (service === '' || /[*?]/.test(service)) return null
  const exact = arnKind(kind)
  if (exact === null || scoped.has(service) || withoutFilter[service]?.includes(type)) return service
  return exact
}

/** The kind that was probably meant: a type of the same service first, then the same type of a near service. */
function nearestKind(name: string): string | null {
  const [given = '', type = '*'] = name.split(':')
  const service = typesOf(given) === null ? nearest(given, taggedServices()) : given
  const types = service === null ? null : typesOf(service)
  if (service === null || types === null) return null
  if (type.includes('*')) return `${service}:*`
  const found = nearest(type, [...types.inArns]) ?? nearest(type, [...types.others.keys()])
  return found === null ? null : `${service}:${found}`
}

const expected = 'a kind of resource that can be tagged, as AWS names it: service:type, `*` allowed within'

/** `restapis/deployments`: each word of the path is a type of the service. */
function isPath(name: string): boolean {
  const [service = '', path = ''] = name.split(':')
  const types = typesOf(service)
  const words = path.split('/')
  return words.length > 1 && words.every((word) => types?.inArns.has(word) === true || types?.others.has(word) === true)
}

function isKnown(name: string): boolean {
  if (name.includes('?')) return false
  if (name.includes('*')) return [...kindNames()].some((kind) => matches(name, kind))
  return kindNames().has(name) || isPath(name)
}

/** A problem with a name of a kind as a policy spells it (`*` allowed within it), or null. */
export function kindProblem(name: string): { readonly expected: string; readonly nearest: string | null } | null {
  return isKnown(name) ? null : { expected, nearest: nearestKind(name) }
}

/** Kinds as ARNs have them that a pattern covers by another of their names: `rds:proxy*` covers `rds:db-proxy`. */
export function kindsCovered(pattern: string): readonly `${string}:${string}`[] {
  const covered = [...kindNames()].filter((name) => matches(pattern, name))
  const kinds = covered.flatMap((name) => arnKind(name) ?? [])
  return [...new Set(kinds)].filter((kind) => !matches(pattern, kind))
}
