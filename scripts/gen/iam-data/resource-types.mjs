// Resource types as ARNs and the service authorization reference name them, those first that can be tagged.
import { isTagging } from './read.mjs'

const word = /^[A-Za-z][\w.-]*$/
const path = /^[A-Za-z][\w./-]*$/

/** What an ARN's resource part says of its type: `db:${Id}` → db; `${Scope}/webacl/…` → its second part; `restapis/${Id}/stages/${Name}` → restapis, and the names of what stands deeper; null: nothing. */
function typeInArn(resource) {
  const parts = resource.replace(/^\//, '').split(/[:/]/)
  const at = parts[0]?.startsWith('${') && word.test(parts[1] ?? '') ? 1 : 0
  const type = parts[at] ?? ''
  return word.test(type) ? { type, deeper: deeperNames(parts.slice(at)) } : null
}

/** `restapis/stages` as Resource Explorer has it and `stages` as tag policies have it, at every depth; of `loadbalancer/app` the first only. */
function deeperNames(parts) {
  return parts.flatMap((part, at) => {
    if (at === 0 || !word.test(part)) return []
    const path = parts.slice(0, at + 1).filter((one) => word.test(one))
    return parts[at - 1].startsWith('${') ? [path.join('/'), part] : [path.join('/')]
  })
}

/** The tag condition keys, or an action that tags it: some types have only one of the two. */
function canBeTagged(type, taggedNames) {
  return (type.conditionKeys ?? []).some((key) => /ResourceTag\//i.test(key)) || taggedNames.has(type.key.toLowerCase())
}

function taggedNames(actions) {
  const tagging = actions.filter(isTagging)
  return new Set(tagging.flatMap((action) => action.resourceTypes.map(({ name }) => name.toLowerCase())))
}

function addTo(entry, type, tagged) {
  const found = typeInArn(type.arn.split(':').slice(5).join(':'))
  const name = type.key.replace(/\/$/, '')
  const note = (one) => entry.names.has(one) || entry.names.set(one, '')
  // AWS has it, and its data may lag behind: so it is a name, no more.
  if (!tagged) return [name, ...(found === null ? [] : [found.type, ...found.deeper])].forEach(note)
  // Without a type in the ARN, the reference's name is the only one there is.
  if (found === null) return entry.types.add(name)
  entry.types.add(found.type)
  if (found.deeper.length === 0) entry.names.set(name, found.type)
  else [...found.deeper, name].forEach(note)
}

/** Lines `service type type | Name=type Name=`: see `says`. */
export function resourceTypes(services) {
  const entries = new Map()
  for (const service of services) {
    const tagged = taggedNames(service.actions)
    for (const type of service.types) {
      const name = type.arn.split(':')[2]
      if (!/^[a-z0-9-]+$/.test(name)) continue
      if (!entries.has(name)) entries.set(name, { types: new Set(), names: new Map() })
      addTo(entries.get(name), type, canBeTagged(type, tagged))
    }
  }
  // A service of which nothing can be tagged is none for us.
  const some = [...entries].filter(([, { types }]) => types.size > 0)
  return some.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => line(name, entry))
}

function line(service, { types, names }) {
  const others = [...names].filter(([name]) => !types.has(name) && path.test(name)).sort()
  const tail = others.length === 0 ? '' : ` | ${others.map(([name, type]) => `${name}=${type}`).join(' ')}`
  return `${service} ${[...types].sort().join(' ')}${tail}`
}

export const says =
  'Types that can be tagged, a line a service as ARNs name it: first as they stand in ARNs, then names that only the service authorization reference has, with the type in the ARN (none: it stands deeper in the ARN, or nothing says that it can be tagged).'
