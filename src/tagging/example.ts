import type { AccountId, Region } from '../model/basics.ts'
import type { Kind, Resource } from '../model/resource.ts'

const account = '111111111111' as AccountId

/** A neutral resource for worked examples, less its facts. `service`: as ARNs have it. */
export const exampleOf = <K extends Kind>(
  kind: K,
  service: string,
  id: string,
  tags: Readonly<Record<string, string>>,
): Omit<Resource<K>, 'facts'> => ({
  ref: {
    kind,
    account,
    region: (service === 'iam' ? 'global' : 'us-east-1') as Region,
    id,
    arn: arnOf(kind, service, id),
  },
  name: { known: true, value: service === 'ec2' ? null : id },
  tags: { known: true, value: new Map(Object.entries(tags)) },
  vpc: { known: true, value: null },
})

function arnOf(kind: Kind, service: string, id: string): string {
  if (service === 's3') return `arn:aws:s3:::${id}`
  const type = kind.split(':').at(-1)?.replace(/^iam-/, '') ?? kind
  return `arn:aws:${service}:${service === 'iam' ? '' : 'us-east-1'}:${account}:${type}/${id}`
}
