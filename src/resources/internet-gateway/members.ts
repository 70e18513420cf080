import { ec2Console } from '../../lib/console.ts'
import type { KindLogic } from '../../model/kind.ts'
import type { Change } from '../../model/member.ts'
import { comeAndGo } from '../../parts/effect.ts'
import { allowOn, callEach, ofParts, wordOf } from '../../parts/kind.ts'
import { asValues, entries, isId, type Part, there } from '../../parts/part.ts'
import { tagged } from '../../tagging/kind.ts'
import { ec2Tags } from '../../tagging/style.ts'
import type { Facts } from './model.ts'

const parts: readonly Part<Facts>[] = [
  entries<Facts>({
    word: 'attachment',
    name: 'vpc-0123456789abcdef0',
    isName: isId('vpc'),
    value: there,
    read: ({ attachments }) => ({ known: true, value: asValues(attachments) }),
    write: (_, values) => ({ attachments: [...values.keys()].sort() }),
    // By itself it leads nowhere; what makes every route to it work is rated as what it lets happen.
    shift: comeAndGo(() => 'opens', {
      came: (vpc) => `${vpc} has a way to the internet: routes to the gateway work`,
      gone: (vpc) => `${vpc} has no way to the internet through it: routes to the gateway lead nowhere`,
    }),
  }),
]

const attach = 'ec2:AttachInternetGateway'
const detach = 'ec2:DetachInternetGateway'
const writes = [attach, detach] as const

function apiOf({ member, after }: Change): string {
  if (wordOf(member) !== 'attachment') return 'none'
  return after === null ? detach : attach
}

const own = ofParts<'internet-gateway'>(parts, undefined, { attachments: [] })

export const logic: KindLogic<'internet-gateway'> = tagged<'internet-gateway'>(
  {
    kind: 'internet-gateway',
    awsName: 'ec2:internet-gateway',
    lists: true,
    reads: { list: ['ec2:DescribeInternetGateways'], detail: [], again: ['ec2:DescribeInternetGateways'] },
    writes,
    inverse: (action) => (action === attach ? [detach] : action === detach ? [attach] : []),
    narrowed: (actions, places) =>
      allowOn('AttachGateways', { actions, own: writes, types: ['internet-gateway', 'vpc'] }, places),
    ...own,
    withChanges: (gateway, changes) => {
      const changed = own.withChanges(gateway, changes)
      return { ...changed, vpc: { known: true, value: changed.facts.attachments[0] ?? null } }
    },
    // It is taken from one VPC before another gets it.
    calls: (changes) => callEach(changes, apiOf, ({ after }) => (after === null ? 0 : 1)),
    refuses: (_, { facts }) =>
      facts.attachments.length > 1
        ? 'AWS attaches an internet gateway to one VPC alone: it has to be detached from the other first'
        : null,
    consoleLink: ec2Console('vpcconsole', 'InternetGateway:internetGatewayId'),
  },
  ec2Tags('internet-gateway'),
)
