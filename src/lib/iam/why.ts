import { type Formula, testsOf } from './formula.ts'
import type { Test } from './test-of-request.ts'

/** As AWS writes them; documents are compared in lower case. */
const spelled = new Map(
  [
    'aws:CalledVia',
    'aws:MultiFactorAuthAge',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:SecureTransport',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceOrgID',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:TagKeys',
    'aws:ViaAWSService',
    'iam:PassedToService',
    'iam:PermissionsBoundary',
    'sts:ExternalId',
    'sts:RoleSessionName',
  ].map((name) => [name.toLowerCase(), name]),
)

const mostShown = 3

/** A condition key as a person knows it. Never a value: an external id is one. */
export const keyWords = (key: string): string => spelled.get(key) ?? key

/** On what the difference of two formulas hangs; empty: on nothing. */
export function whyWords(before: Formula, after: Formula): string {
  const [was, is] = [testsOf(before), testsOf(after)]
  const lacking = (list: readonly Test[], other: readonly Test[]): readonly Test[] =>
    list.filter(({ id }) => !other.some((one) => one.id === id))
  const [gone, came] = [lacking(was, is), lacking(is, was)]
  const unread = [...gone, ...came].flatMap((one) => (one.family === 'unread' ? [one.why] : []))
  const [goneKeys, cameKeys] = [keysOf(gone), keysOf(came)]
  const both = goneKeys.filter((one) => cameKeys.includes(one))
  return [
    listed(
      'now under ',
      cameKeys.filter((one) => !both.includes(one)),
      '',
    ),
    listed(
      'no longer under ',
      goneKeys.filter((one) => !both.includes(one)),
      '',
    ),
    listed('', both, ' changed'),
    listed('', [...new Set(unread)].sort(), ''),
  ]
    .filter((one) => one !== '')
    .join(', ')
}

function keysOf(tests: readonly Test[]): readonly string[] {
  const words = tests
    .filter(({ family }) => family !== 'unread')
    .map(({ key }) => (key === 'policy variable' ? 'a policy variable' : `condition ${keyWords(key)}`))
  return [...new Set(words)].sort()
}

function listed(before: string, words: readonly string[], after: string): string {
  if (words.length === 0) return ''
  const rest = words.length - mostShown
  return `${before}${words.slice(0, mostShown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}${after}`
}
