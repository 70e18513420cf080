// What the roles may do, out of what kinds and rules declare.
import { alwaysProtected } from '../../../src/model/protected.ts'
import { principalWrites } from '../../../src/permissions/protection.ts'
import { kinds } from '../../../src/resources/index.ts'
import { sub } from './cloudformation.mjs'

const places = [{ partition: '$' + '{AWS::Partition}', region: '*', account: '$' + '{AWS::AccountId}' }]
const distinct = (list) => [...new Set(list)].sort()
const narrow = (actions) => merged(kinds.flatMap((kind) => kind.narrowed(actions, places, null)).map(asTemplate))
const asTemplate = ({ Resource, ...rest }) => ({ ...rest, Resource: Resource.map(sub) })

/** Statements that differ in their resources alone become one. */
function merged(statements) {
  const groups = new Map()
  for (const one of statements) {
    const key = JSON.stringify([one.Sid, one.Action, one.Condition])
    const resources = groups.get(key)?.Resource ?? []
    const known = new Set(resources.map((resource) => JSON.stringify(resource)))
    groups.set(key, {
      ...one,
      Resource: [...resources, ...one.Resource.filter((it) => !known.has(JSON.stringify(it)))],
    })
  }
  return [...groups.values()]
}

function allowed(Sid, actions) {
  const narrowed = narrow(actions)
  const whole = actions.filter((action) => !narrowed.some(({ Action }) => Action.includes(action)))
  return [...(whole.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: whole, Resource: '*' }]), ...narrowed]
}

const asked = [
  'ec2:DescribeRegions',
  ...kinds.flatMap(({ reads: { list, detail, whole } }) => [...list, ...detail, ...(whole?.list ?? [])]),
]
export const reads = allowed('Read', distinct(asked))

const own = distinct(kinds.flatMap(({ writes }) => writes))
const tags = distinct(kinds.flatMap(({ tagging }) => tagging.writes))
const isIam = (action) => action.startsWith('iam:')
const ofGroups = kinds.filter(({ kind }) => kind === 'security-group').flatMap(({ writes }) => writes)
const areas = {
  network: own.filter((action) => ofGroups.includes(action)),
  vpc: own.filter((action) => !ofGroups.includes(action) && !isIam(action)),
  // What only the tagging API knows asks for its service's own permission, too: `holdfast permissions` names it.
  tags: distinct([...tags.filter((action) => !isIam(action)), 'tag:TagResources', 'tag:UntagResources']),
  iam: tags.filter(isIam),
  access: own.filter(isIam),
}
/** The parts of the write role that this version has something for. */
export const writes = Object.fromEntries(
  Object.entries(areas).flatMap(([area, actions]) => (actions.length === 0 ? [] : [[area, allowed('Write', actions)]])),
)
const again = kinds.flatMap(({ reads }) => [...reads.again, ...(reads.whole?.again ?? [])])
/** What the write role reads: it judges as the read role does, and reads again what it writes. */
export const writerReads = allowed('Read', distinct([...asked, ...again]))

/** Whatever the role is allowed later: nobody's way in, and none of the roles of Holdfast itself. `names`: parameters that name them. */
export const protectedRoles = (names) => [
  {
    Sid: 'ProtectedRoles',
    Effect: 'Deny',
    Action: principalWrites.role,
    Resource: [
      ...names.map((name) => sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/\${${name}}`)),
      ...alwaysProtected.map((arn) =>
        sub(arn.replace('arn:*:iam::*:', `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:`)),
      ),
    ],
  },
]
