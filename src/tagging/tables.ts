import { resourceTypes } from './resource-types.ts'
import { tagActions } from './tag-actions.ts'

/** The types of one service. */
export interface ServiceTypes {
  /** Those that can be tagged, as they stand in ARNs: `db-proxy`. */
  readonly inArns: ReadonlySet<string>
  /** Other names of AWS for them: `proxy` is `db-proxy` in an ARN; null: it stands deeper in another type's ARN, as `restapis/stages` does, or nothing says that it can be tagged. */
  readonly others: ReadonlyMap<string, string | null>
}

export interface TagActions {
  readonly tag: readonly string[]
  readonly untag: readonly string[]
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function typesIn(line: string): readonly [string, ServiceTypes] {
  const [first = '', rest = ''] = line.split(' | ')
  const [service = '', ...inArns] = first.split(' ')
  const others = rest.split(' ').flatMap((entry): readonly (readonly [string, string | null])[] => {
    const [name = '', type = ''] = entry.split('=')
    return name === '' ? [] : [[name, type === '' ? null : type]]
  })
  return [service, { inArns: new Set(inArns), others: new Map(others) }]
}

function actionsIn(line: string): readonly [string, TagActions] {
  const [service = '', prefix = '', tag = '', untag = ''] = line.split(' ')
  const named = (names: string): readonly string[] =>
    names.split(',').flatMap((name) => (name === '' ? [] : [`${prefix}:${name}`]))
  return [service, { tag: named(tag), untag: named(untag) }]
}

/** Names that AWS has elsewhere, with the kind in the ARN where there is one: https://docs.aws.amazon.com/resource-explorer/latest/userguide/supported-resource-types.html, and `enforced_for` of tag policies. */
const elsewhere: Readonly<Record<string, `${string}:${string}` | null>> = {
  'amplifyuibuilder:component': null,
  'amplifyuibuilder:form': null,
  'amplifyuibuilder:theme': null,
  'bugbust:event': 'bugbust:events',
  'ec2:spot-instance-request': 'ec2:spot-instances-request',
  'elastic-inference:accelerator': null,
  'greengrass:connectorsDefinition': null,
  'greengrass:coresDefinition': null,
  'greengrass:devicesDefinition': null,
  'greengrass:functionsDefinition': null,
  'greengrass:groups': null,
  'greengrass:loggersDefinition': null,
  'greengrass:resourcesDefinition': null,
  'greengrass:subscriptionsDefinition': null,
  'lambda:function/version': null,
  'lambda:layer/version': null,
  'mobiletargeting:templates/EMAIL': null,
  'mobiletargeting:templates/PUSH': null,
  'mobiletargeting:templates/SMS': null,
  'route53:domain': null,
  'servicecatalog:application': 'servicecatalog:applications',
  'servicecatalog:attributeGroup': 'servicecatalog:attribute-groups',
  'servicecatalog:portfolio': 'catalog:portfolio',
  'servicecatalog:product': 'catalog:product',
  'ssm:maintenancewindowtask': null,
}

const types = once(() => new Map(resourceTypes.split('\n').map(typesIn)))
const actions = once(() => new Map(tagActions.split('\n').map(actionsIn)))
const names = once(() => {
  const listed = [...types()].flatMap(([service, { inArns, others }]) =>
    [...inArns, ...others.keys()].map((type) => `${service}:${type}`),
  )
  return new Set([...listed, ...Object.keys(elsewhere)])
})

/** The types of a service as ARNs name it; null: AWS has no such service, or nothing of it can be tagged. */
export const typesOf = (service: string): ServiceTypes | null => types().get(service) ?? null

/** Every service with a type that can be tagged. */
export const taggedServices = (): readonly string[] => [...types().keys()]

/** Every kind that AWS has a name for, `service:type`. */
export const kindNames = (): ReadonlySet<string> => names()

/** The kind as ARNs have it of a name that is in AWS's lists only; null: none is known. */
export const kindOfListed = (name: string): `${string}:${string}` | null =>
  Object.hasOwn(elsewhere, name) ? (elsewhere[name] ?? null) : null

/** The IAM actions that TagResources and UntagResources need of a service beside their own; null: none is known. */
export const tagActionsOf = (service: string): TagActions | null => actions().get(service) ?? null
