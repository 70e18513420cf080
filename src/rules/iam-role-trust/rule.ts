import { parseDocument } from '../../lib/iam/document.ts'
import { visible } from '../../lib/visible.ts'
import type { Breach, Verdict } from '../../model/rule.ts'
import { isOfAws } from '../../resources/iam-role/recording.ts'
import { defineRule } from '../define.ts'
import { allowedOf } from './allowed.ts'
import { type Offender, offendersOf } from './judge.ts'
import { type Options, optionsSchema } from './options.ts'

export const rule = defineRule<Options, 'iam-role'>({
  id: 'iam-role-trust',
  title: 'Roles trust nobody but those whom the policy names',
  severity: 'high',
  controls: { securityHub: [], cis: [] },
  kinds: () => ['iam-role'],
  writes: () => [],
  options: optionsSchema,
  check(role, options): Verdict {
    if (isOfAws(role.ref)) return 'not-applicable'
    const read = parseDocument(role.facts.trust)
    if (!read.ok) return [unreadable(read.why)]
    const offenders = offendersOf({
      document: read.value,
      own: role.ref.account,
      allowed: allowedOf(options.allow),
      requireExternalId: options['require-external-id'],
    })
    return offenders.length === 0 ? 'pass' : [breachOf(offenders.map(bounded))]
  },
})

const unreadable = (why: string): Breach => ({
  about: '',
  verdict: 'unknown',
  message: `Whom the role trusts is not known: its trust policy cannot be read (${why}).`,
  evidence: [{ why }],
  rating: null,
  repair: { kind: 'none', why: 'a trust policy that cannot be read is for a person to look at' },
  weight: 0,
})

function breachOf(offenders: readonly Offender[]): Breach {
  const sure = offenders.filter(({ open }) => open === 'yes')
  const unsure = offenders.filter(({ open }) => open === 'unknown')
  const messages = [
    ...(sure.length === 0 ? [] : [`The role trusts ${told(sure)}.`]),
    ...(unsure.length === 0 ? [] : [`Whether it lets in others than allow names is not known: ${told(unsure)}.`]),
  ]
  return {
    about: '',
    verdict: sure.length > 0 ? 'fail' : 'unknown',
    message: messages.join(' '),
    evidence: offenders.map(({ who, open, why }) => ({ principal: who, trusted: open, why })),
    rating: null,
    repair: {
      kind: 'none',
      why: 'whom a role trusts is for a person to say: take them out of its trust policy, narrow its conditions, or name them in allow',
    },
    weight: sure.length,
  }
}

const mostShown = 5

function told(offenders: readonly Offender[]): string {
  const words = offenders.slice(0, mostShown).map(({ who, why }) => `${who} (${why})`)
  const rest = offenders.length - mostShown
  return `${words.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`
}

/** Names and conditions are text of whoever wrote the trust policy: bounded, and with nothing in it that is not seen. */
const bounded = ({ who, open, why }: Offender): Offender => ({ who: cut(who, 200), open, why: cut(why, 400) })

function cut(text: string, most: number): string {
  const signs = [...text]
  const short = signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text
  return short.replace(/[\p{Cc}\u2028\u2029]/gu, visible)
}
