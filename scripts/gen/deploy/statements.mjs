// What the roles may do, out of what kinds and rules declare.
import { kinds } from '../../../src/resources/index.ts'
import { rules } from '../../../src/rules/index.ts'
import { sub } from './cloudformation.mjs'

const places = [{ partition: '$' + '{AWS::Partition}', region: '*', account: '$' + '{AWS::AccountId}' }]
const distinct = (actions) => [...new Set(actions)].sort()
const narrow = (actions) => together(kinds.flatMap((kind) => kind.narrowed(actions, places, null))).map(asTemplate)
/** Statements that differ in their resources alone become one: a document takes each Sid once. */
function together(statements) {
  const groups = new Map()
  for (const { Resource, ...rest } of statements) {
    const key = JSON.stringify(rest)
    const resources = groups.get(key)?.Resource ?? []
    groups.set(key, { ...rest, Resource: [...new Set([...resources, ...Resource])] })
  }
  return [...groups.values()]
}
const asTemplate = ({ Resource, ...rest }) => ({ ...rest, Resource: Resource.map(sub) })

function allowed(Sid, actions) {
  const narrowed = narrow(actions)
  const whole = actions.filter((action) => !narrowed.some(({ Action }) => Action.includes(action)))
  return [...(whole.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: whole, Resource: '*' }]), ...narrowed]
}

export const reads = allowed(
  'Read',
  distinct(['ec2:DescribeRegions', ...kinds.flatMap(({ reads: { list, detail } }) => [...list, ...detail])]),
)

/** What a rule may write with its standard options; one that cannot do without options: with those of its first case. */
async function writesOf(rule) {
  const { cases } = await import(`../../../src/rules/${rule.id}/cases.ts`)
  const standard = rule.options.safeParse({})
  return rule.writes(standard.success ? standard.data : rule.options.parse(cases[0].options), kinds)
}
const own = distinct((await Promise.all(rules.map(writesOf))).flat())
const all = distinct(kinds.flatMap((kind) => own.flatMap((action) => [action, ...kind.inverse(action)])))
const again = distinct(kinds.flatMap((kind) => kind.reads.again))

/** Which part of the write role an action belongs to. */
const areaOf = (action) => {
  if (action.startsWith('iam:')) return 'iam'
  return /Tag/.test(action) ? 'tags' : 'network'
}
export const writes = Object.fromEntries(
  ['network', 'tags', 'iam'].flatMap((area) => {
    const actions = all.filter((action) => areaOf(action) === area)
    return actions.length === 0 ? [] : [[area, allowed('Write', actions)]]
  }),
)
export const readsAgain = allowed(
  'ReadAgain',
  again.filter((action) => !reads.some(({ Action }) => Action.includes(action))),
)
