import { many } from '../../lib/many.ts'
import { portsText } from '../../lib/ports.ts'
import type { Json } from '../../model/basics.ts'
import type { Resource } from '../../model/resource.ts'
import type { Breach, Repair, Verdict } from '../../model/rule.ts'
import type { World } from '../../model/world.ts'
import { controllerOf } from '../../resources/security-group/controllers.ts'
import { memberOf, sourceText } from '../../resources/security-group/members.ts'
import type { SecurityGroupRule } from '../../resources/security-group/model.ts'
import { usersText, usersWeight } from '../../resources/security-group/users.ts'
import { defineRule } from '../define.ts'
import { forbiddenPorts, protocols, touches } from './exposure.ts'
import { type Judgement, judge, type Opening } from './judge.ts'
import { type Options, optionsSchema } from './options.ts'
import { isNarrowed, mend } from './repair.ts'

type Group = Resource<'security-group'>

/** What a finding is made of: the group, how it was judged, by which options. */
interface Case {
  readonly group: Group
  readonly options: Options
  readonly world: World
  readonly judgement: Judgement
}

export const rule = defineRule<Options, 'security-group'>({
  id: 'security-group-open-ingress',
  title: 'Security groups keep administrative ports off the internet',
  severity: 'critical',
  controls: { securityHub: ['EC2.13', 'EC2.14', 'EC2.18', 'EC2.19', 'EC2.53', 'EC2.54'], cis: ['5.2', '5.3'] },
  kinds: () => ['security-group'],
  needs: (options, group) =>
    (group === null ? listsIn(options.allow) : listsOf(group, options)).map((id) => ({ kind: 'prefix-list', id })),
  looksUp: () => ['prefix-list'],
  writes: (options) => [
    'ec2:RevokeSecurityGroupIngress',
    ...(options.split || options['narrow-to'].length > 0 ? ['ec2:AuthorizeSecurityGroupIngress'] : []),
  ],
  options: optionsSchema,
  wantsDetail: true,
  check(group, options, world): Verdict {
    const judgement = judge(group, options, world)
    const { offending, unread, together } = judgement
    if (offending.length === 0 && unread.length === 0 && together.length === 0) return 'pass'
    return [breachOf({ group, options, world, judgement })]
  },
})

const listsIn = (sources: readonly string[]): readonly string[] => sources.filter((source) => source.startsWith('pl-'))
/** Lists that stand on ports which the policy forbids; of a prefix list that was looked up nothing more is needed. */
function listsOf({ ref, facts }: Group, options: Options): readonly string[] {
  if (ref.kind !== 'security-group') return []
  const forbidden = forbiddenPorts(options)
  return facts.rules.flatMap((one) =>
    one.direction === 'ingress' && one.source.kind === 'prefix-list' && touches(one, forbidden) ? [one.source.id] : [],
  )
}

function breachOf(found: Case): Breach {
  const { group, options, judgement } = found
  const { offending, unread, together } = judgement
  const certain = offending.length > 0 || together.length > 0
  const { repair, stays } = certain ? repairOf(found) : { repair: unreadRepair(unread), stays: [] }
  // A strict allow-list is broken by private addresses, too: those are no internet.
  const whom = options.sources === 'any' ? 'addresses that allow does not hold' : 'the internet'
  const sentences = [
    ...(offending.length > 0
      ? [`${list(offending.map(openingText))} ${offending.length === 1 ? 'is' : 'are'} open to ${whom}`]
      : []),
    ...(together.length > 0 ? [`${list(together.map(openingText))} are open to the internet together`] : []),
    ...(unread.length > 0
      ? [`${list(unread.map(memberOf))} could not be judged: a prefix list could not be read`]
      : []),
    ...stays,
    ...(certain ? [usersText(group.facts.users)] : []),
  ]
  return {
    about: '',
    verdict: certain ? 'fail' : 'unknown',
    message: sentences.map((sentence) => `${sentence}.`).join(' '),
    evidence: evidenceOf(judgement),
    rating: null,
    repair,
    weight: usersWeight(group.facts.users),
  }
}

/** What can go by itself goes first; what asks has its step once that is gone. */
function repairOf({ group, options, world, judgement }: Case): {
  readonly repair: Repair
  readonly stays: readonly string[]
} {
  const { offending, together } = judgement
  const asking = new Map(offending.flatMap((opening) => entry(opening, whyAsk(opening, group, options))))
  const free = offending.filter((opening) => !asking.has(opening))
  if (free.length > 0) return made(mend(group, free, { options, world }), null)
  if (offending.length > 0)
    return made(mend(group, offending, { options, world }), [...new Set(asking.values())].join('; '))
  const taken = together.filter((opening) => !isNarrowed(opening, { options, group, world }))
  return made(mend(group, taken, { options, world }), 'none of these rules is open by itself, only together')
}

function made(
  { changes, stays }: ReturnType<typeof mend>,
  ask: string | null,
): { readonly repair: Repair; readonly stays: readonly string[] } {
  const all = many(changes)
  if (all === null) return { repair: { kind: 'none', why: 'nothing that a fix could take away' }, stays: [] }
  return { repair: ask === null ? { kind: 'changes', changes: all } : { kind: 'ask', why: ask, changes: all }, stays }
}

const entry = (opening: Opening, why: string | null): readonly (readonly [Opening, string])[] =>
  why === null ? [] : [[opening, why]]

function whyAsk({ rule: { protocol, description } }: Opening, group: Group, options: Options): string | null {
  const controller = controllerOf(group, description)
  if (controller !== null) return `${controller} owns the rule, and may write it again`
  if (protocol === '-1' && options['all-traffic'] === 'approve') return 'an all-traffic rule can only be revoked whole'
  return null
}

const unreadRepair = (unread: readonly SecurityGroupRule[]): Repair => ({
  kind: 'none',
  why: `what ${list(unread.map(({ source }) => sourceText(source)))} stands for could not be read`,
})

function openingText({ rule: opened, ports }: Opening): string {
  const shown = protocols.flatMap((protocol) =>
    ports[protocol].length === 0 ? [] : [`${protocol} ${portsText(ports[protocol])}`],
  )
  return `${memberOf(opened)} (${shown.join(', ')})`
}

const list = (texts: readonly string[]): string => texts.join(', ')

function evidenceOf({ offending, unread, together }: Judgement): readonly Json[] {
  const opening =
    (why: string) =>
    (one: Opening): Json => ({
      member: memberOf(one.rule),
      why,
      ports: protocols.flatMap((protocol) =>
        one.ports[protocol].map(({ from, to }) => `${protocol}/${from === to ? from : `${from}-${to}`}`),
      ),
      addresses: one.exposed.toString(),
    })
  return [
    ...offending.map(opening('open')),
    ...together.map(opening('open together')),
    ...unread.map((one): Json => ({ member: memberOf(one), why: 'unread' })),
  ]
}
